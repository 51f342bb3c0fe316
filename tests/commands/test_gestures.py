"""What the hand plans: copies beside others, links with words, room in one lane, notes that come along."""

from __future__ import annotations

import pytest

from cxdesigner.commands import links, notes, touchpoints
from cxdesigner.document.change import Edit
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.records import LaneKind, Link, LinkKind, Note, RecordId, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.layout.plan import LaneKey
from cxdesigner.storage.codec import encode
from tests.onboarding import BUY, EMAIL, MAP, OFFER, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME, onboarding

L1 = RecordId("l1")
IN_SERVICE = LaneKey(LaneKind.TEAM, team_id=SERVICE)
IN_SALES = LaneKey(LaneKind.TEAM, team_id=SALES)


def after(document: Document, edit: Edit) -> Document:
    """Return the document as it is after an edit, having made sure that undo gives back the same file."""
    changed = document.copy()
    history, before = History(changed), encode(changed, "test")
    history.perform(edit)
    history.undo()
    assert encode(changed, "test") == before
    history.redo()
    return changed


def test_copies_go_where_the_originals_would_have_gone_and_those_stay() -> None:
    document = onboarding()

    edit = touchpoints.copy_touchpoints(document, [OFFER, SIGNING], BUY, 0, IN_SERVICE)
    done = after(document, edit)

    first, second = (done.touchpoint(copy) for copy in edit.show)
    assert [(copy.step, copy.team_id, copy.title) for copy in (first, second)] == [
        (0, SERVICE, "Offer"),
        (1, SERVICE, "Contract signing"),
    ]
    assert done.touchpoint(OFFER) == document.touchpoint(OFFER)
    assert [(link.source_id, link.target_id) for link in done.referring_to(first.id, Link)] == [(first.id, second.id)]


def test_a_copy_in_the_very_same_cell_stands_below_the_original() -> None:
    document = onboarding()

    edit = touchpoints.copy_touchpoints(document, [OFFER], BUY, 0, IN_SALES)

    assert after(document, edit).touchpoint(edit.show[0]).order > document.touchpoint(OFFER).order


def test_a_copy_in_a_step_of_one_lane_pushes_only_that_lane() -> None:
    document = onboarding()
    document.apply(touchpoints.add_touchpoint(document, MAP, stage_id=USE, step=0, team_id=SALES).change)

    edit = touchpoints.copy_touchpoints(document, [OFFER], USE, 0, IN_SERVICE, insert_column=True, only_lane=IN_SERVICE)
    done = after(document, edit)

    steps = {card.title: card.step for card in done.all(Touchpoint) if card.stage_id == USE}
    assert steps == {"Offer": 0, "Welcome letter": 1, "Training": 2, "New touchpoint": 0}


def test_putting_a_card_where_it_is_already_changes_nothing_even_where_orders_have_gaps() -> None:
    document = onboarding()
    edit = touchpoints.add_touchpoint(document, MAP, stage_id=BUY, step=0, team_id=SALES, order=7)
    document.apply(edit.change)

    at_end = touchpoints.move_touchpoints(document, [edit.show[0]], BUY, 0, IN_SALES)
    on_top = touchpoints.move_touchpoints(document, [OFFER], BUY, 0, IN_SALES, before_id=edit.show[0])

    assert not at_end.change
    assert not on_top.change


def test_an_empty_step_is_taken_away_and_a_taken_one_is_not() -> None:
    document = onboarding()
    document.apply(touchpoints.make_room(document, USE, 0).change)

    done = after(document, touchpoints.close_room(document, USE, 0))

    assert [done.touchpoint(card).step for card in (WELCOME, TRAINING)] == [0, 1]
    with pytest.raises(Refused, match="not empty"):
        touchpoints.close_room(done, USE, 0)


def test_a_new_touchpoint_comes_with_the_link_to_it() -> None:
    document = onboarding()

    edit = links.add_linked_touchpoint(document, MAP, OFFER, USE, 0, IN_SALES, insert_column=True)
    done = after(document, edit)

    (link,) = done.referring_to(edit.show[0], Link)
    assert (link.source_id, link.target_id) == (OFFER, edit.show[0])
    assert done.touchpoint(WELCOME).step == 1


def test_a_condition_makes_a_branch_and_taking_it_away_makes_an_ordinary_link_again() -> None:
    document = onboarding()

    said = after(document, links.set_condition(document, L1, "if they accept"))
    unsaid = after(said, links.set_condition(said, L1, " "))

    assert (said.get(Link, L1).kind, said.get(Link, L1).condition) == (LinkKind.BRANCH, "if they accept")
    assert unsaid.get(Link, L1) == document.get(Link, L1)


def test_a_recovery_stays_one_whatever_is_said_about_it() -> None:
    document = onboarding()
    done = after(document, links.set_kind(document, [L1], LinkKind.RECOVERY))

    said = after(done, links.set_condition(done, L1, "late"))

    assert said.get(Link, L1).kind is LinkKind.RECOVERY


def test_the_kind_of_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="Select a link"):
        links.set_kind(onboarding(), [OFFER], LinkKind.BRANCH)


def test_a_link_is_not_hung_where_one_like_it_is_but_may_stay_where_it_is() -> None:
    document = onboarding()
    document.apply(links.add_link(document, OFFER, WELCOME).change)

    with pytest.raises(Refused, match="already"):
        links.reconnect(document, L1, target_id=WELCOME)
    assert not links.reconnect(document, L1, target_id=SIGNING).change


def test_notes_are_copied_each_to_its_place() -> None:
    document = onboarding()
    document.apply(notes.add_note(document, BUY, 0, "Ask", team_id=SALES).change)
    (note,) = document.all(Note)

    place = notes.NotePlace(USE, 1, IN_SERVICE, 5, 6)
    edit = notes.copy_notes(document, {note.id: place})
    done = after(document, edit)

    copy = done.get(Note, edit.show[0])
    assert (copy.text, copy.stage_id, copy.step, copy.team_id, copy.right, copy.down) == ("Ask", USE, 1, SERVICE, 5, 6)
    assert done.get(Note, note.id) == note


def test_a_note_goes_with_its_card_as_many_columns_and_into_its_lane() -> None:
    document = onboarding()
    document.apply(notes.add_note(document, BUY, 1, "Ask", team_id=SALES, channel_id=EMAIL).change)
    (note,) = document.all(Note)

    moving = touchpoints.move_touchpoints(document, [OFFER], BUY, 1, IN_SERVICE)
    done = after(document, notes.take_along(document, moving, [note.id], OFFER))

    gone = done.get(Note, note.id)
    assert (gone.stage_id, gone.step, gone.team_id, gone.channel_id) == (USE, 0, SERVICE, EMAIL)


def test_a_note_whose_step_is_pushed_goes_with_its_card_all_the_same() -> None:
    document = onboarding()
    document.apply(notes.add_note(document, USE, 1, "Ask", team_id=SERVICE).change)
    (note,) = document.all(Note)

    moving = touchpoints.move_touchpoints(document, [TRAINING], USE, 0, IN_SERVICE, insert_column=True)
    done = after(document, notes.take_along(document, moving, [note.id], TRAINING))

    assert done.get(Note, note.id).step == done.touchpoint(TRAINING).step == 0
