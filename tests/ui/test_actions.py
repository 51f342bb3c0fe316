"""Every action runs, says what it is, and can be reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence

from cxdesigner.document.reading import maps_of, stages_of
from cxdesigner.document.records import LaneKind, MapKind, Note, Stage, Team, Touchpoint
from cxdesigner.ui.actions.menus import ACTIONS, MENUS
from cxdesigner.ui.actions.spec import MenuSpec
from cxdesigner.ui.dialogs.shortcuts import groups
from cxdesigner.ui.main_window import MENU_TITLES, MainWindow
from cxdesigner.workspace import Workspace
from tests.onboarding import BUY, MAP, OFFER, SERVICE, SIGNING, TRAINING, WELCOME, onboarding
from tests.ui.conftest import Answers, touchpoint


@pytest.mark.slow
@pytest.mark.parametrize("action_id", [action_id for action_id, spec in ACTIONS.items() if spec.submenu != "recent"])
def test_every_action_runs(
    window: MainWindow,
    answers: Answers,
    chosen_file: Callable[[Path | None], None],
    action_id: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: told.append(repr(error)))
    window.desk.select((OFFER,))
    window.desk.plan(_renamed, OFFER)

    window.menus[action_id].trigger()

    assert told == []


@pytest.mark.parametrize("menu", MENUS, ids=lambda menu: str(menu.id))
def test_the_actions_of_a_menu_run_one_after_another_in_the_same_window(
    window: MainWindow,
    answers: Answers,
    chosen_file: Callable[[Path | None], None],
    menu: MenuSpec,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: told.append(repr(error)))

    for spec in menu.actions:
        if spec.submenu != "recent":
            window.desk.open(Workspace.new(onboarding()))
            window.desk.select((OFFER,))
            window.desk.plan(_renamed, OFFER)
            window.menus[spec.id].trigger()

    assert told == []


def _renamed(document: object, record_id: object) -> object:
    from cxdesigner.commands.values import set_value

    return set_value(document, record_id, "title", "Proposal")  # type: ignore[arg-type]


def test_no_key_calls_two_actions() -> None:
    keys = Counter(
        QKeySequence(key).toString()
        for spec in ACTIONS.values()
        for key in (spec.shortcut if isinstance(spec.shortcut, tuple) else (spec.shortcut,))
        if key
    )

    assert [key for key, count in keys.items() if count > 1] == []


def test_no_two_actions_share_an_id() -> None:
    assert len(ACTIONS) == sum(len(menu.actions) for menu in MENUS)


def test_the_menu_bar_names_the_menus_that_are_filled_later() -> None:
    assert {menu.id: menu.text for menu in MENUS} == MENU_TITLES


def test_undo_says_what_it_would_take_back(window: MainWindow) -> None:
    window.desk.select((OFFER,))
    window.menus["edit.duplicate"].trigger()

    window.menus.refresh()

    assert "Undo: " in window.menus["edit.undo"].text().replace("&", "")


def test_undo_is_grey_where_there_is_nothing_to_undo(window: MainWindow) -> None:
    window.menus.refresh()

    assert not window.menus["edit.undo"].isEnabled()


def test_undo_gives_back_what_delete_took(window: MainWindow) -> None:
    before = window.desk.document.copy()
    window.desk.select((SIGNING, WELCOME))

    window.menus["edit.delete"].trigger()
    window.menus["edit.undo"].trigger()

    assert window.desk.document == before


def test_lanes_are_switched_and_the_switch_shows_it(window: MainWindow) -> None:
    window.menus["map.lanes_channel"].trigger()

    assert window.desk.map.lanes is LaneKind.CHANNEL
    assert window.editor().top_bar.lanes.chosen() is LaneKind.CHANNEL
    assert window.view().lanes is LaneKind.CHANNEL


def test_add_touchpoint_comes_after_the_selected_one(window: MainWindow) -> None:
    window.desk.select((OFFER,))

    window.menus["map.add_touchpoint"].trigger()

    added = window.desk.document.find(window.desk.selection[0])
    assert isinstance(added, Touchpoint)
    assert (added.stage_id, added.step) == (BUY, 1)


def test_add_stage_adds_one_at_the_end(window: MainWindow) -> None:
    window.menus["map.add_stage"].trigger()

    assert len(window.desk.document.all(Stage)) == 3


def test_add_team_asks_for_its_name(window: MainWindow, answers: Answers) -> None:
    answers.accepts = True
    answers.act = lambda dialog: dialog.field.setText("Finance")  # type: ignore[attr-defined]

    window.menus["map.add_team"].trigger()

    assert "Finance" in [team.title for team in window.desk.document.all(Team)]


def test_a_name_that_nobody_gave_adds_nothing(window: MainWindow, answers: Answers) -> None:
    window.menus["map.add_channel"].trigger()

    assert window.desk.workspace is not None
    assert window.desk.workspace.history.undo_name() == ""


def test_a_note_is_put_beside_the_selected_card(window: MainWindow) -> None:
    window.desk.select((WELCOME,))

    window.menus["map.add_note"].trigger()

    note = window.desk.document.all(Note)[0]
    assert (note.stage_id, note.step) == (touchpoint(window, WELCOME).stage_id, 0)


def test_a_to_be_map_is_shown_as_soon_as_it_is_started(window: MainWindow) -> None:
    window.menus["map.start_to_be"].trigger()

    assert window.desk.map.kind is MapKind.TO_BE
    assert window.view().map_id == window.desk.map_id


def test_removing_the_map_that_is_shown_shows_another_one(window: MainWindow) -> None:
    window.menus["map.start_to_be"].trigger()

    window.menus["map.remove_map"].trigger()

    assert [map.title for map in maps_of(window.desk.document)] == ["Onboarding"]
    assert window.view().map_id == window.desk.map_id


def test_select_all_selects_every_touchpoint(window: MainWindow) -> None:
    window.menus["edit.select_all"].trigger()

    assert window.desk.selection == (OFFER, SIGNING, WELCOME, TRAINING)


def test_cards_that_were_cut_can_be_pasted_into_the_cell_of_another_one(window: MainWindow) -> None:
    window.desk.select((OFFER,))
    window.menus["edit.cut"].trigger()
    window.desk.select((TRAINING,))

    window.menus["edit.paste"].trigger()

    pasted = window.desk.document.find(window.desk.selection[0])
    assert isinstance(pasted, Touchpoint)
    assert (pasted.title, pasted.step, pasted.team_id) == ("Offer", 1, SERVICE)
    assert OFFER not in window.desk.document


def test_copied_cards_are_lines_of_text_elsewhere(window: MainWindow) -> None:
    window.desk.select((OFFER, WELCOME))

    window.menus["edit.copy"].trigger()

    assert QGuiApplication.clipboard().text() == "Offer – Email – Sales\nWelcome letter – Email – Service"


def test_pasted_lines_become_cards_in_one_step(window: MainWindow) -> None:
    before = window.desk.document.copy()
    QGuiApplication.clipboard().setText("First invoice - Email - Finance\n# a remark\nReview - Phone - Sales")

    window.menus["edit.paste"].trigger()
    added = len(window.desk.document.all(Touchpoint)) - 4
    window.menus["edit.undo"].trigger()

    assert added == 2
    assert window.desk.document == before


def test_an_action_that_may_not_be_used_does_nothing(window: MainWindow) -> None:
    window.desk.select(())
    before = window.desk.document.copy()

    window.menus["edit.delete"].trigger()

    assert window.desk.document == before


def test_the_list_of_keys_names_every_way_to_draw_a_link() -> None:
    keys = [keys for _, rows in groups() for keys, _ in rows]

    assert "Drag the round handle" in keys
    assert "L, then arrows and Enter" in keys


@pytest.mark.parametrize(("action", "place"), [("map.add_stage_before", 0), ("map.add_stage_after", 1)])
def test_a_stage_is_added_beside_the_selected_one(window: MainWindow, action: str, place: int) -> None:
    before = [stage.id for stage in stages_of(window.desk.document, MAP)]
    window.desk.select((before[0],))

    window.menus[action].trigger()

    after = [stage.id for stage in stages_of(window.desk.document, MAP)]
    assert window.desk.selection == (after[place],)
    assert [stage_id for stage_id in after if stage_id in before] == before


def test_deleting_a_stage_selects_the_one_beside_it(window: MainWindow, answers: Answers) -> None:
    answers.accepts = True
    first, second = (stage.id for stage in stages_of(window.desk.document, MAP))
    window.desk.select((first,))

    window.menus["edit.delete"].trigger()

    assert window.desk.selection == (second,)
