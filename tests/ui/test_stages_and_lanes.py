"""The menus of stages and lanes, and the question where the cards go of what is removed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from cxdesigner.document.reading import stages_of, teams_of
from cxdesigner.document.records import LaneKind, RecordId, Touchpoint
from cxdesigner.layout.plan import LaneKey
from cxdesigner.storage.codec import encode
from cxdesigner.ui.actions.lanes import LANE_ROWS, ON_LANE, menu_at
from cxdesigner.ui.actions.stages import ON_STAGE, STAGE_ROWS
from cxdesigner.ui.dialogs.where import Where
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, EMAIL, MAP, OFFER, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME

TEAM_ROWS = [row for row in LANE_ROWS if row.id not in ("map.collapse_team", "map.show_lanes")]


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[Where]:
    """Answer every question with its first answer, and keep the dialogs."""
    asked: list[Where] = []

    def accept(dialog: Where) -> int:
        asked.append(dialog)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(Where, "exec", accept)
    return asked


def run(window: MainWindow, action_id: str) -> None:
    window.menus.refresh()
    assert window.menus[action_id].isEnabled(), action_id
    window.menus[action_id].trigger()


def encoded(window: MainWindow) -> bytes:
    return encode(window.desk.document, "test")


@pytest.mark.parametrize("row", [row.id for row in STAGE_ROWS if row.id != "map.remove_stage"])
def test_what_is_done_to_the_stage_of_the_selected_card_is_one_step_for_undo(window: MainWindow, row: str) -> None:
    window.desk.select((TRAINING if row == "map.stage_left" else SIGNING,))
    before = encoded(window)

    run(window, row)
    window.view().finish_editing()

    assert encoded(window) != before
    window.desk.undo()
    assert encoded(window) == before


@pytest.mark.parametrize("row", [row.id for row in TEAM_ROWS if row.id not in ("map.remove_lane", "map.fit_lane")])
def test_what_is_done_to_the_lane_of_the_selected_card_is_one_step_for_undo(window: MainWindow, row: str) -> None:
    window.desk.select((WELCOME if row == "map.lane_up" else OFFER,))
    before = encoded(window)

    run(window, row)
    window.view().finish_editing()

    assert encoded(window) != before
    window.desk.undo()
    assert encoded(window) == before


def test_a_lane_that_was_made_higher_is_fitted_again(window: MainWindow) -> None:
    window.desk.select((SALES,))
    before = encoded(window)

    run(window, "map.lane_higher")
    run(window, "map.fit_lane")

    assert encoded(window) == before


def test_hidden_lanes_are_shown_again_from_the_menu(window: MainWindow) -> None:
    window.desk.select((SALES,))

    run(window, "map.hide_lane")
    hidden = window.view().plan.hidden_lanes
    run(window, "map.show_lanes")

    assert hidden == (LaneKey(LaneKind.TEAM, SALES),)
    assert not window.view().plan.hidden_lanes
    assert not window.menus["map.show_lanes"].isEnabled()


def test_collapse_becomes_expand(window: MainWindow) -> None:
    window.desk.select((BUY,))

    run(window, "map.collapse_stage")
    window.menus.refresh()
    words = window.menus["map.collapse_stage"].text()
    run(window, "map.expand_all")

    assert words == "&Expand"
    assert not window.desk.document.stage(BUY).is_collapsed


def test_a_whole_team_is_collapsed_where_lanes_are_teams_and_channels(window: MainWindow) -> None:
    run(window, "map.lanes_team_and_channel")
    window.desk.select((OFFER,))

    run(window, "map.collapse_team")

    assert window.view().plan.lanes[0].key == LaneKey(LaneKind.TEAM, SALES)


def test_a_stage_is_split_where_its_heading_was_pressed(window: MainWindow) -> None:
    window.desk.select((BUY,))
    window.menus.refresh()
    is_offered = window.menus["map.split_stage"].isEnabled()
    column = window.view().plan.columns[1].rect
    window.view().stage_strip.pressed_at = column.center[0]

    run(window, "map.split_stage")
    window.view().finish_editing()

    assert not is_offered
    assert [stage.title for stage in stages_of(window.desk.document, MAP)] == ["Buy", "Buy 2", "Use"]
    assert window.desk.document.touchpoint(SIGNING).step == 0


def test_a_new_lane_whose_name_nobody_types_is_gone_again(window: MainWindow) -> None:
    window.desk.select((SALES,))
    before = encoded(window)

    run(window, "map.add_lane_below")
    editor = window.view().editor
    assert editor is not None
    editor.forget()

    assert encoded(window) == before


def test_the_menus_at_headings_are_their_own(window: MainWindow) -> None:
    bench = window.menus._bench

    assert menu_at(bench, LaneKey(LaneKind.TEAM), ("x",)) == ON_LANE
    assert menu_at(bench, BUY, ("x",)) == ON_STAGE
    assert menu_at(bench, OFFER, ("x",)) == ("x",)
    assert menu_at(bench, None, ("x",)) == ("x",)


# -- where the cards go --------------------------------------------------------------------------------------------------


def test_the_cards_of_a_removed_stage_go_into_the_next_unless_somebody_says_otherwise(
    window: MainWindow, answered: list[Where]
) -> None:
    window.desk.select((BUY,))
    before = encoded(window)

    run(window, "edit.delete")

    assert [dialog.places.currentText() for dialog in answered] == ["Use"]
    assert window.desk.document.touchpoint(OFFER).stage_id == USE
    window.desk.undo()
    assert encoded(window) == before


def test_the_cards_of_a_removed_stage_may_go_along(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def along(dialog: Where) -> int:
        dialog.answers()[-1].setChecked(True)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(Where, "exec", along)
    window.desk.select((BUY, USE))
    before = encoded(window)

    run(window, "edit.delete")

    assert not window.desk.document.all(Touchpoint)
    assert not stages_of(window.desk.document, MAP)
    window.desk.undo()
    assert encoded(window) == before


def test_who_cancels_keeps_everything(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Where, "exec", lambda dialog: int(QDialog.DialogCode.Rejected))
    window.desk.select((SALES,))
    before = encoded(window)

    run(window, "map.remove_lane")

    assert encoded(window) == before


def test_the_cards_of_a_removed_team_can_be_given_to_another_or_to_nobody(window: MainWindow) -> None:
    dialog = Where(window, window.desk.document, (SALES,))

    first = dialog.whither()
    dialog.answers()[1].setChecked(True)
    second = dialog.whither()

    assert first.into_id == SERVICE
    assert (second.into_id, second.along) == (None, False)
    dialog.deleteLater()


def test_a_channel_says_that_all_maps_are_meant(window: MainWindow) -> None:
    dialog = Where(window, window.desk.document, (EMAIL,))

    words = " ".join(answer.text() for answer in dialog.answers())

    assert "without a channel" in words
    dialog.deleteLater()


def test_a_team_without_cards_is_removed_without_a_question(window: MainWindow, answered: list[Where]) -> None:
    window.desk.select((SALES,))
    run(window, "map.add_lane_below")
    window.view().finish_editing()
    new = next(team.id for team in teams_of(window.desk.document) if team.id not in (SALES, SERVICE))
    window.desk.select((RecordId(new),))

    run(window, "map.remove_lane")

    assert not answered
    assert [team.id for team in teams_of(window.desk.document)] == [SALES, SERVICE]
