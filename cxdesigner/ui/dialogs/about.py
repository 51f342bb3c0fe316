"""What this program is, and where it keeps what."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from cxdesigner import __version__
from cxdesigner.storage.settings import config_folder, data_folder
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.widgets.label import Label


class About(Dialog):
    """Version, promise, folders and licences."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "CX Designer", f"Version {__version__} · Qt {qVersion()}")
        self.setMinimumWidth(480)
        for text in (
            "An editor for customer experience maps: what a customer meets, from the first thought to after the sale.",
            "It works without a network, always: nothing that you type leaves this computer.",
        ):
            self.body.addWidget(Label(text, wraps=True))
        for title, text in (
            ("Safe copies and earlier versions", str(data_folder())),
            ("Settings", str(config_folder())),
            ("Letters and icons", "Noto Sans (SIL Open Font License), Lucide (ISC License)"),
        ):
            self.body.addSpacing(4)
            self.body.addWidget(Label(title, "bold"))
            self.body.addWidget(Label(text, "detail", wraps=True))
        self.body.addStretch(1)
        close = self.add_close()
        close.setDefault(True)
