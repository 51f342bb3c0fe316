"""What everybody takes home: the checklist, by stage, team, channel, role, person or event."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFormLayout, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import RecordId
from cxdesigner.ui.dialogs.frame import AskWhere, Dialog, Write
from cxdesigner.ui.widgets.combo import Choice
from cxdesigner.ui.widgets.label import Label
from cxdesigner.ui.widgets.segmented import Segmented
from cxdesigner.ui.widgets.tick_box import TickBox

if TYPE_CHECKING:
    from cxdesigner.ui.handing_out import HandingOut

BY = (
    *(("stage", "Stage"), ("team", "Team"), ("channel", "Channel")),
    *(("role", "Role"), ("person", "Person"), ("event", "Event")),
)
PAPERS = ("A4", "A3", "Letter", "Legal", "Tabloid")


class ChecklistDialog(Dialog):
    """By what, on which paper, and how many lines that gives."""

    def __init__(
        self,
        parent: QWidget | None,
        document: Document,
        map_id: RecordId,
        ask_where: AskWhere,
        write: Write,
        hand: HandingOut | None = None,
    ) -> None:
        super().__init__(
            parent,
            "Checklist",
            "One box for each prompt, with who, when and what proves it. "
            "A touchpoint without prompts gives one box from its title.",
        )
        self._document, self._map_id = document, map_id
        self._ask_where, self._write, self._hand = ask_where, write, hand
        self.setMinimumWidth(600)
        self.by = Segmented(BY, name="One part for each")
        self.by.show_choice("team")
        self.by.picked.connect(self._count)
        self.paper = Choice()
        self.paper.set_choices([(paper, paper) for paper in PAPERS])
        self.paper.show_choice("A4")
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.addRow("One part for each", self.by)
        form.addRow("Paper", self.paper)
        self.each = TickBox("One file for each, into a folder")
        self.each.setEnabled(hand is not None)
        self.is_form = TickBox("A form, to be filled in on a screen and collected")
        form.addRow("", self.each)
        form.addRow("", self.is_form)
        self.body.addLayout(form)
        self.counted = Label("", "strong", wraps=True)
        self.body.addSpacing(4)
        self.body.addWidget(self.counted)
        self.lines = Label("", "detail", wraps=True)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)
        self.add_close("Cancel")
        self.save = self.add_button("Save as PDF…", is_primary=True, is_default=True)
        self.save.clicked.connect(self.save_pdf)
        self._count()

    def save_pdf(self) -> None:
        """Ask where, write the PDF (or one for each part), and close when that is done."""
        if self.each.isChecked() and self._hand is not None:
            self._save_each(self._hand)
            return
        path = self._ask_where("Save the checklist", ".pdf", "PDF (*.pdf)")
        if path is not None and self._write(path, self._pdf):
            self.accept()

    def _save_each(self, hand: HandingOut) -> None:
        from cxdesigner.paper.checklist import collect, names_of_each
        from cxdesigner.ui.apart import checklists_apart

        folder = hand.ask_folder("Save the checklists into this folder")
        if folder is None:
            return
        names = names_of_each(collect(self._document, self._map_id, by=self._by()))
        make = partial(checklists_apart, self._document, self._map_id, self._wishes(), self, each=True)
        if hand.write_all(folder, names, make):
            self.accept()

    def _pdf(self) -> bytes:
        from cxdesigner.ui.apart import checklists_apart

        ((_, pdf),) = checklists_apart(self._document, self._map_id, self._wishes(), self)
        return pdf

    def _by(self) -> str:
        return str(self.by.chosen() or "stage")

    def _wishes(self) -> dict[str, Any]:
        paper = str(self.paper.chosen() or "A4")
        return {"by": self._by(), "paper": paper, "is_fillable": self.is_form.isChecked()}

    def _count(self, by: object = None) -> None:
        from cxdesigner.paper.checklist import collect

        sections = collect(self._document, self._map_id, by=self._by()).sections
        boxes = sum(section.count for section in sections)
        self.counted.setText(f"{_counted(boxes, 'box', 'boxes')} in {_counted(len(sections), 'part')}")
        said = " · ".join(f"{section.title}: {section.count}" for section in sections[:10])
        said += " …" if len(sections) > 10 else ""
        without = sum(not touchpoint.prompts for touchpoint in touchpoints_of(self._document, self._map_id))
        if without:
            said += f"\n{_counted(without, 'touchpoint')} without a prompt: the title stands for it."
        self.lines.setText(said)
        self.save.setEnabled(boxes > 0)


def _counted(count: int, word: str, words: str = "") -> str:
    return f"{count:,} {word if count == 1 else words or word + 's'}"
