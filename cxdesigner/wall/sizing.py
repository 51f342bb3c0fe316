"""How large the map becomes: its scale on a paper, the page around it, and how small its letters are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cxdesigner.canvas.fonts import measure
from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.layout.bands import Folding, Groups, folded, groups_of
from cxdesigner.layout.grid import titles_of
from cxdesigner.layout.plan import UNIT_MM, Rect
from cxdesigner.layout.sheets import Paper, letter_mm
from cxdesigner.layout.spacing import WIDEST_CARD, least_card_width
from cxdesigner.wall import headless

_MOST_MARGIN_MM = 20.0
_LEAST_MARGIN_MM = 5.0
_MARGIN_SHARE = 0.025
_NATURAL_MARGIN_MM = 10.0
_TRIM_MARGIN_MM = 8.0
_LONGEST_MM = 50_000.0
_WIDTH_STEP = 20
_BANDS = (2, 3, 4, 6)
_WORTH_FOLDING = 1.3
"""A map is folded only where that makes letters so many times as large."""
_TRIES, _FEW_TRIES = 5, 4
"""How many plans are made in search of the best width of cards; few for each number of bands."""
_MANY_CARDS, _QUICK_BANDS, _QUICK_TRIES = 150, (4, 8), 3
"""From so many cards on the search is shorter."""
_MOST_CARDS = 1_000
"""Above this many cards each plan takes so long that the usual width must do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A map on its page: the size of the page, where the map's corner lies on it (mm), and how much it is scaled."""

    map: Folding
    paper: Paper
    width_mm: float
    height_mm: float
    left_mm: float
    top_mm: float
    scale: float

    @property
    def per_unit_mm(self) -> float:
        """How many millimetres of the page one unit of the map takes."""
        return UNIT_MM * self.scale

    @property
    def smallest_letter_mm(self) -> float:
        """How high the smallest letters are in print."""
        return letter_mm(self.scale)

    @property
    def is_landscape(self) -> bool:
        return self.width_mm > self.height_mm

    def trimmed(self) -> Picture:
        """Return the same picture on a page that ends where the map ends, but for a margin: no sheet is spent on white."""
        per_unit = self.per_unit_mm
        left, top = min(self.left_mm, _TRIM_MARGIN_MM), min(self.top_mm, _TRIM_MARGIN_MM)
        return replace(
            self,
            width_mm=self.map.width * per_unit + 2 * left,
            height_mm=self.map.height * per_unit + 2 * top,
            left_mm=left,
            top_mm=top,
        )

    def on_page(self, rect: Rect) -> Rect:
        """Return a rectangle of the map in millimetres of the page."""
        per_unit = self.per_unit_mm
        x, y = self.left_mm + rect.x * per_unit, self.top_mm + rect.y * per_unit
        return Rect(x, y, rect.width * per_unit, rect.height * per_unit)

    def in_map(self, left_mm: float, top_mm: float, width_mm: float, height_mm: float) -> Rect:
        """Return a part of the page as a rectangle of the map."""
        per_unit = self.per_unit_mm
        x, y = (left_mm - self.left_mm) / per_unit, (top_mm - self.top_mm) / per_unit
        return Rect(x, y, width_mm / per_unit, height_mm / per_unit)


def picture_of(
    document: Document,
    map_id: RecordId,
    lanes: LaneKind | None,
    paper: Paper | None,
    landscape: bool | None = None,
    *,
    may_fold: bool = True,
) -> Picture:
    """Return the map on a paper with the largest letters: every text in full, the cards as wide as suits the paper.

    Lanes are the map's own unless told otherwise. Narrow cards make a map narrow and high, wide ones wide and low:
    between a map too wide for the paper and one too high lies the best. A long map is folded into bands where that
    makes letters much larger and *may_fold* allows it. On rolls, without a paper and
    on huge maps cards have the usual width.
    """
    headless.ready()
    kind = document.map(map_id).lanes if lanes is None else LaneKind(lanes)
    usual = place(folded(document, map_id, kind, measure), paper, landscape)
    cards = sum(len(band.plan.cards) for band in usual.map.bands)
    if paper is None or paper.is_roll or cards > _MOST_CARDS:
        return usual
    turns = (True, False) if landscape is None else (landscape,)
    search = _Search(document, map_id, kind, paper, turns)
    is_large = cards > _MANY_CARDS
    best = _largest([usual, *search.pictures(((),), _QUICK_TRIES if is_large else _TRIES)])
    if not may_fold:
        return best
    bands, tries = (_QUICK_BANDS, _QUICK_TRIES) if is_large else (_BANDS, _FEW_TRIES)
    in_bands = [it for count in bands for it in search.pictures(groups_of(document, map_id, count), tries)]
    return max((it for it in in_bands if it.scale >= best.scale * _WORTH_FOLDING), key=_scale_of, default=best)


class _Search:
    """The search for the width of cards that makes a map largest on a paper."""

    def __init__(
        self, document: Document, map_id: RecordId, lanes: LaneKind, paper: Paper, turns: Sequence[bool]
    ) -> None:
        self._map = document, map_id, lanes, measure
        self._paper = paper
        self._turns = turns
        least = math.ceil(least_card_width(titles_of(document, map_id, lanes), measure))
        first = (least // _WIDTH_STEP + 1) * _WIDTH_STEP
        self._widths = [least, *range(first, int(WIDEST_CARD) + 1, _WIDTH_STEP)]

    def pictures(self, groups: Groups, tries: int) -> Iterator[Picture]:
        """Yield the map in these bands with cards of some widths: the last ones are near the best."""
        if not groups:
            return
        plans: dict[int, Folding] = {}
        for turn in self._turns:
            low, high = 0, len(self._widths) - 1
            for _ in range(tries):
                if low > high:
                    break
                middle = (low + high) // 2
                if middle not in plans:
                    plans[middle] = folded(*self._map, groups, self._widths[middle])
                picture = place(plans[middle], self._paper, turn)
                yield picture
                is_too_wide = picture.width_mm * picture.map.height < picture.height_mm * picture.map.width
                low, high = (low, middle - 1) if is_too_wide else (middle + 1, high)


def _scale_of(picture: Picture) -> float:
    return picture.scale


def _largest(pictures: Iterable[Picture]) -> Picture:
    return max(pictures, key=_scale_of)


def place(plan: Folding, paper: Paper | None, landscape: bool | None = None) -> Picture:
    """Return a map as large as the paper allows, in the middle of it.

    Without a paper the page is the map at natural size with a margin. Without a wish the orientation is the one that
    makes the map larger. On a roll one side is given and the other as long as the map.
    """
    if plan.width <= 0 or plan.height <= 0:
        raise Refused("This map is empty, so there is nothing to draw; add a stage or a touchpoint first.")
    if paper is None:
        return _natural(plan)
    turns = (True, False) if landscape is None else (landscape,)
    return _largest(_on(plan, paper, turn) for turn in turns)


def _natural(plan: Folding) -> Picture:
    margin = _NATURAL_MARGIN_MM
    width, height = plan.width * UNIT_MM + 2 * margin, plan.height * UNIT_MM + 2 * margin
    paper = Paper(f"{width:.0f} × {height:.0f} mm", width, height)
    return Picture(plan, paper, width, height, margin, margin, 1.0)


def _on(plan: Folding, paper: Paper, is_landscape: bool) -> Picture:
    natural_width, natural_height = plan.width * UNIT_MM, plan.height * UNIT_MM
    if paper.is_roll:
        return _on_roll(plan, paper, is_landscape)
    sides = sorted((paper.width_mm, paper.height_mm), reverse=is_landscape)
    width, height = sides[0], sides[1]
    margin = min(_MOST_MARGIN_MM, max(_LEAST_MARGIN_MM, min(sides) * _MARGIN_SHARE))
    if min(sides) <= 2 * margin:
        raise Refused(f"The paper {paper.name} is too small to print on.")
    scale = min((width - 2 * margin) / natural_width, (height - 2 * margin) / natural_height)
    left, top = (width - natural_width * scale) / 2, (height - natural_height * scale) / 2
    return Picture(plan, paper, width, height, left, top, scale)


def _on_roll(plan: Folding, paper: Paper, is_landscape: bool) -> Picture:
    """Fill the roll's width; the length is what the map then needs."""
    natural_width, natural_height = plan.width * UNIT_MM, plan.height * UNIT_MM
    margin = min(_MOST_MARGIN_MM, max(_LEAST_MARGIN_MM, paper.width_mm * _MARGIN_SHARE))
    across, along = (natural_height, natural_width) if is_landscape else (natural_width, natural_height)
    scale = (paper.width_mm - 2 * margin) / across
    length = along * scale + 2 * margin
    if length > _LONGEST_MM:
        raise Refused(f"On {paper.name} this map would be {length / 1000:.0f} m long; choose a narrower roll.")
    width, height = (length, paper.width_mm) if is_landscape else (paper.width_mm, length)
    return Picture(plan, paper, width, height, margin, margin, scale)
