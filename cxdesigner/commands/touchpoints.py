"""Adding, moving and copying touchpoints; every way of making a card comes through `add_touchpoint`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from cxdesigner.commands.lanes import find_channel, new_channel
from cxdesigner.commands.places import by_column, cell_of, columns_of, into_lane, is_in_lane, shifted
from cxdesigner.commands.removing import remove
from cxdesigner.commands.values import with_when
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.making import replaced
from cxdesigner.document.reading import place_in_stage, stages_of, steps_of
from cxdesigner.document.records import (
    LaneKind,
    Link,
    LinkKind,
    MapKind,
    Record,
    RecordId,
    Stage,
    Status,
    Touchpoint,
    new_id,
)
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line
from cxdesigner.layout.plan import LaneKey

__all__ = ["add_touchpoint", "copy_touchpoints", "duplicate", "move_touchpoints", "remove"]

Move = tuple[Touchpoint, Touchpoint, Sequence[str] | None]
"""A touchpoint as it is and as it will be, with the fields that are others then; None where that is not known."""
FIRST_STAGE = "Stage 1"
NEW_TITLE = "New touchpoint"


def add_touchpoint(
    document: Document,
    map_id: RecordId,
    *,
    title: str = NEW_TITLE,
    stage_id: RecordId | None = None,
    step: int | None = None,
    after_id: RecordId | None = None,
    lane: LaneKey | None = None,
    insert_column: bool = False,
    only_lane: LaneKey | None = None,
    before_id: RecordId | None = None,
    linked: bool = True,
    channel_title: str = "",
    **fields: Any,
) -> Edit:
    """Plan adding a touchpoint; the edit shows its id.

    After another touchpoint: in the next step, room being made where that cell is taken, and in the flow between it and
    what came next (unless not `linked`). Otherwise at a step of a stage, or at the end of the stage, or of the map. A map
    without a stage gets one, and so does a document without the channel that is named. `insert_column` makes room for a
    step, in all lanes or in `only_lane`; `before_id` names the card of the cell above which the new one is put.
    """
    change = Change()
    after = document.touchpoint(after_id) if after_id is not None else None
    if after is not None:
        stage_id, step = after.stage_id, after.step + 1
    if stage_id is None:
        stage_id, change = _last_stage(document, map_id)
    if step is None:
        step = _end_of(document, stage_id)
    if channel_title:
        channel = find_channel(document, channel_title) or new_channel(document, channel_title)
        fields["channel_id"] = channel.id
        if channel.id not in document:
            change = change.then(Change.adding(channel))
    touchpoint = Touchpoint(id=new_id(), title=clean_line(title) or NEW_TITLE, stage_id=stage_id, step=step)
    touchpoint = into_lane(document, touchpoint, lane)
    when = clean_line(fields.pop("when", ""))
    touchpoint = replace(touchpoint, **{"status": _status_of_new(document, map_id), **fields})
    if when:
        touchpoint = with_when(document, touchpoint, when) if stage_id in document else replace(touchpoint, when=when)
    if insert_column or (after is not None and _is_taken(document, touchpoint, lane)):
        change = change.then(Change.replacing(shifted(document, stage_id, step, 1, lane=only_lane)))
    else:
        touchpoint = _at_end_of_cell(document, touchpoint, lane)
    change = change.then(Change.adding(touchpoint))
    if before_id is not None and not insert_column:
        change = change.then(_put_above(document, [touchpoint], before_id, lane))
    if after is not None and linked:
        change = change.then(_into_the_flow(document, after, touchpoint))
    return Edit(f"Add “{touchpoint.title}”", change, show=(touchpoint.id,))


def _status_of_new(document: Document, map_id: RecordId) -> Status:
    """Return what is so of a new card: on a map of tomorrow that was copied from today, it is not there yet."""
    map = document.map(map_id)
    return Status.MISSING if map.kind is MapKind.TO_BE and map.origin_id in document else Status.EXISTING


def _last_stage(document: Document, map_id: RecordId) -> tuple[RecordId, Change]:
    stages = stages_of(document, map_id)
    if stages:
        return stages[-1].id, Change()
    stage = Stage(id=new_id(), title=FIRST_STAGE, map_id=map_id)
    return stage.id, Change.adding(stage)


def _end_of(document: Document, stage_id: RecordId) -> int:
    steps = [touchpoint.step for touchpoint in document.referring_to(stage_id, Touchpoint)]
    return max(steps, default=-1) + 1


def _is_taken(document: Document, touchpoint: Touchpoint, lane: LaneKey | None) -> bool:
    lane = lane or LaneKey(LaneKind.TEAM, team_id=touchpoint.team_id)
    return bool(cell_of(document, touchpoint.stage_id, touchpoint.step, lane))


def _at_end_of_cell(document: Document, touchpoint: Touchpoint, lane: LaneKey | None) -> Touchpoint:
    others = cell_of(document, touchpoint.stage_id, touchpoint.step, lane, without=(touchpoint.id,))
    if not others or place_in_stage(others[-1]) < place_in_stage(touchpoint):
        return touchpoint
    return replace(touchpoint, order=others[-1].order + 1)


def _cell(touchpoint: Touchpoint) -> tuple[object, ...]:
    """Return what decides in which cell a touchpoint stands, whatever the lanes are."""
    return touchpoint.stage_id, touchpoint.step, touchpoint.team_id, touchpoint.channel_id, touchpoint.layer


def _below(
    document: Document, touchpoint: Touchpoint, others: Sequence[Touchpoint], lane: LaneKey | None
) -> Touchpoint:
    """Return the touchpoint below those that stay in its cell."""
    here = [other for other in others if lane is None or is_in_lane(document, other, lane)]
    last = max(here, key=place_in_stage, default=None)
    if last is None or place_in_stage(last) < place_in_stage(touchpoint):
        return touchpoint
    return replaced(touchpoint, order=last.order + 1)


def _into_the_flow(document: Document, before: Touchpoint, new: Touchpoint) -> Change:
    leaving = [link for link in document.referring_to(before.id, Link) if link.source_id == before.id]
    plain = [link for link in leaving if link.kind is LinkKind.NEXT and not link.condition and link.probability is None]
    change = Change.adding(Link(id=new_id(), source_id=before.id, target_id=new.id))
    if len(plain) == 1:
        change = change.then(Change.replacing([(plain[0], replace(plain[0], source_id=new.id))]))
    return change


def move_touchpoints(
    document: Document,
    touchpoint_ids: Sequence[RecordId],
    stage_id: RecordId,
    step: int,
    lane: LaneKey | None,
    *,
    insert_column: bool = False,
    only_lane: LaneKey | None = None,
    before_id: RecordId | None = None,
) -> Edit:
    """Plan moving touchpoints so that the first one stands in a cell; the others keep their distance to it.

    Others from the first one's lane follow it into the new lane, those from other lanes stay in theirs. `insert_column`
    makes room for as many steps as they span, in all lanes or in `only_lane`. `before_id` names the card of the cell
    above which they are put.
    """
    moved = [document.touchpoint(touchpoint_id) for touchpoint_id in touchpoint_ids]
    if not moved:
        return Edit("Move", Change())
    targets = _targets(document, moved, stage_id, step)
    ids = {touchpoint.id for touchpoint in moved}
    change = Change()
    if insert_column:
        span = 1 + max(target[1] for target in targets if target[0] == stage_id) - step
        change = Change.replacing(shifted(document, stage_id, step, span, lane=only_lane, without=ids))
    moves: list[Move] = []
    place_in_lane = _place_in(lane)
    home_lane = place_in_lane(moved[0])
    staying = by_column(document, {stage for stage, _ in targets}, without=ids)
    is_crowded = False
    for touchpoint, (to_stage, to_step) in zip(moved, targets, strict=True):
        names, into = _names_of_step(touchpoint, to_stage, to_step), None
        at_step = after = _at_step(touchpoint, to_stage, to_step, names)
        if place_in_lane(touchpoint) == home_lane:
            into, after = lane, into_lane(document, after, lane)
        others = staying.get((to_stage, to_step))
        if others and not insert_column and _cell(after) != _cell(touchpoint):
            after = _below(document, after, others, into)
            is_crowded = is_crowded or after.order != touchpoint.order
        moves.append((touchpoint, after, names if after is at_step else None))
    if is_crowded and len(moves) > 1:
        moves = _one_below_another(document, moves, place_in_lane)
    change = change.then(Change.of_fields(moves))
    moved_ones = [after for _, after, _ in moves]
    stays = moved_ones[0] == moved[0] and before_id is None
    if not insert_column and before_id not in ids and (before_id is not None or stays):
        change = change.then(_put_above(document, moved_ones, before_id, lane))
    return Edit(_move_name(moved), change, show=tuple(touchpoint_ids))


def copy_touchpoints(
    document: Document,
    touchpoint_ids: Sequence[RecordId],
    stage_id: RecordId,
    step: int,
    lane: LaneKey | None,
    *,
    insert_column: bool = False,
    only_lane: LaneKey | None = None,
    before_id: RecordId | None = None,
) -> Edit:
    """Plan copies of touchpoints, with the links among them, that go where `move_touchpoints` would put the originals."""
    first = duplicate(document, touchpoint_ids)
    copied = document.copy()
    copied.apply(first.change)
    placed = move_touchpoints(
        copied,
        first.show,
        stage_id,
        step,
        lane,
        insert_column=insert_column,
        only_lane=only_lane,
        before_id=before_id,
    )
    return Edit(first.name.replace("Duplicate", "Copy", 1), first.change.then(placed.change), show=first.show)


def _targets(document: Document, moved: list[Touchpoint], stage_id: RecordId, step: int) -> list[tuple[RecordId, int]]:
    if len(moved) == 1:
        return [(stage_id, step)]
    columns = columns_of(document, document.stage(stage_id).map_id)
    index = {column: number for number, column in enumerate(columns)}
    start = index.get((stage_id, step))
    targets = [(stage_id, step)]
    home = index[moved[0].stage_id, moved[0].step]
    for touchpoint in moved[1:]:
        distance = index[touchpoint.stage_id, touchpoint.step] - home
        if start is None:
            targets.append((stage_id, max(0, step + distance)))
        elif (beyond := start + distance - len(columns)) >= 0:
            targets.append((columns[-1][0], columns[-1][1] + 1 + beyond))
        else:
            targets.append(columns[max(0, start + distance)])
    return targets


_NOWHERE, _STEP, _STAGE, _BOTH = (), ("step",), ("stage_id",), ("stage_id", "step")


def _names_of_step(touchpoint: Touchpoint, stage_id: RecordId, step: int) -> Sequence[str]:
    """Return the fields that are others where the touchpoint stands at a step."""
    if touchpoint.stage_id == stage_id:
        return _NOWHERE if touchpoint.step == step else _STEP
    return _STAGE if touchpoint.step == step else _BOTH


def _at_step(touchpoint: Touchpoint, stage_id: RecordId, step: int, names: Sequence[str]) -> Touchpoint:
    """Return the touchpoint at a step, where only these fields are others."""
    if names is _STEP:
        return replaced(touchpoint, step=step)
    return replaced(touchpoint, stage_id=stage_id, step=step) if names else touchpoint


def _place_in(lane: LaneKey | None) -> Callable[[Touchpoint], object]:
    """Return what tells touchpoints of one lane from those of others, where lanes are of this kind."""
    names = ("team_id", "channel_id", "layer")
    counted = [name for name in names if lane is not None and name.split("_")[0] in lane.kind.value.split("+")]
    return attrgetter(*counted) if counted else lambda _: None


def _along_the_journey(document: Document, moved: list[Touchpoint]) -> list[Touchpoint]:
    """Return touchpoints that are going to move in the order in which the document has them."""
    if len(moved) < 2:
        return moved
    before = [document.touchpoint(touchpoint.id) for touchpoint in moved]
    places = columns_of(document, document.stage(before[0].stage_id).map_id)
    index = {column: number for number, column in enumerate(places)}
    rank = {it.id: (index[it.stage_id, it.step], it.order, it.id) for it in before}
    return sorted(moved, key=lambda touchpoint: rank[touchpoint.id])


def _one_below_another(
    document: Document, moves: list[Move], place_in_lane: Callable[[Touchpoint], object]
) -> list[Move]:
    """Let those that come into one cell follow each other there as they did before, below what stands in it."""
    after_of = {after.id: after for _, after, _ in moves}
    last: dict[object, int] = {}
    for touchpoint in _along_the_journey(document, list(after_of.values())):
        cell = touchpoint.stage_id, touchpoint.step, place_in_lane(touchpoint)
        order = max(touchpoint.order, last.get(cell, -1) + 1)
        last[cell] = order
        if order != touchpoint.order:
            after_of[touchpoint.id] = replaced(touchpoint, order=order)
    return [(it, after_of[it.id], names if after_of[it.id] is after else None) for it, after, names in moves]


def _put_above(document: Document, moved: list[Touchpoint], before_id: RecordId | None, lane: LaneKey | None) -> Change:
    """Plan the order of the cell of the first one: above a card or below all; no change where it is so already."""
    target = moved[0]
    ids = [
        touchpoint.id
        for touchpoint in moved
        if (touchpoint.stage_id, touchpoint.step) == (target.stage_id, target.step)
    ]
    others = cell_of(document, target.stage_id, target.step, lane, without=ids)
    here = _along_the_journey(document, [touchpoint for touchpoint in moved if touchpoint.id in ids])
    at = next((place for place, touchpoint in enumerate(others) if touchpoint.id == before_id), len(others))
    arranged = [*others[:at], *here, *others[at:]]
    if sorted(arranged, key=place_in_stage) == arranged:
        return Change()
    pairs = [(touchpoint, replace(touchpoint, order=order)) for order, touchpoint in enumerate(arranged)]
    return Change.replacing(pairs)


def _move_name(moved: list[Touchpoint]) -> str:
    return f"Move “{moved[0].title}”" if len(moved) == 1 else f"Move {len(moved)} touchpoints"


def duplicate(document: Document, touchpoint_ids: Sequence[RecordId]) -> Edit:
    """Plan copying touchpoints, with the links among them, into the same cells below the originals, one below another as these are."""
    originals = [document.touchpoint(touchpoint_id) for touchpoint_id in touchpoint_ids]
    if not originals:
        raise Refused("Select the cards to duplicate first.")
    twins = {touchpoint.id: new_id() for touchpoint in originals}
    copies: list[Record] = []
    columns = by_column(document, {touchpoint.stage_id for touchpoint in originals})
    last = {column: max(other.order for other in others) for column, others in columns.items()}
    for touchpoint in sorted(originals, key=place_in_stage):
        column = touchpoint.stage_id, touchpoint.step
        last[column] += 1
        copies.append(replaced(touchpoint, id=twins[touchpoint.id], order=last[column], number=""))
    inner = {
        link.id: link
        for touchpoint in originals
        for link in document.referring_to(touchpoint.id, Link)
        if link.source_id in twins and link.target_id in twins
    }
    for link in inner.values():
        ends = {"source_id": twins[link.source_id], "target_id": twins[link.target_id]}
        copies.append(replaced(link, id=new_id(), **ends))
    name = f"Duplicate “{originals[0].title}”" if len(originals) == 1 else f"Duplicate {len(originals)} touchpoints"
    return Edit(name, Change.adding(*copies), show=tuple(twins.values()))


def close_room(document: Document, stage_id: RecordId, step: int) -> Edit:
    """Plan taking an empty step out of a stage; what stands behind it moves left. Refuses a step that holds something."""
    if not 0 <= step < steps_of(document, stage_id):
        raise Refused("There is no such step in this stage.")
    here = [record for record, _ in shifted(document, stage_id, step, -1) if getattr(record, "step", 0) == step]
    if here:
        raise Refused("This step is not empty; move or delete what stands in it first.")
    return Edit("Remove an empty step", Change.replacing(shifted(document, stage_id, step + 1, -1)))


def make_room(document: Document, stage_id: RecordId, step: int, *, lane: LaneKey | None = None) -> Edit:
    """Plan inserting an empty step before a step of a stage, in all lanes or in one lane only."""
    if not 0 <= step <= steps_of(document, stage_id):
        raise Refused("There is no such step in this stage.")
    return Edit("Insert a step", Change.replacing(shifted(document, stage_id, step, 1, lane=lane)))
