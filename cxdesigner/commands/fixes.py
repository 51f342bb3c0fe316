"""What one click mends: for each rule the ordinary edit where there is one way to mean it, or a few of which one is chosen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cxdesigner.commands import values
from cxdesigner.commands.lanes import remove_lane
from cxdesigner.commands.links import add_link, leaving
from cxdesigner.commands.maps import start_to_be
from cxdesigner.commands.moving_in_time import move_behind, move_by_time
from cxdesigner.commands.removing import remove
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import channels_of, map_of, maps_of, teams_of, touchpoints_of
from cxdesigner.document.records import Event, Evidence, Link, LinkKind, RecordId, Touchpoint, new_id
from cxdesigner.document.text import clean_line
from cxdesigner.journey import schedule

if TYPE_CHECKING:
    from cxdesigner.journey.rules import Problem

Plan = Callable[[Document], Edit]
MOST_CHOICES = 24
"""No menu offers more; who needs another one goes to the field."""
MOST_TIMES = 6
USUAL_TIMES = ("Same day", "Within 1 hour", "Within 1 day", "Within 1 week")


class Remedy(NamedTuple):
    """What stands on the button, and what it does: plan an edit, offer some of which one is chosen, or go to a field.

    `choices` are remedies with a plan. `record_id` and `field` say where somebody has to write.
    """

    name: str
    plan: Plan | None = None
    choices: tuple[Remedy, ...] = ()
    record_id: RecordId | None = None
    field: str = ""


Find = Callable[[Document, "Sequence[Problem]"], Iterator[Remedy]]


def _ids(problems: Sequence[Problem]) -> tuple[RecordId, ...]:
    return tuple(one.record_ids[0] for one in problems)


def _for(count: int) -> str:
    return f" for all {count:,}" if count > 1 else ""


def _one(plan: Plan, name: str) -> Plan:
    """Return the plan under another name for Undo."""
    return lambda document: replace(plan(document), name=name)


# -- ways --------------------------------------------------------------------------------------------------------------


def _make_recovery(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    source_id, target_id = problems[0].record_ids[:2]
    title = document.title_of(target_id)

    def plan(document: Document) -> Edit:
        links = [link for link in leaving(document, source_id) if link.target_id == target_id]
        pairs = [(link, replace(link, kind=LinkKind.RECOVERY)) for link in links]
        return Edit(f"Make the way to “{title}” a recovery", Change.replacing(pairs), show=(source_id, target_id))

    if plan(document):
        yield Remedy("Make it a recovery", plan)


def _make_ordinary(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    source_id = problems[0].record_ids[0]

    def plan(document: Document) -> Edit:
        links = [link for link in leaving(document, source_id) if link.kind is LinkKind.BRANCH]
        pairs = [(link, replace(link, kind=LinkKind.NEXT)) for link in links]
        return Edit("Make the branch an ordinary link", Change.replacing(pairs), show=(source_id,))

    if plan(document):
        yield Remedy("Make it an ordinary link", plan)


def _scale_shares(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    """Offer the same shares in proportion, 100 % together."""
    source_id = problems[0].record_ids[0]

    def plan(document: Document) -> Edit:
        links = [link for link in leaving(document, source_id) if link.probability is not None]
        total = math.fsum(link.probability or 0.0 for link in links) or 1.0
        pairs = [(link, replace(link, probability=min(1.0, (link.probability or 0.0) / total))) for link in links]
        return Edit("Scale the shares to 100 %", Change.replacing(pairs), show=(source_id,))

    if plan(document):
        yield Remedy("Make them add up to 100 %", plan)


def _lead_on(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    """Offer what stands in the next step that has a card; where that is one card, it is obvious."""
    here = document.touchpoint(problems[0].record_ids[0])
    cards = _cards_beside(document, here)
    following = [card for card in cards if _column(document, card) > _column(document, here)]
    yield from _linking(
        [(here, card) for card in following if _column(document, card) == _column(document, following[0])]
    )


def _lead_there(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    """Offer to put what nobody reaches into the flow, behind what stands before it."""
    here, lost = document.touchpoint(problems[0].record_ids[0]), set(problems[0].record_ids)
    before = [
        card
        for card in reversed(_cards_beside(document, here))
        if card.id not in lost and _column(document, card) <= _column(document, here)
    ]
    nearest = [card for card in before if _column(document, card) == _column(document, before[0])]
    if len(nearest) == 1:
        ordinary = [link for link in leaving(document, nearest[0].id) if _is_ordinary(link)]
        targets = {link.target_id for link in leaving(document, here.id)}
        if len(ordinary) == 1 and (not targets or targets == {ordinary[0].target_id}):
            target = document.title_of(ordinary[0].target_id)
            name = f"Put it between “{nearest[0].title}” and “{target}”"
            yield Remedy(name, partial(_put_between, link_id=ordinary[0].id, touchpoint_id=here.id))
            return
    yield from _linking([(card, here) for card in nearest])


def _put_between(document: Document, link_id: RecordId, touchpoint_id: RecordId) -> Edit:
    link = document.get(Link, link_id)
    change = Change.replacing([(link, replace(link, target_id=touchpoint_id))])
    if not leaving(document, touchpoint_id):
        change = change.then(Change.adding(Link(id=new_id(), source_id=touchpoint_id, target_id=link.target_id)))
    return Edit(f"Put “{document.title_of(touchpoint_id)}” into the flow", change, show=(touchpoint_id,))


def _lead_back(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    """Offer the way back from a recovery to where all the others go on."""
    target_id = problems[0].record_ids[0]
    ends = [i for i in problems[0].record_ids if not leaving(document, i)]
    entering = [link for link in document.referring_to(target_id, Link) if link.target_id == target_id]
    sources = {link.source_id for link in entering if link.kind is LinkKind.RECOVERY}
    going_on = {link.target_id for source in sources for link in leaving(document, source) if _is_ordinary(link)}
    pairs = [(document.touchpoint(end), document.touchpoint(on)) for end in ends[:1] for on in sorted(going_on)]
    yield from _linking(pairs)


def _linking(pairs: Sequence[tuple[Touchpoint, Touchpoint]]) -> Iterator[Remedy]:
    """Offer links; where there is one, it is the button."""
    is_to = len({source.id for source, _ in pairs}) == 1
    offered = tuple(
        Remedy(target.title if is_to else source.title, partial(add_link, source_id=source.id, target_id=target.id))
        for source, target in pairs[:MOST_CHOICES]
    )
    if len(offered) == 1:
        (source, target), plan = pairs[0], offered[0].plan
        yield Remedy(f"Link “{source.title}” to “{target.title}”", plan)
    elif offered:
        yield Remedy("Link it to" if is_to else "Link it from", choices=offered)


def _is_ordinary(link: Link) -> bool:
    return link.kind is LinkKind.NEXT and not link.condition and link.probability is None


def _cards_beside(document: Document, touchpoint: Touchpoint) -> list[Touchpoint]:
    """Return the other cards of the map along the journey."""
    map_id = map_of(document, touchpoint)
    return [card for card in touchpoints_of(document, map_id) if card.id != touchpoint.id] if map_id else []


def _column(document: Document, touchpoint: Touchpoint) -> tuple[int, str, int]:
    stage = document.stage(touchpoint.stage_id)
    return stage.position, stage.id, touchpoint.step


# -- when --------------------------------------------------------------------------------------------------------------


def _say_when(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    """Offer the times that the map says elsewhere, and those that people say most."""
    ids = _ids(problems)
    map_id = map_of(document, document.touchpoint(ids[0]))
    assert map_id is not None
    said = Counter(
        card.when.strip() for card in touchpoints_of(document, map_id) if schedule.read_when(card.when).understood
    )
    times = dict.fromkeys([*(when for when, _ in said.most_common(MOST_TIMES)), *USUAL_TIMES])
    choices = [Remedy(when, partial(values.mark, record_ids=ids, name="when", value=when)) for when in times if when]
    if len(ids) == 1 and (before := _comes_from(document, ids[0])) is not None:
        after = f"After {before.title}"
        choices.insert(
            0, Remedy(f"After “{before.title}”", partial(values.mark, record_ids=ids, name="when", value=after))
        )
    yield Remedy(f"Choose a time{_for(len(ids))}", choices=tuple(choices))


def _comes_from(document: Document, touchpoint_id: RecordId) -> Touchpoint | None:
    """Return the one touchpoint from which customers come, or None."""
    links = [link for link in document.referring_to(touchpoint_id, Link) if link.target_id == touchpoint_id]
    return document.touchpoint(links[0].source_id) if len(links) == 1 else None


def _name_trigger(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    """Offer the event that is missing, at no card or at one of the map."""
    waiting = problems[0].record_ids
    said = [schedule.read_when(document.touchpoint(i).when).trigger for i in waiting]
    title = clean_line(max(said, key=len))
    if not title:
        return
    yield Remedy(f"Add the event “{title}”", partial(_wait_for, waiting=waiting, title=title, at=None))
    cards = [card for card in _cards_beside(document, document.touchpoint(waiting[0])) if card.id not in waiting]
    first = _column(document, document.touchpoint(waiting[0]))
    cards.sort(key=lambda card: _column(document, card) > first)  # What it waits for mostly stands before it.
    choices = tuple(
        Remedy(card.title, partial(_wait_for, waiting=waiting, title=title, at=card.id))
        for card in cards[:MOST_CHOICES]
    )
    if choices:
        yield Remedy("Which card is it?", choices=choices)


def _wait_for(document: Document, waiting: Sequence[RecordId], title: str, at: RecordId | None) -> Edit:
    """Plan an event for what touchpoints wait for; where the card has one already, that is it."""
    known = sorted(document.referring_to(at, Event), key=lambda event: event.id) if at is not None else []
    event = known[0] if known else Event(id=new_id(), title=title[:1].upper() + title[1:], touchpoint_id=at)
    pairs = []
    for touchpoint_id in waiting:
        touchpoint = document.touchpoint(touchpoint_id)
        pairs.append((touchpoint, replace(touchpoint, event_id=event.id)))
    change = Change.replacing(pairs) if known else Change.adding(event).then(Change.replacing(pairs))
    return Edit(f"Wait for “{event.title}”", change)


def _move_behind(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    touchpoint_id, cause_id = problems[0].record_ids[:2]
    yield Remedy(
        f"Move it behind “{document.title_of(cause_id)}”",
        partial(move_behind, touchpoint_id=touchpoint_id, cause_id=cause_id),
    )


def _move_in_time(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    yield Remedy("Move it there", partial(move_by_time, touchpoint_id=problems[0].record_ids[0]))


# -- values ------------------------------------------------------------------------------------------------------------


def _choose_team(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    yield from _choosing(
        "Choose a team", "team_id", _ids(problems), [(one.id, one.title) for one in teams_of(document)]
    )


def _choose_channel(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    channels = [(one.id, one.title) for one in channels_of(document)]
    yield from _choosing("Choose a channel", "channel_id", _ids(problems), channels)


def _keep_one_team(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    """Offer to let one of the teams that hand the customer on do all of it."""
    yield from _keeping_one("Let one team do", "team_id", document, problems[0].record_ids)


def _keep_one_channel(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    yield from _keeping_one("Let one channel do for", "channel_id", document, problems[0].record_ids)


def _keeping_one(name: str, field_name: str, document: Document, ids: Sequence[RecordId]) -> Iterator[Remedy]:
    used = dict.fromkeys(getattr(document.touchpoint(i), field_name) for i in ids)
    offered = [(one, document.title_of(one)) for one in used if one is not None]
    for remedy in _choosing(name, field_name, ids, offered):
        yield remedy._replace(name=f"{name} all {len(ids):,}")


def _choose_evidence(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    words = [(one, one.value.capitalize()) for one in Evidence]
    yield from _choosing("Choose the evidence", "evidence", problems[0].record_ids, words)


def _choosing(
    name: str, field_name: str, ids: Sequence[RecordId], offered: Sequence[tuple[object, str]]
) -> Iterator[Remedy]:
    choices = tuple(
        Remedy(title, partial(values.mark, record_ids=ids, name=field_name, value=value))
        for value, title in offered[:MOST_CHOICES]
    )
    if choices:
        yield Remedy(name + _for(len(ids)), choices=choices)


def _clear_outside(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    ids = _ids(problems)
    plan = partial(values.mark, record_ids=ids, name="outside", value="")
    if plan(document):
        yield Remedy("Clear the outside word" + _for(len(ids)), _one(plan, "Clear the outside word"))


# -- maps and lanes ----------------------------------------------------------------------------------------------------


def _remove_lanes(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    what = problems[0].rule.removeprefix("unused-")
    if len(problems) == 1:
        yield Remedy(f"Remove the {what}", partial(remove_lane, record_id=problems[0].record_ids[0]))
        return

    def plan(document: Document) -> Edit:
        trial, change = document.copy(), Change()
        for record_id in _ids(problems):
            edit = remove_lane(trial, record_id)
            trial.apply(edit.change)
            change = change.then(edit.change)
        return Edit(f"Remove {len(problems):,} {what}s", change)

    yield Remedy(f"Remove all {len(problems):,} {what}s", plan)


def _begin_tomorrow(document: Document, problems: Sequence[Problem]) -> Iterator[Remedy]:
    """Offer a to-be map; where it is there and has all of them, they need not stand on the map of today any more."""
    missing = problems[0].record_ids
    map_id = map_of(document, document.touchpoint(missing[0]))
    if map_id is None:
        return
    if not any(map.origin_id == map_id for map in maps_of(document)):
        yield Remedy("Make a to-be map", partial(start_to_be, map_id=map_id))
    elif all(document.referring_to(i, Touchpoint) for i in missing):
        plan = partial(remove, record_ids=missing)
        yield Remedy("Leave them to the to-be map", _one(plan, "Leave what is missing to the to-be map"))


FIXES: dict[str, Find] = {
    "unreachable": _lead_there,
    "dead-end": _lead_on,
    "recovery-nowhere": _lead_back,
    "runs-backwards": _make_recovery,
    "branch-with-one-arm": _make_ordinary,
    "branch-shares": _scale_shares,
    "before-trigger": _move_behind,
    "against-time": _move_in_time,
    "unknown-trigger": _name_trigger,
    "no-timing": _say_when,
    "no-owner": _choose_team,
    "no-channel": _choose_channel,
    "unused-team": _remove_lanes,
    "unused-channel": _remove_lanes,
    "handoff-row": _keep_one_team,
    "channel-switch": _keep_one_channel,
    "unfounded-emotion": _choose_evidence,
    "same-words": _clear_outside,
    "missing-today": _begin_tomorrow,
}
"""What mends findings, by the id of their rule."""

TOGETHER = frozenset({"no-timing", "no-owner", "no-channel", "unused-team", "unused-channel", "same-words"})
"""Rules of which all findings can be mended at once."""
