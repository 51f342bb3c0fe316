"""Where two sheets that are glued together both show a cross: not on cards and headings, for it stays on the wall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cxdesigner.layout.plan import Rect

REACH_MM = 4.0
"""So far from the middle of a cross nothing else should be."""
_SHARES = (0.25, 0.75)
_ASIDE = sorted((step / 50 for step in range(-11, 12)), key=abs)
"""How far a cross may go to either side, as a share of the strip: two never meet."""


def crosses_in(strip: Rect, keep: Iterable[Rect], *, is_upright: bool) -> Iterator[tuple[float, float]]:
    """Yield the places (mm of the poster) of the two crosses in a strip that two sheets share.

    They are at a quarter of its length from both ends, or as near to it as there is room beside what to *keep*. Both sheets
    find the same places, because these depend on the strip alone.
    """
    near = [rect for rect in keep if rect.meets(strip)]
    for share in _SHARES:
        places = [_at(strip, share + aside, is_upright) for aside in _ASIDE]
        yield next((place for place in places if not any(rect.meets(_around(*place)) for rect in near)), places[0])


def _at(strip: Rect, share: float, is_upright: bool) -> tuple[float, float]:
    if is_upright:
        return strip.x + strip.width / 2, strip.y + strip.height * share
    return strip.x + strip.width * share, strip.y + strip.height / 2


def _around(x: float, y: float) -> Rect:
    return Rect(x - REACH_MM, y - REACH_MM, 2 * REACH_MM, 2 * REACH_MM)
