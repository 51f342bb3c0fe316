"""The clipboard in the cells of experience rows: plain text, and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.records import ExperienceCell, ExperienceRow, Note, Touchpoint
from cxdesigner.document.refused import Refused

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView
    from cxdesigner.ui.desk import Desk


def selected_cell(desk: Desk) -> ExperienceCell | None:
    """Return the one cell of a row that is selected, and nothing else with it."""
    if not desk.is_open() or len(desk.selection) != 1:
        return None
    record = desk.document.find(desk.selection[0])
    return record if isinstance(record, ExperienceCell) else None


def copy_cell(desk: Desk) -> bool:
    """Put what the selected cell says on the clipboard as plain text; False where no cell is selected."""
    cell = selected_cell(desk)
    if cell is None:
        return False
    row = desk.document.get(ExperienceRow, cell.row_id)
    value = "" if cell.value is None else f"{cell.value:.12g} {row.unit}".strip()
    words = "\n".join(said for said in (value, cell.text) if said)
    if words:
        QGuiApplication.clipboard().setText(words)
    else:
        desk.said.emit("This cell holds a picture only; there are no words to copy.")
    return True


def paste_into_cell(desk: Desk, view: MapView, offered: QMimeData) -> bool:
    """Put words, a picture or stickers into the cell of a row where the keyboard is; False where it is in none."""
    from cxdesigner.canvas.keeping import offers_picture, picture_from
    from cxdesigner.commands import pictures, rows

    cell = view.walker.row_cell() if "walker" in vars(view) else None
    if cell is None:
        return False
    place = cell.row_id, cell.stage_id, cell.step
    notes = _copied_notes(offered)
    if notes is not None:
        from cxdesigner.commands.clipboard import paste

        at = cell.stage_id, cell.step
        view.do(lambda: paste(desk.document, desk.map.id, notes, at, row_id=cell.row_id))
        return True
    words = offered.text()[: limits.TEXT_CHARACTERS] if not offered.hasUrls() else ""
    if words.strip():
        view.do(lambda: rows.set_cell(desk.document, *place, words), selects=False)
    elif offers_picture(offered):
        view.do(lambda: pictures.set_picture_in_cell(desk.document, *place, picture_from(offered)), selects=False)
    else:
        raise Refused("There are no words and no picture to paste into this cell.")
    view.walker.go_to_cell(cell)
    return True


def _copied_notes(offered: QMimeData) -> Document | None:
    """Return the stickers on the clipboard where nothing else of ours is there."""
    from cxdesigner.storage.codec import decode
    from cxdesigner.ui.copying import MEDIA_TYPE

    if not offered.hasFormat(MEDIA_TYPE):
        return None
    fragment = decode(bytes(offered.data(MEDIA_TYPE).data())).document
    return fragment if fragment.all(Note) and not fragment.all(Touchpoint) else None
