"""Which sheets of a poster have changed since they were printed: each is known by a fingerprint of what is painted on it."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtGui import QImage, QPainter

from cxdesigner.canvas.theme import Theme
from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of
from cxdesigner.document.records import Printing, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.sheets import Tiling
from cxdesigner.paper.dates import day
from cxdesigner.wall.order import Order
from cxdesigner.wall.part import lanes_of, part_in_words
from cxdesigner.wall.pdf import UNITS_PER_INCH
from cxdesigner.wall.poster import Poster, paint_sheet

DOTS_PER_INCH = 100
"""What is too small to be seen with so many dots is no reason for a new sheet."""
_DIGITS = 16
_SCALE = "scale "
_MOST_NAMED = 3

Looks = Mapping[str, str]
"""The fingerprint of each sheet by its name."""


class Changed(NamedTuple):
    """Which sheets of a poster, by their number, differ from what hangs on the wall, and in words why."""

    numbers: frozenset[int]
    total: int
    words: str

    @property
    def is_all(self) -> bool:
        """Tell whether every sheet is new."""
        return len(self.numbers) == self.total


def looks_of(poster: Poster, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield name and fingerprint of each sheet, one after the other, since many take a while.

    Two fingerprints are the same where the same is painted: revision and date, which are on each sheet, do not count.
    """
    tiling = _tiling(poster)
    page = Rect(0, 0, tiling.paper.width_mm * 10, tiling.paper.height_mm * 10)
    dots = DOTS_PER_INCH / UNITS_PER_INCH
    # With an alpha channel, letters are smoothed in grey everywhere, and not as it suits the screen of this machine.
    image = QImage(round(page.width * dots), round(page.height * dots), QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise Refused(f"There is not enough memory to compare sheets of {tiling.paper.name} with those on the wall.")
    for sheet in tiling.sheets:
        painter = QPainter(image)
        try:
            painter.scale(dots, dots)
            paint_sheet(painter, poster._replace(stamp=""), sheet, theme)
        finally:
            painter.end()
        yield sheet.label, hashlib.sha256(image.constBits()).hexdigest()[:_DIGITS]


def way_of(document: Document, map_id: RecordId, order: Order, poster: Poster) -> tuple[str, ...]:
    """Return in words what must be the same so that a new sheet fits between the old ones."""
    tiling = _tiling(poster)
    turn = "landscape" if tiling.paper.width_mm > tiling.paper.height_mm else "portrait"
    lanes = lanes_of(document, map_id, order)
    places = [place for place, stage in enumerate(stages_of(document, map_id), 1) if stage.id in order.stages]
    return (
        f"{tiling.paper.name} {turn}",
        f"{tiling.columns} × {tiling.rows} sheets",
        f"overlap {tiling.overlap_mm:g} mm",
        f"margin {tiling.margin_mm:g} mm",
        f"{_SCALE}{poster.picture.scale:.1%}",
        f"lanes by {lanes.value.replace('_', ' ')}",
        f"stages {places[0]} to {places[-1]}" if places else "all stages",
        *part_in_words(document, map_id, order),
    )


def changed_since(document: Document, map_id: RecordId, way: tuple[str, ...], looks: Looks) -> Changed:
    """Compare sheets, in their order, with what was printed of a map last; all are new where they fit nothing that hangs."""
    everything = frozenset(range(1, len(looks) + 1))
    same = printed_in(document, map_id, way)
    if same is not None:
        hanging = _hanging(same)
        new = frozenset(number for number, (name, look) in enumerate(looks.items(), 1) if hanging.get(name) != look)
        return Changed(new, len(looks), _counted(len(new), len(looks), said_day(same.on)))
    last = _last(document.map(map_id).printed)
    if last is None:
        return Changed(everything, len(looks), f"{_all(len(looks))} new: this map has not been printed on sheets yet.")
    why = _difference(way, last.way)
    return Changed(
        everything, len(looks), f"{_all(len(looks))} new, because they do not fit those of {said_day(last.on)}: {why}."
    )


def printed_in(document: Document, map_id: RecordId, way: tuple[str, ...]) -> Printing | None:
    """Return what was printed of a map in this very way, or None."""
    same = [printing for printing in document.map(map_id).printed if printing.way == way]
    return _last(same)


def _last(printed: Sequence[Printing]) -> Printing | None:
    """Return the latest print; of those of one day the first, since each is written down before the others."""
    return max(printed, key=lambda printing: printing.on, default=None)


def last_scale(document: Document, map_id: RecordId) -> float | None:
    """Return the scale of what was printed of a map last, to a tenth of a percent; None where nothing was."""
    last = _last(document.map(map_id).printed)
    for word in last.way if last is not None else ():
        percent = word.removeprefix(_SCALE).removesuffix("%")
        if word == f"{_SCALE}{percent}%" and re.fullmatch(r"\d{1,5}\.\d", percent) and float(percent) > 0:
            return float(percent) / 100
    return None


def printing_of(
    document: Document, map_id: RecordId, way: tuple[str, ...], looks: Looks, date: datetime.date, labels: set[str]
) -> Printing:
    """Return what hangs on the wall after sheets of these names were printed; the others hang there as they did.

    Raises Refused where the sheets are too many to be remembered.
    """
    if len(looks) > limits.PARTS_PER_RECORD:
        raise Refused(f"More than {limits.PARTS_PER_RECORD} sheets cannot be remembered; choose larger ones.")
    hanging = _hanging(printed_in(document, map_id, way))
    now = {name: look if name in labels else hanging.get(name, "") for name, look in looks.items()}
    return Printing(way=way, on=date.isoformat(), sheets=tuple(f"{name} {look}" for name, look in now.items() if look))


def _hanging(printing: Printing | None) -> dict[str, str]:
    """Return the fingerprint of each sheet that hangs, by its name."""
    return dict(entry.partition(" ")[::2] for entry in printing.sheets) if printing is not None else {}


def said_day(on: str) -> str:
    """Return a day of the document as people write it; what is none is shown as it stands there."""
    try:
        return day(datetime.date.fromisoformat(on))
    except ValueError:
        return on or "an unknown day"


def _counted(new: int, count: int, since: str) -> str:
    if new == 0:
        return f"No sheet has changed since {since}."
    many = "1 sheet has" if count == 1 else f"{new} of {count} sheets {'has' if new == 1 else 'have'}"
    return f"{many} changed since {since}."


def _all(count: int) -> str:
    return "The sheet is" if count == 1 else f"All {count} sheets are"


def _difference(now: tuple[str, ...], before: tuple[str, ...]) -> str:
    pairs = [f"{new} instead of {old}" for new, old in zip(now, before, strict=False) if new != old]
    return ", ".join(pairs[:_MOST_NAMED]) or "they were made by another version of this program"


def _tiling(poster: Poster) -> Tiling:
    if poster.tiling is None:
        raise Refused("Only a poster on several sheets has sheets that have changed; choose a paper for these.")
    return poster.tiling
