"""What a layout remembers for the next one: whatever is the same then comes back as the very same object."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxdesigner.document.records import Link, RecordId, Touchpoint
    from cxdesigner.layout.card_columns import CardsOfColumn
    from cxdesigner.layout.columns import Column
    from cxdesigner.layout.curve import FeltOfColumn
    from cxdesigner.layout.lines import Lines
    from cxdesigner.layout.plan import Curve, Plan
    from cxdesigner.layout.routing import Spot
    from cxdesigner.layout.strips import Block, Sorted
    from cxdesigner.layout.ties import Tied
    from cxdesigner.layout.wires import Wire


StagesByStep = dict["RecordId", tuple["list[Touchpoint]", "list[Touchpoint]", "list[list[Touchpoint]]"]]
"""The touchpoints of each stage as they came, along the journey, and by step."""


class LayoutMemory:
    """What `lay_out` found last time. Hand the same one in again: only what has changed is worked out anew.

    A plan that was made with a memory is equal to one that was made without. Nothing in a memory ever changes in place, so a
    branch costs nothing; the memory itself follows the last layout.
    """

    def __init__(self) -> None:
        self.forget(())

    def branched(self) -> LayoutMemory:
        """Return a memory that begins with what this one knows and goes its own way: for a layout on trial."""
        return copy(self)

    def begin(self, context: tuple[Any, ...]) -> None:
        """Forget everything, unless the last layout was about the same thing: *context* says what."""
        if context != self.context:
            self.forget(context)

    def forget(self, context: tuple[Any, ...]) -> None:
        """Know nothing but what the next layout is about."""
        self.context = context
        self.stages: StagesByStep = {}
        self.links: list[Link] = []
        self.leaving: dict[RecordId, tuple[Link, ...]] = {}
        self.labelled: list[Link] = []
        self.tied: Tied | None = None
        self.state: object = None
        """That of the document when the columns were made."""
        self.columns: dict[tuple[RecordId, int], Column] = {}
        self.spots: Sequence[Sequence[Spot]] = ()
        self.contents: Sequence[float] = ()
        self.wires: dict[RecordId, Wire] = {}
        self.blocks: dict[tuple[Any, ...], Block] = {}
        self.sorted: dict[tuple[Any, ...], Sorted] = {}
        self.cards: dict[tuple[RecordId, int], CardsOfColumn] = {}
        """Those of the layout before, while lines are made of the new ones."""
        self.lines: Lines | None = None
        self.felt: list[FeltOfColumn] = []
        self.curve: Curve | None = None
        self.plan: Plan | None = None
