"""The page on which a map is edited: the map in the middle and the panels around it, all following one desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cxdesigner.canvas import looking
from cxdesigner.canvas.view import MapView
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.records import RecordId
from cxdesigner.ui.beside import Beside
from cxdesigner.ui.colouring import Colouring
from cxdesigner.ui.comparing import Comparing
from cxdesigner.ui.desk import Desk
from cxdesigner.ui.lighting import Lighting
from cxdesigner.ui.look import LOOKS, Look
from cxdesigner.ui.panels.notices import Notices
from cxdesigner.ui.panels.palette import Palette
from cxdesigner.ui.panels.side import DETAILS, PROBLEMS
from cxdesigner.ui.panels.status_bar import StatusBar
from cxdesigner.ui.panels.top_bar import TopBar
from cxdesigner.ui.search import Search
from cxdesigner.ui.speaking import Speaking
from cxdesigner.ui.timekeeping import Timekeeper
from cxdesigner.ui.wayfinding import Wayfinding
from cxdesigner.ui.widgets.first_to_focus import first_to_focus
from cxdesigner.ui.widgets.label import show_plain_tip

if TYPE_CHECKING:
    from cxdesigner.canvas.row_cells import RowCell
    from cxdesigner.ui.panels.inspector import Inspector
    from cxdesigner.ui.panels.outline import Outline
    from cxdesigner.ui.panels.problems import ProblemsPanel
    from cxdesigner.ui.widgets.toast import Toast

POSTER_AFTER_MS = 900
"""How large the poster gets is worked out this long after the last edit."""
FURNISH_AFTER_MS = 30
"""So long the first picture of the map has the processor for itself."""
SIDE_WIDTH = 372
TABLE, PALETTE, MINIMAP, FILTER, COMPARISON = "table", "palette", "minimap", "filter", "comparison"


class EditorPage(QWidget):
    """Puts the panels together and lets each of them follow the desk. Panels that nobody has opened are not made."""

    menu_asked = Signal(object, QPoint)
    where_asked = Signal()
    wall_asked = Signal()
    checklist_asked = Signal()
    panels_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._look: Look = LOOKS["light"]
        self._view: MapView | None = None
        self._is_furnished = False
        self._wants_minimap = True
        self.top_bar = TopBar()
        self.palette_panel = Palette()
        self._middle = QSplitter(Qt.Orientation.Vertical)
        self.wayfinding = Wayfinding(desk, self.view)
        self.timekeeper = Timekeeper(desk, lambda: self._view)
        self._map_column = QVBoxLayout()
        self.colouring = Colouring(desk, self._map_column, self.view)
        self.comparing = Comparing(desk, self._middle, self.view)
        self.beside = Beside(desk, self._middle, self.wayfinding, self.timekeeper, self.colouring)
        self.side = self.beside.side
        self.status = StatusBar()
        self.notices = Notices()
        self._map_area = QWidget()
        self.speaking = Speaking(desk)
        self._toast: Toast | None = None
        self.search = Search(desk, self.top_bar.find_field, lambda: self._view)
        self._poster_clock = QTimer(self)
        self._poster_clock.setSingleShot(True)
        self._poster_clock.setInterval(POSTER_AFTER_MS)
        self._poster_clock.timeout.connect(self._show_poster)
        self._lay_out()
        self.lighting = Lighting(desk, self._map_column, self.view)
        self._listen()

    def _lay_out(self) -> None:
        self._map_area.setObjectName("maparea")
        self._map_area.setLayout(self._map_column)
        self._map_column.setContentsMargins(0, 0, 0, 0)
        self._map_column.setSpacing(0)
        self._map_column.addWidget(self.speaking.bar)
        self._middle.setHandleWidth(1)
        self._middle.setChildrenCollapsible(False)
        self._middle.addWidget(self._map_area)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setHandleWidth(1)
        self._across.setChildrenCollapsible(False)
        self._across.addWidget(self._middle)
        self._across.addWidget(self.side)
        self._across.setStretchFactor(0, 1)
        self._across.setStretchFactor(1, 0)
        self._across.setSizes([1_000, SIDE_WIDTH])
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.palette_panel)
        row.addWidget(self._across, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.notices)
        column.addLayout(row, 1)
        column.addWidget(self.status)

    def _listen(self) -> None:
        desk = self._desk
        desk.map_shown.connect(self._show_map)
        desk.changed.connect(self._follow)
        desk.selected.connect(self._follow_selection)
        desk.checked.connect(self._show_problems)
        desk.show_asked.connect(self._show_record)
        desk.together_asked.connect(self._show_together)
        desk.noticed.connect(self._show_notices)
        self.top_bar.lanes_picked.connect(self._set_lanes)
        self.top_bar.wall_asked.connect(self.wall_asked)
        self.top_bar.checklist_asked.connect(self.checklist_asked)
        self.top_bar.title_pressed.connect(self._ask_about_map)
        self.top_bar.retitled.connect(self._retitle)
        self.status.map_picked.connect(desk.show_map)
        self.status.to_be_asked.connect(self._start_to_be)
        self.status.problems_pressed.connect(self._open_problems)
        self.status.poster_pressed.connect(self.wall_asked)
        self.status.zoom_asked.connect(self._zoom)
        self.beside.changed.connect(self.panels_changed)
        for keeper in (self.lighting, self.colouring, self.comparing):
            keeper.changed.connect(self.panels_changed)
        self.palette_panel.pressed.connect(self.speaking.add_new)
        self.speaking.let_go.connect(self._focus_map)
        self.speaking.note_asked.connect(self._add_note)
        self.speaking.card_asked.connect(self._add_card)
        self.search.let_go.connect(self._focus_map)
        self.lighting.let_go.connect(self._focus_map)

    def _show_notices(self) -> None:
        self.notices.show_notices(tuple(self._desk.notices.values()))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._is_furnished:
            QTimer.singleShot(FURNISH_AFTER_MS, self.furnish)
        return done

    def furnish(self) -> None:
        """Fill the panels beside the map: after its first picture, so that a start does not wait for them."""
        if self._is_furnished or not self._desk.is_open():
            return
        self._is_furnished = True
        self.palette_panel.show_document(self._desk.document)
        self.view().minimap.want(self._wants_minimap)
        if not self.side.shown():
            self.side.turn_to(DETAILS)

    # -- the panels --------------------------------------------------------------------------------------------------

    def view(self) -> MapView:
        """Return the map. Ask only while a document is open."""
        assert self._view is not None
        return self._view

    def inspector(self) -> Inspector:
        """Return the details, made now if nobody has looked at them yet."""
        return self.beside.inspector()

    def outline(self) -> Outline:
        """Return the table, made now if nobody has looked at it yet."""
        return self.beside.outline()

    def problems_panel(self) -> ProblemsPanel:
        """Return the list of problems, made now if nobody has looked at it yet."""
        return self.beside.problems_panel()

    def is_shown(self, panel: str) -> bool:
        """Tell whether a panel is open."""
        if panel == TABLE:
            return self.beside.is_table_shown()
        if panel == COMPARISON:
            return self.comparing.is_shown()
        if panel == PALETTE:
            return not self.palette_panel.isHidden()
        if panel == MINIMAP:
            return self._wants_minimap
        if panel == FILTER:
            return self.lighting.is_open()
        return self.beside.is_shown(panel)

    def toggle(self, panel: str) -> None:
        """Open a panel, or close it."""
        if panel == TABLE:
            self.beside.toggle_table()
        elif panel == COMPARISON:
            self.comparing.toggle()
        elif panel == MINIMAP:
            self._wants_minimap = not self._wants_minimap
            self.view().minimap.want(self._wants_minimap)
        elif panel == FILTER:
            self.lighting.toggle()
        elif panel == PALETTE:
            self.palette_panel.setVisible(not self.is_shown(panel))
        else:
            self.beside.toggle(panel)
        self.panels_changed.emit()

    def focus_panel(self, by: int) -> None:
        """Put the keys into the next panel that is open, or into the one before, all around."""
        panels = [panel for panel in self._panels() if panel.isVisible()]
        here = QApplication.focusWidget()
        now = next((n for n, panel in enumerate(panels) if here is not None and panel.isAncestorOf(here)), None)
        if now is None:
            now = next((n for n, panel in enumerate(panels) if panel is here), -1 if by > 0 else 0)
        for step in range(1, len(panels) + 1):
            panel = panels[(now + by * step) % len(panels)]
            target = first_to_focus(panel)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _panels(self) -> list[QWidget]:
        table = [self.outline()] if self.is_shown(TABLE) else []
        filter_bar = [self.lighting.bar] if self.lighting.is_open() else []
        column = [self.palette_panel, *filter_bar, self.view(), self.speaking.bar, *table, self.side]
        column += [self.comparing.panel()] if self.comparing.is_shown() else []
        return [self.top_bar, *column, self.status]

    def set_look(self, look: Look) -> None:
        """Take the colours of a look."""
        self._look = look
        self.palette_panel.set_ink(look.theme.detail)
        self.speaking.set_look(look)
        if self._desk.is_open() and self._is_furnished:
            self.palette_panel.show_document(self._desk.document)
        if self._view is not None:
            self._view.set_theme(look.theme)
        self.beside.set_look(look)
        self.comparing.set_look(look)

    def say(self, text: str) -> None:
        """Show a sentence over the map for a while."""
        if self._toast is None:
            from cxdesigner.ui.widgets.toast import Toast

            self._toast = Toast(self._map_area, above=140)  # Above the hint of a tool.
        if text:
            self._toast.show_text(text)

    # -- following the desk ------------------------------------------------------------------------------------------

    def show_document(self) -> None:
        """Show what is on the desk now."""
        self._poster_clock.stop()
        if not self._desk.is_open():
            return
        if self._view is None:
            self._make_view()
        else:
            self._view.set_document(self._desk.document, self._desk.map.id)
        self.timekeeper.show_map()
        self.status.show_problems(None)
        self.side.set_title(PROBLEMS, "Problems")
        self._show_map(is_new=True)

    def _make_view(self) -> None:
        view = MapView(self._desk.document, self._desk.map.id, self._perform)
        if view.theme != self._look.theme:
            view.set_theme(self._look.theme)
        view.selected.connect(self._select)
        view.refused.connect(self.say)
        view.zoomed.connect(self.status.show_zoom)
        view.lit.connect(self.lighting.follow)
        view.lit.connect(self.search.follow_light)
        view.lit.connect(self.wayfinding.follow_light)
        view.selected.connect(self.lighting.follow_step)
        view.asked_for_menu.connect(self.menu_asked)
        view.asked_where.connect(self.where_asked)
        view.asked_for_tip.connect(self._show_tip)
        view.asked_for_picture.connect(self._ask_for_picture)
        self._view = view
        self._map_column.insertWidget(self._map_column.count() - 1, view, 1)

    def _show_map(self, *, is_new: bool = False) -> None:
        document, map = self._desk.document, self._desk.map
        if not is_new:
            self.view().set_document(document, map.id)
        self.top_bar.show_map(map)
        if self._is_furnished:
            self.palette_panel.show_document(document)
        self.status.show_counts(document, map.id)
        self.beside.show_map()
        self._poster_clock.start()

    def _follow(self, change: Change) -> None:
        document, map = self._desk.document, self._desk.map
        self.furnish()
        self.top_bar.show_map(map)
        self.palette_panel.show_document(document)
        self.status.show_counts(document, map.id)
        self.beside.follow(change)
        self._poster_clock.start()

    def _select(self, record_ids: Sequence[RecordId]) -> None:
        self._desk.select(record_ids, seals=not self.view().is_showing_edit)

    def _follow_selection(self, record_ids: Sequence[RecordId]) -> None:
        if not self._desk.is_open():
            return
        self.view().select(record_ids)
        self.beside.show_selection(record_ids)

    def _show_problems(self) -> None:
        from cxdesigner.journey.rules.found import worst_by_record

        workspace = self._desk.workspace
        assert workspace is not None
        problems = workspace.problems
        self.view().set_problems(worst_by_record(problems))
        hints = sum(str(problem.severity) == "hint" for problem in problems)
        self.status.show_problems(len(problems) - hints, hints)
        self.beside.show_problems()

    def _show_record(self, record_id: RecordId) -> None:
        self.view().reveal(record_id)

    def _show_together(self, record_ids: Sequence[RecordId]) -> None:
        looking.show_together(self.view(), record_ids)

    def _show_poster(self) -> None:
        if self._desk.is_open():
            from cxdesigner.ui.dialogs.poster_size import poster_words

            self.status.show_poster(*poster_words(self._desk.document, self._desk.map.id, self._desk.map.lanes))

    # -- what is pressed ---------------------------------------------------------------------------------------------

    def _perform(self, edit: Edit) -> None:
        """Make an edit of the map's own; a refusal goes back to the map, which tells it."""
        assert self._desk.workspace is not None
        self._desk.workspace.perform(edit)

    def _set_lanes(self, kind: object) -> None:
        from cxdesigner.commands.lanes import set_lanes

        self._desk.plan(set_lanes, self._desk.map_id, kind)

    def _start_to_be(self) -> None:
        from cxdesigner.commands.maps import start_to_be

        self._desk.plan(start_to_be, self._desk.map_id)
        self._focus_map()

    def _add_note(self) -> None:
        self.view().add_note()

    def _add_card(self, make: Callable[[], Edit]) -> None:
        from cxdesigner.canvas.verbs import add_and_name

        add_and_name(self.view(), make)

    def _retitle(self, title: str) -> None:
        from cxdesigner.commands.values import set_value

        self._desk.seal()
        self._desk.plan(set_value, self._desk.map_id, "title", title)
        self._desk.seal()
        self._focus_map()

    def _ask_about_map(self) -> None:
        self._desk.select((self._desk.map.id,))
        self.beside.open(DETAILS)

    def _open_problems(self) -> None:
        self.beside.open(PROBLEMS)

    def _zoom(self, step: str) -> None:
        steps = {"in": self.view().zoom_in, "out": self.view().zoom_out, "fit": self.view().fit_map}
        steps[step]()

    def _focus_map(self) -> None:
        if self._view is not None:
            self._view.setFocus()

    def _ask_for_picture(self, cell: RowCell) -> None:
        from cxdesigner.ui.picturing import ask_for_picture_in_cell

        ask_for_picture_in_cell(self._desk, self.view(), cell)

    def _show_tip(self, text: str, place: QPoint) -> None:
        show_plain_tip(text, place, self.view())
