"""How a date is written on paper, whatever the language of the system."""

from __future__ import annotations

import datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(date: datetime.date) -> str:
    """Return a date as people write it: `22 November 2026`."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
