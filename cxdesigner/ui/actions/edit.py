"""The Edit menu."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from cxdesigner.document.reading import stages_of
from cxdesigner.document.records import Channel, Note, RecordId, Stage, Team, Touchpoint
from cxdesigner.ui.actions.cards import CARDS
from cxdesigner.ui.actions.spec import N_, ActionSpec, Bench, MenuSpec, has_selection, is_open

_Key = QKeySequence.StandardKey


def selected_touchpoints(bench: Bench) -> list[RecordId]:
    """Return the ids of the selected touchpoints, in the order in which they were selected."""
    if not bench.desk.is_open():
        return []
    return [i for i in bench.desk.selection if isinstance(bench.desk.document.find(i), Touchpoint)]


def _undo_text(bench: Bench) -> str:
    name = bench.desk.workspace.history.undo_name() if bench.desk.workspace else ""
    return f"&Undo: {_escaped(name)}" if name else "&Undo"


def _redo_text(bench: Bench) -> str:
    name = bench.desk.workspace.history.redo_name() if bench.desk.workspace else ""
    return f"&Redo: {_escaped(name)}" if name else "&Redo"


def _escaped(name: str) -> str:
    short = name if len(name) <= 48 else f"{name[:47]}…"
    return short.replace("&", "&&")


def _can_undo(bench: Bench) -> bool:
    return bench.desk.workspace is not None and bool(bench.desk.workspace.history.undo_name())


def _can_redo(bench: Bench) -> bool:
    return bench.desk.workspace is not None and bool(bench.desk.workspace.history.redo_name())


def _can_be_copied(bench: Bench) -> bool:
    desk = bench.desk
    return desk.is_open() and any(isinstance(desk.document.find(i), (Touchpoint, Note, Stage)) for i in desk.selection)


def _has_words(bench: Bench) -> bool:
    """Tell whether cards are selected that can be copied, or a cell of a row whose words can be."""
    from cxdesigner.ui.cell_copying import selected_cell

    return _can_be_copied(bench) or selected_cell(bench.desk) is not None


def _duplicate(bench: Bench) -> None:
    from cxdesigner.commands.clipboard import duplicate

    bench.desk.plan(duplicate, bench.desk.map_id, bench.desk.selection)


def _remove(bench: Bench) -> None:
    from cxdesigner.commands.emptying import holders_among
    from cxdesigner.commands.removing import remove

    if holders_among(bench.desk.document, bench.desk.selection):
        bench.rooms.ask("where")
        return
    beside = _stage_beside(bench)
    if bench.desk.plan(remove, bench.desk.selection) and beside is not None:
        bench.desk.select((beside,))


def _stage_beside(bench: Bench) -> RecordId | None:
    """Return the stage that is next to the one that is selected, so that the keys have somewhere to go on."""
    ids = [stage.id for stage in stages_of(bench.desk.document, bench.desk.map.id)]
    chosen = bench.desk.selection
    if len(chosen) != 1 or chosen[0] not in ids or len(ids) == 1:
        return None
    place = ids.index(chosen[0])
    return ids[place + 1] if place + 1 < len(ids) else ids[place - 1]


def _select_all(bench: Bench) -> None:
    from cxdesigner.canvas.stepping import select_more

    select_more(bench.view())


def _select_cards(bench: Bench) -> None:
    from cxdesigner.canvas.stepping import cards_of_headings

    bench.desk.select(cards_of_headings(bench.view()))


def _has_headings(bench: Bench) -> bool:
    desk = bench.desk
    return desk.is_open() and any(isinstance(desk.document.find(i), (Stage, Team, Channel)) for i in desk.selection)


def _copy(bench: Bench) -> None:
    from cxdesigner.ui.copying import copy

    copy(bench.desk)


def _cut(bench: Bench) -> None:
    from cxdesigner.ui.copying import cut

    cut(bench.desk)


def _paste(bench: Bench) -> None:
    from cxdesigner.ui.copying import paste

    if not paste(bench.desk, bench.view()):
        bench.rooms.ask("pasting")


def _rename_text(bench: Bench) -> str:
    from cxdesigner.ui.cell_copying import selected_cell

    return N_("&Write into this cell") if selected_cell(bench.desk) is not None else N_("Re&name")


def _rename(bench: Bench) -> None:
    bench.view().edit_title(bench.desk.selection[0])


EDIT = MenuSpec(
    "edit",
    N_("&Edit"),
    (
        ActionSpec(
            "edit.undo",
            N_("&Undo"),
            _Key.Undo,
            run=lambda bench: bench.desk.undo(),
            enabled=_can_undo,
            text_now=_undo_text,
            icon="undo-2",
        ),
        ActionSpec(
            "edit.redo",
            N_("&Redo"),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            run=lambda bench: bench.desk.redo(),
            enabled=_can_redo,
            text_now=_redo_text,
            icon="redo-2",
        ),
        ActionSpec(
            "edit.cut",
            N_("Cu&t"),
            _Key.Cut,
            run=_cut,
            enabled=_has_words,
            icon="scissors",
            starts_group=True,
        ),
        ActionSpec("edit.copy", N_("&Copy"), _Key.Copy, run=_copy, enabled=_has_words, icon="copy"),
        ActionSpec("edit.paste", N_("&Paste"), _Key.Paste, run=_paste, enabled=is_open, icon="clipboard"),
        ActionSpec(
            "edit.rename",
            N_("Re&name"),
            "F2",
            run=_rename,
            enabled=has_selection,
            text_now=_rename_text,
            icon="pencil",
            starts_group=True,
        ),
        ActionSpec("edit.duplicate", N_("&Duplicate"), "Ctrl+D", run=_duplicate, enabled=_can_be_copied),
        *CARDS,
        ActionSpec("edit.delete", N_("D&elete"), _Key.Delete, run=_remove, enabled=has_selection, icon="trash-2"),
        ActionSpec(
            "edit.select_all",
            N_("Select &all touchpoints"),
            _Key.SelectAll,
            run=_select_all,
            enabled=is_open,
            starts_group=True,
        ),
        ActionSpec(
            "edit.select_cards", N_("Select its &cards"), run=_select_cards, enabled=_has_headings, icon="square-check"
        ),
        ActionSpec(
            "edit.clear",
            N_("Select n&othing"),
            "Ctrl+Shift+A",
            run=lambda bench: bench.desk.select(()),
            enabled=has_selection,
        ),
        ActionSpec(
            "edit.find",
            N_("&Find…"),
            _Key.Find,
            run=lambda bench: bench.rooms.focus_find(),
            enabled=is_open,
            icon="search",
            starts_group=True,
        ),
        ActionSpec(
            "edit.find_next", N_("Find ne&xt"), "F3", run=lambda bench: bench.rooms.step_find(1), enabled=is_open
        ),
        ActionSpec(
            "edit.find_previous",
            N_("Find pre&vious"),
            "Shift+F3",
            run=lambda bench: bench.rooms.step_find(-1),
            enabled=is_open,
        ),
    ),
)
