"""The measures of a map on paper: the groups of the panel in two columns, their bars in one ink, and what the room can live with."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.journey.figures import Bar, Group, figures
from cxdesigner.journey.rules.accepted import decisions
from cxdesigner.paper.report import FACTS, HEADING, decided_about_rules, missing_signs, print_report, report_of
from cxdesigner.paper.text import Lettering, Pen, first_lines, set_lines

if TYPE_CHECKING:
    from cxdesigner.layout.sheets import Paper

_FIGURE = Lettering(18, 22, bold=True)
_LABEL, _VALUE = Lettering(8.4, 11), Lettering(8.4, 11, bold=True)
_ROW, _BAR, _AIR = 5.0 * mm, 2.2 * mm, 3.5 * mm
_GREYS = (0.25, 0.55, 0.8)
"""Grounds of the parts of a bar, from 0 (black) to 1: apart on a photocopy too."""
_TWO_COLUMNS_MM = 180.0


def write_measures(document: Document, map_id: RecordId, *, paper: Paper, date: datetime.date | None = None) -> bytes:
    """Return the measures of a map as PDF; the same document, date and paper give the same bytes."""
    groups, decided = figures(document, map_id), decisions(document, map_id)
    texts = "".join(text for group in groups for bar in group.bars for text in (group.title, group.about, bar.label))

    def make(width: float, height: float) -> list[Flowable]:
        parts = [part for group in groups for part in _in_pieces(group, width, height)]
        return [*parts, *decided_about_rules(decided), *missing_signs(texts)]

    report = report_of(document, map_id, "Measures", date)
    return print_report(report, paper, make, columns=2 if paper.width_mm >= _TWO_COLUMNS_MM else 1)


def _in_pieces(group: Group, width: float, height: float) -> list[Flowable]:
    """Return a group in as many pieces as a column needs for its bars."""
    most = max(3, int((height - 40 * mm) / _ROW))
    pieces = [group.bars[start : start + most] for start in range(0, len(group.bars), most)] or [()]
    return [GroupPart(group, bars, width, is_first=not place) for place, bars in enumerate(pieces)]


class GroupPart(Flowable):  # type: ignore[misc]
    """A figure with its title, the line below, and some bars; kept together."""

    def __init__(self, group: Group, bars: Sequence[Bar], width: float, *, is_first: bool) -> None:
        super().__init__()
        self.group, self.bars, self.room, self.is_first = group, bars, width, is_first
        figure = first_lines(group.figure, _FIGURE, width * 0.6)
        self.figure = figure if is_first else ()
        beside = width - (figure[0].width + 3 * mm if self.figure else 0)
        title = group.title if is_first else f"{group.title}, continued"
        self.title = set_lines(title, HEADING, beside)
        self.about = set_lines(group.about, FACTS, width) if is_first else ()
        self.head = max(_FIGURE.leading if self.figure else 0, len(self.title) * HEADING.leading)
        self.tall = self.head + len(self.about) * FACTS.leading + len(bars) * _ROW + 1.5 * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.room, self.tall + _AIR

    def draw(self) -> None:
        pen, top = Pen(self.canv), self.tall + _AIR
        line = top - _FIGURE.size if self.figure else top - HEADING.size
        pen.write(self.figure, 0, line, self.room, _FIGURE)
        left = self.figure[0].width + 3 * mm if self.figure else 0.0
        pen.write(self.title, left, line, self.room, HEADING)
        y = top - self.head - FACTS.size
        pen.write(self.about, 0, y, self.room, FACTS)
        y = top - self.head - len(self.about) * FACTS.leading - 1 * mm
        labels = [first_lines(bar.label, _LABEL, self.room * 0.42) for bar in self.bars]
        values = [first_lines(bar.figure, _VALUE, self.room * 0.4) for bar in self.bars]
        start = max((lines[0].width for lines in labels if lines), default=0.0) + 2.5 * mm
        end = self.room - max((lines[0].width for lines in values if lines), default=0.0) - 2.5 * mm
        for bar, label, value in zip(self.bars, labels, values, strict=True):
            base = y - _ROW + 1.6 * mm
            pen.write(label, 0, base, self.room, _LABEL)
            if value:
                pen.write_line(value[0], self.room - value[0].width, base, _VALUE)
            begin = start if label else 0.0
            _draw_bar(self.canv, bar, begin, (end if value else self.room) - begin, base + 0.2 * mm)
            y -= _ROW
        pen.lift()


def _draw_bar(canvas: Any, bar: Bar, left: float, width: float, y: float) -> None:
    """Draw the parts of one bar; a thin frame shows the room."""
    if not bar.parts or width <= 0:
        return
    canvas.setStrokeGray(0.7)
    canvas.setLineWidth(0.4)
    canvas.rect(left, y, width, _BAR, stroke=1, fill=0)
    x, scale = (left + width / 2, width / 2) if bar.is_signed else (left, width)
    for place, part in enumerate(bar.parts):
        canvas.setFillGray(_GREYS[place % len(_GREYS)])
        canvas.rect(min(x, x + part * scale), y, abs(part * scale), _BAR, stroke=0, fill=1)
        x += part * scale
    if bar.is_signed:
        canvas.setStrokeGray(0)
        canvas.line(left + width / 2, y - 1.4, left + width / 2, y + _BAR + 1.4)
