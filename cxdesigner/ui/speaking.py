"""Quick entry and the palette at work: what is said or pressed becomes a card after the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from cxdesigner.document.change import Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import row_of, touchpoints_of, touchpoints_of_stage
from cxdesigner.document.records import RecordId, Stage, Touchpoint
from cxdesigner.ui.desk import Desk
from cxdesigner.ui.look import Look
from cxdesigner.ui.panels.quick_entry import QuickEntry, Span


class Speaking(QObject):
    """Knows where the next card goes, says so, and puts it there."""

    let_go = Signal()
    note_asked = Signal()
    """A note is wanted; the map knows where it has room."""
    card_asked = Signal(object)
    """A card is wanted, as a function that plans it; the map lets somebody type its title."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._said_stage = False
        self.bar = QuickEntry(self._understand, self._complete)
        self.bar.lines_given.connect(self.add_lines)
        self.bar.let_go.connect(self.let_go)
        self.bar.line.refused.connect(desk.said)
        self.bar.line.textChanged.connect(self._show_what)
        desk.selected.connect(self._show_where)
        desk.changed.connect(self._show_where)
        desk.replaced.connect(self._show_where)

    def set_look(self, look: Look) -> None:
        """Take the colours of a look."""
        self.bar.line.set_ink(look.theme.detail)

    def add_lines(self, lines: list[str]) -> None:
        """Add what lines say, as one step for Undo, and go on after the last of it."""
        if not self._desk.is_open():
            return
        from cxdesigner.commands import quick_entry

        after_id, stage = self._place()
        said = [f"Stage: {stage.title}", *lines] if stage is not None and after_id is None else lines
        if self._desk.plan(quick_entry.add_lines, self._desk.map_id, said, after_id):
            self.bar.clear()
            if len(self._desk.selection) > 1:
                self._desk.show(self._desk.selection[-1:])

    def add_new(self, carries: dict[str, object]) -> None:
        """Add what a tile of the palette stands for: after the selected card, or at the end."""
        if not self._desk.is_open():
            return
        after_id, stage = self._place()
        kind = carries.get("new")
        if kind == "stage":
            from cxdesigner.commands.stages import add_stage

            self.card_asked.emit(partial(add_stage, self._desk.document, self._desk.map.id))
        elif kind == "row":
            from cxdesigner.commands.rows import add_row

            row = row_of(self._desk.document, self._desk.selection[-1]) if self._desk.selection else None
            after_id = row.id if row is not None else None
            self.card_asked.emit(partial(add_row, self._desk.document, self._desk.map.id, after_id=after_id))
        elif kind == "note":
            self.note_asked.emit()
        else:
            stage_id = stage.id if stage else None
            plan = partial(add_by_channel, self._desk.document, self._desk.map.id, carries, after_id, stage_id)
            self.card_asked.emit(plan)

    def _place(self) -> tuple[RecordId | None, Stage | None]:
        """Return after which touchpoint, or else into which empty stage, the next card goes; neither: at the end."""
        document = self._desk.document
        for record_id in reversed(self._desk.selection):
            record = document.find(record_id)
            if isinstance(record, Touchpoint):
                return record.id, None
            if isinstance(record, Stage):
                inside = touchpoints_of_stage(document, record.id)
                return (inside[-1].id if inside else None), record
        last = touchpoints_of(document, self._desk.map.id)
        return (last[-1].id if last else None), None

    def _show_where(self, _: object = None) -> None:
        if not self._desk.is_open():
            return
        after_id, stage = self._place()
        title = self._desk.document.title_of(after_id)
        if self._says_stage():
            self.bar.show_where("Enter adds the stage")
        elif after_id is not None:
            self.bar.show_where(f"Enter adds after “{title}”")
        elif stage is not None:
            self.bar.show_where(f"Enter adds to “{stage.title}”")
        else:
            self.bar.show_where("Enter adds the first touchpoint")

    def _show_what(self, _: str) -> None:
        if self._says_stage() != self._said_stage:
            self._said_stage = self._says_stage()
            self._show_where()

    def _says_stage(self) -> bool:
        return any(name == "stage" for name, _, _ in self.bar.line.spans())

    def _understand(self, line: str) -> Sequence[Span]:
        from cxdesigner.commands import quick_entry

        document = self._desk.document if self._desk.is_open() else None
        return [(part.name, part.start, part.end) for part in quick_entry.parse(line, document).parts]

    def _complete(self, line: str, cursor: int) -> list[str]:
        from cxdesigner.commands import quick_entry

        return quick_entry.completions(self._desk.document, line, cursor) if self._desk.is_open() else []


def add_by_channel(
    document: Document,
    map_id: RecordId,
    carries: dict[str, object],
    after_id: RecordId | None = None,
    stage_id: RecordId | None = None,
) -> Edit:
    """Plan adding a touchpoint of a channel, which is added too where the document does not have it yet."""
    from cxdesigner.commands.touchpoints import add_touchpoint

    title, channel_id = str(carries.get("channel", "")), carries.get("channel_id")
    by: dict[str, Any] = {"channel_title": title} if title else {"channel_id": channel_id}
    return add_touchpoint(document, map_id, after_id=after_id, stage_id=stage_id, **by)
