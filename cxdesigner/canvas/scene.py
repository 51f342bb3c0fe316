"""The plan on the screen: what is looked at, what is held away from its place, and what the hand is doing in front.

What stands still has no items: it is one kept picture (`picture.py`), which is told here where it has to be drawn again.
Only what the hand or a glide holds away from its place is an item, as long as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer
from PySide6.QtWidgets import QGraphicsScene

from cxdesigner.canvas.hits import Hits
from cxdesigner.canvas.ink import box
from cxdesigner.canvas.items.overlays import BAND_DEPTH, GAP_DEPTH, OverlayItem, Underlay
from cxdesigner.canvas.items.things import CARD_REACH, NOTE_REACH, CardItem, LooseItem, NoteItem
from cxdesigner.canvas.painting import Look, link_bounds
from cxdesigner.canvas.theme import THEMES, Theme
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.layout.by_column import differences
from cxdesigner.layout.plan import CardBox, Density, LinkPath, NoteBox, Plan, Rect

if TYPE_CHECKING:
    from cxdesigner.journey.heat import Warmth
    from cxdesigner.journey.times import CardTime

_new = tuple.__new__
MOST_TOUCHED = 60
"""If more things look different, everything is drawn again."""


@dataclass
class Attention:
    """What is looked at: not in the document, and no edit."""

    selected: frozenset[RecordId] = frozenset()
    hovered: RecordId | None = None
    source: RecordId | None = None
    """Where a link begins whose end is still looked for."""
    lifted: frozenset[RecordId] = frozenset()
    faded: frozenset[RecordId] = frozenset()
    walked: frozenset[RecordId] = frozenset()
    """The links of the way that stands out."""
    problems: Mapping[RecordId, str] = field(default_factory=dict)
    times: Mapping[RecordId, CardTime] = field(default_factory=dict)
    """When each touchpoint happens, where the map shows that."""
    heat: Mapping[RecordId, Warmth] = field(default_factory=dict)
    """How dark cards are by the measure that colours them."""
    news: Mapping[RecordId, str] = field(default_factory=dict)
    """Words on cards that are other ones in the map this one is compared with."""
    is_following: bool = False
    """Links are looked at because something at their ends is selected; the others stand back."""

    def look_of(self, record_id: RecordId, ends: Collection[RecordId] = ()) -> Look:
        """Return how a thing looks now; *ends* are the cards that a link joins."""
        selected, lifted = self.selected, self.lifted
        is_selected, is_at_selected = record_id in selected, not selected.isdisjoint(ends)
        is_walked = record_id in self.walked
        fields = (
            is_selected or record_id == self.source,
            record_id == self.hovered,
            is_walked or is_at_selected,
            record_id in self.faded or not lifted.isdisjoint(ends),
            record_id in lifted,
            self.is_following and bool(ends) and not (is_walked or is_selected or is_at_selected),
            self.problems.get(record_id, ""),
            self.times.get(record_id),
            self.heat.get(record_id),
            self.news.get(record_id, ""),
        )
        return _new(Look, fields)  # In the order of a look; hundreds are asked for in each frame.

    def link_look(self, link: LinkPath) -> Look:
        """Return how a link looks now."""
        return self.look_of(link.link_id, (link.source_id, link.target_id))


Thing = CardBox | LinkPath | NoteBox


class Shown(NamedTuple):
    """One thing of the map, how it looks now, and how far it is held away from its place."""

    thing: Any
    look: Look
    offset: tuple[float, float]

    def pos(self) -> QPointF:
        return QPointF(*self.offset)

    def boundingRect(self) -> QRectF:
        return box(bounds_of(self.thing))


class MapScene(QGraphicsScene):
    """Shows a plan and never asks the document."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.attention = Attention()
        self.plan = Plan(RecordId(""), LaneKind.TEAM, Density.SCREEN, 0, 0)
        self.hits = Hits(self.plan)
        self.theme: Theme = THEMES["light"]
        self.touched: Callable[[Rect], None] = _nobody_listens
        """Called with each part of the map that looks different now."""
        self.forgotten: Callable[[], None] = _nobody_listens
        """Called when all of it may look different."""
        self.loose: dict[RecordId, LooseItem[Any]] = {}
        """What is held away from its place, or lifted: drawn in front of the rest."""
        self.landing = Underlay(self._touch)
        self.gap = OverlayItem(GAP_DEPTH)
        self.band = OverlayItem(BAND_DEPTH)
        for overlay in (self.gap, self.band):
            self.addItem(overlay)
        self._notes: dict[RecordId, NoteBox] | None = None
        self._gone: list[LooseItem[Any]] = []
        self._burial = QTimer(self)
        self._burial.setSingleShot(True)
        self._burial.setInterval(0)
        self._burial.timeout.connect(self._bury)

    # -- the plan -------------------------------------------------------------------------------------------------------

    def show_plan(self, plan: Plan, theme: Theme, hits: Hits | None = None) -> None:
        """Show a plan, and put everything back to its place; *hits* is what tells where its things are, if there is one."""
        before, known = self.plan, self.hits
        is_other_ground = theme is not self.theme or _ground_of(before) != _ground_of(plan)
        self.plan, self.theme = plan, theme
        self.hits = hits if hits is not None else known if known.plan is plan else Hits(plan)
        if before is not plan:
            self._notes = None
        for record_id, item in list(self.loose.items()):
            thing = self._thing(record_id)
            if thing is None:
                self._dismiss(self.loose.pop(record_id))
                continue
            item.show_thing(thing, theme, self.attention.look_of(record_id))
            item.setPos(0, 0)
            self._keep_or_put_back(record_id)
        if is_other_ground or len(before.links) != len(plan.links):
            self.forgotten()
        else:
            self._touch_differences(before, plan)

    def _touch_differences(self, before: Plan, after: Plan) -> None:
        if len(before.cards) != len(after.cards) or len(before.notes) != len(after.notes):
            self.forgotten()
            return
        notes = [pair for pair in zip(before.notes, after.notes, strict=True) if pair[0] != pair[1]]
        cards, links = differences(before.cards, after.cards), differences(before.links, after.links)
        found: Iterable[Thing] = chain(cards, links, chain.from_iterable(notes))
        changed = list(islice(found, MOST_TOUCHED + 1))
        if before.piles != after.piles or len(changed) > MOST_TOUCHED:
            self.forgotten()
            return
        for thing in changed:
            self._touch(bounds_of(thing))

    # -- what is looked at ----------------------------------------------------------------------------------------------

    def show_attention(self, **changes: Any) -> None:
        """Change what is looked at (names of `Attention`), and redraw what looks different now."""
        before = self.attention
        after = replace(before, **changes)
        if after.selected != before.selected or not after.selected:
            after.is_following = self._is_following(after.selected)
        if after == before:
            return
        self.attention = after
        self._loosen(before.lifted | after.lifted)
        touched = before.selected ^ after.selected | before.lifted ^ after.lifted | before.faded ^ after.faded
        touched |= before.walked ^ after.walked
        singles = (before.hovered, after.hovered), (before.source, after.source)
        touched |= {record_id for pair in singles if pair[0] != pair[1] for record_id in pair if record_id is not None}
        if before.problems is not after.problems:
            touched |= {record_id for record_id, _ in before.problems.items() ^ after.problems.items()}
        pairs = (before.times, after.times), (before.heat, after.heat), (before.news, after.news)
        for old, new in pairs:
            if old is not new:
                touched |= {record_id for record_id, _ in old.items() ^ new.items()}
        if before.is_following != after.is_following or len(touched) > MOST_TOUCHED:
            self.forgotten()
        else:
            self._touch_things(touched)
        for record_id, item in self.loose.items():
            item.show_thing(item.thing, self.theme, after.look_of(record_id))

    def _is_following(self, selected: frozenset[RecordId]) -> bool:
        if not selected:
            return False
        links = self.plan.links
        if any(map(links.at, selected)):
            return True
        return len(selected) == 1 and any(map(links.find, selected))

    def _touch_things(self, record_ids: Iterable[RecordId]) -> None:
        for record_id in record_ids:
            things = [self._thing(record_id), *self.plan.links.at(record_id)]
            for thing in things:
                if thing is not None:
                    self._touch(bounds_of(thing))

    def _touch(self, rect: Rect) -> None:
        self.touched(rect)

    @property
    def items_by_id(self) -> Mapping[RecordId, Shown]:
        """What is shown of each record that is in the map, whether it is in view or not."""
        return _Things(self)

    def _thing(self, record_id: RecordId) -> Thing | None:
        card = self.plan.card(record_id)
        if card is not None:
            return card
        if self._notes is None:
            self._notes = {note.note_id: note for note in self.plan.notes}
        return self._notes.get(record_id) or self.plan.links.find(record_id)

    def links_looked_at(self) -> list[LinkPath]:
        """Return the links that are selected, or that end at something selected, and those of the way that stands out."""
        return self.plan.links.of_any(self.attention.selected | self.attention.walked)

    # -- what is held away ----------------------------------------------------------------------------------------------

    def carry(self, record_ids: Iterable[RecordId], right: float, down: float) -> None:
        """Hold things away from their places, or, by nothing, put them back."""
        for record_id in record_ids:
            item = self.loose.get(record_id)
            if item is None and (right or down):
                item = self._take(record_id)
            if item is not None:
                item.setPos(right, down)
                if not right and not down:
                    self._keep_or_put_back(record_id)

    def _loosen(self, record_ids: Iterable[RecordId]) -> None:
        for record_id in record_ids:
            if record_id in self.loose:
                self._keep_or_put_back(record_id)
            elif record_id in self.attention.lifted:
                self._take(record_id)

    def _take(self, record_id: RecordId) -> LooseItem[Any] | None:
        thing = self._thing(record_id)
        if thing is None or isinstance(thing, LinkPath):
            return None
        look = self.attention.look_of(record_id)
        item: LooseItem[Any]
        if isinstance(thing, CardBox):
            item = CardItem(thing, self.theme, look)
        else:
            item = NoteItem(thing, self.theme, look)
        self.loose[record_id] = item
        self.addItem(item)
        self._touch(bounds_of(thing))
        return item

    def _keep_or_put_back(self, record_id: RecordId) -> None:
        """Let a thing be part of the picture again, if it is in its place and nobody has lifted it."""
        item = self.loose[record_id]
        if item.pos().isNull() and record_id not in self.attention.lifted:
            del self.loose[record_id]
            self._dismiss(item)
            self._touch(bounds_of(item.thing))

    def clear_overlays(self) -> None:
        """Draw nothing of what the hand was doing."""
        for overlay in (self.landing, self.gap, self.band):
            overlay.clear()

    def _dismiss(self, item: LooseItem[Any]) -> None:
        item.setVisible(False)
        self._gone.append(item)
        self._burial.start()

    def _bury(self) -> None:
        for item in self._gone:
            self.removeItem(item)
        self._gone.clear()


class _Things(Mapping[RecordId, Shown]):
    """What is shown of each record, as it is at the moment of asking."""

    def __init__(self, scene: MapScene) -> None:
        self._scene = scene

    def __getitem__(self, record_id: RecordId) -> Shown:
        thing = self._scene._thing(record_id)
        if thing is None:
            raise KeyError(record_id)
        attention = self._scene.attention
        look = attention.link_look(thing) if isinstance(thing, LinkPath) else attention.look_of(record_id)
        loose = self._scene.loose.get(record_id)
        return Shown(thing, look, (loose.pos().x(), loose.pos().y()) if loose is not None else (0.0, 0.0))

    def __iter__(self) -> Iterator[RecordId]:
        plan = self._scene.plan
        yield from (link.link_id for link in plan.links)
        yield from (card.touchpoint_id for card in plan.cards)
        yield from (note.note_id for note in plan.notes)

    def __len__(self) -> int:
        plan = self._scene.plan
        return len(plan.links) + len(plan.cards) + len(plan.notes)


def bounds_of(thing: Thing) -> Rect:
    """Return the rectangle in which a thing leaves ink, in the map."""
    if isinstance(thing, LinkPath):
        return link_bounds(thing)
    return thing.rect.grown(CARD_REACH if isinstance(thing, CardBox) else NOTE_REACH)


def _ground_of(plan: Plan) -> tuple[object, ...]:
    """Return what of a plan is drawn below cards and links."""
    return plan.stages, plan.lanes, plan.rows, plan.curve


def _nobody_listens(*_what: object) -> None:
    """Do nothing: no picture is kept."""
