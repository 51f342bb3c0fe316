"""Where an arrow key leads from a card: the nearest one that way, nearer in the same lane or column."""

from __future__ import annotations

from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import CardBox, Plan

SIDEWAYS = 3.0
"""How much farther a step aside counts than a step ahead."""


def next_card(plan: Plan, touchpoint_id: RecordId, right: int, down: int) -> RecordId | None:
    """Return the card to the right (1), left (−1), below or above, or None where there is none that way."""
    here = plan.card(touchpoint_id)
    if here is None:
        return None
    best: tuple[float, CardBox] | None = None
    x, y = here.rect.center
    for card in plan.cards:
        ahead = (card.rect.center[0] - x) * right + (card.rect.center[1] - y) * down
        aside = abs((card.rect.center[0] - x) * down) + abs((card.rect.center[1] - y) * right)
        if ahead <= 1 or card is here or (down and aside > ahead * 4):
            continue
        if right and card.lane == here.lane:
            aside = 0.0
        cost = ahead + aside * SIDEWAYS
        if best is None or cost < best[0]:
            best = cost, card
    return best[1].touchpoint_id if best is not None else None


def first_card(plan: Plan) -> RecordId | None:
    """Return the card at the top left, where reading begins."""
    cards = sorted(plan.cards, key=lambda card: (card.rect.x, card.rect.y))
    return cards[0].touchpoint_id if cards else None
