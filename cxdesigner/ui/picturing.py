"""Asking for a picture file and putting it onto the selected cards, or into a cell of an experience row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from cxdesigner.document.records import Picture, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name

if TYPE_CHECKING:
    from cxdesigner.canvas.row_cells import RowCell
    from cxdesigner.canvas.view import MapView
    from cxdesigner.ui.desk import Desk


def ask_for_picture(desk: Desk, parent: QWidget) -> None:
    """Let somebody choose a picture file for the selected cards; what cannot be read is told in one sentence."""
    from cxdesigner.commands.pictures import set_picture

    cards = [i for i in desk.selection if isinstance(desk.document.find(i), Touchpoint)]
    picture = _chosen(desk, parent)
    if picture is not None:
        desk.plan(set_picture, cards, picture)


def ask_for_picture_in_cell(desk: Desk, view: MapView, cell: RowCell) -> None:
    """Let somebody choose a picture file for a cell of an experience row."""
    from cxdesigner.commands.pictures import set_picture_in_cell

    picture = _chosen(desk, view)
    if picture is None:
        return
    place = cell.row_id, cell.stage_id, cell.step
    view.do(lambda: set_picture_in_cell(desk.document, *place, picture), selects=False)
    view.walker.go_to_cell(cell)


def _chosen(desk: Desk, parent: QWidget) -> Picture | None:
    """Return the picture of a file that somebody chooses; None where nobody does, or where it cannot be read."""
    from cxdesigner.canvas.apart import picture_apart
    from cxdesigner.canvas.keeping import SUFFIXES

    kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    name, _ = QFileDialog.getOpenFileName(parent.window(), "Add a picture", "", f"Pictures ({kinds})")
    if not name:
        return None
    try:
        return picture_apart(shown_name(Path(name).name), path=Path(name))
    except Refused as refusal:
        desk.said.emit(str(refusal))
        return None
