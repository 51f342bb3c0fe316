"""Experience rows: adding them, their order, and what stands in their cells."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from cxdesigner.commands.pictures import cell_in_row, without_unused
from cxdesigner.commands.stages import reordered
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import rows_of
from cxdesigner.document.records import ExperienceCell, ExperienceRow, RecordId, RowKind, Stage, new_id
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, clean_text

TITLES: dict[RowKind, str] = {
    RowKind.TEXT: "New row",
    RowKind.THOUGHTS: "Thoughts",
    RowKind.NEEDS: "Needs",
    RowKind.WANTS: "Wants",
    RowKind.PAIN_POINTS: "Pain points",
    RowKind.OPPORTUNITIES: "Opportunities",
    RowKind.EMOTION: "Emotion",
    RowKind.MEASURE: "Measure",
    RowKind.PICTURES: "Pictures",
}
"""What a row of each kind is called until somebody says otherwise."""
NO_NUMBER = "This row holds numbers; type one, for example 4 or 2.5."


# -- rows --------------------------------------------------------------------------------------------------------------


def add_row(
    document: Document,
    map_id: RecordId,
    title: str = "",
    kind: RowKind = RowKind.TEXT,
    *,
    after_id: RecordId | None = None,
    before_id: RecordId | None = None,
) -> Edit:
    """Plan adding an experience row right below or above another one, or below all. A map has one emotion curve at most."""
    rows = rows_of(document, map_id)
    if kind is RowKind.EMOTION and any(row.kind is RowKind.EMOTION for row in rows):
        raise Refused("This map has its emotion curve already; drag its faces up and down.")
    position = rows[-1].position + 1 if rows else 0
    row = ExperienceRow(
        id=new_id(), title=clean_line(title) or TITLES[kind], map_id=map_id, kind=kind, position=position
    )
    change = Change.adding(row)
    ids = [one.id for one in rows]
    if after_id in ids[:-1]:
        before_id = ids[ids.index(after_id) + 1]
    if before_id in ids:
        change = change.then(Change.replacing(reordered([*rows, row], row, before_id)))
    return Edit(f"Add row “{row.title}”", change, show=(row.id,))


def move_row(document: Document, row_id: RecordId, before_id: RecordId | None) -> Edit:
    """Plan moving an experience row above another one, or to the bottom."""
    row = document.get(ExperienceRow, row_id)
    pairs = reordered(rows_of(document, row.map_id), row, before_id)
    return Edit(f"Move row “{row.title}”", Change.replacing(pairs), show=(row_id,))


def move_row_by(document: Document, row_id: RecordId, places: int) -> Edit:
    """Plan moving an experience row one place up (−1) or down (+1) among those that are drawn; at the end it stays."""
    row = document.get(ExperienceRow, row_id)
    rows = [one for one in rows_of(document, row.map_id) if one.kind is not RowKind.EMOTION or one.id == row_id]
    ids = [one.id for one in rows]
    target = ids.index(row_id) + places
    if not 0 <= target < len(ids):
        return Edit(f"Move row “{row.title}”", Change())
    others = [one for one in ids if one != row_id]
    return move_row(document, row_id, others[target] if target < len(others) else None)


def emotion_row(document: Document, map_id: RecordId) -> tuple[RecordId, Change]:
    """Return the id of the row that stands for the emotion curve of a map, and the change that makes it where there is none."""
    found = next((row for row in rows_of(document, map_id) if row.kind is RowKind.EMOTION), None)
    if found is not None:
        return found.id, Change()
    added = add_row(document, map_id, kind=RowKind.EMOTION)
    return added.show[0], added.change


# -- cells -------------------------------------------------------------------------------------------------------------


def set_cell(document: Document, row_id: RecordId, stage_id: RecordId, step: int, said: str) -> Edit:
    """Plan writing what somebody typed into a cell: a number where the row is a measure, words in all others."""
    row = document.get(ExperienceRow, row_id)
    if row.kind is RowKind.MEASURE:
        return set_cell_value(document, row_id, stage_id, step, number_in(said, row.unit))
    return set_cell_text(document, row_id, stage_id, step, said)


def set_cell_text(document: Document, row_id: RecordId, stage_id: RecordId, step: int, text: str) -> Edit:
    """Plan writing words into one cell of an experience row; empty words clear it."""
    return _set(document, row_id, stage_id, step, text=clean_text(text).strip())


def set_cell_value(document: Document, row_id: RecordId, stage_id: RecordId, step: int, value: float | None) -> Edit:
    """Plan writing a number into one cell of a row that is a measure; None clears it."""
    if document.get(ExperienceRow, row_id).kind is not RowKind.MEASURE:
        raise Refused("Only a row that is a measure holds numbers; choose this kind in its details first.")
    return _set(document, row_id, stage_id, step, value=value)


def number_in(said: str, unit: str = "") -> float | None:
    """Return the number that somebody typed, with or without its unit, with comma or point; None where nothing was said."""
    words = clean_line(said)
    if unit and words.casefold().endswith(unit.casefold()):
        words = words[: -len(unit)]
    words = words.strip().replace("−", "-").replace(" ", "")
    if not words:
        return None
    is_in_thousands = re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", words) is not None
    try:
        value = float(words.replace(",", "" if is_in_thousands else "."))
    except ValueError:
        raise Refused(NO_NUMBER) from None
    if not math.isfinite(value):
        raise Refused(NO_NUMBER)
    return value


def _set(document: Document, row_id: RecordId, stage_id: RecordId, step: int, **fields: str | float | None) -> Edit:
    """Plan giving a cell some fields; a cell that says nothing any more goes, and a new one comes where it is needed."""
    row, stage = document.get(ExperienceRow, row_id), document.get(Stage, stage_id)
    if row.kind is RowKind.EMOTION:
        raise Refused("The emotion curve has no cells; drag a face up or down, or press 1 to 5 on a card.")
    if row.map_id != stage.map_id:
        raise Refused("What is written into a row stays within one map.")
    cell = cell_in_row(document, row_id, stage_id, step)
    before = cell or ExperienceCell(id=new_id(), row_id=row_id, stage_id=stage_id, step=step)
    after = replace(before, **fields)  # type: ignore[arg-type]
    says_nothing = not after.text and after.value is None and after.picture_id is None
    if cell is None:
        change = Change() if says_nothing else Change.adding(after)
    else:
        change = Change.removing(cell) if says_nothing else Change.replacing([(cell, after)])
    return Edit(f"Write into “{row.title}”", without_unused(document, change), show=(row_id,))
