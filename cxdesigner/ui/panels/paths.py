"""The ways of customers: which there are, one of them as a story to walk along, and what one customer may expect."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cxdesigner.document.records import RecordId
from cxdesigner.journey.story import Sentence
from cxdesigner.journey.ways import TITLES, Expectation, NamedWay, met_words
from cxdesigner.ui.look import LOOKS, Look
from cxdesigner.ui.widgets.combo import Choice
from cxdesigner.ui.widgets.label import Label, set_plain_tooltip
from cxdesigner.ui.widgets.lines_list import LinesColors, LinesList, LinesRow
from cxdesigner.ui.widgets.segmented import Segmented

MOST_ROWS = 400
"""So many touchpoints are listed with how often they are met; nobody reads more."""
STORY, FIGURES = "story", "figures"
WHOLE = "The whole map"
HINT = "Choose a way above: it stands out on the map, and is told here as the story of one customer."
WIDEST = 560
"""How wide the list of ways may open, in pixels."""
NOTHING = "No way leads from the first touchpoint to an end. Draw links (L) from one touchpoint to the next."


class PathsPanel(QWidget):
    """Shows what it is given and tells what is picked; it decides nothing."""

    way_picked = Signal(object)
    """A `NamedWay`, or None: the whole map."""
    records_asked = Signal(tuple)
    stepped = Signal(int)
    copy_asked = Signal()
    save_asked = Signal()
    again_asked = Signal()
    opened = Signal()
    """Somebody looks at it now."""

    def __init__(self) -> None:
        super().__init__()
        self._way: NamedWay | None = None
        self.ways = Choice()
        self.ways.setAccessibleName("Ways of customers")
        self.story = LinesList("The story of one customer", has_marks=True)
        self.figures = LinesList("What one customer may expect")
        self.tabs = Segmented(((STORY, "Story"), (FIGURES, "What to expect")), name="What is shown of the ways")
        self.stack = QStackedWidget()
        self._about = Label("", "small", wraps=True)
        self._again = _button(
            "Look again", "The map has changed since these ways were looked for", self.again_asked.emit
        )
        self._facts = Label("", "small", wraps=True)
        self._hint = Label(HINT, "detail", wraps=True)
        self._back = _button("←", "The touchpoint before on this way (Alt+Left)", partial(self.stepped.emit, -1))
        self._next = _button("→", "The next touchpoint on this way (Alt+Right)", partial(self.stepped.emit, 1))
        self._step = Label("", "small")
        self._copy = _button("Copy", "Copy this story as text", self.copy_asked.emit)
        self._save = _button("Save as PDF…", "Save this story as PDF", self.save_asked.emit)
        self._empty = Label("", "detail", wraps=True)
        self._lay_out()
        self.ways.picked.connect(self._pick)
        self.tabs.picked.connect(self.turn_to)
        self.story.picked.connect(self._show_touchpoint)
        self.figures.picked.connect(self.records_asked)
        self.turn_to(STORY)
        self.show_waiting()

    def _lay_out(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(24, 40, 24, 0)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._hint.setContentsMargins(14, 16, 14, 0)
        self._facts.setContentsMargins(14, 4, 14, 0)
        choice, head, tabs, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        choice.setContentsMargins(12, 6, 12, 0)
        choice.addWidget(self.ways)
        head.setContentsMargins(14, 4, 8, 0)
        head.addWidget(self._about, 1)
        head.addWidget(self._again)
        tabs.setContentsMargins(12, 8, 12, 2)
        tabs.addWidget(self.tabs)
        tabs.addStretch(1)
        buttons.setContentsMargins(8, 0, 8, 2)
        buttons.setSpacing(2)
        for widget in (self._back, self._next, self._step):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        for widget in (self._copy, self._save):
            buttons.addWidget(widget)
        self.stack.addWidget(_column(buttons, self._hint, self.story))
        self.stack.addWidget(_column(self.figures))
        self._parts = _column(choice, head, self._facts, tabs, self.stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._empty)
        column.addWidget(self._parts, 1)
        column.addStretch(0)

    def turn_to(self, page: object) -> None:
        """Show the story, or what one customer may expect."""
        self.tabs.show_choice(page)
        self.stack.setCurrentIndex(0 if page == STORY else 1)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def show_waiting(self) -> None:
        """Say that the ways are looked for, where none are shown yet."""
        if not self.offered():
            self._show_empty("Looking for ways …")

    def show_ways(self, ways: Sequence[NamedWay], *, is_complete: bool) -> None:
        """Show the ways there are."""
        if not ways:
            self.ways.set_choices(())
            self._show_empty(NOTHING)
            return
        self._empty.hide()
        self._parts.show()
        count = sum(way.key not in TITLES for way in ways)
        said = f"{count} way{'' if count == 1 else 's'} from the first touchpoint to an end"
        said = said if is_complete else f"More than {said}; the likeliest are listed"
        self._about.setText(f"{said}. % is the share of customers.")
        self._again.hide()
        self.ways.set_choices([(None, WHOLE), *((way, f"{way.title} · {way.brief}") for way in ways)])
        metrics = self.ways.fontMetrics()
        widest = max(metrics.horizontalAdvance(text) for _, text in self.ways.choices())
        self.ways.view().setMinimumWidth(min(widest + 40, WIDEST))
        self._mark_way()

    def offered(self) -> list[NamedWay]:
        """Return the ways that can be chosen."""
        return [way for way, _ in self.ways.choices() if isinstance(way, NamedWay)]

    def show_stale(self) -> None:
        """Say that the map has changed since, and offer to look again."""
        self._again.setVisible(bool(self.offered()))

    def show_way(self, way: NamedWay | None, sentences: Sequence[Sentence]) -> None:
        """Show one way as a story; None where the whole map is looked at."""
        self._way = way
        self._facts.setText(way.brief if way is not None else "")
        self._facts.setVisible(way is not None)
        self._about.setVisible(way is None)
        self._hint.setVisible(way is None)
        self.story.setVisible(way is not None)
        rows, number = [], 0
        for sentence in sentences:
            number += sentence.touchpoint_id is not None
            is_wait = sentence.touchpoint_id is None
            mark = "" if is_wait else str(number)
            rows.append(LinesRow(sentence.text, "", sentence.touchpoint_id, mark, is_quiet=is_wait))
        self.story.show_rows(rows)
        for button in (self._back, self._next, self._copy, self._save):
            button.setEnabled(way is not None)
        self.show_place(None)
        self._mark_way()

    def show_place(self, touchpoint_id: RecordId | None) -> None:
        """Mark the touchpoint at which one is on the way."""
        rows = self.story.rows()
        place = next((n for n, row in enumerate(rows) if row.data == touchpoint_id), None) if touchpoint_id else None
        self.story.show_current(place)
        self._step.setText("" if place is None or self._way is None else f"{rows[place].mark} of {len(self._way.path)}")

    def show_figures(self, told: Sequence[Expectation], visits: Mapping[RecordId, tuple[str, float]]) -> None:
        """Show what customers may expect, then how often each touchpoint is met: its title and a number."""
        rows = [LinesRow(one.text, "", one.touchpoint_ids, is_bold=not n) for n, one in enumerate(told)]
        met = list(visits.items())
        rows += [LinesRow(title, met_words(number), (i,)) for i, (title, number) in met[:MOST_ROWS]]
        if len(met) > MOST_ROWS:
            rows.append(LinesRow(f"… and {len(met) - MOST_ROWS:,} more touchpoints", is_quiet=True))
        self.figures.show_rows(rows)

    def set_look(self, look: Look = LOOKS["light"]) -> None:
        """Take the colours of a look."""
        theme = look.theme
        colors = LinesColors(theme.ink, theme.detail, look.accent, look.chosen, look.hover)
        for each in (self.story, self.figures):
            each.show_colors(colors)

    def _show_empty(self, text: str) -> None:
        self._empty.setText(text)
        self._empty.show()
        self._parts.hide()

    def _mark_way(self) -> None:
        key = self._way.key if self._way is not None else None
        self.ways.show_choice(next((way for way in self.offered() if way.key == key), None))

    def _pick(self, way: object) -> None:
        self.turn_to(STORY)
        self.way_picked.emit(way)

    def _show_touchpoint(self, touchpoint_id: RecordId) -> None:
        self.records_asked.emit((touchpoint_id,))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit()


def _column(*parts: QWidget | QHBoxLayout) -> QWidget:
    """Return parts below each other, of which the last takes the room."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for part in parts[:-1]:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    assert isinstance(parts[-1], QWidget)
    column.addWidget(parts[-1], 1)
    return box


def _button(text: str, tip: str, pressed: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "quiet")
    button.setAutoDefault(False)
    button.setAccessibleName(tip if len(text) == 1 else text)
    set_plain_tooltip(button, tip)
    button.clicked.connect(lambda _: pressed())
    return button
