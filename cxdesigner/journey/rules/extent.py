"""Rules about the map as a whole: is it too much for one wall, and does it say what it is meant to say?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from operator import attrgetter

from cxdesigner.document.document import Document
from cxdesigner.document.reading import layer_of, touchpoints_of
from cxdesigner.document.records import Layer, MapKind, RecordId, Status, Touchpoint
from cxdesigner.journey.comparing import changes_between, moves_between
from cxdesigner.journey.graph import Journey, build
from cxdesigner.journey.rules.found import Found, quoted, titles_at

_ASKED = ("what", "whom", "how")
_BEHIND = (Layer.BACKSTAGE, Layer.SUPPORT)


def every_owned_touchpoint_says_what(document: Document, journey: Journey) -> Iterator[Found]:
    """Who owns a touchpoint knows what happens, whom they meet and how it is done.

    Asked is what most of this map's touchpoints say: a room that has no use for "whom" is left in peace.
    """
    owned = [tp for tp in journey.touchpoints.values() if tp.team_id is not None]
    asked = [name for name in _ASKED if 2 * sum(map(bool, map(attrgetter(name), owned))) > len(owned)]
    if not asked:
        return
    said = attrgetter(*asked, "title")  # With the title, which is never empty, there are always several.
    for touchpoint in owned:
        if all(said(touchpoint)) or touchpoint.status is Status.TO_REMOVE:
            continue
        missing = [name for name in asked if not getattr(touchpoint, name).strip()]
        if "whom" in missing and layer_of(document, touchpoint) in _BEHIND:
            missing.remove("whom")
        if missing:
            yield Found(f"{quoted(touchpoint.title)} does not say {' and '.join(missing)}.", (touchpoint.id,))


def few_stages_make_a_journey(document: Document, journey: Journey, limit: float) -> Iterator[Found]:
    """A journey has no more stages than people keep in mind."""
    if len(journey.stages) > limit:
        beyond = journey.stages[int(limit) :]
        yield Found(
            f"{quoted(beyond[0].title)} is stage {int(limit) + 1} of {len(journey.stages)}, more than anybody keeps in "
            "mind. Does a second map begin here?",
            tuple(stage.id for stage in beyond),
        )


def no_stage_is_crowded(document: Document, journey: Journey, limit: float) -> Iterator[Found]:
    """A stage holds no more touchpoints than a room can talk about."""
    counts = Counter(map(attrgetter("stage_id"), journey.touchpoints.values()))
    for stage in journey.stages:
        if counts[stage.id] > limit:
            yield Found(
                f"{quoted(stage.title)} holds {counts[stage.id]} touchpoints. Are these two stages, or a map of its own?",
                (stage.id,),
            )


def today_is_what_is_there(document: Document, journey: Journey) -> Iterator[Found]:
    """A map of today shows what is there today: what is missing belongs to the map of tomorrow."""
    if document.map(journey.map_id).kind is not MapKind.AS_IS:
        return
    status = Status.MISSING
    missing = tuple([i for i, touchpoint in journey.touchpoints.items() if touchpoint.status is status])
    if missing:
        titles = titles_at(journey, missing)
        verb = "is" if len(missing) == 1 else "are"
        yield Found(f"{titles} {verb} missing today. Is there a to-be map that shows how it will be?", missing)


def tomorrow_differs_from_today(document: Document, journey: Journey) -> Iterator[Found]:
    """A to-be map shows what is to be different."""
    map = document.map(journey.map_id)
    if map.kind is not MapKind.TO_BE or map.origin_id is None or map.origin_id not in document:
        return
    if not journey.touchpoints or len(touchpoints_of(document, map.origin_id)) != len(journey.touchpoints):
        return
    for touchpoint in journey.touchpoints.values():
        before = document.find(touchpoint.origin_id)
        if not isinstance(before, Touchpoint) or moves_between(document, before, document, touchpoint):
            return
        if changes_between(document, before, document, touchpoint):
            return
    if _ways(build(document, map.origin_id), {}) != _ways(journey, _origins(journey)):
        return
    yield Found(
        f"{quoted(map.title)} still says the same as the map it was made from. What is to be different?", (map.id,)
    )


def _origins(journey: Journey) -> dict[RecordId, RecordId]:
    return {i: touchpoint.origin_id or i for i, touchpoint in journey.touchpoints.items()}


def _ways(journey: Journey, names: dict[RecordId, RecordId]) -> list[tuple[str, str, str, str, str]]:
    """Return the links of a journey as they can be compared with those of another one."""
    return sorted(
        (
            names.get(link.source_id, link.source_id),
            names.get(link.target_id, link.target_id),
            str(link.kind),
            link.condition,
            str(link.probability),
        )
        for link in journey.links
    )
