"""Moving what stands elsewhere than its time says: behind what it waits for, or to where the day has it."""

from __future__ import annotations

from cxdesigner.commands.touchpoints import move_touchpoints
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import map_of
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.journey.graph import build
from cxdesigner.journey.rules.timing import the_steps_follow_the_time

_MOST_MOVES = 60
"""A card that is past so many others is where it should be, or never will."""


def move_behind(document: Document, touchpoint_id: RecordId, cause_id: RecordId) -> Edit:
    """Plan moving a touchpoint into the step after another touchpoint, or to the beginning of a stage; its lane stays."""
    cause = document.find(cause_id)
    if isinstance(cause, Touchpoint):
        return _into_step(document, touchpoint_id, cause.stage_id, cause.step + 1)
    return _into_step(document, touchpoint_id, cause_id, 0)


def move_by_time(document: Document, touchpoint_id: RecordId) -> Edit:
    """Plan moving a touchpoint past all that its time contradicts; its lane stays."""
    trial, change = document.copy(), Change()
    map_id = map_of(trial, trial.touchpoint(touchpoint_id))
    assert map_id is not None
    for _ in range(_MOST_MOVES):
        journey = build(trial, map_id)
        told = the_steps_follow_the_time(trial, journey)
        other_id = next((found.record_ids[1] for found in told if found.record_ids[0] == touchpoint_id), None)
        if other_id is None:
            break
        other = trial.touchpoint(other_id)
        is_before = journey.place[touchpoint_id] < journey.place[other_id]
        edit = _into_step(trial, touchpoint_id, other.stage_id, other.step + 1 if is_before else other.step)
        trial.apply(edit.change)
        change = change.then(edit.change)
    if not change:
        raise Refused("It stands where its time says already.")
    return Edit(f"Move “{document.title_of(touchpoint_id)}” to its time", change, show=(touchpoint_id,))


def _into_step(document: Document, touchpoint_id: RecordId, stage_id: RecordId, step: int) -> Edit:
    """Plan moving a touchpoint into a step, which is made anew where something stands in it."""
    is_taken = any(
        other.step == step and other.id != touchpoint_id for other in document.referring_to(stage_id, Touchpoint)
    )
    return move_touchpoints(document, [touchpoint_id], stage_id, step, None, insert_column=is_taken)
