"""What the cells of a paper wall are called: a letter for the lane, stage and step as numbers, such as B2.1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of
from cxdesigner.document.records import RecordId, Stage
from cxdesigner.layout.lanes import lane_keys_on_screen
from cxdesigner.layout.plan import LaneKey

ADDRESS = re.compile(r"([A-Za-z]{1,2})\s*(\d{1,3})\s*[.,]\s*(\d{1,3})")
SPARE_STEPS = 1
"""Empty steps that a paper grid has behind those of each stage, because a workshop finds what was missing."""


class Addresses(NamedTuple):
    """The lanes from top to bottom and the stages from left to right of one map."""

    lanes: Sequence[LaneKey]
    stages: Sequence[Stage]

    def cell(self, address: str) -> tuple[Stage, int, LaneKey] | None:
        """Return stage, step (from 0) and lane of an address, or None where there is no such cell."""
        found = ADDRESS.fullmatch(address.strip())
        if found is None:
            return None
        lane, stage, step = lane_number(found[1]), int(found[2]) - 1, int(found[3]) - 1
        if not (lane < len(self.lanes) and 0 <= stage < len(self.stages) and step >= 0):
            return None
        return self.stages[stage], step, self.lanes[lane]


def addresses_of(document: Document, map_id: RecordId) -> Addresses:
    """Return what the cells of a map are called, in the lanes that it is shown by."""
    kind = document.map(map_id).lanes
    return Addresses(lane_keys_on_screen(document, map_id, kind), stages_of(document, map_id))


def lane_letter(number: int) -> str:
    """Return the letter of a lane: A is the first (0), Z is followed by AA."""
    return chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)


def lane_number(letter: str) -> int:
    """Return which lane a letter means, from 0."""
    value = 0
    for each in letter.upper():
        value = value * 26 + ord(each) - 64
    return value - 1
