"""Drawing a link: from a card's edge, or with the link tool from any card, to another card or to where a new one comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from cxdesigner.canvas.landing import is_collapsed
from cxdesigner.canvas.marks import paint_draft
from cxdesigner.canvas.painting import handle_of
from cxdesigner.canvas.tools.edge import border_point, way_out
from cxdesigner.canvas.tools.gesture import Gesture
from cxdesigner.commands import links
from cxdesigner.document.records import RecordId
from cxdesigner.layout.grid import Cell, cell_at
from cxdesigner.layout.plan import Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

Point = tuple[float, float]
TO_CARD = "Let go: the link leads to “{}” · Esc: no link"
TO_GROUND = "Let go: a new card here, linked from “{}” · Esc: no link"
TO_NOWHERE = "Let go over a card to link it, or over an empty place to make one · Esc: no link"


class DrawLink:
    """A link on its way from a card to the hand. Over an empty place a new card comes with it."""

    scrolls = True

    def __init__(self, view: MapView, source_id: RecordId, start: QPointF | None = None) -> None:
        self._view = view
        self._source_id = source_id
        self._start = start
        """Where it was pulled out of the card; None: anywhere in it."""

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        source = view.plan.card(self._source_id)
        if source is None:
            return
        start, end = handle_of(source), (at.x(), at.y())
        out = (1, 0)
        if self._start is not None:
            start = border_point(source.rect, self._start.x(), self._start.y())
            out = way_out(source.rect, start)
        show_draft(view, start, end, out)
        target = view.hits.card_at(*end)
        if target is not None:
            why_not = links.why_no_link(view.document, self._source_id, target.touchpoint_id)
            view.show_landing(target.rect.grown(14), is_gap=False, is_allowed=not why_not)
            self._say(why_not or TO_CARD.format(view.document.title_of(target.touchpoint_id)))
            return
        cell = self._place_at(at)
        if cell is None:
            view.clear_landing()
        else:
            view.show_landing(cell.rect, is_gap=cell.before_column, is_allowed=True)
        words = TO_NOWHERE if cell is None else TO_GROUND.format(view.document.title_of(self._source_id))
        self._say(words)

    def _say(self, words: str) -> None:
        """Say what letting go does; the link tool has said what it waits for."""
        if self._start is not None:
            self._view.hand.hint.show_text(words)

    def finish(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        target = view.hits.card_at(at.x(), at.y())
        cell = self._place_at(at)
        self.cancel()
        if target is not None and target.touchpoint_id != self._source_id:
            view.hand.make_link(self._source_id, target.touchpoint_id)
        elif target is None and cell is not None:
            from cxdesigner.canvas import verbs

            verbs.add_linked_card(view, self._source_id, cell)

    def cancel(self) -> None:
        self._view.scene_of_map.band.clear()
        self._view.clear_landing()
        self._view.hand.say_tool()

    def _place_at(self, at: QPointF) -> Cell | None:
        """Return where a new card would come; with the link tool, which waits for a card to be clicked, nowhere."""
        if self._start is None or self._view.hits.note_at(at.x(), at.y()) is not None:
            return None
        source = self._view.plan.card(self._source_id)
        if source is None or source.rect.grown(30).contains(at.x(), at.y()):
            return None
        cell = cell_at(self._view.plan, at.x(), at.y())
        return cell if cell is not None and not is_collapsed(self._view.plan, cell) else None


def show_draft(view: MapView, start: Point, end: Point, out: tuple[int, int] = (1, 0)) -> None:
    """Draw a link that is on its way; *out* is the direction in which it leaves the card."""
    bounds = Rect(min(start[0], end[0]), min(start[1], end[1]), abs(start[0] - end[0]), abs(start[1] - end[1]))
    reach = max(60.0, bounds.width / 2, bounds.height / 2) + 20
    paint = partial(_paint, start=start, end=end, out=out, view=view)
    view.scene_of_map.band.show_drawing(bounds.grown(reach), paint)


def _paint(painter: QPainter, *, start: Point, end: Point, out: tuple[int, int], view: MapView) -> None:
    paint_draft(painter, start, end, view.theme, out)


class LinkTool:
    """Press on a card and let go over another one; or click one and then the other. Then the hand selects again."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: MapView) -> None:
        self._view = view

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        view = self._view
        card = view.hits.card_at(at.x(), at.y())
        if card is None:
            view.choose_tool("select")
            return None
        source_id = view.hand.link_source
        if source_id is not None and source_id != card.touchpoint_id:
            view.hand.link_to(card.touchpoint_id)
            return None
        view.select([card.touchpoint_id])
        view.hand.begin_link(card.touchpoint_id)
        return DrawLink(view, card.touchpoint_id)

    def double_click(self, at: QPointF) -> None:
        self._view.choose_tool("select")

    def cursor_at(self, at: QPointF) -> Qt.CursorShape:
        return self.cursor
