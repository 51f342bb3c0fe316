"""That nothing runs out of its place, and that what was cut is told in full under the pointer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QWidget

from cxdesigner.canvas import fonts, tips
from cxdesigner.commands.maps import start_to_be
from cxdesigner.document.change import Change
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import (
    ExperienceCell,
    ExperienceRow,
    LaneKind,
    Link,
    LinkKind,
    Note,
    Record,
    RecordId,
    RowKind,
    Stage,
    Team,
)
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.plan import Density, Plan, TextBlock
from tests.canvas.conftest import Board
from tests.onboarding import BUY, MAP, OFFER, SALES, onboarding

NASTY = {
    "long word": "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde",
    "no space": "x" * 400,
    "arabic": "عرض السعر (المعدّل) للعميل الجديد مع شروط الدفع 2024",
    "hebrew": "הצעת מחיר [מעודכנת] ללקוח חדש — 3 ימים",
    "mixed": "Angebot عرض السعر v2 (נוסח) für Kunde",
    "chinese": "合同签订后两周内由项目经理与客户一起召开启动会议，明确目标、角色和日期。",
    "japanese": "「ようこそ」の手紙をお客様にお送りします。ご不明な点はお問い合わせください。",
    "emoji": "👩🏽‍💻👨‍👩‍👧‍👦🇩🇪 " * 12,
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞ " * 6,
    "tags": "<b>bold</b> &amp; <script>alert(1)</script> <img src=x>" * 3,
    "controls": "one\u200b\u200b\u200btwo\u00a0three\u2066four\u2069 five\u202esix",
}


def _filled(text: str) -> list[Record]:
    """Return the records of a map in which everything says the same text."""
    records: list[Record] = []
    for record in onboarding():
        if isinstance(record, (Stage, Team)):
            record = replace(record, title=text, **({"outside": text} if isinstance(record, Stage) else {}))
        elif hasattr(record, "when"):
            record = replace(record, title=text, when=text, what=text)
        elif isinstance(record, Link):
            record = replace(record, kind=LinkKind.BRANCH, condition=text)
        records.append(record)
    row = ExperienceRow(id=RecordId("row"), title=text, map_id=MAP, kind=RowKind.NEEDS)
    cell = ExperienceCell(id=RecordId("cell"), row_id=row.id, stage_id=BUY, text=text * 3)
    return [*records, row, cell, Note(id=RecordId("note"), text=text * 3, stage_id=BUY, team_id=SALES)]


def _plan(text: str, density: Density) -> Plan:
    from cxdesigner.document.document import Document

    return lay_out(Document(_filled(text)), MAP, LaneKind.TEAM, fonts.measure, density, paper_title=density == "paper")


def _blocks(plan: Plan) -> list[TextBlock]:
    blocks = [block for card in plan.cards for block in (card.title, card.when, *card.details)]
    blocks += [block for stage in plan.stages for block in (stage.title, stage.outside) if block is not None]
    blocks += [lane.title for lane in plan.lanes] + [row.title for row in plan.rows]
    blocks += [block for row in plan.rows for _, _, block in row.cells]
    return blocks + [note.text for note in plan.notes] + [link.label for link in plan.links if link.label is not None]


@pytest.mark.parametrize("density", Density)
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_no_text_is_wider_than_its_place_and_none_leaves_its_card(qapp: object, text: str, density: Density) -> None:
    plan = _plan(text, density)

    for block in _blocks(plan):
        for line in block.lines:
            assert fonts.measure(line, block.style) <= block.rect.width + 0.5, line
    for card in plan.cards:
        for block in (card.title, card.when, *card.details):
            assert card.rect.x <= block.rect.x < block.rect.right <= card.rect.right
            assert card.rect.y <= block.rect.y <= block.rect.bottom <= card.rect.bottom


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_the_poster_says_everything_in_full(qapp: object, text: str) -> None:
    plan = _plan(text, Density.PAPER)

    assert [block.lines for block in _blocks(plan) if block.is_cut] == []


def _told(board: Board, at: QPointF, on: QWidget | None = None) -> str:
    """Let the pointer rest on a point, and return what is told."""
    told: list[str] = []
    board.view.asked_for_tip.connect(lambda text, place: told.append(text))
    place = at.toPoint()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, QPoint(0, 0))
    QApplication.sendEvent(on or board.view.viewport(), event)
    return told[-1]


def _says(board: Board, text: str) -> None:
    """Let everything say a text."""
    known = {record.id: record for record in board.document}
    edits = {record.id: (known.get(record.id), record) for record in _filled(text)}
    board.document.apply(Change({record_id: pair for record_id, pair in edits.items() if pair[0] != pair[1]}))
    board.view.refresh()


def test_whatever_is_cut_on_the_map_is_told_in_full(board: Board) -> None:
    text = NASTY["chinese"] + NASTY["tags"]
    _says(board, text)
    plan = board.view.plan

    card = plan.cards[0]
    link = next(link for link in plan.links if link.label is not None)
    assert link.label is not None
    for block in (card.title, link.label, plan.rows[0].cells[0][2], plan.notes[0].text):
        assert block.is_cut
        assert text in tips.tip_at(board.view, QPointF(*block.rect.center))


def test_a_heading_that_is_cut_is_told_in_full(board: Board) -> None:
    text = NASTY["long word"] * 3
    _says(board, text)

    stage, lane = board.view.stage_strip.spots()[0], board.view.lane_strip.spots()[0]
    row = board.view.lane_strip._place(board.view.plan.rows[0].header)
    scale = board.view.viewpoint.heading_scale

    assert text in _told(board, stage.rect.center(), board.view.stage_strip)
    assert text in _told(board, lane.rect.center(), board.view.lane_strip)
    assert text in _told(board, QPointF(20, (row.y + 10) * scale), board.view.lane_strip)


def test_a_face_of_the_curve_says_whose_it_is_and_what_it_is_called(board: Board) -> None:
    before = board.touchpoint(OFFER)
    board.document.apply(Change.replacing([(before, replace(before, emotion=2))]))
    curve = board.view.plan.curve
    assert curve is not None

    told = tips.tip_at(board.view, QPointF(curve.points[0].x, curve.points[0].y))

    assert told == "The best moment\n“Offer”: the customer is delighted."


def test_a_card_of_a_to_be_map_tells_what_is_different(board: Board) -> None:
    edit = start_to_be(board.document, MAP)
    board.document.apply(edit.change)
    first = touchpoints_of(board.document, edit.show[0])[0]
    board.document.apply(Change.replacing([(first, replace(first, when="at once", emotion=2))]))
    board.view.set_document(board.document, edit.show[0])

    told = tips.tip_at(board.view, QPointF(*board.view.plan.cards[0].rect.center))

    assert told == "Offer\nat once\nChanged against today: When, Emotion."


def test_nothing_is_told_about_empty_ground(board: Board) -> None:
    assert tips.tip_at(board.view, QPointF(-500, -500)) == ""
