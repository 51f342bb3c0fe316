"""The View menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from cxdesigner.document.reading import stages_of
from cxdesigner.journey.heat import KINDS
from cxdesigner.ui.actions.spec import N_, ActionSpec, Bench, MenuSpec, has_selection, is_open

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from cxdesigner.ui.editor import EditorPage

_LOOK = N_("&Look")
_LOOKS = {
    "system": N_("As the &system"),
    "light": N_("&Light"),
    "dark": N_("&Dark"),
    "high contrast": N_("High &contrast"),
}
COLOUR = N_("&Colour cards by")
_PANELS = {
    "palette": (N_("&Palette"), "F5"),
    "details": (N_("&Details"), "F7"),
    "problems": (N_("Pro&blems"), "F8"),
    "paths": (N_("Pat&hs of customers"), "F4"),
    "measures": (N_("&Measures"), "Shift+F8"),
    "table": (N_("&Table of touchpoints"), "F9"),
    "minimap": (N_("Overview in the &corner"), "Ctrl+Shift+M"),
}


def _choose_look(name: str, bench: Bench) -> None:
    bench.rooms.choose_look(name)


def _look_is(name: str, bench: Bench) -> bool:
    return bench.rooms.chosen_look() == name


def _colour_by(measure: str, bench: Bench) -> None:
    bench.rooms.colour_by(measure)


def _is_coloured_by(measure: str, bench: Bench) -> bool:
    return bench.rooms.coloured_by() == measure


def _toggle(panel: str, bench: Bench) -> None:
    bench.rooms.toggle(panel)


def _is_shown(panel: str, bench: Bench) -> bool:
    return bench.rooms.is_shown(panel)


def _look(how: str, bench: Bench) -> None:
    """Do one of the verbs of `canvas/looking.py`."""
    from cxdesigner.canvas import looking

    getattr(looking, how)(bench.view())


def _is_focused(bench: Bench) -> bool:
    return bench.desk.is_open() and bench.view().spotlight.stage_id is not None


def _has_stages(bench: Bench) -> bool:
    return bench.desk.is_open() and bool(stages_of(bench.desk.document, bench.desk.map.id))


def _walk_stage(by: int, bench: Bench) -> None:
    bench.view().walker.walk_stage(by)
    bench.view().setFocus()


def _toggle_times(bench: Bench) -> None:
    from cxdesigner.commands.maps import show_times

    bench.desk.plan(show_times, bench.desk.map_id, is_shown=not bench.desk.map.shows_times)


def _is_on_way(bench: Bench) -> bool:
    return bench.desk.is_open() and bench.view().spotlight.way is not None


def _walk_way(by: int, bench: Bench) -> None:
    from cxdesigner.canvas.way import walk_way

    walk_way(bench.view(), by)


def _go_round(by: int, bench: Bench) -> None:
    bench.rooms.focus_panel(by)


VIEW = MenuSpec(
    "view",
    N_("&View"),
    (
        ActionSpec(
            "view.zoom_in",
            N_("Zoom &in"),
            ("Ctrl++", "Ctrl+="),
            run=lambda bench: bench.view().zoom_in(),
            enabled=is_open,
            icon="zoom-in",
        ),
        ActionSpec(
            "view.zoom_out",
            N_("Zoom &out"),
            QKeySequence.StandardKey.ZoomOut,
            run=lambda bench: bench.view().zoom_out(),
            enabled=is_open,
            icon="zoom-out",
        ),
        ActionSpec(
            "view.fit",
            N_("&Whole map"),
            ("Ctrl+1", "Ctrl+9"),
            run=lambda bench: bench.view().fit_map(),
            enabled=is_open,
            icon="maximize",
        ),
        ActionSpec(
            "view.actual", N_("&100 %"), "Ctrl+0", run=lambda bench: bench.view().actual_size(), enabled=is_open
        ),
        ActionSpec(
            "view.selection",
            N_("Show the s&election"),
            "Ctrl+2",
            run=partial(_look, "show_selection"),
            enabled=has_selection,
        ),
        ActionSpec(
            "view.stage", N_("Show this sta&ge"), "Ctrl+3", run=partial(_look, "show_stage"), enabled=_has_stages
        ),
        ActionSpec(
            "view.focus",
            N_("Onl&y this stage"),
            "Ctrl+4",
            run=partial(_look, "toggle_focus"),
            enabled=_has_stages,
            checked=_is_focused,
            starts_group=True,
        ),
        ActionSpec(
            "view.next_stage", N_("&Next stage"), "Ctrl+PgDown", run=partial(_walk_stage, 1), enabled=_has_stages
        ),
        ActionSpec(
            "view.previous_stage", N_("Pre&vious stage"), "Ctrl+PgUp", run=partial(_walk_stage, -1), enabled=_has_stages
        ),
        ActionSpec("view.way_on", N_("Next on this &way"), "Alt+Right", run=partial(_walk_way, 1), enabled=_is_on_way),
        ActionSpec(
            "view.way_back", N_("Bac&k on this way"), "Alt+Left", run=partial(_walk_way, -1), enabled=_is_on_way
        ),
        ActionSpec(
            "view.filter",
            N_("Filte&r…"),
            "Ctrl+Shift+F",
            run=lambda bench: bench.rooms.toggle("filter"),
            enabled=is_open,
            checked=partial(_is_shown, "filter"),
        ),
        ActionSpec(
            "view.times",
            N_("T&imes: a scale, and the day on cards"),
            "Ctrl+T",
            run=_toggle_times,
            enabled=is_open,
            checked=lambda bench: bench.desk.is_open() and bench.desk.map.shows_times,
        ),
        *(
            ActionSpec(
                f"view.panel_{panel}",
                text,
                key,
                run=partial(_toggle, panel),
                enabled=is_open,
                checked=partial(_is_shown, panel),
                starts_group=panel == "palette",
            )
            for panel, (text, key) in _PANELS.items()
        ),
        *(
            ActionSpec(
                f"view.colour_{measure or 'none'}",
                text,
                run=partial(_colour_by, measure),
                enabled=is_open,
                checked=partial(_is_coloured_by, measure),
                submenu=COLOUR,
                starts_group=not measure,
            )
            for measure, text in {"": N_("&Nothing"), **{name: kind.title for name, kind in KINDS.items()}}.items()
        ),
        ActionSpec("view.next_panel", N_("Go to the ne&xt panel"), "F6", run=partial(_go_round, 1), enabled=is_open),
        ActionSpec(
            "view.previous_panel",
            N_("Go to the previous p&anel"),
            "Shift+F6",
            run=partial(_go_round, -1),
            enabled=is_open,
        ),
        *(
            ActionSpec(
                f"view.look_{name.replace(' ', '_')}",
                text,
                run=partial(_choose_look, name),
                checked=partial(_look_is, name),
                submenu=_LOOK,
                starts_group=name == "system",
            )
            for name, text in _LOOKS.items()
        ),
        ActionSpec("view.full_screen", N_("&Full screen"), "F11", run=lambda bench: bench.rooms.toggle_full_screen()),
    ),
)


def list_entered(editor: Callable[[], EditorPage], menu: QMenu) -> None:
    """Put the measures that somebody has entered on the map that is shown into the menu of colours."""
    editor().colouring.list_entered(menu)
