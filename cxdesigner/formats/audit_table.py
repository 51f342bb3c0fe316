"""The audit table: one row for each prompt on each filled checklist, for whoever has to prove what was done."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from cxdesigner.document.document import Document
from cxdesigner.document.reading import forms_of
from cxdesigner.document.records import Answer, RecordId, Touchpoint
from cxdesigner.formats.plain_values import guarded
from cxdesigner.journey.followed import prompts_of

HEADERS = (
    *("Form", "Part", "Customer or case", "Filled in by", "Filled in on", "Printed on", "Revision"),
    *("Stage", "Team", "Touchpoint", "Prompt", "Done", "By", "On"),
)


def audit_rows(document: Document, map_id: RecordId) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table, without the headers. A prompt that is gone stands there as it was printed."""
    for form in forms_of(document, map_id):
        about = (form.title, form.part, form.case, form.by, form.on, form.printed, str(form.revision))
        for answer in form.answers:
            touchpoint = document.find(RecordId(answer.touchpoint_id))
            where = ("", "", "")
            if isinstance(touchpoint, Touchpoint):
                stage, team = document.title_of(touchpoint.stage_id), document.title_of(touchpoint.team_id)
                where = (stage, team, touchpoint.title)
            yield (
                *(*about, *where, asked(document, answer), "yes" if answer.done else "no"),
                *(
                    answer.by or form.by if answer.done else answer.by,
                    answer.on or form.on if answer.done else answer.on,
                ),
            )


def asked(document: Document, answer: Answer) -> str:
    """Return what an answer answers: as it was printed, where that is not what the map says now."""
    touchpoint = document.find(RecordId(answer.touchpoint_id))
    now = prompts_of(touchpoint).get(answer.prompt_id, "") if isinstance(touchpoint, Touchpoint) else ""
    return answer.text or now


def write_audit_table(document: Document, map_id: RecordId) -> bytes:
    """Return the audit table as CSV for spreadsheet programs; no cell of it is taken for a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows([guarded(cell) for cell in row] for row in audit_rows(document, map_id))
    return codecs.BOM_UTF8 + file.getvalue().encode("utf-8")
