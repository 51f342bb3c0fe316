"""Hanging one end of a selected link on another card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas.tools.edge import Grip
from cxdesigner.canvas.tools.link import show_draft
from cxdesigner.commands import links
from cxdesigner.document.records import Link, RecordId

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

SAYS = (
    "Let go over the card where the link begins now · Esc: put back",
    "Let go over the card where it leads to · Esc: put back",
)


class Reconnect:
    """One end of a link in the hand; the other one stays. Over empty ground nothing changes."""

    scrolls = True

    def __init__(self, view: MapView, grip: Grip) -> None:
        self._view = view
        self._grip = grip

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view, grip = self._view, self._grip
        attention = view.scene_of_map.attention
        if grip.link_id not in attention.lifted:
            view.scene_of_map.show_attention(lifted=frozenset((grip.link_id,)), hovered=None)
            view.hand.hint.show_text(SAYS[0 if grip.is_source else 1])
        hand = at.x(), at.y()
        show_draft(view, *((hand, grip.held) if grip.is_source else (grip.held, hand)))
        target = view.hits.card_at(*hand)
        if target is None:
            view.clear_landing()
            return
        view.show_landing(target.rect.grown(14), is_gap=False, is_allowed=not self._why_not(target.touchpoint_id))

    def finish(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view, grip = self._view, self._grip
        target = view.hits.card_at(at.x(), at.y())
        self.cancel()
        if target is not None:
            end = {"source_id" if grip.is_source else "target_id": target.touchpoint_id}
            view.do(partial(links.reconnect, view.document, grip.link_id, **end))

    def cancel(self) -> None:
        view = self._view
        view.scene_of_map.show_attention(lifted=frozenset())
        view.scene_of_map.band.clear()
        view.clear_landing()
        view.hand.hint.show_text("")

    def _why_not(self, card_id: RecordId) -> str:
        link = self._view.document.find(self._grip.link_id)
        if not isinstance(link, Link):
            return "This link is not in the map any more."
        ends = (card_id, link.target_id) if self._grip.is_source else (link.source_id, card_id)
        return links.why_no_link(self._view.document, *ends)
