"""What single keys say about the selected cards: how it feels, and what decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesigner.commands import values

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView
    from cxdesigner.document.change import Edit


def feel(view: MapView, emotion: int | None) -> None:
    """Say how the customer feels at the selected cards, from −2 to +2, or that nobody knows."""
    mark(view, "emotion", emotion)


def mark(view: MapView, name: str, value: object) -> None:
    """Give a field of all selected cards one value, in one step for Undo."""
    cards = view.selected_cards()
    if cards:
        _tell(view, view.do(lambda: values.mark(view.document, cards, name, value), selects=False))


def toggle_moment(view: MapView) -> None:
    """Say that the selected cards are moments of truth, or no longer where all of them are."""
    cards = view.selected_cards()
    if cards:
        _tell(view, view.do(lambda: values.toggle(view.document, cards, "moment_of_truth"), selects=False))


def _tell(view: MapView, edit: Edit | None) -> None:
    """Say that a single key has changed many cards: most of them may be out of view."""
    if edit is not None and len(edit.change.edits) > 1:
        view.refused.emit(f"{len(edit.change.edits):,} cards were changed at once; Ctrl+Z takes it back.")


def go_to_bar(view: MapView) -> None:
    """Let the keys go through the small bar at what is selected."""
    view.card_bar.take_keys()
