"""How large a picture is and where it goes: on a card, and in an experience row."""

from __future__ import annotations

from cxdesigner.document.records import Picture
from cxdesigner.layout.plan import Density, PictureBox, Rect

CARD_ROOM = 220.0
"""So much higher a card on screen is with a picture than without one."""
GAP = 12.0
"""Between a picture and the words around it."""
ROW_HEIGHT = 260.0
"""The most a picture in an experience row takes on screen."""
TALLEST = 1.25
"""Height to width of the tallest picture on paper; one that is taller gets narrower."""
PIXEL = 254 / 96
"""A pixel is drawn no larger than so many units: 96 of them an inch."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of a JPEG behind which its size stands."""
_UNREADABLE = (160, 120)
"""The room for a picture that does not say how large it is."""


def pixel_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or JPEG in pixels, from its first bytes; None where they do not say it."""
    size = None
    if data.startswith(_PNG) and data[12:16] == b"IHDR":
        size = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    elif data.startswith(_JPEG):
        size = _jpeg_size(data)
    return size if size is not None and min(size) > 0 else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker == 0xFF:
            at += 1
        elif marker in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        elif length < 2:
            return None
        else:
            at += 2 + length
    return None


def height_for(picture: Picture, width: float) -> float:
    """Return how high a picture is on paper where so much width is free."""
    wide, high = pixel_size(picture.data) or _UNREADABLE
    return min(min(width, wide * PIXEL) * high / wide, width * TALLEST)


def height_in_row(picture: Picture, width: float, density: Density) -> float:
    """Return how high a picture in an experience row is."""
    height = height_for(picture, width)
    return height if density is Density.PAPER else min(height, ROW_HEIGHT)


def picture_box(picture: Picture, area: Rect) -> PictureBox:
    """Return a picture in the middle of an area: as large as it fits, with its own proportions."""
    wide, high = pixel_size(picture.data) or _UNREADABLE
    scale = max(0.0, min(area.width / wide, area.height / high, PIXEL))
    width, height = wide * scale, high * scale
    left, top = area.x + (area.width - width) / 2, area.y + (area.height - height) / 2
    return PictureBox(Rect(left, top, width, height), picture.id, picture.data)
