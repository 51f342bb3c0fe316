"""Only those sheets are printed again on which something else is painted than on the wall."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pypdfium2
import pytest

from cxdesigner.commands.printing import remember_printing
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import Link, LinkKind, Printing, Record, RecordId, Stage, Status, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall.changed import Changed, changed_since, last_scale, looks_of, printing_of, way_of
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import Poster, as_pdf, poster_of, stamp_of, told
from tests.wall.conftest import map_of, words_of

FIRST, LATER = datetime.date(2026, 11, 14), datetime.date(2026, 11, 20)
A4 = Order(paper=parse_paper("A0"), tiles=parse_paper("A4"))


def printed(document: Document, order: Order = A4, date: datetime.date = FIRST) -> Poster:
    """Print all sheets that have changed, and remember it."""
    poster = poster_of(document, map_of(document), order, stamp_of(document, date))
    way, looks = way_of(document, map_of(document), order, poster), dict(looks_of(poster, order.theme))
    changed = changed_since(document, map_of(document), way, looks)
    labels = {sheet.label for sheet in poster._replace(only=changed.numbers).sheets}
    printing = printing_of(document, map_of(document), way, looks, date, labels)
    document.apply(remember_printing(document, map_of(document), printing).change)
    return poster


def changed(document: Document, order: Order = A4, date: datetime.date = LATER) -> Changed:
    poster = poster_of(document, map_of(document), order, stamp_of(document, date))
    way, looks = way_of(document, map_of(document), order, poster), dict(looks_of(poster, order.theme))
    return changed_since(document, map_of(document), way, looks)


def edited(document: Document, record: Record, **fields: object) -> None:
    document.apply(Change.replacing([(record, replace(record, **fields))]))


def sheets_on(poster: Poster, rects: list[Rect]) -> frozenset[int]:
    """Return the numbers of the sheets on which one of these parts of the map shows."""
    assert poster.tiling is not None
    on_page = [poster.picture.on_page(rect) for rect in rects]
    return frozenset(
        sheet.number for sheet in poster.tiling.sheets if any(rect.meets(sheet.source) for rect in on_page)
    )


def test_a_map_that_was_never_printed_is_printed_whole_and_says_why(b2b: Document) -> None:
    found = changed(b2b)

    assert (len(found.numbers), found.is_all, found.words) == (
        21,
        True,
        "All 21 sheets are new: this map has not been printed on sheets yet.",
    )


def test_after_a_print_nothing_has_changed_whatever_the_date_and_the_revision(b2b: Document) -> None:
    printed(b2b)
    b2b.revision += 1

    assert changed(b2b)[::2] == (frozenset(), "No sheet has changed since 14 November 2026.")


@pytest.mark.slow
@pytest.mark.parametrize("on_sheets", [2, 4])
def test_the_sheets_of_a_card_that_was_edited_are_printed_and_no_other(b2b: Document, on_sheets: int) -> None:
    poster = printed(b2b)
    boxes = {
        box.touchpoint_id: box.rect.moved(0, band.top) for band in poster.picture.map.bands for box in band.plan.cards
    }
    sheets = {card_id: sheets_on(poster, [rect]) for card_id, rect in boxes.items()}
    clear = {card_id for card_id, rect in boxes.items() if sheets_on(poster, [rect.grown(40)]) == sheets[card_id]}
    cards = [card for card in b2b.all(Touchpoint) if card.id in clear and card.status is Status.EXISTING]
    card = next(card for card in cards if len(sheets[card.id]) == on_sheets)

    edited(b2b, card, status=Status.MISSING)

    found = changed(b2b)
    assert found.numbers == sheets[card.id]
    assert found.words == f"{on_sheets} of 21 sheets have changed since 14 November 2026."


def test_the_sheets_through_which_a_link_runs_are_printed_and_no_other(b2b: Document) -> None:
    poster = printed(b2b)
    ways = {
        path.link_id: [
            Rect(min(x, u), min(y, v) + band.top, abs(x - u), abs(y - v))
            for (x, y), (u, v) in zip(path.points, path.points[1:], strict=False)
        ]
        for band in poster.picture.map.bands
        for path in band.plan.links
    }
    longest = max(ways, key=lambda link_id: len(sheets_on(poster, [rect.grown(20) for rect in ways[link_id]])))

    link = b2b.get(Link, longest)
    edited(b2b, link, kind=LinkKind.RECOVERY)

    found = changed(b2b).numbers
    assert len(found) > 1
    assert sheets_on(poster, ways[longest]) <= found <= sheets_on(poster, [rect.grown(60) for rect in ways[longest]])


def test_a_stage_that_is_renamed_changes_the_sheets_that_name_it(b2b: Document) -> None:
    printed(b2b)

    edited(b2b, b2b.all(Stage)[0], title="Know the customel")

    found = changed(b2b)
    assert 0 < len(found.numbers) < found.total


@pytest.mark.slow
def test_sheets_that_were_printed_again_are_not_printed_a_third_time(b2b: Document) -> None:
    printed(b2b)
    first, *_, second = b2b.all(Touchpoint)
    edited(b2b, first, moment_of_truth=not first.moment_of_truth)
    printed(b2b, date=LATER)
    edited(b2b, second, moment_of_truth=not second.moment_of_truth)

    found = changed(b2b)

    assert 0 < len(found.numbers) < 4
    assert "20 November 2026" in found.words


@pytest.mark.slow
def test_undoing_the_edit_leaves_nothing_to_print(b2b: Document) -> None:
    printed(b2b)
    card = b2b.all(Touchpoint)[0]
    edited(b2b, card, title="Something else")

    edited(b2b, b2b.touchpoint(card.id), title=card.title)

    assert changed(b2b).numbers == frozenset()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("order", "why"),
    [
        (replace(A4, tiles=parse_paper("A3")), "A3 "),
        (replace(A4, overlap_mm=20.0), "overlap 20 mm instead of overlap 10 mm"),
        (replace(A4, margin_mm=8.0), "margin 8 mm instead of margin 12 mm"),
        (replace(A4, paper=parse_paper("A1")), "scale "),
    ],
)
def test_other_sheets_than_those_on_the_wall_are_all_printed_and_it_is_said_why(
    b2b: Document, order: Order, why: str
) -> None:
    printed(b2b)

    found = changed(b2b, order)

    assert found.is_all
    assert f"All {found.total} sheets are new, because they do not fit those of 14 November 2026: " in found.words
    assert why in found.words


@pytest.mark.slow
def test_what_hangs_in_another_way_is_still_known(b2b: Document) -> None:
    printed(b2b)
    printed(b2b, replace(A4, tiles=parse_paper("A3")), LATER)

    assert changed(b2b).words == "No sheet has changed since 14 November 2026."


def test_other_inks_are_other_sheets(b2b: Document) -> None:
    from cxdesigner.wall.inks import theme_of

    printed(b2b)

    assert changed(b2b, replace(A4, theme=theme_of("grey"))).is_all


def test_only_new_sheets_are_pages_and_the_assembly_page_marks_them(b2b: Document) -> None:
    poster = poster_of(b2b, map_of(b2b), A4, stamp_of(b2b, LATER))._replace(only=frozenset({2, 5}))

    pdf = pypdfium2.PdfDocument(as_pdf(b2b, map_of(b2b), poster, A4.theme, LATER))

    words = [words_of(page) for page in pdf]
    assert len(words) == poster.pages == 3
    assert "2of21sheetsofA4" in words[0]
    assert "markedinthepicture:A2,B2." in words[0]
    assert "sheet2of21" in words[1]
    assert "sheet5of21" in words[2]
    assert "2 of 21 sheets of A4 and a page" in told(poster)


def test_bookmarks_lead_only_to_sheets_that_are_printed(b2b: Document) -> None:
    poster = poster_of(b2b, map_of(b2b), A4, stamp_of(b2b, LATER))
    whole = pypdfium2.PdfDocument(as_pdf(b2b, map_of(b2b), poster, A4.theme, LATER))
    pages = {mark.get_title(): mark.get_dest().get_index() for mark in whole.get_toc()}
    title, page = max(pages.items(), key=lambda pair: pair[1])

    some = pypdfium2.PdfDocument(as_pdf(b2b, map_of(b2b), poster._replace(only=frozenset({page})), A4.theme, LATER))

    led = {mark.get_title(): mark.get_dest().get_index() for mark in some.get_toc()}
    assert led == {name: 1 for name, at in pages.items() if at == page}
    assert title in led


def test_a_poster_on_one_page_has_no_sheets_to_compare(b2b: Document) -> None:
    poster = poster_of(b2b, map_of(b2b), Order(paper=parse_paper("A0")))

    with pytest.raises(Refused, match="several sheets"):
        list(looks_of(poster, A4.theme))


def test_a_map_that_grows_at_the_scale_of_its_last_print_keeps_sheets(b2b: Document) -> None:
    printed(b2b, Order(tiles=A4.tiles, scale=0.8))
    scale = last_scale(b2b, map_of(b2b))
    assert scale is not None
    last = touchpoints_of(b2b, map_of(b2b))[-1]
    b2b.apply(Change.adding(replace(last, id=RecordId("more"), title="More", step=last.step + 1)))

    found = changed(b2b, Order(tiles=A4.tiles, scale=scale))

    assert scale == 0.8
    assert 0 < len(found.numbers) < found.total


def test_of_two_prints_of_one_day_the_second_one_is_the_last(b2b: Document) -> None:
    printed(b2b, Order(tiles=A4.tiles, scale=0.8))
    printed(b2b, Order(tiles=A4.tiles, scale=0.6))

    assert last_scale(b2b, map_of(b2b)) == 0.6
    assert "scale 70.0% instead of scale 60.0%" in changed(b2b, Order(tiles=A4.tiles, scale=0.7)).words


def test_the_last_scale_is_that_of_the_latest_print_and_none_where_none_can_be_read(b2b: Document) -> None:
    def remembered(*ways: tuple[str, str]) -> float | None:
        known = tuple(Printing(way=("A4 portrait", word), on=on) for on, word in ways)
        edited(b2b, b2b.map(map_of(b2b)), printed=known)
        return last_scale(b2b, map_of(b2b))

    assert remembered() is None
    assert remembered(("2026-11-15", "scale 60.0%"), ("2026-11-14", "scale 50.0%")) == 0.6
    assert remembered(("2026-11-14", "scale 50.0%"), ("2026-11-15", "scale 133.7%")) == 1.337
    assert remembered(("2026-11-14", "scale nan%")) is None
    assert remembered(("2026-11-14", "scale 0.0%")) is None
