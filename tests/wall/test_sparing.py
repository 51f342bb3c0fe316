"""Where edges of sheets cut cards, a way out is told, and it spares what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxdesigner.document.document import Document
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import poster_of
from cxdesigner.wall.sizing import to_the_end
from cxdesigner.wall.sparing import WayOut, cut_cards, cut_words, way_out_in_steps
from tests.wall.conftest import map_of

A0_ON_A4 = Order(paper=parse_paper("A0"), tiles=parse_paper("A4"))


def cut_by(document: Document, order: Order) -> tuple[int, int]:
    """Return how many cards are cut, and how many sheets there are."""
    poster = poster_of(document, map_of(document), order)
    assert poster.tiling is not None
    return len(cut_cards(document, poster.picture, poster.tiling)), len(poster.tiling.sheets)


def way_out(document: Document, order: Order) -> WayOut | None:
    poster = poster_of(document, map_of(document), order)
    return to_the_end(way_out_in_steps(document, map_of(document), order, poster))


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["A0", "A1"])
@pytest.mark.parametrize("tiles", ["A4", "Letter"])
def test_no_card_of_any_sample_is_cut_that_could_have_been_spared(sample: Document, paper: str, tiles: str) -> None:
    order = Order(paper=parse_paper(paper), tiles=parse_paper(tiles))
    found = way_out(sample, order)

    cut, sheets = cut_by(sample, order if found is None else found.order)

    assert cut == 0
    assert found is None or (found.cut, found.sheets) == (cut, sheets)


def test_what_is_nearest_to_the_order_is_told(b2b: Document) -> None:
    assert cut_by(b2b, A0_ON_A4)[0] == 12

    found = way_out(b2b, A0_ON_A4)

    assert found is not None
    assert found.sentence == "No card is cut with upright sheets: 24 sheets."
    assert found.order == replace(A0_ON_A4, tiles_landscape=False)


@pytest.mark.slow
def test_a_way_out_of_a_poster_of_so_many_sheets_takes_no_more_of_them(b2b: Document) -> None:
    order = Order(tiles=parse_paper("A4"), most_sheets=20)
    found = way_out(b2b, order)

    assert found is not None
    assert cut_by(b2b, found.order) == (found.cut, found.sheets)
    assert found.cut < cut_by(b2b, order)[0]
    assert found.sheets <= 20


def test_nothing_is_looked_for_where_no_card_is_cut(b2b: Document) -> None:
    assert way_out(b2b, replace(A0_ON_A4, tiles_landscape=False)) is None
    assert way_out(b2b, replace(A0_ON_A4, tiles=None)) is None


def test_the_first_cards_are_named_and_the_others_counted() -> None:
    assert cut_words([]) == ""
    assert cut_words(["A"]) == "The edge of a sheet cuts “A”."
    assert cut_words([*"ABCDE"]) == "Edges of sheets cut “A”, “B”, “C” and 2 more."
