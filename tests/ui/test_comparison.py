"""As it is and as it should be, below the map: rows lead to cards, and what is written there is in the document."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxdesigner.commands.removing import remove
from cxdesigner.commands.values import set_value
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import MapKind, RecordId
from cxdesigner.paper import action_pages
from cxdesigner.storage.codec import encode
from cxdesigner.ui.journey_pages import write_action_plan
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.comparison import CURVES, ComparisonPanel
from cxdesigner.ui.panels.comparison_model import COLUMNS
from tests.onboarding import MAP, OFFER, TRAINING, WELCOME

_OWNER = next(place for place, (name, _) in enumerate(COLUMNS) if name == "owner")
_WHAT, _DONE = 1, len(COLUMNS) - 1


@pytest.fixture
def cards(window: MainWindow) -> dict[str, RecordId]:
    """Start a to-be map in which one card goes and two say something else; return its cards by title."""
    window.menus["map.start_to_be"].trigger()
    cards = {tp.title: tp.id for tp in touchpoints_of(window.desk.document, window.desk.map.id)}
    origins = {tp.origin_id: tp.id for tp in touchpoints_of(window.desk.document, window.desk.map.id)}
    window.desk.plan(set_value, origins[OFFER], "what", "By hand")
    window.desk.plan(set_value, origins[WELCOME], "emotion", 2)
    window.desk.plan(remove, (origins[TRAINING],))
    return cards


@pytest.fixture
def panel(window: MainWindow, cards: dict[str, RecordId]) -> ComparisonPanel:
    window.menus.refresh()
    window.menus["map.compare"].trigger()
    return window.editor().comparing.panel()


def test_with_one_map_it_is_said_what_is_missing_and_one_press_makes_it(window: MainWindow) -> None:
    window.menus["map.compare"].trigger()
    (notice,) = window.desk.notices.values()

    assert not window.is_shown("comparison")
    assert notice.text.startswith("There is nothing to compare yet.")
    dict(notice.ways)["Make a to-be map"]()

    assert window.is_shown("comparison")
    assert window.desk.map.kind is MapKind.TO_BE
    assert not window.desk.notices


def test_a_to_be_map_that_is_made_otherwise_takes_the_notice_away(window: MainWindow) -> None:
    window.menus["map.compare"].trigger()

    window.menus["map.start_to_be"].trigger()

    assert not window.desk.notices


def test_on_a_small_screen_the_whole_plan_is_seen_and_the_curves_stand_behind_it(
    window: MainWindow, panel: ComparisonPanel, qtbot: QtBot
) -> None:
    window.resize(1024, 700)
    header = panel.table.horizontalHeader()
    qtbot.waitUntil(lambda: header.length() <= panel.table.viewport().width())
    what = panel.table.columnWidth(_WHAT)

    panel.tabs.button(CURVES).click()

    assert what > 180
    assert panel.curves.isVisible()
    assert not panel.table.isVisible()


def test_the_stages_that_have_no_room_below_the_curves_are_told_under_the_pointer(panel: ComparisonPanel) -> None:
    assert panel.curves._parts
    assert all(stage in panel.curves.toolTip() for stage in panel.curves._parts)


def test_each_difference_has_a_row_and_both_curves_are_there(panel: ComparisonPanel) -> None:
    kinds = [panel.model.step(row).kind for row in range(panel.model.rowCount())]

    assert kinds == ["removed", "changed", "changed"]
    assert len(panel.curves._first) == 4
    assert len(panel.curves._second) == 3


def test_a_row_leads_to_its_card_on_its_map(window: MainWindow, panel: ComparisonPanel) -> None:
    panel.table.setCurrentIndex(panel.model.index(1, _WHAT))
    changed = window.desk.map.id, window.desk.selection
    panel.table.setCurrentIndex(panel.model.index(0, _WHAT))

    assert changed[0] != MAP
    assert window.desk.document.touchpoint(changed[1][0]).origin_id == OFFER
    assert (window.desk.map.id, window.desk.selection) == (MAP, (TRAINING,))
    assert panel.model.rowCount() == 3


def test_an_owner_is_written_into_the_document_and_undone(window: MainWindow, panel: ComparisonPanel) -> None:
    before = encode(window.desk.document, "test")

    panel.model.setData(panel.model.index(1, _OWNER), "Maria")
    shown = panel.model.index(1, _OWNER).data()
    window.desk.undo()

    assert shown == "Maria"
    assert encode(window.desk.document, "test") == before
    assert panel.model.index(1, _OWNER).data() == ""


def test_a_step_is_ticked_off(window: MainWindow, panel: ComparisonPanel) -> None:
    done = panel.model.index(0, _DONE)

    panel.model.setData(done, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)

    assert [action.is_done for action in window.desk.map.actions] == [True]
    assert done.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_words_that_are_those_of_the_comparison_are_not_kept(window: MainWindow, panel: ComparisonPanel) -> None:
    said = panel.model.step(1).said

    panel.model.setData(panel.model.index(1, _WHAT), "Write it by hand")
    panel.model.setData(panel.model.index(1, _WHAT), said)

    assert window.desk.map.actions == ()


def test_cards_of_today_say_what_happens_to_them(window: MainWindow, panel: ComparisonPanel) -> None:
    window.desk.show_map(MAP)
    signs = dict(window.view().scene_of_map.attention.news)
    window.toggle("comparison")

    assert signs == {TRAINING: "goes", OFFER: "changes", WELCOME: "changes"}
    assert window.view().scene_of_map.attention.news == {}


def test_the_list_follows_an_edit(
    window: MainWindow, panel: ComparisonPanel, cards: dict[str, RecordId], qtbot: QtBot
) -> None:
    card = next(
        tp for tp in touchpoints_of(window.desk.document, window.desk.map.id) if tp.origin_id not in (OFFER, WELCOME)
    )

    window.desk.plan(set_value, card.id, "how", "Slowly")

    qtbot.waitUntil(lambda: panel.model.rowCount() == 4)


def test_selecting_a_card_marks_its_row(window: MainWindow, panel: ComparisonPanel) -> None:
    card = panel.model.step(2).touchpoint_id
    assert card is not None

    window.desk.show((card,))

    assert panel.table.currentIndex().row() == 2


@pytest.mark.parametrize(("action", "start"), [("file.plan_pdf", b"%PDF"), ("file.plan_csv", b"\xef\xbb\xbfKind")])
def test_the_action_plan_is_written_from_the_menu(
    window: MainWindow,
    panel: ComparisonPanel,
    chosen_file: Callable[[Path | None], None],
    tmp_path: Path,
    action: str,
    start: bytes,
) -> None:
    path = tmp_path / f"plan.{action[-3:]}"
    chosen_file(path)

    window.menus[action].trigger()

    assert path.read_bytes().startswith(start)


def test_the_pages_of_the_action_plan_are_set_beside_the_window(
    window: MainWindow, panel: ComparisonPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def set_pages(*_: object, **__: object) -> bytes:
        threads.append(threading.current_thread())
        return b"%PDF-"

    monkeypatch.setattr(action_pages, "write_action_plan", set_pages)
    monkeypatch.setattr(window.filing, "ask_where", lambda *_: tmp_path / "plan.pdf")

    assert write_action_plan(window.desk, window.filing, ".pdf")

    assert (tmp_path / "plan.pdf").read_bytes() == b"%PDF-"
    (thread,) = threads
    assert thread is not threading.main_thread()


def test_undoing_the_to_be_map_closes_the_comparison(window: MainWindow, panel: ComparisonPanel) -> None:
    for _ in range(4):
        window.desk.undo()

    assert not window.is_shown("comparison")
