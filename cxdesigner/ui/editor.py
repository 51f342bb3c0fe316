"""The page on which a map is edited: the map in the middle and the panels around it, all following one desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cxdesigner.canvas.view import MapView
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.records import RecordId
from cxdesigner.ui.desk import Desk
from cxdesigner.ui.look import LOOKS, Look
from cxdesigner.ui.panels.palette import Palette
from cxdesigner.ui.panels.side import DETAILS, PROBLEMS, Side
from cxdesigner.ui.panels.status_bar import StatusBar
from cxdesigner.ui.panels.top_bar import TopBar
from cxdesigner.ui.search import Search
from cxdesigner.ui.speaking import Speaking
from cxdesigner.ui.widgets.label import show_plain_tip

if TYPE_CHECKING:
    from cxdesigner.ui.panels.inspector import Inspector
    from cxdesigner.ui.panels.outline import Outline
    from cxdesigner.ui.panels.problems import ProblemsPanel
    from cxdesigner.ui.widgets.toast import Toast

POSTER_AFTER_MS = 900
"""How large the poster gets is worked out this long after the last edit."""
FURNISH_AFTER_MS = 30
"""So long the first picture of the map has the processor for itself."""
SIDE_WIDTH = 336
TABLE = "table"
PALETTE = "palette"


class EditorPage(QWidget):
    """Puts the panels together and lets each of them follow the desk. Panels that nobody has opened are not made."""

    menu_asked = Signal(object, QPoint)
    wall_asked = Signal()
    checklist_asked = Signal()
    panels_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._look: Look = LOOKS["light"]
        self._view: MapView | None = None
        self._outline: Outline | None = None
        self._problems: ProblemsPanel | None = None
        self._inspector: Inspector | None = None
        self._is_furnished = False
        self.top_bar = TopBar()
        self.palette_panel = Palette()
        self.side = Side(
            {DETAILS: self._make_inspector, PROBLEMS: self._make_problems}, {DETAILS: "Details", PROBLEMS: "Problems"}
        )
        self.status = StatusBar()
        self._map_area = QWidget()
        self.speaking = Speaking(desk)
        self._toast: Toast | None = None
        self.search = Search(desk, self.top_bar.find_field)
        self._poster_clock = QTimer(self)
        self._poster_clock.setSingleShot(True)
        self._poster_clock.setInterval(POSTER_AFTER_MS)
        self._poster_clock.timeout.connect(self._show_poster)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self._map_area.setObjectName("maparea")
        self._map_column = QVBoxLayout(self._map_area)
        self._map_column.setContentsMargins(0, 0, 0, 0)
        self._map_column.setSpacing(0)
        self._map_column.addWidget(self.speaking.bar)
        self._middle = QSplitter(Qt.Orientation.Vertical)
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
        self.side.setMinimumWidth(260)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.palette_panel)
        row.addWidget(self._across, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(row, 1)
        column.addWidget(self.status)

    def _listen(self) -> None:
        desk = self._desk
        desk.map_shown.connect(self._show_map)
        desk.changed.connect(self._follow)
        desk.selected.connect(self._follow_selection)
        desk.checked.connect(self._show_problems)
        desk.show_asked.connect(self._show_record)
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
        self.side.closed.connect(self._close_side)
        self.side.turned.connect(self._tell_panels)
        self.palette_panel.pressed.connect(self.speaking.add_new)
        self.speaking.let_go.connect(self._focus_map)
        self.speaking.note_asked.connect(self._add_note)
        self.search.let_go.connect(self._focus_map)

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
        if not self.side.shown():
            self.side.turn_to(DETAILS)

    # -- the panels --------------------------------------------------------------------------------------------------

    def view(self) -> MapView:
        """Return the map. Ask only while a document is open."""
        assert self._view is not None
        return self._view

    def inspector(self) -> Inspector:
        """Return the details, made now if nobody has looked at them yet."""
        self.side.turn_to(DETAILS)
        assert self._inspector is not None
        return self._inspector

    def outline(self) -> Outline:
        """Return the table, made now if nobody has looked at it yet."""
        if self._outline is None:
            from cxdesigner.ui.panels.outline import Outline

            self._outline = Outline(self._desk.plan, self._desk.seal)
            self._outline.picked.connect(self._desk.select)
            self._middle.addWidget(self._outline)
            self._middle.setSizes([600, 300])
            if self._desk.is_open():
                self._outline.show_map(self._desk.document, self._desk.map_id)
                self._outline.show_selection(self._desk.selection)
        return self._outline

    def problems_panel(self) -> ProblemsPanel:
        """Return the list of problems, made now if nobody has looked at it yet."""
        self.side.turn_to(PROBLEMS)
        assert self._problems is not None
        return self._problems

    def is_shown(self, panel: str) -> bool:
        """Tell whether a panel is open."""
        if panel == TABLE:
            return self._outline is not None and not self._outline.isHidden()
        if panel == PALETTE:
            return not self.palette_panel.isHidden()
        return not self.side.isHidden() and self.side.shown() == panel

    def toggle(self, panel: str) -> None:
        """Open a panel, or close it."""
        is_shown = self.is_shown(panel)
        if panel == TABLE:
            self.outline().setVisible(not is_shown)
            self.outline().show_selection(self._desk.selection)
        elif panel == PALETTE:
            self.palette_panel.setVisible(not is_shown)
        else:
            self.side.setVisible(not is_shown)
            if not is_shown:
                self.side.turn_to(panel)
        self.panels_changed.emit()

    def set_look(self, look: Look) -> None:
        """Take the colours of a look."""
        self._look = look
        self.palette_panel.set_ink(look.theme.detail)
        self.speaking.set_look(look)
        if self._desk.is_open() and self._is_furnished:
            self.palette_panel.show_document(self._desk.document)
        if self._view is not None:
            self._view.set_theme(look.theme)
        if self._inspector is not None:
            self._inspector.set_theme(look.theme)
        if self._problems is not None:
            self._problems.set_look(look)

    def say(self, text: str) -> None:
        """Show a sentence over the map for a while."""
        if self._toast is None:
            from cxdesigner.ui.widgets.toast import Toast

            self._toast = Toast(self._map_area, above=96)
        if text:
            self._toast.show_text(text)

    def _make_inspector(self) -> QWidget:
        from cxdesigner.ui.panels.inspector import Inspector

        self._inspector = Inspector(self._desk.plan, self._desk.seal, self._desk.said_about)
        self._inspector.record_asked.connect(self._show_and_select)
        self._inspector.set_theme(self._look.theme)
        if self._desk.is_open():
            self._inspector.show_records(self._desk.document, self._shown_ids())
        return self._inspector

    def _make_problems(self) -> QWidget:
        from cxdesigner.ui.panels.problems import ProblemsPanel

        self._problems = ProblemsPanel(self._set_rule)
        self._problems.set_look(self._look)
        self._problems.records_asked.connect(self._desk.show)
        if self._desk.is_open():
            self._desk.check()
            self._show_problems()
        return self._problems

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
        view.asked_for_menu.connect(self.menu_asked)
        view.asked_for_tip.connect(self._show_tip)
        self._view = view
        self._map_column.insertWidget(0, view, 1)

    def _show_map(self, *, is_new: bool = False) -> None:
        document, map = self._desk.document, self._desk.map
        if not is_new:
            self.view().set_document(document, map.id)
        self.top_bar.show_map(map)
        if self._is_furnished:
            self.palette_panel.show_document(document)
        self.status.show_counts(document, map.id)
        if self._outline is not None:
            self._outline.show_map(document, map.id)
        self._poster_clock.start()

    def _follow(self, change: Change) -> None:
        document, map = self._desk.document, self._desk.map
        self.furnish()
        self.top_bar.show_map(map)
        self.palette_panel.show_document(document)
        self.status.show_counts(document, map.id)
        if self._inspector is not None:
            self._inspector.follow(change)
        if self._outline is not None:
            self._outline.follow(change, self._desk.selection)
        self._poster_clock.start()

    def _select(self, record_ids: Sequence[RecordId]) -> None:
        self._desk.select(record_ids, seals=not self.view().is_showing_edit)

    def _follow_selection(self, record_ids: Sequence[RecordId]) -> None:
        if not self._desk.is_open():
            return
        self.view().select(record_ids)
        if self._inspector is not None:
            self._inspector.show_records(self._desk.document, self._shown_ids())
        if self._outline is not None:
            self._outline.show_selection(record_ids)

    def _show_problems(self) -> None:
        from cxdesigner.journey.rules import RULES
        from cxdesigner.ui.panels.problem_model import worst_by_record

        workspace = self._desk.workspace
        assert workspace is not None
        problems = workspace.problems
        self.view().set_problems(worst_by_record(problems))
        hints = sum(str(problem.severity) == "hint" for problem in problems)
        self.status.show_problems(len(problems) - hints, hints)
        self.side.set_title(PROBLEMS, f"Problems {len(problems)}" if problems else "Problems")
        if self._problems is not None:
            titles = {rule_id: rule.title for rule_id, rule in RULES.items()}
            self._problems.show_problems(self._desk.map, problems, titles)
        if self._inspector is not None:
            self._inspector.show_near()

    def _show_record(self, record_id: RecordId) -> None:
        self.view().reveal(record_id)

    def _show_and_select(self, record_id: RecordId) -> None:
        self._desk.show((record_id,))

    def _shown_ids(self) -> tuple[RecordId, ...]:
        return self._desk.selection or (self._desk.map.id,)

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

    def _set_rule(self, rule: str, is_on: bool) -> None:
        from cxdesigner.commands.maps import set_rule

        self._desk.plan(set_rule, self._desk.map_id, rule, is_on)

    def _start_to_be(self) -> None:
        from cxdesigner.commands.maps import start_to_be

        self._desk.plan(start_to_be, self._desk.map_id)
        self._focus_map()

    def _add_note(self) -> None:
        self.view().add_note()

    def _retitle(self, title: str) -> None:
        from cxdesigner.commands.values import set_value

        self._desk.seal()
        self._desk.plan(set_value, self._desk.map_id, "title", title)
        self._desk.seal()
        self._focus_map()

    def _ask_about_map(self) -> None:
        self._desk.select((self._desk.map.id,))
        self.side.setVisible(True)
        self.side.turn_to(DETAILS)

    def _open_problems(self) -> None:
        self.side.setVisible(True)
        self.side.turn_to(PROBLEMS)

    def _close_side(self) -> None:
        self.side.setVisible(False)
        self._tell_panels()

    def _zoom(self, step: str) -> None:
        steps = {"in": self.view().zoom_in, "out": self.view().zoom_out, "fit": self.view().fit_map}
        steps[step]()

    def _focus_map(self) -> None:
        if self._view is not None:
            self._view.setFocus()

    def _show_tip(self, text: str, place: QPoint) -> None:
        show_plain_tip(text, place, self.view())

    def _tell_panels(self, panel: str = "") -> None:
        self.panels_changed.emit()
