"""Five faces, from angry to delighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cxdesigner.canvas.faces import paint_face
from cxdesigner.canvas.theme import LIGHT, Theme
from cxdesigner.ui.widgets.label import plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

WORDS = ("angry", "unhappy", "neither good nor bad", "content", "delighted")
RADIUS = 11.5


class Faces(QWidget):
    """A row of faces of which one or none is chosen. Click, or arrows and Delete; the chosen one clicked again is let go."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: int | None = None
        self._theme = LIGHT
        self._size = 36
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Emotion")

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def chosen(self) -> int | None:
        """Return the emotion from −2 to +2, or None."""
        return self._chosen

    def show_choice(self, emotion: int | None) -> None:
        """Show an emotion without telling anybody."""
        self._chosen = emotion
        self.setAccessibleDescription("not said" if emotion is None else WORDS[emotion + 2])
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(5 * self._size + 4 * 8, self._size)

    def minimumSizeHint(self) -> QSize:
        return QSize(5 * self._size, self._size)

    def center_of(self, emotion: int) -> QPointF:
        """Return where a face is."""
        step = min(48.0, (self.width() - self._size) / 4)
        return QPointF(self._size / 2 + (emotion + 2) * step, self.height() / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        emotion = self._at(event.position())
        if emotion is not None:
            self._choose(None if emotion == self._chosen else emotion)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        emotion = self._at(event.position())
        if emotion is not None:
            QToolTip.showText(event.globalPosition().toPoint(), plain_tooltip(WORDS[emotion + 2]), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self._choose(0 if self._chosen is None else max(-2, min(2, self._chosen + step)))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self._choose(key - Qt.Key.Key_3)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for emotion in range(-2, 3):
            self._paint_face(painter, emotion)
        painter.end()

    def _paint_face(self, painter: QPainter, emotion: int) -> None:
        center = self.center_of(emotion)
        is_focus = self.hasFocus() and (emotion == self._chosen or (self._chosen is None and emotion == 0))
        if emotion == self._chosen or is_focus:
            style = Qt.PenStyle.SolidLine if emotion == self._chosen else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(self._theme.selection), 2.6 if is_focus else 2.0, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, 16, 16)
        paint_face(painter, emotion, center.x(), center.y(), self._theme, RADIUS)

    def _at(self, point: QPointF) -> int | None:
        near = [(abs(point.x() - self.center_of(emotion).x()), emotion) for emotion in range(-2, 3)]
        distance, emotion = min(near)
        return emotion if distance <= 18 else None

    def _choose(self, emotion: int | None) -> None:
        if emotion != self._chosen:
            self.show_choice(emotion)
            self.picked.emit(emotion)
