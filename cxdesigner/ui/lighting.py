"""Filter, focus and way at work: what stands out on the map, said in the line above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from cxdesigner.canvas.spotlight import Filter, passing
from cxdesigner.document.document import Document
from cxdesigner.ui.desk import Desk

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView
    from cxdesigner.ui.panels.filter import FilterBar


class Lighting(QObject):
    """Keeps the line above the map and the map's spotlight the same. The line is made when there is something to say."""

    let_go = Signal()
    changed = Signal()
    """The line was opened or closed, or something else stands out."""

    def __init__(self, desk: Desk, column: QVBoxLayout, view: Callable[[], MapView]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._column = column
        self._view = view
        self._bar: FilterBar | None = None

    @property
    def bar(self) -> FilterBar:
        """The line above the map."""
        if self._bar is None:
            from cxdesigner.ui.panels.filter import FilterBar

            bar = self._bar = FilterBar(self._document)
            bar.picked.connect(self._filter)
            bar.stepped.connect(self._step)
            bar.focus_ended.connect(self._end_focus)
            bar.way_stepped.connect(self._step_on_way)
            bar.way_ended.connect(self._end_way)
            bar.closed.connect(self._close)
            self._column.insertWidget(0, bar)
        return self._bar

    def is_open(self) -> bool:
        """Tell whether one can choose what to filter."""
        return self._bar is not None and self._bar.is_open()

    def toggle(self) -> None:
        """Let somebody choose what to filter, or end the filter."""
        if self.is_open():
            self.bar.close_bar()
        else:
            self.follow()
            self.bar.open_bar()
            self.changed.emit()

    def follow(self) -> None:
        """Say what stands out now."""
        view = self._view()
        light = view.spotlight
        if self._bar is None and light.stage_id is None and light.way is None and not light.filter:
            return
        of = len(view.plan.cards)
        count = passing(self._desk.document, view.plan, light.filter) if light.filter else of
        self.bar.show_filter(light.filter, count, of)
        self.bar.show_focus(self._desk.document.title_of(light.stage_id) if light.stage_id is not None else None)
        self._show_way()
        self.changed.emit()

    def follow_step(self, _: object = None) -> None:
        """Say at which touchpoint of the way one is now."""
        if self._bar is not None and self._view().spotlight.way is not None:
            self._show_way()

    def _show_way(self) -> None:
        from cxdesigner.canvas.way import place_on_way

        way, place = self._view().spotlight.way, place_on_way(self._view())
        if way is None:
            self.bar.show_way(None)
            return
        count = len(way.touchpoint_ids)
        where = f"{count} touchpoints" if place is None else f"{place + 1} of {count}"
        self.bar.show_way(f"{way.title} · {where}")

    def _document(self) -> Document | None:
        return self._desk.document if self._desk.is_open() else None

    def _filter(self, filter: Filter) -> None:
        view = self._view()
        view.set_spotlight(replace(view.spotlight, filter=filter))

    def _step(self, by: int) -> None:
        self._view().walker.walk_stage(by)

    def _end_focus(self) -> None:
        self._view().focus_stage(None)
        self.let_go.emit()

    def _step_on_way(self, by: int) -> None:
        from cxdesigner.canvas.way import walk_way

        walk_way(self._view(), by)

    def _end_way(self) -> None:
        view = self._view()
        view.set_spotlight(replace(view.spotlight, way=None))
        self.let_go.emit()

    def _close(self) -> None:
        self.let_go.emit()
        self.changed.emit()
