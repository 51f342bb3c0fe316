"""What somebody wants on the wall: paper, sheets, part of the map, and what is shown on it."""

from __future__ import annotations

from dataclasses import dataclass

from cxdesigner.canvas.theme import PAPER, Theme
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.layout.sheets import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A poster as it is ordered; what is None is chosen so that letters become largest.

    Without *paper* the map has its natural size times *scale*. *tiles* is the paper of the sheets that are glued
    together, with *margin_mm* left white around each and *overlap_mm* shared by neighbours; with *most_sheets* the
    poster becomes as large as so many sheets allow, whatever *paper* says. *stages* are those that are shown, none
    stands for all. *has_heading* is the title with the legend; *has_times* the time scale and the day on each card, None
    as the map is shown. *heat* is the measure by which cards are coloured, as `journey/heat.py` names it; then there is
    a heading, because shades say nothing without their legend.
    """

    paper: Paper | None = None
    scale: float = 1.0
    landscape: bool | None = None
    lanes: LaneKind | None = None
    may_fold: bool = True
    tiles: Paper | None = None
    overlap_mm: float = 10.0
    margin_mm: float = 12.0
    most_sheets: int | None = None
    stages: tuple[RecordId, ...] = ()
    has_heading: bool = True
    has_notes: bool = True
    has_problems: bool = False
    has_times: bool | None = None
    heat: str = ""
    theme: Theme = PAPER
