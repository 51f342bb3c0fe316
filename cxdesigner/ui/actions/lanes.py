"""What is done to lanes, in the Map menu and below the pointer at their headings."""

from __future__ import annotations

from functools import partial

from cxdesigner.document.reading import stages_of
from cxdesigner.document.records import (
    Channel,
    ExperienceCell,
    ExperienceRow,
    LaneKind,
    RecordId,
    Stage,
    Team,
    Touchpoint,
)
from cxdesigner.layout.lanes import lane_key
from cxdesigner.layout.plan import LaneBox, LaneKey
from cxdesigner.ui.actions.rows import ON_CELL, ON_ROW
from cxdesigner.ui.actions.spec import N_, ActionSpec, Bench
from cxdesigner.ui.actions.stages import ON_STAGE

_LANE = N_("Lan&e")
HIGHER = 100.0
"""How much one step makes a lane higher, in units."""


def meant_lane(bench: Bench) -> LaneKey | None:
    """Return the lane whose heading was pressed last or is selected; else the one of the selected card."""
    if not bench.desk.is_open():
        return None
    lane = bench.view().lane_strip.current_lane()
    if lane is not None:
        return lane
    last = bench.desk.document.find(bench.desk.selection[-1]) if bench.desk.selection else None
    return lane_key(bench.desk.document, last, bench.desk.map.lanes) if isinstance(last, Touchpoint) else None


def _lane_box(bench: Bench) -> LaneBox | None:
    lane = meant_lane(bench)
    return next((box for box in bench.view().plan.lanes if box.key == lane), None) if lane is not None else None


def _has_lane(bench: Bench) -> bool:
    return meant_lane(bench) is not None


def _has_drawn_lane(bench: Bench) -> bool:
    return _lane_box(bench) is not None


def _can_add_beside(bench: Bench) -> bool:
    lane = meant_lane(bench)
    return lane is not None and bench.desk.map.lanes in (LaneKind.TEAM, LaneKind.CHANNEL)


def _add_lane_beside(bench: Bench, *, is_after: bool) -> None:
    from cxdesigner.canvas.verbs import add_and_name
    from cxdesigner.commands.lanes import add_lane_beside

    lane = meant_lane(bench)
    if lane is not None:
        add_and_name(bench.view(), lambda: add_lane_beside(bench.desk.document, lane, is_after=is_after))


def _can_move_lane(bench: Bench) -> bool:
    from cxdesigner.commands.allowed import may_move_lane

    lane = meant_lane(bench)
    return lane is not None and not may_move_lane(lane)


def _move_lane(bench: Bench, *, places: int) -> None:
    from cxdesigner.commands.lanes import move_lane_by

    bench.desk.plan(move_lane_by, meant_lane(bench), places)


def _is_lane_collapsed(bench: Bench) -> bool:
    from cxdesigner.layout.shapes import shape_of

    lane = meant_lane(bench)
    return lane is not None and shape_of(bench.desk.map, lane).is_collapsed


def _collapse_lane(bench: Bench) -> None:
    from cxdesigner.commands.shapes import collapse_lane

    is_collapsed = not _is_lane_collapsed(bench)
    bench.desk.plan(collapse_lane, bench.desk.map_id, meant_lane(bench), is_collapsed=is_collapsed)


def _outer(bench: Bench) -> LaneKey | None:
    from cxdesigner.layout.shapes import outer_of

    lane = meant_lane(bench)
    if lane is None or bench.desk.map.lanes is not LaneKind.TEAM_AND_CHANNEL:
        return None
    return outer_of(lane)


def _has_outer(bench: Bench) -> bool:
    return _outer(bench) is not None


def _collapse_team(bench: Bench) -> None:
    from cxdesigner.commands.shapes import collapse_lane

    bench.desk.plan(collapse_lane, bench.desk.map_id, _outer(bench))


def _hide_lane(bench: Bench) -> None:
    from cxdesigner.commands.shapes import hide_lane

    if bench.desk.plan(hide_lane, bench.desk.map_id, meant_lane(bench)):
        bench.desk.select(())


def _heighten(bench: Bench, *, by: float) -> None:
    from cxdesigner.commands.shapes import resize_lane

    box = _lane_box(bench)
    if box is not None:
        bench.desk.plan(resize_lane, bench.desk.map_id, box.key, box.rect.height + by)


def _fit_lane(bench: Bench) -> None:
    from cxdesigner.commands.shapes import resize_lane

    bench.desk.plan(resize_lane, bench.desk.map_id, meant_lane(bench), None)


def _lane_record(bench: Bench) -> RecordId | None:
    lane = meant_lane(bench)
    return (lane.channel_id or lane.team_id) if lane is not None else None


def _can_remove_lane(bench: Bench) -> bool:
    return _lane_record(bench) is not None


def _remove_lane(bench: Bench) -> None:
    record_id = _lane_record(bench)
    if record_id is not None:
        bench.desk.select((record_id,))
        bench.rooms.ask("where")


def _hidden(bench: Bench) -> int:
    return sum(shape.is_hidden for shape in bench.desk.map.lane_shapes) if bench.desk.is_open() else 0


def _show_lanes(bench: Bench) -> None:
    from cxdesigner.commands.shapes import show_all_lanes

    bench.desk.plan(show_all_lanes, bench.desk.map_id)


def _has_collapsed(bench: Bench) -> bool:
    if not bench.desk.is_open():
        return False
    stages = stages_of(bench.desk.document, bench.desk.map.id)
    return any(stage.is_collapsed for stage in stages) or any(it.is_collapsed for it in bench.desk.map.lane_shapes)


def _expand_all(bench: Bench) -> None:
    from cxdesigner.commands.shapes import expand_all

    bench.desk.plan(expand_all, bench.desk.map_id)


LANE_ROWS = (
    ActionSpec(
        "map.add_lane_above",
        N_("Add a lane &above this one"),
        run=partial(_add_lane_beside, is_after=False),
        enabled=_can_add_beside,
        submenu=_LANE,
    ),
    ActionSpec(
        "map.add_lane_below",
        N_("Add a lane &below this one"),
        run=partial(_add_lane_beside, is_after=True),
        enabled=_can_add_beside,
        submenu=_LANE,
    ),
    ActionSpec(
        "map.lane_up", N_("Move it &up"), run=partial(_move_lane, places=-1), enabled=_can_move_lane, submenu=_LANE
    ),
    ActionSpec(
        "map.lane_down", N_("Move it &down"), run=partial(_move_lane, places=1), enabled=_can_move_lane, submenu=_LANE
    ),
    ActionSpec(
        "map.collapse_lane",
        N_("&Collapse"),
        run=_collapse_lane,
        enabled=_has_lane,
        submenu=_LANE,
        text_now=lambda bench: N_("&Expand") if _is_lane_collapsed(bench) else N_("&Collapse"),
    ),
    ActionSpec(
        "map.collapse_team",
        N_("Collapse the whole &team"),
        run=_collapse_team,
        enabled=_has_outer,
        submenu=_LANE,
    ),
    ActionSpec("map.hide_lane", N_("&Hide"), run=_hide_lane, enabled=_has_lane, submenu=_LANE, icon="eye-off"),
    ActionSpec(
        "map.lane_higher",
        N_("Hi&gher"),
        run=partial(_heighten, by=HIGHER),
        enabled=_has_drawn_lane,
        submenu=_LANE,
    ),
    ActionSpec(
        "map.lane_lower", N_("&Lower"), run=partial(_heighten, by=-HIGHER), enabled=_has_drawn_lane, submenu=_LANE
    ),
    ActionSpec("map.fit_lane", N_("As high as its car&ds"), run=_fit_lane, enabled=_has_drawn_lane, submenu=_LANE),
    ActionSpec("map.remove_lane", N_("Remo&ve it…"), run=_remove_lane, enabled=_can_remove_lane, submenu=_LANE),
    ActionSpec(
        "map.show_lanes",
        N_("&Show hidden lanes"),
        run=_show_lanes,
        enabled=lambda bench: _hidden(bench) > 0,
        submenu=_LANE,
        icon="eye",
    ),
)
"""Rows of the Map menu about lanes."""

ALL_ROWS = (ActionSpec("map.expand_all", N_("E&xpand all stages and lanes"), run=_expand_all, enabled=_has_collapsed),)

ON_LANE = (
    "edit.rename", "edit.select_cards", "", "map.add_lane_above", "map.add_lane_below", "",
    "map.lane_up", "map.lane_down", "", "map.collapse_lane", "map.collapse_team", "map.hide_lane", "map.show_lanes",
    "map.fit_lane", "map.expand_all", "", "map.remove_lane",
)  # fmt: skip
"""The menu at the heading of a lane."""


def menu_at(bench: Bench, thing: object, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """Return the menu at a heading, or another one where the pointer is on something else."""
    if isinstance(thing, LaneKey):
        return ON_LANE
    record = bench.desk.document.find(RecordId(thing)) if isinstance(thing, str) and bench.desk.is_open() else None
    if isinstance(record, (Team, Channel)):
        return ON_LANE
    if isinstance(record, ExperienceRow):
        return ON_ROW
    if isinstance(record, ExperienceCell):
        return ON_CELL
    return ON_STAGE if isinstance(record, Stage) else otherwise
