"""Pictures of a strip of headings: what is seen now, and what was seen before, for a hand that zooms forth and back."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

MOST = 2


class Looks(NamedTuple):
    """All that decides how headings look: things that are never changed but replaced, and what can be compared quickly."""

    things: tuple[object, ...]
    values: tuple[object, ...]

    def is_same(self, other: Looks) -> bool:
        """Tell whether headings look the same; things are compared by what they are, for a plan is long."""
        return self.values == other.values and all(map(is_, self.things, other.things))


class HeadingPictures:
    """The last pictures of one strip."""

    def __init__(self) -> None:
        self._pictures: list[tuple[Looks, QPixmap]] = []

    def of(self, looks: Looks | None, size: QSize, dots: float, paint: Callable[[QPainter], None]) -> QPixmap:
        """Return the picture of headings that look like this, painted only where it is not known; None is never known."""
        for place, (known, pixmap) in enumerate(self._pictures):
            if looks is not None and known.is_same(looks):
                self._pictures.insert(0, self._pictures.pop(place))
                return pixmap
        pixmap = self._blank(size, dots)
        painter = QPainter(pixmap)
        try:
            paint(painter)
        finally:
            painter.end()
        if looks is not None:
            self._pictures.insert(0, (looks, pixmap))
        return pixmap

    def _blank(self, size: QSize, dots: float) -> QPixmap:
        """Return a picture to paint on, with so many dots in a pixel; the oldest one is given up for it."""
        oldest = self._pictures.pop()[1] if len(self._pictures) >= MOST else QPixmap()
        if oldest.size() != size * dots:
            oldest = QPixmap(size * dots)
        oldest.setDevicePixelRatio(dots)
        return oldest
