"""Where the cards go of a stage, a team or a channel that is removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from cxdesigner.commands.emptying import ALONG, TO_NOBODY, Whither, cards_in, holders_among, places_for_cards
from cxdesigner.document.document import Document
from cxdesigner.document.records import Channel, Map, RecordId, Stage, Team
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.widgets.combo import Choice

TITLE = "Where do its cards go?"


class Where(Dialog):
    """One question with two or three answers; the cards stay unless somebody says otherwise."""

    def __init__(self, parent: QWidget | None, document: Document, record_ids: Sequence[RecordId]) -> None:
        holders = holders_among(document, record_ids)
        super().__init__(parent, TITLE if len(holders) == 1 else "Where do their cards go?", _about(document, holders))
        self.setMinimumWidth(420)
        self.record_ids = tuple(record_ids)
        self._answers = QButtonGroup(self)
        self._ways: list[Whither | None] = []
        self.places = Choice()
        self.places.setAccessibleName("Where the cards go")
        offers = places_for_cards(document, holders)
        self.places.set_choices(offers)
        if offers:
            self.places.show_choice(offers[0][0])
            self._add_answer(_into_words(holders), None, self.places)
        if not any(isinstance(holder, Stage) for holder in holders):
            kind = "team" if all(isinstance(holder, Team) for holder in holders) else "channel"
            self._add_answer(f"They stay without a {kind}, as Unassigned", TO_NOBODY)
        self._add_answer("They are removed too, with the links that end at them", ALONG)
        self._answers.buttons()[0].setChecked(True)
        self.places.activated.connect(self._answer_first)
        self.add_close("Cancel")
        remove = self.add_button("Remove", is_primary=True, is_default=True)
        remove.clicked.connect(self.accept)

    def answers(self) -> list[QRadioButton]:
        """Return the answers, as they can be pressed."""
        return [button for button in self._answers.buttons() if isinstance(button, QRadioButton)]

    def whither(self) -> Whither:
        """Return what was decided."""
        way = self._ways[self._answers.checkedId()]
        if way is not None:
            return way
        chosen = self.places.chosen()
        return Whither(RecordId(str(chosen)) if chosen is not None else None)

    def _answer_first(self) -> None:
        self._answers.buttons()[0].setChecked(True)

    def _add_answer(self, words: str, way: Whither | None, beside: QWidget | None = None) -> None:
        button = QRadioButton(words)
        self._answers.addButton(button, len(self._ways))
        self._ways.append(way)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button)
        if beside is not None:
            row.addWidget(beside, 1)
        else:
            row.addStretch(1)
        self.body.addLayout(row)


def _about(document: Document, holders: Sequence[Stage | Team | Channel]) -> str:
    count = cards_in(document, holders)
    cards = f"{count:,} card" if count == 1 else f"{count:,} cards"
    names = ", ".join(f"“{holder.title}”" for holder in holders[:3]) + (" and others" if len(holders) > 3 else "")
    has = "has" if len(holders) == 1 else "have"
    is_shared = not all(isinstance(holder, Stage) for holder in holders) and len(document.all(Map)) > 1
    everywhere = " in all maps of this document" if is_shared else ""
    return f"{names} {has} {cards}{everywhere}."


def _into_words(holders: Sequence[Stage | Team | Channel]) -> str:
    if isinstance(holders[0], Stage):
        return "They go into the stage"
    return "They go to the team" if isinstance(holders[0], Team) else "They go to the channel"
