"""The keyboard on the map: at which card, empty cell or heading it is, the frame around that, and what is said there.

Made with the first key; a map that is only looked at does without.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QPainter

from cxdesigner.canvas import speech, walking
from cxdesigner.canvas.frames import HeadingFrame, paint_frame
from cxdesigner.canvas.ink import box
from cxdesigner.canvas.items.overlays import OverlayItem
from cxdesigner.canvas.row_cells import RowCell, cell_of_record, cell_of_row, record_in
from cxdesigner.canvas.walking import Place
from cxdesigner.document.records import ExperienceCell, RecordId
from cxdesigner.layout.cells import Cell
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.shapes import outer_of

if TYPE_CHECKING:
    from cxdesigner.canvas.strip import Spot, Strip
    from cxdesigner.canvas.view import MapView

FRAME_DEPTH = 15.0
FRAME_ROOM = 12.0
"""How far the frame stands away from a card, in units."""
WAYS = "Way {0} of {1} · ↑ and ↓ choose another"


class Walker:
    """Where the keyboard is. The selection leads: who selects a card with the mouse, walks on from there."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._place: Place | None = None
        self._seen: tuple[RecordId, ...] = ()
        """What was selected when the keyboard was put to its place: as long as it is, nobody has gone elsewhere."""
        self._anchor: Place | None = None
        self._ahead = 1
        """In which direction the links were followed last."""
        self._visited: list[RecordId] = []
        self._ways: list[RecordId] = []
        self._cell_frame = OverlayItem(FRAME_DEPTH)
        view.scene_of_map.addItem(self._cell_frame)
        self._heading_frame = HeadingFrame(view)

    # -- where ----------------------------------------------------------------------------------------------------------

    @property
    def place(self) -> Place | None:
        """Where the keyboard is now, or None where nobody has been yet."""
        view = self._view
        if view.selection and view.selection != self._seen:
            return self._place_of(view.selection[-1]) or self._still(self._place)
        return self._still(self._place)

    def _still(self, place: Place | None) -> Place | None:
        return walking.still_there(self._view.plan, place) if place is not None else None

    def _place_of(self, record_id: RecordId) -> Place | None:
        record = self._view.document.find(record_id)
        if not isinstance(record, ExperienceCell):
            return walking.place_of(self._view.plan, record_id)
        cell = cell_of_record(self._view.plan, record)
        return walking.place_of_row(self._view.plan, cell.row_id, cell.column) if cell is not None else None

    def _record_at(self, place: Place) -> RecordId | None:
        """Return which record stands at a place, in a cell of a row too."""
        cell = self._row_cell(place)
        record = record_in(self._view.document, cell) if cell is not None else None
        return record.id if record is not None else walking.record_at(self._view.plan, place)

    def _row_cell(self, place: Place) -> RowCell | None:
        is_cell = place.row_id is not None and place.column >= 0
        return cell_of_row(self._view.plan, place.row_id, place.column) if is_cell and place.row_id else None

    def row_cell(self) -> RowCell | None:
        """Return the cell of an experience row where the keyboard is, if nothing else is selected."""
        place = self.place
        if place is None or place.row_id is None or self._view.selection not in ((), (self._record_at(place),)):
            return None
        return self._row_cell(place)

    def go_to_cell(self, cell: RowCell) -> None:
        """Be in a cell of an experience row, and select what stands there."""
        self.go(walking.place_of_row(self._view.plan, cell.row_id, cell.column))

    @property
    def record_id(self) -> RecordId | None:
        """What stands where the keyboard was put last."""
        place = self._still(self._place)
        return self._record_at(place) if place is not None else None

    def is_in_empty_cell(self) -> bool:
        """Tell whether typing would make a card."""
        place = self.place
        return (
            place is not None
            and place.row_id is None
            and not place.is_heading
            and place.card_id is None
            and not self._view.selection
        )

    def cell(self) -> Cell | None:
        """Return the cell where the keyboard is; None on a heading, and where nobody has been yet."""
        place = self.place
        return walking.cell_of(self._view.plan, place) if place is not None else None

    def _middle_on_screen(self) -> QPoint | None:
        """Return the middle of the place on the screen: there a menu opens."""
        view, place = self._view, self.place
        if place is None:
            return None
        if place.is_heading:
            self.show_frame()
            return self._heading_frame.mapToGlobal(self._heading_frame.rect().center())
        rect = walking.rect_of(view.plan, place)
        return view.viewport().mapToGlobal(view.in_viewport(box(rect)).center())

    # -- going ----------------------------------------------------------------------------------------------------------

    def walk(self, right: int, down: int) -> None:
        """Go one step on; where there are several ways of links to choose from, to the next of them."""
        if down and len(self._ways) > 1:
            self._choose_way(down)
            return
        place = self.place
        if place is None:
            self.go(walking.first_place(self._view.plan))
        else:
            self.go(walking.step(self._view.plan, place, right, down))

    def walk_far(self, right: int, *, is_map: bool = False) -> None:
        """Go to the first or last step of the lane, or of the map."""
        plan, place = self._view.plan, self.place or walking.first_place(self._view.plan)
        if place is not None:
            self.go(walking.end_of_map(plan, right) if is_map else walking.end_of_lane(plan, place, right))

    def walk_screen(self, right: int, down: int) -> None:
        """Go as far as is in view."""
        view, place = self._view, self.place or walking.first_place(self._view.plan)
        seen = view.visible_rect()
        if place is not None:
            self.go(walking.a_screen_on(view.plan, place, right * seen.width(), down * seen.height()))

    def walk_stage(self, by: int) -> None:
        """Go to the next stage, or to the one before; where one stage is focused, the next one is focused."""
        view, plan = self._view, self._view.plan
        ids = [stage.stage_id for stage in plan.stages]
        focused = view.spotlight.stage_id
        place = self.place
        now = focused or (plan.columns[max(0, place.column)].stage_id if place is not None else None)
        number = ids.index(now) + by if now in ids else 0
        if not 0 <= number < len(ids):
            return
        column = next(n for n, column in enumerate(plan.columns) if column.stage_id == ids[number])
        if focused is not None:
            view.focus_stage(ids[number])
        self.go(Place(walking.HEADING, column))

    def extend(self, right: int, down: int) -> None:
        """Go one step on and select all cards between here and where that began."""
        view, place = self._view, self.place
        if place is None or place.is_heading:
            self.walk(right, down)
            return
        anchor = self._anchor or place
        target = walking.step(view.plan, place, right, down)
        if target is None or target.is_heading:
            return
        self._place, self._anchor = target, anchor
        between = walking.between(view.plan, anchor, target)
        here = [target.card_id] if target.card_id in between else []
        view.select([*(card_id for card_id in between if card_id not in here), *here])
        self._stay(target)
        self._arrive()

    def toggle(self) -> None:
        """Select the card here, or select it no longer."""
        view, place = self._view, self.place
        if place is None or place.card_id is None:
            return
        is_in = place.card_id in view.selection
        rest = [record_id for record_id in view.selection if record_id != place.card_id]
        self._place = place
        view.select(rest if is_in else [*rest, place.card_id])
        self._stay(place)
        self.show_frame()

    def follow_link(self, ahead: int) -> bool:
        """Go along the way that stands out, or else the links; False where none leads on, or only to where one has been."""
        view, place = self._view, self.place
        if view.spotlight.way is not None:
            from cxdesigner.canvas.way import walk_way

            return walk_way(view, ahead)
        if place is None or place.card_id is None:
            return False
        if ahead != self._ahead:  # Who turns round wants to go back where he came from.
            self._ahead, self._visited = ahead, []
        visited = [*self._visited, place.card_id] if self._visited[-1:] != [place.card_id] else self._visited
        ways = walking.along_links(view.plan, place.card_id, ahead)
        target = next((way for way in ways if way not in visited), None)
        if target is None:
            self._visited, self._ways = [], []
            return False
        self.go(walking.place_of(view.plan, target))
        self._visited = [*visited, target]
        self._ways = ways
        self._say_ways(target)
        return True

    def _choose_way(self, by: int) -> None:
        ways, visited = self._ways, self._visited
        here = self.record_id
        target = ways[(ways.index(here) + by) % len(ways)] if here in ways else ways[0]
        self.go(walking.place_of(self._view.plan, target))
        self._ways, self._visited = ways, [*visited[:-1], target]
        self._say_ways(target)

    def _say_ways(self, target: RecordId) -> None:
        if len(self._ways) > 1:
            words = WAYS.format(self._ways.index(target) + 1, len(self._ways))
            self._view.hand.hint.show_text(words)

    def walk_links(self) -> None:
        """Select one link of the card here after the other: those that lead on first."""
        view, place = self._view, self.place
        if place is None or place.card_id is None:
            return
        links = walking.links_at(view.plan, place.card_id)
        if not links:
            view.refused.emit("This card has no links; L begins one.")
            return
        here = view.selection[0] if len(view.selection) == 1 else None
        self._select_beside(links[(links.index(here) + 1) % len(links)] if here in links else links[0], place)

    def walk_notes(self) -> None:
        """Select one note of the map after the other, along the journey."""
        view = self._view
        notes = [box.note_id for box in sorted(view.plan.notes, key=lambda box: (box.rect.x, box.rect.y))]
        if not notes:
            view.refused.emit("There are no notes on this map.")
            return
        here = view.selection[0] if len(view.selection) == 1 else None
        self._select_beside(notes[(notes.index(here) + 1) % len(notes)] if here in notes else notes[0], self.place)

    def _select_beside(self, record_id: RecordId, place: Place | None) -> None:
        """Select something that stands in no cell; the keyboard goes on from where it was."""
        view = self._view
        self._place = place
        view.show_record(record_id)
        speech.say(view, speech.spoken(view.document, (record_id,)))

    def forget_ways(self) -> None:
        """Begin anew with Tab: something else was done in between."""
        if len(self._ways) > 1:
            self._view.hand.say_tool()
        self._visited, self._ways = [], []

    def go(self, place: Place | None) -> None:
        """Go to a place and select what stands there; None stays."""
        if place is None:
            return
        self.forget_ways()
        view = self._view
        self._place = place
        self._anchor = None
        record_id = self._record_at(place)
        view.select([record_id] if record_id is not None else [])
        self._stay(place)
        self._arrive()

    def put(self, place: Place | None) -> None:
        """Be at a cell that was clicked."""
        self._anchor = None
        self._stay(place)
        self.forget_ways()
        self.show_frame()

    def _stay(self, place: Place | None) -> None:
        self._place, self._seen = place, self._view.selection

    def click(self, at: QPointF) -> None:
        """Be at the cell that was clicked, so that what is typed next makes a card there."""
        place = walking.place_at(self._view.plan, at.x(), at.y())
        if place is not None and place.card_id is None:
            self.put(place)

    def arrive(self) -> None:
        """Come to the map with the keyboard: where one was last, or where reading begins."""
        if self.place is None:
            self._place = walking.first_place(self._view.plan)
        self.show_frame()
        speech.say(self._view, self.spoken())

    def _arrive(self) -> None:
        """Bring the place into view, frame it and say it."""
        view, place = self._view, self._place
        if place is None:
            return
        rect = walking.rect_of(view.plan, place)
        seen = view.visible_rect()
        if place.lane == walking.HEADING:
            rect = Rect(rect.x, seen.center().y(), min(rect.width, seen.width() / 2), 1)
        elif place.column < 0:
            rect = Rect(seen.center().x(), rect.y, 1, min(rect.height, seen.height() / 2))
        view.viewpoint.show_rect(QRectF(rect.x, rect.y, rect.width, rect.height))
        self.show_frame()
        speech.say(view, self.spoken())

    def spoken(self) -> str:
        """Return what is said about the place."""
        view, place = self._view, self.place
        if place is None:
            return ""
        return speech.spoken_place(view.document, view.plan, place)

    # -- the frame ------------------------------------------------------------------------------------------------------

    def show_frame(self) -> None:
        """Frame the place where the keyboard is, if no selected card shows it already and nothing is in the hand."""
        view, place = self._view, self.place
        if self._ways and (view.selection != self._seen or not view.hasFocus()):
            self.forget_ways()
        is_shown = place is not None and view.hasFocus() and view.selection != (place.card_id,)
        is_shown = is_shown and not view.scene_of_map.attention.lifted
        self._heading_frame.setVisible(False)
        if not is_shown or place is None:
            self._cell_frame.clear()
            return
        if place.is_heading:
            self._cell_frame.clear()
            self._frame_heading(place)
            return
        rect = walking.rect_of(view.plan, place)
        rect = rect.grown(FRAME_ROOM) if place.card_id is not None else rect.grown(-FRAME_ROOM / 2)
        self._cell_frame.show_drawing(rect, partial(self._paint, rect))

    def follow_scrolling(self) -> None:
        """Keep the frame around its heading while the map is scrolled."""
        if not self._heading_frame.isHidden():
            self.show_frame()

    def _paint(self, rect: Rect, painter: QPainter) -> None:
        paint_frame(painter, rect, self._view.theme)

    def _frame_heading(self, place: Place) -> None:
        strip, spot = self._heading(place)
        if spot is None:
            return
        frame = spot.rect.toAlignedRect().intersected(strip.rect())
        self._heading_frame.setGeometry(frame.translated(strip.pos()))
        self._heading_frame.setVisible(True)
        self._heading_frame.raise_()

    def _heading(self, place: Place) -> tuple[Strip, Spot | None]:
        """Return the strip on which a heading is, and the heading there."""
        view = self._view
        if place.lane == walking.HEADING:
            stage_id = walking.record_at(view.plan, place)
            return view.stage_strip, next((s for s in view.stage_strip.spots() if s.record_id == stage_id), None)
        if place.row_id is not None:
            return view.lane_strip, view.lane_strip.spot_of(place.row_id)
        key, is_outer = view.plan.lanes[place.lane].key, place.column == walking.OUTER
        key = (outer_of(key) or key) if is_outer else key
        spots = view.lane_strip.spots()
        return view.lane_strip, next((s for s in spots if s.lane == key and s.is_outer == is_outer), None)

    def ask_for_menu(self) -> None:
        """Ask for the menu where the keyboard is."""
        view = self._view
        at = self._middle_on_screen() or view.viewport().mapToGlobal(view.centre())
        view.asked_for_menu.emit(self._thing_for_menu(), at)

    def _thing_for_menu(self) -> object:
        """Return what a menu that is opened with a key is about: a heading, or what is selected."""
        place, selection = self.place, self._view.selection
        if place is not None and place.is_heading and (not selection or selection == (self.record_id,)):
            strip, spot = self._heading(place)
            if spot is not None:
                strip.note_press(spot, spot.rect.center().toPoint())
                return spot.lane or spot.record_id
        return selection[0] if selection else None
