"""What to order so that no card is cut: found in steps while the window does nothing else."""

from __future__ import annotations

from collections.abc import Generator
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import Poster
from cxdesigner.wall.sparing import WayOut, way_out_in_steps

AT_ONCE_S = 0.1


class SparingTheCards(QObject):
    """Looks for a way out; `found` is told when there is one."""

    found = Signal()

    def __init__(self, document: Document, map_id: RecordId, parent: QObject) -> None:
        super().__init__(parent)
        self.way_out: WayOut | None = None
        self._document, self._map_id = document, map_id
        self._steps: Generator[None, None, WayOut | None] | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._step)

    @property
    def is_busy(self) -> bool:
        """Tell whether it is not known yet."""
        return self._steps is not None

    def look_at(self, order: Order, poster: Poster) -> None:
        """Begin with a poster: what takes a moment only is known when this returns."""
        self.stop()
        self._steps = way_out_in_steps(self._document, self._map_id, order, poster)
        until = monotonic() + AT_ONCE_S
        while self.is_busy and monotonic() < until:
            self._step()
        if self.is_busy:
            self._clock.start(0)

    def stop(self) -> None:
        """Look no further, and know nothing."""
        self._clock.stop()
        self._steps = self.way_out = None

    def _step(self) -> None:
        assert self._steps is not None
        try:
            next(self._steps)
        except StopIteration as end:
            self._clock.stop()
            self._steps, self.way_out = None, end.value
            if self.way_out is not None:
                self.found.emit()
