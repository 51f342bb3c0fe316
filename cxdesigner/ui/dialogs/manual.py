"""The operations manual: as what, and in whose house."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QWidget

from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, shown_name
from cxdesigner.paper.manual import letterhead
from cxdesigner.storage.letterhead import Kept, keep, kept
from cxdesigner.storage.load import read_whole
from cxdesigner.storage.settings import Settings
from cxdesigner.ui.apart import manual_apart
from cxdesigner.ui.dialogs.checklist import PAPERS
from cxdesigner.ui.dialogs.frame import AskWhere, Dialog, Write
from cxdesigner.ui.fetching import fetched
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
        settings: Settings,
    ) -> None:
        super().__init__(
            parent,
            "Operations manual",
            "A section for each touchpoint with its prompts, indexes by team and by channel, and the problems left open.",
        )
        self._document, self._map_id = document, map_id
        self._ask_where, self._write, self._ask_logo = ask_where, write, ask_logo
        self._settings = settings
        known = kept(settings)
        self._logo, self._logo_name = known.logo, known.logo_name
        self.setMinimumWidth(520)
        self.kind = Segmented(KINDS, name="Kind of file")
        self.kind.show_choice(".pdf")
        self.paper = Choice()
        self.paper.set_choices([(paper, paper) for paper in PAPERS])
        self.paper.show_choice(settings.choice("manual.paper", PAPERS, "A4"))
        self.footer, self.color = Line(), Line()
        self.footer.setText(known.footer)
        self.color.setText(known.color)
        self.footer.setPlaceholderText(document.map(map_id).title)
        self.color.setPlaceholderText("#25364a")
        self.logo_name = Label("", "detail", wraps=True)
        self.no_logo = QPushButton("Remove")
        self.no_logo.clicked.connect(self.remove_logo)
        choose = QPushButton("Choose…")
        choose.clicked.connect(self.choose_logo)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.logo_name, 1)
        beside.addWidget(self.no_logo)
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
        self._show_logo()

    def choose_logo(self) -> None:
        """Ask for the picture of the house."""
        path = self._ask_logo()
        if path is not None:
            try:
                read = partial(read_whole, path, limits.PICTURE_BYTES)
                self._logo = fetched(read, self, f"Reading “{shown_name(path.name)}”")
                self._logo_name = clean_line(path.name)
                letterhead(self._logo)
            except (OSError, Refused) as refusal:
                self._logo, self._logo_name = b"", ""
                self.logo_name.setText(str(refusal))
                self.no_logo.setEnabled(False)
                return
            self._show_logo()

    def remove_logo(self) -> None:
        """Print no logo."""
        self._logo, self._logo_name = b"", ""
        self._show_logo()

    def _show_logo(self) -> None:
        self.logo_name.setText(shown_name(self._logo_name) if self._logo else "none")
        self.no_logo.setEnabled(bool(self._logo))

    def save_manual(self) -> None:
        """Ask where, write the manual, and close when it is written."""
        suffix = str(self.kind.chosen() or ".pdf")
        path = self._ask_where("Save the manual", suffix, f"{suffix[1:].upper()} (*{suffix})")
        if path is not None and self._write(path, lambda: self._made(suffix)):
            keep(self._settings, Kept(self._logo, self._logo_name, self.color.text(), self.footer.text()))
            self._settings.keep("manual.paper", str(self.paper.chosen() or "A4"))
            self._settings.save()
            self.accept()

    def _made(self, suffix: str) -> bytes:
        head = letterhead(
            self._logo, self.color.text(), self.footer.text()
        )  # A colour that is none is refused at once.
        wishes = {
            "is_docx": suffix == ".docx",
            "paper": str(self.paper.chosen() or "A4"),
            "color": head.color,
            "footer": head.footer,
        }
        return manual_apart(self._document, self._map_id, wishes, head.logo, self)
