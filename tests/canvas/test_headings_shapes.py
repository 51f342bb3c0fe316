"""Collapsing, hiding, resizing and reordering at the headings with the mouse; each is one step for Undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from cxdesigner.canvas.strip import Spot, Strip
from cxdesigner.commands.lanes import set_lanes
from cxdesigner.commands.shapes import collapse_lane, collapse_stages, hide_lane
from cxdesigner.document.change import Change
from cxdesigner.document.reading import channels_of, rows_of, stages_of, teams_of
from cxdesigner.document.records import ExperienceRow, LaneKind, RecordId, Stage, Team
from cxdesigner.layout.plan import LaneKey
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import LEFT, Board
from tests.onboarding import BUY, EMAIL, MAP, OFFER, PHONE, SALES, SERVICE, SIGNING, USE, WELCOME

SALES_LANE, SERVICE_LANE = LaneKey(LaneKind.TEAM, SALES), LaneKey(LaneKind.TEAM, SERVICE)


def spot(strip: Strip, record_id: RecordId) -> Spot:
    found = strip.spot_of(record_id)
    assert found is not None
    return found


def chevron(strip: Strip, record_id: RecordId) -> QPoint:
    square = spot(strip, record_id).chevron
    assert square is not None
    return square.center().toPoint()


def after_one_undo(board: Board, before: bytes) -> bool:
    board.history.undo()
    return encode(board.document, "test") == before


def border_of(board: Board, stage_id: RecordId) -> QPoint:
    stage = next(stage for stage in board.view.plan.stages if stage.stage_id == stage_id)
    return QPoint(round(board.view.across(stage.columns[-1].rect.right)), 20)


def border_below(board: Board, lane: LaneKey) -> QPoint:
    box = next(box for box in board.view.plan.lanes if box.key == lane)
    return QPoint(40, round(board.view.down(box.rect.bottom)))


@pytest.fixture
def paired(board: Board) -> Board:
    """A board whose lanes are by team and channel."""
    board.document.apply(set_lanes(board.document, MAP, LaneKind.TEAM_AND_CHANNEL).change)
    board.view.refresh()
    return board


def test_the_chevron_of_a_stage_collapses_it_and_expands_it_again(board: Board) -> None:
    before = encode(board.document, "test")
    strip = board.view.stage_strip

    QTest.mouseClick(strip, LEFT, pos=chevron(strip, USE))
    collapsed = board.document.stage(USE).is_collapsed
    piles = [pile.touchpoint_ids for pile in board.view.plan.piles]
    QTest.mouseClick(strip, LEFT, pos=chevron(strip, USE))

    assert collapsed
    assert [len(ids) for ids in piles] == [2]
    assert not board.document.stage(USE).is_collapsed
    board.history.undo()
    assert after_one_undo(board, before)


def test_the_chevron_of_a_lane_collapses_it_and_expands_it_again(board: Board) -> None:
    before = encode(board.document, "test")
    strip = board.view.lane_strip

    QTest.mouseClick(strip, LEFT, pos=chevron(strip, SALES))
    box = board.view.plan.lanes[0]
    QTest.mouseClick(strip, LEFT, pos=chevron(strip, SALES))

    assert box.is_collapsed
    assert not board.view.plan.lanes[0].is_collapsed
    assert encode(board.document, "test") == before


def test_the_chevron_of_a_team_collapses_all_its_channels_into_one_strip(paired: Board) -> None:
    strip = paired.view.lane_strip
    outer = next(it for it in strip.spots() if it.is_outer and it.record_id == SALES)
    assert outer.chevron is not None

    QTest.mouseClick(strip, LEFT, pos=outer.chevron.center().toPoint())

    assert paired.view.plan.lanes[0].key == SALES_LANE
    assert paired.view.plan.lanes[0].is_collapsed
    QTest.mouseClick(strip, LEFT, pos=chevron(strip, SALES))
    assert not any(lane.is_collapsed for lane in paired.view.plan.lanes)


def test_a_double_click_on_a_pile_brings_its_cards_out(board: Board) -> None:
    board.document.apply(collapse_stages(board.document, [USE]).change)
    board.document.apply(collapse_lane(board.document, MAP, SERVICE_LANE).change)
    board.view.refresh()
    before = encode(board.document, "test")

    QTest.mouseDClick(board.view.viewport(), LEFT, pos=board.pixel(*board.view.plan.piles[0].rect.center))

    assert board.view.plan.card(WELCOME) is not None
    assert after_one_undo(board, before)


def test_the_border_of_a_stage_makes_its_cards_wider(board: Board) -> None:
    before = encode(board.document, "test")
    start = border_of(board, BUY)

    board.drag(start, start + QPoint(60, 0), on=board.view.stage_strip)

    added = 60 / board.view.viewpoint.scale / 2
    assert board.document.stage(BUY).card_width == pytest.approx(500 + added, abs=1)
    card = board.view.plan.card(OFFER)
    assert card is not None
    assert card.rect.width == board.document.stage(BUY).card_width
    assert border_of(board, BUY).x() == pytest.approx(start.x() + 60, abs=2)
    assert after_one_undo(board, before)


def test_the_border_below_a_lane_makes_it_higher(board: Board) -> None:
    before = encode(board.document, "test")
    start = border_below(board, SALES_LANE)

    board.drag(start, start + QPoint(0, 50), on=board.view.lane_strip)

    assert border_below(board, SALES_LANE).y() == pytest.approx(start.y() + 50, abs=2)
    assert after_one_undo(board, before)


def test_a_lane_never_cuts_its_cards(board: Board) -> None:
    start = border_below(board, SALES_LANE)

    board.drag(start, start - QPoint(0, 90), on=board.view.lane_strip)

    card, lane = board.view.plan.card(OFFER), board.view.plan.lanes[0]
    assert card is not None
    assert card.rect.bottom < lane.rect.bottom


@pytest.mark.parametrize("which", ["stage", "lane"])
def test_escape_puts_a_border_back(board: Board, which: str) -> None:
    before = encode(board.document, "test")
    strip = board.view.stage_strip if which == "stage" else board.view.lane_strip
    start = border_of(board, BUY) if which == "stage" else border_below(board, SALES_LANE)
    board.carry(start, start + QPoint(50, 50), on=strip)

    board.key(Qt.Key.Key_Escape)
    board.release(start + QPoint(50, 50), on=strip)

    assert encode(board.document, "test") == before
    assert not board.history.undo_name()


def test_a_double_click_on_a_border_fits_the_cards_to_their_titles(board: Board) -> None:
    QTest.mouseDClick(board.view.stage_strip, LEFT, pos=border_of(board, BUY))
    narrow = board.document.stage(BUY).card_width

    start = border_below(board, SALES_LANE)
    board.drag(start, start + QPoint(0, 70), on=board.view.lane_strip)
    assert board.document.map(MAP).lane_shapes
    QTest.mouseDClick(board.view.lane_strip, LEFT, pos=border_below(board, SALES_LANE))

    assert narrow is not None
    assert narrow < 500
    assert not any(card.title.is_cut for card in board.view.plan.cards)
    assert not board.document.map(MAP).lane_shapes


def test_the_pointer_tells_what_a_border_and_a_chevron_do(board: Board) -> None:
    stages, lanes = board.view.stage_strip, board.view.lane_strip
    shapes = []
    places: list[tuple[Strip, Callable[[], QPoint]]] = [
        (stages, lambda: border_of(board, BUY)),
        (stages, lambda: chevron(stages, BUY)),
        (lanes, lambda: border_below(board, SALES_LANE)),
        (lanes, lambda: spot(lanes, SALES).rect.center().toPoint()),
    ]
    for strip, place in places:
        QTest.mouseMove(strip, place())
        shapes.append(strip.cursor().shape())

    shape = Qt.CursorShape
    assert shapes == [shape.SplitHCursor, shape.PointingHandCursor, shape.SplitVCursor, shape.OpenHandCursor]


def test_a_click_in_the_corner_shows_hidden_lanes_again(board: Board) -> None:
    board.document.apply(hide_lane(board.document, MAP, SALES_LANE).change)
    board.view.refresh()
    corner = board.view.headings()[2]
    before = encode(board.document, "test")

    words = corner.words()  # type: ignore[attr-defined]
    QTest.mouseClick(corner, LEFT, pos=corner.rect().center())

    assert words.startswith("1 ")
    assert "hidden" in words
    assert next(lane.key for lane in board.view.plan.lanes) == SALES_LANE
    assert after_one_undo(board, before)


def test_looking_for_a_card_that_is_put_away_says_where_it_is(board: Board) -> None:
    board.document.apply(hide_lane(board.document, MAP, SALES_LANE).change)
    board.document.apply(collapse_stages(board.document, [USE]).change)
    board.view.refresh()

    board.view.show_record(OFFER)
    board.view.show_record(WELCOME)

    assert board.said == [
        "“Offer” is in the lane “Sales”, which is hidden; click “hidden – show” at the top left.",
        "“Welcome letter” is in the collapsed stage “Use”; double click its mark there to see it.",
    ]


def test_an_experience_row_is_dragged_above_another_and_renamed_in_place(board: Board) -> None:
    rows = [ExperienceRow(id=RecordId(f"r{n}"), title=f"Row {n}", map_id=MAP, position=n) for n in range(2)]
    board.document.apply(Change.adding(*rows))
    board.view.refresh()
    strip = board.view.lane_strip
    first, second = (spot(strip, row.id).rect for row in rows)

    board.drag(second.center().toPoint(), first.topLeft().toPoint() + QPoint(40, 3), on=strip)
    order = [row.title for row in rows_of(board.document, MAP)]
    QTest.mouseDClick(strip, LEFT, pos=spot(strip, rows[1].id).rect.center().toPoint())
    board.type("Thoughts")
    board.key(Qt.Key.Key_Return)

    assert order == ["Row 1", "Row 0"]
    assert [row.title for row in rows_of(board.document, MAP)] == ["Thoughts", "Row 0"]


def test_the_team_around_its_channels_is_renamed_in_place(paired: Board) -> None:
    strip = paired.view.lane_strip
    outer = next(it for it in strip.spots() if it.is_outer and it.record_id == SERVICE)

    QTest.mouseDClick(strip, LEFT, pos=outer.rect.center().toPoint())
    paired.type("Care")
    paired.key(Qt.Key.Key_Return)

    assert paired.document.get(Team, SERVICE).title == "Care"


def test_a_channel_is_dragged_within_its_team_and_never_out_of_it(paired: Board) -> None:
    strip = paired.view.lane_strip
    spots = {it.lane: it.rect for it in strip.spots() if not it.is_outer}
    email = spots[LaneKey(LaneKind.TEAM_AND_CHANNEL, SALES, EMAIL)]
    far = spots[LaneKey(LaneKind.TEAM_AND_CHANNEL, SERVICE, PHONE)]

    paired.drag(email.center().toPoint(), far.center().toPoint(), on=strip)

    assert [channel.id for channel in channels_of(paired.document)] == [PHONE, EMAIL]
    assert [team.id for team in teams_of(paired.document)] == [SALES, SERVICE]


def test_a_team_is_dragged_with_all_its_channels(paired: Board) -> None:
    strip = paired.view.lane_strip
    outer = {it.record_id: it.rect for it in strip.spots() if it.is_outer}

    paired.drag(outer[SERVICE].center().toPoint(), outer[SALES].center().toPoint() - QPoint(0, 40), on=strip)

    assert [team.id for team in teams_of(paired.document)] == [SERVICE, SALES]
    assert [lane.key.team_id for lane in paired.view.plan.lanes] == [SERVICE, SERVICE, SALES, SALES]


def test_a_collapsed_stage_is_dragged_with_all_that_is_in_it(board: Board) -> None:
    board.document.apply(collapse_stages(board.document, [USE]).change)
    board.view.refresh()
    strip = board.view.stage_strip
    use, buy = spot(strip, USE).rect, spot(strip, BUY).rect

    board.drag(use.topRight().toPoint() + QPoint(-12, 8), buy.topLeft().toPoint() + QPoint(20, 8), on=strip)

    assert [stage.id for stage in stages_of(board.document, MAP)] == [USE, BUY]


def test_removing_a_stage_with_cards_asks_where_they_go_and_an_empty_one_just_goes(board: Board) -> None:
    asked = []
    board.view.asked_where.connect(lambda: asked.append(board.view.selection))
    empty = Stage(id=RecordId("empty"), title="Empty", map_id=MAP, position=9)
    board.document.apply(Change.adding(empty))

    for stage_id in (BUY, empty.id):
        board.view.select([stage_id])
        board.key(Qt.Key.Key_Delete)

    assert asked == [(BUY,)]
    assert [stage.id for stage in stages_of(board.document, MAP)] == [BUY, USE]


def test_the_menu_of_a_lane_knows_which_lane_it_is_even_where_nobody_owns_it(board: Board) -> None:
    strip = board.view.lane_strip
    nobody = next(it for it in strip.spots() if it.record_id is None and it.lane is not None)

    QTest.mouseClick(strip, LEFT, pos=nobody.rect.center().toPoint())
    current = strip.current_lane()
    board.view.select([SALES])

    assert current == LaneKey(LaneKind.TEAM)
    assert strip.current_lane() == SALES_LANE


def test_a_link_into_a_pile_is_drawn_and_can_be_clicked(board: Board) -> None:
    board.document.apply(collapse_stages(board.document, [USE]).change)
    board.view.refresh()

    link = next(path for path in board.view.plan.links if path.source_id == SIGNING)
    (x1, y1), (x2, y2) = link.points[0], link.points[1]

    assert board.view.thing_at(QPointF((x1 + x2) / 2, (y1 + y2) / 2)) == link.link_id
