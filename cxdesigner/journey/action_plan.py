"""What must be done so that a to-be map comes true: one step for each difference, with who takes it on until when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.fields import field
from cxdesigner.document.reading import maps_of, stages_of, touchpoints_of_stage
from cxdesigner.document.records import Action, MapKind, RecordId, Stage, Touchpoint
from cxdesigner.document.text import folded
from cxdesigner.journey.comparing import Altered, Comparison, compare
from cxdesigner.journey.figures import Group, figures
from cxdesigner.journey.plain_words import shown

ADDED, REMOVED, MOVED, CHANGED, LEFT = "added", "removed", "moved", "changed", "left over"
_LONGEST = 60
"""Longer values are cut in a sentence; the fields are told in full beside it."""


class FieldChange(NamedTuple):
    """One field of a touchpoint, as people call and read it, before and after."""

    label: str
    before: str
    after: str


class Step(NamedTuple):
    """One line of the action plan.

    `said` is what the comparison says by itself, `what` what somebody wrote in its place, or the same. `touchpoint_id` is the
    card to look at: of the map to begin with where it was removed; None where it is left over: somebody took
    something on, and the difference is no more.
    """

    id: str
    kind: str
    touchpoint_id: RecordId | None
    title: str
    stage: str
    said: str
    what: str
    owner: str = ""
    due: str = ""
    is_done: bool = False
    fields: tuple[FieldChange, ...] = ()


class MeasureChange(NamedTuple):
    """One measure in both maps, as people read it."""

    title: str
    before: str
    after: str

    @property
    def is_other(self) -> bool:
        """Tell whether the measure is another one now."""
        return self.before != self.after


def map_compared_with(document: Document, map_id: RecordId) -> tuple[RecordId, RecordId] | None:
    """Return which two maps of a document a room means to compare when it looks at one: before and after.

    A copy is compared with what it was copied from, an original with its first copy; else the first as-is map with the
    map, and the other way round. None where there is one map only.
    """
    origin = document.map(map_id).origin_id
    if origin is not None and origin in document:
        return origin, map_id
    others = [map for map in maps_of(document) if map.id != map_id]
    copy = next((map.id for map in others if map.origin_id == map_id), None)
    if copy is not None:
        return map_id, copy
    if not others:
        return None
    is_to_be = document.map(map_id).kind is MapKind.TO_BE
    other = next((map.id for map in others if (map.kind is MapKind.TO_BE) is not is_to_be), others[0].id)
    return (other, map_id) if is_to_be else (map_id, other)


def action_plan(before: Document, before_map: RecordId, after: Document, after_map: RecordId) -> list[Step]:
    """Return the steps from one map to another, with what the second one says about owners, dates and what is done."""
    comparison = compare(before, before_map, after, after_map)
    taken = {action.id: action for action in after.map(after_map).actions}
    steps = [_with(step, taken.pop(step.id, None)) for step in _steps(before, after, comparison)]
    left = [
        Step(action.id, LEFT, None, "", "", "", action.what, action.owner, action.due, action.is_done)
        for action in taken.values()
        if action.what or action.owner or action.due
    ]
    return steps + [step._replace(what=step.what or "What this was about is as it was before") for step in left]


def _steps(before: Document, after: Document, comparison: Comparison) -> Iterator[Step]:
    for touchpoint in comparison.added:
        yield _step(after, touchpoint, ADDED, f"Add “{touchpoint.title}”{_with_whom(after, touchpoint)}")
    for touchpoint in comparison.removed:
        yield _step(before, touchpoint, REMOVED, f"Do without “{touchpoint.title}”")
    for altered in comparison.moved:
        yield _altered(after, altered, MOVED, "Move")
    for altered in comparison.changed:
        yield _altered(after, altered, CHANGED, "Change")


def _step(document: Document, touchpoint: Touchpoint, kind: str, said: str) -> Step:
    stage = document.title_of(touchpoint.stage_id)
    return Step(f"{kind}:{touchpoint.id}", kind, touchpoint.id, touchpoint.title, stage, said, said)


def _with_whom(document: Document, touchpoint: Touchpoint) -> str:
    names = [document.title_of(touchpoint.team_id), document.title_of(touchpoint.channel_id)]
    said = ", ".join(name for name in names if name)
    return f" ({said})" if said else ""


def _altered(after: Document, altered: Altered, kind: str, verb: str) -> Step:
    fields = tuple(
        FieldChange(name if kind == MOVED else field(Touchpoint, name).label, _read(name, old), _read(name, new))
        for name, (old, new) in altered.fields.items()
    )
    told = "; ".join(f"{it.label} {_cut(it.before)} → {_cut(it.after)}" for it in fields)
    return _step(after, altered.after, kind, f"{verb} “{altered.after.title}”: {told}")._replace(fields=fields)


def _read(name: str, value: object) -> str:
    if name == "offset_days" and isinstance(value, (int, float)):
        from cxdesigner.journey.timeline import days_in_words

        return f"{days_in_words(abs(value))} {'before' if value < 0 else 'after'}" if value else "at that time"
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return _figure(value) if is_number else shown(value)  # type: ignore[arg-type]


def _figure(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _cut(value: str) -> str:
    line = " ".join(value.split())
    if line.lstrip("−").replace(".", "", 1).isdigit():
        return line
    return f"“{line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + '…'}”" if line else "–"


def _with(step: Step, action: Action | None) -> Step:
    if action is None:
        return step
    return step._replace(what=action.what or step.said, owner=action.owner, due=action.due, is_done=action.is_done)


def counted(steps: list[Step]) -> str:
    """Return how many steps there are of each kind, as people say it."""
    counts = [(kind, sum(step.kind == kind for step in steps)) for kind in (ADDED, REMOVED, MOVED, CHANGED, LEFT)]
    return ", ".join(f"{count} {kind}" for kind, count in counts if count) or "Both maps say the same"


def changed_measures(
    before: Document, before_map: RecordId, after: Document, after_map: RecordId
) -> list[MeasureChange]:
    """Return each measure of both maps, in the order of the panel; what only one map has is “–” in the other."""
    old, new = (_by_title(figures(*each)) for each in ((before, before_map), (after, after_map)))
    return [
        MeasureChange(title, old[title].figure if title in old else "–", new[title].figure if title in new else "–")
        for title in dict.fromkeys((*old, *new))
    ]


def _by_title(groups: list[Group]) -> dict[str, Group]:
    return {group.title: group for group in groups}


# -- both curves -------------------------------------------------------------------------------------------------------


class FeltAt(NamedTuple):
    """What was felt at a touchpoint: the place along the stages of both maps (stage and share of it), and the emotion."""

    touchpoint_id: RecordId
    x: float
    emotion: int


class Curves(NamedTuple):
    """Both emotion curves over the same stages: those of the second map, with those that went where they were."""

    stages: tuple[str, ...]
    before: tuple[FeltAt, ...]
    after: tuple[FeltAt, ...]


def both_curves(before: Document, before_map: RecordId, after: Document, after_map: RecordId) -> Curves:
    """Return what customers feel in both maps along one axis, on which each stage is one long."""
    old, new = stages_of(before, before_map), stages_of(after, after_map)
    axis, place = _axis(old, new)
    return Curves(tuple(axis), _felt(before, old, place), _felt(after, new, place))


def _axis(old: list[Stage], new: list[Stage]) -> tuple[list[str], dict[RecordId, int]]:
    """Return the titles along the axis, and at which of them each stage of both maps stands."""
    by_name = {folded(stage.title): stage.id for stage in new}
    ids = {stage.id for stage in new}
    copies = {stage.origin_id: stage.id for stage in new if stage.origin_id is not None}
    axis: list[tuple[str, RecordId]] = [(stage.title, stage.id) for stage in new]
    twins: dict[RecordId, RecordId] = {}
    last = -1
    for stage in old:
        twin = copies.get(stage.id) or (stage.id if stage.id in ids else by_name.get(folded(stage.title)))
        if twin is None:
            last += 1
            axis.insert(last, (stage.title, stage.id))
        else:
            twins[stage.id] = twin
            last = next(at for at, (_, known) in enumerate(axis) if known == twin)
    place = {stage_id: at for at, (_, stage_id) in enumerate(axis)}
    return [title for title, _ in axis], place | {stage_id: place[twin] for stage_id, twin in twins.items()}


def _felt(document: Document, stages: list[Stage], place: dict[RecordId, int]) -> tuple[FeltAt, ...]:
    found = []
    for stage in stages:
        inside = touchpoints_of_stage(document, stage.id)
        for at, touchpoint in enumerate(inside):
            if touchpoint.emotion is not None:
                x = place[stage.id] + (at + 0.5) / len(inside)
                found.append(FeltAt(touchpoint.id, x, touchpoint.emotion))
    return tuple(sorted(found, key=lambda felt: felt.x))
