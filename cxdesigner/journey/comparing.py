"""Two maps side by side: what came, what went, what moved and what reads differently now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.fields import fields_of
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.document.text import folded

_PLACES = ("stage", "team", "channel")
_NOT_COMPARED = frozenset({"stage_id", "team_id", "channel_id", "step", "order", "origin_id", "number"})
"""Places are told as moves; order and bookkeeping are nobody's action."""
_READ_FROM = {"event_id": "when", "offset_days": "when"}
"""Fields that follow from the words of another one: where these read differently, they say it."""


class Difference(NamedTuple):
    """A value before and after; places by the names of stage, team and channel."""

    before: Any
    after: Any


class Altered(NamedTuple):
    """One touchpoint of both maps and what is different about it, by field name; for moves: stage, team, channel."""

    before: Touchpoint
    after: Touchpoint
    fields: dict[str, Difference]


@dataclass(frozen=True)
class Comparison:
    """What must happen so that the first map becomes the second. Each list stands in reading order."""

    added: tuple[Touchpoint, ...]
    removed: tuple[Touchpoint, ...]
    moved: tuple[Altered, ...]
    changed: tuple[Altered, ...]
    kept: tuple[tuple[Touchpoint, Touchpoint], ...]
    """All pairs that were found to be the same touchpoint."""


def compare(before: Document, before_map: RecordId, after: Document, after_map: RecordId) -> Comparison:
    """Return the differences between two maps, of one document or of two.

    Touchpoints belong together by origin (a to-be map knows what each card was copied from), else by id (two versions of
    one file), else by title and stage, case and spaces aside; each is paired at most once.
    """
    old, new = touchpoints_of(before, before_map), touchpoints_of(after, after_map)
    pairs = dict(_pairs(before, old, after, new))
    partners = {touchpoint.id for touchpoint in pairs.values()}
    kept = tuple((pairs[touchpoint.id], touchpoint) for touchpoint in new if touchpoint.id in pairs)
    moved, changed = [], []
    for one, other in kept:
        if moves := moves_between(before, one, after, other):
            moved.append(Altered(one, other, moves))
        if fields := changes_between(before, one, after, other):
            changed.append(Altered(one, other, fields))
    return Comparison(
        tuple(touchpoint for touchpoint in new if touchpoint.id not in pairs),
        tuple(touchpoint for touchpoint in old if touchpoint.id not in partners),
        tuple(moved),
        tuple(changed),
        kept,
    )


def moves_between(before: Document, one: Touchpoint, after: Document, other: Touchpoint) -> dict[str, Difference]:
    """Return where a touchpoint went: the names of stage, team and channel that are others now."""
    places = {}
    for place in _PLACES:
        names = before.title_of(getattr(one, f"{place}_id")), after.title_of(getattr(other, f"{place}_id"))
        if folded(names[0]) != folded(names[1]):
            places[place] = Difference(*names)
    return places


def changes_between(before: Document, one: Touchpoint, after: Document, other: Touchpoint) -> dict[str, Difference]:
    """Return which fields of a touchpoint read differently, by name, but for its place and for what another one of them says."""
    fields = {}
    for info in fields_of(Touchpoint):
        if info.name in _NOT_COMPARED:
            continue
        values = getattr(one, info.name), getattr(other, info.name)
        if info.refers_to is not None:
            values = before.title_of(values[0]), after.title_of(values[1])
        if values[0] != values[1]:
            fields[info.name] = Difference(*values)
    return {name: said for name, said in fields.items() if _READ_FROM.get(name) not in fields}


def _pairs(
    before: Document, old: list[Touchpoint], after: Document, new: list[Touchpoint]
) -> Iterator[tuple[RecordId, Touchpoint]]:
    """Yield (id of the new touchpoint, the old one) by the surest sign first."""
    free = {touchpoint.id: touchpoint for touchpoint in old}
    waiting = list(new)
    for sign in (_by_origin, _by_shared_origin, _by_id, _by_name):
        index: dict[object, list[Touchpoint]] = {}
        for touchpoint in free.values():
            for key in sign(before, touchpoint, is_old=True):
                index.setdefault(key, []).append(touchpoint)
        rest = []
        for touchpoint in waiting:
            found = next(
                (
                    candidate
                    for key in sign(after, touchpoint, is_old=False)
                    for candidate in index.get(key, ())
                    if candidate.id in free
                ),
                None,
            )
            if found is None:
                rest.append(touchpoint)
            else:
                del free[found.id]
                yield touchpoint.id, found
        waiting = rest


def _by_origin(document: Document, touchpoint: Touchpoint, *, is_old: bool) -> list[object]:
    origin = touchpoint.id if is_old else touchpoint.origin_id
    return [] if origin is None else [origin]


def _by_shared_origin(document: Document, touchpoint: Touchpoint, *, is_old: bool) -> list[object]:
    return [] if touchpoint.origin_id is None else [touchpoint.origin_id]


def _by_id(document: Document, touchpoint: Touchpoint, *, is_old: bool) -> list[object]:
    return [touchpoint.id]


def _by_name(document: Document, touchpoint: Touchpoint, *, is_old: bool) -> list[object]:
    return [(folded(touchpoint.title), folded(document.title_of(touchpoint.stage_id)))]
