"""Rules about what is still missing or said twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from cxdesigner.document.document import Document
from cxdesigner.document.records import Layer, RecordId, Status, Touchpoint
from cxdesigner.journey.encounters import with_article
from cxdesigner.journey.first_person import is_done_alone
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.found import Found, quoted


def every_stage_has_a_touchpoint(document: Document, journey: Journey) -> Iterator[Found]:
    """In each stage, something happens to the customer."""
    filled = set(map(attrgetter("stage_id"), journey.touchpoints.values()))
    for stage in journey.stages:
        if stage.id not in filled:
            yield Found(f"Nothing happens in {quoted(stage.title)} yet.", (stage.id,))


def no_title_stands_twice_in_a_stage(document: Document, journey: Journey) -> Iterator[Found]:
    """Two touchpoints of a stage with one title are either the same one, or need a better title."""
    same: dict[tuple[RecordId, str], list[RecordId]] = {}
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        same.setdefault((touchpoint.stage_id, _as_heard(touchpoint.title)), []).append(touchpoint_id)
    for (stage_id, _), touchpoint_ids in same.items():
        if len(touchpoint_ids) > 1:
            times = "twice" if len(touchpoint_ids) == 2 else f"{len(touchpoint_ids)} times"
            title = quoted(journey.touchpoints[touchpoint_ids[0]].title)
            stage = quoted(document.title_of(stage_id))
            yield Found(f"{title} stands {times} in {stage}. Is it the same thing?", tuple(touchpoint_ids))


@lru_cache(maxsize=65_536)
def _as_heard(title: str) -> str:
    """Return a title without what nobody hears: case, and more than one space."""
    return " ".join(title.casefold().split())


def every_owned_touchpoint_has_a_prompt(document: Document, journey: Journey) -> Iterator[Found]:
    """Whoever owns a touchpoint needs a line on the checklist that says what to do; what the customer does alone needs none."""
    teams: dict[RecordId, str] = {}
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        if touchpoint.team_id is None or touchpoint.prompts or touchpoint.status is Status.TO_REMOVE:
            continue
        if not customer_acts_alone(touchpoint):
            team = teams.get(touchpoint.team_id)
            if team is None:
                team = teams[touchpoint.team_id] = with_article(document.title_of(touchpoint.team_id))
            yield Found(f"No prompt says yet what {team} does at {quoted(touchpoint.title)}.", (touchpoint_id,))


def customer_acts_alone(touchpoint: Touchpoint) -> bool:
    """Tell whether nobody of us takes part: it stands in the customer's layer, or who “Gives up” does so without us."""
    return touchpoint.layer is Layer.CUSTOMER or is_done_alone(touchpoint.title)
