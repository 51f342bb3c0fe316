"""Short questions and answers in a window of their own, in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cxdesigner.ui.widgets.label import Label


class Answer(NamedTuple):
    """One way to answer: its key, its text, and whether it is the one that Enter gives."""

    key: str
    text: str
    is_default: bool = False
    is_primary: bool = False


class Question(QDialog):
    """A sentence, an explanation, and a button for each answer. Closing it answers with an empty text."""

    def __init__(self, parent: QWidget | None, title: str, text: str, answers: Sequence[Answer]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.answer = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Label(title, "heading", wraps=True))
        told = Label(text, wraps=True)
        told.setMinimumWidth(400)
        column.addWidget(told)
        column.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for answer in answers:
            row.addWidget(self._button(answer))
        column.addLayout(row)

    def _button(self, answer: Answer) -> QPushButton:
        button = QPushButton(answer.text)
        button.setAutoDefault(answer.is_default)
        button.setDefault(answer.is_default)
        if answer.is_primary:
            button.setProperty("role", "primary")
        button.clicked.connect(partial(self._take, answer.key))
        return button

    def _take(self, key: str) -> None:
        self.answer = key
        self.accept()


def ask(parent: QWidget | None, title: str, text: str, answers: Sequence[Answer]) -> str:
    """Ask and return the key of the answer, or an empty text where the question was closed."""
    question = Question(parent, title, text, answers)
    try:
        question.exec()
        return question.answer
    finally:
        question.deleteLater()


def say(parent: QWidget | None, title: str, text: str) -> None:
    """Tell something that has to be read before going on."""
    ask(parent, title, text, (Answer("ok", "OK", is_default=True, is_primary=True),))


class NameQuestion(QDialog):
    """A field for a name, and the button that takes it."""

    def __init__(self, parent: QWidget | None, title: str, text: str, button: str, name: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.field = QLineEdit(name)
        self.field.setAccessibleName(title)
        self.field.setMinimumWidth(340)
        self.field.textChanged.connect(self._follow)
        self._take = QPushButton(button)
        self._take.setDefault(True)
        self._take.setProperty("role", "primary")
        self._take.clicked.connect(self.accept)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Label(title, "heading"))
        column.addWidget(Label(text, "detail", wraps=True))
        column.addWidget(self.field)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._take)
        column.addLayout(row)
        self._follow(name)

    def _follow(self, name: str) -> None:
        self._take.setEnabled(bool(name.strip()))


def ask_name(parent: QWidget | None, title: str, text: str, button: str, name: str = "") -> str:
    """Ask for a name and return it, or an empty text where nobody gave one."""
    question = NameQuestion(parent, title, text, button, name)
    try:
        return question.field.text().strip() if question.exec() else ""
    finally:
        question.deleteLater()
