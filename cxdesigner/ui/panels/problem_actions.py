"""What can be done about the chosen problem: mend it, or accept it with the reason why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cxdesigner.commands.fixes import NAMES
from cxdesigner.ui.widgets.label import set_plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cxdesigner.journey.rules import Problem


class _Reason(QLineEdit):
    """Where the reason is written: Enter accepts, Esc closes it."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Why can the room live with it?")
        self.setAccessibleName("Reason for accepting the problem")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class ProblemActions(QWidget):
    """Two quiet buttons below the list, for the problem that is chosen there."""

    fix_asked = Signal(object)
    accepted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._problem: Problem | None = None
        self.fix = QPushButton()
        self.accept = QPushButton("Accept…")
        set_plain_tooltip(self.accept, "Leave this finding out from now on, with the reason why")
        self.reason = _Reason()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.fix)
        buttons.addWidget(self.accept)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 0)
        column.setSpacing(8)
        column.addLayout(buttons)
        column.addWidget(self.reason)
        self.fix.clicked.connect(self._ask_to_fix)
        self.accept.clicked.connect(self._open)
        self.reason.returnPressed.connect(self._accept)
        self.reason.given_up.connect(self._close)
        self.show_problem(None)

    def show_problem(self, problem: Problem | None) -> None:
        """Show what can be done about a problem, or nothing where none is chosen."""
        self._problem = problem
        self.setVisible(problem is not None)
        name = NAMES.get(problem.rule, "") if problem is not None else ""
        self.fix.setText(name)
        self.fix.setVisible(bool(name))
        self._close()

    def _ask_to_fix(self) -> None:
        self.fix_asked.emit(self._problem)

    def _open(self) -> None:
        self.reason.setVisible(True)
        self.reason.setFocus()

    def _close(self) -> None:
        self.reason.clear()
        self.reason.setVisible(False)

    def _accept(self) -> None:
        problem, reason = self._problem, self.reason.text().strip()
        if problem is not None and reason:
            self.accepted.emit(problem, reason)
