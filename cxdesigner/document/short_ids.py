"""Ids as people type them from a card: the first few letters, as many as it takes."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable

from cxdesigner.document.records import RecordId
from cxdesigner.document.text import folded

LEAST = 3
_LOOKS_LIKE = str.maketrans("oil", "011")


def short_ids(record_ids: Iterable[RecordId]) -> dict[RecordId, str]:
    """Return for each id its first letters, in capitals: at least three, and as many as tell it from the others.

    An id with which another one begins stands in full; then it is meant by its whole length.
    """
    ordered = sorted(record_ids, key=folded)
    names = [folded(record_id) for record_id in ordered]
    lengths = [LEAST] * len(names)
    for place, (one, other) in enumerate(itertools.pairwise(names)):
        shared = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
        for index in (place, place + 1):
            lengths[index] = max(lengths[index], shared + 1)
    return {record_id: folded(record_id)[:length].upper() for record_id, length in zip(ordered, lengths, strict=True)}


def meant_by(typed: str, record_ids: Collection[RecordId]) -> list[RecordId]:
    """Return the ids that somebody may mean: the one that is exactly that, else all that begin so.

    Ids hold no letter that looks like a figure on paper: O is a zero, I and L are a one.
    """
    wanted = folded(typed)
    exact = [record_id for record_id in record_ids if folded(record_id) == wanted]
    found = exact or [record_id for record_id in record_ids if wanted and folded(record_id).startswith(wanted)]
    misread = wanted.translate(_LOOKS_LIKE)
    return found if found or misread == wanted else meant_by(misread, record_ids)
