"""What somebody wants on the wall: paper, sheets, part of the map, and what is shown on it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from cxdesigner.canvas.theme import PAPER, Theme
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.layout.plan import LaneKey
from cxdesigner.layout.sheets import Paper
from cxdesigner.wall.inks import INKS, theme_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A poster as it is ordered; what is None is chosen so that letters become largest.

    Without *paper* the map has its natural size times *scale*. *tiles* is the paper of the sheets that are glued
    together, turned so that they are fewest unless *tiles_landscape* says how, with *margin_mm* left white around each and *overlap_mm* shared by neighbours; with *most_sheets* the
    poster becomes as large as so many sheets allow, whatever *paper* says. *stages* are those that are shown, none
    stands for all; so it is with *only_lanes*, which are of the kind of *lanes*, and with *only_cards*. *has_heading* is the title with the legend; *has_times* the time scale and the day on each card, None
    as the map is shown. Stickers are everybody's or those *notes_by* one author; stickers and problems are of all teams, or
    *of_team*. *heat* is the measure by which cards are coloured, as `journey/heat.py` names it; then there is
    a heading, because shades say nothing without their legend.
    """

    paper: Paper | None = None
    scale: float = 1.0
    landscape: bool | None = None
    lanes: LaneKind | None = None
    may_fold: bool = True
    tiles: Paper | None = None
    tiles_landscape: bool | None = None
    overlap_mm: float = 10.0
    margin_mm: float = 12.0
    most_sheets: int | None = None
    stages: tuple[RecordId, ...] = ()
    only_lanes: tuple[LaneKey, ...] = ()
    only_cards: tuple[RecordId, ...] = ()
    has_heading: bool = True
    has_notes: bool = True
    notes_by: str = ""
    has_problems: bool = False
    of_team: RecordId | None = None
    has_times: bool | None = None
    heat: str = ""
    theme: Theme = PAPER


def plain_order(order: Order) -> dict[str, Any]:
    """Return an order as JSON can hold it, so that another process can draw what is ordered here."""
    plain = {field.name: getattr(order, field.name) for field in fields(order)}
    for name in ("paper", "tiles"):
        paper = plain[name]
        plain[name] = None if paper is None else [paper.name, paper.width_mm, paper.height_mm]
    return {**plain, "theme": next(ink for ink, (_, theme) in INKS.items() if theme == order.theme)}


def order_of(plain: dict[str, Any]) -> Order:
    """Return the order that `plain_order` has written down."""
    papers = {name: None if plain[name] is None else Paper(*plain[name]) for name in ("paper", "tiles")}
    lanes = None if plain["lanes"] is None else LaneKind(plain["lanes"])
    stages = tuple(RecordId(stage) for stage in plain["stages"])
    only_lanes = tuple(LaneKey(LaneKind(kind), *whose) for kind, *whose in plain["only_lanes"])
    only_cards = tuple(RecordId(card) for card in plain["only_cards"])
    part = {"lanes": lanes, "stages": stages, "only_lanes": only_lanes, "only_cards": only_cards}
    return Order(**{**plain, **papers, **part, "theme": theme_of(plain["theme"])})
