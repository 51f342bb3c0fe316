"""The View menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence

from cxdesigner.ui.actions.spec import N_, ActionSpec, Bench, MenuSpec, has_selection, is_open

_LOOK = N_("&Look")
_LOOKS = {
    "system": N_("As the &system"),
    "light": N_("&Light"),
    "dark": N_("&Dark"),
    "high contrast": N_("High &contrast"),
}
_PANELS = {
    "palette": (N_("&Palette"), "F6"),
    "details": (N_("&Details"), "F7"),
    "problems": (N_("Pro&blems"), "F8"),
    "table": (N_("&Table of touchpoints"), "F9"),
}


def _choose_look(name: str, bench: Bench) -> None:
    bench.rooms.choose_look(name)


def _look_is(name: str, bench: Bench) -> bool:
    return bench.rooms.chosen_look() == name


def _toggle(panel: str, bench: Bench) -> None:
    bench.rooms.toggle(panel)


def _is_shown(panel: str, bench: Bench) -> bool:
    return bench.rooms.is_shown(panel)


def _show_selection(bench: Bench) -> None:
    bench.desk.show(bench.desk.selection)


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
            "Ctrl+0",
            run=lambda bench: bench.view().fit_map(),
            enabled=is_open,
            icon="maximize",
        ),
        ActionSpec(
            "view.actual", N_("&100 %"), "Ctrl+1", run=lambda bench: bench.view().actual_size(), enabled=is_open
        ),
        ActionSpec("view.selection", N_("Show the s&election"), "Ctrl+2", run=_show_selection, enabled=has_selection),
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
