"""Which card is tied to which: the links that are on a plan, with the spots and columns of both ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cxdesigner.document.records import Link, RecordId
from cxdesigner.layout.labels import label_of, words_of
from cxdesigner.layout.plan import Density, Measure
from cxdesigner.layout.routing import Spot
from cxdesigner.layout.wires import Tie

if TYPE_CHECKING:
    from cxdesigner.layout.columns import Column

_NOWHERE = -1
"""In place of the column of a card that is not on this plan."""
_MOST_CHANGED = 4
"""Where more than one column of so many is another one, all ties are made anew."""


class Tied(NamedTuple):
    """The ties of each column, in the order of the journey, and what they were made of.

    `reach` are the columns to which the ties of each column lead. It never changes.
    """

    columns: Sequence[Column]
    links: Mapping[RecordId, Sequence[Link]]
    spot_of: Mapping[RecordId, Spot]
    column_of: Mapping[RecordId, int]
    own: Sequence[list[Tie]]
    reach: Sequence[set[int]]

    @property
    def ties(self) -> list[Tie]:
        """All ties along the journey."""
        return list(chain.from_iterable(self.own))


def tied(
    columns: Sequence[Column],
    links: Mapping[RecordId, Sequence[Link]],
    measure: Measure,
    density: Density,
    before: Tied | None,
) -> Tied:
    """Tie the cards that are on this plan; one line stands for all that lead the same way into a pile.

    *links* are those that leave each touchpoint. What was tied *before* stays, where it leads from and to the very same columns.
    """
    changed = _changed(columns, before) if before is not None and before.links is links else None
    if before is None or changed is None:
        spot_of: dict[RecordId, Spot] = {}
        column_of: dict[RecordId, int] = {}
        changed = range(len(columns))
    else:
        spot_of, column_of = dict(before.spot_of), dict(before.column_of)
        for place in changed:
            for touchpoint_id in before.columns[place].spot_of:
                del spot_of[touchpoint_id], column_of[touchpoint_id]
    for place in changed:
        spot_of.update(columns[place].spot_of)
        column_of.update(dict.fromkeys(columns[place].spot_of, place))
    piles = {spot for column in columns for spot in column.pile_spots.values()}
    bundled: set[tuple[Spot, Spot]] = set()
    every: list[list[Tie]] = []
    reach: list[set[int]] = []
    doubtful = {_NOWHERE, *changed}
    for here, column in enumerate(columns):
        if before is not None and here not in doubtful and before.reach[here].isdisjoint(doubtful):
            every.append(before.own[here])
            reach.append(before.reach[here])
            continue
        own: list[Tie] = []
        leads_to: set[int] = set()
        for touchpoint in column.touchpoints:
            source = spot_of.get(touchpoint.id)
            for link in links.get(touchpoint.id, ()):
                target_id = link.target_id
                target, there = spot_of.get(target_id), column_of.get(target_id, _NOWHERE)
                leads_to.add(there)
                if source is None or target is None:
                    continue
                if piles and (source in piles or target in piles):
                    if source is target or (source, target) in bundled:
                        continue
                    bundled.add((source, target))
                is_labelled = link.condition or link.probability is not None
                label = label_of(words_of(link), measure, density) if is_labelled else None
                own.append((link, source, target, label, here, there))
        every.append(own)
        reach.append(leads_to)
    return Tied(columns, links, spot_of, column_of, every, reach)


def _changed(columns: Sequence[Column], before: Tied) -> Collection[int] | None:
    """Return the columns that are others now; None where nothing can be kept."""
    if len(columns) != len(before.columns):
        return None
    changed = {place for place, column in enumerate(columns) if column is not before.columns[place]}
    if len(changed) * _MOST_CHANGED > len(columns):
        return None
    if any(column.piles for column in columns) or any(column.piles for column in before.columns):
        return None
    return changed
