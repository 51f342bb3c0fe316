"""The rules dialog lists every rule with its reason; what is decided there is in the map, and each change is one step for Undo."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.commands.maps import accept_problem
from cxdesigner.journey.rules import RULES
from cxdesigner.journey.rules.words import COMPANY_WORDS
from cxdesigner.storage.codec import encode
from cxdesigner.ui.dialogs.rules import RULES as RULES_PAGE
from cxdesigner.ui.dialogs.rules import WORDS, RulesDialog
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import MAP, OFFER
from tests.ui.conftest import Answers


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> RulesDialog:
    dialog = RulesDialog(window, window.desk.document, MAP, window.desk.plan)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_each_rule_is_there_with_its_reason_and_its_limit(dialog: RulesDialog) -> None:
    assert list(dialog.rules.rows) == sorted(
        RULES, key=lambda rule: ["error", "warning", "hint"].index(RULES[rule].severity)
    )
    assert {rule for rule, row in dialog.rules.rows.items() if row.limit} == {r.id for r in RULES.values() if r.limit}


def test_a_rule_is_switched_off_and_undo_brings_back_the_same_file(window: MainWindow, dialog: RulesDialog) -> None:
    before = encode(window.desk.document, "test")

    dialog.rules.rows["no-timing"].tick.click()
    off = window.desk.map.rules_off
    window.desk.undo()

    assert off == ("no-timing",)
    assert encode(window.desk.document, "test") == before


def test_a_limit_is_kept_in_the_map_and_the_usual_one_is_none(window: MainWindow, dialog: RulesDialog) -> None:
    spin = dialog.rules.rows["long-wait"].limit
    assert spin is not None
    usual = spin.value()

    spin.setValue(21)
    limits = [(one.rule, one.value) for one in window.desk.map.rule_limits]
    spin.setValue(usual)

    assert limits == [("long-wait", 21.0)]
    assert window.desk.map.rule_limits == ()


def test_what_is_typed_leaves_only_rules_that_say_it(dialog: RulesDialog) -> None:
    QTest.keyClicks(dialog.rules.field, "circle")

    shown = [rule for rule, row in dialog.rules.rows.items() if not row.isHidden()]

    assert shown
    assert all("circle" in f"{RULES[rule].title} {RULES[rule].why} {rule}".lower() for rule in shown)
    assert len(shown) < len(RULES)


def test_an_accepted_finding_is_taken_back(window: MainWindow, dialog: RulesDialog) -> None:
    window.desk.plan(accept_problem, MAP, "no-timing", (OFFER,), "Not now")
    dialog.acceptances.show_map(window.desk.document, window.desk.map)

    dialog.acceptances.buttons[0].click()

    assert window.desk.map.accepted == ()
    assert dialog.acceptances.buttons == []


def test_words_are_kept_when_another_page_is_shown_and_the_usual_list_is_no_list(
    window: MainWindow, dialog: RulesDialog
) -> None:
    dialog.turn_to(WORDS)
    dialog.words.field.setPlainText("hypercare\n\n  boarding pass ")
    dialog.turn_to(RULES_PAGE)
    kept = window.desk.map.company_words
    dialog.words._usual.click()

    assert kept == ("hypercare", "boarding pass")
    assert window.desk.map.company_words == ()
    assert dialog.words.field.toPlainText().splitlines() == list(COMPANY_WORDS)


def test_looking_at_words_changes_nothing(window: MainWindow, dialog: RulesDialog) -> None:
    before = encode(window.desk.document, "test")

    dialog.turn_to(WORDS)
    dialog.close()

    assert encode(window.desk.document, "test") == before


def test_the_list_of_problems_leads_to_the_rules(window: MainWindow, answers: Answers) -> None:
    window.editor().problems_panel()._rules.click()

    assert answers.asked == ["Rules for this map"]
