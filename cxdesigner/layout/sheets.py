"""Papers by name, and the arithmetic of a poster on many sheets. All lengths here are millimetres on paper."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cxdesigner.document.refused import Refused
from cxdesigner.document.text import folded, shown_name
from cxdesigner.layout.plan import SMALL, UNIT_MM, Rect, TextStyle
from cxdesigner.layout.seams import count_cut, seams

SLACK_MM = 0.1
"""No sheet is spent on less than this."""
LETTER = 0.536
"""Height of a small letter as a share of its font size, in Noto Sans."""
INCH_MM = 25.4
LEAST_SIDE_MM, MOST_SIDE_MM = 20.0, 50_000.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, upright; a roll has a width and no height: it is as long as what is printed on it."""

    name: str
    width_mm: float
    height_mm: float = 0.0

    @property
    def is_roll(self) -> bool:
        return self.height_mm <= 0

    def turned(self) -> Paper:
        """Return the same paper on its side."""
        return replace(self, width_mm=self.height_mm, height_mm=self.width_mm)


def _inches(name: str, width: float, height: float) -> Paper:
    return Paper(name, round(width * INCH_MM, 2), round(height * INCH_MM, 2))


_ALL = (
    Paper("2A0", 1189, 1682),
    Paper("A0", 841, 1189),
    Paper("A1", 594, 841),
    Paper("A2", 420, 594),
    Paper("A3", 297, 420),
    Paper("A4", 210, 297),
    Paper("A5", 148, 210),
    _inches("Letter", 8.5, 11),
    _inches("Legal", 8.5, 14),
    _inches("Tabloid", 11, 17),
    _inches("ANSI A", 8.5, 11),
    _inches("ANSI B", 11, 17),
    _inches("ANSI C", 17, 22),
    _inches("ANSI D", 22, 34),
    _inches("ANSI E", 34, 44),
    _inches("ARCH A", 9, 12),
    _inches("ARCH B", 12, 18),
    _inches("ARCH C", 18, 24),
    _inches("ARCH D", 24, 36),
    _inches("ARCH E", 36, 48),
    _inches("ARCH E1", 30, 42),
    _inches("ARCH E2", 26, 38),
    _inches("ARCH E3", 27, 39),
    *(Paper(f"roll {width}", width) for width in (610, 762, 914, 1067, 1118, 1524)),
)

PAPERS: dict[str, Paper] = {paper.name: paper for paper in _ALL}
"""Every paper that has a name, large families together."""

_BY_KEY = {re.sub(r"[\s_-]", "", name.casefold()): paper for name, paper in PAPERS.items()}
_BY_KEY["ledger"] = PAPERS["Tabloid"]
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_UNIT = r"(mm|cm|m|in|inch|inches|\"|″)?"
_SIZE = re.compile(rf"{_NUMBER}\s*{_UNIT}\s*(?:x|×|\*|by)\s*{_NUMBER}\s*{_UNIT}")
_ROLL = re.compile(rf"(?:roll)\s*{_NUMBER}\s*{_UNIT}|{_NUMBER}\s*{_UNIT}\s*(?:roll)")
_MM = {
    "mm": 1.0,
    "cm": 10.0,
    "m": 1000.0,
    "in": INCH_MM,
    "inch": INCH_MM,
    "inches": INCH_MM,
    '"': INCH_MM,
    "″": INCH_MM,
}
_KNOWN = (
    "say A0 to A5, 2A0, Letter, Legal, Tabloid, ANSI A to E, ARCH A to E, E1, E2 or E3, a roll by its width in mm such "
    "as “roll 914”, or a size such as 800x1200 (mm), 80x120cm or 24x36in"
)


def parse_paper(text: str) -> Paper:
    """Return the paper that a text names, in any case: “a0”, “ANSI E”, “roll 914”, “800x1200”, “24 x 36 in”."""
    said = folded(text)
    known = _BY_KEY.get(re.sub(r"[\s_-]", "", said))
    if known is not None:
        return known
    roll = _ROLL.fullmatch(said.replace("-", " "))
    if roll is not None:
        number, unit = (roll[1], roll[2]) if roll[1] else (roll[3], roll[4])
        width = _length(number, unit or "mm", text)
        return Paper(f"roll {width:g}", width)
    size = _SIZE.fullmatch(said)
    if size is None:
        raise Refused(f"There is no paper “{shown_name(text)[:60]}”; {_KNOWN}.")
    unit = size[4] or size[2] or "mm"
    width, height = _length(size[1], size[2] or unit, text), _length(size[3], unit, text)
    return Paper(f"{width:g} × {height:g} mm", width, height)


def _length(number: str, unit: str, said: str) -> float:
    length = round(float(number.replace(",", ".")) * _MM[unit], 2)
    if not LEAST_SIDE_MM <= length <= MOST_SIDE_MM:
        raise Refused(
            f"No paper can have the size “{shown_name(said)[:60]}”; "
            f"a side is {LEAST_SIDE_MM:.0f} mm at least and {MOST_SIDE_MM / 1000:.0f} m at most."
        )
    return length


def letter_mm(scale: float = 1.0, style: TextStyle = SMALL) -> float:
    """Return how high a small letter is in print; of the smallest style of a map unless told otherwise."""
    return style.size * LETTER * UNIT_MM * scale


def readable_from_m(letter_height_mm: float) -> float:
    """Return from how far letters can be read: 400 times their height, about nine minutes of arc."""
    return letter_height_mm * 0.4


# -- tiles -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a poster.

    `source` is what of the poster is on it; the strip that it shares with a neighbour is as wide as the overlap. It
    lies on the paper at `on_paper`, and its corners are where the cut marks go. `label` names row and column: “B3” is
    the third sheet of the second row. `number` counts the sheets that are printed, from 1.
    """

    row: int
    column: int
    label: str
    number: int
    source: Rect
    on_paper: Rect

    @property
    def cut_marks(self) -> tuple[tuple[float, float], ...]:
        """The corners of the picture on the paper: upper left, upper right, lower right, lower left."""
        rect = self.on_paper
        return (rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)


@dataclass(frozen=True, slots=True)
class Tiling:
    """All sheets of a poster. `paper` is turned as it is printed; `blanks` are sheets on which nothing would be."""

    paper: Paper
    rows: int
    columns: int
    overlap_mm: float
    margin_mm: float
    sheets: tuple[Sheet, ...]
    blanks: tuple[Sheet, ...] = ()
    cut: int = 0
    """How many of the rectangles to keep whole are whole on no sheet."""
    keep: tuple[Rect, ...] = ()
    """These rectangles; no mark should lie on them either."""


def tile(
    width_mm: float,
    height_mm: float,
    paper: Paper,
    *,
    margin_mm: float = 10.0,
    overlap_mm: float = 10.0,
    landscape: bool | None = None,
    keep: Sequence[Rect] = (),
    is_blank: Callable[[Rect], bool] | None = None,
) -> Tiling:
    """Cut a poster into as few sheets of one paper as possible, and with those cut as little of *keep* as possible.

    Neighbours share exactly *overlap_mm*; *margin_mm* stays white around each sheet. Without a wish for the orientation
    the one with fewer sheets is taken. Sheets of which *is_blank* says yes are listed as blanks.
    """
    if paper.is_roll:
        raise Refused(f"{paper.name} is a roll and has no sheets; choose a paper such as A4, A3, Letter or Tabloid.")
    short, long = sorted((paper.width_mm, paper.height_mm))
    if short - 2 * margin_mm < 20.0:
        raise Refused(f"{paper.name} is too small for sheets of a poster with a margin of {margin_mm:g} mm.")
    if not 0 <= overlap_mm <= (short - 2 * margin_mm) / 2:
        most = (short - 2 * margin_mm) / 2
        raise Refused(f"The overlap of {overlap_mm:g} mm does not fit {paper.name}; it can be 0 to {most:.0f} mm.")
    upright = Paper(paper.name, short, long)
    turns = [upright, upright.turned()] if landscape is None else [upright.turned() if landscape else upright]
    tilings = [_tiled(width_mm, height_mm, turn, margin_mm, overlap_mm, keep, is_blank) for turn in turns]
    return min(tilings, key=lambda tiling: (len(tiling.sheets), tiling.cut))


def _tiled(
    width: float,
    height: float,
    paper: Paper,
    margin: float,
    overlap: float,
    keep: Sequence[Rect],
    is_blank: Callable[[Rect], bool] | None,
) -> Tiling:
    across = _parts(width, paper.width_mm - 2 * margin, overlap, [(rect.x, rect.right) for rect in keep])
    down = _parts(height, paper.height_mm - 2 * margin, overlap, [(rect.y, rect.bottom) for rect in keep])
    sheets: list[Sheet] = []
    blanks: list[Sheet] = []
    for row, (top, bottom) in enumerate(down):
        for column, (left, right) in enumerate(across):
            source = Rect(left, top, right - left, bottom - top)
            on_paper = Rect(margin, margin, source.width, source.height)
            blank = is_blank is not None and is_blank(source)
            number = 0 if blank else len(sheets) + 1
            sheet = Sheet(row, column, label_of(row, column), number, source, on_paper)
            (blanks if blank else sheets).append(sheet)
    if not sheets:
        sheets = [replace(blanks.pop(0), number=1)]
    cut = count_cut([(rect.x, rect.right, rect.y, rect.bottom) for rect in keep], across, down)
    return Tiling(paper, len(down), len(across), overlap, margin, tuple(sheets), tuple(blanks), cut, tuple(keep))


def sheets_along(length: float, window: float, overlap: float) -> int:
    """Return how many sheets cover a length; a rest below the slack takes none of its own."""
    if length <= window + SLACK_MM:
        return 1
    return math.ceil((length - SLACK_MM - overlap) / (window - overlap) - 1e-9)


def _parts(
    length: float, window: float, overlap: float, spans: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return from where to where each sheet of a row reaches."""
    count = sheets_along(length, window, overlap)
    starts = [0.0, *seams(length, window, overlap, count, spans, SLACK_MM)]
    ends = [start + overlap for start in starts[1:]] + [length]
    return list(zip(starts, ends, strict=True))


def label_of(row: int, column: int) -> str:
    """Return the name of a sheet: a letter for its row, a number for its place in it."""
    letters = ""
    row += 1
    while row:
        row, rest = divmod(row - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{column + 1}"
