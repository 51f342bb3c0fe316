"""In the wall dialog one says whose stickers and marks are shown."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from cxdesigner.document.change import Change
from cxdesigner.document.records import Note, RecordId
from tests.onboarding import BUY, SALES, SERVICE
from tests.ui.test_dialogs import Desktop, wall


def test_authors_and_teams_of_the_map_are_offered_and_ordered(qtbot: QtBot) -> None:
    desktop = Desktop(None)
    desktop.document.apply(Change.adding(Note(id=RecordId("n"), text="Why?", stage_id=BUY, author="Ann")))
    wishes = wall(qtbot, desktop).wishes

    wishes.notes_by.show_choice("Ann")
    wishes.of_team.show_choice(SERVICE)

    assert [key for key, _ in wishes.notes_by.choices()] == ["", "Ann"]
    assert [key for key, _ in wishes.of_team.choices()] == [None, SALES, SERVICE]
    assert (wishes.order().notes_by, wishes.order().of_team) == ("Ann", SERVICE)


def test_nothing_can_be_chosen_about_what_is_not_shown(qtbot: QtBot) -> None:
    wishes = wall(qtbot, Desktop(None)).wishes

    first = wishes.notes_by.isEnabled(), wishes.of_team.isEnabled()
    wishes.notes.setChecked(False)

    assert first == (False, True)  # Nobody has written a sticker.
    assert not wishes.of_team.isEnabled()
