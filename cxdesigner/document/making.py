"""Records made by the thousand: for readers and commands that have looked at every value already."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from itertools import compress, repeat
from operator import is_not
from typing import Any, TypeVar

from cxdesigner.document.records import Part, Record

Made = TypeVar("Made", bound=Record | Part)

_new = object.__new__
_set = object.__setattr__
FEW = 5
"""A record of so few members needs no dictionary of its own, which would take twice the room: Python keeps their names once for all of them."""

_MOST_SHARED = 30
"""Of more names Python keeps none but the first ones."""


def made(kind: type[Made], members: dict[str, Any]) -> Made:
    """Return a record (or a part) that holds these members; every other field has its default.

    Nothing is checked, and the dictionary may become the record's own: use it no more. A record of 5 fields out of 45 is made
    in a tenth of the time that its constructor takes.
    """
    record = _new(kind)
    if len(members) > FEW:
        _set(record, "__dict__", members)
    else:
        for name, value in members.items():
            _set(record, name, value)
    return record


def blanks(kind: type[Made], number: int) -> list[Made]:
    """Return so many records (or parts) that nobody may see before `fill` has given them what they hold."""
    of_any: type = kind
    _teach(of_any)
    return list(map(_new, repeat(kind, number)))


@cache
def _teach(kind: type) -> None:
    """Let Python learn all names of a type from one object, before many are made.

    It keeps names once for all that is made after the first one that holds them; whatever was made before gets a dictionary of its own.
    """
    names = [one.name for one in fields(kind)]
    if len(names) <= _MOST_SHARED:
        teacher: object = _new(kind)
        for name in names:
            _set(teacher, name, None)


def fill(records: Iterable[object], name: str, values: Iterable[Any]) -> None:
    """Give each of some blanks one of its values; by the name `__dict__`, all of them at once, where they are more than *FEW*."""
    deque(map(_set, records, repeat(name), values), maxlen=0)


def replaced(record: Made, **values: Any) -> Made:
    """Return the record with other values, as `dataclasses.replace` does, which needs ten times as long.

    The names are not checked: who takes them from outside uses `replace`.
    """
    return made(type(record), {**record.__dict__, **values})


def may_differ(before: Record, after: Record) -> list[str]:
    """Return the names of all fields in which two records of one type differ; equal values may be among them, too."""
    old, new = before.__dict__, after.__dict__
    if len(old) == len(new) and list(old) == list(
        new
    ):  # As after `replaced` and `replace`: then all names are compared in one go.
        return list(compress(new, map(is_not, old.values(), new.values())))
    names = [name for name, value in new.items() if old.get(name, _MISSING) is not value]
    return names if old.keys() <= new.keys() else [*names, *(old.keys() - new.keys())]


_MISSING = object()
