"""What a filled form means for a map: whether it is one of its forms, and what has changed since it was printed."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.records import Answer, FilledForm, Map, RecordId, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, shown_name
from cxdesigner.formats.filled_form import ReadForm, Said
from cxdesigner.journey.followed import prompts_of


class Collected(NamedTuple):
    """A form of this map, ready to be kept, and what somebody should know about it."""

    record: FilledForm
    notes: tuple[str, ...] = ()


def form_id(data: bytes) -> RecordId:
    """Return the id of the form that a file is: the same file is the same form, in every copy of the map."""
    return RecordId(f"form-{hashlib.sha256(data).hexdigest()[:24]}")


def collected(document: Document, form: ReadForm, record_id: RecordId, name: str) -> Collected:
    """Return the record of a form that was read from the file *name*.

    Raises Refused, with the end of a sentence that begins with the name: a form of another map, one that is kept already,
    one of whose prompts nothing is left. An older revision is no reason: prompts keep their ids, and the notes tell which of
    them are gone or worded differently.
    """
    head = form.head
    if head.document != document.id or not isinstance(document.find(RecordId(head.map)), Map):
        raise Refused(f"it is a form of another map, “{shown_name(head.title)}”.")
    if record_id in document:
        raise Refused("it has been collected already.")
    answers, gone, reworded = [], 0, 0
    for said in form.said:
        now = _asked_now(document, said)
        is_same = now is not None and _is_worded(said, now)
        gone += now is None
        reworded += now is not None and not is_same
        answers.append(_answer(said, "" if is_same else said.text))
    if gone == len(answers):
        raise Refused("it is of an older revision, and none of its prompts is in this map any more.")
    revision = int(head.revision) if head.revision.isdecimal() else 0
    record = FilledForm(
        id=record_id,
        title=clean_line(shown_name(name))[: limits.TITLE_CHARACTERS],
        map_id=RecordId(head.map),
        revision=min(revision, limits.REVISION),
        printed=head.date,
        part=head.group,
        case=form.case,
        by=form.by,
        on=form.on,
        answers=tuple(answers),
    )
    return Collected(record, tuple(_notes(document.revision, revision, gone, reworded)))


def _asked_now(document: Document, said: Said) -> str | None:
    """Return how a prompt is worded now, or None where it is gone."""
    touchpoint = document.find(said.touchpoint_id)
    return prompts_of(touchpoint).get(said.prompt_id) if isinstance(touchpoint, Touchpoint) else None


def _is_worded(said: Said, now: str) -> bool:
    if not said.text:  # Some programs drop what was printed beside a box when they save.
        return True
    return said.text == clean_line(now) or (not said.prompt_id and said.text.startswith(clean_line(now)))


def _answer(said: Said, text: str) -> Answer:
    return Answer(
        touchpoint_id=said.touchpoint_id[:100],
        prompt_id=said.prompt_id,
        done=said.done,
        by=said.by,
        on=said.on,
        text=text,
    )


def _notes(now: int, made: int, gone: int, reworded: int) -> list[str]:
    changed = []
    if reworded:
        changed.append(f"{_many(reworded, 'prompt is', 'prompts are')} worded differently now")
    if gone:
        changed.append(f"{_many(gone, 'prompt is', 'prompts are')} gone and not counted")
    said = " and ".join(changed)
    if made < now:
        return [
            f"It is of an older revision ({made}; the map is at {now}): {said or 'its prompts are still the same'}."
        ]
    if made > now:
        return [f"It is of a newer revision ({made}) than this file ({now}){f': {said}' if said else ''}."]
    return [f"The map has changed since: {said}."] if said else []


def _many(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
