"""What the tip under the pointer says, as plain text: above all the whole of every text that was cut.

Loaded when a pointer first rests on something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from cxdesigner.canvas import speech
from cxdesigner.canvas.put_away import pile_at, tip_of_pile
from cxdesigner.document.fields import field
from cxdesigner.document.records import (
    ExperienceCell,
    ExperienceRow,
    Link,
    LinkKind,
    Note,
    Record,
    RecordId,
    Stage,
    Touchpoint,
)
from cxdesigner.layout.labels import words_of
from cxdesigner.layout.news import CHANGED, changed_fields
from cxdesigner.layout.plan import ColumnBox, CurvePoint

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

CURVE_REACH = 40.0
"""How near to a face of the curve the pointer must be, in units."""

NEWS = {
    "new": "New: it is not there today.",
    "moved": "Moved: today it stands elsewhere.",
}
LINKS = {
    LinkKind.NEXT: "“{0}”, then “{1}”",
    LinkKind.BRANCH: "“{0}”, then perhaps “{1}”",
    LinkKind.RECOVERY: "“{0}”, and when it goes wrong “{1}”",
}


def tip_at(view: MapView, at: QPointF) -> str:
    """Return what is told about a point of the map; empty where there is nothing to say."""
    record_id = view.thing_at(at)
    if record_id is not None:
        return _tip_of(view, record_id)
    plan = view.plan
    pile = pile_at(plan, at.x(), at.y())
    if pile is not None:
        return tip_of_pile(view, pile)
    for point in plan.curve.points if plan.curve is not None else ():
        if abs(point.x - at.x()) <= CURVE_REACH and abs(point.y - at.y()) <= CURVE_REACH:
            return _felt(view, point)
    for row in plan.rows:
        if not row.rect.contains(at.x(), at.y()):
            continue
        for stage_id, step, block in row.cells:
            if block.rect.contains(at.x(), at.y()):
                return _said_at(view, row.row_id, stage_id, step)
    return ""


def heading_tip(view: MapView, record_id: RecordId | None) -> str:
    """Return the whole title of a stage, a lane or a row, and what else was said about it."""
    record = view.document.find(record_id)
    if record is None:
        return ""
    lines = [view.document.title_of(record.id)]
    if isinstance(record, Stage):
        lines.append(record.outside)
    lines.append(getattr(record, "description", ""))
    return "\n".join(line for line in lines if line)


def time_tip(view: MapView, column: ColumnBox) -> str:
    """Return what the time scale says of a column, in a sentence."""
    from cxdesigner.canvas.time_scale import columns_of

    if view.times is None:
        return ""
    times = zip(view.plan.columns, columns_of(view.plan, view.times), strict=True)
    time = next((time for other, (_, time, _) in times if other is column), None)
    if time is None:
        return "Nobody knows when this step happens: nothing leads to it."
    said = [f"At the earliest: {time.words}."]
    if time.wait:
        said.append(f"The customer waits until then: {time.wait}.")
    if time.is_early:
        said.append("It begins before a step to its left; nothing was moved.")
    if time.is_longest:
        said.append("If it is late, the whole journey takes longer.")
    return "\n".join(said)


def _tip_of(view: MapView, record_id: RecordId) -> str:
    record = view.document.find(record_id)
    if isinstance(record, Touchpoint):
        return "\n".join(line for line in (speech.tip(view.document, record_id), _news_of(view, record)) if line)
    if isinstance(record, Link):
        return _way(view, record)
    if isinstance(record, Note):
        return "\n".join(line for line in (record.text, f"— {record.author}" if record.author else "") if line)
    return ""


def _news_of(view: MapView, touchpoint: Touchpoint) -> str:
    card = view.plan.card(touchpoint.id)
    if card is None or not card.news:
        return ""
    if card.news != CHANGED:
        return NEWS[card.news]
    names = [field(Touchpoint, name).label for name in changed_fields(view.document, touchpoint)]
    return f"Changed against today: {', '.join(names)}."


def _way(view: MapView, link: Link) -> str:
    ends = (view.document.title_of(link.source_id), view.document.title_of(link.target_id))
    words = words_of(link)
    return LINKS[link.kind].format(*ends) + (f":\n{words}" if words else "")


def _felt(view: MapView, point: CurvePoint) -> str:
    from cxdesigner.canvas.faces import WORDS

    title = view.document.title_of(point.touchpoint_id)
    named = {
        "The best moment": point.is_peak,
        "The lowest moment": point.is_low,
        "The last moment, which is remembered": point.is_end,
    }
    told = [name for name, is_so in named.items() if is_so]
    return "\n".join((*told, f"“{title}”: the customer is {WORDS[point.emotion]}."))


def _said_at(view: MapView, row_id: RecordId, stage_id: RecordId, step: int) -> str:
    """Return the whole text of an experience row at a step."""
    row: Record | None = view.document.find(row_id)
    unit = row.unit if isinstance(row, ExperienceRow) else ""
    for cell in view.document.referring_to(row_id, ExperienceCell):
        if (cell.stage_id, cell.step) == (stage_id, step):
            value = "" if cell.value is None else f"{cell.value:g} {unit}".strip()
            return "\n".join(words for words in (value, cell.text) if words)
    return ""
