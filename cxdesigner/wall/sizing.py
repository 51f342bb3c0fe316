"""How large the map becomes: its scale on a paper, the page around it, and how small its letters are."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from cxdesigner.canvas.fonts import measure
from cxdesigner.canvas.legend import Explained
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.journey import rules
from cxdesigner.journey.heat import Heat, heat
from cxdesigner.journey.rules.found import worst_by_record
from cxdesigner.layout.bands import Folding, Groups, folded, groups_of
from cxdesigner.layout.cards import Faces
from cxdesigner.layout.grid import titles_of
from cxdesigner.layout.plan import UNIT_MM, Plan, Rect
from cxdesigner.layout.sheets import Paper, letter_mm
from cxdesigner.layout.spacing import WIDEST_CARD, least_card_width
from cxdesigner.wall import headless
from cxdesigner.wall.order import Order
from cxdesigner.wall.part import lanes_of, part_of
from cxdesigner.wall.shown import explained, is_note_shown, problems_shown

if TYPE_CHECKING:
    from cxdesigner.journey.times import Times

_Made = TypeVar("_Made")

_MOST_MARGIN_MM = 20.0
_LEAST_MARGIN_MM = 5.0
_MARGIN_SHARE = 0.025
_NATURAL_MARGIN_MM = 10.0
_TRIM_MARGIN_MM = 8.0
_LONGEST_MM = 50_000.0
_LEAST_WINDOW_MM = 20.0
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
    """A map on its page: the size of the page, where the map's corner lies on it (mm), and how much it is scaled.

    `problems` are the gravest severities by record, where they shall be shown; `heat` is what colours the cards.
    """

    map: Folding
    paper: Paper
    width_mm: float
    height_mm: float
    left_mm: float
    top_mm: float
    scale: float
    problems: Mapping[RecordId, str] = field(default_factory=dict)
    times: Times | None = None
    """What stands on the time scale and on the cards, where that is shown."""
    heat: Heat | None = None
    explained: Explained = ()
    """What the legend says of problems and stickers."""

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


def picture_of(document: Document, map_id: RecordId, order: Order) -> Picture:
    """Return the map as it is ordered, with the largest letters: every text in full, the cards as wide as suits the paper."""
    return to_the_end(picture_in_steps(document, map_id, order))


def to_the_end(steps: Generator[None, None, _Made]) -> _Made:
    """Take all steps at once, and return what they make."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: _Made = end.value
            return made


def picture_in_steps(document: Document, map_id: RecordId, order: Order) -> Generator[None, None, Picture]:
    """Return what `picture_of` does, and stop after each plan that was tried: a window goes on meanwhile.

    Narrow cards make a map narrow and high, wide ones wide and low: between a map too wide for the paper and one too
    high lies the best. A long map is folded into bands where that makes letters much larger and the order allows it. On
    rolls, without a paper and on huge maps cards have the usual width.
    """
    shown = _with_or_without_times(document, map_id, order)
    warm = heat(document, map_id, order.heat) if order.heat else None
    said = explained(document, order)
    picture = yield from _sized(shown, map_id, order, _heading_of(order, warm, said))
    picture = replace(picture, heat=warm, explained=said)
    if shown.map(map_id).shows_times:
        from cxdesigner.journey.times import times_of_map  # Most maps do without.

        picture = replace(picture, times=times_of_map(document, map_id))
    if not order.has_problems:
        return picture
    return replace(picture, problems=problems_shown(document, order, worst_by_record(rules.check(document, map_id))))


def _heading_of(order: Order, warm: Heat | None, said: Explained) -> dict[str, Any]:
    """Return what the layout is told about title and legend; the legend of a measure has a line and one for each shade."""
    return {
        "has_heading": order.has_heading or warm is not None,
        "more_signs": len(said) + (0 if warm is None else 1 + len(warm.shades)),
    }


def _with_or_without_times(document: Document, map_id: RecordId, order: Order) -> Document:
    """Return the document with its map shown as it is ordered; the one that was given stays as it is."""
    of_map = document.map(map_id)
    if order.has_times in (None, of_map.shows_times):
        return document
    shown = document.copy()
    shown.apply(Change.replacing([(of_map, replace(of_map, shows_times=not of_map.shows_times))]))
    return shown


def _sized(
    document: Document, map_id: RecordId, order: Order, heading: dict[str, Any]
) -> Generator[None, None, Picture]:
    headless.ready()
    kind, part = lanes_of(document, map_id, order), part_of(document, map_id, order)
    whole: Groups = (part.stages,)
    given = {"part": part, "faces": Faces(), **heading}
    usual_map = _without(document, folded(document, map_id, kind, measure, whole, **given), order)
    paper, landscape = order.paper, order.landscape
    if order.most_sheets is not None:
        paper, landscape = _of_sheets(usual_map, order), None
    usual = place(usual_map, paper, landscape, order.scale)
    yield
    cards = sum(len(band.plan.cards) for band in usual.map.bands)
    if paper is None or paper.is_roll or cards > _MOST_CARDS:
        return usual
    turns = (True, False) if landscape is None else (landscape,)
    search = _Search(document, map_id, kind, order, given, paper, turns)
    is_large = cards > _MANY_CARDS
    best = yield from _best_of(search.pictures(whole, _QUICK_TRIES if is_large else _TRIES), usual)
    if not order.may_fold:
        return best
    bands, tries = (_QUICK_BANDS, _QUICK_TRIES) if is_large else (_BANDS, _FEW_TRIES)
    best_in_bands = best
    for count in bands:
        in_bands = search.pictures(groups_of(document, map_id, count, part.stages), tries)
        best_in_bands = yield from _best_of(in_bands, best_in_bands)
    return best_in_bands if best_in_bands.scale >= best.scale * _WORTH_FOLDING else best


def _best_of(pictures: Iterable[Picture], best: Picture) -> Generator[None, None, Picture]:
    """Return the largest picture, of equal ones the first; stop after each."""
    for picture in pictures:
        best = max(best, picture, key=_scale_of)
        yield
    return best


def _without(document: Document, map: Folding, order: Order) -> Folding:
    """Return a map without the stickers that are not wanted."""
    if order.has_notes and not order.notes_by and order.of_team is None:
        return map

    def wanted(plan: Plan) -> Plan:
        notes = tuple(note for note in plan.notes if is_note_shown(document, order, note.note_id))
        return replace(plan, notes=notes)

    return replace(map, bands=tuple(replace(band, plan=wanted(band.plan)) for band in map.bands))


def _of_sheets(map: Folding, order: Order) -> Paper:
    """Return the size that so many sheets make on which a map becomes largest."""
    if order.tiles is None or not order.most_sheets:
        raise Refused("Say of which paper the sheets are, and that there is at least one.")
    window_short, window_long = (side - 2 * order.margin_mm for side in _sides(order.tiles))
    if window_short <= max(_LEAST_WINDOW_MM, 2 * order.overlap_mm):
        raise Refused(f"{order.tiles.name} is too small for sheets of a poster with this margin and this overlap.")
    turns = [(window_short, window_long), (window_long, window_short)]
    if order.tiles_landscape is not None:
        turns = turns[order.tiles_landscape :][:1]
    found = []
    for across in range(1, order.most_sheets + 1):
        down = order.most_sheets // across
        for wide, high in turns:
            sides = (count * side - (count - 1) * order.overlap_mm for count, side in ((across, wide), (down, high)))
            paper = Paper(f"{across} × {down} sheets of {order.tiles.name}", *sides)
            found.append((_on(map, paper, None).scale, paper))
    return max(found, key=lambda pair: pair[0])[1]


def _sides(paper: Paper) -> tuple[float, float]:
    if paper.is_roll:
        raise Refused(f"{paper.name} is a roll and has no sheets; choose a paper such as A4, A3, Letter or Tabloid.")
    return min(paper.width_mm, paper.height_mm), max(paper.width_mm, paper.height_mm)


class _Search:
    """The search for the width of cards that makes a map largest on a paper."""

    def __init__(
        self,
        document: Document,
        map_id: RecordId,
        lanes: LaneKind,
        order: Order,
        given: dict[str, Any],
        paper: Paper,
        turns: Sequence[bool],
    ) -> None:
        self._map = document, map_id, lanes, measure
        self._order, self._given = order, given
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
                    map = folded(*self._map, groups, self._widths[middle], **self._given)
                    plans[middle] = _without(self._map[0], map, self._order)
                picture = place(plans[middle], self._paper, turn)
                yield picture
                is_too_wide = picture.width_mm * picture.map.height < picture.height_mm * picture.map.width
                low, high = (low, middle - 1) if is_too_wide else (middle + 1, high)


def _scale_of(picture: Picture) -> float:
    return picture.scale


def _largest(pictures: Iterable[Picture]) -> Picture:
    return max(pictures, key=_scale_of)


def place(plan: Folding, paper: Paper | None, landscape: bool | None = None, scale: float = 1.0) -> Picture:
    """Return a map as large as the paper allows, in the middle of it.

    Without a paper the page is the map at natural size, times *scale*, with a margin. Without a wish the orientation is the one that
    makes the map larger. On a roll one side is given and the other as long as the map.
    """
    if plan.width <= 0 or plan.height <= 0:
        raise Refused("This map is empty, so there is nothing to draw; add a stage or a touchpoint first.")
    if paper is None:
        return _natural(plan, scale)
    turns = (True, False) if landscape is None else (landscape,)
    return _largest(_on(plan, paper, turn) for turn in turns)


def _natural(plan: Folding, scale: float) -> Picture:
    margin = _NATURAL_MARGIN_MM
    width, height = (side * UNIT_MM * scale + 2 * margin for side in (plan.width, plan.height))
    if max(width, height) > _LONGEST_MM:
        raise Refused(f"This poster would be {max(width, height) / 1000:.0f} m long; choose a smaller scale.")
    paper = Paper(f"{width:.0f} × {height:.0f} mm", width, height)
    return Picture(plan, paper, width, height, margin, margin, scale)


def _on(plan: Folding, paper: Paper, is_landscape: bool | None) -> Picture:
    """Fill a paper, turned as it is told to be; None leaves it as it is."""
    natural_width, natural_height = plan.width * UNIT_MM, plan.height * UNIT_MM
    if paper.is_roll:
        return _on_roll(plan, paper, bool(is_landscape))
    width, height = paper.width_mm, paper.height_mm
    if is_landscape is not None:
        width, height = sorted((width, height), reverse=is_landscape)
    margin = min(_MOST_MARGIN_MM, max(_LEAST_MARGIN_MM, min(width, height) * _MARGIN_SHARE))
    if min(width, height) <= 2 * margin:
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
