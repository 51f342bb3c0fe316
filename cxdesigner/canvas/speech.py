"""What is said to a screen reader about what is selected on the map, and about the cell or heading where the keyboard is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxdesigner.document.document import Document
from cxdesigner.document.reading import row_of_note
from cxdesigner.document.records import (
    Channel,
    ExperienceCell,
    ExperienceRow,
    Link,
    Note,
    RecordId,
    Stage,
    Team,
    Touchpoint,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cxdesigner.canvas.walking import Place
    from cxdesigner.layout.plan import LaneKey, Plan


def spoken(document: Document, selection: Sequence[RecordId]) -> str:
    """Return what a screen reader says about the selection."""
    if len(selection) != 1:
        return f"{len(selection)} selected" if selection else ""
    record = document.find(selection[0])
    if isinstance(record, Touchpoint):
        return spoken_touchpoint(document, record)
    if isinstance(record, Stage):
        return f"{record.title}, stage, {_counted(len(document.referring_to(record.id, Touchpoint)))}"
    if isinstance(record, (Team, Channel)):
        kind = "team" if isinstance(record, Team) else "channel"
        return f"{record.title}, {kind}, {_counted(len(document.referring_to(record.id, Touchpoint)))}"
    if isinstance(record, Link):
        ends = f"from {document.title_of(record.source_id)} to {document.title_of(record.target_id)}"
        return ", ".join(part for part in (f"Link {ends}", record.kind.value, record.condition) if part)
    if isinstance(record, Note):
        row = row_of_note(document, record)
        where = f" on {row.title}" if row is not None else ""
        return f"{record.text}, note{where}, stage {document.title_of(record.stage_id)}"
    if isinstance(record, ExperienceCell):
        return spoken_cell(document, record.row_id, record.stage_id, record.step)
    return f"{record.title}, row" if isinstance(record, ExperienceRow) else "1 selected"


def spoken_touchpoint(document: Document, touchpoint: Touchpoint) -> str:
    """Return one sentence about a touchpoint: what, where, by whom, by what, and after what."""
    said = [touchpoint.title, "touchpoint", f"stage {document.title_of(touchpoint.stage_id)}"]
    if touchpoint.team_id is not None:
        said.append(f"team {document.title_of(touchpoint.team_id)}")
    if touchpoint.channel_id is not None:
        said.append(f"by {document.title_of(touchpoint.channel_id)}")
    if touchpoint.moment_of_truth:
        said.append("moment of truth")
    links = document.referring_to(touchpoint.id, Link)
    before = [link.source_id for link in links if link.target_id == touchpoint.id]
    if before:
        said.append("follows " + " and ".join(document.title_of(source_id) for source_id in before))
    return ", ".join(said)


def spoken_cell(document: Document, row_id: RecordId, stage_id: RecordId, step: int) -> str:
    """Return one sentence about a cell of an experience row: which row, where, and what it says."""
    row = document.get(ExperienceRow, row_id)
    cells = document.referring_to(row_id, ExperienceCell)
    cell = next((cell for cell in cells if (cell.stage_id, cell.step) == (stage_id, step)), None)
    said = []
    if cell is not None and cell.value is not None:
        said.append(f"{cell.value:g} {row.unit}".strip())
    if cell is not None and cell.text:
        said.append(f"“{cell.text}”")
    if cell is not None and cell.picture_id is not None:
        said.append(f"picture {document.title_of(cell.picture_id)}".strip())
    return f"{row.title}, {document.title_of(stage_id)}, step {step + 1}: {', '.join(said) or 'empty'}"


def spoken_place(document: Document, plan: Plan, place: Place) -> str:
    """Return what is said where the keyboard is: about a card, an empty cell, or a heading."""
    from cxdesigner.canvas.walking import HEADING, OUTER, record_at

    record_id = record_at(plan, place)
    if record_id is not None:
        return spoken(document, (record_id,))
    if place.column == OUTER:
        return "no team"
    if place.row_id is not None:
        column = plan.columns[place.column]
        return spoken_cell(document, place.row_id, column.stage_id, column.step)
    lane = _lane_words(document, plan.lanes[place.lane].key)
    if place.column == HEADING:
        return f"{lane}, {_counted(plan.lanes[place.lane].count)}"
    column = plan.columns[place.column]
    return f"Empty, stage {document.title_of(column.stage_id)}, step {column.step + 1}, {lane}"


def say(view: QWidget, text: str) -> None:
    """Let a screen reader say something about a widget now."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    view.setAccessibleDescription(text)
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, text))


def _lane_words(document: Document, key: LaneKey) -> str:
    said = []
    if "team" in key.kind.value:
        said.append(f"team {document.title_of(key.team_id)}" if key.team_id is not None else "no team")
    if "channel" in key.kind.value:
        said.append(f"by {document.title_of(key.channel_id)}" if key.channel_id is not None else "no channel")
    if key.layer is not None or not said:
        said.append(f"layer {key.layer}" if key.layer is not None else "no layer")
    return ", ".join(said)


def _counted(count: int) -> str:
    return f"{count} touchpoint" if count == 1 else f"{count} touchpoints"


def tip(document: Document, record_id: RecordId | None) -> str:
    """Return the tip of a card as plain text: what does not fit on it; empty where there is nothing to say."""
    record = document.find(record_id)
    if not isinstance(record, Touchpoint):
        return ""
    lines = [record.title, record.when, record.what]
    return "\n".join(line for line in lines if line)
