"""What the rules look for on this map: each can be switched off or given another limit, and what was accepted be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from cxdesigner.commands import maps
from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.dialogs.rules_pages import AcceptedPage, RulesPage, WordsPage
from cxdesigner.ui.widgets.segmented import Segmented

Plan = Callable[..., bool]
RULES, ACCEPTED, WORDS = "rules", "accepted", "words"
AROUND = QSize(40, 80)
"""What the frame of a window and the bars of the screen take."""


class RulesDialog(Dialog):
    """Three pages. What is changed is changed at once, and each change is one step for Undo."""

    def __init__(self, parent: QWidget | None, document: Document, map_id: RecordId, plan: Plan) -> None:
        super().__init__(
            parent,
            "Rules for this map",
            "Problems never stop anybody. What the room decides here belongs to this map, is printed with the "
            "page of measures, and can be undone.",
        )
        self._document, self._map_id, self._plan = document, map_id, plan
        self.resize(QSize(860, 680).boundedTo(self.screen().availableSize() - AROUND))
        self.rules = RulesPage()
        self.rules.switched.connect(partial(self._do, maps.set_rule))
        self.rules.limited.connect(partial(self._do, maps.set_limit))
        self.acceptances = AcceptedPage()
        self.acceptances.taken_back.connect(partial(self._do, maps.take_back_acceptance))
        self.words = WordsPage()
        self.words.said.connect(partial(self._do, maps.set_company_words))
        self._pages: dict[str, QWidget] = {RULES: self.rules, ACCEPTED: self.acceptances, WORDS: self.words}
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._tabs = Segmented(
            ((RULES, "Rules"), (ACCEPTED, "Accepted"), (WORDS, "Company language")), name="What is shown"
        )
        self._tabs.picked.connect(self.turn_to)
        row = QHBoxLayout()
        row.addWidget(self._tabs)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)
        self.add_close()
        self.turn_to(RULES)
        self._show()

    def turn_to(self, page: object) -> None:
        """Show a page; words that were typed are kept first."""
        self.words.tell()
        self._tabs.show_choice(page)
        self._stack.setCurrentWidget(self._pages[str(page)])

    def done(self, result: int) -> None:
        self.words.tell()
        super().done(result)

    def _do(self, command: Callable[..., object], *arguments: object) -> None:
        self._plan(command, self._map_id, *arguments)
        self._show()

    def _show(self) -> None:
        map = self._document.map(self._map_id)
        self.rules.show_map(map)
        self.acceptances.show_map(self._document, map)
        self.words.show_map(map)
        count = len(map.accepted)
        self._tabs.set_text(ACCEPTED, f"Accepted {count}" if count else "Accepted")
