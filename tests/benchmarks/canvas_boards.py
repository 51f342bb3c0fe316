"""The two sides of the benchmark of the canvas: a big map in a real view, and a plain scene of ready pictures of its cards."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsItem,
    QGraphicsPixmapItem,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)

from cxdesigner.canvas.ink import color
from cxdesigner.canvas.marks import STRIPE
from cxdesigner.canvas.painting import paint_card
from cxdesigner.canvas.view import MapView
from cxdesigner.canvas.viewpoint import PIXELS_PER_UNIT
from cxdesigner.document.document import Document
from cxdesigner.document.reading import maps_of
from cxdesigner.layout.plan import CardBox, Plan
from cxdesigner.storage.surroundings import Surroundings
from cxdesigner.workspace import Workspace

WIDTH, HEIGHT = 1920, 1080
NEAR, LIKE = 60, 200
"""How far a pixel may be from a team's colour, all channels together: crisp, and in a scaled picture."""
SMOOTH = 4.0
"""A stripe that is narrower, in pixels, is mixed with what is beside it, and with its pattern."""
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def settle() -> None:
    """Let Qt do all it has put off, painting too."""
    for _ in range(3):
        QApplication.processEvents()


def cpu_of_frame(change: Callable[[], object]) -> float:
    """Return the CPU seconds from a change to the painted picture."""
    started = time.process_time()
    change()
    QApplication.processEvents()
    QApplication.processEvents()
    return time.process_time() - started


class Side:
    """What both sides can do: press, move and turn the wheel with real events."""

    view: QGraphicsView

    def mouse(self, kind: QEvent.Type, at: QPointF) -> None:
        """Send an event of the left button to the viewport."""
        port = self.view.viewport()
        buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        place = QPointF(port.mapToGlobal(at.toPoint()))
        QApplication.sendEvent(port, QMouseEvent(kind, at, place, button, buttons, NONE))

    def press(self, at: QPointF) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, at)

    def move(self, at: QPointF) -> None:
        self.mouse(QEvent.Type.MouseMove, at)

    def release(self, at: QPointF) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, at)

    def turn_wheel(self, at: QPointF, steps: int) -> None:
        """Turn the wheel with Ctrl held, upwards where *steps* is positive."""
        port = self.view.viewport()
        place = QPointF(port.mapToGlobal(at.toPoint()))
        control, phase = Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, place, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, control, phase, False)
        QApplication.sendEvent(port, event)

    def scroll(self, pixels: int) -> None:
        """Scroll to the right."""
        bar = self.view.horizontalScrollBar()
        bar.setValue(bar.value() + pixels)


class OurSide(Side):
    """The real thing: a workspace, its view, and problems that are up to date."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.workspace = Workspace.new(document, Surroundings(folder=folder))
        self.map_id = maps_of(document)[0].id
        self.view = self.map = MapView(document, self.map_id, self.workspace.perform)
        self.view.resize(WIDTH, HEIGHT)
        self.view.show()
        self.show_problems()
        settle()

    def show_problems(self) -> None:
        """Look for problems and mark them, as the window does after an edit."""
        from cxdesigner.journey.rules.found import worst_by_record

        self.map.set_problems(worst_by_record(self.workspace.check()))

    def cards_in_view(self) -> list[CardBox]:
        """Return the cards whose stripes are wholly in view."""
        seen = self.map.visible_rect()
        return [
            card
            for card in self.map.plan.cards
            if seen.contains(QRectF(card.rect.x, card.rect.y, STRIPE, card.rect.height))
        ]

    def check_picture(self, *, reach: int = 1, tolerance: int = NEAR, without: Iterable[str] = ()) -> int:
        """Return how many cards are in view; each must be in the window with its team's colour, or this raises."""
        image = picture_of(self.map)
        corner = self.map.viewport().mapTo(self.map, QPoint(0, 0))
        covered = [widget.geometry() for widget in self._lying_over_the_map()]
        cards = [
            card
            for card in self.cards_in_view()
            if card.touchpoint_id not in without and not any(area.intersects(self._place_of(card)) for area in covered)
        ]
        missing = [card.touchpoint_id for card in cards if not self._is_painted(image, corner, card, reach, tolerance)]
        if missing or not cards:
            raise AssertionError(f"{len(missing)} of {len(cards)} cards in view were not painted: {missing[:3]}")
        return len(cards)

    def _lying_over_the_map(self) -> list[QWidget]:
        """Return the hint, the bar and whatever else lies over the map now."""
        port = self.map.viewport()
        children = self.map.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        inside = port.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        above = [child for child in children if child not in (port, *self.map.headings())]
        return [widget for widget in (*above, *inside) if widget.isVisible()]

    def _place_of(self, card: CardBox) -> QRect:
        corner = self.map.viewport().pos()
        place = self.map.in_viewport(QRectF(*card.rect))
        return place.united(place.translated(corner))

    def _is_painted(self, image: QImage, corner: QPoint, card: CardBox, reach: int, tolerance: int) -> bool:
        rect = card.rect
        place = self.map.viewportTransform().mapRect(QRectF(rect.x, rect.y, STRIPE, rect.height))
        picture = self.map.picture
        if place.width() < SMOOTH and (not picture.is_far or picture.has_titles):
            tolerance = max(tolerance, LIKE)
        wanted = color(self.map.theme.team(card.color))
        across = range(int(place.x()) - reach, int(place.right()) + reach + 1)
        low = place.y() + place.height() * 0.72
        down = (
            range(round(low), round(low) + 4)
            if place.height() > 6
            else range(int(place.y()) - 1, int(place.bottom()) + 2)
        )
        pixels = (image.pixelColor(corner.x() + x, corner.y() + y) for y in down for x in across)
        return any(
            abs(pixel.red() - wanted.red()) + abs(pixel.green() - wanted.green()) + abs(pixel.blue() - wanted.blue())
            <= tolerance
            for pixel in pixels
        )


class FloorSide(Side):
    """A plain scene with one ready picture a card, of the same sizes and in the same places; everything else is Qt's."""

    def __init__(self, plan: Plan, ours: MapView) -> None:
        self.scene = QGraphicsScene(0, 0, plan.width * PIXELS_PER_UNIT, plan.height * PIXELS_PER_UNIT)
        self.items: list[QGraphicsPixmapItem] = []
        for card in plan.cards:
            item = self.scene.addPixmap(_picture(card, ours))
            item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable)
            item.setPos(card.rect.x * PIXELS_PER_UNIT, card.rect.y * PIXELS_PER_UNIT)
            self.items.append(item)
        self.view = QGraphicsView(self.scene)
        # Smooth, as every program shows pictures that are scaled: without it cards are noise when the whole map is in view.
        self.view.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.view.resize(WIDTH, HEIGHT)
        self.view.show()
        settle()

    def fit(self) -> None:
        """Show the whole scene."""
        self.view.fitInView(self.scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        settle()

    def actual_size(self) -> None:
        """Show it as it is."""
        self.view.resetTransform()
        settle()

    def place_of(self, number: int) -> QPointF:
        """Return where the middle of an item is on the viewport."""
        item = self.items[number]
        return QPointF(self.view.mapFromScene(item.sceneBoundingRect().center()))


def _picture(card: CardBox, ours: MapView) -> QPixmap:
    rect = card.rect
    result = QPixmap(round(rect.width * PIXELS_PER_UNIT), round(rect.height * PIXELS_PER_UNIT))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(PIXELS_PER_UNIT, PIXELS_PER_UNIT)
    painter.translate(-rect.x, -rect.y)
    paint_card(painter, card, ours.theme)
    painter.end()
    return result


def picture_of(view: QGraphicsView) -> QImage:
    """Return what the window shows now: nothing is painted for it."""
    return view.screen().grabWindow(view.winId()).toImage()


def temporary_folder() -> Path:
    """Return a folder for the safe copies of one run."""
    return Path(tempfile.mkdtemp(prefix="cxdesigner-benchmark-"))
