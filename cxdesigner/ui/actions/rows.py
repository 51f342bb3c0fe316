"""What is done to experience rows, in the Map menu and below the pointer at their headings and cells."""

from __future__ import annotations

from functools import partial

from cxdesigner.document.reading import row_of, rows_of
from cxdesigner.document.records import ExperienceRow, RecordId, RowKind
from cxdesigner.ui.actions.spec import N_, ActionSpec, Bench, is_open

_ADD, _ROW = N_("Add ro&w"), N_("&Row")
WORDS = {
    RowKind.THOUGHTS: N_("&Thoughts"),
    RowKind.NEEDS: N_("&Needs"),
    RowKind.WANTS: N_("&Wants"),
    RowKind.PAIN_POINTS: N_("&Pain points"),
    RowKind.OPPORTUNITIES: N_("&Opportunities"),
    RowKind.EMOTION: N_("&Emotion curve"),
    RowKind.MEASURE: N_("&Measure"),
    RowKind.PICTURES: N_("P&ictures"),
    RowKind.TEXT: N_("&Another row"),
}
"""What the menu calls each kind of row."""


def meant_row(bench: Bench) -> ExperienceRow | None:
    """Return the row that is selected, the one whose cell is, or the one in which the keyboard is."""
    if not bench.desk.is_open():
        return None
    if bench.desk.selection:
        record_id: RecordId | None = bench.desk.selection[-1]
    else:
        view = bench.view()
        place = view.walker.place if "walker" in vars(view) else None
        record_id = place.row_id if place is not None else None
    row = row_of(bench.desk.document, record_id)
    return row if row is not None and row.map_id == bench.desk.map_id else None


def _has_row(bench: Bench) -> bool:
    return meant_row(bench) is not None


def _add_row(kind: RowKind, bench: Bench) -> None:
    """Add a row below the one that is meant, or last. One without a name of its own is named, others are filled."""
    from cxdesigner.canvas.verbs import add_and_name
    from cxdesigner.canvas.walking import place_of_row
    from cxdesigner.commands.rows import add_row

    view, row = bench.view(), meant_row(bench)
    after_id = row.id if row is not None else None

    make = partial(add_row, bench.desk.document, view.map_id, kind=kind, after_id=after_id)
    if kind in (RowKind.TEXT, RowKind.MEASURE):
        add_and_name(view, make)
        return
    edit = view.do(make)
    place = place_of_row(view.plan, edit.show[0], 0) if edit is not None and view.plan.columns else None
    if place is not None:
        view.setFocus()
        view.walker.go(place)


def _move_row(bench: Bench, *, places: int) -> None:
    from cxdesigner.commands.rows import move_row_by

    row = meant_row(bench)
    if row is not None:
        bench.desk.plan(move_row_by, row.id, places)


def _can_move(bench: Bench, *, places: int) -> bool:
    row = meant_row(bench)
    if row is None:
        return False
    ids = [one.id for one in rows_of(bench.desk.document, row.map_id) if one.kind is not RowKind.EMOTION]
    return row.id in ids and 0 <= ids.index(row.id) + places < len(ids)


def _rename_row(bench: Bench) -> None:
    row = meant_row(bench)
    if row is not None:
        bench.view().edit_title(row.id)


def _remove_row(bench: Bench) -> None:
    from cxdesigner.commands.removing import remove

    row = meant_row(bench)
    if row is not None:
        bench.desk.plan(remove, (row.id,))


def _curve_row(bench: Bench) -> RecordId | None:
    rows = rows_of(bench.desk.document, bench.desk.map.id) if bench.desk.is_open() else []
    return next((row.id for row in rows if row.kind is RowKind.EMOTION), None)


def _can_add(kind: RowKind, bench: Bench) -> bool:
    return is_open(bench) and (kind is not RowKind.EMOTION or _curve_row(bench) is None)


ROW_ROWS = (
    *(
        ActionSpec(
            f"map.add_row_{kind.name.lower()}",
            text,
            run=partial(_add_row, kind),
            enabled=partial(_can_add, kind),
            submenu=_ADD,
        )
        for kind, text in WORDS.items()
    ),
    ActionSpec("map.rename_row", N_("Re&name"), run=_rename_row, enabled=_has_row, submenu=_ROW, icon="pencil"),
    ActionSpec(
        "map.row_up",
        N_("Move it &up"),
        run=partial(_move_row, places=-1),
        enabled=partial(_can_move, places=-1),
        submenu=_ROW,
    ),
    ActionSpec(
        "map.row_down",
        N_("Move it &down"),
        run=partial(_move_row, places=1),
        enabled=partial(_can_move, places=1),
        submenu=_ROW,
    ),
    ActionSpec(
        "map.remove_row",
        N_("Remo&ve it with its cells"),
        run=_remove_row,
        enabled=_has_row,
        submenu=_ROW,
        icon="trash-2",
    ),
)
"""Rows of the Map menu about experience rows."""

ADDING = tuple(f"map.add_row_{kind.name.lower()}" for kind in WORDS)
ON_ROW = ("map.rename_row", "map.add_note", "", "map.row_up", "map.row_down", "", *ADDING, "", "map.remove_row")
"""The menu at the heading of an experience row."""
ON_CELL = (
    "edit.rename", "", "edit.cut", "edit.copy", "edit.paste", "edit.picture_remove", "edit.delete", "",
    "map.add_note", "map.row_up", "map.row_down", "map.remove_row",
)  # fmt: skip
"""The menu at a cell of an experience row that says something."""
