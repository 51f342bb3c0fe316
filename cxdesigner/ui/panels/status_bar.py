"""The line below the map that tells the truth: how safe the work is, what is in the map, how large it gets on paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.reading import maps_of, stages_of, touchpoints_of
from cxdesigner.document.records import MapKind, RecordId
from cxdesigner.ui.widgets.label import ElidedLabel, restyle, set_plain_tooltip
from cxdesigner.ui.widgets.segmented import Segmented

SAFETY_WIDTH = 250
"""So much of the sentence about safety is always seen."""


class StatusBar(QWidget):
    """Shows what is told and tells what is pressed."""

    problems_pressed = Signal()
    map_picked = Signal(object)
    to_be_asked = Signal()
    poster_pressed = Signal()
    zoom_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._safety = ElidedLabel("", "safe")
        self._counts = ElidedLabel("", "detail")
        self._problems = QPushButton("")
        self._problems.setProperty("role", "quiet")
        self._problems.clicked.connect(self._press_problems)
        self._maps = Segmented(name="Maps of this document", leaves_keys=True)
        self._maps.picked.connect(self.map_picked)
        self._more = QPushButton("+ To-be")
        self._more.setProperty("role", "quiet")
        set_plain_tooltip(self._more, "Start a to-be map as a copy of this one; each card knows where it came from")
        self._more.clicked.connect(self._ask_to_be)
        self._poster = QPushButton("")
        self._poster.setProperty("role", "quiet")
        self._poster.clicked.connect(self._press_poster)
        self._zoom = self._zoom_button("fit", "100 %", "Show the whole map")
        self._known_maps: list[tuple[RecordId, str]] = []
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._safety, 3)
        row.addSpacing(16)
        row.addWidget(self._counts)
        row.addWidget(self._problems)
        row.addStretch(1)
        row.addWidget(self._maps)
        row.addWidget(self._more)
        row.addStretch(1)
        row.addWidget(self._poster)
        row.addWidget(self._zoom_button("out", "−", "Zoom out"))
        row.addWidget(self._zoom)
        row.addWidget(self._zoom_button("in", "+", "Zoom in"))

    def _zoom_button(self, step: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "quiet")
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # After a click the keys still move the map.
        set_plain_tooltip(button, tip)
        button.clicked.connect(partial(self._ask_zoom, step))
        return button

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_safety(self, text: str, role: str) -> None:
        """Say how safe the work is."""
        self._safety.setText(text)
        self._safety.set_role(role)
        self._safety.setMinimumWidth(min(self._safety.fontMetrics().horizontalAdvance(text) + 6, SAFETY_WIDTH))

    def show_counts(self, document: Document, map_id: RecordId) -> None:
        """Say what is in a map, and which maps there are."""
        touchpoints = touchpoints_of(document, map_id)
        teams = {touchpoint.team_id for touchpoint in touchpoints} - {None}
        parts = (
            _counted(len(touchpoints), "touchpoint"),
            _counted(len(stages_of(document, map_id)), "stage"),
            _counted(len(teams), "team"),
        )
        self._counts.setText(" · ".join(parts))
        maps = [(map.id, _tab_text(map.kind, map.title, len(maps_of(document)))) for map in maps_of(document)]
        if maps != self._known_maps:
            self._known_maps = maps
            self._maps.clear()
            for map in maps_of(document):
                self._maps.add(map.id, dict(maps)[map.id], map.title)
        self._maps.show_choice(map_id)
        self._more.setVisible(not any(map.kind is MapKind.TO_BE for map in maps_of(document)))

    def show_problems(self, problems: int | None, hints: int = 0) -> None:
        """Say how many problems there are, the hints among them too; None while nobody has looked."""
        count = (problems or 0) + hints
        self._problems.setText("" if problems is None else _counted(count, "problem") if count else "No problems")
        set_plain_tooltip(self._problems, f"{_counted(hints, 'hint')} among them" if hints else "")
        role = "warning" if problems else "quiet"
        if self._problems.property("role") != role:
            self._problems.setProperty("role", role)
            restyle(self._problems)

    def show_poster(self, text: str, tip: str) -> None:
        """Say how large the map gets on paper."""
        self._poster.setText(text)
        set_plain_tooltip(self._poster, tip)

    def show_zoom(self, zoom: float) -> None:
        """Say how large the map is on screen."""
        self._zoom.setText(f"{round(zoom * 100)} %")

    # -- telling -----------------------------------------------------------------------------------------------------

    def _press_problems(self) -> None:
        self.problems_pressed.emit()

    def _ask_to_be(self) -> None:
        self.to_be_asked.emit()

    def _press_poster(self) -> None:
        self.poster_pressed.emit()

    def _ask_zoom(self, step: str, is_checked: bool = False) -> None:
        self.zoom_asked.emit(step)


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _tab_text(kind: MapKind, title: str, maps: int) -> str:
    """Return what a tab says: the kind where that is enough, the title where there are many maps."""
    kind_text = "As-is" if kind is MapKind.AS_IS else "To-be"
    if maps <= 2:
        return kind_text
    short = title if len(title) <= 18 else f"{title[:17]}…"
    return f"{short} ({kind_text.lower()})"
