"""What filled checklists say, as rows for a table on the screen: by form, by prompt, by stage and team."""

from __future__ import annotations

from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.reading import forms_of, touchpoints_of
from cxdesigner.document.records import RecordId
from cxdesigner.journey.followed import Followed, following, prompts_of

FORMS = ("Form", "Part", "Customer or case", "Filled in by", "On", "Ticked")
PROMPTS = ("Touchpoint", "What to do", "Ticked")
PARTS = ("Stage or team", "", "Ticked")


class ReportRow(NamedTuple):
    """One row: its cells, and how much of it was ticked. `record_id` is the form or touchpoint that it speaks of."""

    cells: tuple[str, ...]
    followed: Followed
    record_id: RecordId | None = None


def form_rows(document: Document, map_id: RecordId) -> list[ReportRow]:
    """Return a row for each form that came back."""
    rows = []
    for form in forms_of(document, map_id):
        followed = Followed(sum(answer.done for answer in form.answers), len(form.answers), 1)
        rows.append(ReportRow((form.title, form.part, form.case, form.by, form.on), followed, form.id))
    return rows


def prompt_rows(document: Document, map_id: RecordId) -> list[ReportRow]:
    """Return a row for each prompt that stands on a form, along the journey."""
    found = following(document, map_id).by_prompt
    return [
        ReportRow((touchpoint.title, text if prompt_id else ""), found[touchpoint.id, prompt_id], touchpoint.id)
        for touchpoint in touchpoints_of(document, map_id)
        for prompt_id, text in prompts_of(touchpoint).items()
        if (touchpoint.id, prompt_id) in found
    ]


def part_rows(document: Document, map_id: RecordId) -> list[ReportRow]:
    """Return a row for each stage and for each team of which something stands on a form."""
    found = following(document, map_id)
    groups = (("Stage", found.by_stage), ("Team", found.by_team))
    return [
        ReportRow((document.title_of(record_id, "Unassigned"), kind), followed, record_id)
        for kind, by in groups
        for record_id, followed in by.items()
    ]


def followed_words(followed: Followed) -> str:
    """Return how often a checklist was followed, in one line."""
    if followed.share is None:
        return ""
    forms = f"{followed.forms:,} form{'' if followed.forms == 1 else 's'}"
    return f"{followed.done:,} of {followed.of:,} boxes ticked ({100 * followed.share:.0f} %), over {forms}"
