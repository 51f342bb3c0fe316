"""Rules about being handed on: from team to team, and from one kind of channel to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cxdesigner.document.document import Document
from cxdesigner.document.reading import is_handoff
from cxdesigner.document.records import Channel, ChannelKind, Link, LinkKind, RecordId
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.found import Found, quoted

_Row = tuple[RecordId, ...]

_AT_ONCE_DAYS = 1.0
"""What comes later than this is another contact, not a switch in the middle of one."""


def few_handoffs_in_a_stage(document: Document, journey: Journey, limit: float) -> Iterator[Found]:
    """Within one stage, the customer is not handed from team to team more often than they can follow.

    Counted along one way through the stage, the one with most; ways back are not counted.
    """
    most: dict[RecordId, int] = {}
    worst: dict[RecordId, tuple[int, RecordId]] = {}
    touchpoints = journey.touchpoints
    for touchpoint_id, links in journey.onward.items():
        so_far = most.get(touchpoint_id, 0)
        for link in links:
            count = so_far + is_handoff(touchpoints[link.source_id], touchpoints[link.target_id])
            if count > most.get(link.target_id, 0):
                most[link.target_id] = count
                stage_id = touchpoints[touchpoint_id].stage_id
                if count > worst.get(stage_id, (0, stage_id))[0]:
                    worst[stage_id] = count, link.target_id
    for stage in journey.stages:
        count, touchpoint_id = worst.get(stage.id, (0, stage.id))
        if count > limit:
            yield Found(
                f"In {quoted(stage.title)}, the customer is handed from team to team {count} times.",
                (stage.id, touchpoint_id),
            )


def few_handoffs_in_a_row(document: Document, journey: Journey, limit: float) -> Iterator[Found]:
    """Between two handoffs, somebody keeps the customer for a while: not each next step of a stage is another team's.

    Between stages the customer may well meet others. A row that only some go is as long for them.
    """
    rows: dict[RecordId, _Row] = {}
    touchpoints = journey.touchpoints
    for touchpoint_id, links in journey.onward.items():
        row = rows.get(touchpoint_id) or (touchpoint_id,)
        is_over = True
        for link in links:
            if link.kind is not LinkKind.RECOVERY and is_handoff(
                touchpoints[link.source_id], touchpoints[link.target_id]
            ):
                is_over = False
                if len(row) >= len(rows.get(link.target_id, ())):
                    rows[link.target_id] = (*row, link.target_id)
        if is_over and len(row) - 1 > limit:
            first, last = (quoted(journey.touchpoints[i].title) for i in (row[0], row[-1]))
            yield Found(
                f"From {first} to {last}, the customer is handed from team to team {len(row) - 1} times in a row.",
                row,
            )


def few_switches_of_channel(document: Document, journey: Journey, limit: float) -> Iterator[Found]:
    """The customer is not sent from screen to telephone to counter within one matter.

    Told are touchpoints in a row within one stage, each by another kind of channel, where nothing but we decided so: no
    condition leads there, and it is not the next contact days later.
    """
    kinds = {channel.id: channel.kind for channel in document.all(Channel) if channel.kind is not ChannelKind.OTHER}
    rows: dict[RecordId, _Row] = {}
    for touchpoint_id, links in journey.onward.items():
        kind = _kind(journey, kinds, touchpoint_id)
        if kind is None:
            continue
        row = rows.get(touchpoint_id, (touchpoint_id,))
        is_over = True
        for link in links:
            after = _kind(journey, kinds, link.target_id)
            if after is None or after is kind or not _is_ours(journey, link):
                continue
            same = [place for place, other in enumerate(row) if _kind(journey, kinds, other) is after]
            longer = (*row[same[-1] + 1 :], link.target_id) if same else (*row, link.target_id)
            is_over = is_over and bool(same)
            if len(longer) > len(rows.get(link.target_id, ())):
                rows[link.target_id] = longer
        if is_over and len(row) > limit:
            first, last = (quoted(journey.touchpoints[i].title) for i in (row[0], row[-1]))
            named = ", ".join(document.title_of(journey.touchpoints[i].channel_id) for i in row)
            yield Found(f"From {first} to {last}, the customer is sent from channel to channel: {named}.", row)


def _kind(journey: Journey, kinds: Mapping[RecordId, ChannelKind], touchpoint_id: RecordId) -> ChannelKind | None:
    channel_id = journey.touchpoints[touchpoint_id].channel_id
    return None if channel_id is None else kinds.get(channel_id)


def _is_ours(journey: Journey, link: Link) -> bool:
    """Tell whether we send the customer this way, and at once."""
    if link.kind is not LinkKind.NEXT or link.condition.strip():
        return False
    touchpoint, when = journey.touchpoints[link.target_id], journey.whens[link.target_id]
    offset = touchpoint.offset_days if touchpoint.offset_days is not None else when.offset_days
    if when.every_days is not None:
        return False
    return abs(offset or 0.0) <= _AT_ONCE_DAYS and (when.limit_days or 0.0) <= _AT_ONCE_DAYS
