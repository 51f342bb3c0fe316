"""What is ordered is what is drawn: part of the map, size by scale or by sheets, and what is shown on it."""

from __future__ import annotations

import json
from dataclasses import replace

import pypdfium2
import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of
from cxdesigner.document.records import LaneKind, Note, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.layout.plan import UNIT_MM, LaneKey
from cxdesigner.layout.sheets import Paper, parse_paper
from cxdesigner.wall.inks import theme_of
from cxdesigner.wall.order import Order, order_of, plain_order
from cxdesigner.wall.poster import poster_of, write_poster
from cxdesigner.wall.sizing import picture_of
from tests.wall.conftest import map_of, words_of, written

A1 = Order(paper=parse_paper("A1"))


def words(document: Document, order: Order) -> str:
    return "".join(words_of(page) for page in pypdfium2.PdfDocument(written(document, order)))


def test_only_the_stages_that_are_asked_for_are_drawn(b2b: Document) -> None:
    stages = stages_of(b2b, map_of(b2b))
    order = replace(A1, stages=tuple(stage.id for stage in stages[1:3]))

    drawn = words(b2b, order)

    assert [("".join(stage.title.split()) in drawn) for stage in stages] == [False, True, True, *[False] * 4]


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.5])
def test_a_map_is_drawn_at_the_scale_that_is_asked_for(b2b: Document, scale: float) -> None:
    picture = picture_of(b2b, map_of(b2b), Order(scale=scale))

    assert picture.width_mm - 2 * picture.left_mm == pytest.approx(picture.map.width * UNIT_MM * scale)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 6, 12, 30])
@pytest.mark.parametrize("tiles", ["A4", "Tabloid"])
def test_a_poster_takes_no_more_sheets_than_are_allowed(b2b: Document, tiles: str, count: int) -> None:
    poster = poster_of(b2b, map_of(b2b), Order(tiles=parse_paper(tiles), most_sheets=count))

    assert poster.tiling is not None
    assert 0.5 * count <= len(poster.tiling.sheets) <= count


def test_more_sheets_make_larger_letters(b2b: Document) -> None:
    letters = [
        picture_of(b2b, map_of(b2b), Order(tiles=parse_paper("A4"), most_sheets=count)).smallest_letter_mm
        for count in (2, 6, 12, 30)
    ]

    assert letters == sorted(letters)
    assert letters[-1] > 2 * letters[0]


@pytest.mark.parametrize(("margin", "overlap"), [(0, 0), (5, 20), (20, 10)])
def test_the_margin_stays_white_around_each_sheet(b2b: Document, margin: float, overlap: float) -> None:
    order = replace(A1, tiles=parse_paper("A4"), margin_mm=margin, overlap_mm=overlap)

    tiling = poster_of(b2b, map_of(b2b), order).tiling

    assert tiling is not None
    assert {(sheet.on_paper.x, sheet.on_paper.y) for sheet in tiling.sheets} == {(margin, margin)}


def test_sheets_of_a_roll_or_of_stamps_are_refused(b2b: Document) -> None:
    for tiles in (parse_paper("roll 914"), Paper("stamp", 30, 40)):
        with pytest.raises(Refused):
            picture_of(b2b, map_of(b2b), Order(tiles=tiles, most_sheets=4))


def test_title_and_legend_can_be_left_out(b2b: Document) -> None:
    with_heading, without = words(b2b, A1), words(b2b, replace(A1, has_heading=False))

    assert "Howtoreadthismap" in with_heading
    assert "Howtoreadthismap" not in without
    assert "B2Bonboarding" not in without


def test_stickers_can_be_left_out(b2b: Document) -> None:
    stage = stages_of(b2b, map_of(b2b))[0]
    b2b.apply(Change.adding(Note(id=RecordId("n"), text="Askthelawyers", stage_id=stage.id)))

    assert "Askthelawyers" in words(b2b, A1)
    assert "Askthelawyers" not in words(b2b, replace(A1, has_notes=False))


def test_problems_are_marked_where_they_are_wanted(b2b: Document) -> None:
    plain, marked = (picture_of(b2b, map_of(b2b), replace(A1, has_problems=shown)) for shown in (False, True))

    assert plain.problems == {}
    assert set(marked.problems.values()) <= {"error", "warning", "hint"}
    assert marked.problems
    assert write_poster(b2b, map_of(b2b), A1) != write_poster(b2b, map_of(b2b), replace(A1, has_problems=True))


def test_times_are_printed_where_they_are_ordered_and_the_map_stays_as_it_was(b2b: Document) -> None:
    assert "Daysfromthestart" not in words(b2b, A1)

    timed = words(b2b, replace(A1, has_times=True))

    assert "Daysfromthestart" in timed
    assert "day12" in timed
    assert not b2b.map(map_of(b2b)).shows_times


def test_a_map_that_is_shown_with_times_is_printed_with_them_unless_somebody_says_otherwise(b2b: Document) -> None:
    of_map = b2b.map(map_of(b2b))
    b2b.apply(Change.replacing([(of_map, replace(of_map, shows_times=True))]))

    assert "day12" in words(b2b, A1)
    assert "day12" not in words(b2b, replace(A1, has_times=False))


@pytest.mark.parametrize(
    "order",
    [
        Order(),
        A1,
        Order(
            paper=parse_paper("roll 914"),
            tiles=parse_paper("Tabloid"),
            lanes=LaneKind.CHANNEL,
            stages=(RecordId("a"), RecordId("b")),
            only_lanes=(LaneKey(LaneKind.CHANNEL, channel_id=RecordId("phone")), LaneKey(LaneKind.CHANNEL)),
            only_cards=(RecordId("c"),),
            most_sheets=9,
            landscape=True,
            has_times=False,
            heat="emotion",
            theme=theme_of("black"),
        ),
    ],
)
def test_an_order_that_was_written_down_is_the_same_order(order: Order) -> None:
    assert order_of(json.loads(json.dumps(plain_order(order)))) == order
