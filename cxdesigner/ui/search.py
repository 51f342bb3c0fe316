"""The find field at work: what was typed, what was found, and which of it is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from cxdesigner.document.records import RecordId
from cxdesigner.ui.desk import Desk
from cxdesigner.ui.panels.top_bar import FindField


class Search(QObject):
    """Typing selects the first place; Enter and the arrows walk through the others."""

    let_go = Signal()

    def __init__(self, desk: Desk, field: FindField) -> None:
        super().__init__(field)
        self._desk = desk
        self._field = field
        self._found: list[RecordId] = []
        self._place = 0
        field.looked_for.connect(self.look_for)
        field.stepped.connect(self.step)
        field.let_go.connect(self.let_go)
        desk.map_shown.connect(self._forget)
        desk.replaced.connect(self._forget)

    def look_for(self, words: str) -> None:
        """Find all places that say these words and show the first."""
        from cxdesigner.ui.finding import find

        is_open = self._desk.is_open()
        self._found = find(self._desk.document, self._desk.map.id, words) if is_open else []
        self._place = 0
        self._show()

    def step(self, by: int) -> None:
        """Go to the next place, or to one before it."""
        self._found = [i for i in self._found if self._desk.is_open() and i in self._desk.document]
        if self._found:
            self._place = (self._place + by) % len(self._found)
            self._show()

    def _show(self) -> None:
        if self._found:
            self._field.show_count(f"{self._place + 1} of {len(self._found)}")
            self._desk.show((self._found[self._place],))
        else:
            self._field.show_count("nothing" if self._field.text().strip() else "")

    def _forget(self) -> None:
        self._found = []
        self._field.show_count("")
