"""Finding words on the map: where they are looked for, and walking from place to place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cxdesigner.commands.values import set_value
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import (
    Clue,
    CustomField,
    ExperienceCell,
    ExperienceRow,
    Link,
    Note,
    Prompt,
    RecordId,
    Team,
)
from cxdesigner.ui.finding import Index, touchpoints_in
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, MAP, OFFER, SIGNING, TRAINING, USE, WELCOME, onboarding


@pytest.fixture
def document() -> Document:
    document = onboarding()
    offer, link = document.touchpoint(OFFER), document.find(RecordId("l2"))
    assert isinstance(link, Link)
    changed = replace(
        offer,
        thinks="Is it worth the price?",
        prompts=(Prompt(id="p", text="Call before noon", proof="A tick in the log"),),
        clues=(Clue(text="Handwritten signature"),),
        custom=(CustomField(title="Cost centre", value="Übersee 42"),),
    )
    document.apply(Change.replacing([(offer, changed), (link, replace(link, condition="If they accept"))]))
    row = ExperienceRow(id=RecordId("row"), title="Hopes", map_id=MAP)
    document.apply(
        Change.adding(
            Note(id=RecordId("note"), text="Ask the lawyers", stage_id=USE),
            row,
            ExperienceCell(id=RecordId("cell"), row_id=row.id, stage_id=BUY, step=1, text="A fair partner"),
        )
    )
    return document


@pytest.mark.parametrize(
    ("words", "record_id", "where"),
    [
        ("welcome", WELCOME, "Touchpoint"),
        ("WORTH price", OFFER, "Customer thinks"),
        ("noon", OFFER, "Prompts"),
        ("tick in the log", OFFER, "Prompts"),
        ("handwritten", OFFER, "Clues"),
        ("ubersee", OFFER, "Cost centre"),
        ("if they accept", "l2", "Condition (link)"),
        ("lawyers", "note", "Note"),
        ("fair partner", "row", "Hopes (row)"),
    ],
)
def test_every_field_of_everything_on_the_map_is_looked_through(
    document: Document, words: str, record_id: str, where: str
) -> None:
    found = Index(document, MAP).find(words)

    assert [(place.record_id, place.where) for place in found] == [(record_id, where)]


def test_a_stage_is_found_once_and_lets_its_touchpoints_stand_out(document: Document) -> None:
    found = Index(document, MAP).find("buy")

    assert [(place.record_id, place.where) for place in found] == [(BUY, "Stage")]
    assert touchpoints_in(document, found) == {BUY, OFFER, SIGNING}


def test_a_team_and_a_channel_are_found_in_their_touchpoints_or_by_themselves_without_any(document: Document) -> None:
    document.apply(Change.adding(Team(id=RecordId("legal"), title="Legal", position=2)))
    index = Index(document, MAP)

    assert [(place.record_id, place.where) for place in index.find("sales")] == [(OFFER, "Team"), (SIGNING, "Team")]
    assert [place.record_id for place in index.find("phone")] == [SIGNING, TRAINING]
    assert [(place.record_id, place.where) for place in index.find("legal")] == [("legal", "Team")]


def test_titles_come_first(document: Document) -> None:
    document.apply(set_value(document, OFFER, "what", "After the training").change)

    found = Index(document, MAP).find("training")

    assert [place.record_id for place in found][:2] == [TRAINING, OFFER]


def test_nothing_that_is_only_white_space_is_looked_for(document: Document) -> None:
    assert Index(document, MAP).find("  ") == []


def test_what_is_found_stands_out_until_esc(window: MainWindow) -> None:
    field, view = window.editor().top_bar.find_field, window.view()
    window.focus_find()

    QTest.keyClicks(field, "welcome")
    assert view.scene_of_map.attention.faded >= {OFFER, SIGNING, TRAINING}
    assert WELCOME not in view.scene_of_map.attention.faded
    assert field._count.text() == "1 of 1 · Touchpoint"
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert not view.scene_of_map.attention.faded
    assert not field.text()


def test_a_longer_word_that_finds_nothing_leaves_no_hit_selected(window: MainWindow) -> None:
    field = window.editor().top_bar.find_field
    window.focus_find()
    QTest.keyClicks(field, "welcome")
    assert window.desk.selection == (WELCOME,)

    QTest.keyClicks(field, "zz")

    assert field._count.text() == "nothing"
    assert window.desk.selection == ()


def test_what_somebody_has_selected_stays_where_nothing_is_found(window: MainWindow) -> None:
    field = window.editor().top_bar.find_field
    window.desk.select((OFFER,))
    window.focus_find()

    QTest.keyClicks(field, "zz")

    assert window.desk.selection == (OFFER,)


def test_f3_steps_on_and_back_from_anywhere(window: MainWindow) -> None:
    field = window.editor().top_bar.find_field
    window.focus_find()
    QTest.keyClicks(field, "ing")
    assert window.desk.selection == (SIGNING,)

    window.step_find(1)
    assert window.desk.selection == (TRAINING,)
    assert field._count.text().startswith("2 of 2")
    window.step_find(1)
    assert window.desk.selection == (SIGNING,)
    window.step_find(-1)
    assert window.desk.selection == (TRAINING,)


def test_after_an_edit_the_next_step_looks_again(window: MainWindow) -> None:
    field = window.editor().top_bar.find_field
    QTest.keyClicks(field, "ing")
    window.desk.plan(set_value, OFFER, "title", "Pricing")

    window.step_find(1)

    assert field._count.text().endswith("of 3 · Touchpoint")


def test_esc_on_the_map_ends_finding_when_nothing_is_selected(window: MainWindow) -> None:
    field, view = window.editor().top_bar.find_field, window.view()
    QTest.keyClicks(field, "welcome")

    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.spotlight.found is not None
    QTest.keyClick(view, Qt.Key.Key_Escape)

    assert not view.scene_of_map.attention.faded
    assert not field.text()
