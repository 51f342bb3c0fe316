"""Which part of a map is laid out: some of its stages, some of its lanes, some of its cards."""

from __future__ import annotations

from dataclasses import dataclass

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId, Stage
from cxdesigner.layout.plan import LaneKey
from cxdesigner.layout.shapes import ShownLanes


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a map; what is empty leaves nothing out.

    Of *cards* their stages, steps and lanes are laid out, and no other ones. *lanes* are drawn whether somebody has
    hidden them or not: who names a lane wants to see it.
    """

    stages: tuple[RecordId, ...] = ()
    lanes: tuple[LaneKey, ...] = ()
    cards: frozenset[RecordId] = frozenset()

    def stages_in(self, document: Document, stages: list[tuple[Stage, str]]) -> list[tuple[Stage, str]]:
        """Return those of numbered stages that belong to this part."""
        of_cards = {document.touchpoint(card).stage_id for card in self.cards}
        return [
            (stage, words)
            for stage, words in stages
            if (not self.stages or stage.id in self.stages) and (not of_cards or stage.id in of_cards)
        ]


WHOLE = Part()


def named_lanes(keys: list[LaneKey], wanted: tuple[LaneKey, ...]) -> ShownLanes:
    """Return those lanes that somebody names, in their order on the map; all others are hidden."""
    shown = [key for key in keys if key in wanted]
    places = {key: place for place, key in enumerate(shown)}
    return ShownLanes(shown, places, frozenset(), tuple(key for key in keys if key not in wanted), {})
