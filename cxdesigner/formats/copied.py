"""What other programs get from the clipboard: lines as they are said, and a table for spreadsheets and mail."""

from __future__ import annotations

from collections.abc import Sequence

from cxdesigner.document.document import Document
from cxdesigner.document.fields import FieldInfo, fields_of, references_of
from cxdesigner.document.reading import touchpoints_of_stage
from cxdesigner.document.records import RecordId, Stage, Touchpoint
from cxdesigner.formats.html_table import write_html
from cxdesigner.formats.plain_values import guarded, write_value

_ALWAYS = ("stage_id", "step", "title", "channel_id", "team_id", "when", "what")
"""The columns that a copied table has even where they say nothing."""
_BLANK = Touchpoint(id=RecordId("-"), title="", stage_id=RecordId("-"))


def as_lines(document: Document, record_ids: Sequence[RecordId]) -> str:
    """Return touchpoints as they are said: touchpoint – channel – team – when, one a line."""
    lines = []
    for touchpoint in touchpoints_among(document, record_ids):
        names = document.title_of(touchpoint.channel_id), document.title_of(touchpoint.team_id)
        lines.append(" – ".join((touchpoint.title, *names, touchpoint.when)).rstrip(" –"))
    return "\n".join(lines)


def as_html(document: Document, record_ids: Sequence[RecordId]) -> str:
    """Return touchpoints as a table in HTML, with the columns of the table export that say something."""
    touchpoints = touchpoints_among(document, record_ids)
    infos = {info.name: info for info in fields_of(Touchpoint)}
    hidden = {info.name for info in references_of(Touchpoint)} | {"order", *_ALWAYS}
    told = [
        name
        for name in infos
        if name not in hidden and any(getattr(one, name) != getattr(_BLANK, name) for one in touchpoints)
    ]
    columns = [infos[name] for name in (*_ALWAYS, *told)]
    rows = [[guarded(_cell(document, one, info)) for info in columns] for one in touchpoints]
    return write_html([info.label for info in columns], rows)


def touchpoints_among(document: Document, record_ids: Sequence[RecordId]) -> list[Touchpoint]:
    """Return the touchpoints among records, and those of the stages among them."""
    found: dict[RecordId, Touchpoint] = {}
    for record in map(document.find, record_ids):
        if isinstance(record, Touchpoint):
            found[record.id] = record
        elif isinstance(record, Stage):
            found.update((one.id, one) for one in touchpoints_of_stage(document, record.id))
    return list(found.values())


def _cell(document: Document, touchpoint: Touchpoint, info: FieldInfo) -> str:
    value = getattr(touchpoint, info.name)
    if info.name == "step":
        return str(value + 1)  # People count from 1.
    return document.title_of(value) if info.refers_to is not None else write_value(info, value)
