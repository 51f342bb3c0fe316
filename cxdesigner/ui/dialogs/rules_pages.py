"""The pages of the rules dialog: every rule with why it matters, what was accepted, and the words that customers do not use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from cxdesigner.document.document import Document
from cxdesigner.document.records import Map
from cxdesigner.journey.rules import RULES, Rule, Severity, limit_of
from cxdesigner.journey.rules.found import listed
from cxdesigner.journey.rules.words import COMPANY_WORDS
from cxdesigner.ui.panels.problems import paint_mark
from cxdesigner.ui.widgets.label import Label
from cxdesigner.ui.widgets.tick_box import TickBox

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_GROUPS = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.HINT: "Hints"}
_ABOUT = {
    Severity.ERROR: "What breaks the journey",
    Severity.WARNING: "Gaps in it",
    Severity.HINT: "Work that is still to do",
}


class Mark(QWidget):
    """The mark of a severity, by its shape."""

    def __init__(self, severity: str) -> None:
        super().__init__()
        self._severity = severity
        self.setFixedSize(QSize(20, 20))
        self.setAccessibleName(severity)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self.palette().color(QPalette.ColorRole.WindowText).name()
        paint_mark(painter, self._severity, QPoint(10, 10), color)
        painter.end()


class RuleRow(QWidget):
    """One rule: on or off, why it matters, and its limit where it has one."""

    switched = Signal(str, bool)
    limited = Signal(str, object)

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self.rule = rule
        self.tick = TickBox(rule.title.replace("&", "&&"))
        self.tick.toggled.connect(partial(self.switched.emit, rule.id))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Mark(str(rule.severity)))
        row.addWidget(self.tick, 1)
        self.limit: QSpinBox | None = None
        if rule.limit is not None:
            self.limit = self._made_limit(row)
        why = Label(rule.why, "detail", wraps=True)
        why.setContentsMargins(49, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 12, 6)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(why)

    def _made_limit(self, row: QHBoxLayout) -> QSpinBox:
        limit = self.rule.limit
        assert limit is not None
        spin = QSpinBox()
        spin.setRange(limit.least, limit.most)
        spin.setAccessibleName(f"{self.rule.title}: more than so many {limit.words}")
        spin.setKeyboardTracking(False)
        spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        spin.setFixedWidth(56)
        spin.valueChanged.connect(self._tell_limit)
        row.addWidget(Label("more than", "detail"))
        row.addWidget(spin)
        row.addWidget(Label(f"{limit.words} (usually {limit.default})", "detail"))
        return spin

    def show_map(self, map: Map) -> None:
        """Show what a map says about the rule."""
        with QSignalBlocker(self.tick):
            self.tick.setChecked(self.rule.id not in map.rules_off)
        if self.limit is not None:
            with QSignalBlocker(self.limit):
                self.limit.setValue(int(limit_of(map, self.rule)))
            self.limit.setEnabled(self.tick.isChecked())

    def says(self, words: str) -> bool:
        """Tell whether title or reason hold these words."""
        return words.casefold() in f"{self.rule.title} {self.rule.why} {self.rule.id}".casefold()

    def _tell_limit(self, value: int) -> None:
        assert self.rule.limit is not None
        self.limited.emit(self.rule.id, None if value == self.rule.limit.default else value)


class RulesPage(QWidget):
    """All rules by how much they matter; what is typed at the top leaves only those that say it."""

    switched = Signal(str, bool)
    limited = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find a rule …")
        self.field.setAccessibleName("Find a rule")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.look_for)
        self.rows: dict[str, RuleRow] = {}
        self._heads: dict[Severity, Label] = {}
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for severity, title in _GROUPS.items():
            self._heads[severity] = Label(f"{title}: {_ABOUT[severity][:1].lower()}{_ABOUT[severity][1:]}", "heading")
            self._heads[severity].setContentsMargins(0, 12, 0, 4)
            rows.addWidget(self._heads[severity])
            for rule in RULES.values():
                if rule.severity is severity:
                    row = self.rows[rule.id] = RuleRow(rule)
                    row.switched.connect(self.switched)
                    row.limited.connect(self.limited)
                    rows.addWidget(row)
        rows.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.field)
        column.addWidget(_scrolled(inside), 1)

    def show_map(self, map: Map) -> None:
        """Show which rules are on, and their limits."""
        for row in self.rows.values():
            row.show_map(map)

    def look_for(self, words: str) -> None:
        """Show only rules that say something."""
        for row in self.rows.values():
            row.setVisible(row.says(words.strip()))
        for severity, head in self._heads.items():
            head.setVisible(any(row.says(words.strip()) for row in self.rows.values() if row.rule.severity is severity))


class AcceptedPage(QWidget):
    """What the room can live with, and why; each can be taken back."""

    taken_back = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._inside = QWidget()
        self._grid: QGridLayout | None = None
        self._area = _scrolled(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._area, 1)

    def show_map(self, document: Document, map: Map) -> None:
        """Show what was accepted on a map, in the order in which it was."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        self.buttons = []
        for place, one in enumerate(map.accepted):
            rule = RULES.get(one.rule)
            titles = [document.title_of(i, "untitled") for i in one.record_ids if i in document]
            what = listed(titles) if titles else "what it was about is gone"
            said = Label(f"{rule.title if rule else one.rule}: {what}", "bold", wraps=True)
            reason = Label(f"Reason: {one.reason or 'none was given'}", "detail", wraps=True)
            button = QPushButton("Take back")
            button.setAccessibleName(f"Take back: {said.text()}")
            button.clicked.connect(partial(self._take_back, place))
            self.buttons.append(button)
            grid.addWidget(said, 2 * place, 0)
            grid.addWidget(reason, 2 * place + 1, 0)
            grid.addWidget(button, 2 * place, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        if not map.accepted:
            words = "Nothing yet. Choose a problem in the list and press “Accept…”, with the reason why."
            grid.addWidget(Label(words, "detail", wraps=True), 0, 0)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(inside)

    def _take_back(self, place: int, _: bool = False) -> None:
        self.taken_back.emit(place)


class WordsPage(QWidget):
    """The words that companies say and customers do not, one a line."""

    said = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.field = QPlainTextEdit()
        self.field.setAccessibleName("Company language, one word or phrase a line")
        self._usual = QPushButton("Take the usual list again")
        self._usual.setProperty("role", "link")
        self._usual.clicked.connect(self._take_usual)
        self._known: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        about = (
            "Words that customers do not use, one a line. They are looked for in what the customer reads and hears. "
            "An empty list is the usual one; to look for none, switch the rule off."
        )
        column.addWidget(Label(about, "detail", wraps=True))
        column.addWidget(self.field, 1)
        row = QHBoxLayout()
        row.addWidget(self._usual)
        row.addStretch(1)
        column.addLayout(row)

    def show_map(self, map: Map) -> None:
        """Show the words of a map, or the usual ones."""
        words = map.company_words or COMPANY_WORDS
        self._usual.setEnabled(bool(map.company_words))
        if words != self._known:
            self._known = words
            self.field.setPlainText("\n".join(words))

    def tell(self) -> None:
        """Tell the words, where somebody has changed them."""
        words = tuple(line.strip() for line in self.field.toPlainText().splitlines() if line.strip())
        if words != self._known:
            self.said.emit(() if words == COMPANY_WORDS else words)

    def _take_usual(self) -> None:
        self.field.setPlainText("\n".join(COMPANY_WORDS))
        self.tell()


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
