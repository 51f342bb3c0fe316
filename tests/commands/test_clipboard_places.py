"""Where pasted things go: cells, lanes, stages copied whole; and what comes along."""

from __future__ import annotations

import time
from dataclasses import replace

from cxdesigner.commands.clipboard import copied, duplicate, paste, paste_stages
from cxdesigner.commands.maps import new_document
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.reading import first_map, stages_of, touchpoints_of_stage
from cxdesigner.document.records import (
    ExperienceCell,
    ExperienceRow,
    LaneKind,
    Link,
    Note,
    Picture,
    RecordId,
    Stage,
    Team,
    Touchpoint,
)
from cxdesigner.layout.plan import LaneKey
from cxdesigner.storage.codec import encode
from tests.onboarding import BUY, EMAIL, MAP, OFFER, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME


def in_team(team_id: RecordId | None) -> LaneKey:
    return LaneKey(LaneKind.TEAM, team_id=team_id)


def pasted(document: Document, edit_show: tuple[RecordId, ...]) -> list[Touchpoint]:
    return [record for i in edit_show if isinstance(record := document.find(i), Touchpoint)]


def test_a_card_that_is_pasted_into_a_cell_takes_its_step_and_its_team(document: Document, history: History):
    edit = paste(document, MAP, copied(document, [OFFER]), (USE, 1), in_team(SERVICE))
    history.perform(edit)

    (card,) = pasted(document, edit.show)
    assert (card.stage_id, card.step, card.team_id, card.channel_id) == (USE, 1, SERVICE, EMAIL)


def test_pasting_into_the_cell_of_a_card_puts_it_below_that_card(document: Document, history: History):
    edit = paste(document, MAP, copied(document, [OFFER]), (USE, 1), in_team(SERVICE))
    history.perform(edit)

    assert [one.title for one in touchpoints_of_stage(document, USE) if one.step == 1] == ["Training", "Offer"]


def test_cards_of_several_lanes_keep_their_distance_between_lanes(document: Document, history: History):
    edit = paste(document, MAP, copied(document, [SIGNING, WELCOME]), (USE, 2), in_team(None))
    history.perform(edit)

    assert [(card.title, card.team_id) for card in pasted(document, edit.show)] == [
        ("Contract signing", None),
        ("Welcome letter", SERVICE),
    ]


def test_what_names_its_team_keeps_it_where_a_table_comes_in(document: Document, history: History):
    fragment = copied(document, [OFFER])
    edit = paste(document, MAP, fragment, (USE, 1), in_team(SERVICE), keeps_said=True)
    history.perform(edit)

    assert pasted(document, edit.show)[0].team_id == SALES


def test_stickers_and_pictures_come_along_and_a_picture_is_not_kept_twice(document: Document, history: History):
    picture = Picture(id=RecordId("picture"), data=b"\x89PNG")
    note = Note(id=RecordId("note"), text="Ask Anna", stage_id=BUY, step=0, team_id=SALES, right=10.0, down=20.0)
    document.apply(Change.adding(picture, note))
    offer = document.touchpoint(OFFER)
    document.apply(Change.replacing([(offer, replace(offer, picture_id=picture.id))]))

    edit = paste(document, MAP, copied(document, [OFFER, note.id]), (USE, 2), in_team(SERVICE))
    history.perform(edit)

    assert pasted(document, edit.show)[0].picture_id == picture.id
    assert len(document.all(Picture)) == 1
    assert [(one.stage_id, one.step, one.team_id) for one in document.all(Note)][1:] == [(USE, 2, SERVICE)]


def test_a_team_that_nobody_needs_in_the_new_cell_is_not_brought_along(document: Document):
    other = new_document("Elsewhere")
    team = Team(id=RecordId("elsewhere"), title="Finance")
    other.apply(Change.adding(team))
    stage = stages_of(other, first_map(other).id)[0]

    other.apply(paste(other, first_map(other).id, copied(document, [OFFER]), (stage.id, 0), in_team(team.id)).change)

    assert [one.title for one in other.all(Team)] == ["Finance"]


def test_another_document_gets_the_picture_too(document: Document):
    picture = Picture(id=RecordId("picture"), data=b"\x89PNG")
    document.apply(Change.adding(picture))
    offer = document.touchpoint(OFFER)
    document.apply(Change.replacing([(offer, replace(offer, picture_id=picture.id))]))
    other = new_document("Elsewhere")
    stage = stages_of(other, first_map(other).id)[0]

    other.apply(paste(other, first_map(other).id, copied(document, [OFFER]), (stage.id, 0)).change)

    assert [one.data for one in other.all(Picture)] == [b"\x89PNG"]


def test_a_stage_that_is_copied_comes_whole_and_stands_behind_the_chosen_one(document: Document, history: History):
    row = ExperienceRow(id=RecordId("row"), title="Thoughts", map_id=MAP)
    cell = ExperienceCell(id=RecordId("cell"), row_id=row.id, stage_id=BUY, step=1, text="At last")
    document.apply(Change.adding(row, cell))

    edit = paste_stages(document, MAP, copied(document, [BUY]), [BUY], after_id=BUY)
    history.perform(edit)

    (new,) = edit.show
    assert [stage.title for stage in stages_of(document, MAP)] == ["Buy", "Buy", "Use"]
    assert [one.title for one in touchpoints_of_stage(document, new)] == ["Offer", "Contract signing"]
    assert [one.text for one in document.referring_to(new, ExperienceCell)] == ["At last"]
    assert len(document.all(ExperienceRow)) == 1
    assert len(document.all(Link)) == 4
    assert len(document.all(Team)) == 2


def test_a_stage_that_is_pasted_twice_comes_twice(document: Document, history: History):
    fragment = copied(document, [USE])
    for _ in range(2):
        history.perform(paste_stages(document, MAP, fragment, [USE]))

    assert [stage.title for stage in stages_of(document, MAP)] == ["Buy", "Use", "Use", "Use"]


def test_undo_of_each_paste_gives_back_the_very_same_file(document: Document, history: History):
    before = encode(document, "test")
    fragment, stage = copied(document, [OFFER, TRAINING]), copied(document, [USE])

    for edit in (
        lambda: paste(document, MAP, fragment, (BUY, 0), in_team(SERVICE)),
        lambda: paste_stages(document, MAP, stage, [USE], after_id=BUY),
        lambda: duplicate(document, MAP, [BUY]),
        lambda: duplicate(document, MAP, [OFFER, WELCOME]),
    ):
        history.perform(edit())
        assert encode(document, "test") != before
        history.undo()
        assert encode(document, "test") == before


def test_duplicating_notes_puts_their_twins_aside(document: Document, history: History):
    note = Note(id=RecordId("note"), text="Ask Anna", stage_id=BUY, step=0, right=10.0, down=20.0)
    document.apply(Change.adding(note))

    history.perform(duplicate(document, MAP, [note.id]))

    twin = document.all(Note)[1]
    assert (twin.text, twin.right > note.right, twin.down > note.down) == ("Ask Anna", True, True)


def test_a_thousand_cards_are_pasted_within_a_moment(document: Document):
    cards = [
        Touchpoint(id=RecordId(f"c{n}"), title=f"Card {n}", stage_id=USE, step=n % 20, team_id=SALES)
        for n in range(1_000)
    ]
    document.apply(Change.adding(*cards))
    fragment = copied(document, [card.id for card in cards])

    start = time.process_time()
    edit = paste(document, MAP, fragment, (BUY, 0), in_team(SALES))

    assert len(edit.show) == 1_000
    assert time.process_time() - start < 1.0
    assert isinstance(document.find(BUY), Stage)
