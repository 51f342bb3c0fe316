"""Which sheets differ from those on the wall: looked at one by one, while the window does nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.wall.changed import Changed, Looks, changed_since, looks_of, printed_in, way_of
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import Poster


class SheetsOnTheWall(QObject):
    """Compares the sheets of a poster with those that were printed last; `told` when there is something to say."""

    told = Signal()

    def __init__(self, document: Document, map_id: RecordId, parent: QObject) -> None:
        super().__init__(parent)
        self.words = ""
        self.changed: Changed | None = None
        self.way: tuple[str, ...] = ()
        self._document, self._map_id = document, map_id
        self._count = 0
        self._looks: dict[str, str] = {}
        self._next: Iterator[tuple[str, str]] = iter(())
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._step)

    def look_at(self, order: Order, poster: Poster | None) -> None:
        """Begin anew, with another poster; one that is not cut into sheets is none."""
        self._clock.stop()
        self.words, self.changed, self.way, self._looks, self._count = "", None, (), {}, 0
        self._next = iter(())
        if poster is None or poster.tiling is None:
            return
        self._count = len(poster.tiling.sheets)
        self._next = looks_of(poster, order.theme)
        self.way = way_of(self._document, self._map_id, order, poster)
        if printed_in(self._document, self._map_id, self.way) is not None:
            self.words = "Comparing the sheets with those on the wall …"
            self._clock.start()
        else:  # They fit nothing that hangs, so there is nothing to compare.
            names = dict.fromkeys((sheet.label for sheet in poster.tiling.sheets), "")
            self._tell(names)

    def stop(self) -> None:
        """Compare no further."""
        self._clock.stop()

    def looks(self) -> Looks:
        """Return the fingerprints of all sheets, when all have been compared."""
        return self._looks

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return self._count

    def rest(self) -> Iterator[int]:
        """Compare the sheets that have not been compared yet; yield after each how many are done."""
        self._clock.stop()
        for name, look in self._next:
            self._looks[name] = look
            yield len(self._looks)
        if self._looks:
            self._tell(self._looks)

    def _step(self) -> None:
        try:
            found = next(self._next, None)
        except Refused as refusal:
            self.words = str(refusal)
            self.told.emit()
            return
        if found is None:
            self._tell(self._looks)
            return
        self._looks[found[0]] = found[1]
        self._clock.start()

    def _tell(self, looks: Looks) -> None:
        self.changed = changed_since(self._document, self._map_id, self.way, looks)
        self.words = self.changed.words
        self.told.emit()
