"""Choosing by eye: the icon of a channel, the colour and pattern of a team."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas import icons
from cxdesigner.canvas.ink import NO_PEN, brush, rounded
from cxdesigner.canvas.marks import STRIPE, paint_pattern
from cxdesigner.canvas.theme import PATTERNS, Theme
from cxdesigner.document.fields import FieldInfo
from cxdesigner.document.records import Channel, Record, Team
from cxdesigner.layout.plan import Rect
from cxdesigner.ui.panels.editors import Editor
from cxdesigner.ui.widgets.picker import Draw, Picker

ICONS = (
    ("mail", "Email"),
    ("phone", "Phone"),
    ("headset", "Hotline"),
    ("message-circle", "Chat"),
    ("video", "Video call"),
    ("smartphone", "App or text message"),
    ("monitor", "Portal"),
    ("globe", "Website"),
    ("search", "Search"),
    ("share-2", "Social media"),
    ("at-sign", "Address"),
    ("bot", "Chatbot"),
    ("letter-text", "Letter"),
    ("file-text", "Document"),
    ("receipt", "Invoice"),
    ("newspaper", "Newspaper"),
    ("store", "Shop"),
    ("building-2", "Premises"),
    ("house", "At home"),
    ("map-pin", "Place"),
    ("users", "Face to face"),
    ("user", "One person"),
    ("handshake", "Handshake"),
    ("presentation", "Presentation"),
    ("package", "Parcel"),
    ("truck", "Delivery"),
    ("car", "On the way"),
    ("credit-card", "Payment"),
    ("shopping-cart", "Cart"),
    ("qr-code", "Code to scan"),
    ("megaphone", "Advertisement"),
    ("tv", "Television"),
    ("radio", "Radio"),
    ("gift", "Gift"),
    ("wrench", "Repair"),
    ("box", "Product"),
    ("arrow-right-left", "Handing over"),
    ("coffee", "Coffee"),
    ("calendar", "Appointment"),
    ("circle-help", "Something else"),
)
"""Icons that suit a channel, the common ones first."""

SWATCH = 3 * STRIPE + 8
"""Side of the square that shows a colour, in units: two signs of its pattern are seen."""

COLORS = (
    "Rust, plain",
    "Green, dots",
    "Violet, bars",
    "Blue, slanted",
    "Ochre, a line",
    "Raspberry, chevrons",
    "Lagoon, squares",
    "Brown, rings",
    "Olive, dashes",
    "Indigo, crosses",
    "Rose, steps",
    "Pine, diamonds",
)
"""The places of the palette, as people call them."""


class PickerEditor(Editor):
    """One of some pictures. What is picked is told at once and is one step for Undo."""

    def __init__(
        self, info: FieldInfo, parent: QWidget | None, choices: Sequence[tuple[object, str]], draw: Draw
    ) -> None:
        super().__init__(info, parent)
        self._field = Picker(choices, draw, info.label)
        self._field.picked.connect(self._tell)
        self._hold(self._field)

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        value = value % len(PATTERNS) if isinstance(value, int) else value
        self._field.show_choice(None if is_mixed else value)

    def set_theme(self, theme: Theme) -> None:
        self._field.set_theme(theme)

    def _tell(self, value: object) -> None:
        self.changed.emit(value)
        self.left.emit()


def _draw_icon(painter: QPainter, square: QRectF, name: object, theme: Theme) -> None:
    icons.paint_icon(painter, str(name), square, theme.ink)


def _draw_color(painter: QPainter, square: QRectF, color: object, theme: Theme) -> None:
    painter.save()
    painter.translate(square.topLeft())
    scale = square.width() / SWATCH
    painter.scale(scale, scale)
    assert isinstance(color, int)
    rounded(painter, Rect(0, 0, SWATCH, SWATCH), 10.0, NO_PEN, brush(theme.team(color)))
    for number in range(3):
        left = SWATCH / 2 + (number - 1.5) * STRIPE
        paint_pattern(painter, Rect(left, 0, STRIPE, SWATCH), theme.pattern(color), theme)
    painter.restore()


def _icon_editor(info: FieldInfo, parent: QWidget) -> Editor:
    return PickerEditor(info, parent, ICONS, _draw_icon)


def _color_editor(info: FieldInfo, parent: QWidget) -> Editor:
    return PickerEditor(info, parent, tuple(enumerate(COLORS)), _draw_color)


PICKERS: dict[tuple[type[Record], str], Callable[[FieldInfo, QWidget], Editor]] = {
    (Channel, "icon"): _icon_editor,
    (Team, "color"): _color_editor,
}
"""The fields that are chosen by eye."""
