"""The File menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction, QKeySequence

from cxdesigner.document.reading import maps_of
from cxdesigner.ui.actions.spec import N_, ActionSpec, Bench, MenuSpec, is_open
from cxdesigner.ui.journey_pages import write_action_plan, write_measures

_Key = QKeySequence.StandardKey
_EXPORT = N_("&Export")

_PLAN = N_("&Action plan")


def has_two_maps(bench: Bench) -> bool:
    """Tell whether there is another map to compare with."""
    return bench.desk.is_open() and len(maps_of(bench.desk.document)) > 1


def _write_plan(suffix: str, bench: Bench) -> None:
    write_action_plan(bench.desk, bench.filing, suffix)


def _may_revert(bench: Bench) -> bool:
    """Tell whether there is a file that holds something else than the map."""
    workspace = bench.desk.workspace
    return workspace is not None and workspace.path is not None and not workspace.is_clean


FILE = MenuSpec(
    "file",
    N_("&File"),
    (
        ActionSpec("file.new", N_("&New map"), _Key.New, run=lambda bench: bench.filing.new(), icon="file-plus"),
        ActionSpec("file.start", N_("New from &template…"), "Ctrl+Shift+N", run=lambda bench: bench.rooms.show_start()),
        ActionSpec(
            "file.open", N_("&Open…"), _Key.Open, run=lambda bench: bench.filing.ask_and_open(), icon="folder-open"
        ),
        ActionSpec("file.recent", N_("Open &recent"), submenu="recent"),
        ActionSpec(
            "file.save",
            N_("&Save"),
            _Key.Save,
            run=lambda bench: bench.filing.save(),
            enabled=is_open,
            icon="save",
            starts_group=True,
        ),
        ActionSpec(
            "file.save_as",
            N_("Save &as…"),
            "Ctrl+Shift+S",
            run=lambda bench: bench.filing.save_as(),
            enabled=is_open,
        ),
        ActionSpec("file.save_copy", N_("Save a &copy…"), run=lambda bench: bench.filing.save_copy(), enabled=is_open),
        ActionSpec(
            "file.revert",
            N_("Re&vert to the saved map"),
            run=lambda bench: bench.filing.revert(),
            enabled=_may_revert,
        ),
        ActionSpec(
            "file.versions",
            N_("Earlier versio&ns…"),
            run=lambda bench: bench.rooms.ask("versions"),
            enabled=is_open,
        ),
        ActionSpec(
            "file.import",
            N_("&Import a table…"),
            run=lambda bench: bench.filing.ask_and_import(),
            icon="upload",
            starts_group=True,
        ),
        ActionSpec(
            "file.bring_in",
            N_("&Bring a table into this map…"),
            run=lambda bench: bench.filing.ask_and_bring_in(),
            enabled=is_open,
        ),
        ActionSpec(
            "file.merge",
            N_("&Merge another copy…"),
            run=lambda bench: bench.filing.ask_and_merge(),
            enabled=is_open,
        ),
        ActionSpec(
            "file.export_csv",
            N_("&Table (CSV)…"),
            run=lambda bench: bench.filing.export(".csv"),
            enabled=is_open,
            submenu=_EXPORT,
        ),
        ActionSpec(
            "file.export_xlsx",
            N_("&Workbook (XLSX)…"),
            run=lambda bench: bench.filing.export(".xlsx"),
            enabled=is_open,
            submenu=_EXPORT,
        ),
        ActionSpec(
            "file.export_html",
            N_("Web pa&ge (HTML)…"),
            run=lambda bench: bench.filing.export(".html"),
            enabled=is_open,
            submenu=_EXPORT,
        ),
        ActionSpec(
            "file.export_svg",
            N_("&Drawing (SVG)…"),
            run=lambda bench: bench.filing.export(".svg"),
            enabled=is_open,
            submenu=_EXPORT,
        ),
        ActionSpec(
            "file.export_png",
            N_("&Picture (PNG)…"),
            run=lambda bench: bench.filing.export(".png"),
            enabled=is_open,
            submenu=_EXPORT,
        ),
        ActionSpec(
            "file.wall",
            N_("&Wall diagram…"),
            _Key.Print,
            run=lambda bench: bench.rooms.ask("wall"),
            enabled=is_open,
            icon="printer",
            starts_group=True,
        ),
        ActionSpec(
            "file.checklist",
            N_("&Checklist…"),
            "Ctrl+Shift+P",
            run=lambda bench: bench.rooms.ask("checklist"),
            enabled=is_open,
            icon="list-checks",
        ),
        ActionSpec(
            "file.manual",
            N_("Operations &manual…"),
            run=lambda bench: bench.rooms.ask("manual"),
            enabled=is_open,
            icon="book-open",
        ),
        ActionSpec(
            "file.workshop",
            N_("Wor&kshop cards…"),
            run=lambda bench: bench.rooms.ask("workshop"),
            enabled=is_open,
            icon="qr-code",
        ),
        ActionSpec(
            "file.placing",
            N_("Place cards from the wa&ll…"),
            run=lambda bench: bench.rooms.ask("placing"),
            enabled=is_open,
        ),
        ActionSpec(
            "file.filled_forms",
            N_("&Filled checklists…"),
            run=lambda bench: bench.rooms.ask("filled forms"),
            enabled=is_open,
            icon="square-check",
        ),
        ActionSpec(
            "file.story",
            N_("Stor&y of a customer…"),
            run=lambda bench: bench.rooms.ask("story"),
            enabled=is_open,
        ),
        ActionSpec(
            "file.measures",
            N_("Page of &measures…"),
            run=lambda bench: write_measures(bench.desk, bench.filing),
            enabled=is_open,
        ),
        *(
            ActionSpec(
                f"file.plan_{suffix[1:]}",
                text,
                run=partial(_write_plan, suffix),
                enabled=has_two_maps,
                submenu=_PLAN,
            )
            for suffix, text in {".pdf": N_("As &pages (PDF)…"), ".csv": N_("As a &table (CSV)…")}.items()
        ),
        ActionSpec(
            "file.quit",
            N_("&Quit"),
            "Ctrl+Q",
            run=lambda bench: bench.rooms.close(),
            role=QAction.MenuRole.QuitRole,
            starts_group=True,
        ),
    ),
)
