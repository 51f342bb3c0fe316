"""What the fields of a fillable checklist are called, and what a form says about itself: written by `paper/`, read by `filled_form.py`."""

from __future__ import annotations

import json
from typing import NamedTuple
from urllib.parse import quote, unquote

from cxdesigner.document.records import RecordId

HEAD = "cxdesigner"
"""The hidden field that says which map a form belongs to."""

CASE, BY, ON = "form:case", "form:by", "form:on"
"""For which customer or case, by whom and when the form was filled in."""

DONE = "done"
PARTS = (DONE, "by", "on")
"""The fields of one prompt: the box, the initials, the date."""


class FormHead(NamedTuple):
    """Where a form comes from. The revision is that of the document, the date that of the print (ISO)."""

    document: str
    map: str
    title: str
    revision: str
    date: str
    by: str
    group: str = ""

    def as_text(self) -> str:
        """Return the text of the hidden field."""
        return json.dumps(self._asdict(), ensure_ascii=False, separators=(",", ":"))


def head_from(text: str) -> FormHead | None:
    """Return what a hidden field says, or None where that is nothing of ours."""
    try:
        said = json.loads(text)
        values = {name: said.get(name, "") for name in FormHead._fields}
    except (ValueError, AttributeError, RecursionError):
        return None
    is_whole = all(isinstance(value, str) for value in values.values()) and values["document"] and values["map"]
    return FormHead(**values) if is_whole else None


def field_name(touchpoint_id: RecordId, prompt_id: str, part: str) -> str:
    """Return the name of a field: it stays the same as long as the prompt does. A touchpoint itself has no prompt id.

    A dot in a name would make it two names (ISO 32000-1, 12.7.3.2), so it is written as %2E.
    """
    return ":".join((*(quote(one, safe="").replace(".", "%2E") for one in (touchpoint_id, prompt_id)), part))


def prompt_of(name: str) -> tuple[RecordId, str, str] | None:
    """Return touchpoint, prompt and part of a field by its name, or None for other fields."""
    parts = name.split(":")
    if len(parts) != 3 or parts[2] not in PARTS or not parts[0]:
        return None
    return RecordId(unquote(parts[0])), unquote(parts[1]), parts[2]
