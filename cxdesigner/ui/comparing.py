"""The comparison below the map: which two maps it is about, when it looks again, and the signs on the map of today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSplitter

from cxdesigner.document.change import Change
from cxdesigner.document.records import RecordId
from cxdesigner.ui.desk import Desk, Notice
from cxdesigner.ui.look import LOOKS, Look

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView
    from cxdesigner.journey.action_plan import Step
    from cxdesigner.ui.panels.comparison import ComparisonPanel

LOOK_AFTER_MS = 250
"""The maps are compared this long after the last edit; what is written into the plan is shown at once."""
ALONE = "one map"
ONE_MAP = (
    "There is nothing to compare yet. A to-be map is a copy of this one, on which you change what shall be different; "
    "the difference is your action plan."
)
_SIGNS = {"removed": "goes", "moved": "moves", "changed": "changes"}
"""What stands on the cards of today while the comparison is open; those of the to-be map have tags of their own."""


class Comparing(QObject):
    """Keeps the panel and the map of today the same. The panel is made when somebody first compares."""

    changed = Signal()
    pages_asked = Signal()
    table_asked = Signal()

    def __init__(self, desk: Desk, middle: QSplitter, view: Callable[[], MapView]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._middle = middle
        self._view = view
        self._look: Look = LOOKS["light"]
        self._panel: ComparisonPanel | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(LOOK_AFTER_MS)
        self._clock.timeout.connect(self.look)
        desk.changed.connect(self._follow)
        desk.map_shown.connect(self.look)
        desk.replaced.connect(self._forget)
        desk.selected.connect(self._follow_selection)

    def panel(self) -> ComparisonPanel:
        """Return the panel, made now if there was none."""
        if self._panel is None:
            from cxdesigner.ui.panels.comparison import ComparisonPanel

            self._panel = ComparisonPanel()
            self._panel.hide()
            self._panel.set_look(self._look)
            self._panel.record_asked.connect(self._show)
            self._panel.said.connect(self._say)
            self._panel.pages_asked.connect(self.pages_asked)
            self._panel.table_asked.connect(self.table_asked)
            self._panel.closed.connect(self.toggle)
            self._middle.addWidget(self._panel)
        return self._panel

    def is_shown(self) -> bool:
        """Tell whether the comparison is open."""
        return self._panel is not None and not self._panel.isHidden()

    def toggle(self) -> None:
        """Open the comparison, or close it; with one map say what is missing, and offer to make it."""
        from cxdesigner.ui.journey_pages import maps_to_compare

        if self.is_shown():
            self.panel().hide()
            self._view().scene_of_map.show_attention(news={})
        elif maps_to_compare(self._desk) is None:
            ways = (("Make a to-be map", self._begin), ("Not now", partial(self._desk.forget_notice, ALONE)))
            self._desk.notice(Notice(ALONE, "caution", ONE_MAP, ways))
        else:
            self.panel().show()
            sizes = [0] * self._middle.count()
            sizes[0], sizes[self._middle.indexOf(self.panel())] = 520, 340
            self._middle.setSizes(sizes)
            self.look()
        self.changed.emit()

    def _begin(self) -> None:
        """Make a to-be map, show it, and compare it with today."""
        from cxdesigner.commands.maps import start_to_be

        if self._desk.plan(start_to_be, self._desk.map_id):
            self._desk.forget_notice(ALONE)
            self.toggle()

    def set_look(self, look: Look) -> None:
        """Take the colours of a look."""
        self._look = look
        if self._panel is not None:
            self._panel.set_look(look)

    def look(self) -> None:
        """Compare again, where somebody sees it."""
        self._clock.stop()
        if not self.is_shown() or not self._desk.is_open():
            return
        from cxdesigner.journey import action_plan as plan
        from cxdesigner.ui.panels.comparison import Shown

        document = self._desk.document
        maps = plan.map_compared_with(document, self._desk.map.id)
        if maps is None:
            self.panel().hide()
            self.changed.emit()
            return
        before, after = maps
        both = document, before, document, after
        steps = plan.action_plan(*both)
        title = f"“{document.title_of(before)}” → “{document.title_of(after)}”: {plan.counted(steps)}"
        if document.title_of(before) == document.title_of(after):
            title = f"As it is → as it should be: {plan.counted(steps)}"
        self.panel().show_comparison(Shown(title, steps, plan.both_curves(*both), plan.changed_measures(*both)))
        self.panel().show_selection(self._desk.selection)
        self._view().scene_of_map.show_attention(news=self._signs(steps) if self._desk.map_id == before else {})

    def _signs(self, steps: Sequence[Step]) -> dict[RecordId, str]:
        """Return the sign of each card of today that is another one tomorrow."""
        found: dict[RecordId, str] = {}
        for step in steps:
            touchpoint_id = step.touchpoint_id
            if touchpoint_id is None or step.kind not in _SIGNS:
                continue
            if step.kind != "removed":
                touchpoint_id = self._desk.document.touchpoint(touchpoint_id).origin_id
            if touchpoint_id is not None:
                found[touchpoint_id] = _SIGNS[step.kind]
        return found

    def _follow(self, change: Change) -> None:
        if ALONE in self._desk.notices and len(self._maps()) > 1:
            self._desk.forget_notice(ALONE)
        if not self.is_shown():
            return
        is_plan_alone = all(record_id in self._maps() for record_id in change.edits)
        if is_plan_alone:
            self.look()
        else:
            self._clock.start()

    def _maps(self) -> set[RecordId]:
        from cxdesigner.document.reading import maps_of

        return {map.id for map in maps_of(self._desk.document)}

    def _follow_selection(self, record_ids: Sequence[RecordId]) -> None:
        if self.is_shown():
            self.panel().show_selection(record_ids)

    def _forget(self) -> None:
        self._clock.stop()
        if self.is_shown():
            self.panel().hide()
            self.changed.emit()

    def _show(self, record_id: RecordId) -> None:
        self._desk.show((record_id,))

    def _say(self, action_id: str, name: str, value: object) -> None:
        from cxdesigner.commands.actions import set_action
        from cxdesigner.ui.journey_pages import maps_to_compare

        maps = maps_to_compare(self._desk)
        if maps is not None:
            self._desk.seal()
            self._desk.plan(set_action, maps[1], action_id, name, value)
            self._desk.seal()
