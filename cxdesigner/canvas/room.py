"""The room that cards make while something is held over them: the map as it would be, shown before anything is edited.

What is under the hand is always asked of the map as it is, so that nothing runs away from the pointer; only over the place that
has opened does it stay open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter

from cxdesigner.canvas import fonts
from cxdesigner.canvas.painting import paint_ghost, paint_landing
from cxdesigner.document.change import Edit
from cxdesigner.document.records import RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.layout.cells import Cell, cards_of
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.plan import Cards, Links, Plan, Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

OPENS_AFTER_MS = 90
"""The hand rests so long before cards make room: on its way across the map nothing moves."""
MOST_CARDS = 600
LONGEST_MS = 25.0
"""Above these only the cards of the one cell move aside; what took so long once is tried again some time later."""
GLIDE_MS = 110
MOST_GLIDING = 60
STICKY = 12.0
"""So far around the place that has opened the hand may go, in units, and it stays open."""

Offsets = Mapping[RecordId, tuple[float, float]]


class Room:
    """At most one place that is open. Whoever asks for it also closes it."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._make: Callable[[], Edit] | None = None
        self._cell: Cell | None = None
        self._before_id: RecordId | None = None
        self._held: frozenset[RecordId] = frozenset()
        self._base: Plan | None = None
        self._preview: Plan | None = None
        self._ghosts: tuple[Rect, ...] = ()
        self._lit: Rect | None = None
        self._aside: dict[RecordId, tuple[float, float]] = {}
        self._took_ms = 0.0
        self._timer = QTimer(view)
        self._timer.setSingleShot(True)
        self._timer.setInterval(OPENS_AFTER_MS)
        self._timer.timeout.connect(self._open)
        self._gliding = QVariantAnimation(view)
        self._gliding.setDuration(GLIDE_MS)
        self._gliding.setStartValue(1.0)
        self._gliding.setEndValue(0.0)
        self._gliding.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._gliding.valueChanged.connect(self._glide)
        self._from: dict[RecordId, tuple[float, float]] = {}
        self.moved: Callable[[], None] | None = None
        """Called when the picture has changed below what is held, so that it can be put back into the hand."""

    @property
    def is_open(self) -> bool:
        """Tell whether cards have made room now."""
        return self._preview is not None or bool(self._aside)

    def want(self, make: Callable[[], Edit], cell: Cell, before_id: RecordId | None, held: frozenset[RecordId]) -> None:
        """Make room, when the hand has rested, for what an edit would do to a cell; *held* are the cards in the hand."""
        if self.is_open and cell.rect != (self._cell.rect if self._cell is not None else None):
            self.close(glides=True)
        self._make, self._cell, self._before_id, self._held = make, cell, before_id, held
        self._timer.start()

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point is within the place that has opened."""
        return any(ghost.grown(STICKY).contains(x, y) for ghost in self._ghosts[:1])

    def grown(self, cell: Cell, x: float, y: float) -> tuple[Plan, Cell] | None:
        """Return the map as it would be, and the cell in it, where a point is within that cell as it has grown."""
        if self._preview is None or self._lit is None or not self._lit.contains(x, y):
            return None
        return self._preview, cell._replace(rect=self._lit)

    def offset_of(self, card_id: RecordId) -> tuple[float, float]:
        """Return how far the picture of a held card is from where the map has it, because it shows its new place."""
        if self._preview is None or self._base is None:
            return 0.0, 0.0
        before, after = self._base.card(card_id), self._preview.card(card_id)
        if before is None or after is None:
            return 0.0, 0.0
        return before.rect.x - after.rect.x, before.rect.y - after.rect.y

    def close(self, *, glides: bool = False) -> None:
        """Put the cards back, and forget what was wanted."""
        self._timer.stop()
        self._settle()
        self._make = self._cell = None
        view, base, preview = self._view, self._base, self._preview
        if self._aside:
            for card_id in self._aside:
                view.scene_of_map.carry((card_id,), 0, 0)
            self._aside = {}
        self._base = self._preview = None
        self._ghosts, self._lit = (), None
        if base is not None and view.shown_plan is preview:
            self._show(base, glides=glides)

    # -------------------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        view, make = self._view, self._make
        if make is None or self._cell is None:
            return
        base = self._base or view.plan
        if len(base.cards) > MOST_CARDS or self._took_ms > LONGEST_MS:
            self._took_ms /= 2
            self._step_aside(base)
            return
        started = perf_counter()
        try:
            edit = make()
            document = view.document.copy()
            document.apply(edit.change)
        except Refused:
            return
        plan = lay_out(document, view.map_id, view.lanes, fonts.measure, memory=view.layout_memory.branched())
        self._took_ms = (perf_counter() - started) * 1000
        if any(plan.card(card_id) is None for card_id in self._held):
            return
        landed = [card for card_id in edit.show if (card := plan.card(card_id)) is not None]
        if not edit.change or not landed:
            return
        self._ghosts = tuple(card.rect for card in landed)
        new = frozenset(record.id for record in edit.change.added())
        if new:
            plan = _without(plan, new)
        self._base, self._preview = base, plan
        lit = Rect(
            plan.columns[landed[0].column].rect.x,
            plan.lanes[landed[0].lane].rect.y,
            plan.columns[landed[0].column].rect.width,
            plan.lanes[landed[0].lane].rect.height,
        )
        self._lit = lit
        self._show(plan)
        scene = view.scene_of_map
        scene.gap.clear()
        scene.landing.show_drawing(_around(lit, self._ghosts), partial(self._paint, lit, self._ghosts))

    def _show(self, plan: Plan, *, glides: bool = True) -> None:
        """Draw another plan; cards glide to their places, and what is held stays in the hand."""
        view = self._view
        self._settle()
        before, view.shown_plan = view.shown_plan, plan
        view.scene_of_map.show_plan(plan, view.theme)
        self._from = self._moved_cards(before, plan) if glides else {}
        if self._from:
            self._glide(1.0)
            self._gliding.start()
        view.place_headings()
        view.viewport().update()
        if self.moved is not None:
            self.moved()

    def _moved_cards(self, before: Plan, after: Plan) -> dict[RecordId, tuple[float, float]]:
        """Return how far cards in view have gone, or nothing where they are too many to watch."""
        seen = self._view.visible_rect()
        area = Rect(seen.x(), seen.y(), seen.width(), seen.height())
        found: dict[RecordId, tuple[float, float]] = {}
        for card in after.cards:
            old = before.card(card.touchpoint_id)
            if old is None or old.rect == card.rect or card.touchpoint_id in self._held:
                continue
            if card.rect.meets(area) or old.rect.meets(area):
                found[card.touchpoint_id] = old.rect.x - card.rect.x, old.rect.y - card.rect.y
                if len(found) > MOST_GLIDING:
                    return {}
        return found

    def _glide(self, share: float) -> None:
        for card_id, (right, down) in self._from.items():
            self._view.scene_of_map.carry((card_id,), right * share, down * share)

    def _settle(self) -> None:
        self._gliding.stop()
        self._glide(0.0)
        self._from = {}

    def _step_aside(self, base: Plan) -> None:
        """Move only the cards of the cell below the hand, or those beside the border."""
        cell, scene = self._cell, self._view.scene_of_map
        assert cell is not None
        for card_id in self._aside:
            scene.carry((card_id,), 0, 0)
        self._aside = dict(_aside(base, cell, self._before_id, self._held))
        for card_id, (right, down) in self._aside.items():
            scene.carry((card_id,), right, down)

    def _paint(self, lit: Rect, ghosts: tuple[Rect, ...], painter: QPainter) -> None:
        paint_landing(painter, lit, self._view.theme)
        for ghost in ghosts:
            paint_ghost(painter, ghost, self._view.theme)


def _without(plan: Plan, gone: frozenset[RecordId]) -> Plan:
    """Return a plan without some cards and the links that touch them."""
    cards = Cards.of(card for card in plan.cards if card.touchpoint_id not in gone)
    links = Links.of([link for link in plan.links if not {link.link_id, link.source_id, link.target_id} & gone])
    notes = tuple(note for note in plan.notes if note.note_id not in gone)
    return replace(plan, cards=cards, links=links, notes=notes)


def _around(lit: Rect, ghosts: tuple[Rect, ...]) -> Rect:
    rects = [lit, *(ghost.grown(10) for ghost in ghosts)]
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    return Rect(left, top, max(rect.right for rect in rects) - left, max(rect.bottom for rect in rects) - top)


def _aside(plan: Plan, cell: Cell, before_id: RecordId | None, held: frozenset[RecordId]) -> Offsets:
    """Return how far cards move aside where the whole map is too large to be laid out again."""
    place = next(
        (at for at, column in enumerate(plan.columns) if (column.stage_id, column.step) == (cell.stage_id, cell.step)),
        None,
    )
    if place is None:
        return {}
    here = [card for card in cards_of(plan, place, cell.lane_index) if card.touchpoint_id not in held]
    if cell.before_column:
        return {card.touchpoint_id: (40.0, 0.0) for card in here}
    below = next((at for at, card in enumerate(here) if card.touchpoint_id == before_id), len(here))
    return {card.touchpoint_id: (0.0, card.rect.height / 2) for card in here[below:]}
