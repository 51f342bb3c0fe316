"""The operations manual: as what, and in whose house."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.document.text import shown_name
from cxdesigner.ui.apart import manual_apart
from cxdesigner.ui.dialogs.checklist import PAPERS
from cxdesigner.ui.dialogs.frame import AskWhere, Dialog, Write
from cxdesigner.ui.widgets.combo import Choice
from cxdesigner.ui.widgets.label import Label
from cxdesigner.ui.widgets.segmented import Segmented
from cxdesigner.ui.widgets.typing import Line

KINDS = ((".pdf", "PDF"), (".docx", "Word processor (DOCX)"))


class ManualDialog(Dialog):
    """The kind of file, the paper, and the letterhead: logo, colour, and the line below each page."""

    def __init__(
        self,
        parent: QWidget | None,
        document: Document,
        map_id: RecordId,
        ask_where: AskWhere,
        write: Write,
        ask_logo: Callable[[], Path | None],
    ) -> None:
        super().__init__(
            parent,
            "Operations manual",
            "A section for each touchpoint with its prompts, indexes by team and by channel, and the problems left open.",
        )
        self._document, self._map_id = document, map_id
        self._ask_where, self._write, self._ask_logo = ask_where, write, ask_logo
        self._logo: Path | None = None
        self.setMinimumWidth(520)
        self.kind = Segmented(KINDS, name="Kind of file")
        self.kind.show_choice(".pdf")
        self.kind.picked.connect(self._follow)
        self.paper = Choice()
        self.paper.set_choices([(paper, paper) for paper in PAPERS])
        self.paper.show_choice("A4")
        self.footer, self.color = Line(), Line()
        self.footer.setPlaceholderText(document.map(map_id).title)
        self.color.setPlaceholderText("#25364a")
        self.logo_name = Label("none", "detail")
        choose = QPushButton("Choose…")
        choose.clicked.connect(self.choose_logo)
        beside = QHBoxLayout()
        beside.addWidget(self.logo_name, 1)
        beside.addWidget(choose)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.addRow("As", self.kind)
        form.addRow("Paper", self.paper)
        form.addRow("Logo", beside)
        form.addRow("Colour", self.color)
        form.addRow("Below each page", self.footer)
        self.body.addLayout(form)
        self.body.addStretch(1)
        self.add_close("Cancel")
        self.save = self.add_button("Save…", is_primary=True, is_default=True)
        self.save.clicked.connect(self.save_manual)

    def choose_logo(self) -> None:
        """Ask for the picture of the house."""
        path = self._ask_logo()
        if path is not None:
            self._logo = path
            self.logo_name.setText(shown_name(path.name))

    def save_manual(self) -> None:
        """Ask where, write the manual, and close when it is written."""
        suffix = str(self.kind.chosen() or ".pdf")
        path = self._ask_where("Save the manual", suffix, f"{suffix[1:].upper()} (*{suffix})")
        if path is not None and self._write(path, lambda: self._made(suffix)):
            self.accept()

    def _made(self, suffix: str) -> bytes:
        from cxdesigner.paper.manual import letterhead
        from cxdesigner.storage.load import read_whole

        logo = read_whole(self._logo) if self._logo is not None else b""
        head = letterhead(logo, self.color.text(), self.footer.text())  # A colour that is none is refused at once.
        wishes = {
            "is_docx": suffix == ".docx",
            "paper": str(self.paper.chosen() or "A4"),
            "color": head.color,
            "footer": head.footer,
        }
        return manual_apart(self._document, self._map_id, wishes, head.logo, self)

    def _follow(self, suffix: object) -> None:
        self.paper.setEnabled(suffix == ".pdf")
