"""What can be done about the chosen finding: mend it, go where it is answered, or accept it with the reason why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from cxdesigner.ui.widgets.flow import Flow
from cxdesigner.ui.widgets.label import Label, set_plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cxdesigner.commands.fixes import Remedy
    from cxdesigner.journey.rules import Problem

LONGEST = 44
"""So many characters stand on a button; the tooltip has them all."""
WITHOUT_A_REASON = "Say in a few words why the room can live with it: whoever reads the map later will ask."


class _Reason(QLineEdit):
    """Where the reason is written: Enter accepts, Esc closes it."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Why can the room live with it? Enter accepts")
        self.setAccessibleName("Reason for accepting the problem")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class ProblemActions(QWidget):
    """Quiet buttons below the list, for what is chosen there: one finding, or all that one rule has found."""

    remedy_chosen = Signal(object)
    accepted = Signal(object, str)
    """Findings, and the reason why the room can live with them."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: tuple[Problem, ...] = ()
        self._offered: list[tuple[str, ...]] = []
        self.buttons: list[QPushButton] = []
        """One for each thing that can be done, the most direct first."""
        self.accept = QPushButton("Accept…")
        set_plain_tooltip(self.accept, "Leave this finding out from now on, with the reason why")
        self.reason = _Reason()
        self.why_not = Label("", "caution", wraps=True)
        self._flow = Flow()
        self._flow.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 0)
        column.setSpacing(8)
        column.addLayout(self._flow)
        column.addWidget(self.reason)
        column.addWidget(self.why_not)
        self.accept.clicked.connect(self.open_reason)
        self.reason.returnPressed.connect(self._accept)
        self.reason.textEdited.connect(self.why_not.hide)
        self.reason.given_up.connect(self._close)
        self.show_problems((), ())

    def show_problems(self, problems: Sequence[Problem], remedies: Sequence[Remedy]) -> None:
        """Show what can be done about findings of one rule, or nothing where none are chosen."""
        is_same, self._problems = self._problems == tuple(problems), tuple(problems)
        offered = [(remedy.name, *(choice.name for choice in remedy.choices)) for remedy in remedies]
        if not is_same or offered != self._offered:
            self._offered = offered
            self._show_buttons(remedies)
        self.setVisible(bool(problems))
        if not is_same or not problems:
            self._close()

    def _show_buttons(self, remedies: Sequence[Remedy]) -> None:
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._flow.removeWidget(self.accept)
        self.buttons = [self._button(remedy) for remedy in remedies]
        for button in (*self.buttons, self.accept):
            self._flow.addWidget(button)
        count = len(self._problems)
        self.accept.setText(f"Accept all {count:,}…" if count > 1 else "Accept…")

    def open_reason(self) -> None:
        """Ask for the reason."""
        self.reason.setVisible(True)
        self.reason.setFocus()

    def _button(self, remedy: Remedy) -> QPushButton:
        text = remedy.name if len(remedy.name) <= LONGEST else remedy.name[: LONGEST - 1].rstrip(" “") + "…"
        button = QPushButton(f"{text} …" if remedy.choices else text.replace("&", "&&"), self)
        button.setAccessibleName(remedy.name)
        if text != remedy.name:
            set_plain_tooltip(button, remedy.name)
        if remedy.choices:
            button.clicked.connect(partial(self._offer, button, remedy))
        else:
            button.clicked.connect(partial(self._choose, remedy))
        button.show()
        return button

    def _offer(self, button: QPushButton, remedy: Remedy, _: bool = False) -> None:
        menu = menu_of(remedy, self.remedy_chosen.emit, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _choose(self, remedy: Remedy, _: bool = False) -> None:
        self.remedy_chosen.emit(remedy)

    def _close(self) -> None:
        self.reason.clear()
        self.reason.setVisible(False)
        self.why_not.hide()

    def _accept(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.why_not.setText(WITHOUT_A_REASON)
            self.why_not.show()
        elif self._problems:
            self.accepted.emit(self._problems, reason)


def menu_of(remedy: Remedy, choose: Callable[[Remedy], object], parent: QWidget) -> QMenu:
    """Return the menu of what a remedy offers. Whoever shows it deletes it."""
    menu = QMenu(remedy.name.replace("&", "&&"), parent)
    for choice in remedy.choices:
        menu.addAction(choice.name.replace("&", "&&"), partial(choose, choice))
    return menu
