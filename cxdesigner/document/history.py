"""Undo and redo, derived from changes and never written twice."""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

from cxdesigner.document.change import Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import Picture

STEPS_KEPT = 1_000
BYTES_KEPT = 50 * 2**20
"""Moving every card of the largest map takes 5 MB a step: of such steps fewer are kept, but always the last few."""
STEPS_KEPT_ALWAYS = 10
RECORD_BYTES = 1_000
"""What a changed record takes in memory on average: measured by moving cards."""


class Step(NamedTuple):
    """One step of the history: the number of the state behind it, what was done, and about what that takes in memory."""

    number: int
    edit: Edit
    weight: int


class History:
    """The way a document came to be what it is. `perform` is the only way to edit."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers = count(1)
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._base = 0
        self._saved = 0
        self._sealed = True

    @property
    def state(self) -> int:
        """A number for what the document holds now: the same number means the same records."""
        return self._done[-1].number if self._done else self._base

    def is_clean(self) -> bool:
        """Tell whether the document is what was last saved."""
        return self.state == self._saved

    def mark_saved(self, state: int | None = None) -> None:
        """Remember that this state (the present one if none is named) is what the file holds."""
        self._saved = self.state if state is None else state
        self.seal()

    def mark_unsaved(self) -> None:
        """Remember that no file holds this document."""
        self._saved = -1

    def perform(self, edit: Edit) -> None:
        """Apply an edit and remember it; an edit that changes nothing is forgotten. Raises Refused, and then nothing has changed."""
        if edit.change:
            self._document.apply(edit.change, lambda: self._remember(edit))

    def undo(self) -> Edit | None:
        """Take back the last edit and return it, or None where there is none."""
        if not self._done:
            return None
        edit = self._done[-1].edit
        self._document.apply(edit.change.inverted(), lambda: self._step(self._done, self._undone))
        return edit

    def redo(self) -> Edit | None:
        """Make the last undone edit again and return it, or None where there is none."""
        if not self._undone:
            return None
        edit = self._undone[-1].edit
        self._document.apply(edit.change, lambda: self._step(self._undone, self._done))
        return edit

    def seal(self) -> None:
        """End merging: the next edit is a step of its own (the focus left the field, the file was saved)."""
        self._sealed = True

    def undo_name(self) -> str:
        """Return the name of what undo would take back, or an empty text."""
        return self._done[-1].edit.name if self._done else ""

    def redo_name(self) -> str:
        """Return the name of what redo would make again, or an empty text."""
        return self._undone[-1].edit.name if self._undone else ""

    def _step(self, from_pile: list[Step], to_pile: list[Step]) -> None:
        to_pile.append(from_pile.pop())
        self.seal()

    def _remember(self, edit: Edit) -> None:
        self._undone.clear()
        if self._merges(edit):
            earlier = self._done.pop().edit
            merged = earlier.change.then(edit.change)
            if merged:
                self._add(Edit(earlier.name, merged, edit.merge_key, edit.show))
        else:
            self._add(edit)
        self._forget_the_oldest()
        self._sealed = False

    def _add(self, edit: Edit) -> None:
        self._done.append(Step(next(self._numbers), edit, _weight(edit)))

    def _forget_the_oldest(self) -> None:
        weight = sum(step.weight for step in self._done)
        surplus = 0
        while len(self._done) - surplus > STEPS_KEPT or (
            weight > BYTES_KEPT and len(self._done) - surplus > STEPS_KEPT_ALWAYS
        ):
            weight -= self._done[surplus].weight
            surplus += 1
        if surplus:
            self._base = self._done[surplus - 1].number
            del self._done[:surplus]

    def _merges(self, edit: Edit) -> bool:
        return (
            bool(edit.merge_key)
            and not self._sealed
            and bool(self._done)
            and self._done[-1].edit.merge_key == edit.merge_key
        )


def _weight(edit: Edit) -> int:
    pairs = edit.change.edits.values()
    pictures = {id(one.data): len(one.data) for pair in pairs for one in pair if isinstance(one, Picture)}
    return RECORD_BYTES * len(pairs) + sum(pictures.values())
