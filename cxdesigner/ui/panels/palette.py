"""What can be put into the map: a stage, an experience row, a note, and a touchpoint of each channel."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.reading import channels_of
from cxdesigner.document.records import Channel
from cxdesigner.ui.widgets.tile import Tile

MEDIA_TYPE = "application/vnd.cxdesigner.new+json"
USUAL = ("Email", "Phone", "Face-to-face", "Web", "Letter", "Text message", "Chat", "Store", "Video call", "App")
"""Channels that are offered behind those of the document."""
ENOUGH = 10
"""So many channels the palette offers where the document has fewer."""
MOST = 24


class Palette(QScrollArea):
    """Tiles. Drag one into the map, or press it: then the new thing comes after the selection."""

    pressed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._ink = "#1f2933"
        self._shown: tuple[object, ...] = ()
        self.setObjectName("palette")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFixedWidth(88)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # The tiles take the keys; on the frame nothing would show them.
        self.setAccessibleName("Palette")

    def tiles(self) -> list[Tile]:
        """Return the tiles from top to bottom."""
        inside = self.widget()
        return inside.findChildren(Tile) if inside is not None else []

    def set_ink(self, ink: str) -> None:
        """Take the colour of the icons."""
        if ink != self._ink:
            self._ink = ink
            self._shown = ()

    def show_document(self, document: Document) -> None:
        """Offer the channels of a document, and behind them usual ones that it does not have yet."""
        offered: list[tuple[str, str, dict[str, object]]] = [
            (channel.title, channel.icon, {"new": "touchpoint", "channel_id": channel.id})
            for channel in channels_of(document)[:MOST]
        ]
        if len(offered) < ENOUGH:
            from cxdesigner.commands.lanes import channel_kind_and_icon

            known = {channel.title.casefold() for channel in document.all(Channel)}
            for title in USUAL:
                if title.casefold() not in known and len(offered) < ENOUGH:
                    offered.append((title, channel_kind_and_icon(title)[1], {"new": "touchpoint", "channel": title}))
        now = tuple((title, picture, str(carries)) for title, picture, carries in offered)
        if now != self._shown:
            self._shown = now
            self._fill(offered)

    def _fill(self, offered: list[tuple[str, str, dict[str, object]]]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(4)
        self._add(column, "columns-3", "Stage", {"new": "stage"}, "A stage: drag it between two others, or press it")
        row_tip = "An experience row, for what the customer needs, thinks …: drag it between two others, or press it"
        self._add(column, "rows-3", "Row", {"new": "row"}, row_tip)
        self._add(column, "sticky-note", "Note", {"new": "note"}, "A sticker that stays with its place in the map")
        column.addSpacing(8)
        for title, picture, carries in offered:
            tip = f"A touchpoint by “{title}”: drag it into the map, or press it to add it after the selected card"
            self._add(column, picture, title, carries, tip)
        column.addStretch(1)
        self.setWidget(inside)

    def _add(self, column: QVBoxLayout, picture: str, title: str, carries: dict[str, object], tip: str) -> None:
        from cxdesigner.canvas.icons import icon

        tile = Tile(icon(picture, self._ink, 20), title, MEDIA_TYPE, carries, tip)
        tile.clicked.connect(partial(self._press, tile))
        column.addWidget(tile)

    def _press(self, tile: Tile, is_checked: bool = False) -> None:
        self.pressed.emit(tile.carries)
