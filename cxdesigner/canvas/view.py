"""The map on the screen: shows a plan of the document, and turns what the hand does into edits."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas import fonts, speech
from cxdesigner.canvas.headings import Corner, LaneStrip, StageStrip
from cxdesigner.canvas.hits import Hits
from cxdesigner.canvas.landing import map_area
from cxdesigner.canvas.surface import Surface, ground_of
from cxdesigner.canvas.theme import Theme
from cxdesigner.canvas.viewpoint import MARGIN, STEP, Viewpoint
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, Map, RecordId, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.plan import Density, Plan

if TYPE_CHECKING:
    from cxdesigner.canvas.editing import TitleEditing
    from cxdesigner.canvas.editor import TitleEditor
    from cxdesigner.canvas.hand import Hand


class MapView(Surface):
    """A map to look at and to work on.

    It watches the document and follows it; it edits only through `perform`. What is selected, hovered or faded is its own.
    Refusals are told by `refused`, one sentence each, and never by a dialog.
    """

    selected = Signal(tuple)
    refused = Signal(str)
    zoomed = Signal(float)
    asked_for_menu = Signal(object, QPoint)
    asked_for_tip = Signal(str, QPoint)
    """The pointer rests on something: plain text (empty: nothing to say) and the place on the screen."""

    def __init__(
        self, document: Document, map_id: RecordId, perform: Callable[[Edit], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._perform = perform
        self.document, self.map_id = document, map_id
        self.selection: tuple[RecordId, ...] = ()
        self.is_showing_edit = False
        """What is selected now comes of an edit of this view: what is typed next may be one step with it."""
        self._lanes = LaneKind.TEAM
        self._is_stale = True
        self._escape: Callable[[], None] | None = None
        self._stop_watching: Callable[[], None] | None = None
        self.viewpoint = Viewpoint(self)
        self.stage_strip, self.lane_strip, self._corner = StageStrip(self), LaneStrip(self), Corner(self)
        self._refreshing = QTimer(self)
        self._refreshing.setSingleShot(True)
        self._refreshing.setInterval(0)
        self._refreshing.timeout.connect(self.refresh)
        self.setAccessibleName("Journey map")
        self.set_document(document, map_id)

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

    @cached_property
    def hand(self) -> Hand:
        """What the mouse does; made when somebody takes it, because a first picture does without."""
        from cxdesigner.canvas.hand import Hand

        return Hand(self)

    @cached_property
    def editing(self) -> TitleEditing:
        """The typing of titles; made when somebody types one."""
        from cxdesigner.canvas.editing import TitleEditing

        return TitleEditing(self)

    @property
    def editor(self) -> TitleEditor | None:
        """The editor over the map, while somebody types a title."""
        return self.editing.editor if "editing" in vars(self) else None

    def set_document(self, document: Document, map_id: RecordId) -> None:
        """Show a map of a document from its beginning, and follow that document from now on."""
        self.finish_editing()
        if self._stop_watching is not None:
            self._stop_watching()
        self.document, self.map_id = document, map_id
        self._stop_watching = document.watch(partial(_follow, weakref.ref(self)))
        self._lanes = document.map(map_id).lanes
        self.select([])
        self.refresh()
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

    def set_faded(self, faded: Iterable[RecordId]) -> None:
        """Let everything else stand out."""
        self.scene_of_map.show_attention(faded=frozenset(faded))

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
        before = self.shown_plan
        plan = Plan(self.map_id, self._lanes, Density.SCREEN, 0, 0)
        if self.map_id in self.document:
            plan = lay_out(self.document, self.map_id, self._lanes, fonts.measure)
        self.shown_plan, self.hits = plan, Hits(plan)
        if "hand" in vars(self):
            self.hand.settle()
        area = map_area(plan)
        self.scene_of_map.setSceneRect(area.x, area.y, area.width + MARGIN, area.height + MARGIN)
        self.scene_of_map.show_plan(plan, self.theme)
        self.select([record_id for record_id in self.selection if record_id in self.document])
        if ground_of(before) != ground_of(plan):
            self.viewport().update()
        self.viewpoint.apply()
        self._place_editor()

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
        self.stage_strip.update()
        self.lane_strip.update()
        self.setAccessibleDescription(speech.spoken(self.document, selection))
        self.selected.emit(selection)

    def selected_cards(self) -> list[RecordId]:
        """Return the selected touchpoints, in the order in which they were selected."""
        return [record_id for record_id in self.selection if isinstance(self.document.find(record_id), Touchpoint)]

    def show_record(self, record_id: RecordId) -> None:
        """Select a record and bring it into view."""
        self.select([record_id])
        self.reveal(record_id)

    def reveal(self, record_id: RecordId) -> bool:
        """Bring a record into view; False where the map does not show it."""
        return self.viewpoint.reveal(record_id)

    # -- verbs ----------------------------------------------------------------------------------------------------------

    def edit_title(self, record_id: RecordId) -> None:
        """Let somebody type the title of a record right where it stands."""
        self.editing.start(record_id)

    def finish_editing(self) -> None:
        """Keep the title that is being typed, if there is one."""
        if "editing" in vars(self):
            self.editing.finish()

    def _place_editor(self) -> None:
        if "editing" in vars(self):
            self.editing.place()

    def add_note(self) -> None:
        """Stick a note to a free place and let somebody write on it."""
        from cxdesigner.canvas.verbs import add_note

        add_note(self)

    def choose_tool(self, name: str) -> None:
        """Take another tool into the hand: a name in `TOOLS`."""
        self.hand.choose(name)

    def fit_map(self) -> None:
        """Show the whole map, and keep showing it when the window changes, until somebody zooms."""
        self.viewpoint.fit()

    def actual_size(self) -> None:
        """Show the map in its natural size."""
        self.viewpoint.set_zoom(1.0)

    def zoom_in(self) -> None:
        """Come one step nearer."""
        self.viewpoint.set_zoom(self.viewpoint.zoom * STEP)

    def zoom_out(self) -> None:
        """Step back once."""
        self.viewpoint.set_zoom(self.viewpoint.zoom / STEP)

    def cancel_gesture(self) -> bool:
        """Put back what the hand is doing; False where it does nothing."""
        if self._escape is not None:
            self._escape()
            return True
        return self.hand.cancel()

    def set_escape(self, escape: Callable[[], None] | None) -> None:
        """Say what Esc means while a heading is in the hand."""
        self._escape = escape

    # -- headings -------------------------------------------------------------------------------------------------------

    def headings(self) -> tuple[QWidget, QWidget, QWidget]:
        return self.stage_strip, self.lane_strip, self._corner

    def heading_scale(self) -> float:
        return self.viewpoint.heading_scale

    # -- events ---------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.finish_editing()
        self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hand.cancel()
        if event.button() == Qt.MouseButton.LeftButton:
            self.hand.tool.double_click(self.in_map(event.position()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            thing_id = self.thing_at(self.in_map(QPointF(event.pos())))
        else:
            thing_id = self.selection[0] if self.selection else None
            item = self.scene_of_map.items_by_id.get(thing_id) if thing_id is not None else None
            if item is not None:
                at = self.viewport().mapToGlobal(self.in_viewport(item.boundingRect()).center())
        if thing_id is not None and thing_id not in self.selection:
            self.select([thing_id])
        self.asked_for_menu.emit(thing_id, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from cxdesigner.canvas import keys

        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hand.hold_space(True)
        elif not keys.press(self, event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hand.hold_space(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if "hand" in vars(self):
            self.hand.hold_space(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.viewpoint.set_zoom(self.viewpoint.zoom * STEP ** (turn / 120), event.position())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - turn)
            event.accept()
        else:
            self.viewpoint.is_fitted = False
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            text = speech.tip(self.document, self.thing_at(self.in_map(QPointF(event.pos()))))
            self.asked_for_tip.emit(text, event.globalPos())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.viewpoint.refit()
        self._place_editor()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.viewpoint.refit()

    def scrollContentsBy(self, right: int, down: int) -> None:
        super().scrollContentsBy(right, down)
        self._place_editor()

    # -- from the palette -----------------------------------------------------------------------------------------------

    def hold_over(self, data: QMimeData, at: QPointF) -> bool:
        """Show where what is dragged over a point of the viewport would land; False where it cannot."""
        from cxdesigner.canvas import drops

        return drops.hold_over(self, data, self.in_map(at))

    def take(self, data: QMimeData, at: QPointF) -> bool:
        """Make what was dropped at a point of the viewport, and let somebody type its title."""
        from cxdesigner.canvas import drops

        return drops.take(self, data, self.in_map(at))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from cxdesigner.canvas.drops import read_new

        event.setAccepted(read_new(event.mimeData()) is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.hand.scroll_towards(event.position().toPoint())
        event.setAccepted(self.hold_over(event.mimeData(), event.position()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.clear_landing()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setAccepted(self.take(event.mimeData(), event.position()))


def _follow(view: weakref.ref[MapView], change: Change) -> None:
    """Tell a view about a change, if it is still there: a document may outlive its windows."""
    seen = view()
    if seen is not None and shiboken6.isValid(seen):
        seen.follow(change)
