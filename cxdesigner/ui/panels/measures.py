"""What can be counted about the map, large enough for the back row; each measure can colour the cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cxdesigner.ui.look import LOOKS, Look
from cxdesigner.ui.widgets.bars import BarRow, Bars
from cxdesigner.ui.widgets.label import Label, set_plain_tooltip
from cxdesigner.ui.widgets.link_button import link_button
from cxdesigner.ui.widgets.segmented import make_room

if TYPE_CHECKING:
    from cxdesigner.journey.figures import Group


class GroupView(QWidget):
    """One group: its title and figure, a line below them, its bars, and the button that colours the cards by it."""

    def __init__(self, title: str, pressed: Callable[[], object]) -> None:
        super().__init__()
        self._title = Label(title, "bold", wraps=True)
        self._figure = Label("", "huge")
        self._about = Label("", "small", wraps=True)
        self.bars = Bars(title)
        self.colour = QPushButton("Colour cards")
        self.colour.setProperty("role", "segment")
        self.colour.setCheckable(True)
        make_room(self.colour, self.colour.text())
        self.colour.setAccessibleName(f"Colour cards by {title}")
        set_plain_tooltip(self.colour, "Show on each card how it stands, with a legend above the map")
        self.colour.clicked.connect(lambda _: pressed())
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._figure)
        head.addWidget(self._title, 1)
        head.addWidget(self.colour)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addWidget(self.bars)

    def show_group(self, group: Group, ink: str, *, is_colouring: bool) -> None:
        """Show the figures of a group."""
        self._figure.setText(group.figure)
        self._about.setText(group.about)
        self._about.setVisible(bool(group.about))
        self.bars.show_rows([BarRow(*bar) for bar in group.bars], ink)
        self.colour.setVisible(bool(group.heat))
        self.colour.setChecked(is_colouring)

    def words(self) -> str:
        """Return what it says: the figure, the title and the line below."""
        return " ".join(part for part in (self._figure.text(), self._title.text(), self._about.text()) if part)


class MeasuresPanel(QWidget):
    """All groups under one another, and the way to the page."""

    colour_asked = Signal(str)
    page_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._look: Look = LOOKS["light"]
        self._groups: Sequence[Group] = ()
        self._colouring = ""
        self.views: dict[tuple[str, str], GroupView] = {}
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 4, 0, 8)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        holder = QScrollArea()
        holder.setWidgetResizable(True)
        holder.setFrameShape(QFrame.Shape.NoFrame)
        holder.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder.setWidget(self._inside)
        self.page = link_button("Save as PDF…", self.page_asked.emit)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 12, 6)
        foot.addStretch(1)
        foot.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder, 1)
        column.addLayout(foot)

    def show_groups(self, groups: Sequence[Group], colouring: str) -> None:
        """Show the measures of a map; *colouring* is the one that colours the cards, if any."""
        self._groups, self._colouring = groups, colouring
        wanted = {(group.title if group.heat else "", group.heat): group for group in groups}
        for key in [key for key in self.views if key not in wanted]:
            view = self.views.pop(key)
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        for place, (key, group) in enumerate(wanted.items()):
            if key not in self.views:
                self.views[key] = GroupView(group.title, partial(self.colour_asked.emit, group.heat))
                self._column.insertWidget(place, self.views[key])
            ink = self._look.accent
            self.views[key].show_group(group, ink, is_colouring=bool(colouring) and group.heat == colouring)

    def set_look(self, look: Look) -> None:
        """Take the colours of a look."""
        self._look = look
        self.show_groups(self._groups, self._colouring)
