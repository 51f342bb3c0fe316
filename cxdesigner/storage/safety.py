"""How safe the work is, in one sentence that is nothing but the truth."""

from __future__ import annotations

import time
from typing import NamedTuple

_FRESH_SECONDS = 5.0
_SLOW_SECONDS = 5.0


class Safety(NamedTuple):
    """How safe the work is, and the sentence that says so. Times are seconds since 1970; None: not in this session."""

    text: str
    is_clean: bool
    is_safe: bool
    saved_at: float | None = None
    copied_at: float | None = None
    has_failed: bool = False
    """The last save or safe copy failed, and none has succeeded since."""


class Facts(NamedTuple):
    """What is known of the saves and safe copies of a document at a moment."""

    now: float
    is_clean: bool
    is_copied: bool
    """A safe copy holds exactly what is open."""
    is_read_from_table: bool = False
    """Nothing was edited since a table was read: the table holds it."""
    saved_at: float | None = None
    copied_at: float | None = None
    saving_since: float | None = None
    save_error: str = ""
    copy_error: str = ""


def told(facts: Facts) -> Safety:
    """Return how safe the work is."""
    return Safety(
        _text(facts),
        is_clean=facts.is_clean,
        is_safe=facts.is_clean or (facts.is_copied and not facts.copy_error),
        saved_at=facts.saved_at,
        copied_at=facts.copied_at,
        has_failed=not facts.is_clean and bool(facts.copy_error or facts.save_error),
    )


def _text(facts: Facts) -> str:
    if facts.saving_since is not None:
        is_slow = facts.now - facts.saving_since >= _SLOW_SECONDS
        return f"Still saving: the disk does not answer. {_kept(facts)}" if is_slow else "Saving…"
    if facts.is_clean:
        return time.strftime("Saved %H:%M", time.localtime(facts.saved_at)) if facts.saved_at else "No changes"
    if facts.copy_error:
        return f"NOT SAFE: {facts.copy_error}"
    return f"{facts.save_error} {_kept(facts)}" if facts.save_error else _kept(facts)


def _kept(facts: Facts) -> str:
    if facts.copied_at is None:
        return "Not saved yet"
    seconds = max(0, round(facts.now - facts.copied_at))
    ago = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"
    is_behind = not facts.is_copied and not facts.is_read_from_table and seconds > _FRESH_SECONDS
    return f"Changed since the safe copy {ago} ago" if is_behind else f"Safe copy {ago} ago"
