"""Keeping what hangs on the wall, so that the next print needs only the sheets that have changed."""

from __future__ import annotations

from dataclasses import replace

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import Printing, RecordId

KEPT = 4
"""So many ways of printing are remembered for a map: its wall, a smaller copy, one in grey."""


def remember_printing(document: Document, map_id: RecordId, printing: Printing) -> Edit:
    """Plan keeping what was printed of a map; it replaces what was known of the same way."""
    before = document.map(map_id)
    others = tuple(other for other in before.printed if other.way != printing.way)
    after = replace(before, printed=(printing, *others)[:KEPT])
    return Edit("Print the wall diagram", Change.replacing([(before, after)]))
