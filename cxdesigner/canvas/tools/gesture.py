"""What every move of the hand has: a step, an end and a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


class Gesture(Protocol):
    """Something under way between press and release. Nothing is edited before `finish`."""

    scrolls: bool
    """Near the edge of the view the map scrolls."""

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the hand to a point of the map."""

    def finish(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Do it: at most one edit."""

    def cancel(self) -> None:
        """Put everything back."""


class Tool(Protocol):
    """What the left button does now."""

    cursor: Qt.CursorShape

    def __init__(self, view: MapView) -> None: ...

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        """Begin something at a point of the map; None where a click is all there is."""

    def double_click(self, at: QPointF) -> None:
        """Open what is there, or make something."""

    def cursor_at(self, at: QPointF) -> Qt.CursorShape:
        """Return how the pointer looks over a point."""
