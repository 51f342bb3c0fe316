"""How large the map becomes: its scale on a paper, the page around it, and how small its letters are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cxdesigner.canvas.fonts import measure
from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.plan import UNIT_MM, Density, Plan, Rect
from cxdesigner.layout.sheets import Paper, letter_mm
from cxdesigner.wall import headless

_MOST_MARGIN_MM = 20.0
_LEAST_MARGIN_MM = 5.0
_MARGIN_SHARE = 0.025
_NATURAL_MARGIN_MM = 10.0
_TRIM_MARGIN_MM = 8.0
_LONGEST_MM = 50_000.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A plan on its page: the size of the page, where the plan's corner lies on it (mm), and how much it is scaled."""

    plan: Plan
    paper: Paper
    width_mm: float
    height_mm: float
    left_mm: float
    top_mm: float
    scale: float

    @property
    def per_unit_mm(self) -> float:
        """How many millimetres of the page one unit of the plan takes."""
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
            width_mm=self.plan.width * per_unit + 2 * left,
            height_mm=self.plan.height * per_unit + 2 * top,
            left_mm=left,
            top_mm=top,
        )

    def in_plan(self, left_mm: float, top_mm: float, width_mm: float, height_mm: float) -> Rect:
        """Return a part of the page as a rectangle of the plan."""
        per_unit = self.per_unit_mm
        x, y = (left_mm - self.left_mm) / per_unit, (top_mm - self.top_mm) / per_unit
        return Rect(x, y, width_mm / per_unit, height_mm / per_unit)


def plan_of(document: Document, map_id: RecordId, lanes: LaneKind | None) -> Plan:
    """Return the plan of a map for paper: every text in full. Lanes are the map's own unless told otherwise."""
    headless.ready()
    kind = document.map(map_id).lanes if lanes is None else LaneKind(lanes)
    return lay_out(document, map_id, kind, measure, Density.PAPER, paper_title=True)


def place(plan: Plan, paper: Paper | None, landscape: bool | None = None) -> Picture:
    """Return the plan as large as the paper allows, in the middle of it.

    Without a paper the page is the plan at natural size with a margin. Without a wish the orientation is the one that
    makes the map larger. On a roll one side is given and the other as long as the map.
    """
    if plan.width <= 0 or plan.height <= 0:
        raise Refused("This map is empty, so there is nothing to draw; add a stage or a touchpoint first.")
    if paper is None:
        return _natural(plan)
    turns = (True, False) if landscape is None else (landscape,)
    return max((_on(plan, paper, turn) for turn in turns), key=lambda picture: picture.scale)


def _natural(plan: Plan) -> Picture:
    margin = _NATURAL_MARGIN_MM
    width, height = plan.width * UNIT_MM + 2 * margin, plan.height * UNIT_MM + 2 * margin
    paper = Paper(f"{width:.0f} × {height:.0f} mm", width, height)
    return Picture(plan, paper, width, height, margin, margin, 1.0)


def _on(plan: Plan, paper: Paper, is_landscape: bool) -> Picture:
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


def _on_roll(plan: Plan, paper: Paper, is_landscape: bool) -> Picture:
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
