"""The map on the screen: shows a plan of the document, and turns what the hand does into edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
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

from cxdesigner.canvas.corner import Corner
from cxdesigner.canvas.headings import StageStrip
from cxdesigner.canvas.lane_strip import LaneStrip
from cxdesigner.canvas.shown_map import ShownMap
from cxdesigner.canvas.viewpoint import STEP, Viewpoint
from cxdesigner.document.change import Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId

if TYPE_CHECKING:
    from cxdesigner.canvas.card_bar import CardBar
    from cxdesigner.canvas.editing import TitleEditing
    from cxdesigner.canvas.editor import TitleEditor
    from cxdesigner.canvas.hand import Hand
    from cxdesigner.canvas.minimap import Minimap
    from cxdesigner.canvas.strip import Strip
    from cxdesigner.canvas.touch import Touch
    from cxdesigner.canvas.walker import Walker

NO_KEYS = Qt.KeyboardModifier.NoModifier
FINGERS = frozenset(
    (
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.TouchCancel,
        QEvent.Type.NativeGesture,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletRelease,
    )
)
"""Events of fingers, touchpads and pens."""


class MapView(ShownMap):
    """A map to look at and to work on.

    It watches the document and follows it; it edits only through `perform`. What is selected, hovered or faded is its own.
    Refusals are told by `refused`, one sentence each, and never by a dialog.
    """

    zoomed = Signal(float)
    asked_for_menu = Signal(object, QPoint)
    asked_where = Signal()
    """Somebody removes what is selected, and must say where its cards go."""
    asked_for_picture = Signal(object)
    """Somebody wants to choose a picture for a cell of a row."""
    asked_for_tip = Signal(str, QPoint)
    """The pointer rests on something: plain text (empty: nothing to say) and the place on the screen."""

    def __init__(
        self, document: Document, map_id: RecordId, perform: Callable[[Edit], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(document, map_id, perform, parent)
        self._escape: Callable[[], None] | None = None
        self._pressed_at = QPoint()
        self._is_space_used = False
        """Something was pressed while the space bar was down: it pushed the map."""
        self.viewpoint = Viewpoint(self)
        self.stage_strip, self.lane_strip, self._corner = StageStrip(self), LaneStrip(self), Corner(self)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAccessibleName("Journey map")
        self.set_document(document, map_id)

    # -- what is made when it is needed ---------------------------------------------------------------------------------

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

    @cached_property
    def touch(self) -> Touch:
        """What fingers and pens do; made when one comes."""
        from cxdesigner.canvas.touch import Touch

        return Touch(self)

    @cached_property
    def card_bar(self) -> CardBar:
        """The small bar at what is selected; made with the first selection."""
        from cxdesigner.canvas.card_bar import CardBar

        return CardBar(self)

    @cached_property
    def minimap(self) -> Minimap:
        """The overview in the corner; made when the first picture is long seen."""
        from cxdesigner.canvas.minimap import Minimap

        return Minimap(self)

    @cached_property
    def walker(self) -> Walker:
        """Where the keyboard is on the map; made with the first key."""
        from cxdesigner.canvas.walker import Walker

        return Walker(self)

    @property
    def editor(self) -> TitleEditor | None:
        """The editor over the map, while somebody types a title."""
        return self.editing.editor if "editing" in vars(self) else None

    # -- following ------------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        if "hand" in vars(self):
            self.hand.settle()

    def select(self, record_ids: Iterable[RecordId]) -> None:
        before = self.selection
        super().select(record_ids)
        if self.selection != before:
            self.card_bar.follow()
            self._show_frame()

    def follow_plan(self) -> None:
        self.viewpoint.follow_plan()
        if "minimap" in vars(self):
            self.minimap.follow_plan()
        if "card_bar" in vars(self):
            self.card_bar.look_again()
        self._show_frame()

    def show_record(self, record_id: RecordId) -> None:
        """Select a record and bring it into view."""
        self.select([record_id])
        self.reveal(record_id)

    def reveal(self, record_id: RecordId) -> bool:
        """Bring a record into view; False where the map does not show it."""
        if self.plan.piles or self.plan.hidden_lanes:
            from cxdesigner.canvas.put_away import where_is

            told = where_is(self, record_id)
            if told:
                self.refused.emit(told)
        return self.viewpoint.reveal(record_id)

    # -- verbs ----------------------------------------------------------------------------------------------------------

    def edit_title(self, record_id: RecordId) -> None:
        """Let somebody type the title of a record right where it stands."""
        self.editing.start(record_id)

    def finish_editing(self) -> None:
        """Keep the title that is being typed, if there is one."""
        if "editing" in vars(self):
            self.editing.finish()

    def place_what_is_over(self) -> None:
        if self.is_changing:
            return
        if "editing" in vars(self):
            self.editing.place()
        if "minimap" in vars(self):
            self.minimap.place()
        if "card_bar" in vars(self):
            self.card_bar.place()
        if "walker" in vars(self):
            self.walker.follow_scrolling()

    def _show_frame(self) -> None:
        if "walker" in vars(self):
            self.walker.show_frame()

    def focus_stage(self, stage_id: RecordId | None) -> None:
        """Look at one stage: it fills the view and the others fade. None looks at the whole journey again."""
        self.set_spotlight(replace(self.spotlight, stage_id=stage_id))
        if stage_id is not None:
            self.viewpoint.show_stage(stage_id)

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
        """Show the map in its natural size, at what is selected if that is in view."""
        self.viewpoint.show_natural_size()

    def zoom_in(self) -> None:
        """Come one step nearer, to what is selected if that is in view."""
        self.viewpoint.zoom_by(STEP)

    def zoom_out(self) -> None:
        """Step back once, from what is selected if that is in view."""
        self.viewpoint.zoom_by(1 / STEP)

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

    def headings(self) -> tuple[Strip, Strip, QWidget]:
        return self.stage_strip, self.lane_strip, self._corner

    def heading_scale(self) -> float:
        return self.viewpoint.heading_scale

    # -- events ---------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.finish_editing()
        self._pressed_at = event.position().toPoint()
        self._is_space_used = True
        if "walker" in vars(self):
            self.walker.forget_ways()
        self.card_bar.hold()
        self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hand.release(event)
        self.card_bar.let_go()
        at = event.position()
        is_click = event.button() == Qt.MouseButton.LeftButton and at.toPoint() == self._pressed_at
        if is_click and not self.selection:
            self.walker.click(self.in_map(at))
            self.select(self._in_row(at))

    def _in_row(self, at: QPointF) -> list[RecordId]:
        from cxdesigner.canvas.picture_drops import in_row_at

        return in_row_at(self, self.in_map(at))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hand.cancel()
        if event.button() == Qt.MouseButton.LeftButton:
            self.hand.tool.double_click(self.in_map(event.position()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        from cxdesigner.canvas.asking import ask_for_menu

        if event.reason() == QContextMenuEvent.Reason.Mouse:
            ask_for_menu(self, QPointF(event.pos()))
        else:
            self.walker.ask_for_menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from cxdesigner.canvas import keys

        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._is_space_used = False
            self.hand.hold_space(True)
        elif not keys.press(self, event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            was_held = self.hand.is_pushing  # A space typed into a title comes here too, when it is released.
            self.hand.hold_space(False)
            if was_held and not self._is_space_used:
                self.walker.toggle()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Let Tab walk along the links; where none leads on, it leaves the map."""
        if ("walker" in vars(self) or self.selection) and self.walker.follow_link(1 if is_next else -1):
            return True
        return super().focusNextPrevChild(is_next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.walker.arrive()
        self._show_frame()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_frame()
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
            from cxdesigner.canvas import tips

            text = tips.tip_at(self, self.in_map(QPointF(event.pos())))
            self.asked_for_tip.emit(text, event.globalPos())
            return True
        if event.type() == QEvent.Type.Leave and "hand" in vars(self):
            self.hand.leave()
        if event.type() in FINGERS and self.touch.take(event):
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.viewpoint.refit()
        self.place_what_is_over()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.viewpoint.refit()

    def scrollContentsBy(self, right: int, down: int) -> None:
        super().scrollContentsBy(right, down)
        self.place_what_is_over()

    # -- from the palette -----------------------------------------------------------------------------------------------

    def hold_over(self, data: QMimeData, at: QPointF, modifiers: Qt.KeyboardModifier = NO_KEYS) -> bool:
        """Show where what is dragged over a point of the viewport would land; False where it cannot."""
        from cxdesigner.canvas import drops, picture_drops

        place = self.in_map(at)
        return drops.hold_over(self, data, place, modifiers) or picture_drops.hold_over(self, data, place)

    def take(self, data: QMimeData, at: QPointF, modifiers: Qt.KeyboardModifier = NO_KEYS) -> bool:
        """Make what was dropped at a point of the viewport, and let somebody type its title."""
        from cxdesigner.canvas import drops, picture_drops

        place = self.in_map(at)
        return drops.take(self, data, place, modifiers) or picture_drops.take(self, data, place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from cxdesigner.canvas.drops import read_new
        from cxdesigner.canvas.keeping import offers_picture

        event.setAccepted(read_new(event.mimeData()) is not None or offers_picture(event.mimeData()))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.hand.scroll_towards(event.position().toPoint())
        event.setAccepted(self.hold_over(event.mimeData(), event.position(), event.modifiers()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        from cxdesigner.canvas.drops import leave

        leave(self)

    def dropEvent(self, event: QDropEvent) -> None:
        event.setAccepted(self.take(event.mimeData(), event.position(), event.modifiers()))
