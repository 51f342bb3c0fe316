"""The find field at work: what was typed, what was found, and which of it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cxdesigner.document.records import RecordId
from cxdesigner.ui.desk import Desk
from cxdesigner.ui.panels.top_bar import FindField

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView
    from cxdesigner.ui.finding import Found, Index


class Search(QObject):
    """Typing selects the first place, and the others stand out; Enter and the arrows walk through them, Esc ends."""

    let_go = Signal()

    def __init__(self, desk: Desk, field: FindField, view: Callable[[], MapView | None]) -> None:
        super().__init__(field)
        self._desk = desk
        self._field = field
        self._view = view
        self._index: Index | None = None
        self._found: list[Found] = []
        self._place = 0
        self._shown: tuple[RecordId, ...] = ()
        field.looked_for.connect(self.look_for)
        field.stepped.connect(self.step)
        field.let_go.connect(self.let_go)
        desk.map_shown.connect(self._forget)
        desk.replaced.connect(self._forget)
        desk.changed.connect(self._follow)

    def look_for(self, words: str) -> None:
        """Find all places that say these words and show the first."""
        self._find(words)
        self._place = 0
        self._show()

    def step(self, by: int) -> None:
        """Go to the next place, or to one before it."""
        if self._index is None and self._field.text().strip():
            self._find(self._field.text())
        if self._found:
            self._place = (self._place + by) % len(self._found)
            self._show()

    def is_on(self) -> bool:
        """Tell whether something is looked for."""
        return bool(self._field.text().strip())

    def follow_light(self) -> None:
        """End when Esc on the map has let everything stand out again."""
        view = self._view()
        if view is not None and view.spotlight.found is None and self.is_on():
            self._forget()

    def _find(self, words: str) -> None:
        from cxdesigner.ui.finding import Index

        self._found = []
        if self._desk.is_open():
            if self._index is None and words.strip():
                self._index = Index(self._desk.document, self._desk.map.id)
            self._found = self._index.find(words) if self._index is not None else []
        self._light(words)

    def _light(self, words: str) -> None:
        """Let what was found stand out on the map."""
        view = self._view()
        if view is None:
            return
        found = None
        if words.strip():
            from cxdesigner.ui.finding import touchpoints_in

            found = touchpoints_in(self._desk.document, self._found)
        if found != view.spotlight.found:
            view.set_spotlight(replace(view.spotlight, found=found))

    def _show(self) -> None:
        if not self._found:
            self._field.show_count("nothing" if self.is_on() else "")
            if self.is_on() and self._desk.selection == self._shown:
                self._desk.select(())  # What a shorter word had found is no hit any more.
            return
        found = self._found[self._place]
        self._field.show_count(f"{self._place + 1} of {len(self._found)} · {found.where}")
        self._shown = (found.record_id,)
        self._desk.show(self._shown)
        if found.shown_id != found.record_id:
            self._desk.show_asked.emit(found.shown_id)

    def _follow(self, change: object) -> None:
        """Look again when somebody steps on: what was found may say something else now."""
        self._index = None
        self._found = [found for found in self._found if found.shown_id in self._desk.document]
        self._place = min(self._place, max(0, len(self._found) - 1))

    def _forget(self) -> None:
        self._index, self._found = None, []
        self._field.clear()
        self._field.show_count("")
