"""The list of problems follows the map, shows where, and lets rules be switched off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.commands.maps import set_rule
from cxdesigner.commands.values import set_values
from cxdesigner.journey.rules import Problem, Severity
from cxdesigner.journey.rules.found import worst_by_record
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.problem_model import PROBLEM, Group, ProblemModel
from tests.onboarding import OFFER, SIGNING, TRAINING, WELCOME


def found(rule: str, severity: Severity, *record_ids: str) -> Problem:
    return Problem(rule, severity, f"{rule} of {record_ids}", tuple(record_ids))  # type: ignore[arg-type]


def rows(window: MainWindow) -> list[Problem | Group]:
    model = window.editor().problems_panel().view.model()
    return [model.index(row, 0).data(PROBLEM) for row in range(model.rowCount())]


def test_the_gravest_problems_come_first() -> None:
    model = ProblemModel()

    model.show_problems([found("a", Severity.HINT, "1"), found("b", Severity.ERROR, "2")], {})

    assert [model.index(row, 0).data(PROBLEM).rule for row in range(2)] == ["b", "a"]


def test_many_findings_of_one_rule_stand_behind_one_row_that_opens() -> None:
    model = ProblemModel()
    model.show_problems([found("a", Severity.HINT, str(n)) for n in range(5)], {"a": "Nothing yet"})
    closed = model.rowCount()

    model.toggle(model.index(0, 0).data(PROBLEM))

    assert (closed, model.rowCount()) == (1, 6)
    assert model.index(0, 0).data() == "Nothing yet (5)"


def test_a_record_is_marked_with_the_gravest_that_was_found_about_it() -> None:
    problems = [found("b", Severity.ERROR, "x"), found("c", Severity.WARNING, "y"), found("a", Severity.HINT, "x")]

    assert worst_by_record(problems) == {"x": "error", "y": "warning"}


def test_the_list_follows_an_edit_after_a_moment(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.check()
    before = [row.rule for row in rows(window)]

    window.desk.plan(set_values, (OFFER, SIGNING, WELCOME, TRAINING), "when", "next day")
    qtbot.waitUntil(lambda: "no-timing" not in [row.rule for row in rows(window)], timeout=5_000)

    assert "no-timing" in before


def test_a_click_shows_and_selects_the_card(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.plan(set_values, (SIGNING, WELCOME, TRAINING), "when", "next day")
    window.desk.check()
    panel = window.editor().problems_panel()
    row = next(number for number, row in enumerate(rows(window)) if row.rule == "no-timing")
    place = panel.view.visualRect(panel.view.model().index(row, 0)).center()

    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert window.desk.selection == (OFFER,)
    assert window.view().selection == (OFFER,)


def test_a_finding_about_two_cards_brings_both_into_view_and_the_next_one_comes_near_again(window: MainWindow) -> None:
    window.resize(1024, 700)
    view = window.view()
    view.actual_size()

    window.desk.show_together((OFFER, TRAINING))
    stepped_back, seen = view.viewpoint.zoom, view.visible_rect()
    window.desk.show_together((OFFER,))

    for card_id in (OFFER, TRAINING):
        card = view.plan.card(card_id)
        assert card is not None
        assert seen.contains(QRectF(*card.rect))
    assert stepped_back < 1
    assert view.viewpoint.zoom == 1


def test_a_rule_is_switched_off_in_the_document_and_on_again(window: MainWindow) -> None:
    window.desk.check()
    panel = window.editor().problems_panel()
    row = next(number for number, row in enumerate(rows(window)) if row.rule == "no-timing")

    menu = panel.menu_for(panel.view.model().index(row, 0))
    menu.actions()[-1].trigger()
    window.desk.check()
    off = window.desk.map.rules_off, [row.rule for row in rows(window)]
    window.desk.plan(set_rule, window.desk.map_id, "no-timing", True)
    window.desk.check()

    assert off[0] == ("no-timing",)
    assert "no-timing" not in off[1]
    assert window.desk.map.rules_off == ()
    assert "no-timing" in [row.rule for row in rows(window)]


def test_the_number_of_problems_is_the_same_wherever_it_is_said(window: MainWindow) -> None:
    window.toggle("problems")
    window.desk.check()
    assert window.desk.workspace is not None
    count = len(window.desk.workspace.problems)

    said = window.editor().status._problems.text(), window.editor().problems_panel()._count.text()

    assert said[0] == f"{count} problems"
    assert said[1].startswith(f"{count} problems · ")


def test_the_problems_are_marked_on_the_cards(window: MainWindow) -> None:
    window.desk.check()

    assert window.view().scene_of_map.attention.problems[OFFER] == "warning"
