"""A real mouse and real keys (xdotool) over a real window, and where the things are that they take hold of.

It never sleeps while the window should work: each gesture is one run of xdotool, and the window goes on meanwhile.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.strip import Spot, Strip
from cxdesigner.canvas.view import MapView
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import LaneBox, LinkPath, Rect
from cxdesigner.storage.codec import encode
from cxdesigner.ui.main_window import MainWindow

Place = tuple[str, str]
"""A point of the screen, as xdotool takes it."""
MODIFIERS = ("ctrl", "alt", "shift", "space")
A_MOMENT = ("sleep", "0.03")
"""Between two steps of a gesture; a hand is no faster."""
MIDDLE = "2"
RIGHT = "3"
UP, DOWN = "4", "5"
"""Buttons of a mouse, for X: the wheel is two of them."""


class RealHand:
    """A mouse and keys at a window with a map. Points of the map are in its units, places are points of the screen."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot
        self.encoded = self.file()
        """The file as it was when the hand came."""

    @property
    def view(self) -> MapView:
        return self.window.view()

    def file(self) -> bytes:
        """Return what a file of the document would hold now."""
        return encode(self.window.desk.document, "test")

    # -- where things are -----------------------------------------------------------------------------------------------

    def point(self, x: float, y: float) -> Place:
        """Return where a point of the map is on the screen."""
        return self.on(self.view.viewport(), self.view.mapFromScene(x, y))

    def on(self, widget: QWidget, at: QPoint | QPointF | None = None) -> Place:
        """Return where a point of a widget is on the screen; its middle if none is given."""
        point = QPointF(at) if at is not None else QPointF(widget.rect().center())
        found = widget.mapToGlobal(point).toPoint()
        return str(found.x()), str(found.y())

    def box(self, card_id: RecordId) -> Rect:
        """Return where a card is on the map."""
        card = self.view.plan.card(card_id)
        assert card is not None, f"the map does not show {card_id}"
        return card.rect

    def card(self, card_id: RecordId, across: float = 0.5, down: float = 0.5) -> Place:
        """Return a place on a card: shares of its width and height."""
        return self._within(self.box(card_id), across, down)

    def cell(
        self, stage_id: RecordId, step: int, team_id: RecordId | None, across: float = 0.5, down: float = 0.5
    ) -> Place:
        """Return a place in a cell, lanes being teams: shares of its width and height."""
        column = next(one for one in self.view.plan.columns if (one.stage_id, one.step) == (stage_id, step))
        lane = next(one for one in self.view.plan.lanes if one.key.team_id == team_id)
        rect = Rect(column.rect.x, lane.rect.y, column.rect.width, lane.rect.height)
        return self._within(rect, across, down)

    def in_row(self, row_id: RecordId, column: int, down: float = 0.5) -> Place:
        """Return a place in the middle of a cell of an experience row: a share of its height."""
        rect = next(row.rect for row in self.view.plan.rows if row.row_id == row_id)
        return self.point(self.view.plan.columns[column].rect.center[0], rect.y + down * rect.height)

    def note(self, note_id: RecordId) -> Place:
        """Return the middle of a sticker."""
        return self._within(next(one.rect for one in self.view.plan.notes if one.note_id == note_id), 0.5, 0.5)

    def path(self, link_id: RecordId) -> LinkPath:
        """Return the way of a link."""
        return next(path for path in self.view.plan.links if path.link_id == link_id)

    def link(self, link_id: RecordId) -> Place:
        """Return the middle of the longest piece of a link."""
        pieces = pairwise(self.path(link_id).points)
        (x1, y1), (x2, y2) = max(pieces, key=lambda piece: _length(*piece))
        return self.point((x1 + x2) / 2, (y1 + y2) / 2)

    def heading(self, record_id: RecordId, across: float = 0.4, down: float = 0.5) -> Place:
        """Return a place on the heading of a stage, team or channel."""
        strip, spot = self._spot(record_id)
        rect = spot.rect
        return self.on(strip, rect.topLeft() + QPointF(across * rect.width(), down * rect.height()))

    def outer(self, team_id: RecordId) -> Place:
        """Return the chevron on the heading of a team around its lanes."""
        strip = self.view.lane_strip
        spot = next(spot for spot in strip.spots() if spot.is_outer and spot.record_id == team_id)
        assert spot.chevron is not None
        return self.on(strip, spot.chevron.center())

    def chevron(self, record_id: RecordId) -> Place:
        """Return where the heading of a stage or lane is collapsed and expanded."""
        strip, spot = self._spot(record_id)
        assert spot.chevron is not None
        return self.on(strip, spot.chevron.center())

    def stage_border(self, stage_id: RecordId) -> Place:
        """Return the right border of a stage, among the headings."""
        stage = next(stage for stage in self.view.plan.stages if stage.stage_id == stage_id)
        strip = self.view.stage_strip
        return self.on(strip, QPointF(self.view.across(stage.columns[-1].rect.right), strip.height() / 2))

    def lane_border(self, record_id: RecordId) -> Place:
        """Return the lower border of a lane, among the headings."""
        strip = self.view.lane_strip
        return self.on(strip, QPointF(strip.width() / 2, self.view.down(self.lane(record_id).rect.bottom)))

    def lane(self, record_id: RecordId) -> LaneBox:
        """Return the first lane of a team or channel."""
        return next(one for one in self.view.plan.lanes if record_id in (one.key.team_id, one.key.channel_id))

    def _spot(self, record_id: RecordId) -> tuple[Strip, Spot]:
        for strip in (self.view.stage_strip, self.view.lane_strip):
            spot = strip.spot_of(record_id)
            if spot is not None:
                return strip, spot
        raise AssertionError(f"no heading of {record_id} is shown")

    def _within(self, rect: Rect, across: float, down: float) -> Place:
        return self.point(rect.x + across * rect.width, rect.y + down * rect.height)

    # -- what it does ---------------------------------------------------------------------------------------------------

    def does(self, *words: str) -> None:
        """Let the hand work, and the window go on meanwhile; then all that it did has come to the window."""
        hand = subprocess.Popen(["xdotool", *words])
        self._qtbot.waitUntil(lambda: hand.poll() is not None, timeout=20_000)
        assert hand.returncode == 0, f"xdotool could not {' '.join(words)}"
        QCursor.pos()  # Asks the screen; its answer comes behind everything that the hand did.
        QApplication.processEvents()

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so; after five seconds it is a failure."""
        self._qtbot.waitUntil(lambda: bool(is_so()), timeout=5_000)

    def click(self, at: Place, *held: str, button: str = "1") -> None:
        """Click, with keys held."""
        self.does("mousemove", *at, *A_MOMENT, *_down(held), "click", button, *_up(held))

    def double_click(self, at: Place) -> None:
        """Click twice."""
        self.does("mousemove", *at, *A_MOMENT, "click", "--repeat", "2", "--delay", "30", "1")

    def drag(self, start: Place, end: Place, *on_the_way: str, held: Sequence[str] = (), button: str = "1") -> None:
        """Drag with keys held; *on_the_way* is done before the button goes up."""
        self.does(*_carrying(start, end, held, button), *on_the_way, "mouseup", button, *_up(held))

    def carry(self, start: Place, end: Place, *, held: Sequence[str] = (), button: str = "1") -> None:
        """Press and move in steps, and hold it there. The test lets go with `drop`."""
        self.does(*_carrying(start, end, held, button))

    def bring(self, source: QWidget, target: Place, *, held: Sequence[str] = ()) -> None:
        """Drag something out of the palette, with keys held: the screen takes part in that and is slower than a hand.

        It is one run of xdotool, because the window does nothing else until the button goes up.
        """
        carrying = _carrying(self.on(source), target, held, "1", pause="0.08")
        self.does(*carrying, "sleep", "0.1", "mouseup", "1", *_up(held))

    def drop(self) -> None:
        """Let go of what it carries."""
        self.does("mouseup", "1")

    def wheel(self, at: Place, button: str, turns: int, *held: str) -> None:
        """Turn the wheel over a place."""
        turning = ("click", "--repeat", str(turns), "--delay", "20", button)
        self.does("mousemove", *at, *A_MOMENT, *_down(held), *turning, *_up(held))

    def keys(self, *names: str) -> None:
        """Press keys one after another."""
        self.does("key", "--delay", "25", *names)

    def type(self, text: str) -> None:
        """Type into what has the keys."""
        self.does("type", "--delay", "12", text)

    def title(self, text: str, *, stays: bool = False) -> None:
        """Type a title into the editor that opens over the map, and keep it; where one more is asked for, that editor *stays*."""
        self.until(lambda: self.view.editor is not None)
        self.type(text)
        self.keys("Return")
        self.until(lambda: (self.view.editor is None) is not stays)

    def choose(self, *words: str, stays: bool = False) -> None:
        """Click the entries of the menu that is open, and of the menus that open from it; one that *stays* is left with Esc."""
        for said in words:
            self.until(lambda said=said: self._entry(said) is not None)
            menu, action = self._entry(said) or (QMenu(), QAction())
            assert action.isEnabled(), f"“{said}” cannot be chosen"
            self.click(self.on(menu, menu.actionGeometry(action).center()))
        if stays:
            self.keys("Escape")
        self.until(lambda: QApplication.activePopupWidget() is None)

    def _entry(self, said: str) -> tuple[QMenu, QAction] | None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu) or not menu.isVisible():
            return None
        found = (action for action in menu.actions() if action.text().replace("&", "").split("\t")[0] == said)
        return next(((menu, action) for action in found), None)

    def bar(self, name: str) -> Place:
        """Return the middle of a button of the small bar at what is selected, as soon as it is there."""
        self.until(lambda: self.view.card_bar.row is not None)
        row = self.view.card_bar.row
        assert row is not None
        return self.on(row.button(name))

    def come_back(self) -> None:
        """Give the keys back to the window after another one closed; where there is a window manager, it does that."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    # -- what has come of it --------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Undo once with the keys: the file must be the very same as when the hand came."""
        assert self.file() != self.encoded, "nothing has changed, so nothing can be undone"
        self.keys("ctrl+z")
        self.until(lambda: self.file() == self.encoded)

    def has_changed_nothing(self) -> bool:
        """Tell whether the file is the very same as when the hand came, and there is nothing to undo."""
        workspace = self.window.desk.workspace
        assert workspace is not None
        return self.file() == self.encoded and not workspace.history.undo_name()


class Answering:
    """Dialogs that a hand answers while they wait: what was asked, and what it does at each."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.asked: list[str] = []
        self.act: Callable[[QDialog], None] | None = None

    def __call__(self, dialog: QDialog) -> int:
        """Stand in for `QDialog.exec`: wait until the hand has closed the dialog."""
        self.asked.append(dialog.windowTitle())
        assert self.act is not None, f"nobody answers “{dialog.windowTitle()}”"
        dialog.open()
        self._qtbot.waitUntil(lambda: dialog.windowHandle() is not None and dialog.windowHandle().isExposed())
        self.act(dialog)
        self._qtbot.waitUntil(dialog.isHidden, timeout=5_000)
        return dialog.result()


def let_go_of_everything() -> None:
    """Let go of all keys and buttons that a failed test may have left pressed, and put the mouse out of the way."""
    words = [word for key in MODIFIERS for word in ("keyup", key)]
    subprocess.run(["xdotool", *words, "mouseup", "1", "mouseup", "2", "mousemove", "1599", "999"], check=True)


def _carrying(start: Place, end: Place, held: Sequence[str], button: str, pause: str = "0.03") -> list[str]:
    """Return what presses and moves in steps, slowly enough to be a drag."""
    words = ["mousemove", *start, "sleep", pause, *_down(held), "mousedown", button, "sleep", pause]
    for share in (0.3, 0.7, 0.97, 1.0):
        words += ["mousemove", *_between(start, end, share), "sleep", pause]
    return words


def _down(held: Sequence[str]) -> list[str]:
    return [word for key in held for word in ("keydown", key)]


def _up(held: Sequence[str]) -> list[str]:
    return [word for key in held for word in ("keyup", key)]


def _between(start: Place, end: Place, share: float) -> Place:
    x, y = (round(int(a) + (int(b) - int(a)) * share) for a, b in zip(start, end, strict=True))
    return str(x), str(y)


def _length(one: tuple[float, float], other: tuple[float, float]) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])
