"""The Map menu."""

from __future__ import annotations

from functools import partial

from cxdesigner.document.reading import maps_of
from cxdesigner.document.records import LaneKind, RecordId, Stage, Touchpoint
from cxdesigner.ui.actions.edit import selected_touchpoints
from cxdesigner.ui.actions.lanes import ALL_ROWS, LANE_ROWS
from cxdesigner.ui.actions.links import LINKS
from cxdesigner.ui.actions.rows import ROW_ROWS
from cxdesigner.ui.actions.spec import N_, ActionSpec, Bench, MenuSpec, is_open
from cxdesigner.ui.actions.stages import STAGE_ROWS

_LANES = N_("&Lanes by")
LANE_WORDS = {
    LaneKind.TEAM: "Team",
    LaneKind.CHANNEL: "Channel",
    LaneKind.LAYER: "Layer",
    LaneKind.TEAM_AND_CHANNEL: "Team › Channel",
}
"""What people call the lanes of a map."""


def place_after(bench: Bench) -> tuple[RecordId | None, RecordId | None]:
    """Return (after_id, stage_id): after the selected touchpoint, or at the end of the selected stage."""
    for record_id in reversed(bench.desk.selection):
        record = bench.desk.document.find(record_id)
        if isinstance(record, Touchpoint):
            return record.id, None
        if isinstance(record, Stage):
            return None, record.id
    return None, None


def _add_touchpoint(bench: Bench) -> None:
    from cxdesigner.canvas.verbs import add_and_name
    from cxdesigner.commands.touchpoints import add_touchpoint

    after_id, stage_id = place_after(bench)
    add_and_name(
        bench.view(),
        lambda: add_touchpoint(bench.desk.document, bench.view().map_id, after_id=after_id, stage_id=stage_id),
    )


def _add_stage(bench: Bench) -> None:
    from cxdesigner.commands.stages import add_stage

    if bench.desk.plan(add_stage, bench.desk.map_id) and bench.desk.selection:
        bench.view().edit_title(bench.desk.selection[0])


def _add_team(bench: Bench) -> None:
    from cxdesigner.commands.lanes import add_team

    title = bench.rooms.ask_name("New team", "Who in the company meets the customer?", "Add team")
    if title:
        bench.desk.plan(add_team, title)


def _add_channel(bench: Bench) -> None:
    from cxdesigner.commands.lanes import add_channel

    title = bench.rooms.ask_name("New channel", "By what do the customer and the company meet?", "Add channel")
    if title:
        bench.desk.plan(add_channel, title)


def _add_note(bench: Bench) -> None:
    bench.view().add_note()


def _understand_times(bench: Bench) -> None:
    from cxdesigner.commands.events import read_timing

    before = bench.desk.workspace.history.state if bench.desk.workspace else 0
    bench.desk.plan(read_timing, bench.desk.map_id)
    if bench.desk.workspace and bench.desk.workspace.history.state == before:
        bench.desk.said.emit("Every time that can be understood is understood already.")


def _set_lanes(kind: LaneKind, bench: Bench) -> None:
    from cxdesigner.commands.lanes import set_lanes

    bench.desk.plan(set_lanes, bench.desk.map_id, kind)


def _lanes_are(kind: LaneKind, bench: Bench) -> bool:
    return bench.desk.is_open() and bench.desk.map.lanes is kind


def _start_to_be(bench: Bench) -> None:
    from cxdesigner.commands.maps import start_to_be

    bench.desk.plan(start_to_be, bench.desk.map_id)
    bench.view().setFocus()


def _add_map(bench: Bench) -> None:
    from cxdesigner.commands.maps import add_map

    title = bench.rooms.ask_name("New map", "What does everybody call this journey?", "Add map")
    if title:
        bench.desk.plan(add_map, title)


def _remove_map(bench: Bench) -> None:
    from cxdesigner.commands.removing import remove

    bench.desk.plan(remove, (bench.desk.map_id,))


def _has_several_maps(bench: Bench) -> bool:
    return bench.desk.is_open() and len(maps_of(bench.desk.document)) > 1


def _has_a_touchpoint(bench: Bench) -> bool:
    return bool(selected_touchpoints(bench))


def _properties(bench: Bench) -> None:
    bench.desk.select((bench.desk.map.id,))
    if not bench.rooms.is_shown("details"):
        bench.rooms.toggle("details")


MAP = MenuSpec(
    "map",
    N_("&Map"),
    (
        ActionSpec(
            "map.quick_entry",
            N_("&Quick entry"),
            "Ctrl+E",
            run=lambda bench: bench.rooms.focus_quick_entry(),
            enabled=is_open,
        ),
        ActionSpec(
            "map.add_touchpoint",
            N_("Add t&ouchpoint"),
            "Ctrl+Return",
            run=_add_touchpoint,
            enabled=is_open,
            icon="plus",
            starts_group=True,
        ),
        ActionSpec(
            "map.add_stage", N_("Add &stage"), "Ctrl+Shift+Return", run=_add_stage, enabled=is_open, icon="columns-3"
        ),
        ActionSpec("map.add_team", N_("Add &team…"), run=_add_team, enabled=is_open, icon="users"),
        ActionSpec("map.add_channel", N_("Add &channel…"), run=_add_channel, enabled=is_open, icon="message-square"),
        ActionSpec(
            "map.add_link",
            N_("Add &link…"),
            "Ctrl+L",
            run=lambda bench: bench.rooms.ask("link"),
            enabled=_has_a_touchpoint,
            icon="link",
        ),
        *LINKS,
        *STAGE_ROWS,
        *LANE_ROWS,
        *ALL_ROWS,
        *ROW_ROWS,
        ActionSpec("map.add_note", N_("Add &note"), run=_add_note, enabled=is_open, icon="sticky-note"),
        *(
            ActionSpec(
                f"map.lanes_{kind.name.lower()}",
                LANE_WORDS[kind],
                f"Alt+{number}",
                run=partial(_set_lanes, kind),
                enabled=is_open,
                checked=partial(_lanes_are, kind),
                submenu=_LANES,
                starts_group=number == 1,
            )
            for number, kind in enumerate(LaneKind, start=1)
        ),
        ActionSpec(
            "map.understand_times", N_("&Understand all times"), run=_understand_times, enabled=is_open, icon="clock"
        ),
        ActionSpec("map.rules", N_("R&ules…"), run=lambda bench: bench.rooms.ask("rules"), enabled=is_open),
        ActionSpec("map.start_to_be", N_("Start a to-&be map"), run=_start_to_be, enabled=is_open, starts_group=True),
        ActionSpec(
            "map.compare",
            N_("&Compare as-is and to-be"),
            "Ctrl+Shift+C",
            run=lambda bench: bench.rooms.toggle("comparison"),
            enabled=is_open,
            checked=lambda bench: bench.rooms.is_shown("comparison"),
        ),
        ActionSpec("map.add_map", N_("Add an empty &map…"), run=_add_map, enabled=is_open),
        ActionSpec("map.remove_map", N_("&Remove this map"), run=_remove_map, enabled=_has_several_maps),
        ActionSpec(
            "map.properties",
            N_("About this ma&p"),
            "Ctrl+I",
            run=_properties,
            enabled=is_open,
            icon="info",
            starts_group=True,
        ),
    ),
)
