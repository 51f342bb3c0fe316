"""How a test looks at the ways of links: piece by piece, and what they go through."""

from __future__ import annotations

from itertools import pairwise

from cxdesigner.layout.plan import LinkPath, Rect


def segments(path: LinkPath) -> list[Rect]:
    """Return the pieces of a link as rectangles of no thickness."""
    return [Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)) for (x1, y1), (x2, y2) in pairwise(path.points)]


def crosses(piece: Rect, card: Rect) -> bool:
    """Tell whether a piece goes through the inside of a card."""
    return (
        piece.x < card.right and card.x < piece.right + 0.01 and piece.y < card.bottom and card.y < piece.bottom + 0.01
    )


def overlaid(one: Rect, other: Rect) -> bool:
    """Tell whether two pieces share more than a point."""
    if one.width and other.width and abs(one.y - other.y) < 5:
        return min(one.right, other.right) - max(one.x, other.x) > 1
    if one.height and other.height and abs(one.x - other.x) < 5:
        return min(one.bottom, other.bottom) - max(one.y, other.y) > 1
    return False
