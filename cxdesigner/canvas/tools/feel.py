"""Dragging a face of the emotion curve up or down: how the customer feels at that touchpoint, from −2 to +2."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from cxdesigner.canvas.faces import WORDS
from cxdesigner.commands import values
from cxdesigner.document.records import RecordId
from cxdesigner.layout.curve import MARGIN, MOST, Felt, emotion_curve
from cxdesigner.layout.plan import Curve, CurvePoint, Plan

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

REACH, FAR_REACH = 40.0, 110.0
"""How near to the middle of a face is on it, in units; from afar it is more."""
REACH_PIXELS = 12.0


def point_at(view: MapView, at: QPointF) -> CurvePoint | None:
    """Return the face of the curve under a point of the map, the nearest one where they stand close."""
    curve = view.plan.curve
    reach = min(FAR_REACH, max(REACH, REACH_PIXELS / view.viewpoint.scale))
    if curve is None or not curve.rect.grown(reach).contains(at.x(), at.y()):
        return None
    near = [point for point in curve.points if abs(point.x - at.x()) <= reach and abs(point.y - at.y()) <= reach]
    return min(near, key=lambda point: (point.x - at.x()) ** 2 + (point.y - at.y()) ** 2, default=None)


def emotion_at(curve: Curve, y: float) -> int:
    """Return which emotion a height of the curve means."""
    step = (curve.rect.height / 2 - MARGIN) / MOST
    return max(-MOST, min(MOST, round((curve.middle_y - y) / step)))


class DragFeeling:
    """A face in the hand; the curve is shown as it would be, and nothing else moves."""

    scrolls = False

    def __init__(self, view: MapView, touchpoint_id: RecordId) -> None:
        self._view = view
        self._id = touchpoint_id
        self._emotion: int | None = None

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view, curve = self._view, self._view.plan.curve
        if curve is None:
            return
        self._emotion = emotion_at(curve, at.y())
        view.hand.show_cursor(Qt.CursorShape.ClosedHandCursor)
        draft = _felt_else(curve, self._id, self._emotion)
        plan = replace(view.plan, curve=draft)
        view.scene_of_map.band.show_drawing(curve.rect.grown(4), partial(_paint, view=view, plan=plan))
        words = f"“{view.document.title_of(self._id)}”: {WORDS[self._emotion]} · Esc: put back"
        view.hand.hint.show_text(words)

    def finish(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view, emotion = self._view, self._emotion
        self.cancel()
        if emotion is not None and view.document.touchpoint(self._id).emotion != emotion:
            view.do(lambda: values.mark(view.document, (self._id,), "emotion", emotion), selects=False)

    def cancel(self) -> None:
        self._view.scene_of_map.band.clear()
        self._view.hand.show_cursor(None)
        self._view.hand.hint.show_text("")


def _felt_else(curve: Curve, touchpoint_id: RecordId, emotion: int) -> Curve:
    """Return the curve as it would be if something else was felt at one touchpoint."""
    felt = [
        Felt(point.touchpoint_id, point.x, emotion if point.touchpoint_id == touchpoint_id else point.emotion)
        for point in curve.points
    ]
    end = next((point.touchpoint_id for point in curve.points if point.is_end), None)
    return emotion_curve(felt, curve.rect, curve.header, end)


def _paint(painter: QPainter, *, view: MapView, plan: Plan) -> None:
    from cxdesigner.canvas.ground import paint_ground

    assert plan.curve is not None
    painter.setClipRect(QRectF(*plan.curve.rect))
    paint_ground(painter, plan, view.theme, plan.curve.rect)
