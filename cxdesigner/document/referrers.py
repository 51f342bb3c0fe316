"""Who refers to whom: the other direction of all references, kept in little room."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Sequence, Set

from cxdesigner.document.records import RecordId

FEW = 4
"""So many who refer to one record are a tuple: most records are referred to by a link or two, and a dictionary takes three times the room.

Of a document that was opened more are one, too, until somebody begins or ceases to be one of them.
"""

MANY_EACH = 8
"""Where so many refer to each target of a field, as touchpoints do to stages and teams, they are sorted out by target."""

Once = tuple[RecordId, ...]
"""Each of them refers to it by one of its fields."""
Counted = dict[RecordId, int]
"""By how many fields each of them refers to it."""


class Referrers:
    """The records that refer to each record, in the order in which they began to."""

    def __init__(self) -> None:
        self._of: dict[RecordId, Once | Counted] = {}

    def of(self, record_id: RecordId) -> Collection[RecordId]:
        """Return the records that hold this id in one of their fields, each once."""
        return self._of.get(record_id, ())

    def copy(self) -> Referrers:
        """Return the same, independent of this one."""
        twin = Referrers()
        twin._of = {record_id: dict(who) if isinstance(who, dict) else who for record_id, who in self._of.items()}
        return twin

    @classmethod
    def among(cls, fields: Iterable[tuple[Iterable[RecordId], Sequence[RecordId | None]]]) -> Referrers:
        """Return those of a whole document: for each field that refers, who has it, and to what each of them refers by it, or None."""
        found: dict[RecordId, Once | list[RecordId]] = {}
        for referrers, targets in fields:
            different = set(targets)
            if len(different) * MANY_EACH <= len(targets):
                for shared, own in _sorted_out(referrers, targets, different).items():
                    found[shared] = [*found.get(shared, ()), *own]
                continue
            for one, target in zip(zip(referrers), targets, strict=True):
                if target is not None:
                    known = found.get(target)
                    if known is None:
                        found[target] = one
                    elif isinstance(known, list):
                        known += one
                    else:
                        found[target] = known + one if len(known) < FEW else [*known, *one]
        whole = cls()
        for target, ids in found.items():
            is_once = len(ids) == 1 or len(set(ids)) == len(ids)
            whole._of[target] = tuple(ids) if is_once else dict(Counter(ids))
        return whole

    def note(self, referrer_id: RecordId, target: RecordId) -> None:
        """Note that one more field of a record refers to the target."""
        who = self._of.get(target, ())
        if not isinstance(who, dict):
            if len(who) < FEW and referrer_id not in who:
                self._of[target] = (*who, referrer_id)
                return
            who = self._of[target] = dict.fromkeys(who, 1)
        who[referrer_id] = who.get(referrer_id, 0) + 1

    def forget(self, referrer_id: RecordId, target: RecordId) -> None:
        """Note that one field less of a record refers to the target."""
        who = self._of[target]
        if not isinstance(who, dict) and len(who) > FEW:
            who = self._of[target] = dict.fromkeys(who, 1)
        if isinstance(who, dict):
            who[referrer_id] -= 1
            if not who[referrer_id]:
                del who[referrer_id]
        else:
            who = self._of[target] = tuple([one for one in who if one != referrer_id])
        if not who:
            del self._of[target]


def _sorted_out(
    referrers: Iterable[RecordId], targets: Sequence[RecordId | None], different: Set[RecordId | None]
) -> dict[RecordId, list[RecordId]]:
    """Return who refers to each of a few different targets."""
    of: dict[RecordId | None, list[RecordId]] = {target: [] for target in different}
    deque(map(list.append, map(of.__getitem__, targets), referrers), maxlen=0)
    return {target: own for target, own in of.items() if target is not None}
