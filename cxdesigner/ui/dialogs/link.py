"""Linking one touchpoint to another: where to, and when the customer goes this way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.reading import map_of, touchpoints_of
from cxdesigner.document.records import LinkKind, RecordId
from cxdesigner.document.text import clean_line, folded
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.panels.editors import WORDS
from cxdesigner.ui.widgets.segmented import Segmented

_KINDS = tuple((kind, WORDS.get(kind, kind.value)) for kind in LinkKind)


class LinkDialog(Dialog):
    """A list of the other touchpoints that typing narrows down, the kind, and the condition."""

    def __init__(self, parent: QWidget | None, document: Document, source_id: RecordId) -> None:
        title = document.title_of(source_id)
        super().__init__(parent, "Add a link", f"From “{title}” to:")
        self.resize(460, 480)
        self.source_id = source_id
        self._titles: list[tuple[RecordId, str]] = []
        map_id = map_of(document, document.touchpoint(source_id))
        if map_id is not None:
            self._titles = [
                (touchpoint.id, f"{touchpoint.title}   ({document.title_of(touchpoint.stage_id)})")
                for touchpoint in touchpoints_of(document, map_id)
                if touchpoint.id != source_id
            ]
        self.words = QLineEdit()
        self.words.setPlaceholderText("Type to find a touchpoint")
        self.words.setAccessibleName("Find a touchpoint")
        self.words.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.itemDoubleClicked.connect(self.accept)
        self.kind = Segmented(_KINDS, name="Kind")
        self.kind.show_choice(LinkKind.NEXT)
        self.condition = QLineEdit()
        self.condition.setPlaceholderText("if the customer declines")
        self.condition.setMaxLength(500)
        self.condition.textEdited.connect(self._branch)
        self.body.addWidget(self.words)
        self.body.addWidget(self.list, 1)
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow("Kind", self.kind)
        form.addRow("Condition", self.condition)
        self.body.addLayout(form)
        self.add_close("Cancel")
        self._add = self.add_button("Add link", is_primary=True, is_default=True)
        self._add.clicked.connect(self.accept)
        self._narrow("")

    def target_id(self) -> RecordId | None:
        """Return the chosen touchpoint."""
        item = self.list.currentItem()
        return RecordId(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def chosen_kind(self) -> LinkKind:
        """Return the chosen kind."""
        kind = self.kind.chosen()
        assert isinstance(kind, LinkKind)
        return kind

    def said_condition(self) -> str:
        """Return the condition, on one line."""
        return clean_line(self.condition.text())

    def _narrow(self, words: str) -> None:
        wanted = folded(words).split()
        self.list.clear()
        for record_id, title in self._titles:
            if all(word in folded(title) for word in wanted):
                item = QListWidgetItem(title)
                item.setData(Qt.ItemDataRole.UserRole, str(record_id))
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._add.setEnabled(self.list.count() > 0)

    def _branch(self, condition: str) -> None:
        if condition.strip() and self.kind.chosen() is LinkKind.NEXT:
            self.kind.show_choice(LinkKind.BRANCH)
