"""Between which headings at the left something dropped goes: rows among rows, teams among teams, channels inside their team."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import LaneBox, LaneKey, Plan, Rect

T = TypeVar("T")


def row_gap(plan: Plan, y: float) -> tuple[RecordId | None, float]:
    """Return above which experience row (None: below the last) something dropped at *y* goes, and where that is."""
    return _gap([(row.row_id, row.rect) for row in plan.rows], y, plan.height)


def team_gap(plan: Plan, y: float) -> tuple[LaneKey | None, float]:
    """Return above which team with all its lanes a team goes (its first lane; None: below the last), and where that is."""
    teams: list[tuple[LaneKey, Rect]] = []
    for lane in plan.lanes:
        if teams and teams[-1][0].team_id == lane.key.team_id:
            key, rect = teams.pop()
            teams.append((key, rect._replace(height=lane.rect.bottom - rect.y)))
        else:
            teams.append((lane.key, lane.rect))
    return _gap(teams, y, plan.header_height)


def channel_gap(plan: Plan, lane: LaneKey, y: float) -> tuple[LaneKey | None, float]:
    """Return above which lane of its own team a lane goes (None: below the last), and where that is."""
    return _gap([(box.key, box.rect) for box in lanes_of_team(plan, lane)], y, plan.header_height)


def lanes_of_team(plan: Plan, lane: LaneKey) -> list[LaneBox]:
    """Return the lanes of the same team."""
    return [box for box in plan.lanes if box.key.team_id == lane.team_id]


def _gap(
    things: Sequence[tuple[T, Rect]] | Iterable[tuple[T, Rect]], y: float, otherwise: float
) -> tuple[T | None, float]:
    bottom = otherwise
    for thing, rect in things:
        if y < rect.y + rect.height / 2:
            return thing, rect.y
        bottom = rect.bottom
    return None, bottom
