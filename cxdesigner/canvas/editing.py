"""Which title is being typed, where its editor lies, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.editor import TitleEditor
from cxdesigner.canvas.row_cells import RowCell, beside, cell_of_record, cell_of_row, open_cell, typed_in
from cxdesigner.commands import links, rows, values
from cxdesigner.document.change import Edit
from cxdesigner.document.records import (
    Channel,
    ExperienceCell,
    ExperienceRow,
    Link,
    Note,
    Record,
    RecordId,
    Stage,
    Team,
    Touchpoint,
)
from cxdesigner.document.text import clean_line, clean_text
from cxdesigner.layout.plan import DETAIL, LANE_TITLE, SMALL, STAGE_TITLE, TITLE, TextStyle

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

LEAST = QSize(150, 26)
"""How small an editor gets, in pixels, however far the map is."""


class Seat(NamedTuple):
    """Where an editor lies: in which widget, over which rectangle, with which letters and colours."""

    parent: QWidget
    rect: QRect
    style: TextStyle
    scale: float
    ground: str
    ink: str


WHEN = "if they decline"
FIELDS: dict[type[Record], str] = {Note: "text", Link: "condition"}
"""What is typed on the map for records whose title is no title."""


class TitleEditing:
    """At most one editor over the map. A card that was just made is taken back when its title is forgotten."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._editor: TitleEditor | None = None
        self._record_id: RecordId | None = None
        self._added: Edit | None = None
        self._cell: RowCell | None = None
        """The cell of an experience row into which somebody types; then it is no record that is named."""
        self._then: Callable[[], object] | None = None

    @property
    def editor(self) -> TitleEditor | None:
        """The editor, while somebody types."""
        return self._editor

    def start(
        self, record_id: RecordId, *, added: Edit | None = None, then: Callable[[], object] | None = None
    ) -> bool:
        """Open an editor for what people call a record; False where the map does not show it.

        What comes *then* is done when the words were kept with a key; it is not when the hand is elsewhere already.
        """
        self.finish()
        record = self._view.document.find(record_id)
        if isinstance(record, ExperienceCell):
            cell = cell_of_record(self._view.plan, record)
            if cell is not None:
                open_cell(self._view, cell)
            return cell is not None
        if record is None or not self._view.reveal(record_id):
            return False
        self._record_id, self._added, self._then = record_id, added, then
        seat = self._seat(record)
        if seat is None:
            return False
        is_note = isinstance(record, Note)
        text = "" if is_note and added is not None else getattr(record, FIELDS.get(type(record), "title"))
        self._editor = TitleEditor(seat.parent, text, self._keep, self._forget, is_long=is_note)
        self._editor.on_typing_unseen = partial(self._view.reveal, record_id)
        if isinstance(record, Link):
            self._editor.setPlaceholderText(WHEN)
        self.place()
        self._editor.begin()
        self._view.card_bar.rest()
        return True

    def start_cell(self, cell: RowCell, typed: str = "") -> bool:
        """Open an editor in a cell of an experience row; with something *typed* that takes the place of what it says."""
        self.finish()
        view = self._view
        self._cell = cell
        text = typed or typed_in(view.document, cell)
        view.viewpoint.show_rect(QRectF(*cell.rect))
        self._editor = TitleEditor(view.viewport(), text, self._keep_cell, self._forget, is_long=True)
        self._editor.setAccessibleName("Cell")
        self._editor.on_typing_unseen = partial(view.viewpoint.show_rect, QRectF(*cell.rect))
        self._editor.on_tab = self._go_on
        self.place()
        self._editor.begin()
        if typed:
            self._editor.moveCursor(QTextCursor.MoveOperation.End)
        view.card_bar.rest()
        return True

    def finish(self) -> None:
        """Keep what was typed, if somebody types. What is refused is told and forgotten: the hand is elsewhere already."""
        self._then = None
        if self._editor is not None:
            self._editor.keep()
        if self._editor is not None:
            self._editor.forget()

    def place(self) -> None:
        """Follow the map after a scroll, a zoom or a change; what was typed is kept where the map no longer shows it."""
        if self._editor is None:
            return
        record = self._view.document.find(self._record_id)
        seat = self._seat_of_cell(self._cell) if self._cell is not None else self._seat(record)
        if seat is None:
            self.finish()
            return
        rect = QRect(seat.rect)
        rect.setSize(rect.size().expandedTo(LEAST))
        self._editor.show_at(rect, seat.style, seat.scale, self._view.theme, seat.ground, seat.ink)

    # -- where it lies --------------------------------------------------------------------------------------------------

    def _seat(self, record: Record | None) -> Seat | None:
        view, theme = self._view, self._view.theme
        scale = view.viewpoint.scale
        if isinstance(record, Touchpoint):
            card = view.plan.card(record.id)
            if card is None:
                return None
            title = card.title.rect
            area = QRectF(title.x - 8, title.y - 6, card.rect.right - title.x + 4, 2 * card.title.line_height + 14)
            return Seat(view.viewport(), view.in_viewport(area), TITLE, scale, theme.card, theme.ink)
        if isinstance(record, Note):
            note = next((note for note in view.plan.notes if note.note_id == record.id), None)
            if note is None:
                return None
            area = QRectF(note.rect.x + 4, note.rect.y + 4, note.rect.width - 8, note.rect.height - 8)
            return Seat(view.viewport(), view.in_viewport(area), SMALL, scale, theme.note, theme.note_ink)
        if isinstance(record, Link):
            return self._seat_of_link(record)
        return self._seat_of_heading(record) if record is not None else None

    def _seat_of_cell(self, cell: RowCell) -> Seat | None:
        view, theme = self._view, self._view.theme
        now = cell_of_row(view.plan, cell.row_id, cell.column)
        if now is None or (now.stage_id, now.step) != (cell.stage_id, cell.step):
            return None
        column = view.plan.columns[now.column]
        area = QRectF(column.card_x + 8, now.rect.y + 12, column.card_width - 16, now.rect.height - 24)
        return Seat(view.viewport(), view.in_viewport(area), DETAIL, view.viewpoint.scale, theme.card, theme.ink)

    def _seat_of_link(self, link: Link) -> Seat | None:
        view, theme = self._view, self._view.theme
        path = view.plan.links.find(link.id)
        if path is None:
            return None
        middle = len(path.points) // 2
        (x1, y1), (x2, y2) = path.points[middle - 1], path.points[middle]
        place = QPointF((x1 + x2) / 2, (y1 + y2) / 2)
        if path.label is not None:
            place = QPointF(path.label.rect.x + 150, path.label.rect.y + 20)
        area = QRectF(place.x() - 160, place.y() - 26, 420, 60)
        return Seat(view.viewport(), view.in_viewport(area), SMALL, view.viewpoint.scale, theme.card, theme.ink)

    def _seat_of_heading(self, record: Record) -> Seat | None:
        view, theme = self._view, self._view.theme
        is_stage = isinstance(record, Stage)
        if not is_stage and not isinstance(record, (Team, Channel, ExperienceRow)):
            return None
        strip = view.stage_strip if is_stage else view.lane_strip
        spot = strip.spot_of(record.id)
        if spot is None:
            return None
        rect = spot.rect.toAlignedRect().adjusted(6, 4, -6, -4)
        rect = rect.intersected(strip.rect().adjusted(4, 2, -4, -2))
        if not is_stage:
            rect.setHeight(min(rect.height(), 60))
        style = STAGE_TITLE if is_stage else LANE_TITLE
        ground, ink = (theme.stage, theme.stage_ink) if is_stage else (theme.card, theme.ink)
        return Seat(strip, rect, style, view.viewpoint.heading_scale, ground, ink)

    # -- what comes of it -----------------------------------------------------------------------------------------------

    def _keep(self, text: str) -> bool:
        record_id, added = self._record_id, self._added
        record = self._view.document.find(record_id)
        if record is None or record_id is None:
            return self._end()
        name = FIELDS.get(type(record), "title")
        said = clean_text(text).strip() if isinstance(record, Note) else clean_line(text)
        if not said and added is not None and isinstance(record, Note):
            self._forget()
            return True
        then = self._then
        if said == getattr(record, name) or (not said and name != "condition"):
            return self._end(then)
        command: Callable[[], Edit]
        if isinstance(record, Link):
            command = lambda: links.set_condition(self._view.document, record_id, said)  # noqa: E731
        elif name == "title":
            command = lambda: values.rename(self._view.document, record_id, said)  # noqa: E731
        else:
            command = lambda: values.set_value(self._view.document, record_id, name, said)  # noqa: E731
        merge_key = (added.merge_key if added is not None else "") or f"{record_id}.title.{id(self._editor)}"
        if self._view.do(command, merge_key=merge_key, selects=not isinstance(record, Link)) is None:
            return False
        return self._end(then)

    def _keep_cell(self, text: str) -> bool:
        view, cell = self._view, self._cell
        if cell is None or cell.row_id not in view.document or cell.stage_id not in view.document:
            return self._end()  # What was removed meanwhile takes no words.
        if text.strip() == typed_in(view.document, cell):
            return self._end()
        command = lambda: rows.set_cell(view.document, cell.row_id, cell.stage_id, cell.step, text)  # noqa: E731
        if view.do(command, selects=False) is None:
            return False
        self._end()
        now = cell_of_row(view.plan, cell.row_id, cell.column)
        if now is not None and view.walker.row_cell() == now:
            view.walker.go_to_cell(now)
        return True

    def _go_on(self, by: int) -> None:
        """Keep what was typed and type into the next cell of the row, or into the one before; at the end just keep it."""
        cell, editor = self._cell, self._editor
        if cell is None or editor is None:
            return
        editor.keep()
        if self._editor is not None:
            return  # It was refused, and somebody types it again.
        target = beside(self._view.plan, cell, by)
        if target is not None:
            self._view.walker.go_to_cell(target)
            self.start_cell(target)

    def _forget(self) -> None:
        added, record_id = self._added, self._record_id
        self._end()
        if isinstance(self._view.document.find(record_id), Link):
            return  # A link needs no words.
        if added is not None and record_id in self._view.document:
            self._view.do(lambda: replace(added, change=added.change.inverted(), show=()))

    def _end(self, then: Callable[[], object] | None = None) -> bool:
        had_keys = self._editor is not None and self._editor.hasFocus()
        self._editor = self._record_id = self._added = self._cell = self._then = None
        if had_keys:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._view.card_bar.follow()
        if then is not None:
            then()
        return True
