"""Keeping what filled checklists say, as facts of the document."""

from __future__ import annotations

from collections.abc import Sequence

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import FilledForm


def keep_forms(document: Document, forms: Sequence[FilledForm]) -> Edit:
    """Plan keeping filled checklists; those that the document has already are left out. One step for Undo."""
    new = [form for form in forms if form.id not in document]
    many = f"{len(new)} filled checklist{'' if len(new) == 1 else 's'}"
    return Edit(f"Collect {many}", Change.adding(*new))
