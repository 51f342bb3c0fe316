"""Drawing a link: from a card's knob, or with the link tool from any card, to another card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from cxdesigner.canvas.painting import handle_of, paint_draft
from cxdesigner.canvas.tools.gesture import Gesture
from cxdesigner.commands import links
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


class DrawLink:
    """A link on its way from a card to the hand."""

    scrolls = True

    def __init__(self, view: MapView, source_id: RecordId) -> None:
        self._view = view
        self._source_id = source_id

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        source = view.plan.card(self._source_id)
        if source is None:
            return
        start, end = handle_of(source), (at.x(), at.y())
        target = view.hits.card_at(*end)
        bounds = Rect(min(start[0], end[0]), min(start[1], end[1]), abs(start[0] - end[0]), abs(start[1] - end[1]))
        reach = max(60.0, bounds.width / 2) + 20
        view.scene_of_map.band.show_drawing(bounds.grown(reach), partial(_paint, start=start, end=end, view=view))
        if target is None:
            view.clear_landing()
            return
        is_allowed = not links.why_no_link(view.document, self._source_id, target.touchpoint_id)
        view.show_landing(target.rect.grown(14), is_gap=False, is_allowed=is_allowed)

    def finish(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        target = view.hits.card_at(at.x(), at.y())
        self.cancel()
        if target is not None and target.touchpoint_id != self._source_id:
            target_id = target.touchpoint_id
            view.do(lambda: links.add_link(view.document, self._source_id, target_id), selects=False)

    def cancel(self) -> None:
        self._view.scene_of_map.band.clear()
        self._view.clear_landing()


def _paint(painter: QPainter, *, start: tuple[float, float], end: tuple[float, float], view: MapView) -> None:
    paint_draft(painter, start, end, view.theme)


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
