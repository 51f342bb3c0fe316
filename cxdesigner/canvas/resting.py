"""A finger or a pen that rests asks for the menu; a ring around it shows how long that takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.ink import color

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

LONG_MS = 500
"""So long it rests before the menu opens."""
SLIP = 10
"""So far it may slip and still rest, in pixels."""
RING = 34
"""Radius of the ring that closes meanwhile, in pixels: larger than a finger hides."""
RING_AFTER = 0.3
"""Share of the time after which the ring appears: a tap shows none."""


class Resting:
    """One finger or pen somewhere on the map or its headings; *ask* is called when it has rested long enough."""

    def __init__(self, view: MapView, ask: Callable[[], None]) -> None:
        self.ring = Ring(view)
        self._at = QPoint()
        self._timer = QTimer(view)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LONG_MS)
        self._timer.timeout.connect(self._rested)
        self._ask = ask

    def begin(self, on: QWidget, at: QPoint) -> None:
        """It has come down at a point of a widget."""
        self._at = at
        self._timer.start()
        self.ring.show_at(on, at)

    def follow(self, at: QPoint) -> None:
        """It is somewhere else now; if that is too far, it does not rest."""
        if (at - self._at).manhattanLength() >= SLIP:
            self.stop()

    def stop(self) -> None:
        """It has gone, or means something else."""
        self._timer.stop()
        self.ring.go()

    def _rested(self) -> None:
        self.stop()
        self._ask()


class Ring(QWidget):
    """A ring that closes when the menu is about to open. It lies over the headings too, which may be narrower than it is."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._share = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(2 * RING + 8, 2 * RING + 8)
        self._closing = QVariantAnimation(self)
        self._closing.setDuration(LONG_MS)
        self._closing.setStartValue(0.0)
        self._closing.setEndValue(1.0)
        self._closing.valueChanged.connect(self._close_on)
        self.hide()

    def show_at(self, on: QWidget, at: QPoint) -> None:
        """Begin to close around a point of a widget."""
        self.move(on.mapTo(self._view, at) - self.rect().center())
        self.raise_()
        self._closing.start()

    def go(self) -> None:
        """Disappear."""
        self._closing.stop()
        self.hide()

    def _close_on(self, share: float) -> None:
        self._share = (share - RING_AFTER) / (1 - RING_AFTER)
        self.setVisible(0 < self._share < 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(color(self._view.theme.selection), 5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        around = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.drawArc(around, 90 * 16, -round(360 * 16 * self._share))
        painter.end()
