"""The lanes to tick for the wall: a line that says how many, and opens."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.layout.lanes import lane_keys, lane_name
from cxdesigner.layout.plan import LaneKey
from cxdesigner.layout.shapes import is_hidden
from cxdesigner.ui.widgets.section import SectionHead
from cxdesigner.ui.widgets.tick_box import TickBox


class LanesToShow(QWidget):
    """Which lanes are printed; as they are ticked first, they are those that the map shows."""

    changed = Signal()

    def __init__(self, document: Document, map_id: RecordId) -> None:
        super().__init__()
        self._document, self._map = document, document.map(map_id)
        self._ticks: dict[LaneKey, TickBox] = {}
        self.head = SectionHead("")
        self.head.toggled.connect(self._open)
        self._inside = QWidget()
        self._inside.setVisible(False)
        self.all = TickBox("All lanes")
        self.all.clicked.connect(self._tick_all)
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(8, 0, 0, 0)
        self._list.setSpacing(2)
        self._list.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self._inside)

    def offer(self, kind: LaneKind) -> None:
        """Offer the lanes of a kind."""
        for tick in self._ticks.values():
            self._list.removeWidget(tick)
            tick.deleteLater()
        self._ticks = {}
        for key in lane_keys(self._document, self._map.id, kind):
            tick = self._ticks[key] = TickBox(shown_name(lane_name(self._document, key)).replace("&", "&&"))
            tick.setChecked(not is_hidden(self._map, key))
            tick.toggled.connect(self._follow)
            self._list.addWidget(tick)
        self._say()

    def chosen(self) -> tuple[LaneKey, ...]:
        """Return the lanes that are ticked; none where these are the ones that the map shows. Raises Refused where no lane is."""
        chosen = self._ticked()
        if self._ticks and not chosen:
            raise Refused("No lane is ticked; tick at least one under “Lanes to show”.")
        return () if chosen == self._usual() else chosen

    def tick(self, key: LaneKey) -> TickBox:
        """Return the box of a lane."""
        return self._ticks[key]

    def _usual(self) -> tuple[LaneKey, ...]:
        shown = tuple(key for key in self._ticks if not is_hidden(self._map, key))
        return shown or tuple(self._ticks)

    def _ticked(self) -> tuple[LaneKey, ...]:
        return tuple(key for key, tick in self._ticks.items() if tick.isChecked())

    def _tick_all(self, is_on: bool) -> None:
        for tick in self._ticks.values():
            with QSignalBlocker(tick):
                tick.setChecked(is_on)
        self._follow()

    def _follow(self, _: object = None) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        count, shown = len(self._ticks), len(self._ticked())
        words = f"All {count} lanes" if shown == count > 1 else f"{shown} of {count} lanes"
        self.head.setText("The only lane" if shown == count == 1 else words)
        self.head.setAccessibleName(f"Lanes to show: {self.head.text()}")
        with QSignalBlocker(self.all):
            self.all.setChecked(shown == count)

    def _open(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
