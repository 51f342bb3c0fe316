"""The first page: what to do first, maps to begin with, and what was open lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cxdesigner.document.text import shown_name
from cxdesigner.ui.fetching import files_there
from cxdesigner.ui.widgets.columns import empty
from cxdesigner.ui.widgets.label import ElidedLabel, Label, set_plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from cxdesigner.ui.rescue import Rescued

FIRST = "1.  Take a template, a blank map, or drop a table (CSV) or a map onto this window."
THEN = "2.  Type what happens as it is said, one line a touchpoint; drag the cards until everybody nods."
PICTURE = QSize(264, 132)
COLUMNS = 3
RECENT_SHOWN = 7
WIDEST = 1360
"""In wider windows the page stands in the middle."""

WORK_PICTURE = QSize(96, 64)

Draw = Callable[[str, QSize, float], QPixmap]
DrawWork = Callable[["Rescued", QSize, float], QPixmap | None]


class TemplateCard(QPushButton):
    """A picture of a template with its title and one sentence; the picture is drawn when there is time."""

    def __init__(self, name: str, title: str, about: str) -> None:
        super().__init__()
        self.name = name
        self._picture: QPixmap | None = None
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setAutoDefault(False)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(12, PICTURE.height() + 20, 12, 12)
        column.setSpacing(4)
        for label in (Label(title, "bold", wraps=True), Label(about, "small", wraps=True)):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch(1)
        self.setFixedWidth(PICTURE.width() + 24)
        self.setMinimumHeight(PICTURE.height() + 96)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def has_picture(self) -> bool:
        return self._picture is not None

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show a picture, or leave its place empty."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(PICTURE.width() + 24, self._column.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._picture is not None:
            painter = QPainter(self)
            painter.drawPixmap(12, 12, self._picture)
            painter.end()


class Welcome(QScrollArea):
    """Shows templates and recent files, and tells what is chosen."""

    blank_asked = Signal()
    open_asked = Signal()
    template_picked = Signal(str)
    file_picked = Signal(object)
    back_asked = Signal()
    restored = Signal(object)
    thrown_away = Signal(object)

    def __init__(self, draw: Draw, draw_work: DrawWork) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setWidgetResizable(True)
        self._draw = draw
        self._draw_work = draw_work
        self._works_to_draw: list[tuple[Label, Rescued]] = []
        self._cards: list[TemplateCard] = []
        self._to_draw: list[TemplateCard] = []
        self._clock = QTimer(self)
        self._clock.setInterval(30)
        self._clock.timeout.connect(self._draw_next)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._files = QVBoxLayout()
        self._files.setSpacing(0)
        self._rescued = QVBoxLayout()
        self._rescued.setSpacing(0)
        self._back = QPushButton("Back to the map")
        self._back.setProperty("role", "link")
        self._back.clicked.connect(self._ask_back)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(Label("CX Designer", "huge"))
        head.addSpacing(4)
        head.addWidget(Label(FIRST, "strong", wraps=True))
        head.addWidget(Label(THEN, "strong", wraps=True))
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(Label("Begin with a template", "heading"))
        left.addLayout(self._grid)
        left.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(48)
        body.addLayout(left)
        body.addLayout(self._right(), 1)
        body.addStretch(0)
        page = QWidget()
        page.setMaximumWidth(WIDEST)
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 36, 48, 36)
        column.setSpacing(28)
        column.addLayout(head)
        column.addLayout(body, 1)
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(page, 1_000)
        across.addStretch(1)
        self.setWidget(inside)

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(Label("Or begin with your own", "heading"))
        right.addSpacing(4)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        blank = QPushButton("Blank map")
        blank.setProperty("role", "primary")
        blank.clicked.connect(self._ask_blank)
        other = QPushButton("Open…")
        other.clicked.connect(self._ask_open)
        buttons.addWidget(blank)
        buttons.addWidget(other)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        right.addLayout(buttons)
        right.addLayout(self._rescued)
        right.addSpacing(20)
        self._recent_title = Label("Opened lately", "heading")
        right.addWidget(self._recent_title)
        right.addLayout(self._files)
        right.addStretch(1)
        return right

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_templates(self, templates: Sequence[tuple[str, str, str]]) -> None:
        """Offer templates: (name, title, about)."""
        for number, (name, title, about) in enumerate(templates):
            card = TemplateCard(name, title, about)
            card.clicked.connect(partial(self._pick_template, name))
            self._cards.append(card)
            self._grid.addWidget(card, number // COLUMNS, number % COLUMNS, Qt.AlignmentFlag.AlignTop)
        self._draw_missing()

    def show_recent(self, files: Sequence[Path]) -> None:
        """Offer files; one that is not there any more is grey and does nothing."""
        empty(self._files)
        self._recent_title.setVisible(bool(files))
        there = files_there(files[:RECENT_SHOWN])
        for path in files[:RECENT_SHOWN]:
            self._files.addWidget(self._file_row(path, is_there=path in there))

    def show_rescued(self, offers: Sequence[Rescued]) -> None:
        """Offer work that was not saved when the program ended."""
        empty(self._rescued)
        self._works_to_draw.clear()
        if offers:
            self._rescued.addSpacing(16)
            self._rescued.addWidget(Label("Not saved last time", "heading"))
            for work in offers[:RECENT_SHOWN]:
                self._rescued.addWidget(self._rescued_row(work))
        self._draw_missing()

    def _rescued_row(self, work: Rescued) -> QWidget:
        row = QWidget()
        whole = QHBoxLayout(row)
        whole.setContentsMargins(8, 6, 0, 10)
        whole.setSpacing(12)
        picture = Label()
        picture.setFixedSize(WORK_PICTURE)
        self._works_to_draw.append((picture, work))
        whole.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(0)
        whole.addLayout(told, 1)
        across = QHBoxLayout()
        across.setSpacing(8)
        for label in (ElidedLabel(work.title, "bold"), ElidedLabel(work.about, "small")):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            told.addWidget(label)
        for text, pick in (("Restore", self._pick_offer), ("Throw away", self._throw_away)):
            button = QPushButton(text)
            button.setProperty("role", "link" if text == "Throw away" else "")
            button.setAccessibleName(f"{text} “{work.title}”, {work.about}")
            button.clicked.connect(partial(pick, work.offer))
            across.addWidget(button)
        across.addStretch(1)
        told.addSpacing(4)
        told.addLayout(across)
        row.setMinimumWidth(220)
        row.setMaximumWidth(420)
        return row

    def show_back(self, is_shown: bool) -> None:
        """Show the way back to the map that is open."""
        self._back.setVisible(is_shown)

    def redraw(self) -> None:
        """Draw the pictures again, in other colours."""
        for card in self._cards:
            card.show_picture(None)
        self._draw_missing()

    def cards(self) -> list[TemplateCard]:
        """Return the cards of the templates."""
        return list(self._cards)

    def _file_row(self, path: Path, *, is_there: bool) -> QPushButton:
        row = QPushButton()
        row.setProperty("role", "file")
        row.setEnabled(is_there)
        row.setAutoDefault(False)
        title = shown_name(path.name)
        row.setAccessibleName(title if is_there else f"{title}, not there any more")
        inside = QVBoxLayout(row)
        inside.setContentsMargins(8, 4, 8, 4)
        inside.setSpacing(0)
        folder = shown_name(str(path.parent)) if is_there else "not there any more"
        for label in (ElidedLabel(title, "bold" if is_there else "detail"), ElidedLabel(folder, "small")):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            inside.addWidget(label)
        row.setMinimumWidth(220)
        row.setMaximumWidth(420)
        row.clicked.connect(partial(self._pick_file, path))
        set_plain_tooltip(row, shown_name(str(path)))
        return row

    def _draw_next(self) -> None:
        """Draw one picture; the window stays alive between two of them. One that fails is not tried again and again."""
        dots = self.devicePixelRatioF()
        if self._to_draw:
            card = self._to_draw.pop(0)
            card.show_picture(self._draw(card.name, PICTURE, dots))
        elif self._works_to_draw:
            label, work = self._works_to_draw.pop(0)
            drawn = self._draw_work(work, WORK_PICTURE, dots)
            if drawn is not None:
                label.setPixmap(drawn)
        else:
            self._clock.stop()

    def _draw_missing(self) -> None:
        self._to_draw = [card for card in self._cards if not card.has_picture()]
        if self._to_draw or self._works_to_draw:
            self._clock.start()

    def hideEvent(self, event: object) -> None:
        self._clock.stop()

    def showEvent(self, event: object) -> None:
        self._draw_missing()

    # -- telling -----------------------------------------------------------------------------------------------------

    def _pick_template(self, name: str, is_checked: bool = False) -> None:
        self.template_picked.emit(name)

    def _pick_file(self, path: Path, is_checked: bool = False) -> None:
        self.file_picked.emit(path)

    def _pick_offer(self, offer: object, is_checked: bool = False) -> None:
        self.restored.emit(offer)

    def _throw_away(self, offer: object, is_checked: bool = False) -> None:
        self.thrown_away.emit(offer)

    def _ask_blank(self) -> None:
        self.blank_asked.emit()

    def _ask_open(self) -> None:
        self.open_asked.emit()

    def _ask_back(self) -> None:
        self.back_asked.emit()
