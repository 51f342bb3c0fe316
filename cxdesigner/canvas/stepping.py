"""What the hand does with cards between columns and lanes, done with keys: each is one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesigner.canvas.landing import is_taken
from cxdesigner.commands import touchpoints
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import Channel, RecordId, Stage, Team
from cxdesigner.layout.grid import Cell
from cxdesigner.layout.plan import Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


def push_selected(view: MapView, right: int, down: int) -> None:
    """Move the selected cards one step or lane on; what stands there already moves right, in this lane only."""
    cards = view.selected_cards()
    card = view.plan.card(cards[0]) if cards else None
    if card is None:
        return
    columns, lanes = view.plan.columns, view.plan.lanes
    column, lane = card.column + right, card.lane + down
    if not 0 <= column < len(columns) or not 0 <= lane < len(lanes):
        return
    place, key = columns[column], lanes[lane].key
    band = lanes[lane].rect
    rect = Rect(place.rect.x, band.y, place.rect.width, band.height)
    is_pushing = is_taken(view.plan, Cell(place.stage_id, place.step, key, lane, rect), cards)
    view.do(
        lambda: touchpoints.move_touchpoints(
            view.document,
            cards,
            place.stage_id,
            place.step,
            key,
            insert_column=is_pushing,
            only_lane=key if is_pushing else None,
        )
    )
    view.reveal(cards[0])


def insert_step(view: MapView) -> None:
    """Insert an empty step before the selected card, in all lanes; the card and all behind it move right."""
    cards = view.selected_cards()
    if not cards:
        view.refused.emit("Select the card before which a step is to be inserted.")
        return
    card = view.document.touchpoint(cards[0])
    view.do(lambda: touchpoints.make_room(view.document, card.stage_id, card.step))
    view.reveal(card.id)


def close_step(view: MapView) -> None:
    """Take the empty step before the selected card away; the card and all behind it move left."""
    cards = view.selected_cards()
    card = view.document.touchpoint(cards[0]) if cards else None
    if card is None or card.step == 0:
        view.refused.emit("Select a card with an empty step before it in the same stage.")
        return
    view.do(lambda: touchpoints.close_room(view.document, card.stage_id, card.step - 1))
    view.reveal(card.id)


def cards_of_headings(view: MapView) -> list[RecordId]:
    """Return the cards of the selected stages, teams and channels, in reading order."""
    headings = {
        record_id for record_id in view.selection if isinstance(view.document.find(record_id), (Stage, Team, Channel))
    }
    if not headings or view.map_id not in view.document:
        return []
    return [
        touchpoint.id
        for touchpoint in touchpoints_of(view.document, view.map_id)
        if headings & {touchpoint.stage_id, touchpoint.team_id, touchpoint.channel_id}
    ]


def select_more(view: MapView) -> None:
    """Select the cards of the selected headings; where none is selected, all cards."""
    if view.map_id in view.document:
        view.select(cards_of_headings(view) or [card.id for card in touchpoints_of(view.document, view.map_id)])
