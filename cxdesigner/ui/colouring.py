"""The measure that colours the cards: chosen in the panel, the menu or the line above the map, and worked out with the rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout

from cxdesigner.ui.desk import Desk

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView
    from cxdesigner.ui.panels.heat_line import HeatLine


class Colouring(QObject):
    """Keeps map, line and panel the same. Nothing is worked out, and nothing is made, before somebody chooses a measure.

    Colours follow an edit when the rules have looked at the map, a moment after it, so that the hand never waits for them.
    """

    changed = Signal()
    """Cards are coloured by something else now."""

    def __init__(self, desk: Desk, column: QVBoxLayout, view: Callable[[], MapView]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._column = column
        self._view = view
        self._line: HeatLine | None = None
        self._entered: list[QAction] = []
        self.measure = ""
        """What colours the cards, as `journey/heat.py` names it; empty: nothing does."""
        desk.checked.connect(self._follow)
        desk.map_shown.connect(self._follow)
        desk.replaced.connect(self._forget)

    def colour_by(self, measure: str) -> None:
        """Colour cards by a measure, or, by an empty name, no longer."""
        self.measure = measure
        self._look()
        self.changed.emit()

    def toggle(self, measure: str) -> None:
        """Colour cards by a measure, or no longer where they are coloured by it already."""
        self.colour_by("" if measure == self.measure else measure)

    def list_entered(self, menu: QMenu) -> None:
        """Put the measures that people have entered on this map below those that every map has."""
        for action in self._entered:
            menu.removeAction(action)
            action.deleteLater()
        self._entered = []
        if not self._desk.is_open():
            return
        from cxdesigner.journey.heat import entered_measures

        for measure, title in entered_measures(self._desk.document, self._desk.map.id).items():
            action = menu.addAction(title.replace("&", "&&"), partial(self.colour_by, measure))
            action.setCheckable(True)
            action.setChecked(measure == self.measure)
            self._entered.append(action)

    def retouch(self) -> None:
        """Let the line follow another look."""
        if self._line is not None and self._desk.is_open():
            self._line.show_theme(self._view().theme)

    def _follow(self) -> None:
        if self.measure:
            self._look()

    def _forget(self) -> None:
        if self.measure:
            self.measure = ""
            if self._line is not None:
                self._line.hide()
            self.changed.emit()

    def _look(self) -> None:
        if not self._desk.is_open():
            return
        from cxdesigner.journey.heat import heat, measures_that_colour

        document, map_id = self._desk.document, self._desk.map.id
        found = heat(document, map_id, self.measure) if self.measure else None
        self._view().set_heat(found)
        if found is None and self._line is None:
            return
        line = self._made_line()
        if found is not None or self.measure:
            line.show_heat(found, measures_that_colour(document, map_id), self._view().theme)
        line.setVisible(bool(self.measure))

    def _made_line(self) -> HeatLine:
        if self._line is None:
            from cxdesigner.ui.panels.heat_line import HeatLine

            self._line = HeatLine()
            self._line.picked.connect(self.colour_by)
            self._column.insertWidget(0, self._line)
        return self._line
