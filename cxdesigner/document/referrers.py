"""Who refers to whom: the other direction of all references, kept in little room."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from cxdesigner.document.records import RecordId

FEW = 4
"""So many who refer to one record are a tuple: most records are referred to by a link or two, and a dictionary takes three times the room."""

Few = tuple[RecordId, ...]
"""Each of them refers to it by one of its fields."""
Many = dict[RecordId, int]
"""By how many fields each of them refers to it."""


class Referrers:
    """The records that refer to each record, in the order in which they began to."""

    def __init__(self) -> None:
        self._of: dict[RecordId, Few | Many] = {}

    def of(self, record_id: RecordId) -> Collection[RecordId]:
        """Return the records that hold this id in one of their fields, each once."""
        return self._of.get(record_id, ())

    def copy(self) -> Referrers:
        """Return the same, independent of this one."""
        twin = Referrers()
        twin._of = {record_id: dict(who) if isinstance(who, dict) else who for record_id, who in self._of.items()}
        return twin

    @classmethod
    def among(cls, fields: Iterable[Iterable[tuple[RecordId, RecordId | None]]]) -> Referrers:
        """Return those of a whole document: for each field that refers, who does, and to what, or to nothing."""
        found: defaultdict[RecordId, list[RecordId]] = defaultdict(list)
        for references in fields:
            for referrer_id, target in references:
                if target is not None:
                    found[target].append(referrer_id)
        referrers = cls()
        for target, ids in found.items():
            who = dict.fromkeys(ids, 1)
            if len(who) < len(ids):
                who = dict(Counter(ids))
            is_few = len(ids) <= FEW and len(who) == len(ids)
            referrers._of[target] = tuple(ids) if is_few else who
        return referrers

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
        if isinstance(who, dict):
            who[referrer_id] -= 1
            if not who[referrer_id]:
                del who[referrer_id]
        else:
            who = self._of[target] = tuple([one for one in who if one != referrer_id])
        if not who:
            del self._of[target]
