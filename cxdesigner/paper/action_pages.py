"""The action plan on paper: what changes in the measures, both curves over each other, and one line a step with a box to tick."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.journey.action_plan import (
    Curves,
    MeasureChange,
    Step,
    action_plan,
    both_curves,
    changed_measures,
    counted,
)
from cxdesigner.layout.curve import pieces_through
from cxdesigner.paper.report import FACTS, HEADING, TEXT, missing_signs, print_report, report_of
from cxdesigner.paper.text import Lettering, Line, Pen, first_lines, paragraph, set_lines

if TYPE_CHECKING:
    from cxdesigner.layout.sheets import Paper

_BOLD, _SMALL = Lettering(9, 12.4, bold=True), Lettering(7.6, 10.4, ink=0.62)
_TITLES = ("", "What", "Owner", "Due")
_SHARES = (0.0, 0.62, 0.22, 0.16)
_BOX, _PAD, _GAP = 3.6 * mm, 1.5 * mm, 2.5 * mm
_CURVE = 34 * mm


def write_action_plan(
    before: Document,
    before_map: RecordId,
    after: Document,
    after_map: RecordId,
    *,
    paper: Paper,
    date: datetime.date | None = None,
) -> bytes:
    """Return the action plan from one map to another as PDF; the same documents, date and paper give the same bytes."""
    steps = action_plan(before, before_map, after, after_map)
    measures = changed_measures(before, before_map, after, after_map)
    curves = both_curves(before, before_map, after, after_map)
    titles = before.map(before_map).title, after.map(after_map).title
    texts = "".join(text for step in steps for text in (step.what, step.said, step.owner, step.due, step.stage))

    def make(width: float, height: float) -> list[Flowable]:
        both = f"From “{titles[0]}” to “{titles[1]}”" if titles[0] != titles[1] else "From today to what should be"
        said = f"{both}: {counted(steps)}."
        parts: list[Flowable] = [paragraph(said, TEXT, space_after_mm=3)]
        if curves.before or curves.after:
            parts += [paragraph("How customers feel", HEADING, space_after_mm=1), CurvePart(curves, width)]
        parts += [Spacer(1, 3 * mm), *_measures(measures, width), Spacer(1, 4 * mm)]
        if steps:
            parts += [CondPageBreak(40 * mm), paragraph("What must be done", HEADING), StepTitles(width)]
            parts += [piece for step in steps for piece in _pieces(step, width, height)]
        return [*parts, *missing_signs(texts)]

    return print_report(report_of(after, after_map, "Action plan", date), paper, make)


def _measures(changes: Sequence[MeasureChange], width: float) -> list[Flowable]:
    others = [change for change in changes if change.is_other]
    if not others:
        return [paragraph("No measure changes.", FACTS)]
    return [paragraph("What changes in the measures", HEADING, space_after_mm=1), MeasureLines(others, width)]


class MeasureLines(Flowable):  # type: ignore[misc]
    """Measures that change, two or three in a row: title, before, arrow, after."""

    def __init__(self, changes: Sequence[MeasureChange], width: float) -> None:
        super().__init__()
        self.changes, self.room = changes, width
        self.columns = 3 if width > 150 * mm else 2
        self.rows = -(-len(changes) // self.columns)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.room, self.rows * TEXT.leading * 1.15

    def draw(self) -> None:
        pen, each = Pen(self.canv), self.room / self.columns
        for place, change in enumerate(self.changes):
            row, column = divmod(place, self.columns)
            y = self.wrap(0, 0)[1] - row * TEXT.leading * 1.15 - TEXT.size
            (said,) = first_lines(f"{change.before} → {change.after}", _BOLD, each * 0.5)
            label = first_lines(change.title, TEXT, each - said.width - 9 * mm)
            pen.write(label, column * each, y, each, TEXT)
            pen.write_line(said, (column + 1) * each - said.width - 5 * mm, y, _BOLD)
        pen.lift()


class CurvePart(Flowable):  # type: ignore[misc]
    """Both curves over the stages: what is there today is dashed and thin, what should be is strong, with a dot at each card."""

    def __init__(self, curves: Curves, width: float) -> None:
        super().__init__()
        self.curves, self.room = curves, width

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.room, _CURVE + 9 * mm

    def draw(self) -> None:
        canvas, curves = self.canv, self.curves
        bottom, each = 8 * mm, self.room / max(1, len(curves.stages))
        middle, step = bottom + _CURVE / 2, _CURVE / 4.6
        canvas.setLineWidth(0.4)
        canvas.setStrokeGray(0.75)
        for place in range(len(curves.stages) + 1):
            canvas.line(place * each, bottom, place * each, bottom + _CURVE)
        canvas.line(0, middle, self.room, middle)
        pen = Pen(canvas)
        for place, title in enumerate(curves.stages):
            pen.write(first_lines(title, _SMALL, each - 2 * mm), place * each + 1 * mm, bottom - 9, each, _SMALL)
        legend = set_lines("– – today    —— as it should be", _SMALL, self.room)
        pen.write(legend, 0, bottom - 20, self.room, _SMALL)
        pen.lift()
        self._line([(it.x * each, middle + it.emotion * step) for it in curves.before], 0.45, 0.9, (4, 2.4))
        points = [(it.x * each, middle + it.emotion * step) for it in curves.after]
        self._line(points, 0.0, 1.6, ())
        canvas.setFillGray(0)
        for x, y in points:
            canvas.circle(x, y, 1.5, stroke=0, fill=1)

    def _line(self, points: list[tuple[float, float]], grey: float, width: float, dashes: tuple[float, ...]) -> None:
        if len(points) < 2:
            return
        canvas = self.canv
        canvas.setStrokeGray(grey)
        canvas.setLineWidth(width)
        canvas.setDash(*([list(dashes)] if dashes else [[]]))
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for _, first, second, end in pieces_through(points):
            path.curveTo(*first, *second, *end)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.setDash([])


class _Columns:
    """Left ends and widths of the columns: the box, what, owner, due."""

    def __init__(self, width: float) -> None:
        free = width - 7 * mm
        widths = [7 * mm, *(free * share for share in _SHARES[1:])]
        self.lefts = [sum(widths[:place]) for place in range(len(widths))]
        self.widths = [each - _GAP for each in widths]


class StepTitles(Flowable):  # type: ignore[misc]
    """The titles of the columns."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self.room, self.columns = width, _Columns(width)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.room, 14

    def draw(self) -> None:
        pen = Pen(self.canv)
        for title, left, width in zip(_TITLES, self.columns.lefts, self.columns.widths, strict=True):
            pen.write(set_lines(title, _SMALL, max(20, width)), left, 4, width, _SMALL)
        pen.lift()
        _rule(self.canv, self.room, 0.9, 0.13)


class StepPart(Flowable):  # type: ignore[misc]
    """One step, or a piece of a long one: a box, what is to be done, below it where and what changes, who and until when."""

    def __init__(self, cells: Sequence[tuple[tuple[Line, Lettering], ...]], width: float, mark: str) -> None:
        super().__init__()
        self.cells, self.room, self.mark, self.columns = cells, width, mark, _Columns(width)
        self.tall = max(sum(lettering.leading for _, lettering in cell) for cell in cells) + 2 * _PAD
        self.tall = max(self.tall, _BOX + 2 * _PAD)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.room, self.tall

    def draw(self) -> None:
        canvas, pen = self.canv, Pen(self.canv)
        for cell, left, width in zip(self.cells, self.columns.lefts[1:], self.columns.widths[1:], strict=True):
            y = self.tall - _PAD - TEXT.size + 0.8
            for line, lettering in cell:
                pen.write((line,), left, y, width, lettering)
                y -= lettering.leading
        pen.lift()
        top = self.tall - _PAD - _BOX
        if self.mark:
            canvas.setStrokeGray(0.13)
            canvas.setLineWidth(0.9)
            canvas.roundRect(1 * mm, top, _BOX, _BOX, 0.6 * mm, stroke=1, fill=0)
            self._write_on_lines(top)
        if self.mark == "done":
            canvas.lines(
                [(1.7 * mm, top + 1.8 * mm, 2.6 * mm, top + 0.8 * mm), (2.6 * mm, top + 0.8 * mm, 4 * mm, top + 3 * mm)]
            )
        _rule(canvas, self.room, 0.35, 0.75)

    def _write_on_lines(self, y: float) -> None:
        """Draw a line to write on where nobody has said who or until when."""
        self.canv.setLineWidth(0.5)
        self.canv.setStrokeGray(0.55)
        for place in (2, 3):
            if not self.cells[place - 1]:
                left = self.columns.lefts[place]
                self.canv.line(left, y, left + self.columns.widths[place], y)


def _pieces(step: Step, width: float, height: float) -> list[StepPart]:
    columns = _Columns(width)
    what = [(line, _BOLD) for line in set_lines(step.what, _BOLD, columns.widths[1])]
    below = [step.stage, step.said if step.said != step.what else ""]
    for text in filter(None, below):
        what += [(line, _SMALL) for line in set_lines(text, _SMALL, columns.widths[1])]
    owner = [(line, TEXT) for line in set_lines(step.owner, TEXT, columns.widths[2])]
    due = [(line, TEXT) for line in set_lines(step.due, TEXT, columns.widths[3])]
    most = max(4, int((height - 4 * _PAD) / TEXT.leading) - 1)
    longest = max(len(what), len(owner), len(due), 1)
    return [
        StepPart(
            [tuple(cell[start : start + most]) for cell in (what, owner, due)],
            width,
            "" if start else "done" if step.is_done else "open",
        )
        for start in range(0, longest, most)
    ]


def _rule(canvas: Any, width: float, thickness: float, grey: float) -> None:
    canvas.setStrokeGray(grey)
    canvas.setLineWidth(thickness)
    canvas.line(0, 0, width, 0)
