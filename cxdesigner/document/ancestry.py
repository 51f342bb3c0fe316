"""From which version two copies of a map were made, where nobody says: a careful guess, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxdesigner.document.document import Document
from cxdesigner.document.fields import fields_of
from cxdesigner.document.records import Record, RecordId

_GONE = object()


def likely_base(versions: Sequence[Document], mine: Document, theirs: Document) -> Document | None:
    """Return the newest of some versions of a map from which both copies can have been made; None where none is sure enough.

    A version after the parting of the copies would make the other one look as if somebody had taken work back. So it is
    passed over when a copy goes back to what a still older version said; and the oldest one counts only if nothing can have
    been before it. An older base than the true one costs some questions, a newer one could cost work.
    """
    latest = min(mine.revision, theirs.revision)
    known = sorted(
        (version for version in versions if version.id == mine.id == theirs.id and version.revision <= latest),
        key=lambda version: version.revision,
    )
    for place in range(len(known) - 1, -1, -1):
        version, older = known[place], known[:place]
        has_beginning = bool(older) or version.revision <= 1
        if has_beginning and not any(_goes_back(copy, version, older) for copy in (mine, theirs)):
            return version
    return None


def _goes_back(copy: Document, version: Document, older: Sequence[Document]) -> bool:
    """Tell whether a copy says somewhere what it says in an older version, but not in this one."""
    ids: set[RecordId] = {record.id for one in (copy, version) for record in one}
    for record_id in ids:
        now, then = copy.find(record_id), version.find(record_id)
        if now == then:
            continue
        for old in older:
            before = old.find(record_id)
            if any(value == was for value, was in _differing(now, then, before)):
                return True
    return False


def _differing(now: Record | None, then: Record | None, before: Record | None) -> list[tuple[Any, Any]]:
    """Return what a copy says where it differs from a version, with what an older version said there."""
    if now is None or then is None:
        return [(_GONE if now is None else now, _GONE if before is None else before)]
    if type(now) is not type(then):
        return [(now, before)]
    return [
        (getattr(now, info.name), getattr(before, info.name, _GONE))
        for info in fields_of(type(now))
        if getattr(now, info.name) != getattr(then, info.name)
    ]
