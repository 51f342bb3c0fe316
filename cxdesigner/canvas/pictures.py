"""Pictures on the map: decoded once, and on paper with every pixel they have."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPaintEngine, QPainter

from cxdesigner.canvas import icons
from cxdesigner.canvas.ink import NO_BRUSH, box, brush, pen
from cxdesigner.canvas.theme import Theme
from cxdesigner.document import limits
from cxdesigner.document.records import RecordId
from cxdesigner.layout.pictures import pixel_size
from cxdesigner.layout.plan import PictureBox

KEPT_BYTES = 96 * 2**20
"""So much memory decoded pictures may take on the screen; the one that was not looked at for longest goes first."""
DECODED_MIB = 256
"""What one picture may take while it is decoded."""
MISSING = "image"


class Decoded:
    """Decoded pictures by their record, within a limit of memory."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[tuple[RecordId, int], tuple[bytes, QImage]] = OrderedDict()

    def image(self, picture: PictureBox, wanted: QSize | None = None) -> QImage:
        """Return a picture, at most about as large as *wanted*; a null image where it cannot be read."""
        key = (picture.picture_id, _halvings(picture, wanted))
        known = self._kept.get(key)
        if known is not None and known[0] is picture.data:
            self._kept.move_to_end(key)
            return known[1]
        image = decode(picture.data)
        if key[1] and not image.isNull():
            image = _smaller(image, 1 << key[1])
        self._keep(key, picture.data, image)
        return image

    def size(self) -> int:
        """Return how many bytes the decoded pictures take."""
        return self._bytes

    def _keep(self, key: tuple[RecordId, int], data: bytes, image: QImage) -> None:
        before = self._kept.pop(key, None)
        if before is not None:
            self._bytes -= before[1].sizeInBytes()
        self._kept[key] = data, image
        self._bytes += image.sizeInBytes()
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, (_, oldest) = self._kept.popitem(last=False)
            self._bytes -= oldest.sizeInBytes()


decoded = Decoded()


def decode(data: bytes) -> QImage:
    """Return the picture in bytes, the right way up; a null image where they are none or far too large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAllocationLimit(DECODED_MIB)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and size.width() * size.height() > limits.PICTURE_PIXELS:
        return QImage()
    return reader.read()


def paint_picture(painter: QPainter, picture: PictureBox, theme: Theme) -> None:
    """Draw a picture in a quiet frame; where it cannot be read, the frame with a sign in it."""
    place = box(picture.rect)
    image = decoded.image(picture, _wanted(painter, place))
    if image.isNull():
        painter.fillRect(place, brush(theme.heading))
        side = min(place.width(), place.height(), 60.0)
        middle = place.center()
        icons.paint_icon(
            painter, MISSING, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), theme.quiet
        )
    else:
        was_smooth = painter.testRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image.convertToFormat(QImage.Format.Format_Grayscale8) if theme.is_grey else image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, was_smooth)
    painter.setPen(pen(theme.line, 2.0))
    painter.setBrush(NO_BRUSH)
    painter.drawRect(place)


def _wanted(painter: QPainter, place: QRectF) -> QSize | None:
    """Return how many pixels a place has where that can be known; on paper there are never too many."""
    kind = painter.paintEngine().type()
    if kind == QPaintEngine.Type.Raster:
        return painter.deviceTransform().mapRect(place).size().toSize()
    return place.size().toSize() if kind == QPaintEngine.Type.Picture else None


def _halvings(picture: PictureBox, wanted: QSize | None) -> int:
    """Return how often a picture may be halved and still has the pixels that are wanted."""
    size = pixel_size(picture.data)
    if wanted is None or size is None:
        return 0
    halvings, (width, height) = 0, size
    while width >= 2 * max(1, wanted.width()) and height >= 2 * max(1, wanted.height()) and halvings < 10:
        width, height, halvings = width // 2, height // 2, halvings + 1
    return halvings


def _smaller(image: QImage, by: int) -> QImage:
    size = QSize(max(1, image.width() // by), max(1, image.height() // by))
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
