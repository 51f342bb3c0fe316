"""The story of one customer as PDF: which way, how long, on which paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFormLayout, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.journey.ways import NamedWay
from cxdesigner.ui.dialogs.checklist import PAPERS
from cxdesigner.ui.dialogs.frame import AskWhere, Dialog, Write
from cxdesigner.ui.widgets.combo import Choice
from cxdesigner.ui.widgets.label import Label


class StoryDialog(Dialog):
    """Asks for the paper and writes the PDF."""

    def __init__(
        self,
        parent: QWidget | None,
        document: Document,
        map_id: RecordId,
        way: NamedWay,
        sentences: Sequence[str],
        ask_where: AskWhere,
        write: Write,
    ) -> None:
        super().__init__(
            parent, "Story of a customer", "A numbered sentence for each touchpoint, and the waits between."
        )
        self._document, self._map_id = document, map_id
        self._way, self._sentences = way, tuple(sentences)
        self._ask_where, self._write = ask_where, write
        self.setMinimumWidth(420)
        self.paper = Choice()
        self.paper.set_choices([(paper, paper) for paper in PAPERS])
        self.paper.show_choice("A4")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow("Paper", self.paper)
        self.body.addWidget(Label(way.title, "strong", wraps=True))
        self.body.addWidget(Label(way.facts, "detail", wraps=True))
        self.body.addSpacing(8)
        self.body.addLayout(form)
        self.body.addStretch(1)
        self.add_close("Cancel")
        self.save = self.add_button("Save as PDF…", is_primary=True, is_default=True)
        self.save.clicked.connect(self.save_pdf)

    def save_pdf(self) -> None:
        """Ask where, write the PDF, and close when it is written."""
        path = self._ask_where("Save the story", ".pdf", "PDF (*.pdf)")
        if path is not None and self._write(path, self._pdf):
            self.accept()

    def _pdf(self) -> bytes:
        from cxdesigner.layout.sheets import parse_paper
        from cxdesigner.paper.story import write_story

        paper = parse_paper(str(self.paper.chosen() or "A4"))
        told = self._way.title, self._way.facts, self._sentences
        return write_story(self._document, self._map_id, *told, paper=paper)
