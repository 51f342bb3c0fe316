"""The clipboard: cards as cards for ourselves, as lines and as a table for everybody else, and what others put there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QPointF
from PySide6.QtGui import QCursor, QGuiApplication

from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of, touchpoints_of
from cxdesigner.document.records import RecordId, Stage, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.ui.desk import Desk

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView
    from cxdesigner.formats.imported import Imported
    from cxdesigner.layout.cells import Cell
    from cxdesigner.layout.plan import LaneKey

MEDIA_TYPE = "application/vnd.cxdesigner.fragment+json"
STAGES_TYPE = "application/vnd.cxdesigner.stages+json"
"""Beside it: the ids of the stages that were copied whole."""

Place = tuple[RecordId, int]


def copy(desk: Desk) -> bool:
    """Put the selected cards on the clipboard; say why where there is nothing to copy."""
    from cxdesigner.commands.clipboard import copied
    from cxdesigner.formats.copied import as_html, as_lines
    from cxdesigner.storage.codec import encode
    from cxdesigner.ui.cell_copying import copy_cell

    if copy_cell(desk):
        return True
    try:
        fragment = copied(desk.document, desk.selection)
        data = QMimeData()
        data.setData(MEDIA_TYPE, QByteArray(encode(fragment, "cxdesigner")))
    except Refused as refusal:
        desk.said.emit(str(refusal))
        return False
    stages = [record_id for record_id in desk.selection if isinstance(desk.document.find(record_id), Stage)]
    if stages:
        data.setData(STAGES_TYPE, QByteArray(json.dumps(stages).encode()))
    lines = as_lines(desk.document, desk.selection)
    if lines:
        data.setText(lines)
        data.setData("text/html", QByteArray(as_html(desk.document, desk.selection).encode()))
    QGuiApplication.clipboard().setMimeData(data)
    return True


def cut(desk: Desk) -> None:
    """Put the selected cards on the clipboard and take them off the map."""
    from cxdesigner.commands.removing import remove

    if copy(desk):
        desk.plan(remove, desk.selection)


def paste(desk: Desk, view: MapView) -> bool:
    """Put what is on the clipboard into the map; False where somebody must be asked first what its columns are.

    It goes into the cell of the selected card, into an empty cell that was chosen or lies under the pointer, or else behind what is
    there. Cards come in as they were; a table becomes cards by its headers, lines as in quick entry, and a picture goes onto the
    selected card. What is too much or cannot be read is told in one sentence.
    """
    offered = QGuiApplication.clipboard().mimeData()
    if offered is None:  # An empty clipboard, on some platforms.
        return True
    from cxdesigner.ui.cell_copying import paste_into_cell

    try:
        if paste_into_cell(desk, view, offered):
            return True
        if offered.hasFormat(MEDIA_TYPE):
            _paste_own(desk, view, offered)
            return True
        return _paste_foreign(desk, view, offered)
    except Refused as refusal:
        desk.said.emit(str(refusal))
        return True


def _paste_own(desk: Desk, view: MapView, offered: QMimeData) -> None:
    from cxdesigner.commands import clipboard
    from cxdesigner.storage.codec import decode

    fragment = decode(bytes(offered.data(MEDIA_TYPE).data())).document
    whole = _whole_stages(offered, fragment)
    if whole:
        after = next((i for i in reversed(desk.selection) if isinstance(desk.document.find(i), Stage)), None)
        desk.plan(clipboard.paste_stages, desk.map_id, fragment, whole, after)
        return
    place, lane = target(desk, view)
    if place is None:
        desk.plan(clipboard.bring_in, desk.map_id, fragment)
    else:
        desk.plan(clipboard.paste, desk.map_id, fragment, place, lane)


def _whole_stages(offered: QMimeData, fragment: Document) -> list[RecordId]:
    """Return the stages that were copied whole. Other programs may put anything there."""
    raw = bytes(offered.data(STAGES_TYPE).data()) if offered.hasFormat(STAGES_TYPE) else b"[]"
    try:
        said = json.loads(raw[:1_000_000])
    except (ValueError, RecursionError):
        return []
    named = {i for i in said if isinstance(i, str)} if isinstance(said, list) else set()
    return [stage.id for stage in fragment.all(Stage) if stage.id in named]


def _paste_foreign(desk: Desk, view: MapView, offered: QMimeData) -> bool:
    from cxdesigner.canvas.keeping import picture_file
    from cxdesigner.formats import pasted

    rows = offered_rows() if picture_file(offered) is None else []
    if rows and len(rows[0]) == 1 and not pasted.is_obvious(rows):
        _paste_lines(desk, view, [cell for (cell,) in rows])
    elif rows and pasted.is_obvious(rows):
        take_table(desk, view, pasted.read(rows))
    elif rows:
        return False
    elif _means_picture(offered):
        paste_picture(desk, offered)
    else:
        _paste_lines(desk, view, pasted.read_lines(offered.text()))
    return True


def _means_picture(offered: QMimeData) -> bool:
    """Tell whether a picture is meant: many programs offer one of any text beside it."""
    from cxdesigner.canvas.keeping import offers_picture, picture_file

    is_alone = not offered.text().strip() or (offered.hasHtml() and "<img" in offered.html().lower())
    return picture_file(offered) is not None or (offers_picture(offered) and is_alone)


def offered_rows() -> list[list[str]]:
    """Return the cells of a table on the clipboard; none where there is no table. Refuses what is too large."""
    from cxdesigner.formats import pasted

    offered = QGuiApplication.clipboard().mimeData()
    if offered is None:
        return []
    html = offered.html() if offered.hasHtml() else ""
    return pasted.read_table(html, offered.text() if offered.hasText() else "")


def take_table(desk: Desk, view: MapView, made: Imported) -> None:
    """Put the cards of a table into the map, in one step for Undo, and say how many rows need a look."""
    from cxdesigner.commands import clipboard
    from cxdesigner.formats.table_build import ONLY_STAGE

    place, lane = target(desk, view)
    names_stages = [stage.title for stage in made.document.all(Stage)] != [ONLY_STAGE]
    if place is None or names_stages:
        edit = clipboard.bring_in(desk.document, desk.map.id, made.document)
        count = len(edit.show)
        edit = replace(edit, name=f"Paste {count:,} touchpoint{'' if count == 1 else 's'}")
    else:
        edit = clipboard.paste(desk.document, desk.map.id, made.document, place, lane, keeps_said=True)
    if desk.perform(edit) and made.problems:
        rows = "One row was" if len(made.problems) == 1 else f"{len(made.problems):,} rows were"
        desk.said.emit(f"{rows} not fully understood; what did not fit is kept in fields of its own.")


def _paste_lines(desk: Desk, view: MapView, lines: Sequence[str]) -> None:
    from cxdesigner.commands import clipboard, quick_entry
    from cxdesigner.formats import quick_text
    from cxdesigner.formats.pasted import NAME, require_few

    require_few(lines)
    if not lines:
        return
    last = next((i for i in reversed(desk.selection) if isinstance(desk.document.find(i), Touchpoint)), None)
    cell = _chosen_cell(view) if last is None else None
    if cell is None or any(quick_entry.parse(line).is_stage for line in lines):
        desk.plan(quick_entry.add_lines, desk.map_id, lines, last)
        return
    made = quick_text.read("\n".join(lines).encode(), NAME)
    place = cell.stage_id, cell.step
    desk.plan(clipboard.paste, desk.map_id, made.document, place, cell.lane, keeps_said=True)


def paste_picture(desk: Desk, offered: QMimeData) -> None:
    """Put a picture onto the selected cards."""
    from cxdesigner.canvas.keeping import picture_from
    from cxdesigner.commands.pictures import NO_CARD, set_picture

    cards = [i for i in desk.selection if isinstance(desk.document.find(i), Touchpoint)]
    if not cards:
        raise Refused(NO_CARD)
    desk.plan(set_picture, cards, picture_from(offered))


# -- where it goes -----------------------------------------------------------------------------------------------------


def target(desk: Desk, view: MapView) -> tuple[Place | None, LaneKey | None]:
    """Return the column and the lane into which is pasted; no column where the map has none yet."""
    cards = [card for i in desk.selection if (card := view.plan.card(i)) is not None]
    if cards:
        first = min(cards, key=lambda card: (card.column, card.lane, card.rect.y))
        touchpoint = desk.document.touchpoint(first.touchpoint_id)
        return (touchpoint.stage_id, touchpoint.step), view.plan.lanes[first.lane].key
    stage = next((i for i in reversed(desk.selection) if isinstance(desk.document.find(i), Stage)), None)
    if stage is not None:
        return (stage, 0), None
    cell = _chosen_cell(view)
    if cell is not None:
        return (cell.stage_id, cell.step), cell.lane
    return _behind(desk), None


def _chosen_cell(view: MapView) -> Cell | None:
    """Return the empty cell that is chosen, or else the one under the pointer."""
    if "walker" in vars(view) and view.walker.is_in_empty_cell():
        return view.walker.cell()
    if not view.viewport().underMouse():
        return None
    from cxdesigner.layout.cells import cell_at

    at = view.in_map(QPointF(view.viewport().mapFromGlobal(QCursor.pos())))
    return cell_at(view.plan, at.x(), at.y())


def _behind(desk: Desk) -> Place | None:
    """Return the step behind the last card of the map, or the first one of a map without cards."""
    last = touchpoints_of(desk.document, desk.map.id)
    if last:
        return last[-1].stage_id, last[-1].step + 1
    stages = stages_of(desk.document, desk.map.id)
    return (stages[0].id, 0) if stages else None
