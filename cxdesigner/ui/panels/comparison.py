"""As it is and as it should be: the action plan as a table, both curves over each other, and what changes in the measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cxdesigner.ui.look import LOOKS, Look
from cxdesigner.ui.panels.comparison_model import COLUMNS, Index, PlanModel
from cxdesigner.ui.widgets.label import ElidedLabel, Label
from cxdesigner.ui.widgets.link_button import link_button
from cxdesigner.ui.widgets.segmented import Segmented
from cxdesigner.ui.widgets.tick_box import paint_box
from cxdesigner.ui.widgets.two_curves import CurvePoint, TwoCurves

if TYPE_CHECKING:
    from cxdesigner.document.records import RecordId
    from cxdesigner.journey.action_plan import Curves, MeasureChange, Step

_WIDTHS = {"kind": 84, "what": 330, "stage": 104, "owner": 96, "due": 92, "is_done": 46}
NARROW, NARROWEST = 860, 620
"""Below the first width, in pixels, plan and curves stand behind each other; below the second the plan does without the stage."""
PLAN, CURVES = "plan", "curves"


class Shown(NamedTuple):
    """All that the panel shows of two maps."""

    title: str
    steps: list[Step]
    curves: Curves
    measures: list[MeasureChange]


class _Cells(QStyledItemDelegate):
    """Draws ticks as the rest of the window does; a style sheet could only take a picture of one colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is None:
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        indicator = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        rect = shown.widget.style().subElementRect(indicator, shown, shown.widget)
        is_ticked = ticked == Qt.CheckState.Checked
        paint_box(painter, QRectF(rect).center(), QApplication.palette(), is_ticked=is_ticked)


class PlanTable(QTableView):
    """The action plan. Choosing a row goes to its card; owner, date, words and what is done are written right there."""

    chosen = Signal(object)

    def __init__(self, model: PlanModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self._plan = model
        self.is_following = False
        self.setAccessibleName("Action plan")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(28)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, (name, _) in enumerate(COLUMNS):
            self.setColumnWidth(column, _WIDTHS[name])
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row() and not self.is_following:
            self.chosen.emit(self._plan.step(current.row()).touchpoint_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and index.isValid() and self.state() != QAbstractItemView.State.EditingState:
            self.chosen.emit(self._plan.step(index.row()).touchpoint_id)
        else:
            super().keyPressEvent(event)


class ComparisonPanel(QWidget):
    """Tells what is chosen and asked for; who keeps the two maps tells it what to show."""

    record_asked = Signal(object)
    said = Signal(str, str, object)
    """Somebody wrote into the plan: the id of the action, the field, the value."""
    pages_asked = Signal()
    table_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.model = PlanModel(self._say)
        self.table = PlanTable(self.model)
        self.table.chosen.connect(self._choose)
        self.curves = TwoCurves()
        self.curves.record_asked.connect(self.record_asked)
        self._title = ElidedLabel("", "bold")
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._measures = Label("", "", wraps=True)
        self._empty = Label(
            "Both maps say the same. What you change in the to-be map is listed here.", "detail", wraps=True
        )
        self._empty.setContentsMargins(16, 16, 16, 16)
        self._look: Look = LOOKS["light"]
        self._shown: Shown | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        shut = QToolButton()
        shut.setText("×")
        shut.setAccessibleName("Close the comparison")
        shut.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 4)
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        for text, asked in (("As pages…", self.pages_asked), ("As a table…", self.table_asked)):
            button = link_button(text, asked.emit)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            head.addWidget(button)
        head.addWidget(shut)
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(14, 4, 14, 10)
        right.setSpacing(6)
        right.addWidget(Label("How customers feel", "bold"))
        right.addWidget(self.curves)
        right.addWidget(Label("Measures", "bold"))
        right.addWidget(self._measures)
        right.addStretch(1)
        self._right = QScrollArea()
        self._right.setWidgetResizable(True)
        self._right.setFrameShape(QScrollArea.Shape.NoFrame)
        self._right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._right.setWidget(beside)
        self._left = QWidget()
        rows = QVBoxLayout(self._left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._empty)
        rows.addWidget(self.table, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        across.addWidget(self._left)
        across.addWidget(self._right)
        across.setSizes([640, 340])
        across.setStretchFactor(0, 1)
        self.tabs = Segmented(((PLAN, "Plan"), (CURVES, "Feelings and measures")), name="What is shown of both maps")
        self.tabs.show_choice(PLAN)
        self.tabs.picked.connect(self._turn_to)
        self.tabs.setContentsMargins(12, 0, 12, 6)
        self.tabs.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(across, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        self.tabs.setVisible(is_narrow)
        self._left.setVisible(not is_narrow or self.tabs.chosen() == PLAN)
        self._right.setVisible(not is_narrow or self.tabs.chosen() == CURVES)
        stage = next(place for place, (name, _) in enumerate(COLUMNS) if name == "stage")
        self.table.setColumnHidden(stage, self.width() < NARROWEST)
        self.table.resizeRowsToContents()

    def _turn_to(self, page: object) -> None:
        """Show the plan or the curves, where there is no room for both."""
        self.tabs.show_choice(page)
        self._left.setVisible(page == PLAN)
        self._right.setVisible(page == CURVES)
        self.table.resizeRowsToContents()

    def show_comparison(self, shown: Shown) -> None:
        """Show two maps; the row that was chosen stays chosen."""
        self._shown = shown
        self._title.setText(shown.title)
        self.table.is_following = True
        self.model.show_steps(shown.steps)
        self.table.is_following = False
        self.table.resizeRowsToContents()
        self._empty.setVisible(not shown.steps)
        self.table.setVisible(bool(shown.steps))
        changed = [it for it in shown.measures if it.is_other]
        said = "\n".join(f"{it.title}: {it.before} → {it.after}" for it in changed)
        same = len(shown.measures) - len(changed)
        rest = f"{same} more {'is' if same == 1 else 'are'} as before." if same else ""
        self._measures.setText("\n".join(part for part in (said, rest) if part))
        before, after = shown.curves.before, shown.curves.after
        self.curves.show_curves(
            shown.curves.stages,
            [CurvePoint(it.x, it.emotion, it.touchpoint_id) for it in before],
            [CurvePoint(it.x, it.emotion, it.touchpoint_id) for it in after],
        )

    def show_selection(self, record_ids: Sequence[RecordId]) -> None:
        """Mark the row of the card that is selected elsewhere."""
        row = next((row for row in map(self.model.row_of, record_ids) if row is not None), None)
        now = self.table.currentIndex()
        if (
            row is None
            or now.row() == row
            or (now.isValid() and self.model.step(now.row()).touchpoint_id in record_ids)
        ):
            return
        self.table.is_following = True
        index = self.model.index(row, 1)
        self.table.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self.table.is_following = False

    def set_look(self, look: Look) -> None:
        """Take the colours of a look."""
        self._look = look
        self.curves.set_inks(look.theme.quiet, look.accent)

    def _choose(self, record_id: object) -> None:
        if record_id is not None:
            self.record_asked.emit(record_id)

    def _say(self, action_id: str, name: str, value: object) -> None:
        self.said.emit(action_id, name, value)
