"""The legend on the screen: by what cards are coloured and what each shade means, in one line above the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cxdesigner.canvas.theme import THEMES, Theme
from cxdesigner.canvas.warmth import paint_swatch
from cxdesigner.layout.plan import Rect
from cxdesigner.ui.widgets.combo import Choice
from cxdesigner.ui.widgets.label import Label, set_plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cxdesigner.journey.heat import Heat, Shade

SWATCH = Rect(0, 0, 64, 40)
SCALE = 0.5
"""Pixels in a unit of the map: the bars of a shade are as they are on a card at half its size."""
GAP, APART = 6, 16
BESIDE_TITLE, WIDEST = 48, 260
"""The room of a choice beside its words, and how wide it becomes at most, in pixels; a longer name ends in dots."""


class Shades(QWidget):
    """The shades with their words, as many as there is room for; the tooltip and the screen reader have all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._shades: tuple[Shade, ...] = ()
        self._theme = THEMES["light"]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_shades(self, shades: tuple[Shade, ...], theme: Theme) -> None:
        """Show what each shade means."""
        self._shades, self._theme = shades, theme
        said = ", ".join(f"{shade.level} of 4 bars: {shade.words}" for shade in shades)
        self.setAccessibleName(f"Legend: {said}")
        set_plain_tooltip(self, "\n".join(f"{shade.level} bars: {shade.words}" for shade in shades))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, max(int(SWATCH.height * SCALE), QFontMetrics(self.font()).height()) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, x = QFontMetrics(self.font()), 0.0
        for shade in self._shades:
            top = (self.height() - SWATCH.height * SCALE) / 2
            painter.save()
            painter.translate(x, top)
            painter.scale(SCALE, SCALE)
            paint_swatch(painter, shade.level, SWATCH, self._theme)
            painter.restore()
            x += SWATCH.width * SCALE + GAP
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            room = max(0, self.width() - int(x))
            words = metrics.elidedText(shade.words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(int(x), 0, room, self.height(), Qt.AlignmentFlag.AlignVCenter, words)
            x += metrics.horizontalAdvance(shade.words) + APART
            if x > self.width():
                break
        painter.end()


class HeatLine(QWidget):
    """Says by what cards are coloured, and lets somebody choose another measure or none."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("filterbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAccessibleName("Colours of cards")
        self._heat: Heat | None = None
        self.choice = Choice()
        self.choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.choice.setAccessibleName("Colour cards by")
        self.choice.picked.connect(self._pick)
        self.shades = Shades()
        self._shut = QPushButton("×")
        self._shut.setProperty("role", "quiet")
        self._shut.setAccessibleName("Colour cards no longer")
        set_plain_tooltip(self._shut, "Colour cards no longer (Esc)")
        self._shut.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(10)
        row.addWidget(Label("Cards by", "detail"))
        row.addWidget(self.choice)
        row.addWidget(self.shades, 1)
        row.addWidget(self._shut)

    def show_heat(self, heat: Heat | None, measures: Mapping[str, str], theme: Theme) -> None:
        """Show a measure and all that can be chosen; None: what was chosen is in this map no more."""
        self._heat = heat
        self.choice.set_choices(list(measures.items()))
        metrics = self.choice.fontMetrics()
        widest = max((metrics.horizontalAdvance(title) for title in measures.values()), default=0)
        self.choice.setMinimumWidth(min(widest + BESIDE_TITLE, WIDEST))
        self.choice.show_choice(heat.measure if heat is not None else None)
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        """Show the shades in the colours of a theme."""
        self.shades.show_shades(self._heat.shades if self._heat is not None else (), theme)

    def _pick(self, measure: object) -> None:
        self.picked.emit(str(measure))

    def _close(self) -> None:
        self.picked.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
