"""What single keys say about the selected cards: how it feels, and what decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesigner.commands import values

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


def feel(view: MapView, emotion: int | None) -> None:
    """Say how the customer feels at the selected cards, from −2 to +2, or that nobody knows."""
    mark(view, "emotion", emotion)


def mark(view: MapView, name: str, value: object) -> None:
    """Give a field of all selected cards one value, in one step for Undo."""
    cards = view.selected_cards()
    if cards:
        view.do(lambda: values.mark(view.document, cards, name, value), selects=False)


def toggle_moment(view: MapView) -> None:
    """Say that the selected cards are moments of truth, or no longer where all of them are."""
    cards = view.selected_cards()
    if cards:
        view.do(lambda: values.toggle(view.document, cards, "moment_of_truth"), selects=False)


def go_to_bar(view: MapView) -> None:
    """Let the keys go through the small bar at what is selected."""
    view.card_bar.take_keys()
