"""Which cards the edges of sheets cut, and what to order instead so that none is."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.document.text import shown_name
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.sheets import Tiling
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import Poster, poster_in_steps, tiling_of
from cxdesigner.wall.sizing import Picture

OVERLAPS = (0, 5, 10, 15, 20, 30)
MARGINS = (5, 8, 10, 12, 15, 20)
"""What is offered, in millimetres."""
_NAMED = 3
_SLACK_MM = 0.05
_MOST_SHEETS = 1.5
"""So many times as many sheets a way out may take; who wants more chooses a larger paper anyhow."""
_LEAST_SCALE = 0.9
"""So much smaller letters may become."""
_WORTH = 0.5
"""A way out that spares not every card is told where it cuts this share of them at most."""


class WayOut(NamedTuple):
    """An order that cuts fewer cards, or none, with the sheets that it takes."""

    order: Order
    sheets: int
    cut: int
    words: str
    """What is different, as in “upright sheets and 5 mm overlap”."""

    @property
    def sentence(self) -> str:
        """What somebody should know about it."""
        return self.told()

    def told(self, how: str = "") -> str:
        """Return the same, and in parentheses *how* to order it."""
        how = f" ({how})" if how else ""
        cut = "No card is cut" if self.cut == 0 else f"Only {self.cut} card{' is' if self.cut == 1 else 's are'} cut"
        return f"{cut} with {self.words}{how}: {self.sheets} sheet{'' if self.sheets == 1 else 's'}."


def cut_words(titles: list[str]) -> str:
    """Return in one sentence which cards are cut, or an empty text."""
    if not titles:
        return ""
    named = [f"“{shown_name(title)}”" for title in titles[:_NAMED]]
    if len(titles) > _NAMED:
        named.append(f"{len(titles) - _NAMED} more")
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"{'The edge of a sheet cuts' if len(titles) == 1 else 'Edges of sheets cut'} {listed}."


def cut_cards(document: Document, picture: Picture, tiling: Tiling) -> list[str]:
    """Return the titles of the cards that are whole on no sheet, in reading order."""
    sheets = [sheet.source for sheet in tiling.sheets]
    boxes = [
        (card.touchpoint_id, card.rect.moved(0, band.top)) for band in picture.map.bands for card in band.plan.cards
    ]
    boxes.sort(key=lambda box: (box[1].y, box[1].x))
    return [document.title_of(card) for card, rect in boxes if not _is_whole(picture.on_page(rect), sheets)]


def _is_whole(box: Rect, sheets: list[Rect]) -> bool:
    slack = _SLACK_MM
    return any(
        sheet.x - slack <= box.x
        and box.right <= sheet.right + slack
        and sheet.y - slack <= box.y
        and box.bottom <= sheet.bottom + slack
        for sheet in sheets
    )


def way_out_in_steps(
    document: Document, map_id: RecordId, order: Order, poster: Poster
) -> Generator[None, None, WayOut | None]:
    """Return what to order so that no card is cut, or much fewer; None where all are whole or nothing helps.

    What is nearest to the order is tried first: other sheets of the same poster, then two such changes at once. Stops
    after each try. What is returned has been tried: it cuts what it says.
    """
    tiling = poster.tiling
    now = len(cut_cards(document, poster.picture, tiling)) if tiling is not None else 0
    if tiling is None or not now:
        return None
    best: WayOut | None = None
    for other in _neighbours(order, tiling):
        yield
        picture, cut_up = poster.picture, None
        if order.most_sheets is None:
            cut_up = tiling_of(picture, other)
        else:  # How large the picture is hangs on the sheets.
            tried = yield from poster_in_steps(document, map_id, other)
            picture, cut_up = tried.picture, tried.tiling
        is_small = picture.scale < poster.picture.scale * _LEAST_SCALE
        if cut_up is None or is_small or len(cut_up.sheets) > _most_sheets(order, tiling):
            continue
        cut = len(cut_cards(document, picture, cut_up))
        if cut < (now * _WORTH if best is None else best.cut):
            best = WayOut(_settled(other, cut_up), len(cut_up.sheets), cut, _words(order, other, cut_up))
        if cut == 0:
            return best
    return best


def _most_sheets(order: Order, tiling: Tiling) -> float:
    return order.most_sheets or len(tiling.sheets) * _MOST_SHEETS


def _neighbours(order: Order, tiling: Tiling) -> Iterator[Order]:
    """Yield orders of the same poster on other sheets: one thing is different, then two where a try takes no time."""
    assert order.tiles is not None
    short = min(order.tiles.width_mm, order.tiles.height_mm)
    is_landscape = tiling.paper.width_mm > tiling.paper.height_mm
    turns = [{"tiles_landscape": not is_landscape}]
    overlaps = [{"overlap_mm": float(mm)} for mm in _nearest(OVERLAPS, order.overlap_mm)]
    margins = [{"margin_mm": float(mm)} for mm in _nearest(MARGINS, order.margin_mm)]
    pairs = [
        {**one, **other}
        for first, second in ((turns, overlaps), (overlaps, margins), (turns, margins))
        for one in first
        for other in second
    ]
    for fields in (*turns, *overlaps, *margins, *(pairs if order.most_sheets is None else ())):
        other = replace(order, **fields)
        if short - 2 * other.margin_mm > max(20.0, 2 * other.overlap_mm):
            yield other


def _nearest(lengths: tuple[int, ...], now: float) -> list[int]:
    return sorted((mm for mm in lengths if mm != now), key=lambda mm: abs(mm - now))


def _settled(order: Order, tiling: Tiling) -> Order:
    """Return an order whose sheets are turned as they turned out, where that does not change how large the poster is."""
    if order.most_sheets is not None:
        return order
    return replace(order, tiles_landscape=tiling.paper.width_mm > tiling.paper.height_mm)


def _words(order: Order, other: Order, tiling: Tiling) -> str:
    said = []
    if other.tiles_landscape != order.tiles_landscape:
        is_landscape = tiling.paper.width_mm > tiling.paper.height_mm
        said.append("sheets in landscape" if is_landscape else "upright sheets")
    if other.overlap_mm != order.overlap_mm:
        said.append(f"{other.overlap_mm:g} mm overlap")
    if other.margin_mm != order.margin_mm:
        said.append(f"{other.margin_mm:g} mm around each sheet")
    return " and ".join(said)
