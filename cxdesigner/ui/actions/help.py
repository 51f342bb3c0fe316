"""The Help menu."""

from __future__ import annotations

from PySide6.QtGui import QAction

from cxdesigner.ui.actions.spec import N_, ActionSpec, MenuSpec

HELP = MenuSpec(
    "help",
    N_("&Help"),
    (
        ActionSpec(
            "help.shortcuts",
            N_("&Keys and gestures"),
            ("F1", "?"),
            run=lambda bench: bench.rooms.ask("shortcuts"),
            icon="keyboard",
        ),
        ActionSpec(
            "help.about",
            N_("&About CX Designer"),
            run=lambda bench: bench.rooms.ask("about"),
            role=QAction.MenuRole.AboutRole,
            icon="info",
        ),
    ),
)
