"""What a map looks like from afar: titles are still read, and paper knows nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QImage, QPainter, QPdfWriter

from cxdesigner.canvas import fonts, ground
from cxdesigner.canvas.far import (
    BELOW_MARKS,
    CUT,
    FAR,
    READABLE,
    SIGNS,
    SIGNS_HEIGHT,
    enlarged,
    far_card,
    far_row,
    far_scale,
)
from cxdesigner.canvas.headings import lowered, narrowed, shortened
from cxdesigner.canvas.ink import calm
from cxdesigner.canvas.theme import LIGHT, PAPER
from cxdesigner.document.records import LaneKind, RecordId, RowKind
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.plan import (
    LANE_TITLE,
    TITLE,
    CardBox,
    ColumnBox,
    Density,
    Plan,
    Rect,
    RowBox,
    StageBox,
    TextBlock,
    TextStyle,
)
from cxdesigner.layout.text_fit import block
from tests.canvas.conftest import Board
from tests.onboarding import MAP, onboarding


def _card(title: str) -> CardBox:
    card = lay_out(onboarding(), MAP, LaneKind.TEAM, fonts.measure).cards[0]
    rect = card.title.rect
    return card._replace(title=block(title, rect.x, rect.y, rect.width, TITLE, fonts.measure, most_lines=2))


@pytest.mark.parametrize("scale", [0.23, 0.18, 0.14])
def test_a_title_of_three_words_is_large_enough_to_be_read(qapp: object, scale: float) -> None:
    card = far_card(_card("Emergency line answered"), scale)

    assert " ".join(card.title.lines) == "Emergency line answered"
    assert card.title.style.size * scale >= READABLE - 2
    assert not card.when.lines


@pytest.mark.parametrize(
    "title", ["Offer", "Questions about data and settings", "W" * 60, "合同签订后两周内由项目经理与客户"]
)
@pytest.mark.parametrize("scale", [0.23, 0.14, 0.08, 0.03])
def test_a_title_from_afar_stays_on_its_card(qapp: object, title: str, scale: float) -> None:
    card = far_card(_card(title), scale)

    assert card.rect.y <= card.title.rect.y
    assert card.title.rect.bottom <= card.rect.bottom
    for line in card.title.lines:
        assert card.title.rect.x + fonts.measure(line, card.title.style) <= card.rect.right


def test_channel_and_feeling_are_seen_a_while_longer_than_small_words(qapp: object) -> None:
    card = _card("Emergency line answered")._replace(emotion=-2, expectation="below")

    farther, afar = far_card(card, SIGNS), far_card(card, SIGNS - 0.001)

    assert (farther.icon, farther.emotion, farther.expectation, farther.when.lines) == (card.icon, -2, "below", ())
    assert card.rect.y + BELOW_MARKS <= farther.title.rect.y
    assert farther.title.rect.bottom <= card.rect.bottom - SIGNS_HEIGHT
    assert (afar.icon, afar.emotion, afar.expectation) == ("", None, "")


@pytest.mark.parametrize("said", ["Profile shared with all touch teams", "Quick-reference for everybody"])
def test_a_title_that_needs_letters_too_small_to_be_letters_is_cut_and_not_left_out(qapp: object, said: str) -> None:
    title = far_card(_card(said), 0.053).title

    assert said.startswith(title.lines[0])
    assert title.lines[-1].endswith("…")
    assert title.is_cut
    assert title.style.size * 0.053 >= CUT


def test_a_chinese_title_gets_no_spaces_where_it_was_broken(qapp: object) -> None:
    card = far_card(_card("合同签订后两周内由项目经理与客户"), 0.14)

    assert "".join(card.title.lines) == "合同签订后两周内由项目经理与客户"


def test_letters_that_nobody_could_read_are_left_out(qapp: object) -> None:
    assert not far_card(_card("W" * 60), 0.03).title.lines


def test_the_words_of_a_row_are_of_one_size(qapp: object) -> None:
    rect = Rect(0, 0, 4000, 130)
    texts = ("To be understood", "A price and a date that I can show to my board before Friday")
    cells = tuple(
        (RecordId("s"), step, block(text, 400 + 700 * step, 24, 460, LANE_TITLE._replace(size=31), fonts.measure))
        for step, text in enumerate(texts)
    )
    row = RowBox(RecordId("r"), RowKind.NEEDS, rect, rect._replace(width=380), cells[0][2], cells)

    sizes = {words.style.size for _, _, words in far_row(row, 0.14).cells}

    assert len(sizes) == 1


def test_the_words_of_a_row_have_one_size_wherever_a_part_of_it_is_painted_again(qapp: object) -> None:
    plan = _plan_with_row(
        "To be understood", "A price and a date that I can show to my board before Friday, or a reason"
    )
    first_step = QRect(600 // 5, 0, 500 // 5, ROW // 5)

    whole = _from_afar(plan, None)
    again = _from_afar(plan, Rect(600, 0, 400, ROW))

    assert whole.copy(first_step) == again.copy(first_step)


def test_no_line_between_steps_runs_through_the_words_of_a_row(qapp: object) -> None:
    plan = _plan_with_row("To see that it gets better")
    border = int(plan.columns[0].rect.right / 5)

    picture = _from_afar(plan, None)

    seen = [picture.pixelColor(border, y).name() for y in range(ROW // 5)]
    assert seen[2] == LIGHT.step_line
    assert LIGHT.step_line not in seen[ROW // 10 - 3 : ROW // 10 + 3]


ROW = 130


def _plan_with_row(*texts: str) -> Plan:
    """Return a plan of three steps with one row that says something in the first of them."""
    rect = Rect(0, 0, 2100, ROW)
    cells = tuple(
        (RecordId("s"), step, block(text, 630 + 500 * step, 24, 430, LANE_TITLE._replace(size=31), fonts.measure))
        for step, text in enumerate(texts)
    )
    row = RowBox(RecordId("r"), RowKind.NEEDS, rect, rect._replace(width=380), cells[0][2], cells)
    columns = tuple(ColumnBox(RecordId("s"), step, Rect(600 + 500 * step, 0, 500, ROW)) for step in range(3))
    stage = StageBox(RecordId("s"), Rect(600, 0, 1500, 0), cells[0][2], None, columns)
    return Plan(MAP, LaneKind.TEAM, Density.SCREEN, 2100, ROW, stages=(stage,), rows=(row,))


def _from_afar(plan: Plan, clip: Rect | None) -> QImage:
    """Return the ground of a plan, or of a part of it, five units a pixel."""
    picture = QImage(2100 // 5, ROW // 5, QImage.Format.Format_RGB32)
    picture.fill(LIGHT.lane)
    painter = QPainter(picture)
    painter.scale(0.2, 0.2)
    ground.paint_ground(painter, plan, LIGHT, clip)
    painter.end()
    return picture


def test_near_by_and_on_paper_nothing_is_left_out(qapp: object, tmp_path: Path) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(FAR * 1.01, FAR * 1.01)
    assert far_scale(painter, LIGHT) is None
    painter.resetTransform()
    painter.scale(FAR * 0.99, FAR * 0.99)
    assert far_scale(painter, LIGHT) is not None
    assert far_scale(painter, PAPER) is None
    painter.end()

    writer = QPdfWriter(str(tmp_path / "x.pdf"))
    painter = QPainter(writer)
    painter.scale(0.01, 0.01)
    assert far_scale(painter, LIGHT) is None
    painter.end()


def test_a_fine_screen_is_as_far_away_as_a_coarse_one(qapp: object) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    painter = QPainter(image)
    painter.scale(0.2, 0.2)

    assert far_scale(painter, LIGHT) == pytest.approx(0.2)
    painter.end()


def test_words_become_no_larger_than_asked_for(qapp: object) -> None:
    words = block("Offer", 0, 0, 450, TITLE, fonts.measure)

    assert enlarged(words, Rect(0, 0, 450, 200), 0.2, readable=9).style.size == 45


# -- headings ------------------------------------------------------------------------------------------------------------


def _heading(text: str) -> TextBlock:
    return block(text, 0, 0, 300, LANE_TITLE, fonts.measure)


def test_a_heading_with_too_many_lines_ends_in_an_ellipsis_and_never_in_half_a_line(qapp: object) -> None:
    words = _heading("Feelings in their own words and more of them")

    cut = shortened(words, 300, 2)

    assert len(cut.lines) == 2
    assert cut.lines[-1].endswith("…")
    assert cut.is_cut


def test_a_heading_that_is_a_little_too_long_gets_smaller_letters_and_keeps_its_words(qapp: object) -> None:
    words = _heading("Customer service")
    room = 0.8 * fonts.measure("Customer service", LANE_TITLE)

    small = narrowed(words, room)

    assert small.lines == ("Customer service",)
    assert fonts.measure("Customer service", small.style) <= room
    assert narrowed(words, room / 2) == words
    assert narrowed(_heading("Sales"), room) == _heading("Sales")


def test_a_heading_with_some_height_keeps_its_words_on_two_lines_of_smaller_letters(qapp: object) -> None:
    words = _heading("Feelings in their own words")
    assert len(words.lines) > 2

    small = narrowed(words, 300, 1.6 * words.line_height)

    assert " ".join(small.lines) == "Feelings in their own words"
    assert len(small.lines) * small.line_height <= 1.6 * words.line_height


def test_a_heading_that_has_room_for_fewer_but_longer_lines_keeps_its_words(qapp: object) -> None:
    words = _heading("Feelings in their own words")
    assert len(words.lines) == 3

    wider = narrowed(words, fonts.measure("Feelings in their", LANE_TITLE) + 1, 2.4 * words.line_height)

    assert wider.lines == ("Feelings in their", "own words")


def test_a_heading_in_a_low_lane_is_small_or_not_there(qapp: object) -> None:
    words = _heading("Needs")

    assert lowered(words, 200) == words
    assert lowered(words, 35).style.size < LANE_TITLE.size
    assert not lowered(words, 15).lines


@pytest.mark.parametrize("zoom", [0.12, 0.2, 1.0, 2.5, 4.0])
def test_what_is_written_on_a_stage_is_in_view_whole_or_not_there(
    board: Board, monkeypatch: pytest.MonkeyPatch, zoom: float
) -> None:
    written: list[tuple[float, float]] = []

    def note(painter: QPainter, text: str, style: TextStyle, name: str, x: float, y: float) -> None:
        written.append((x, x + fonts.measure(text, style)))

    def note_block(painter: QPainter, words: TextBlock, name: str, right: float = 0.0, down: float = 0.0) -> None:
        for line in words.lines:
            note(painter, line, words.style, name, words.rect.x + right, 0)

    board.view.viewpoint.set_zoom(zoom, QPointF(10, 10))
    board.view.end_zooming()
    bar = board.view.horizontalScrollBar()
    monkeypatch.setattr(ground, "text_line", note)
    monkeypatch.setattr(ground, "text_block", note_block)
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)

    for share in range(5):
        bar.setValue(bar.minimum() + (bar.maximum() - bar.minimum()) * share // 4)
        board.view.stage_strip.paint_all(painter)
    painter.end()

    scale = board.view.viewpoint.heading_scale
    assert written
    assert [(x, end) for x, end in written if x < 0 or end * scale > board.view.stage_strip.width()] == []


@pytest.mark.parametrize(
    ("written", "drawn"), [("Offer", "Offer"), ("שִׁ֑לֹ", "שִׁ֑לֹ"), ("Z" + "\u0301" * 20, "Z" + "\u0301" * 3)]
)
def test_marks_that_are_heaped_on_a_letter_do_not_run_into_other_lines(written: str, drawn: str) -> None:
    assert calm(written) == drawn
