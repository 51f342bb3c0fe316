"""The small bar at what is selected: when it is there, and where it lies, which is never on the card itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer

from cxdesigner.canvas.card_bar_rows import Row, row_for
from cxdesigner.canvas.ink import box
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import Plan, Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

AFTER_MS = 60
"""The bar comes so long after a selection: while one walks from card to card it does not flicker."""
GAP = 14
"""Pixels between the bar and the card: room for the ring of a selected card and the signs on its edge."""
EDGE = 6
"""Pixels that the bar keeps from the edges of the viewport."""
FAR = 0.35
"""Below this zoom the bar is larger than many cards: it lies at the foot of the map, where it hides nothing that is looked at."""
CROWDED, MOST_COVERED = 0.6, 2
"""Below this zoom it lies there too where it would hide more than so many other cards."""
NARROW = 760
"""On a map of fewer pixels across the bar has no words."""


class CardBar(QObject):
    """Shows the bar that suits the selection, and lets it follow the map. It rests while the hand or a title is at work."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._rows: dict[str, Row] = {}
        self._row: Row | None = None
        self._is_held = False
        self._chosen: tuple[tuple[RecordId, ...], frozenset[RecordId]] = (), frozenset()
        """What is selected, in its order and as a set: a scroll asks for it often."""
        self._is_below: bool | None = None
        """On which side it lies where both have room: where fewer cards are; it stays there until something else is selected."""
        self._is_at_foot: bool | None = None
        """Whether it lies at the foot of the map because it would hide too many cards; that stays as well."""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(AFTER_MS)
        self._clock.timeout.connect(self.show_now)
        view.zoomed.connect(self.place)

    @property
    def row(self) -> Row | None:
        """The bar that is shown, or None."""
        return self._row if self._row is not None and not self._row.isHidden() else None

    def follow(self) -> None:
        """Note that something else is selected."""
        self._clock.start()

    def look_again(self) -> None:
        """Note that the selected cards may say something else now, or stand somewhere else."""
        if self.row is not None and not self._clock.isActive():
            self.show_now()
        else:
            self._clock.start()

    def hold(self) -> None:
        """Go out of the way: the hand is on the map."""
        self._is_held = True
        self._hide()

    def let_go(self) -> None:
        """Come back: the hand has left the map."""
        self._is_held = False
        self._clock.start()

    def rest(self) -> None:
        """Go out of the way of somebody who types."""
        self._hide()

    def take_keys(self) -> None:
        """Let the keys go through the bar; they come back to the map by Esc."""
        self._is_held = False
        self.show_now()
        if self.row is not None:
            self.row.take_keys()

    def show_now(self) -> None:
        """Show the bar for what is selected now."""
        self._clock.stop()
        view = self._view
        row, ids = row_for(view, self._rows) if not self._is_held and view.editor is None else (None, ())
        if row is not self._row:
            self._hide()
        if row is None:
            return
        if row is not self._row:
            self._row = row
            if not row.property("is_heard"):
                self._listen(row)
        if tuple(ids) != row.ids:
            self._is_below = self._is_at_foot = None
        width = view.viewport().width()
        row.show_records(ids, view.theme, is_narrow=width < NARROW, room=width - 2 * EDGE)
        self.place()

    def place(self, *_: object) -> None:
        """Follow the map after a scroll, a zoom or a change."""
        row = self._row
        if row is None or self._is_held or self._view.editor is not None or self._clock.isActive():
            return
        area = self._view.viewport().rect()
        rects, size = self._rects(row.ids, area), row.sizeHint()
        spots = spots_beside(rects, size, area)
        if not spots:
            if row.has_keys():
                self._give_back()
            row.hide()
            return
        foot = self._foot(size, area)
        if self._belongs_to_foot(foot, [QRect(spot, size) for spot in spots]) and not any(map(foot.intersects, rects)):
            spots = [foot.topLeft()]
        elif len(spots) > 1 and self._is_below is None:
            self._is_below = self._covers(QRect(spots[1], size)) < self._covers(QRect(spots[0], size))
        row.setGeometry(QRect(spots[-1] if self._is_below and len(spots) > 1 else spots[0], size))
        row.show()
        row.raise_()

    def _foot(self, size: QSize, area: QRect) -> QRect:
        """Return the middle of the foot of the map, or the place beside the overview, or above it, where that is in the way."""
        foot = QRect(QPoint(max(area.left(), area.center().x() - size.width() // 2), 0), size)
        foot.moveBottom(area.bottom() - EDGE)
        overview = self._view.minimap if "minimap" in vars(self._view) else None
        if overview is not None and not overview.isHidden() and foot.intersects(overview.geometry()):
            beside = overview.x() - GAP - size.width()
            if beside >= area.left() + EDGE:
                foot.moveLeft(beside)
            else:
                foot.moveBottom(overview.y() - GAP)
        return foot

    def _belongs_to_foot(self, foot: QRect, beside: list[QRect]) -> bool:
        """Tell whether the foot of the map is a better place than any beside what is selected."""
        zoom = self._view.viewpoint.zoom
        if zoom < FAR or zoom >= CROWDED:
            return zoom < FAR
        if self._is_at_foot is None:
            hidden = min(map(self._covers, beside))
            self._is_at_foot = hidden > MOST_COVERED and self._covers(foot) < hidden
        return self._is_at_foot

    def _covers(self, spot: QRect) -> int:
        """Return on how many cards and notes the bar would lie."""
        area = self._view.viewportTransform().inverted()[0].mapRect(QRectF(spot))
        return len(self._view.hits.things_in(Rect(area.x(), area.y(), area.width(), area.height())))

    def _hide(self) -> None:
        self._clock.stop()
        if self._row is not None:
            if self._row.has_keys():
                self._give_back()
            self._row.hide()
            self._row = None

    def _listen(self, row: Row) -> None:
        row.setProperty("is_heard", True)
        row.left.connect(self._give_back)
        row.typing_asked.connect(self._view.edit_title)
        row.menu_asked.connect(self._ask_for_menu)

    def _give_back(self) -> None:
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_menu(self, place: QPoint) -> None:
        if self._row is not None and self._row.ids:
            self._view.asked_for_menu.emit(self._row.ids[0], place)

    def _rects(self, ids: tuple[RecordId, ...], area: QRect) -> list[QRect]:
        """Return where in the viewport what is selected and in view lies: all of it together, and what was selected last."""
        view = self._view
        if self._chosen[0] is not ids:
            self._chosen = ids, frozenset(ids)
        seen = view.visible_rect()
        within = Rect(seen.x(), seen.y(), seen.width(), seen.height()).grown(1)
        if any(view.plan.card(record_id) is not None for record_id in ids):
            cards = {
                it.touchpoint_id: it.rect for it in view.hits.cards_in(within) if it.touchpoint_id in self._chosen[1]
            }
            found = [cards[record_id] for record_id in ids if record_id in cards] if cards else []
        else:
            found = [rect for rect in middles_of(view.plan, ids) if rect.meets(within)]
        if not found:
            return []
        left, top = min(rect.x for rect in found), min(rect.y for rect in found)
        right, bottom = max(rect.right for rect in found), max(rect.bottom for rect in found)
        together = QRectF(left, top, right - left, bottom - top)
        return [view.in_viewport(together), view.in_viewport(box(found[-1]))]


def middles_of(plan: Plan, ids: tuple[RecordId, ...]) -> list[Rect]:
    """Return where the middle pieces of links are on the map."""
    found = []
    for path in plan.links.of_any(set(ids)):
        if path.link_id in ids:
            (x1, y1), (x2, y2) = path.points[len(path.points) // 2 - 1], path.points[len(path.points) // 2]
            found.append(Rect(min(x1, x2), min(y1, y2), max(1.0, abs(x2 - x1)), max(1.0, abs(y2 - y1))))
    return found


def spots_beside(rects: list[QRect], size: QSize, area: QRect) -> list[QPoint]:
    """Return where a bar may lie in a viewport, the best first: above what is selected, or below it; none where neither has room.

    With many selected cards it lies at all of them together where that is possible, else at the last one.
    """
    if not rects:
        return []
    together = QRect(rects[0])
    for rect in rects[1:]:
        together = together.united(rect)
    spots = []
    for around in (together, rects[-1]):
        left = min(max(around.center().x() - size.width() // 2, area.left() + EDGE), area.right() - EDGE - size.width())
        for top in (around.top() - GAP - size.height(), around.bottom() + 1 + GAP):
            spot = QRect(QPoint(max(area.left(), left), top), size)
            if top >= area.top() + EDGE and spot.bottom() <= area.bottom() - EDGE:
                spots.append(spot.topLeft())
        if spots:
            break
    return spots
