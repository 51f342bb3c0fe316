"""Work that was restored, and after which the program soon ended, is not opened just so again, and is never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cxdesigner.commands.values import set_value
from cxdesigner.storage.offers import offers
from cxdesigner.storage.settings import data_folder
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.workspace import Workspace
from tests.onboarding import OFFER
from tests.ui.conftest import Answers

ChosenFile = Callable[[Path | None], None]


def title(window: MainWindow) -> str:
    return window.desk.document.title_of(OFFER)


@pytest.fixture
def crashed_twice(window: MainWindow) -> None:
    """Leave work behind that was restored once before, after which the program ended at once."""
    assert window.desk.workspace is not None
    for name in ("Older", "Newer"):
        window.desk.plan(set_value, OFFER, "title", name)
        window.desk.workspace.make_safe_copy()
    window.desk.leave()
    again = Workspace.restore(offers(data_folder())[0])
    for lock in again._copies._locks.values():
        assert lock is not None
        again._copies._fs.close(lock)
    again._copies._locks.clear()


@pytest.mark.parametrize(("answer", "shown"), [("earlier", "Older"), ("again", "Newer")])
def test_work_that_ended_the_program_is_not_opened_just_so_again(
    crashed_twice: None, start: MainWindow, answers: Answers, answer: str, shown: str
) -> None:
    answers.give = answer

    start.filing.restore(start.filing.rescued()[0].offer)

    assert answers.asked == ["The program ended soon after this was restored"]
    assert title(start) == shown


def test_it_can_be_left_or_written_as_a_table_without_opening_it(
    crashed_twice: None, start: MainWindow, answers: Answers, chosen_file: ChosenFile, tmp_path: Path
) -> None:
    chosen_file(tmp_path / "table.csv")
    for answer in ("leave", "table"):
        answers.give = answer
        start.filing.restore(start.filing.rescued()[0].offer)

    assert not start.desk.is_open()
    assert b"Newer" in (tmp_path / "table.csv").read_bytes()
    assert len(start.filing.rescued()) == 1


def test_what_lived_on_for_a_while_is_offered_as_any_other_work(
    crashed_twice: None, start: MainWindow, answers: Answers
) -> None:
    answers.give = "again"
    start.filing.restore(start.filing.rescued()[0].offer)

    start.safety._settled.timeout.emit()
    start.desk.leave()

    assert [offer.tries for offer in offers(data_folder())] == [0]
