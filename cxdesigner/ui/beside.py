"""The panels beside and below the map: each made when somebody first opens it, and following the desk from then on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from cxdesigner.document.change import Change
from cxdesigner.document.records import RecordId
from cxdesigner.ui.colouring import Colouring
from cxdesigner.ui.desk import Desk
from cxdesigner.ui.look import LOOKS, Look
from cxdesigner.ui.panels.side import DETAILS, MEASURES, PATHS, PROBLEMS, Side
from cxdesigner.ui.timekeeping import Timekeeper
from cxdesigner.ui.wayfinding import Wayfinding

if TYPE_CHECKING:
    from cxdesigner.commands.fixes import Remedy
    from cxdesigner.journey.rules import Problem
    from cxdesigner.ui.panels.inspector import Inspector
    from cxdesigner.ui.panels.measures import MeasuresPanel
    from cxdesigner.ui.panels.outline import Outline
    from cxdesigner.ui.panels.problems import ProblemsPanel


class Beside(QObject):
    """Knows which panels there are; the page knows where they stand."""

    changed = Signal()
    """A panel was opened, closed or turned to."""
    measures_page_asked = Signal()
    rules_asked = Signal()
    acceptances_asked = Signal()
    entry_asked = Signal()
    """Somebody wants to say what is missing at what is selected."""

    def __init__(
        self,
        desk: Desk,
        middle: QSplitter,
        wayfinding: Wayfinding,
        timekeeper: Timekeeper,
        colouring: Colouring,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._wayfinding = wayfinding
        self._timekeeper = timekeeper
        timekeeper.told.connect(self._show_times)
        self._middle = middle
        self._colouring = colouring
        colouring.changed.connect(self._show_measures)
        desk.checked.connect(self._show_measures)
        self._look: Look = LOOKS["light"]
        self._outline: Outline | None = None
        self._problems: ProblemsPanel | None = None
        self._inspector: Inspector | None = None
        self._measures: MeasuresPanel | None = None
        self.side = Side(
            {
                DETAILS: self._make_inspector,
                PROBLEMS: self._make_problems,
                PATHS: self._make_paths,
                MEASURES: self._make_measures,
            },
            {DETAILS: "Details", PROBLEMS: "Problems", PATHS: "Paths", MEASURES: "Measures"},
        )
        self.side.closed.connect(self._close_side)
        self.side.turned.connect(self._tell)

    # -- the panels --------------------------------------------------------------------------------------------------

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
            self._outline.picked.connect(self._pick)
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

    def is_table_shown(self) -> bool:
        """Tell whether the table is open."""
        return self._outline is not None and not self._outline.isHidden()

    def toggle_table(self) -> None:
        """Open the table, or close it."""
        is_shown = self.is_table_shown()
        self.outline().setVisible(not is_shown)
        self.outline().show_selection(self._desk.selection)

    def is_shown(self, page: str) -> bool:
        """Tell whether a page of the column at the right is open."""
        return not self.side.isHidden() and self.side.shown() == page

    def open(self, page: str) -> None:
        """Open a page of the column at the right."""
        self.side.setVisible(True)
        self.side.turn_to(page)

    def toggle(self, page: str) -> None:
        """Open a page of the column at the right, or close the column."""
        if self.is_shown(page):
            self.side.setVisible(False)
        else:
            self.open(page)

    def set_look(self, look: Look) -> None:
        """Take the colours of a look."""
        self._look = look
        if self._inspector is not None:
            self._inspector.set_theme(look.theme)
        if self._problems is not None:
            self._problems.set_look(look)
        if self._wayfinding.panel is not None:
            self._wayfinding.panel.set_look(look)
        if self._measures is not None:
            self._measures.set_look(look)
        self._colouring.retouch()

    # -- following the desk ------------------------------------------------------------------------------------------

    def show_map(self) -> None:
        """Show another map."""
        if self._outline is not None:
            self._outline.show_map(self._desk.document, self._desk.map.id)
        self._show_measures()

    def follow(self, change: Change) -> None:
        """Look again after a change."""
        if self._inspector is not None:
            self._inspector.follow(change)
        if self._outline is not None:
            self._outline.follow(change, self._desk.selection)

    def show_selection(self, record_ids: Sequence[RecordId]) -> None:
        """Show what is selected now."""
        if self._inspector is not None:
            self._inspector.show_records(self._desk.document, self._shown_ids())
        if self._outline is not None:
            self._outline.show_selection(record_ids)

    def show_problems(self) -> None:
        """Show what the rules have found."""
        from cxdesigner.journey.rules import RULES

        workspace = self._desk.workspace
        assert workspace is not None
        problems = workspace.problems
        self.side.set_title(PROBLEMS, f"Problems {len(problems)}" if problems else "Problems")
        if self._problems is not None:
            titles = {rule_id: rule.title for rule_id, rule in RULES.items()}
            self._problems.show_problems(self._desk.map, problems, titles)
        if self._inspector is not None:
            self._inspector.show_near()

    # ------------------------------------------------------------------------------------------------------------------

    def _make_inspector(self) -> QWidget:
        from cxdesigner.ui.panels.inspector import Inspector

        about_time = self._timekeeper.words_about
        self._inspector = Inspector(
            self._desk.plan, self._desk.seal, self._desk.said_about, about_time, self.side.pages
        )
        self._inspector.record_asked.connect(self._show_and_select)
        self._inspector.set_theme(self._look.theme)
        if self._desk.is_open():
            self._inspector.show_records(self._desk.document, self._shown_ids())
        return self._inspector

    def _make_problems(self) -> QWidget:
        from cxdesigner.ui.panels.problems import ProblemsPanel

        self._problems = ProblemsPanel(self._set_rule, self._remedies)
        self._problems.set_look(self._look)
        self._problems.records_asked.connect(self._desk.show_together)
        self._problems.remedy_chosen.connect(self._do)
        self._problems.accepted.connect(self._accept)
        self._problems.rules_asked.connect(self.rules_asked)
        self._problems.acceptances_asked.connect(self.acceptances_asked)
        if self._desk.is_open():
            self._desk.check()
            self.show_problems()
        return self._problems

    def _show_times(self) -> None:
        if self._inspector is not None:
            self._inspector.show_times()

    def _make_paths(self) -> QWidget:
        panel = self._wayfinding.make_panel()
        panel.set_look(self._look)
        return panel

    def _make_measures(self) -> QWidget:
        from cxdesigner.ui.panels.measures import MeasuresPanel

        self._measures = MeasuresPanel()
        self._measures.set_look(self._look)
        self._measures.colour_asked.connect(self._colouring.toggle)
        self._measures.page_asked.connect(self.measures_page_asked)
        self._show_measures()
        return self._measures

    def _show_measures(self) -> None:
        """Show the figures again, where somebody sees them."""
        if self._measures is None or not self._desk.is_open() or self.side.shown() not in ("", MEASURES):
            return
        from cxdesigner.journey.figures import figures

        groups = figures(self._desk.document, self._desk.map.id)
        self._measures.show_groups(groups, self._colouring.measure)

    def _show_and_select(self, record_id: RecordId) -> None:
        self._desk.show((record_id,))

    def _shown_ids(self) -> tuple[RecordId, ...]:
        return self._desk.selection or (self._desk.map.id,)

    def _pick(self, record_ids: Sequence[RecordId]) -> None:
        """Select what is selected in the table, and bring the last of it into view on the map."""
        self._desk.select(record_ids)
        if record_ids:
            self._desk.show_asked.emit(record_ids[-1])

    def _set_rule(self, rule: str, is_on: bool) -> None:
        from cxdesigner.commands.maps import set_rule

        self._desk.plan(set_rule, self._desk.map_id, rule, is_on)

    def _remedies(self, problems: Sequence[Problem]) -> tuple[Remedy, ...]:
        from cxdesigner.commands.remedies import remedies

        return remedies(self._desk.document, problems)

    def _do(self, remedy: Remedy) -> None:
        """Make the edit of a remedy, or go where somebody has to write."""
        from cxdesigner.commands.remedies import ENTRY

        if remedy.plan is not None:
            self._desk.seal()
            self._desk.plan(remedy.plan)
        elif remedy.record_id is not None:
            self._desk.show((remedy.record_id,))
            if remedy.field == ENTRY:
                self.entry_asked.emit()
            else:
                self.open(DETAILS)
                self.inspector().go_to(remedy.field)

    def _accept(self, problems: Sequence[Problem], reason: str) -> None:
        from cxdesigner.commands.maps import accept_problem

        ids = tuple(dict.fromkeys(record_id for problem in problems for record_id in problem.record_ids))
        self._desk.plan(accept_problem, self._desk.map_id, problems[0].rule, ids, reason)
        self._desk.check()

    def _close_side(self) -> None:
        self.side.setVisible(False)
        self.changed.emit()

    def _tell(self, page: str = "") -> None:
        if page == MEASURES:
            self._show_measures()
        self.changed.emit()
