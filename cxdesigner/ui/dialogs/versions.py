"""Earlier versions of the map: when each was saved, how much it holds, and a picture of it, before one is brought back."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.refused import Refused
from cxdesigner.storage.codec import Loaded
from cxdesigner.storage.load import load_document, read_whole
from cxdesigner.storage.versions import Version, touchpoints_in
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.rescue import counted_touchpoints, when_words
from cxdesigner.ui.widgets.label import Label

PICTURE = QSize(560, 200)
LOOK_MS = 60
ABOUT = "A version is kept each time that a save takes its place: the last 20, one an hour, one a day for 30 days."
NONE_YET = "There is no earlier version yet: the first one is kept when you save again."

Draw = Callable[[Document, QSize, float], QPixmap]


class Versions(Dialog):
    """A list on the left, a picture on the right. `opens_copy` tells which way was chosen, `loaded` what."""

    def __init__(self, parent: QWidget | None, versions: Sequence[Version], draw: Draw) -> None:
        super().__init__(parent, "Earlier versions", ABOUT if versions else NONE_YET)
        self.loaded: Loaded | None = None
        self.opens_copy = False
        self._versions = versions
        self._draw = draw
        self.list = QListWidget()
        self.list.setAccessibleName("Earlier versions")
        self.list.setMinimumWidth(280)
        self.list.setSpacing(3)
        self.picture = Label(role="detail", wraps=True)
        self.picture.setFixedSize(PICTURE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = Label(role="detail", wraps=True)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self.look)
        self._lay_out()
        self.list.currentRowChanged.connect(self._wait)
        if versions:
            self.list.setCurrentRow(0)
        else:
            self._show(None, "")

    def _lay_out(self) -> None:
        now = time.time()
        for version in self._versions:
            self.list.addItem(QListWidgetItem(f"{when_words(version.made, now)} · {_amount(version)}"))
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.picture)
        right.addWidget(self.told)
        right.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.list, 1)
        across.addLayout(right)
        self.body.addLayout(across, 1)
        self.add_close()
        self._copy = self.add_button("Open as a copy")
        self._copy.clicked.connect(self._take_copy)
        self._back = self.add_button("Bring it back", is_primary=True, is_default=True)
        self._back.clicked.connect(self.accept)

    def _wait(self, row: int = 0) -> None:
        self._show(None, "")
        self._clock.start()

    def look(self) -> None:
        """Read the version that is chosen, and show a picture of it."""
        self._clock.stop()
        row = self.list.currentRow()
        if not 0 <= row < len(self._versions):
            return
        version = self._versions[row]
        try:
            loaded = load_document(version.path)
        except Refused as refusal:
            self._show(None, f"This version cannot be opened: {getattr(refusal, 'reason', refusal)}")
            return
        kind = (
            "A safe copy of what is open." if version.is_safe_copy else "It was saved, and another save took its place."
        )
        self._show(loaded, kind)

    def _show(self, loaded: Loaded | None, told: str) -> None:
        self.loaded = loaded
        self.told.setText(told)
        self.picture.clear()
        if loaded is not None:
            self.picture.setPixmap(self._draw(loaded.document, PICTURE, self.devicePixelRatioF()))
        for button in (self._copy, self._back):
            button.setEnabled(loaded is not None)

    def _take_copy(self) -> None:
        self.opens_copy = True
        self.accept()

    def hideEvent(self, event: object) -> None:
        self._clock.stop()


def _amount(version: Version) -> str:
    """Return how much a version holds, counted without opening it as a map: any file must be listed."""
    try:
        count = counted_touchpoints(touchpoints_in(read_whole(version.path)))
    except Refused:
        return "cannot be read"
    return f"{count} · safe copy" if version.is_safe_copy else count
