"""The hand on the map: which tool it holds, what it is doing, and the scrolling when it comes near the edge."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from cxdesigner.canvas.hint import Hint
from cxdesigner.canvas.row_cells import CellHover, row_cell_at
from cxdesigner.canvas.tools.edge import edge_at
from cxdesigner.canvas.tools.gesture import Gesture
from cxdesigner.canvas.tools.held_keys import HeldKeys
from cxdesigner.canvas.tools.link import DrawLink
from cxdesigner.canvas.tools.pan import Push
from cxdesigner.canvas.tools.table import TOOLS
from cxdesigner.commands import links
from cxdesigner.document.change import Edit
from cxdesigner.document.records import Link, RecordId

if TYPE_CHECKING:
    from cxdesigner.canvas.items.overlays import OverlayItem
    from cxdesigner.canvas.room import Room
    from cxdesigner.canvas.tile_over import TileOver
    from cxdesigner.canvas.view import MapView

SCROLL_EACH_MS = 25
FROM_WHERE = "Click the card where the link begins · Esc ends"
TO_WHERE = "Click the card that comes next, or walk there with the arrows and press Enter · Esc ends"
HANG = (
    "Click the card where the link leads to now, or walk there with the arrows and press Enter · Esc: as it was",
    "Click the card where the link begins now, or walk there with the arrows and press Enter · Esc: as it was",
)
"""What is said while an end of a link is hung on another card: its end, and where it begins."""


class Hand:
    """Turns mouse events into gestures. A gesture begins when the pointer has moved far enough to be meant."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.tool_name = "select"
        self.tool = TOOLS["select"](view)
        self.link_source: RecordId | None = None
        self._hung: tuple[RecordId, bool] | None = None
        """The link of which an end is hung on another card, and whether that is where it begins."""
        self.is_pushing = False
        """The space bar is held: the left button pushes the map."""
        self._gesture: Gesture | None = None
        self._is_moving = False
        self._pressed_at = QPoint()
        self._at = QPoint()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._toggled: RecordId | None = None
        self._scrolling = QTimer(view)
        self._scrolling.setInterval(SCROLL_EACH_MS)
        self._scrolling.timeout.connect(self._scroll)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._follow_scrolling)
        self._held_keys = HeldKeys(view, self)
        self.hint = Hint(view)

    def choose(self, name: str) -> None:
        """Take a tool (a name in `TOOLS`)."""
        self.cancel()
        self.tool_name, self.tool, self.link_source, self._hung = name, TOOLS[name](self._view), None, None
        self._view.clear_landing()
        self._view.scene_of_map.band.clear()
        self._view.scene_of_map.show_attention(source=None)
        self.say_tool()
        self.show_cursor(None)

    def say_tool(self) -> None:
        """Say what the tool waits for, or nothing."""
        words = "" if self.tool_name != "link" else FROM_WHERE if self.link_source is None else TO_WHERE
        self.hint.show_text(words if self._hung is None else HANG[self._hung[1]])

    @cached_property
    def room(self) -> Room:
        """The room that cards make for what is in the hand."""
        from cxdesigner.canvas.room import Room

        return Room(self._view)

    @cached_property
    def tile_over(self) -> TileOver:
        """The tile from the palette that is held over the map."""
        from cxdesigner.canvas.tile_over import TileOver

        return TileOver(self._view)

    def let_tile_go(self) -> None:
        """Let cards go back where a tile from the palette was held over them."""
        if "tile_over" in vars(self):
            self.tile_over.end()

    @cached_property
    def row_hover(self) -> CellHover:
        """The quiet frame around the cell of a row that is under the pointer."""
        return CellHover(self._view)

    @cached_property
    def carried(self) -> OverlayItem:
        """What is drawn in the hand while the cards themselves stay in their places."""
        from cxdesigner.canvas.items.overlays import OverlayItem
        from cxdesigner.canvas.items.things import LIFTED_DEPTH

        item = OverlayItem(LIFTED_DEPTH)
        self._view.scene_of_map.addItem(item)
        return item

    def tell_where(self, done: Edit) -> None:
        """Say where cards went that the map does not show now: their lane or stage is collapsed."""
        from cxdesigner.canvas.put_away import where_is

        told = where_is(self._view, done.show[0]) if done.show else ""
        if told:
            self._view.refused.emit(told)

    def reframe(self) -> None:
        """Let the frame of the keyboard go while something is carried, and come back."""
        if "walker" in vars(self._view):
            self._view.walker.show_frame()

    def toggle_when_clicked(self, record_id: RecordId) -> None:
        """Take something out of the selection when the button goes up, unless it was dragged until then."""
        self._toggled = record_id

    # -- linking with the link tool -------------------------------------------------------------------------------------

    def begin_link(self, source_id: RecordId | None) -> None:
        """Hold the beginning of a link; what is pressed next, or Enter, ends it."""
        self.link_source = source_id
        self._view.scene_of_map.show_attention(source=source_id)
        self.say_tool()

    def begin_hanging(self, link: Link, *, is_source: bool) -> None:
        """Hold one end of a link by its other one; the card that is chosen next gets it."""
        self._hung = link.id, is_source
        self.begin_link(link.target_id if is_source else link.source_id)

    def link_to(self, target_id: RecordId) -> None:
        """End the link that has begun, in one edit; then the hand selects again."""
        source_id, hung = self.link_source, self._hung
        self.choose("select")
        if hung is not None:
            end = {"source_id" if hung[1] else "target_id": target_id}
            self._view.do(partial(links.reconnect, self._view.document, hung[0], **end))
        elif source_id is not None:
            self.make_link(source_id, target_id)

    def make_link(self, source_id: RecordId, target_id: RecordId) -> None:
        """Make a link; where the card leads elsewhere too, let somebody type when the customer goes which way."""
        from cxdesigner.canvas import verbs

        verbs.add_link(self._view, source_id, target_id)

    def link_to_selected(self) -> None:
        """Begin the link at the selected card, or end it there."""
        cards = self._view.selected_cards()
        if cards and self.link_source is None:
            self.begin_link(cards[-1])
        elif cards and cards[-1] != self.link_source:
            self.link_to(cards[-1])

    def show_draft_to(self, target_id: RecordId) -> None:
        """Show how the link would go, where one has begun."""
        card = self._view.plan.card(target_id)
        if self.link_source is not None and card is not None:
            DrawLink(self._view, self.link_source).move(QPointF(*card.rect.center), self._modifiers)

    def leave(self) -> None:
        """Frame nothing, and let nothing stand out: the pointer is elsewhere."""
        self._unframe()
        if self._view.scene_of_map.attention.hovered is not None:
            self._view.scene_of_map.show_attention(hovered=None)

    def _unframe(self) -> None:
        if "row_hover" in vars(self):
            self.row_hover.show(None)

    def settle(self) -> None:
        """Put everything back because the map is another one now; a link that began at a card that is gone ends."""
        self.cancel()
        self.let_tile_go()
        self._unframe()
        is_cut = self.link_source is not None and self._view.shown_plan.card(self.link_source) is None
        if is_cut or (self._hung is not None and self._hung[0] not in self._view.document):
            self.choose("select")

    # -------------------------------------------------------------------------------------------------------------------

    def show_cursor(self, shape: Qt.CursorShape | None) -> None:
        """Show a pointer, or the tool's own."""
        shape = shape if shape is not None else self.tool.cursor
        if self.is_pushing and shape != Qt.CursorShape.ClosedHandCursor:
            shape = Qt.CursorShape.OpenHandCursor
        self._view.viewport().setCursor(shape)

    def hold_space(self, is_held: bool) -> None:
        """Push the map with the left button as long as the space bar is held."""
        self.is_pushing = is_held
        self.show_cursor(None)

    def cancel(self) -> bool:
        """Put everything back; False where nothing was under way."""
        gesture = self._end()
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    # -- events ---------------------------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """Begin something with a button of the mouse."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        is_pushing = event.button() == Qt.MouseButton.MiddleButton or (is_left and self.is_pushing)
        if is_left or is_pushing:
            self.begin(event.position().toPoint(), event.modifiers(), is_pushing=is_pushing)
        else:
            self.cancel()

    def begin(self, place: QPoint, modifiers: Qt.KeyboardModifier, *, is_pushing: bool = False) -> None:
        """Begin something at a point of the viewport: with the tool, or pushing the map."""
        self.cancel()
        self._unframe()
        self._pressed_at = self._at = place
        self._modifiers = modifiers
        self._toggled = None
        at = self._in_map(place)
        if is_pushing:
            self._gesture = Push(self._view, at)
            self._is_moving = True
        else:
            self._gesture = self.tool.press(at, modifiers)

    def move(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        self.follow(event.position().toPoint(), event.modifiers())

    def follow(self, place: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Follow to a point of the viewport; where nothing is under way, look at what lies there."""
        self._at, self._modifiers = place, modifiers
        if self._gesture is None:
            self._hover()
            return
        if not self._is_moving:
            if (self._at - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
                return
            self._is_moving = True
            self._held_keys.watch(True)
        self.hint.make_way(place)
        self._gesture.move(self._in_map(self._at), self._modifiers)
        if self._gesture is not None and self._gesture.scrolls:
            pull = self._view.viewpoint.edge_pull(self._at)
            if pull.isNull():
                self._scrolling.stop()
            elif not self._scrolling.isActive():
                self._scrolling.start()

    def hold_keys(self, modifiers: Qt.KeyboardModifier) -> None:
        """Go on with other keys held though the pointer rests."""
        if self._gesture is not None and self._is_moving and modifiers != self._modifiers:
            self._modifiers = modifiers
            self._gesture.move(self._in_map(self._at), modifiers)

    def release(self, event: QMouseEvent) -> None:
        """Finish what began with the mouse."""
        self.let_go(event.position().toPoint(), event.modifiers())

    def let_go(self, place: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Finish what began, if the pointer moved; otherwise it was a click."""
        self._at, self._modifiers = place, modifiers
        is_moving, at = self._is_moving, self._in_map(self._at)
        gesture = self._end()
        if gesture is None:
            return
        if not is_moving:
            gesture.cancel()
            self._click(at)
            return
        gesture.finish(at, self._modifiers)
        if isinstance(gesture, DrawLink) and self.tool_name == "link":
            self.choose("select")

    def _end(self) -> Gesture | None:
        gesture, self._gesture, self._is_moving = self._gesture, None, False
        self._scrolling.stop()
        self._held_keys.watch(False)
        return gesture

    def _click(self, at: QPointF) -> None:
        """One of several selected cards, clicked and not dragged, is selected alone."""
        view = self._view
        thing_id = view.thing_at(at)
        if self._toggled is not None:
            toggled, self._toggled = self._toggled, None
            view.select([record_id for record_id in view.selection if record_id != toggled])
        elif (
            self._modifiers == Qt.KeyboardModifier.NoModifier and thing_id in view.selection and len(view.selection) > 1
        ):
            view.select([thing_id])

    def _hover(self) -> None:
        view, at = self._view, self._in_map(self._at)
        if self.link_source is not None:
            DrawLink(view, self.link_source).move(at, self._modifiers)
        hovered = view.thing_at(at)
        if hovered is None or view.plan.card(hovered) is None:
            hovered = edge_at(view, at) or hovered
        view.scene_of_map.show_attention(hovered=hovered)
        is_typing = self.tool_name == "select" and hovered is None and bool(view.plan.rows)
        cell = row_cell_at(view.plan, at) if is_typing else None
        if cell is not None:
            self.row_hover.show(cell)
        else:
            self._unframe()
        self.show_cursor(self.tool.cursor_at(at))

    def _scroll(self) -> None:
        """Scroll while something is held near the edge."""
        if self._gesture is None:
            self._scrolling.stop()
            return
        self.scroll_towards(self._at)

    def _follow_scrolling(self) -> None:
        """Let what is held stay below the pointer when the map scrolls, by the edge or by the wheel; with nothing in the hand, look away."""
        if self._gesture is None:
            self.leave()  # What was below the pointer has gone on; the next move of the pointer finds what is there now.
            self._view.asked_for_tip.emit("", QPoint())
        elif self._is_moving and self._gesture.scrolls:
            self._gesture.move(self._in_map(self._at), self._modifiers)

    def scroll_towards(self, at: QPoint) -> None:
        """Scroll one step where *at* is near the edge of the viewport; so does what comes from the palette."""
        self.hint.make_way(at)
        self._view.viewpoint.scroll_by(self._view.viewpoint.edge_pull(at))

    def _in_map(self, at: QPoint) -> QPointF:
        return self._view.in_map(QPointF(at))
