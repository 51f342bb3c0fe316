"""Another copy comes in as one step for Undo, as it was decided line by line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cxdesigner.commands.merging import Decision, Side, merge_copy, sides_of
from cxdesigner.commands.removing import remove
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.merging import merge
from cxdesigner.document.records import Prompt, RecordId, Touchpoint
from tests.onboarding import OFFER, SIGNING, WELCOME, onboarding


def with_values(document: Document, card: RecordId, **values: Any) -> Document:
    copy = document.copy()
    before = copy.touchpoint(card)
    copy.apply(Change.replacing([(before, replace(before, **values))]))
    return copy


def decided(mine: Document, theirs: Document, side: Side | None, base: Document | None = None) -> Document:
    """Return what comes of a merge in which everything is decided alike; None: as it is proposed."""
    merged = merge(base or onboarding(), mine, theirs)
    after = mine.copy()
    after.apply(merged.change)
    sides = [side or sides_of(after, conflict)[0] for conflict in merged.conflicts]
    done = mine.copy()
    done.apply(merge_copy(mine, merged, map(Decision, merged.conflicts, sides)).change)
    return done


@pytest.mark.parametrize(
    ("side", "what", "emotion"),
    [
        (None, "Mine.\nTheirs.", 2),
        (Side.MINE, "Mine.", 2),
        (Side.THEIRS, "Theirs.", -1),
    ],
)
def test_what_both_say_differently_is_as_it_was_decided(side: Side | None, what: str, emotion: int) -> None:
    mine = with_values(onboarding(), OFFER, what="Mine.", emotion=2, title="A")
    theirs = with_values(onboarding(), OFFER, what="Theirs.", emotion=-1)

    card = decided(mine, theirs, side).touchpoint(OFFER)

    assert (card.what, card.emotion, card.title) == (what, emotion, "A")


def test_cards_of_two_groups_come_together_and_one_undo_takes_it_back() -> None:
    base = onboarding()
    mine, theirs = base.copy(), base.copy()
    for document, name in ((mine, "Mine"), (theirs, "Theirs")):
        document.apply(Change.adding(replace(document.touchpoint(OFFER), id=RecordId(name), title=name)))
    before, history = mine.copy(), History(mine)

    history.perform(merge_copy(mine, merge(base, mine, theirs)))

    assert {"Mine", "Theirs"} <= {one.title for one in mine.all(Touchpoint)}
    history.undo()
    assert mine == before


@pytest.mark.parametrize(("side", "is_there"), [(None, True), (Side.MINE, True), (Side.THEIRS, False)])
def test_a_card_that_they_removed_and_mine_worked_on_stays_unless_somebody_lets_it_go(
    side: Side | None, is_there: bool
) -> None:
    mine = with_values(onboarding(), WELCOME, what="Worked on.")
    theirs = onboarding()
    theirs.apply(remove(theirs, [WELCOME]).change)

    assert (WELCOME in decided(mine, theirs, side)) is is_there


def test_a_card_that_mine_removed_and_they_worked_on_comes_back_unless_somebody_lets_it_go() -> None:
    mine, theirs = onboarding(), with_values(onboarding(), WELCOME, what="Worked on.")
    mine.apply(remove(mine, [WELCOME]).change)

    assert WELCOME in decided(mine, theirs, None)
    assert WELCOME not in decided(mine, theirs, Side.MINE)


def test_prompts_that_both_changed_stand_side_by_side_unless_one_is_chosen() -> None:
    base = with_values(onboarding(), SIGNING, prompts=(Prompt(id="p", text="Bring a pen"),))
    mine = with_values(base, SIGNING, prompts=(Prompt(id="p", text="Bring two pens"),))
    theirs = with_values(base, SIGNING, prompts=(Prompt(id="p", text="Bring ink"),))

    said = {
        side: [one.text for one in decided(mine, theirs, side, base).touchpoint(SIGNING).prompts]
        for side in (None, Side.MINE, Side.THEIRS)
    }

    assert said == {None: ["Bring two pens", "Bring ink"], Side.MINE: ["Bring two pens"], Side.THEIRS: ["Bring ink"]}


def test_texts_that_are_too_long_together_are_not_put_together() -> None:
    mine = with_values(onboarding(), OFFER, title="m" * 400)
    theirs = with_values(onboarding(), OFFER, title="t" * 400)
    merged = merge(onboarding(), mine, theirs)

    assert sides_of(mine, merged.conflicts[0]) == (Side.MINE, Side.THEIRS)


def test_a_copy_that_holds_nothing_new_is_no_edit() -> None:
    assert not merge_copy(onboarding(), merge(None, onboarding(), onboarding()))
