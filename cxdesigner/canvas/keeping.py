"""From any picture that somebody brings to one that a map keeps: PNG or JPEG, no larger than it needs to be."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QImageWriter, QPainter

from cxdesigner.canvas.pictures import DECODED_MIB
from cxdesigner.commands.pictures import new_picture
from cxdesigner.document import limits
from cxdesigner.document.records import Picture
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name

SUFFIXES = (".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp", ".webp", ".tif", ".tiff")
_MEDIA_TYPES = {"png": "image/png", "jpeg": "image/jpeg"}
_READ = frozenset({"png", "jpeg", "jpg", "gif", "bmp", "webp", "tiff", "tif"})
"""What is read; no SVG, because it may name other files."""
_QUALITY = {"jpeg": 88, "png": 80}
"""For PNG, which loses nothing, this is how little time is taken to make it small: the window waits for that."""
RAW_MOST = 64 * 2**20
"""The largest file that is looked at: scanners and cameras write some tens of MiB."""


def picture_file(data: QMimeData) -> Path | None:
    """Return the one picture file that is dragged or copied, or None."""
    urls = data.urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in SUFFIXES else None


def offers_picture(data: QMimeData) -> bool:
    """Tell whether a picture is dragged or on the clipboard: as a file, or as it is."""
    return picture_file(data) is not None or data.hasImage()


def picture_from(data: QMimeData) -> Picture:
    """Return the picture that is dragged or on the clipboard. Refuses, in one sentence, what cannot be read."""
    from cxdesigner.canvas.apart import picture_apart

    path = picture_file(data)
    if path is not None:
        return picture_apart(shown_name(path.name), path=path)
    for media_type in _MEDIA_TYPES.values():
        if data.hasFormat(media_type):
            return picture_apart("", data=bytes(data.data(media_type).data()))
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        raise Refused("This picture cannot be read; save it as PNG or JPEG and drop the file.")
    return _kept(image, "", has_photo=False)


def kept_picture(data: bytes, name: str) -> Picture:
    """Return a picture as it is kept: its own bytes where they fit, otherwise scaled down. Refuses what cannot be read."""
    said = f"“{name}”" if name else "This picture"
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAllocationLimit(DECODED_MIB)
    reader.setAutoTransform(True)
    kind = bytes(reader.format().data()).decode("ascii", "replace").lower()
    if kind not in _READ:
        raise Refused(f"{said} is no picture that can be read; save it as PNG or JPEG and drop that file.")
    size = reader.size()
    if size.isValid() and size.width() * size.height() > limits.PICTURE_PIXELS:
        most = limits.PICTURE_PIXELS // 1_000_000
        raise Refused(f"{said} has more than {most} million pixels; make it smaller and drop it again.")
    is_upright = reader.transformation() == QImageIOHandler.Transformation.TransformationNone
    image = reader.read()
    if image.isNull():
        raise Refused(f"{said} cannot be read; it may be damaged. Save it again as PNG or JPEG and drop that file.")
    is_small = max(image.width(), image.height()) <= limits.PICTURE_SIDE and len(data) <= limits.PICTURE_BYTES
    media_type = _MEDIA_TYPES.get("jpeg" if kind == "jpg" else kind)
    if media_type is not None and is_small and is_upright:
        return new_picture(data, media_type, name)
    return _kept(image, name, has_photo=media_type == "image/jpeg")


def _kept(image: QImage, name: str, *, has_photo: bool) -> Picture:
    """Return a decoded picture as it is kept: as PNG unless it is a photo or too large for that."""
    side = limits.PICTURE_SIDE
    if max(image.width(), image.height()) > side:
        ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(side, side, ratio, smooth)
    data = b"" if has_photo else _written(image, "png")
    if data and len(data) <= limits.PICTURE_BYTES:
        return new_picture(data, "image/png", name)
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    _paint_onto(flat, image)
    return new_picture(_written(flat, "jpeg"), "image/jpeg", name)


def _paint_onto(ground: QImage, image: QImage) -> None:
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()


def _written(image: QImage, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(_QUALITY[kind])
    writer.write(image)
    return bytes(buffer.data().data())
