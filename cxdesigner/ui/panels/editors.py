"""One editor for each kind of field: it shows a value, tells a new one, and knows nothing of records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesigner.canvas.theme import Theme
from cxdesigner.document.fields import FieldInfo, Kind
from cxdesigner.document.records import LinkKind
from cxdesigner.ui.widgets.combo import Choice, Naming
from cxdesigner.ui.widgets.faces import Faces
from cxdesigner.ui.widgets.segmented import Segmented
from cxdesigner.ui.widgets.tick_box import TickBox
from cxdesigner.ui.widgets.typing import Line, Text

MIXED = "different"
"""What stands in a field whose value is not the same in all selected records."""
WORDS: dict[StrEnum, str] = {LinkKind.RECOVERY: "when it goes wrong"}
"""What a choice is called where its value is no word for people; the key on the poster says the same."""
FEW = 3
"""So many choices are shown side by side; more of them in a list."""


class Editor(QWidget):
    """Shows and tells the value of one field."""

    changed = Signal(object)
    named = Signal(str)
    left = Signal()

    def __init__(self, info: FieldInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.info = info
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        """Show a value without telling anybody."""
        raise NotImplementedError

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Take what can be chosen, where that depends on the document."""

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme, where the editor paints itself."""

    def suggest(self, text: str) -> None:
        """Say in grey what holds as long as nothing is chosen."""

    def settle(self) -> None:
        """Tell what is typed and was not told yet: another record will be shown."""

    def drop_typed(self) -> None:
        """Forget what is typed and was not told yet: its record is gone."""

    def focus(self) -> None:
        """Put the cursor here."""
        (self.focusProxy() or self).setFocus()

    def _hold(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self.setFocusProxy(widget)
        widget.setAccessibleName(self.info.label)


class LineEditor(Editor):
    """A short text. A required one is told only while it says something."""

    def __init__(self, info: FieldInfo, parent: QWidget | None = None) -> None:
        super().__init__(info, parent)
        self._field = Line(self)
        self._field.setMaxLength(info.most_characters)
        self._field.edited.connect(self._tell)
        self._field.left.connect(self._leave)
        self._shown = ""
        self._hold(self._field)

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        self._shown = "" if is_mixed else str(value or "")
        self._field.setPlaceholderText(MIXED if is_mixed else "")
        self._field.show_text(self._shown)

    def set_role(self, role: str) -> None:
        """Let it look otherwise."""
        self._field.setProperty("role", role)

    def _tell(self, text: str) -> None:
        if text.strip() or not self.info.required:
            self._shown = text
            self.changed.emit(text)

    def _leave(self) -> None:
        if self._field.text() != self._shown and not self._field.text().strip():
            self._field.show_text(self._shown)
        self.left.emit()


class TextEditor(Editor):
    """A longer text."""

    def __init__(self, info: FieldInfo, parent: QWidget | None = None) -> None:
        super().__init__(info, parent)
        self._field = Text(self)
        self._field.edited.connect(self._tell)
        self._field.left.connect(self.left)
        self._hold(self._field)

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        self._field.setPlaceholderText(MIXED if is_mixed else "")
        self._field.show_text("" if is_mixed else str(value or ""))

    def _tell(self, text: str) -> None:
        self.changed.emit(text)


class NumberEditor(Editor):
    """A number or nothing. What is not a number yet is not told, and leaves with the focus."""

    def __init__(self, info: FieldInfo, parent: QWidget | None = None) -> None:
        super().__init__(info, parent)
        self._field = Line(self)
        self._field.setMaxLength(24)
        self._field.edited.connect(self._tell)
        self._field.left.connect(self._leave)
        self._shown: object = None
        self._hold(self._field)

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        self._shown = None if is_mixed else value
        self._field.setPlaceholderText(MIXED if is_mixed else "")
        if read_number(self._field.text()) != self._shown or not self._field.hasFocus():
            self._field.show_text(number_text(self._shown))

    def _tell(self, text: str) -> None:
        number = read_number(text)
        if number is None and text.strip():
            return
        if number is not None and not self.info.least <= number <= self.info.most:
            return
        self._shown = number
        self.changed.emit(int(number) if number is not None and self.info.kind is Kind.INTEGER else number)

    def _leave(self) -> None:
        self._field.show_text(number_text(self._shown))
        self.left.emit()


class ChoiceEditor(Editor):
    """One of some words; a few of them stand side by side."""

    def __init__(self, info: FieldInfo, parent: QWidget | None = None, *, may_be_empty: bool = True) -> None:
        super().__init__(info, parent)
        assert info.choices is not None
        words = [(choice, WORDS.get(choice, choice.value)) for choice in info.choices]
        self._field: Segmented | Choice
        if len(words) <= FEW:
            self._field = Segmented(words, name=info.label, may_be_empty=may_be_empty, parent=self)
        else:
            self._field = Choice(self)
            self._field.set_choices([*([(None, "—")] if may_be_empty else []), *words])
        self._field.picked.connect(self._tell)
        self._hold(self._field)

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        if is_mixed and isinstance(self._field, Choice):
            self._field.show_mixed(MIXED)
        else:
            self._field.show_choice(None if is_mixed else value)

    def suggest(self, text: str) -> None:
        if text and isinstance(self._field, Choice):
            self._field.show_mixed(text)

    def _tell(self, value: object) -> None:
        self.changed.emit(value)
        self.left.emit()


class ReferenceEditor(Editor):
    """One of the records of a type, or the name of a new one where names may be new."""

    def __init__(self, info: FieldInfo, parent: QWidget | None = None, *, takes_names: bool) -> None:
        super().__init__(info, parent)
        self._field: Choice = Naming(self) if takes_names else Choice(self)
        self._field.picked.connect(self._tell)
        if isinstance(self._field, Naming):
            self._field.named.connect(self.named)
            self._field.left.connect(self.left)
        self._shown: object = None
        self._is_mixed = False
        self._hold(self._field)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        if list(choices) != self._field.choices():
            self._field.set_choices(choices)

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        self._shown, self._is_mixed = value, is_mixed
        if is_mixed:
            self._field.show_mixed(MIXED)
        else:
            self._field.show_choice(value)

    def _tell(self, value: object) -> None:
        if value != self._shown or self._is_mixed:
            self._shown = value
            self.changed.emit(value)


class YesNoEditor(Editor):
    """A box to tick; its label is its text."""

    def __init__(self, info: FieldInfo, parent: QWidget | None = None) -> None:
        super().__init__(info, parent)
        self._field = TickBox(info.label, self)
        self._field.clicked.connect(self._tell)
        self._hold(self._field)

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        with QSignalBlocker(self._field):
            self._field.setChecked(bool(value) and not is_mixed)
            self._field.setText(f"{self.info.label} ({MIXED})" if is_mixed else self.info.label)

    def _tell(self, is_checked: bool) -> None:
        self.changed.emit(is_checked)
        self.left.emit()


class ScaleEditor(Editor):
    """A step on a scale or none: faces where it begins below zero, figures otherwise."""

    def __init__(self, info: FieldInfo, parent: QWidget | None = None) -> None:
        super().__init__(info, parent)
        self._field: Faces | Segmented
        if info.least < 0:
            self._field = Faces(self)
        else:
            steps = range(int(info.least), int(info.most) + 1)
            self._field = Segmented(
                [(step, str(step)) for step in steps], name=info.label, may_be_empty=True, parent=self
            )
        self._field.picked.connect(self._tell)
        self._hold(self._field)

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        self._field.show_choice(None if is_mixed else value)  # type: ignore[arg-type]

    def set_theme(self, theme: Theme) -> None:
        if isinstance(self._field, Faces):
            self._field.set_theme(theme)

    def _tell(self, value: object) -> None:
        self.changed.emit(value)
        self.left.emit()


def read_number(text: str) -> float | None:
    """Return the number that a text says, with a point or a comma; None where it says none."""
    try:
        number = float(text.replace("−", "-").replace(" ", "").replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) <= 1e9 else None


def number_text(value: object) -> str:
    """Return a number as people write it, and an empty text for none."""
    if not isinstance(value, (int, float)):
        return ""
    return str(int(value)) if float(value).is_integer() else f"{value:.6g}"


EDITORS: dict[Kind, Callable[[FieldInfo, QWidget], Editor]] = {
    Kind.LINE: LineEditor,
    Kind.TEXT: TextEditor,
    Kind.NUMBER: NumberEditor,
    Kind.INTEGER: NumberEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.YES_NO: YesNoEditor,
    Kind.SCALE: ScaleEditor,
}
"""The editor of each kind; references and parts need to know more and are made where they are used."""
