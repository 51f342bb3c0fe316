"""In the wall dialog one says which lanes are shown, and whether only what is selected is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from cxdesigner.document.change import Change
from cxdesigner.document.records import LaneKind, LaneShape, RecordId
from cxdesigner.layout.plan import LaneKey
from cxdesigner.layout.shapes import name_of
from cxdesigner.ui.dialogs.opening import DIALOGS
from cxdesigner.ui.dialogs.wall import WallDialog
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, MAP, OFFER, SALES, SERVICE
from tests.ui.test_dialogs import Desktop, wall

SALES_LANE, SERVICE_LANE = (LaneKey(LaneKind.TEAM, team_id=team) for team in (SALES, SERVICE))


def with_selected(qtbot: QtBot, *selected: RecordId) -> WallDialog:
    return wall(qtbot, Desktop(None), selected=selected)


def drawn(dialog: WallDialog) -> set[str]:
    """Return the cards that are on the poster."""
    dialog.look()
    assert dialog.is_known()
    assert dialog._outcome is not None
    return {card.touchpoint_id for band in dialog._outcome.picture.map.bands for card in band.plan.cards}


def test_lanes_that_are_not_ticked_are_not_printed(qtbot: QtBot) -> None:
    dialog = wall(qtbot, Desktop(None))
    everything = drawn(dialog)

    dialog.wishes.shown_lanes.tick(SERVICE_LANE).setChecked(False)

    assert dialog.wishes.order().only_lanes == (SALES_LANE,)
    assert dialog.wishes.shown_lanes.head.text() == "1 of 2 lanes"
    assert OFFER in drawn(dialog) < everything


def test_lanes_as_the_map_shows_them_are_no_wish_at_all(qtbot: QtBot) -> None:
    desktop = Desktop(None)
    of_map = desktop.document.map(MAP)
    hidden = replace(of_map, lane_shapes=(LaneShape(lane=name_of(SERVICE_LANE), is_hidden=True),))
    desktop.document.apply(Change.replacing([(of_map, hidden)]))
    wishes = wall(qtbot, desktop).wishes

    first = wishes.order().only_lanes
    wishes.shown_lanes.all.click()

    assert first == ()
    assert wishes.order().only_lanes == (SALES_LANE, SERVICE_LANE)


def test_without_a_lane_it_is_said_what_to_do(qtbot: QtBot) -> None:
    dialog = wall(qtbot, Desktop(None))

    dialog.wishes.shown_lanes.all.click()
    dialog.look()

    assert "tick at least one" in dialog.announced()[1]
    assert not dialog.pdf.isEnabled()


def test_other_lanes_are_offered_where_the_map_is_shown_by_channel(qtbot: QtBot) -> None:
    wishes = wall(qtbot, Desktop(None)).wishes
    wishes.shown_lanes.tick(SERVICE_LANE).setChecked(False)

    wishes.lanes.show_choice(LaneKind.CHANNEL)
    wishes.lanes.picked.emit(LaneKind.CHANNEL)

    assert wishes.order().only_lanes == ()
    assert wishes.shown_lanes.head.text().startswith("All ")


@pytest.mark.parametrize(("selected", "count"), [((OFFER,), "1 card"), ((BUY,), "2 cards")])
def test_only_what_is_selected_is_printed_where_that_is_ticked(
    qtbot: QtBot, selected: tuple[RecordId, ...], count: str
) -> None:
    dialog = with_selected(qtbot, *selected)
    first = len(drawn(dialog))

    dialog.wishes.only_selected.setChecked(True)

    assert first == 4
    assert len(drawn(dialog)) == int(count.split()[0])
    assert OFFER in drawn(dialog)
    assert count in dialog.wishes.only_selected.text()


def test_where_nothing_is_selected_the_tick_says_so(qtbot: QtBot) -> None:
    wishes = with_selected(qtbot).wishes

    assert not wishes.only_selected.isEnabled()
    assert "nothing is" in wishes.only_selected.text()


def test_what_is_selected_in_the_window_can_be_printed(window: MainWindow) -> None:
    window.desk.select((OFFER,))

    dialog = DIALOGS["wall"](window)

    assert isinstance(dialog, WallDialog)
    assert dialog.wishes.only_selected.text() == "Only what is selected (1 card)"
    dialog.deleteLater()
