"""Somebody who does anything at all with the whole program: mouse, keys, menus, dialogs, files, text."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QWidget,
)

from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, Touchpoint
from cxdesigner.ui.actions.menus import ACTIONS
from cxdesigner.ui.main_window import MainWindow
from tests.ui.gaps import Gaps

NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton
KEYS = (
    "Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown", "Return", "Escape", "F2", "L", "M", "Tab", "Backtab",
    "Plus", "Minus", "0", "1", "2", "3", "4", "5", "Delete", "Space", "A", "Z", "Y", "D", "C", "X", "V", "F", "F3",
)  # fmt: skip
WORDS = (
    "Welcome Letter - Email - Marketing - Upon Signing of Contract", "Call back", "x", "", "  ", "日本語の手紙", "עברית (א)",
    "<b>bold</b> & more", "a" * 300, "1 - 2 - 3", "\t", "👩‍👩‍👧‍👦", "what: say hello",
)  # fmt: skip
NEVER = frozenset({"file.quit", "file.close", "view.full_screen", "help.guide"})
"""What would end the session, or depends on a window manager."""
MOST_TOUCHPOINTS = 40


class RandomUser:
    """One person with a seed: the same seed does the same."""

    def __init__(self, window: MainWindow, seed: int, files: list[Path], folder: Path) -> None:
        self.window = window
        self.chance = random.Random(seed)
        self.files = files
        self.folder = folder
        self.done: list[str] = []
        self.gaps = Gaps()
        self._ways: tuple[tuple[int, Callable[[], str]], ...] = (
            (24, self._drag),
            (12, self._click),
            (20, self._press_key),
            (8, self._type),
            (14, self._choose_action),
            (5, self._turn_wheel),
            (4, self._ask_for_menu),
            (4, self._press_button),
            (3, self._say_a_line),
            (3, self._drag_a_heading),
            (2, self._change_lanes),
            (1, self._open_a_file),
        )

    def act(self) -> None:
        """Do one thing, and remember what it was."""
        if not self.window.desk.is_open():
            self.window.filing.open(self.chance.choice(self.files))
        self._keep_it_small()
        self._close_popups()
        (way,) = self.chance.choices([way for _, way in self._ways], [weight for weight, _ in self._ways])
        self.done.append(way.__name__)
        before = self.gaps.events
        self.gaps.begin()
        told = way()
        self.gaps.events += self.gaps.events == before  # An action, a file, a turn of the wheel: events all the same.
        self.done[-1] += f" {told}"
        self.gaps.end(self.done[-1])
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.gaps.end(f"{self.done[-1]}, afterwards")

    def answer(self, dialog: QDialog) -> int:
        """Do something in a dialog that would wait, and leave it by one of its buttons."""
        self.done[-1] += f" [{dialog.windowTitle()}]"
        for line in dialog.findChildren(QLineEdit):
            if self.chance.random() < 0.5 and line.isEnabled() and not line.isReadOnly():
                line.setText(self.chance.choice(WORDS).strip("\t"))
        for combo in dialog.findChildren(QComboBox):
            if self.chance.random() < 0.3 and combo.count():
                combo.setCurrentIndex(self.chance.randrange(combo.count()))
        if hasattr(dialog, "answer"):
            dialog.answer = self.chance.choice(("", "save", "discard", "cancel", "keep", "yes", "no"))
        return self.chance.randrange(2)

    def file_to_open(self, *_: object, **__: object) -> tuple[str, str]:
        """Choose a file, or none."""
        return (str(self.chance.choice(self.files)) if self.chance.random() < 0.7 else ""), ""

    def file_to_save(self, *_: object, **__: object) -> tuple[str, str]:
        """Choose a place for a file, or none."""
        name = f"map{self.chance.randrange(4)}.{self.chance.choice(('cxmap', 'csv', 'pdf', 'png', 'svg', 'txt'))}"
        return (str(self.folder / name) if self.chance.random() < 0.7 else ""), ""

    # -- the map -----------------------------------------------------------------------------------------------------

    def _anywhere(self) -> QPoint:
        view = self.window.view()
        area = view.viewport().rect()
        cards = view.plan.cards
        if cards and self.chance.random() < 0.6:
            rect = self.chance.choice(cards).rect
            x, y = (self.chance.choice((0.02, 0.5, 0.98)) for _ in range(2))
            at = view.viewportTransform().map(QPointF(rect.x + rect.width * x, rect.y + rect.height * y)).toPoint()
            if area.contains(at):
                return at
        return QPoint(self.chance.randrange(max(1, area.width())), self.chance.randrange(max(1, area.height())))

    def _modifiers(self) -> Qt.KeyboardModifier:
        return self.chance.choices((NONE, CTRL, SHIFT, ALT, CTRL | SHIFT), (8, 3, 2, 2, 1))[0]

    def _drag(self) -> str:
        view = self.window.view()
        start, end, modifiers = self._anywhere(), self._anywhere(), self._modifiers()
        QTest.mousePress(view.viewport(), LEFT, modifiers, start)
        for step in range(1, 5):
            QTest.mouseMove(view.viewport(), start + (end - start) * step / 4)
        if self.chance.random() < 0.1:
            QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(view.viewport(), LEFT, modifiers, end)
        return f"{start.toTuple()} {end.toTuple()} {modifiers}"

    def _click(self) -> str:
        view, at = self.window.view(), self._anywhere()
        click = QTest.mouseDClick if self.chance.random() < 0.3 else QTest.mouseClick
        click(view.viewport(), LEFT, self._modifiers(), at)
        return f"{click.__name__} {at.toTuple()}"

    def _turn_wheel(self) -> str:
        view, at, turn = self.window.view(), QPointF(self._anywhere()), self.chance.choice((-360, -120, 120, 360))
        event = QWheelEvent(
            at, view.viewport().mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, self._modifiers(),
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
        return str(turn)

    def _ask_for_menu(self) -> str:
        view, at = self.window.view(), self._anywhere()
        reason = self.chance.choice((QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard))
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, at, view.viewport().mapToGlobal(at)))
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            for _ in range(self.chance.randrange(8)):
                QTest.keyClick(menu, Qt.Key.Key_Down)
            chosen = menu.activeAction()
            if chosen is not None and chosen.objectName() not in NEVER and chosen.menu() is None:
                QTest.keyClick(menu, Qt.Key.Key_Return)
                return chosen.text()
        return ""

    def _drag_a_heading(self) -> str:
        view = self.window.view()
        strip = self.chance.choice((view.stage_strip, view.lane_strip))
        spots = strip.spots()
        if not spots:
            return ""
        start, end = (self.chance.choice(spots).rect.center().toPoint() for _ in range(2))
        QTest.mousePress(strip, LEFT, NONE, start)
        for step in range(1, 4):
            QTest.mouseMove(strip, start + (end - start) * step / 3)
        QTest.mouseRelease(strip, LEFT, NONE, end)
        return f"{start.toTuple()} {end.toTuple()}"

    def _change_lanes(self) -> str:
        kind = self.chance.choice(list(LaneKind))
        self.window.editor().top_bar.lanes_picked.emit(kind)
        return str(kind)

    # -- keys, menus, panels -----------------------------------------------------------------------------------------

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        inside = focus is not None and shiboken6.isValid(focus) and focus.window() is self.window
        return focus if focus is not None and inside and self.chance.random() < 0.7 else self.window.view()

    def _press_key(self) -> str:
        name, modifiers, target = self.chance.choice(KEYS), self._modifiers(), self._focus()
        QTest.keyClick(target, getattr(Qt.Key, f"Key_{name}"), modifiers)
        return f"{name} {modifiers} {type(target).__name__}"

    def _type(self) -> str:
        words, target = self.chance.choice(WORDS)[:40], self._focus()
        for character in words:
            if shiboken6.isValid(target):
                QTest.keyClick(target, character) if character.isascii() else None
        return f"{words!r} {type(target).__name__}"

    def _choose_action(self) -> str:
        menus = self.window.menus
        menus.refresh()
        action_id = self.chance.choice([i for i in ACTIONS if i not in NEVER and i != "recent"])
        try:
            action = menus[action_id]
        except KeyError:
            return ""
        if action.isEnabled():
            action.trigger()
        return action_id

    def _press_button(self) -> str:
        found = [
            button
            for button in self.window.editor().findChildren(QAbstractButton)
            if button.isVisible() and button.isEnabled()
        ]
        if not found:
            return ""
        button = self.chance.choice(found)
        name = button.accessibleName() or button.text()
        QTest.mouseClick(button, LEFT)
        return name

    def _say_a_line(self) -> str:
        bar, words = self.window.editor().speaking.bar, self.chance.choice(WORDS)
        bar.line.setFocus()
        bar.line.setText(words.replace("\t", " "))
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
        return repr(words[:30])

    def _open_a_file(self) -> str:
        path = self.chance.choice(self.files)
        self.window.filing.open(path)
        return path.name

    # ----------------------------------------------------------------------------------------------------------------

    def _keep_it_small(self) -> None:
        document = self.window.desk.document
        if len(document.all(Touchpoint)) > MOST_TOUCHPOINTS:
            from cxdesigner.commands.removing import remove

            surplus = [touchpoint.id for touchpoint in document.all(Touchpoint)][MOST_TOUCHPOINTS // 2 :]
            self.window.desk.plan(remove, surplus)

    def _close_popups(self) -> None:
        for _ in range(4):
            popup = QApplication.activePopupWidget()
            if popup is None:
                return
            popup.close()


def broken(document: Document, window: MainWindow) -> list[str]:
    """Return what is wrong with the picture of the map, in sentences; an empty list is what everybody wants."""
    from cxdesigner.layout.lanes import lane_key

    view, plan = window.view(), window.view().plan
    wrong = []
    for card in plan.cards:
        touchpoint, column = document.touchpoint(card.touchpoint_id), plan.columns[card.column]
        if plan.lanes[card.lane].key != lane_key(document, touchpoint, view.lanes):
            wrong.append(f"“{touchpoint.title}” stands in a lane that is not its own.")
        if column.stage_id != touchpoint.stage_id:
            wrong.append(f"“{touchpoint.title}” stands in a stage that is not its own.")
    shown = {card.touchpoint_id for card in plan.cards} | {one for pile in plan.piles for one in pile.touchpoint_ids}
    for link in plan.links:
        if link.source_id not in document or link.target_id not in document:
            wrong.append("A link is drawn between cards that are gone.")
        elif not {link.source_id, link.target_id} <= shown:
            wrong.append("A link is drawn to a card that is not.")
    for item_id in view.scene_of_map.items_by_id:
        if item_id not in document:
            wrong.append("The picture shows a thing that is gone.")
    return wrong


def install(user: RandomUser, monkeypatch: object) -> None:
    """Let the user answer all dialogs, and measure each event."""
    replace: Callable[..., None] = monkeypatch.setattr  # type: ignore[attr-defined]
    replace(QDialog, "exec", lambda dialog: user.answer(dialog))
    replace(QFileDialog, "getOpenFileName", staticmethod(user.file_to_open))
    replace(QFileDialog, "getSaveFileName", staticmethod(user.file_to_save))
    for event in ("mousePress", "mouseMove", "mouseRelease", "mouseClick", "mouseDClick", "keyClick"):
        replace(QTest, event, staticmethod(user.gaps.timed(getattr(QTest, event))))
