"""A map of a document on the surface: follows the document, and knows what is selected; it has no hands yet."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas import fonts, speech
from cxdesigner.canvas.hits import Hits
from cxdesigner.canvas.landing import map_area
from cxdesigner.canvas.spotlight import Spotlight, faded, walked_links
from cxdesigner.canvas.surface import Surface
from cxdesigner.canvas.theme import Theme
from cxdesigner.canvas.viewpoint import MARGIN
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, Map, RecordId, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.plan import Density, Plan

if TYPE_CHECKING:
    from cxdesigner.journey.heat import Heat
    from cxdesigner.journey.times import Times


class ShownMap(Surface):
    """Shows one map and follows its document; it edits only through `perform`. `MapView` gives it hands.

    Whoever makes one calls `set_document` when everything around the map is made.
    """

    selected = Signal(tuple)
    refused = Signal(str)
    lit = Signal()
    """Something else stands out now; `spotlight` says what."""

    is_changing = False
    """The new plan is being shown: whoever edits now would see it come after the one that follows from the edit."""

    def __init__(
        self, document: Document, map_id: RecordId, perform: Callable[[Edit], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._perform = perform
        self.document, self.map_id = document, map_id
        self.selection: tuple[RecordId, ...] = ()
        self.is_showing_edit = False
        """What is selected now comes of an edit of this view: what is typed next may be one step with it."""
        self.spotlight = Spotlight()
        self.times: Times | None = None
        self.heat: Heat | None = None
        self._lanes = LaneKind.TEAM
        self.layout_memory = LayoutMemory()
        self._is_stale = True
        self._stop_watching: Callable[[], None] | None = None
        self._refreshing = QTimer(self)
        self._refreshing.setSingleShot(True)
        self._refreshing.setInterval(0)
        self._refreshing.timeout.connect(self.refresh)

    # -- what is shown --------------------------------------------------------------------------------------------------

    @property
    def plan(self) -> Plan:
        """What is shown now, always up to date with the document."""
        if self._is_stale:
            self.refresh()
        return self.shown_plan

    @property
    def lanes(self) -> LaneKind:
        """What the lanes are."""
        return self._lanes

    def set_document(self, document: Document, map_id: RecordId) -> None:
        """Show a map of a document from its beginning, and follow that document from now on."""
        self.finish_editing()
        if self._stop_watching is not None:
            self._stop_watching()
        self.document, self.map_id = document, map_id
        self._stop_watching = document.watch(partial(_follow, weakref.ref(self)))
        self._lanes = document.map(map_id).lanes
        self.select([])
        self.set_times(None)
        self.spotlight = Spotlight()
        self.refresh()
        self.set_spotlight(self.spotlight)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setValue(bar.minimum())

    def set_lanes(self, kind: LaneKind) -> None:
        """Show the same map in other lanes."""
        self._lanes = kind
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Show the map in other colours."""
        if theme is self.theme:
            return
        self.theme = theme
        self.refresh()
        self.viewport().update()

    def set_problems(self, problems: Mapping[RecordId, str]) -> None:
        """Mark records with the severity of the worst that was found about them."""
        self.scene_of_map.show_attention(problems=dict(problems))

    def set_times(self, times: Times | None) -> None:
        """Say when things happen, on the scale over the columns and on the cards; None says nothing."""
        if times == self.times:
            return
        self.times = times
        self.scene_of_map.show_attention(times=times.cards if times is not None else {})
        for heading in self.headings():
            heading.update()

    def set_heat(self, heat: Heat | None) -> None:
        """Colour cards by a measure, or no longer; only cards that look different now are drawn again."""
        self.heat = heat
        self.scene_of_map.show_attention(heat={} if heat is None else heat.cards)

    def set_spotlight(self, spotlight: Spotlight) -> None:
        """Let something stand out, and the rest fade."""
        self.spotlight = spotlight
        plan = self.plan
        back, walked = faded(self.document, plan, spotlight), walked_links(plan, spotlight.way)
        self.scene_of_map.show_attention(faded=back, walked=walked)
        for heading in self.headings():
            heading.update()
        self.lit.emit()

    def follow(self, change: Change) -> None:
        """Note that the document has changed; the picture follows before anybody looks at it again."""
        record = change.edits.get(self.map_id, (None, None))[1]
        if isinstance(record, Map):
            self._lanes = record.lanes
        self._is_stale = True
        self._refreshing.start()

    def refresh(self) -> None:
        """Lay the map out again and show what is different. Selection and view stay."""
        self._refreshing.stop()
        self._is_stale = False
        plan = Plan(self.map_id, self._lanes, Density.SCREEN, 0, 0)
        if self.map_id in self.document:
            plan = lay_out(self.document, self.map_id, self._lanes, fonts.measure, memory=self.layout_memory)
        self.is_changing = True
        try:
            self._show(plan)
        finally:
            self.is_changing = False
        self.place_what_is_over()

    def _show(self, plan: Plan) -> None:
        self.shown_plan, self.hits = plan, Hits(plan, self.hits)
        self.settle()
        area = map_area(plan)
        self.scene_of_map.setSceneRect(area.x, area.y, area.width + MARGIN, area.height + MARGIN)
        self.scene_of_map.show_plan(plan, self.theme, self.hits)
        self._keep_spotlight()
        self.select([record_id for record_id in self.selection if record_id in self.document])
        self.follow_plan()

    def _keep_spotlight(self) -> None:
        """Let what is looked for stand out in the new plan too; what is gone is looked at no longer."""
        if not self.spotlight:
            return
        if self.spotlight.stage_id is not None and self.spotlight.stage_id not in self.document:
            self.spotlight = replace(self.spotlight, stage_id=None)
        way = self.spotlight.way
        if way is not None and not all(touchpoint_id in self.document for touchpoint_id in way.touchpoint_ids):
            self.spotlight = replace(self.spotlight, way=None)
        self.set_spotlight(self.spotlight)

    def settle(self) -> None:
        """Put back what the hand is doing: the map is another one now."""

    def follow_plan(self) -> None:
        """Let what stands around the map follow the new plan."""

    def place_what_is_over(self) -> None:
        """Put what lies over the map where it belongs; it may end what is typed, and so edit."""

    def finish_editing(self) -> None:
        """Keep the title that is being typed, if there is one."""

    def do(self, make: Callable[[], Edit], *, selects: bool = True, merge_key: str = "") -> Edit | None:
        """Plan an edit and perform it, then show it. Return it, or None where it was refused (and that was told)."""
        try:
            edit = make()
            if merge_key:
                edit = replace(edit, merge_key=merge_key)
            self._perform(edit)
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return None
        if self._is_stale:
            self.refresh()
        shown = [record_id for record_id in edit.show if record_id in self.document]
        if selects and shown:
            self.is_showing_edit = True
            self.select(shown)
            self.is_showing_edit = False
        return edit

    # -- selecting ------------------------------------------------------------------------------------------------------

    def select(self, record_ids: Iterable[RecordId]) -> None:
        """Select records, and only those."""
        selection = tuple(dict.fromkeys(record_ids))
        if selection == self.selection:
            return
        self.selection = selection
        self.scene_of_map.show_attention(selected=frozenset(selection))
        for heading in self.headings():
            heading.update()
        self.setAccessibleDescription(speech.spoken(self.document, selection))
        self.selected.emit(selection)

    def selected_cards(self) -> list[RecordId]:
        """Return the selected touchpoints, in the order in which they were selected."""
        return [record_id for record_id in self.selection if isinstance(self.document.find(record_id), Touchpoint)]


def _follow(view: weakref.ref[ShownMap], change: Change) -> None:
    """Tell a view about a change, if it is still there: a document may outlive its windows."""
    seen = view()
    if seen is not None and shiboken6.isValid(seen):
        seen.follow(change)
