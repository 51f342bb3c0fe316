"""The ways of customers in the window: choosing one lights it up, and one walks along it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesigner.commands.links import add_link
from cxdesigner.commands.values import set_value
from cxdesigner.document.records import LinkKind, RecordId
from cxdesigner.ui.dialogs.story import StoryDialog
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.paths import FIGURES, PathsPanel
from tests.onboarding import OFFER, SIGNING, TRAINING, WELCOME
from tests.ui.conftest import Answers


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> PathsPanel:
    """Return the panel with the ways of the small map, in which one may go from the offer straight to the training."""
    window.desk.plan(add_link, OFFER, TRAINING, LinkKind.BRANCH, "we know it")
    window.menus["view.panel_paths"].trigger()
    panel = window.editor().wayfinding.panel
    assert panel is not None
    qtbot.waitUntil(lambda: bool(panel.offered()), timeout=20_000)
    return panel


def choose(panel: PathsPanel, title: str) -> None:
    texts = [text for _, text in panel.ways.choices()]
    place = next(n for n, text in enumerate(texts) if text.startswith(title))
    panel.ways.setCurrentIndex(place)
    panel.ways.activated.emit(place)


def faded(window: MainWindow) -> set[RecordId]:
    return {OFFER, SIGNING, WELCOME, TRAINING} & window.view().scene_of_map.attention.faded


def test_the_panel_lists_the_ways_that_people_ask_for_and_then_all(panel: PathsPanel) -> None:
    titles = [way.title for way in panel.offered()]

    assert titles[:4] == [
        "The likeliest way",
        "The shortest way",
        "The way with most handoffs",
        "The way with the deepest lows",
    ]
    assert titles[-2:] == ["Way 1", "Way 2"]
    assert panel.ways.itemText(0) == "The whole map"
    assert panel.ways.itemText(2) == "The shortest way · 50 % · 2 touchpoints · 1 handoff · emotion +2"


def test_choosing_a_way_lights_it_up_and_the_rest_fades(window: MainWindow, panel: PathsPanel) -> None:
    choose(panel, "The shortest way")

    assert faded(window) == {SIGNING, WELCOME}
    attention = window.view().scene_of_map.attention
    assert "l1" in attention.faded
    assert len(attention.walked) == 1
    assert [row.text for row in panel.story.rows()] == [
        "By email, Sales sends me “Offer”.",
        "If we know it, I now speak with Service on the phone: “Training”.",
    ]


def test_choosing_a_way_goes_there_and_choosing_the_whole_map_lets_everything_stand_out_again(
    window: MainWindow, panel: PathsPanel
) -> None:
    view = window.view()
    view.actual_size()
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    choose(panel, "The shortest way")
    seen = view.visible_rect()

    choose(panel, "The whole map")

    for card_id in (OFFER, TRAINING):
        card = view.plan.card(card_id)
        assert card is not None
        assert seen.contains(QRectF(*card.rect))
    assert not faded(window)


def test_the_story_has_the_room_and_what_to_expect_stands_behind_it(window: MainWindow, panel: PathsPanel) -> None:
    choose(panel, "The likeliest way")
    story_height = panel.story.height()

    panel.tabs.button(FIGURES).click()

    assert story_height > panel.height() / 2
    assert panel.figures.isVisible()
    assert not panel.story.isVisible()


def test_one_walks_along_a_way_with_keys_and_buttons_and_the_line_says_where_one_is(
    window: MainWindow, panel: PathsPanel
) -> None:
    choose(panel, "The shortest way")

    window.menus["view.way_on"].trigger()
    assert window.desk.selection == (OFFER,)
    panel._next.click()
    assert window.desk.selection == (TRAINING,)
    assert panel.story.currentIndex().row() == 1
    assert window.editor().lighting.bar._walked.text() == "The shortest way · 2 of 2"
    window.menus["view.way_back"].trigger()

    assert window.desk.selection == (OFFER,)


def test_the_arrows_in_the_story_walk_along_the_way(window: MainWindow, panel: PathsPanel) -> None:
    choose(panel, "The shortest way")
    panel.story.setCurrentIndex(panel.story.model().index(0, 0))

    QTest.keyClick(panel.story, Qt.Key.Key_Down)

    assert window.desk.selection == (TRAINING,)


def test_tab_on_the_map_follows_the_way(window: MainWindow, panel: PathsPanel) -> None:
    choose(panel, "The shortest way")
    window.view().setFocus()
    window.desk.select((OFFER,))

    assert window.view().focusNextPrevChild(True)

    assert window.desk.selection == (TRAINING,)
    assert not window.view().walker.follow_link(1)


def test_esc_on_the_map_lets_everything_stand_out_again(window: MainWindow, panel: PathsPanel) -> None:
    window.desk.select(())
    choose(panel, "The shortest way")

    QTest.keyClick(window.view(), Qt.Key.Key_Escape)

    assert not faded(window)
    assert not panel.story.rows()
    assert window.editor().lighting.bar.isHidden()


def test_a_story_is_copied_as_text(window: MainWindow, panel: PathsPanel) -> None:
    choose(panel, "The shortest way")

    panel._copy.click()

    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].startswith("The shortest way (50 % of customers")
    assert lines[1:] == [row.text for row in panel.story.rows()]


def test_a_story_is_saved_as_pdf(
    window: MainWindow, panel: PathsPanel, answers: Answers, chosen_file, tmp_path: Path
) -> None:
    choose(panel, "The shortest way")
    chosen_file(tmp_path / "story.pdf")

    def save(dialog: object) -> None:
        assert isinstance(dialog, StoryDialog)
        dialog.save_pdf()

    answers.act = save
    panel._save.click()

    assert answers.asked == ["Story of a customer"]
    assert (tmp_path / "story.pdf").read_bytes().startswith(b"%PDF")


def test_what_one_customer_may_expect_stands_in_the_same_panel_and_a_click_shows_where(
    window: MainWindow, panel: PathsPanel
) -> None:
    texts = [row.text for row in panel.figures.rows()]

    assert texts[0] == "One customer meets 3.0 touchpoints and is handed on 1.0 times on average."
    assert "Nobody has said how many customers go which way; so they are split evenly at “Offer”." in texts
    welcome = next(row for row in panel.figures.rows() if row.text == "Welcome letter")
    assert welcome.detail == "met 0.50 times on average"
    panel.figures.setCurrentIndex(panel.figures.model().index(panel.figures.rows().index(welcome), 0))

    assert window.desk.selection == (WELCOME,)


def test_the_ways_follow_an_edit_while_somebody_looks_and_the_chosen_one_stays(
    window: MainWindow, panel: PathsPanel, qtbot: QtBot
) -> None:
    choose(panel, "The likeliest way")

    window.desk.plan(set_value, SIGNING, "title", "Handshake")
    qtbot.waitUntil(lambda: any("Handshake" in row.text for row in panel.figures.rows()), timeout=20_000)

    assert window.view().spotlight.way is not None
    assert window.view().spotlight.way.title == "The likeliest way"


def test_nothing_is_looked_for_while_nobody_looks(window: MainWindow, panel: PathsPanel) -> None:
    window.menus["view.panel_details"].trigger()

    window.desk.plan(set_value, SIGNING, "title", "Handshake")

    assert not window.editor().wayfinding._clock.isActive()


def test_a_map_without_a_way_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    from cxdesigner.commands.removing import remove

    window.desk.plan(remove, tuple(RecordId(name) for name in (OFFER, SIGNING, WELCOME, TRAINING)))
    window.menus["view.panel_paths"].trigger()
    panel = window.editor().wayfinding.panel
    assert panel is not None

    qtbot.waitUntil(lambda: "Draw links" in panel._empty.text(), timeout=20_000)


def test_a_story_of_a_map_without_ways_is_refused_with_the_reason(window: MainWindow, answers: Answers) -> None:
    from cxdesigner.commands.removing import remove

    window.desk.plan(remove, (OFFER, SIGNING, WELCOME, TRAINING))
    window.menus["file.story"].trigger()

    assert not answers.asked
    assert window.editor()._toast is not None
