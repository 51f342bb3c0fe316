"""The plan on the screen: one item a record, kept while the record lives, and what the hand is doing in front."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QGraphicsScene

from cxdesigner.canvas.items.overlays import BAND_DEPTH, GAP_DEPTH, LANDING_DEPTH, OverlayItem
from cxdesigner.canvas.items.things import CardItem, LinkItem, NoteItem, ThingItem
from cxdesigner.canvas.painting import Look
from cxdesigner.canvas.theme import Theme
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import Plan


@dataclass
class Attention:
    """What is looked at: not in the document, and no edit."""

    selected: frozenset[RecordId] = frozenset()
    hovered: RecordId | None = None
    source: RecordId | None = None
    """Where a link begins whose end is still looked for."""
    lifted: frozenset[RecordId] = frozenset()
    faded: frozenset[RecordId] = frozenset()
    problems: Mapping[RecordId, str] = field(default_factory=dict)

    def look_of(self, record_id: RecordId, ends: Collection[RecordId] = ()) -> Look:
        """Return how a thing looks now; *ends* are the cards that a link joins."""
        return Look(
            is_selected=record_id in self.selected or record_id == self.source,
            is_hovered=record_id == self.hovered,
            is_strong=any(end in self.selected for end in ends),
            is_faded=record_id in self.faded or any(end in self.lifted for end in ends),
            is_lifted=record_id in self.lifted,
            problem=self.problems.get(record_id, ""),
        )


class MapScene(QGraphicsScene):
    """Items by record id. It shows a plan and never asks the document."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.attention = Attention()
        self.items_by_id: dict[RecordId, ThingItem[Any]] = {}
        self.landing = OverlayItem(LANDING_DEPTH)
        self.gap = OverlayItem(GAP_DEPTH)
        self.band = OverlayItem(BAND_DEPTH)
        for overlay in (self.landing, self.gap, self.band):
            self.addItem(overlay)
        self._links_by_end: dict[RecordId, list[RecordId]] = {}
        self._gone: list[ThingItem[Any]] = []
        self._burial = QTimer(self)
        self._burial.setSingleShot(True)
        self._burial.setInterval(0)
        self._burial.timeout.connect(self._bury)

    def show_plan(self, plan: Plan, theme: Theme) -> None:
        """Make the items those of a plan: new ones come, changed ones change, gone ones go after the event."""
        wanted: dict[RecordId, tuple[type[ThingItem[Any]], Any]] = {}
        wanted.update((link.link_id, (LinkItem, link)) for link in plan.links)
        wanted.update((card.touchpoint_id, (CardItem, card)) for card in plan.cards)
        wanted.update((note.note_id, (NoteItem, note)) for note in plan.notes)
        for record_id in [known for known in self.items_by_id if known not in wanted]:
            self._dismiss(self.items_by_id.pop(record_id))
        for record_id, (kind, thing) in wanted.items():
            item = self.items_by_id.get(record_id)
            if item is None:
                item = kind(thing, theme)
                self.items_by_id[record_id] = item
                self.addItem(item)
            else:
                item.show_thing(thing, theme)
                item.setPos(0, 0)
        self._links_by_end = {}
        for link in plan.links:
            for end in (link.source_id, link.target_id):
                self._links_by_end.setdefault(end, []).append(link.link_id)
        self._show_looks(self.items_by_id)

    def show_attention(self, **changes: Any) -> None:
        """Change what is looked at (names of `Attention`), and redraw what looks different now."""
        before = self.attention
        self.attention = after = replace(before, **changes)
        touched = before.selected ^ after.selected | before.lifted ^ after.lifted | before.faded ^ after.faded
        touched |= {link_id for end in touched for link_id in self._links_by_end.get(end, ())}
        singles = (before.hovered, after.hovered), (before.source, after.source)
        touched |= {record_id for pair in singles if pair[0] != pair[1] for record_id in pair if record_id is not None}
        if before.problems is not after.problems:
            touched |= {record_id for record_id, _ in before.problems.items() ^ after.problems.items()}
        self._show_looks(touched)

    def carry(self, record_ids: Iterable[RecordId], right: float, down: float) -> None:
        """Hold things away from their places."""
        for record_id in record_ids:
            item = self.items_by_id.get(record_id)
            if item is not None:
                item.setPos(right, down)

    def clear_overlays(self) -> None:
        """Draw nothing of what the hand was doing."""
        for overlay in (self.landing, self.gap, self.band):
            overlay.clear()

    def _show_looks(self, record_ids: Iterable[RecordId]) -> None:
        for record_id in record_ids:
            item = self.items_by_id.get(record_id)
            if item is not None:
                ends = (item.thing.source_id, item.thing.target_id) if isinstance(item, LinkItem) else ()
                item.show_look(self.attention.look_of(record_id, ends))

    def _dismiss(self, item: ThingItem[Any]) -> None:
        item.setVisible(False)
        self._gone.append(item)
        self._burial.start()

    def _bury(self) -> None:
        for item in self._gone:
            self.removeItem(item)
        self._gone.clear()
