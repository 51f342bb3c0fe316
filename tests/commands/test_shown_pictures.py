"""A picture and the shapes of lanes go where the records go that hold them: out of the document, and through a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxdesigner.commands.removing import remove
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.records import LaneShape, Picture, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.formats.table_read import read_table
from cxdesigner.formats.table_write import write_table
from cxdesigner.storage.codec import decode, encode
from tests.onboarding import BUY, MAP, OFFER

PICTURE = Picture(id=RecordId("picture"), data=b"\x89PNG")


@pytest.fixture
def shown(document: Document) -> Document:
    """The onboarding with a picture on a card, a folded stage and two lanes that are not as usual."""
    offer, stage, map = document.touchpoint(OFFER), document.stage(BUY), document.map(MAP)
    shapes = LaneShape(lane="team:sales", is_hidden=True), LaneShape(lane="team:service", height=512.5)
    pairs = [
        (offer, replace(offer, picture_id=PICTURE.id)),
        (stage, replace(stage, is_collapsed=True, card_width=640.0)),
        (map, replace(map, lane_shapes=shapes)),
    ]
    document.apply(Change.adding(PICTURE))
    document.apply(Change.replacing(pairs))
    return document


def test_removing_a_picture_takes_it_off_its_card_and_undo_puts_it_back(shown: Document, history: History) -> None:
    before = encode(shown, "test")

    history.perform(remove(shown, [PICTURE.id]))

    assert shown.touchpoint(OFFER).picture_id is None
    assert PICTURE.id not in shown
    history.undo()
    assert encode(shown, "test") == before


def test_a_picture_that_a_card_shows_cannot_vanish_under_it(shown: Document) -> None:
    with pytest.raises(Refused, match="still refers to it"):
        shown.apply(Change.removing(PICTURE))


def test_pictures_and_shapes_come_back_from_a_file(shown: Document) -> None:
    assert decode(encode(shown, "test")).document == shown


def test_pictures_and_shapes_come_back_from_a_table(shown: Document) -> None:
    back = read_table(write_table(shown), "export.csv")

    assert back.problems == ()
    assert encode(back.document, "test") == encode(shown, "test")
