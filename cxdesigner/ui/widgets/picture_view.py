"""A picture in a panel, with a way to be rid of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

HEIGHT = 150


class PictureView(QWidget):
    """Shows one picture as large as it fits, with its own proportions."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._frame = _Frame()
        self._button = QPushButton("Remove the picture")
        self._button.setProperty("role", "link")
        self._button.clicked.connect(self._tell)
        foot = QHBoxLayout()
        foot.addWidget(self._button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._frame)
        column.addLayout(foot)

    def show_image(self, image: QImage, title: str) -> None:
        """Show a picture; a null image leaves an empty frame."""
        self._frame.show_image(image)
        self._frame.setAccessibleName(f"Picture {title}".strip())

    def button(self) -> QPushButton:
        """Return what takes the picture away."""
        return self._button

    def _tell(self) -> None:
        self.removed.emit()


class _Frame(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        place = room
        if not self._image.isNull():
            size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(room.x(), room.y(), size.width(), size.height())
            painter.drawImage(place, self._image)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1.0))
        painter.drawRect(place)
        painter.end()
