"""Bringing another copy of the map into this one: what comes, and what somebody decided where both say something different."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from cxdesigner.commands.removing import remove
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.fields import Kind, field
from cxdesigner.document.merging import REMOVED, Conflict, Merged


class Side(StrEnum):
    """Whose word counts."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


class Decision(NamedTuple):
    """A conflict, and whose word counts in it."""

    conflict: Conflict
    side: Side


def sides_of(document: Document, conflict: Conflict) -> tuple[Side, ...]:
    """Return how a conflict can be decided, the one first that drops nothing, else mine. *document* holds what was merged already."""
    if conflict.field == REMOVED:
        return (Side.MINE, Side.THEIRS) if conflict.theirs == REMOVED else (Side.THEIRS, Side.MINE)
    kind = _kind(document, conflict)
    if kind is Kind.PARTS:
        return (Side.BOTH, Side.MINE, Side.THEIRS)
    if kind in (Kind.TEXT, Kind.LINE) and conflict.mine and conflict.theirs and _fits(document, conflict):
        return (Side.BOTH, Side.MINE, Side.THEIRS)
    return (Side.MINE, Side.THEIRS)


def merge_copy(document: Document, merged: Merged, decisions: Iterable[Decision] = ()) -> Edit:
    """Plan bringing another copy in, as one step for Undo. What nobody decided stays as `merge` left it.

    It is empty where everything was decided for mine.
    """
    after = document.copy()
    after.apply(merged.change)
    change = merged.change
    for decision in decisions:
        step = _step(after, decision)
        after.apply(step)
        change = change.then(step)
    return Edit("Merge another copy", change)


def _step(document: Document, decision: Decision) -> Change:
    """Return the change that carries out one decision on what was merged."""
    conflict, side = decision
    record = document.find(conflict.record_id)
    if record is None:
        return Change()
    if conflict.field == REMOVED:
        is_removal = (conflict.theirs if side is Side.THEIRS else conflict.mine) == REMOVED
        return remove(document, [record.id]).change if is_removal else Change()
    if side is Side.BOTH and _kind(document, conflict) is Kind.PARTS:
        return Change()  # Both stand there already.
    after = replace(record, **{conflict.field: _value(document, conflict, side)})
    return Change.replacing([(record, after)])


def _value(document: Document, conflict: Conflict, side: Side) -> Any:
    if side is not Side.BOTH:
        return conflict.theirs if side is Side.THEIRS else conflict.mine
    between = "\n" if _kind(document, conflict) is Kind.TEXT else " / "
    return f"{conflict.mine}{between}{conflict.theirs}"


def _kind(document: Document, conflict: Conflict) -> Kind | None:
    record = document.find(conflict.record_id)
    return field(type(record), conflict.field).kind if record is not None else None


def _fits(document: Document, conflict: Conflict) -> bool:
    record = document.find(conflict.record_id)
    assert record is not None
    return len(conflict.mine) + len(conflict.theirs) + 3 <= field(type(record), conflict.field).most_characters
