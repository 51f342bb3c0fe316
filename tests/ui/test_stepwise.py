"""Work in steps: the window goes on painting, and somebody can stop it between two of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.apart import Cancelled
from cxdesigner.document.refused import Refused
from cxdesigner.ui import stepwise as module
from cxdesigner.ui.dialogs.waiting import WaitingDialog
from cxdesigner.ui.stepwise import stepwise


class Steps:
    """So many steps, which know how far they came and whether they were ended early."""

    def __init__(self, count: int, failure: Exception | None = None) -> None:
        self.done = 0
        self.was_closed = False
        self._count, self._failure = count, failure

    def __iter__(self) -> Iterator[int]:
        try:
            while self.done < self._count:
                self.done += 1
                yield self.done
            if self._failure is not None:
                raise self._failure
        except GeneratorExit:
            self.was_closed = True
            raise


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def told(done: int) -> str:
    return f"{done} steps are done"


def shown() -> list[WaitingDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, WaitingDialog) and one.isVisible()]


def test_all_steps_are_taken_and_what_is_quick_shows_nothing(window: QWidget) -> None:
    steps = Steps(20)

    stepwise(iter(steps), window, "Counting", told)

    assert (steps.done, shown()) == (20, [])


def test_what_takes_long_says_how_far_it_is_and_can_be_stopped(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUIET_MS", 0)
    steps = Steps(10**9)
    said: list[str] = []

    def press_cancel() -> None:
        if not shown() or "steps" not in shown()[0].said.text() or steps.done < 3:
            QTimer.singleShot(5, press_cancel)
            return
        said.append(shown()[0].said.text())
        shown()[0].cancel.click()

    QTimer.singleShot(5, press_cancel)
    with pytest.raises(Cancelled):
        stepwise(iter(steps), window, "Counting", told)

    assert said
    assert shown() == []
    assert steps.was_closed


def test_a_step_that_is_refused_ends_the_work_in_its_own_words(window: QWidget) -> None:
    with pytest.raises(Refused, match="No paper"):
        stepwise(iter(Steps(3, Refused("No paper."))), window, "Counting", told)

    assert shown() == []
