"""Looking for words in everything that is said on a map: touchpoints, links, notes, stages, lanes and experience rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.fields import FIELDS, PART_FIELDS, Kind, field
from cxdesigner.document.reading import links_of, rows_of, stages_of, touchpoints_of
from cxdesigner.document.records import (
    Channel,
    ExperienceCell,
    Link,
    Note,
    Record,
    RecordId,
    Stage,
    Team,
    Touchpoint,
)
from cxdesigner.document.text import folded

_STAGE = field(Touchpoint, "stage_id").label
_KINDS = {Link: "link", Note: "note", Stage: "stage", Team: "team", Channel: "channel"}


class Found(NamedTuple):
    """One place that says the words: which record is selected, which one is brought into view, and what says so."""

    record_id: RecordId
    shown_id: RecordId
    where: str


class _Entry(NamedTuple):
    record_id: RecordId
    shown_id: RecordId
    kind: str
    texts: tuple[tuple[str, str], ...]
    """(label of the field, its words) as they are compared."""
    all_texts: str


class Index:
    """Everything that can be read on a map, ready to be searched; it stays as the document was when it was made."""

    def __init__(self, document: Document, map_id: RecordId) -> None:
        self._entries = list(_entries(document, map_id))

    def find(self, words: str) -> list[Found]:
        """Return the places that say all these words, along the journey; those with them in the title come first."""
        wanted = plain(words).split()
        if not wanted:
            return []
        in_title: list[Found] = []
        elsewhere: list[Found] = []
        for entry in self._entries:
            if all(word in entry.all_texts for word in wanted):
                is_title = all(word in entry.texts[0][1] for word in wanted)
                found = Found(entry.record_id, entry.shown_id, _where(entry, wanted))
                (in_title if is_title else elsewhere).append(found)
        return in_title + elsewhere


def plain(text: str) -> str:
    """Return text as it is looked for: case, accents and kinds of white space do not count."""
    text = folded(text)
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _where(entry: _Entry, wanted: list[str]) -> str:
    """Return which field says the most of the words, and of what, where that is no touchpoint."""
    best = max(entry.texts, key=lambda labelled: sum(word in labelled[1] for word in wanted))
    label = best[0]
    if not entry.kind:
        return label
    return entry.kind.capitalize() if label in ("Title", "Name", entry.kind.capitalize()) else f"{label} ({entry.kind})"


def _entries(document: Document, map_id: RecordId) -> Iterator[_Entry]:
    touchpoints = touchpoints_of(document, map_id)
    for touchpoint in touchpoints:
        said = (
            text for text in texts_of(document, touchpoint) if text[0] != _STAGE
        )  # A stage is found once, as itself.
        yield _entry(touchpoint, "", said)
    stages = stages_of(document, map_id)
    for stage in stages:
        yield _entry(stage, "stage", texts_of(document, stage))
    for link in links_of(document, map_id):
        yield _entry(link, "link", [(field(Link, "condition").label, link.condition)])
    for stage in stages:
        for note in document.referring_to(stage.id, Note):
            yield _entry(note, "note", texts_of(document, note))
    seen = {touchpoint.team_id for touchpoint in touchpoints} | {touchpoint.channel_id for touchpoint in touchpoints}
    for kind in (Team, Channel):
        for record in document.all(kind):
            if record.id not in seen:  # The touchpoints of all others say its name.
                yield _entry(record, _KINDS[kind], texts_of(document, record))
    for row in rows_of(document, map_id):
        yield _entry(row, "row", texts_of(document, row))
        for cell in document.referring_to(row.id, ExperienceCell):
            yield _entry(cell, "row", [(row.title, cell.text)], record_id=row.id)


def _entry(record: Record, kind: str, texts: Iterable[tuple[str, str]], *, record_id: RecordId | None = None) -> _Entry:
    labelled = tuple((label, plain(text)) for label, text in texts if text) or (("", ""),)
    return _Entry(record_id or record.id, record.id, kind, labelled, "\n".join(text for _, text in labelled))


def texts_of(document: Document, record: Record) -> Iterator[tuple[str, str]]:
    """Yield every text that somebody can read about a record, each with the label of its field."""
    for info in FIELDS[type(record)]:
        value = getattr(record, info.name)
        if info.hidden or value is None:
            continue
        if info.refers_to is not None:
            yield info.label, document.title_of(value)
        elif info.kind is Kind.PARTS:
            for part in value:
                for part_field in PART_FIELDS[type(part)]:
                    if not part_field.hidden:
                        yield _label_of(info.label, part), str(getattr(part, part_field.name) or "")
        elif isinstance(value, StrEnum) or not isinstance(value, str):
            continue
        else:
            yield info.label, value


def _label_of(label: str, part: object) -> str:
    """Return how a part of a record is called: a field of one's own by its own name."""
    return getattr(part, "title", "") if type(part).__name__ == "CustomField" else label


def touchpoints_in(document: Document, found: Iterable[Found]) -> frozenset[RecordId]:
    """Return what stands out on the map when this is found: for a stage or a lane, all its touchpoints."""
    shown: set[RecordId] = set()
    for place in found:
        record = document.find(place.record_id)
        shown.add(place.record_id)
        if isinstance(record, (Stage, Team, Channel)):
            shown.update(touchpoint.id for touchpoint in document.referring_to(record.id, Touchpoint))
        elif isinstance(record, Link):
            shown.update((record.source_id, record.target_id))
    return frozenset(shown)
