"""What is taken on about the differences of a to-be map: who does what until when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.fields import field
from cxdesigner.document.records import Action, RecordId
from cxdesigner.document.text import clean_line, clean_text


def set_action(document: Document, map_id: RecordId, action_id: str, name: str, value: Any) -> Edit:
    """Plan what a line of the action plan of a map says in one field: `what`, `owner`, `due` or `is_done`.

    A line about which nothing is said any more is not kept. Typing in one field is one undo step.
    """
    before = document.map(map_id)
    known = next((action for action in before.actions if action.id == action_id), Action(id=action_id))
    said = value
    if isinstance(value, str):
        said = clean_text(value).strip() if name == "what" else clean_line(value)
    after = replace(known, **{name: said})
    kept = [action for action in before.actions if action.id != action_id]
    if after != Action(id=action_id):
        place = next((at for at, action in enumerate(before.actions) if action.id == action_id), len(kept))
        kept.insert(place, after)
    label = field(Action, name).label
    change = Change.replacing([(before, replace(before, actions=tuple(kept)))])
    return Edit(f"Change “{label}” of an action", change, merge_key=f"{map_id}.actions.{action_id}.{name}")
