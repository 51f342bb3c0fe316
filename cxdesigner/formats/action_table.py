"""The action plan as a table that any spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from cxdesigner.formats.plain_values import guarded
from cxdesigner.journey.action_plan import Step

HEADERS = ("Kind", "What", "Touchpoint", "Stage", "Owner", "Due", "Done", "Changes")


def write_action_table(steps: Sequence[Step]) -> bytes:
    """Return the steps as CSV in UTF-8 with a byte order mark, as spreadsheets expect it; formulas are made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for step in steps:
        fields = "\n".join(f"{it.label}: {it.before or '–'} → {it.after or '–'}" for it in step.fields)
        done = "yes" if step.is_done else "no"
        cells = (step.kind, step.what, step.title, step.stage, step.owner, step.due, done, fields)
        writer.writerow([guarded(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
