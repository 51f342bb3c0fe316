"""Something takes a while: what it is, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.widgets.label import Label


class WaitingDialog(Dialog):
    """A bar that moves, and a button. Esc, the button and the cross of the window all reject it."""

    def __init__(self, parent: QWidget | None, title: str, said: str = "") -> None:
        super().__init__(parent, title, "What is open stays as it is until this is done.")
        self.setModal(True)
        self.setMinimumWidth(420)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.body.addWidget(self.bar)
        self.said = Label(said or "It begins …", "detail", wraps=True)
        self.body.addWidget(self.said)
        self.cancel = self.add_close("Cancel")
        self.cancel.setDefault(True)

    def say(self, sentence: str) -> None:
        """Tell how far it is."""
        self.said.setText(sentence)

    def close(self) -> bool:
        """Go away, because it is done; nothing is rejected."""
        self.blockSignals(True)
        self.hide()
        self.deleteLater()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.accept()
