"""Whose stickers and problems are shown is chosen, and the legend says so."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import Note, RecordId, Touchpoint
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall.order import Order, order_of, plain_order
from cxdesigner.wall.pictures import write_svg
from cxdesigner.wall.shown import authors_of_notes
from cxdesigner.wall.sizing import picture_of
from tests.onboarding import BUY, MAP, SALES, SERVICE, onboarding

A1 = Order(paper=parse_paper("A1"))


@pytest.fixture
def noted() -> Document:
    """The onboarding with two stickers of sales, by Ann and Ben, and one of service by nobody."""
    document = onboarding()
    rows = (("ann", "Ann", SALES), ("ben", "Ben", SALES), ("who", "", SERVICE))
    notes = [Note(id=RecordId(key), text=key, stage_id=BUY, team_id=team, author=name) for key, name, team in rows]
    document.apply(Change.adding(*notes))
    return document


def stickers(document: Document, order: Order) -> set[str]:
    return {str(note.note_id) for band in picture_of(document, MAP, order).map.bands for note in band.plan.notes}


def test_stickers_are_of_everybody_of_one_author_or_of_one_team(noted: Document) -> None:
    assert stickers(noted, A1) == {"ann", "ben", "who"}
    assert stickers(noted, replace(A1, notes_by="Ann")) == {"ann"}
    assert stickers(noted, replace(A1, of_team=SERVICE)) == {"who"}
    assert stickers(noted, replace(A1, of_team=SERVICE, notes_by="Ann")) == set()
    assert stickers(noted, replace(A1, has_notes=False, notes_by="Ann")) == set()


def test_problems_are_marked_on_the_cards_of_one_team(noted: Document) -> None:
    every = picture_of(noted, MAP, replace(A1, has_problems=True)).problems
    of_sales = picture_of(noted, MAP, replace(A1, has_problems=True, of_team=SALES)).problems

    assert of_sales
    assert of_sales.keys() < every.keys()
    assert {noted.get(Touchpoint, record_id).team_id for record_id in of_sales} == {SALES}


def test_the_legend_says_what_marks_mean_and_whose_stickers_these_are(noted: Document) -> None:
    plain = write_svg(noted, MAP, A1).decode()
    chosen = write_svg(noted, MAP, replace(A1, has_problems=True, notes_by="Ann", of_team=SALES)).decode()

    words = (
        "Breaks the journey",
        "Something is missing",
        "Marked for Sales only",
        "Written by Ann only",
        "Stuck to Sales only",
    )
    assert [word in plain for word in words] == [False] * 5
    assert [word in chosen for word in words] == [True] * 5


def test_the_legend_grows_with_what_it_explains_and_covers_nothing(noted: Document) -> None:
    plain, marked = (
        picture_of(noted, MAP, replace(A1, has_problems=is_on)).map.bands[0].plan for is_on in (False, True)
    )

    assert plain.legend is not None
    assert marked.legend is not None
    assert marked.legend.width * marked.legend.height > plain.legend.width * plain.legend.height
    assert not any(marked.legend.meets(card.rect) for card in marked.cards)


def test_authors_come_once_in_the_order_of_the_alphabet(noted: Document) -> None:
    noted.apply(Change.adding(Note(id=RecordId("n"), text="More", stage_id=BUY, author="Ann")))

    assert authors_of_notes(noted, MAP) == ["Ann", "Ben"]


def test_another_process_gets_the_same_order() -> None:
    order = replace(A1, notes_by="Ann", of_team=SALES, has_problems=True)

    assert order_of(json.loads(json.dumps(plain_order(order)))) == order
