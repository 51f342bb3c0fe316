"""Looking for words in everything that is said about the touchpoints of a map."""

from __future__ import annotations

from collections.abc import Iterator

from cxdesigner.document.document import Document
from cxdesigner.document.fields import FIELDS, PART_FIELDS, Kind
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.document.text import folded


def find(document: Document, map_id: RecordId, words: str) -> list[RecordId]:
    """Return the touchpoints that say all these words, along the journey; those with them in the title come first."""
    wanted = folded(words).split()
    if not wanted:
        return []
    in_title, elsewhere = [], []
    for touchpoint in touchpoints_of(document, map_id):
        title = folded(touchpoint.title)
        if all(word in title for word in wanted):
            in_title.append(touchpoint.id)
        elif all(word in folded("\n".join(texts_of(document, touchpoint))) for word in wanted):
            elsewhere.append(touchpoint.id)
    return in_title + elsewhere


def texts_of(document: Document, touchpoint: Touchpoint) -> Iterator[str]:
    """Yield every text that somebody can read about a touchpoint."""
    for info in FIELDS[Touchpoint]:
        value = getattr(touchpoint, info.name)
        if info.name == "origin_id" or value is None:
            continue
        if info.refers_to is not None:
            yield document.title_of(value)
        elif info.kind is Kind.PARTS:
            for part in value:
                for field in PART_FIELDS[type(part)]:
                    if not field.hidden:
                        yield str(getattr(part, field.name) or "")
        elif isinstance(value, str):
            yield value
