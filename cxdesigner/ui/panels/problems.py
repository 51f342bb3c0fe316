"""What the rules found, in the order in which it matters; a click shows where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cxdesigner.document.records import Map
from cxdesigner.ui.look import LOOKS, Look
from cxdesigner.ui.panels.problem_actions import ProblemActions, menu_of
from cxdesigner.ui.panels.problem_model import ORDER, PROBLEM, Group, Index, ProblemModel
from cxdesigner.ui.widgets.label import Label, set_plain_tooltip
from cxdesigner.ui.widgets.link_button import link_button
from cxdesigner.ui.widgets.wrapped_list import WrappedList

if TYPE_CHECKING:
    from cxdesigner.commands.fixes import Remedy
    from cxdesigner.journey.rules import Problem

SetRule = Callable[[str, bool], object]
Remedies = Callable[["Sequence[Problem]"], "tuple[Remedy, ...]"]
"""What can be done about findings of one rule."""

LEFT, TOP, RIGHT = 40, 8, 16
"""Where the words begin and end in a row, in pixels."""
COUNT = 44
"""The room of the figure and the arrow at the right of a group."""


class ProblemDelegate(QStyledItemDelegate):
    """Draws a mark (its shape says how grave it is), the sentence on as many lines as it needs, and the rule below."""

    def __init__(self, view: QListView, model: ProblemModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.look: Look = LOOKS["light"]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(PROBLEM)
        width = self._view.viewport().width()
        if isinstance(row, Group):
            return QSize(width, self._text_rect(option.fontMetrics, width - COUNT, row.title).height() + 2 * TOP)
        text = self._text_rect(option.fontMetrics, width, row.message)
        below = 0 if self._model.is_inside(row) else QFontMetrics(self._small(option.font)).height() + 2
        return QSize(width, TOP + text.height() + below + TOP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(PROBLEM)
        state = option.state
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
            is_selected = bool(state & QStyle.StateFlag.State_Selected)
            painter.fillRect(option.rect, QColor(self.look.chosen if is_selected else self.look.hover))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self.look.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        if isinstance(row, Group):
            self._paint_group(painter, option, row)
        else:
            self._paint_problem(painter, option, row)

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, group: Group) -> None:
        theme, rect = self.look.theme, option.rect
        paint_mark(painter, group.severity, QPoint(rect.left() + 22, rect.center().y()), self._color(group.severity))
        painter.setFont(option.font)
        painter.setPen(QColor(theme.ink))
        room = self._text_rect(option.fontMetrics, rect.width() - COUNT, group.title)
        room.translate(rect.topLeft() + QPoint(LEFT, TOP))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, group.title)
        painter.setPen(QColor(theme.detail))
        side = rect.adjusted(0, 0, -RIGHT - 18, 0)
        painter.drawText(side, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(group.count))
        x, y = rect.right() - RIGHT, rect.center().y()
        shape = [(-4, -2), (0, 2), (4, -2)] if group.is_open else [(-2, -4), (2, 0), (-2, 4)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPolyline([QPoint(x + dx, y + dy) for dx, dy in shape])

    def _paint_problem(self, painter: QPainter, option: QStyleOptionViewItem, problem: Problem) -> None:
        theme, corner = self.look.theme, option.rect.topLeft()
        severity = str(problem.severity)
        if not self._model.is_inside(problem):
            middle = corner + QPoint(22, TOP + option.fontMetrics.height() // 2)
            paint_mark(painter, severity, middle, self._color(severity))
        room = self._text_rect(option.fontMetrics, option.rect.width(), problem.message)
        room.translate(corner + QPoint(LEFT, TOP))
        painter.setFont(option.font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, problem.message)
        if not self._model.is_inside(problem):
            painter.setFont(self._small(option.font))
            painter.setPen(QColor(theme.quiet))
            below = QRect(room.left(), room.bottom() + 2, option.rect.width() - LEFT - RIGHT, 20)
            metrics = QFontMetrics(painter.font())
            title = metrics.elidedText(self._model.title(problem), Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, Qt.AlignmentFlag.AlignTop, title)

    def _color(self, severity: str) -> str:
        theme = self.look.theme
        return {"error": theme.error, "warning": theme.warning, "hint": theme.hint}[severity]

    def _text_rect(self, metrics: QFontMetrics, width: int, text: str) -> QRect:
        room = max(80, width - LEFT - RIGHT)
        rect = metrics.boundingRect(QRect(0, 0, room, 2_000), Qt.TextFlag.TextWordWrap, text)
        return QRect(0, 0, room, rect.height())

    def _small(self, font: QFont) -> QFont:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.88)
        return small


def paint_mark(painter: QPainter, severity: str, center: QPoint, color: str) -> None:
    """Draw the mark of a severity: an octagon stops, a triangle warns, a ring hints."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    x, y = center.x(), center.y()
    if severity == "error":
        painter.drawPolygon(
            QPolygon(
                [
                    QPoint(x + dx, y + dy)
                    for dx, dy in ((-3, -7), (3, -7), (7, -3), (7, 3), (3, 7), (-3, 7), (-7, 3), (-7, -3))
                ]
            )
        )
    elif severity == "warning":
        painter.drawPolygon(QPolygon([QPoint(x, y - 7), QPoint(x + 8, y + 7), QPoint(x - 8, y + 7)]))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(color))
        painter.drawEllipse(center, 6, 6)
        painter.setBrush(QColor(color))
        painter.drawEllipse(center, 2, 2)
    painter.restore()


class ProblemView(WrappedList):
    """The list itself. A click or Enter shows a problem, or opens a group."""


class ProblemsPanel(QWidget):
    """The list, what it counts, and which rules are switched off."""

    records_asked = Signal(tuple)
    remedy_chosen = Signal(object)
    accepted = Signal(object, str)
    rules_asked = Signal()
    acceptances_asked = Signal()

    def __init__(self, set_rule: SetRule, remedies: Remedies) -> None:
        super().__init__()
        self._set_rule = set_rule
        self._remedies = remedies
        self._titles: dict[str, str] = {}
        self._current: Problem | Group | None = None
        self._model = ProblemModel()
        self.view = ProblemView("Problems")
        self.view.setModel(self._model)
        self._delegate = ProblemDelegate(self.view, self._model)
        self.view.setItemDelegate(self._delegate)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.view.clicked.connect(self._ask)
        self.actions_below = ProblemActions()
        self.actions_below.remedy_chosen.connect(self.remedy_chosen)
        self.actions_below.accepted.connect(self.accepted)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self._model.modelReset.connect(self._keep_place)
        self._count = Label("", "detail", wraps=True)
        self._empty = Label("", "detail", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(24, 40, 24, 0)
        self._rules = link_button("Rules…", self.rules_asked.emit)
        self.acceptances = link_button("", self.acceptances_asked.emit)
        set_plain_tooltip(self.acceptances, "Show what the room can live with, and take it back")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 12, 6)
        foot.addWidget(self._count, 1)
        foot.addWidget(self.acceptances)
        foot.addWidget(self._rules)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)
        column.addWidget(self.actions_below)
        column.addLayout(foot)

    def show_problems(self, map: Map, problems: Sequence[Problem], rules: dict[str, str]) -> None:
        """Show the problems of a map; `rules` says what each rule is called."""
        self._titles = rules
        self._model.show_problems(problems, rules)
        counts = {severity: sum(str(problem.severity) == severity for problem in problems) for severity in ORDER}
        said = [_counted(len(problems), "problem")] if problems else []
        parts = [_counted(count, severity) for severity, count in counts.items() if count]
        if len(parts) > 1:
            said.append(", ".join(parts))
        accepted = len(map.accepted)
        self.acceptances.setText(f"{accepted:,} accepted · show")
        self.acceptances.setVisible(bool(accepted))
        off = len([rule for rule in map.rules_off if rule in rules])
        if off:
            said.append(f"{_counted(off, 'rule')} switched off")
        self._count.setText(" · ".join(said))
        self._empty.setText("The rules find nothing missing." if not problems else "")
        self._empty.setVisible(not problems)
        self.view.setVisible(bool(problems))
        self._choose()

    def set_look(self, look: Look) -> None:
        """Take the colours of a look."""
        self._delegate.look = look
        self.view.viewport().update()

    def menu_for(self, index: QModelIndex) -> QMenu:
        """Return what can be done about a finding, or about all of one rule. Whoever shows it deletes it."""
        row: Problem | Group = index.data(PROBLEM)
        problems = self._model.problems_of(row)
        menu = QMenu(self)
        if not isinstance(row, Group):
            menu.addAction("Show it on the map", partial(self._ask, index))
        for remedy in self._remedies(problems):
            if remedy.choices:
                menu.addMenu(menu_of(remedy, self.remedy_chosen.emit, menu))
            else:
                menu.addAction(remedy.name.replace("&", "&&"), partial(self.remedy_chosen.emit, remedy))
        menu.addAction(
            f"Accept all {len(problems):,}…" if len(problems) > 1 else "Accept…", partial(self._accept, index)
        )
        menu.addSeparator()
        title = self._titles.get(row.rule, row.rule)
        menu.addAction(f"Switch off “{title}” for this map", partial(self._set_rule, row.rule, False))
        return menu

    def _accept(self, index: QModelIndex) -> None:
        self.view.setCurrentIndex(index)
        self.actions_below.open_reason()

    def _keep_place(self) -> None:
        """Let the row stay current that was so before the list was filled anew, if it is still there."""
        row = self._current
        place = self._model.place_of(row) if row is not None else None
        if place is None:
            self._choose()
        else:
            self.view.setCurrentIndex(self._model.index(place, 0))

    def _choose(self, *_: object) -> None:
        """Show what can be done about what is current now."""
        row: Problem | Group | None = self.view.currentIndex().data(PROBLEM)
        self._current = row
        problems = self._model.problems_of(row) if row is not None else ()
        self.actions_below.show_problems(problems, self._remedies(problems) if problems else ())

    def _ask(self, index: QModelIndex) -> None:
        problem: Problem | Group | None = index.data(PROBLEM)
        if isinstance(problem, Group):
            self._model.toggle(problem)
        elif problem is not None and problem.record_ids:
            self.records_asked.emit(tuple(problem.record_ids))

    def _open_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if index.isValid():
            self._pop_up(self.menu_for(index), self.view.viewport().mapToGlobal(place))

    def _pop_up(self, menu: QMenu, place: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        menu.popup(place)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
