"""What is new in a to-be map: which of its touchpoints are new, changed or moved against the map it was copied from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import fields
from operator import attrgetter

from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of, touchpoints_of_stage
from cxdesigner.document.records import RecordId, Touchpoint

NEW, CHANGED, MOVED = "new", "changed", "moved"

_PLACE = frozenset({"stage_id", "step", "order", "team_id", "layer"})
_NOT_SAID = frozenset({"id", "extra", "origin_id", "number"})
_SAID = tuple(field.name for field in fields(Touchpoint) if field.name not in _PLACE | _NOT_SAID)
_words = attrgetter(*_SAID)
"""All that a touchpoint says, at once: large maps are compared after each move."""
_Steps = Sequence[tuple[int, int, RecordId]]
"""Touchpoints of a stage that were there before: the step now, the step then, and the id."""


def news_of_map(document: Document, map_id: RecordId) -> Mapping[RecordId, str]:
    """Return what is new about the touchpoints of a map; nothing for a map that is not a copy of another one."""
    origin_id = document.map(map_id).origin_id
    if origin_id is None or origin_id not in document:
        return {}
    found: dict[RecordId, str] = {}
    for stage in stages_of(document, map_id):
        touchpoints = touchpoints_of_stage(document, stage.id)
        moved = _out_of_order(_kept(document, touchpoints))
        for touchpoint in touchpoints:
            news = _news_of(document, touchpoint, moved)
            if news:
                found[touchpoint.id] = news
    return found


def changes_since_origin(document: Document, touchpoint: Touchpoint) -> str:
    """Return “new”, “changed” or “moved” against the touchpoint this one was copied from; nothing where it is the same.

    A touchpoint has moved where it is in another stage, with another team or on another layer, or where those of its
    stage follow one another differently; a step put in before it moves nothing. What is said or felt differently is a change, and a
    change counts more than a move. Where the map is no copy, or the touchpoint of today is gone, nothing is new.
    """
    origin_id = document.map(document.stage(touchpoint.stage_id).map_id).origin_id
    if origin_id is None or origin_id not in document:
        return ""
    beside = touchpoints_of_stage(document, touchpoint.stage_id)
    return _news_of(document, touchpoint, _out_of_order(_kept(document, beside)))


def changed_fields(document: Document, touchpoint: Touchpoint) -> list[str]:
    """Return the names of the fields in which a touchpoint says something else than the one it was copied from."""
    origin = document.find(touchpoint.origin_id)
    if not isinstance(origin, Touchpoint):
        return []
    return [name for name in _SAID if getattr(touchpoint, name) != getattr(origin, name)]


def _news_of(document: Document, touchpoint: Touchpoint, moved: frozenset[RecordId]) -> str:
    if touchpoint.origin_id is None:
        return NEW
    origin = document.find(touchpoint.origin_id)
    if not isinstance(origin, Touchpoint):
        return ""
    if _words(touchpoint) != _words(origin):
        return CHANGED
    is_elsewhere = document.stage(touchpoint.stage_id).origin_id != origin.stage_id
    is_others = (touchpoint.team_id, touchpoint.layer) != (origin.team_id, origin.layer)
    return MOVED if is_elsewhere or is_others or touchpoint.id in moved else ""


def _kept(document: Document, touchpoints: Sequence[Touchpoint]) -> _Steps:
    """Return those of a stage that are from the stage it was copied from, in the order of today's steps."""
    kept = []
    for touchpoint in touchpoints:
        origin = document.find(touchpoint.origin_id)
        if isinstance(origin, Touchpoint) and document.stage(touchpoint.stage_id).origin_id == origin.stage_id:
            kept.append((touchpoint.step, origin.step, touchpoint.id))
    return sorted(kept)


def _out_of_order(kept: _Steps) -> frozenset[RecordId]:
    """Return the fewest touchpoints without which all the others follow one another as they did.

    The others are a longest subsequence whose steps of then never fall (Fredman, On computing the length of longest
    increasing subsequences, Discrete Math. 11, 1975).
    """
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, (_, step, _) in enumerate(kept):
        length = bisect_right(tails, step)
        before.append(places[length - 1] if length else -1)
        tails[length : length + 1] = [step]
        places[length : length + 1] = [place]
    staying = set()
    place = places[-1] if places else -1
    while place >= 0:
        staying.add(kept[place][2])
        place = before[place]
    return frozenset(record_id for _, _, record_id in kept if record_id not in staying)
