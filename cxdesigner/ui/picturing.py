"""Asking for a picture file and putting it onto the selected cards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from cxdesigner.document.records import Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name

if TYPE_CHECKING:
    from cxdesigner.ui.desk import Desk


def ask_for_picture(desk: Desk, parent: QWidget) -> None:
    """Let somebody choose a picture file for the selected cards; what cannot be read is told in one sentence."""
    from cxdesigner.canvas.keeping import RAW_MOST, SUFFIXES, kept_picture
    from cxdesigner.commands.pictures import set_picture
    from cxdesigner.storage.load import read_whole

    cards = [i for i in desk.selection if isinstance(desk.document.find(i), Touchpoint)]
    kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    name, _ = QFileDialog.getOpenFileName(parent.window(), "Add a picture", "", f"Pictures ({kinds})")
    if not name:
        return
    try:
        picture = kept_picture(read_whole(Path(name), RAW_MOST), shown_name(Path(name).name))
    except Refused as refusal:
        desk.said.emit(str(refusal))
        return
    desk.plan(set_picture, cards, picture)
