"""A value of a record as people read it, and as other programs do."""

from __future__ import annotations

from enum import Enum
from typing import Any

_READ = ("title", "text", "kind", "value", "unit", "who", "when", "proof")


def plain(value: Any) -> Any:
    """Return a value of a record as JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_part(one) for one in value]
    return value


def shown(value: Any) -> str:
    """Return a value of a record as people read it; what nobody has said is empty."""
    told = plain(value)
    if told is None:
        return ""
    if isinstance(told, bool):
        return "yes" if told else "no"
    return "; ".join(told) if isinstance(told, list) else str(told)


def _part(part: Any) -> str:
    """Return a part of a record as one line."""
    texts = (getattr(part, name, None) for name in _READ)
    return " · ".join(str(text) for text in texts if text not in (None, ""))
