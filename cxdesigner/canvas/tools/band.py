"""The rubber band: everything it touches is selected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas.painting import paint_band
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


class Band:
    """A rectangle drawn with the hand over empty ground."""

    scrolls = True

    def __init__(self, view: MapView, start: QPointF, kept: tuple[RecordId, ...]) -> None:
        self._view = view
        self._start = start
        self._kept = kept
        self._before = view.selection

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        rect = Rect(
            min(at.x(), self._start.x()),
            min(at.y(), self._start.y()),
            abs(at.x() - self._start.x()),
            abs(at.y() - self._start.y()),
        )
        self._view.scene_of_map.band.show_drawing(rect.grown(6), partial(_paint, rect=rect, view=self._view))
        self._view.select([*self._kept, *self._view.hits.things_in(rect)])

    def finish(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._view.scene_of_map.band.clear()

    def cancel(self) -> None:
        self._view.scene_of_map.band.clear()
        self._view.select(self._before)


def _paint(painter: object, *, rect: Rect, view: MapView) -> None:
    paint_band(painter, rect, view.theme)  # type: ignore[arg-type]
