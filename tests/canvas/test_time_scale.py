"""The scale over the columns, and the day on a card, keep to their place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QPainter

from cxdesigner.canvas import fonts
from cxdesigner.canvas.painting import PLAIN, THEMES, paint_card, paint_plan
from cxdesigner.canvas.time_scale import columns_of, paint_card_time, paint_step_time
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind
from cxdesigner.journey.times import CardTime, StepTime, times_of_map
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.plan import Density, Plan, Rect
from tests.onboarding import MAP, WELCOME, onboarding


def timed() -> Document:
    document = onboarding()
    before, welcome = document.map(MAP), document.touchpoint(WELCOME)
    after = replace(welcome, when="Contract signing + 12 days")
    document.apply(Change.replacing([(before, replace(before, shows_times=True)), (welcome, after)]))
    return document


def plan_of(document: Document, density: Density = Density.SCREEN) -> Plan:
    return lay_out(document, MAP, LaneKind.TEAM, fonts.measure, density)


def inked(paint, width: int = 600, height: int = 300) -> Rect | None:
    """Return where a painting has left ink on a white ground."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    dots = [(x, y) for x in range(width) for y in range(height) if image.pixel(x, y) != 0xFFFFFFFF]
    if not dots:
        return None
    xs, ys = zip(*dots, strict=True)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@pytest.mark.parametrize("density", list(Density))
def test_the_scale_lies_between_the_stages_and_the_lanes(qapp, density) -> None:
    plan = plan_of(timed(), density)

    assert plan.time_scale is not None
    assert plan.time_scale.y >= max(stage.rect.bottom for stage in plan.stages)
    assert plan.time_scale.bottom <= plan.header_height == plan.lanes[0].rect.y


def test_switching_the_scale_on_moves_all_down_and_nothing_else(qapp) -> None:
    without, with_times = plan_of(onboarding()), plan_of(timed())

    down = {new.rect.y - old.rect.y for old, new in zip(without.cards, with_times.cards, strict=True)}
    assert down == {with_times.header_height - without.header_height}
    assert {card.rect.x for card in without.cards} == {card.rect.x for card in with_times.cards}


def test_a_layout_that_remembers_shows_and_hides_the_scale_as_a_fresh_one_does(qapp) -> None:
    memory = LayoutMemory()
    for document in (onboarding(), timed(), onboarding()):
        kept = lay_out(document, MAP, LaneKind.TEAM, fonts.measure, memory=memory)
        assert kept == plan_of(document)


def test_what_a_column_says_again_is_not_written_again(qapp) -> None:
    document = timed()

    said = [is_again for _, _, is_again in columns_of(plan_of(document), times_of_map(document, MAP))]

    assert said == [False, True, False, True]


@pytest.mark.parametrize("words", ["start", "day 12", "day 1,200"])
@pytest.mark.parametrize("is_read", [True, False])
def test_the_day_of_a_card_stays_within_its_sides_and_near_its_edge(qapp, words, is_read) -> None:
    card = Rect(40, 40, 280, 140)

    ink = inked(lambda painter: paint_card_time(painter, card, CardTime(words, is_read, True), THEMES["light"]))

    assert ink is not None
    assert card.x < ink.x
    assert ink.right < card.right
    assert card.bottom - 14 < ink.y
    assert ink.bottom < card.bottom + 24


def test_words_that_do_not_fit_a_column_are_left_out_and_never_reach_into_the_next(qapp) -> None:
    for width in (30, 90, 200, 500):
        place = Rect(20, 20, width, 50)
        time = StepTime("day 1,200–1,300", "after 12 days", is_early=True)

        ink = inked(lambda painter, place=place, time=time: paint_step_time(painter, place, time, THEMES["light"]))

        assert ink is not None
        assert ink.right <= place.right + 4


def test_a_poster_says_its_days(qapp) -> None:
    document = timed()
    plan, times = plan_of(document, Density.PAPER), times_of_map(document, MAP)
    size = round(plan.width), round(plan.height)

    def picture(shown: object) -> QImage:
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        paint_plan(painter, plan, THEMES["paper"], times=shown)  # type: ignore[arg-type]
        painter.end()
        return image

    assert picture(times) != picture(None)


def test_from_afar_a_time_that_was_not_read_keeps_a_mark_and_the_others_have_none(qapp) -> None:
    card = plan_of(timed()).cards[0]

    def painted(is_read: bool):  # type: ignore[no-untyped-def]
        def paint(painter: QPainter) -> None:
            painter.scale(0.2, 0.2)
            paint_card(painter, card, THEMES["light"], PLAIN._replace(time=CardTime("start", is_read, False)))

        image = QImage(400, 300, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        paint(painter)
        painter.end()
        return image

    unread, read = painted(False), painted(True)

    assert unread != read


def test_the_mark_from_afar_reaches_no_lower_than_the_tag_near_by(qapp) -> None:
    rect = Rect(20, 20, 400, 160)
    near = inked(lambda painter: paint_card_time(painter, rect, CardTime("start", False, False), THEMES["light"]))
    far = inked(lambda painter: paint_card_time(painter, rect, CardTime("start", False, False), THEMES["light"], 0.2))

    assert near is not None
    assert far is not None
    assert far.bottom <= near.bottom + 1
    assert far.x >= rect.x
