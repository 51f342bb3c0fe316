"""Pictures come and go with what shows them, and never stay behind unseen."""

from __future__ import annotations

import pytest

from cxdesigner.commands.pictures import new_picture, remove_picture, set_picture, set_picture_in_cell
from cxdesigner.commands.removing import remove
from cxdesigner.document import limits
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.records import ExperienceCell, ExperienceRow, Picture, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.storage.codec import encode
from tests.onboarding import BUY, MAP, OFFER, SIGNING, WELCOME

SKY, SEA = b"\x89PNG sky", b"\x89PNG sea"
ROW = RecordId("row")


def picture(data: bytes = SKY) -> Picture:
    return new_picture(data, "image/png", "Sky.png")


def kept(document: Document) -> list[bytes]:
    return [one.data for one in document.all(Picture)]


def test_a_picture_on_a_card_is_kept_in_the_document(document: Document, history: History):
    history.perform(set_picture(document, [OFFER], picture()))

    shown = document.touchpoint(OFFER).picture_id
    assert shown is not None
    assert document.get(Picture, shown).data == SKY


def test_the_same_picture_on_another_card_is_kept_once(document: Document, history: History):
    history.perform(set_picture(document, [OFFER], picture()))
    history.perform(set_picture(document, [SIGNING, WELCOME], picture()))

    assert kept(document) == [SKY]
    assert document.touchpoint(WELCOME).picture_id == document.touchpoint(OFFER).picture_id


def test_a_picture_that_nobody_shows_any_more_goes_with_the_edit(document: Document, history: History):
    history.perform(set_picture(document, [OFFER], picture()))
    history.perform(set_picture(document, [OFFER], picture(SEA)))
    after_replacing = kept(document)
    history.perform(remove_picture(document, [OFFER]))

    assert after_replacing == [SEA]
    assert kept(document) == []


def test_a_picture_that_another_card_shows_stays(document: Document, history: History):
    history.perform(set_picture(document, [OFFER, SIGNING], picture()))
    history.perform(remove_picture(document, [OFFER]))

    assert kept(document) == [SKY]


def test_removing_a_card_takes_its_picture_along_and_undo_brings_both_back(document: Document, history: History):
    history.perform(set_picture(document, [OFFER], picture()))
    before = encode(document, "test")

    history.perform(remove(document, [OFFER]))
    left = kept(document)
    history.undo()

    assert left == []
    assert encode(document, "test") == before


def test_a_picture_in_a_row_makes_its_cell_and_takes_it_away_again(document: Document, history: History):
    document.apply(Change.adding(ExperienceRow(id=ROW, title="Storyboard", map_id=MAP)))
    before = encode(document, "test")

    history.perform(set_picture_in_cell(document, ROW, BUY, 1, picture()))
    (cell,) = document.all(ExperienceCell)
    history.perform(remove_picture(document, [cell.id]))

    assert (cell.stage_id, cell.step) == (BUY, 1)
    assert encode(document, "test") == before


def test_a_cell_with_words_stays_when_its_picture_goes(document: Document, history: History):
    row = ExperienceRow(id=ROW, title="Storyboard", map_id=MAP)
    cell = ExperienceCell(id=RecordId("cell"), row_id=ROW, stage_id=BUY, step=0, text="Reads it twice")
    document.apply(Change.adding(row, cell))

    history.perform(set_picture_in_cell(document, ROW, BUY, 0, picture()))
    history.perform(remove_picture(document, [cell.id]))

    assert document.all(ExperienceCell) == [cell]


@pytest.mark.parametrize(
    ("data", "media_type"), [(b"", "image/png"), (SKY, "image/gif"), (bytes(limits.PICTURE_BYTES + 1), "image/png")]
)
def test_what_no_file_could_carry_is_refused(data: bytes, media_type: str):
    with pytest.raises(Refused):
        new_picture(data, media_type)


def test_without_a_card_there_is_nowhere_to_put_a_picture(document: Document):
    with pytest.raises(Refused, match="Select a card"):
        set_picture(document, [BUY], picture())
    with pytest.raises(Refused, match="no picture"):
        remove_picture(document, [OFFER])


def test_undo_of_a_picture_gives_back_the_very_same_file(document: Document, history: History):
    before = encode(document, "test")

    history.perform(set_picture(document, [OFFER, WELCOME], picture()))
    history.undo()

    assert encode(document, "test") == before
