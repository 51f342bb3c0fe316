"""The parts of a checklist page: the band of a section, the heading of a touchpoint, one row for each box to tick."""

from __future__ import annotations

from functools import partial
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from cxdesigner.formats.form_names import BY, CASE, DONE, ON, field_name
from cxdesigner.paper.checklist import Entry
from cxdesigner.paper.checklist import Line as Prompt
from cxdesigner.paper.text import CONTINUED, Lettering, Line, Pen, first_lines, set_lines

TEXT = Lettering(8.6, 11.4)
FAINT = Lettering(8.0, 11.4, ink=0.62)
_LETTERINGS = (TEXT, TEXT, FAINT, FAINT)
_BAND = Lettering(12, 15, bold=True, ink=0.0)
_BAND_FACTS = Lettering(8, 11, ink=0.1)
_HEADING = Lettering(9.6, 12.4, bold=True)
_ABOUT = Lettering(7.8, 10.6, ink=0.62)
_WHY = Lettering(8.2, 11, italic=True, ink=0.75)
_RECOVERY = Lettering(8.2, 11, ink=0.87)
_LABEL = Lettering(7.2, 10.6, bold=True)

_DARK = (0.145, 0.21, 0.29)
"""The ink of bands and marks: that of the stages on the wall; a photocopier makes it nearly black."""

_PAD = 1.7 * mm
_LEAST_ROW = 8.2 * mm
_BOX = 3.7 * mm
_FIELD = 10.6
_WRITING = 0.45
_ROOM_FOR_CONTINUED = 26 * mm
_WHY_LABEL = "Why it matters to the customer: "


def rule(canvas: Any, x: float, y: float, width: float, thickness: float, ink: float) -> None:
    """Draw a horizontal line."""
    canvas.setStrokeGray(1 - ink)
    canvas.setLineWidth(thickness)
    canvas.line(x, y, x + width, y)


class Columns:
    """Where the columns of a page stand: box, what, who, when, proof, initials, date (left ends and widths in points)."""

    TITLES = ("", "What to do", "Who", "When", "What proves it", "Initials", "Date")
    GAP = 2.2 * mm

    def __init__(self, width: float) -> None:
        self.width = width
        fixed = (7.5 * mm, 13 * mm, 18 * mm)
        free = width - sum(fixed)
        widths = [fixed[0], free * 0.41, free * 0.17, free * 0.2, free * 0.22, fixed[1], fixed[2]]
        self.lefts = [sum(widths[:place]) for place in range(len(widths))]
        self.widths = [each - self.GAP for each in widths]
        self.widths[-1] += self.GAP

    def write_titles(self, pen: Pen, x: float, y: float, lettering: Lettering) -> None:
        """Write the titles of the columns."""
        for title, left, width in zip(self.TITLES, self.lefts, self.widths, strict=True):
            pen.write(first_lines(title, lettering, width), x + left, y, width, lettering)


class _Part(Flowable):  # type: ignore[misc]
    """A part whose height is known when it is made."""

    height: float

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.columns.width, self.height

    columns: Columns


class ForWhom(_Part):
    """The line at the top on which is written for whom this copy is filled in, by whom, and when."""

    PLACES = ((CASE, "Customer or case", 0.46), (BY, "Filled in by", 0.3), (ON, "Date", 0.24))

    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self.columns = columns
        self.height = 7.5 * mm

    def draw(self) -> None:
        canvas, x = self.canv, 0.0
        pen = Pen(canvas)
        for name, title, share in self.PLACES:
            (line,) = set_lines(title, _ABOUT, 99 * mm)
            width = self.columns.width * share
            left = x + line.width + 2 * mm
            room = width - line.width - 2 * mm - (0 if name == ON else 4 * mm)
            pen.write_line(line, x, 2.2, _ABOUT)
            rule(canvas, left, 0, room, 0.5, _WRITING)
            if canvas.form is not None:
                canvas.form.line(name, title, left, 0.6, room, _FIELD)
            x += width
        pen.lift()


class Band(_Part):
    """The title of a section, white on dark."""

    def __init__(self, title: str, subtitle: str, facts: str, key: str, columns: Columns) -> None:
        super().__init__()
        self.title, self.key, self.columns = title, key, columns
        self.facts = set_lines(facts, _BAND_FACTS, columns.width * 0.4)
        self.lines = set_lines(title, _BAND, columns.width * 0.58 - 6 * mm)
        self.subtitle = set_lines(subtitle, _BAND_FACTS, columns.width * 0.58 - 6 * mm)
        text = len(self.lines) * _BAND.leading + len(self.subtitle) * _BAND_FACTS.leading
        self.band_height = text + 3.4 * mm
        self.height = self.band_height + 2.2 * mm

    def draw(self) -> None:
        canvas = self.canv
        canvas.bookmarkPage(self.key)
        canvas.addOutlineEntry(self.title, self.key)
        canvas.setFillColorRGB(*_DARK)
        bottom = self.height - self.band_height
        canvas.roundRect(0, bottom, self.columns.width, self.band_height, 1.2 * mm, stroke=0, fill=1)
        pen = Pen(canvas)
        y = self.height - 1.7 * mm - _BAND.size
        pen.write(self.lines, 3 * mm, y, self.columns.width * 0.58 - 6 * mm, _BAND)
        below = y - len(self.lines) * _BAND.leading + 2
        pen.write(self.subtitle, 3 * mm, below, self.columns.width * 0.58 - 6 * mm, _BAND_FACTS)
        for place, line in enumerate(self.facts):
            right = self.columns.width - 3 * mm - line.width
            pen.write_line(line, right, y + 1 - place * _BAND_FACTS.leading, _BAND_FACTS)
        pen.lift()


class Heading(_Part):
    """What a touchpoint is: its title, its facts, how it is done, why it matters to the customer, and what mends it."""

    def __init__(self, entry: Entry, columns: Columns, *, is_continued: bool = False) -> None:
        super().__init__()
        self.entry, self.columns, self.is_continued = entry, columns, is_continued
        self.is_moment = entry.is_moment_of_truth
        self.left = 3 * mm
        room = columns.width - self.left - 2 * mm
        self.side = set_lines("Moment of truth", _LABEL, room) if self.is_moment else ()
        self.room = room - (self.side[0].width + 9 * mm if self.side else 0)
        self.blocks: list[tuple[tuple[Line, ...], Lettering]] = []
        if is_continued:
            title = first_lines(entry.title, _HEADING, self.room - _ROOM_FOR_CONTINUED)
            self.blocks.append((set_lines(f"{title[0].text} {CONTINUED}", _HEADING, columns.width), _HEADING))
        else:
            said = _said(entry)
            self.blocks.append((set_lines(entry.title, _HEADING, self.room), _HEADING))
            self.blocks += [
                (lines, lettering) for text, lettering in said if (lines := set_lines(text, lettering, room))
            ]
        self._measure()

    def _measure(self) -> None:
        self.height = sum(len(lines) * lettering.leading for lines, lettering in self.blocks) + 2 * _PAD

    def copied(self) -> Heading:
        """Return another one that can be drawn on another page."""
        return Heading(self.entry, self.columns, is_continued=self.is_continued)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Split a heading that is higher than a page; its facts and reasons flow on."""
        fit = int((height - 2 * _PAD) / _HEADING.leading)
        total = sum(len(lines) for lines, _ in self.blocks)
        if not 1 < fit < total:
            return []
        pieces = []
        for start, end in ((0, fit), (fit, total)):
            piece = Heading(self.entry, self.columns)
            passed = 0
            piece.blocks = []
            for lines, lettering in self.blocks:
                piece.blocks.append((lines[max(0, start - passed) : max(0, end - passed)], lettering))
                passed += len(lines)
            piece.is_moment = self.is_moment and start == 0
            piece._measure()
            pieces.append(piece)
        return pieces

    def draw(self) -> None:
        canvas = self.canv
        width = self.columns.width
        canvas.setFillGray(0.945)
        canvas.rect(0, 0, width, self.height, stroke=0, fill=1)
        canvas.setFillColorRGB(*_DARK)
        canvas.rect(0, 0, 1.1 * mm, self.height, stroke=0, fill=1)
        top = self.height - _PAD
        pen = Pen(canvas)
        if self.is_moment:
            self._mark_moment(width - 2.5 * mm - self.side[0].width, top - _HEADING.size + 0.4, pen)
        for lines, lettering in self.blocks:
            pen.write(lines, self.left, top - lettering.size + 0.4, width - self.left - 2 * mm, lettering)
            top -= len(lines) * lettering.leading
        pen.lift()

    def _mark_moment(self, x: float, y: float, pen: Pen) -> None:
        """Say that this is a moment of truth by a shape, by words and by a frame."""
        pen.write(self.side, x, y, 0, _LABEL)
        diamond(self.canv, x - 3 * mm, y + 2.6, 1.6 * mm)
        self.canv.setStrokeColorRGB(*_DARK)
        self.canv.setLineWidth(0.8)
        self.canv.rect(0.4, 0.4, self.columns.width - 0.8, self.height - 0.8, stroke=1, fill=0)


def _said(entry: Entry) -> tuple[tuple[str, Lettering], ...]:
    """Return what stands under the title of a touchpoint, each with its lettering; "" where there is nothing to say."""
    why = "; ".join(entry.why)
    return (
        (" · ".join(entry.about), _ABOUT),
        (f"After: {'; '.join(entry.after)}" if entry.after else "", _ABOUT),
        (f"How: {entry.how}" if entry.how else "", _ABOUT),
        (f"{_WHY_LABEL}{why}" if why else "", _WHY),
        (f"If it fails: {entry.recovery}" if entry.recovery else "", _RECOVERY),
    )


def diamond(canvas: Any, x: float, y: float, half: float) -> None:
    """Draw the mark of a moment of truth around a point."""
    path = canvas.beginPath()
    path.moveTo(x, y + half)
    path.lineTo(x + half, y)
    path.lineTo(x, y - half)
    path.lineTo(x - half, y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


class Row(_Part):
    """One box to tick, with its texts and the places to sign and date; never split unless it is higher than a page."""

    def __init__(self, line: Prompt | None, columns: Columns, again: Heading | None, tallest: float) -> None:
        super().__init__()
        self.columns, self.again, self.tallest = columns, again, tallest
        self.is_last = self.is_rest = self.goes_on = False
        self.cells: list[tuple[Line, ...]] = []
        self.said = 0
        """So many lines of the first cell say what to do; those behind them say how."""
        self.prompt = line
        if line is not None:
            texts = (line.text, line.who, line.when, line.proof)
            each = zip(texts, _LETTERINGS, columns.widths[1:5], strict=True)
            self.cells = [set_lines(text, lettering, width) for text, lettering, width in each]
            self.said = len(self.cells[0])
            self.cells[0] += set_lines(f"How: {line.how}" if line.how else "", FAINT, columns.widths[1])
            self._measure()

    def _measure(self) -> None:
        lines = max(len(cell) for cell in self.cells) + self.goes_on
        self.height = max(_LEAST_ROW, lines * TEXT.leading + 2 * _PAD)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Split only a row that is higher than a page."""
        fit = int((height - 2 * _PAD) / TEXT.leading) - 1
        if self.height <= self.tallest or fit < 1:
            return []
        first, rest = (Row(None, self.columns, self.again, self.tallest) for _ in range(2))
        first.prompt = self.prompt
        first.cells = [cell[:fit] for cell in self.cells]
        rest.cells = [cell[fit:] for cell in self.cells]
        first.is_rest, first.goes_on = self.is_rest, True
        first.said, rest.said = min(self.said, fit), max(0, self.said - fit)
        rest.is_rest, rest.is_last = True, self.is_last
        first._measure()
        rest._measure()
        return [first, rest]

    def draw(self) -> None:
        canvas, columns = self.canv, self.columns
        first_line = self.height - _PAD - TEXT.size + 0.6
        pen = Pen(canvas)
        what, how = self.cells[0][: self.said], self.cells[0][self.said :]
        for cell, left, width, lettering in zip(
            (what, *self.cells[1:]), columns.lefts[1:5], columns.widths[1:5], _LETTERINGS, strict=True
        ):
            pen.write(cell, left, first_line, width, lettering)
        pen.write(how, columns.lefts[1], first_line - len(what) * TEXT.leading, columns.widths[1], FAINT)
        if self.goes_on:
            pen.write(set_lines(CONTINUED, FAINT, 99 * mm), columns.lefts[1], _PAD + 2, 99 * mm, FAINT)
        pen.lift()
        if not self.is_rest:
            self._draw_box(first_line)
            self._draw_writing_lines(first_line)
            self._add_fields(first_line)
        if not self.is_last:
            rule(canvas, columns.lefts[1], 0, columns.width - columns.lefts[1], 0.35, 0.25)

    def _draw_box(self, first_line: float) -> None:
        canvas = self.canv
        canvas.setStrokeGray(1 - 0.87)
        canvas.setLineWidth(0.9)
        canvas.roundRect(1.2 * mm, first_line - 1.9, _BOX, _BOX, 0.6 * mm, stroke=1, fill=0)

    def _draw_writing_lines(self, first_line: float) -> None:
        """Draw a line to write on under initials and date, and where nothing is known."""
        columns = self.columns
        empty = [place + 1 for place, cell in enumerate(self.cells) if not cell]
        for column in [*empty, 5, 6]:
            rule(self.canv, columns.lefts[column], first_line - 2.2, columns.widths[column], 0.5, _WRITING)

    def _add_fields(self, first_line: float) -> None:
        """Let the box be ticked and the lines be filled in on a screen, where this is a form."""
        form, prompt = self.canv.form, self.prompt
        if form is None or prompt is None:
            return
        name = partial(field_name, prompt.touchpoint_id, prompt.prompt_id)
        form.box(name(DONE), prompt.text, 1.2 * mm, first_line - 1.9, _BOX)
        for part, column in (("by", 5), ("on", 6)):
            told = f"{Columns.TITLES[column]}: {prompt.text}"
            left, width = self.columns.lefts[column], self.columns.widths[column]
            form.line(name(part), told, left, first_line - 1.8, width, _FIELD)
