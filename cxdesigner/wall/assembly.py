"""The first page of a poster on many sheets: which sheet goes where, and how to glue them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from cxdesigner.canvas.fonts import measure
from cxdesigner.canvas.ink import NO_BRUSH, box, brush, color, pen, rounded, text_line
from cxdesigner.canvas.theme import Theme
from cxdesigner.layout.plan import Rect, TextStyle
from cxdesigner.layout.sheets import Tiling, readable_from_m
from cxdesigner.layout.text_fit import fit
from cxdesigner.wall.marks import shortened
from cxdesigner.wall.miniature import paint_miniature
from cxdesigner.wall.sizing import Picture

_MARGIN = 160.0
_DESIGNED_FOR = 2100.0
_TITLE = TextStyle(64, bold=True)
_FACTS = TextStyle(34)
_STEP = TextStyle(36)
_STEP_NUMBER = TextStyle(36, bold=True)
_STEP_LEADING = 50.0
_LEAST_STEP = 560.0
_INDENT = 56.0
_GAP = 80.0
_COLUMN = 760.0
"""Least width of the column of steps beside the picture."""
_MOST_NAMED = 24
_NEW_EDGE = 14.0
_AT_TRUE_SIZE = "Print all sheets at 100 % (“actual size”), never “fit to page”. The bar below each picture must be as long as it says."


def paint_assembly(
    painter: QPainter,
    page: Rect,
    picture: Picture,
    tiling: Tiling,
    heading: str,
    stamp: str,
    theme: Theme,
    only: frozenset[int] | None = None,
) -> None:
    """Draw the page in units of 0.1 mm: what the poster is, a small picture of it with the sheets, and what to do.

    It is set as on A4 and grows with the paper. Where *only* some sheets are printed, these are marked as new.
    """
    larger = max(0.7, min(page.width, page.height) / _DESIGNED_FOR)
    painter.save()
    painter.scale(larger, larger)
    page = Rect(0, 0, page.width / larger, page.height / larger)
    room = page.grown(-min(_MARGIN, min(page.width, page.height) * 0.08))
    y = room.y + 50
    text_line(painter, shortened(heading, room.width, _TITLE), _TITLE, theme.ink, room.x, y)
    for facts in (stamp, _facts(picture, tiling, only)):
        for line in fit(facts, room.width, _FACTS, measure)[0]:
            y += 50
            text_line(painter, line, _FACTS, theme.detail, room.x, y)
    y += 60
    _paint_body(painter, Rect(room.x, y, room.width, room.bottom - y), picture, tiling, theme, only)
    painter.restore()


def _paint_body(
    painter: QPainter, room: Rect, picture: Picture, tiling: Tiling, theme: Theme, only: frozenset[int] | None
) -> None:
    """Draw the picture with the steps beside or below it, whichever leaves the picture larger."""
    steps = _steps(tiling) if only is None else _steps_for_new(tiling, only)
    column = max(_COLUMN, room.width * 0.3)
    below = _height_of(steps, room.width)
    beside = Rect(room.x, room.y, room.width - column - _GAP, room.height)
    above = Rect(room.x, room.y, room.width, max(room.height - below - _GAP, room.height * 0.3))
    if _share(picture, beside) > _share(picture, above):
        _paint_grid(painter, beside, picture, tiling, theme, only)
        _paint_steps(painter, Rect(room.right - column, room.y, column, room.height), steps, theme)
    else:
        used = _paint_grid(painter, above, picture, tiling, theme, only)
        _paint_steps(painter, Rect(room.x, used + _GAP, room.width, below), steps, theme)


def _share(picture: Picture, room: Rect) -> float:
    """Return how many units of the page a millimetre of the poster may take; none where there is no room."""
    return min(max(0.0, room.width) / picture.width_mm, max(0.0, room.height) / picture.height_mm)


def _facts(picture: Picture, tiling: Tiling, only: frozenset[int] | None) -> str:
    overlap = f"overlap {tiling.overlap_mm:g} mm" if tiling.overlap_mm else "no overlap"
    return " · ".join(
        (size_words(picture), f"{sheet_words(tiling, only)} and this page", overlap, letter_words(picture))
    )


def size_words(picture: Picture) -> str:
    """Return what a poster measures, in words."""
    return f"Poster {picture.paper.name}, {picture.width_mm:.0f} × {picture.height_mm:.0f} mm"


def letter_words(picture: Picture) -> str:
    """Return how small the letters of a poster are, in words."""
    letters = picture.smallest_letter_mm
    return f"smallest letters {letters:.1f} mm high, to be read from {readable_from_m(letters):.1f} m"


def sheet_words(tiling: Tiling, only: frozenset[int] | None = None) -> str:
    """Return how many sheets a poster takes, in words; where *only* some are printed, how many of them."""
    count = len(tiling.sheets)
    some = "" if only is None else f"{len(only)} of "
    return f"{some}{count} sheet{'' if count == 1 else 's'} of {tiling.paper.name}"


def _steps(tiling: Tiling) -> tuple[str, ...]:
    first = _AT_TRUE_SIZE
    if not tiling.overlap_mm:
        return (
            first,
            "Cut each sheet along the marks at its four corners.",
            "Lay the rows edge to edge, from the left to the right and from the top down. The arrows name the neighbours.",
            "Glue or tape the sheets from behind.",
        )
    return (
        first,
        "Cut off the left and the upper margin of each sheet along the marks; leave the right and the lower one.",
        "Lay each sheet over its left neighbour, up to the dotted line; the crosses lie on each other. The arrows name the neighbours.",
        "Glue sheet to sheet into rows; then lay each row over the one above it, up to the dotted line, and glue it.",
    )


def _steps_for_new(tiling: Tiling, only: frozenset[int]) -> tuple[str, ...]:
    """Return what to do with some new sheets of a poster that hangs already."""
    names = [sheet.label for sheet in tiling.sheets if sheet.number in only]
    named = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    return (
        f"Only the sheets that have changed are here, marked in the picture: {named}.",
        _AT_TRUE_SIZE,
        "Cut each new sheet along the marks at its four corners.",
        "Glue it over the old sheet of the same name, so that cards and lines go on over its edges.",
    )


def _paint_grid(
    painter: QPainter, room: Rect, picture: Picture, tiling: Tiling, theme: Theme, only: frozenset[int] | None
) -> float:
    """Draw the poster with its sheets as large as the room allows; return its lower end."""
    share = _share(picture, room)
    painter.save()
    painter.translate(room.x, room.y)
    whole = Rect(0, 0, picture.width_mm * share, picture.height_mm * share)
    painter.fillRect(box(whole), color(theme.ground))
    painter.save()
    painter.translate(picture.left_mm * share, picture.top_mm * share)
    painter.scale(picture.per_unit_mm * share, picture.per_unit_mm * share)
    for band in picture.map.bands:
        painter.save()
        painter.translate(0, band.top)
        paint_miniature(painter, band.plan, theme)
        painter.restore()
    painter.restore()
    for blank in tiling.blanks:
        painter.setPen(pen(theme.line, 2.0))
        painter.setBrush(QBrush(color(theme.line), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(_scaled(blank.source, share))
    painter.setBrush(NO_BRUSH)
    painter.setPen(pen(theme.selection, 3.0, (8.0, 8.0)))
    for sheet in tiling.sheets:
        painter.drawRect(_scaled(sheet.source, share))
    painter.setPen(pen(theme.ink, 4.0))
    painter.drawRect(box(whole))
    new = frozenset[int]() if only is None else only
    for sheet in tiling.sheets:
        if sheet.number in new:
            _paint_new(painter, _scaled(sheet.source, share), theme)
    for sheet in tiling.sheets:
        _paint_name(painter, sheet.label, _scaled(sheet.source, share), theme, is_new=sheet.number in new)
    painter.restore()
    return room.y + whole.height


def _scaled(rect: Rect, share: float) -> QRectF:
    return QRectF(rect.x * share, rect.y * share, rect.width * share, rect.height * share)


def _paint_new(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Draw a thick frame inside a sheet that is new: seen in grey too."""
    inside = _NEW_EDGE / 2
    painter.setBrush(NO_BRUSH)
    painter.setPen(pen(theme.selection, _NEW_EDGE, is_round=False))
    painter.drawRect(rect.adjusted(inside, inside, -inside, -inside))


def _paint_name(painter: QPainter, label: str, rect: QRectF, theme: Theme, *, is_new: bool = False) -> None:
    """Write the name of a sheet in its middle, as large as there is room, on a ground of its own: dark where it is new."""
    size = int(max(14, min(46, rect.height() * 0.4, rect.width() * 0.3)))
    style = TextStyle(size, bold=True)
    wide = measure(label, style)
    x, y = rect.center().x(), rect.center().y()
    pad = size * 0.35
    plate = Rect(x - wide / 2 - pad, y - size * 0.62, wide + 2 * pad, size * 1.24)
    ground, letters = (theme.selection, theme.ground) if is_new else (theme.ground, theme.ink)
    rounded(painter, plate, size * 0.3, pen(theme.selection, 2.0), brush(ground))
    text_line(painter, label, style, letters, x - wide / 2, y + size * 0.36)


def _columns_of(steps: tuple[str, ...], width: float) -> tuple[int, float]:
    """Return in how many columns the steps stand side by side, and how wide each is."""
    count = max(1, min(len(steps), int((width + _GAP) // (_LEAST_STEP + _GAP))))
    if count == 3:
        count = 2
    return count, (width - (count - 1) * _GAP) / count


def _height_of(steps: tuple[str, ...], width: float) -> float:
    count, column = _columns_of(steps, width)
    heights = [len(fit(step, column - _INDENT, _STEP, measure)[0]) * _STEP_LEADING + 26 for step in steps]
    return sum(max(heights[start : start + count]) for start in range(0, len(heights), count))


def _paint_steps(painter: QPainter, room: Rect, steps: tuple[str, ...], theme: Theme) -> None:
    count, column = _columns_of(steps, room.width)
    top = lowest = room.y + 36
    for number, step in enumerate(steps):
        if number % count == 0:
            top = lowest
        x, y = room.x + number % count * (column + _GAP), top
        text_line(painter, str(number + 1), _STEP_NUMBER, theme.ink, x, y)
        for line in fit(step, column - _INDENT, _STEP, measure)[0]:
            text_line(painter, line, _STEP, theme.ink, x + _INDENT, y)
            y += _STEP_LEADING
        lowest = max(lowest, y + 26)
