"""A sheet of paper on a grey table, with a picture on it and lines where it will be cut; it can be looked at from near."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QKeySequence, QNativeGestureEvent, QPainter, QPen, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cxdesigner.ui.widgets.label import set_plain_tooltip
from cxdesigner.ui.widgets.painted_part import Paint, PaintedPart

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

MARGIN = 20
STEP = 1.5
"""One press makes everything so many times as large."""
WHEEL_PER_TWICE = 240.0
NEAREST = 8.0
"""So many pixels a millimetre may take: twice as large as it will be on the wall."""
NEAR_AFTER_MS = 30
"""From near the picture is painted so long after the last move."""
PUSH = 60
"""Pixels of one press of an arrow key."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One sheet of a tiled poster: its place on the poster in millimetres, and what is written on it; some are marked."""

    x: float
    y: float
    width: float
    height: float
    label: str
    is_marked: bool = False


class PaperPreview(QWidget):
    """Shows the size, the picture by a function that paints in millimetres, and the cuts over it.

    The whole is painted once and kept, and so is the part that is in view from near; one of many cards in pieces, so
    that the window goes on between them. Wheel, keys and buttons go nearer; dragging pushes the paper.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size: tuple[float, float] | None = None
        self._paint: Paint | None = None
        self._count = 1
        self._whole, self._near = PaintedPart(self), PaintedPart(self)
        for kept in (self._whole, self._near):
            kept.grew.connect(self.update)
        self._zoom = 1.0
        self._middle: QPointF | None = None
        """What of the paper is in the middle, in mm; None: its own middle."""
        self._dragged_from: QPointF | None = None
        self._near_clock = QTimer(self)
        self._near_clock.setSingleShot(True)
        self._near_clock.setInterval(NEAR_AFTER_MS)
        self._near_clock.timeout.connect(self._paint_near)
        self._cuts: Sequence[Cut] = ()
        self._table = QColor("#eef1f5")
        self._accent = QColor("#1d6fe0")
        self._quiet = QColor("#7d8894")
        self.setMinimumSize(240, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview of the sheets")
        self.farther = self._button("−", "Farther away (Ctrl+−)", self.go_farther, "Ctrl+-")
        self.fit = self._button("Fit", "All of it (Ctrl+0)", self.show_all, "Ctrl+0")
        self.nearer = self._button(
            "+", "Nearer, to read a card before it is printed (Ctrl++)", self.go_nearer, "Ctrl++"
        )
        QShortcut(QKeySequence("Ctrl+="), self, self.go_nearer)
        self.show_all()

    def _button(self, text: str, tip: str, press: Callable[[], None], keys: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", "segment")
        button.setAutoDefault(False)
        button.setAccessibleName(tip.partition(" (")[0])
        set_plain_tooltip(button, tip)
        button.clicked.connect(lambda _: press())
        QShortcut(QKeySequence(keys), self, press)
        return button

    def set_colors(self, table: str, accent: str, quiet: str) -> None:
        """Take the colours of the table, the cuts and the edge of the paper."""
        self._table, self._accent, self._quiet = QColor(table), QColor(accent), QColor(quiet)
        self.update()

    def show_paper(
        self, width_mm: float, height_mm: float, paint: Paint, cuts: Sequence[Cut] = (), *, pieces: int = 1
    ) -> None:
        """Show a paper of this size; *paint* draws a part of it in millimetres from its corner, so many *pieces* beside one another."""
        if self._size != (width_mm, height_mm):
            self.show_all()
        self._size, self._paint, self._cuts, self._count = (width_mm, height_mm), paint, tuple(cuts), max(1, pieces)
        self.repaint_picture()

    def repaint_picture(self) -> None:
        """Paint the picture anew, because it would have other colours now."""
        self._whole.forget()
        self._near.forget()
        self.update()

    def is_painted(self) -> bool:
        """Tell whether all of the picture is there."""
        return self._whole.is_done() and (self._zoom <= 1 or (self._near.is_done() and not self._near_clock.isActive()))

    def show_cuts(self, cuts: Sequence[Cut]) -> None:
        """Show other cuts over the same picture."""
        self._cuts = tuple(cuts)
        self.update()

    def show_nothing(self) -> None:
        """Show an empty table."""
        self.show_all()
        self._size = self._paint = None
        self._cuts = ()
        self.repaint_picture()

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._table)
        if self._size is not None and self._paint is not None:
            self._draw(painter, *self._size)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        right = self.width() - 8
        for button in (self.nearer, self.fit, self.farther):
            size = button.sizeHint()
            right -= size.width()
            button.setGeometry(QRect(right, self.height() - size.height() - 8, size.width(), size.height()))
            right -= 4
        super().resizeEvent(event)

    # -- near and far ------------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """How many times larger everything is than it would be as a whole."""
        return self._zoom

    def go_nearer(self) -> None:
        """Look from nearer at what is in the middle."""
        self.zoom_by(STEP)

    def go_farther(self) -> None:
        """Look from farther away."""
        self.zoom_by(1 / STEP)

    def show_all(self) -> None:
        """Show all of it."""
        self._look_from(1.0, None)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Go nearer or farther; what is *at* a point of the widget, or in its middle, stays there."""
        if self._size is None:
            return
        point = QPointF(self.width() / 2, self.height() / 2) if at is None else at
        scale, corner = self._frame()
        under = (point - corner) / scale
        fit = scale / self._zoom
        zoom = min(max(1.0, self._zoom * factor), max(2.0, NEAREST / fit))
        to_middle = QPointF(self.width() / 2, self.height() / 2) - point
        self._look_from(zoom, under + to_middle / (fit * zoom) if zoom > 1 else None)

    def _look_from(self, zoom: float, middle: QPointF | None) -> None:
        self._zoom, self._middle = zoom, middle
        for button in (self.fit, self.farther):
            button.setEnabled(zoom > 1)
        self.update()

    def push(self, by: QPointF) -> None:
        """Push the paper by so many pixels."""
        if self._size is not None and self._zoom > 1:
            scale, corner = self._frame()
            self._middle = (QPointF(self.width() / 2, self.height() / 2) - corner - by) / scale
            self.update()

    def _frame(self) -> tuple[float, QPointF]:
        """Return how many pixels a millimetre takes, and where the corner of the paper is; it never leaves the view."""
        assert self._size is not None
        width = max([self._size[0], *(cut.x + cut.width for cut in self._cuts)])
        height = max([self._size[1], *(cut.y + cut.height for cut in self._cuts)])
        scale = min((self.width() - 2 * MARGIN) / width, (self.height() - 2 * MARGIN) / height) * self._zoom
        middle = self._middle or QPointF(width / 2, height / 2)
        x = _kept_within(middle.x(), width, self.width() / 2 - MARGIN, scale)
        y = _kept_within(middle.y(), height, self.height() / 2 - MARGIN, scale)
        return scale, QPointF(self.width() / 2 - x * scale, self.height() / 2 - y * scale)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._size is None:
            return
        self.zoom_by(2 ** (event.angleDelta().y() / WHEEL_PER_TWICE), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._zoom > 1:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            self.push(event.position() - self._dragged_from)
            self._dragged_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        if self._zoom > 1:
            self.show_all()
        else:
            self.zoom_by(4.0, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pushes = {
            Qt.Key.Key_Left: QPointF(PUSH, 0),
            Qt.Key.Key_Right: QPointF(-PUSH, 0),
            Qt.Key.Key_Up: QPointF(0, PUSH),
            Qt.Key.Key_Down: QPointF(0, -PUSH),
        }
        key = Qt.Key(event.key())
        if key in pushes and self._zoom > 1:
            self.push(pushes[key])
        elif event.text() in ("+", "-"):
            self.zoom_by(STEP if event.text() == "+" else 1 / STEP)
        else:
            super().keyPressEvent(event)

    # -- painting ----------------------------------------------------------------------------------------------------

    def _draw(self, painter: QPainter, width: float, height: float) -> None:
        scale, corner = self._frame()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paper = QRectF(corner, QSizeF(width * scale, height * scale))
        painter.fillRect(paper.translated(2, 3), self._quiet.lighter(150))
        painter.fillRect(paper, Qt.GlobalColor.white)
        self._keep_whole(paper.size() / self._zoom)
        painter.drawImage(paper, self._whole.image)
        if self._zoom > 1:
            self._draw_near(painter, scale, corner)
        painter.setPen(QPen(self._quiet, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper)
        painter.translate(corner)
        for cut in sorted(self._cuts, key=lambda cut: cut.is_marked):
            self._draw_cut(painter, cut, scale)

    def _keep_whole(self, size: QSizeF) -> None:
        """See that the whole picture is kept, or on its way."""
        if self._size is None or self._paint is None:
            return
        part, dots = QRectF(0, 0, *self._size), self._dots(size)
        if not self._whole.shows(part, dots):
            self._whole.show(self._paint, part, dots, self._count)

    def _dots(self, size: QSizeF) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))

    def _in_view(self) -> tuple[QRectF, QRect]:
        """Return what of the paper is in view, in mm, and on which pixels, whole ones, so that letters are sharp."""
        assert self._size is not None
        scale, corner = self._frame()
        paper = QRectF(corner, QSizeF(self._size[0] * scale, self._size[1] * scale))
        pixels = paper.toAlignedRect().intersected(self.rect())
        place = QRectF(pixels).translated(-corner)
        return QRectF(place.topLeft() / scale, place.size() / scale), pixels

    def _draw_near(self, painter: QPainter, scale: float, corner: QPointF) -> None:
        """Draw what was painted from near where it belongs, and see that what is in view now will be."""
        part, pixels = self._in_view()
        if self._near.shows(part, self._dots(QSizeF(pixels.size()))):
            painter.drawImage(QRectF(pixels), self._near.image)
            return
        if not self._near.image.isNull() and self._near.is_done():
            old = self._near.part
            painter.drawImage(QRectF(old.topLeft() * scale + corner, old.size() * scale), self._near.image)
        self._near_clock.start()

    def _paint_near(self) -> None:
        if self._size is None or self._paint is None or self._zoom <= 1:
            return
        part, pixels = self._in_view()
        if not pixels.isEmpty():
            self._near.show(self._paint, part, self._dots(QSizeF(pixels.size())), self._count)

    def _draw_cut(self, painter: QPainter, cut: Cut, scale: float) -> None:
        rect = QRectF(cut.x * scale, cut.y * scale, cut.width * scale, cut.height * scale)
        if cut.is_marked:
            painter.setPen(QPen(self._accent, 3))
            painter.drawRect(rect.adjusted(2, 2, -2, -2))
        else:
            painter.setPen(QPen(self._accent, 1, Qt.PenStyle.DashLine))
            painter.drawRect(rect)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._accent)
        size = painter.fontMetrics().size(0, cut.label)
        if size.width() + 12 < rect.width() and size.height() + 8 < rect.height():
            badge = QRectF(0, 0, size.width() + 14, size.height() + 6)
            if self._zoom > 1:  # From near, it would lie on what somebody wants to read.
                badge.moveTopLeft(rect.topLeft() + QPointF(6, 6))
            else:
                badge.moveCenter(rect.center())
            painter.setBrush(self._accent if cut.is_marked else QColor(255, 255, 255))
            painter.setPen(QPen(self._accent, 1))
            painter.drawRoundedRect(badge, 6, 6)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if cut.is_marked:
                painter.setPen(QColor(255, 255, 255))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, cut.label)


def _kept_within(middle: float, length: float, half_view: float, scale: float) -> float:
    """Return what is in the middle, so that no more of the table is seen than has to be."""
    least = half_view / scale
    return length / 2 if 2 * least >= length else min(max(middle, least), length - least)
