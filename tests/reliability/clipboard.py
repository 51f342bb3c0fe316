"""Bombs that are pasted and dropped into the window: taken as far as it goes or refused in one sentence, at once."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from cxdesigner.canvas import drops
from cxdesigner.document.document import Document
from cxdesigner.document.records import Touchpoint
from cxdesigner.storage.codec import decode, encode
from cxdesigner.ui import copying
from cxdesigner.ui.panels.side import DETAILS
from cxdesigner.ui.widgets.typing import Line, Text
from cxdesigner.workspace import Workspace
from tests.onboarding import OFFER, onboarding
from tests.reliability.bombs import PICTURES
from tests.reliability.in_a_window import Found

if TYPE_CHECKING:
    from cxdesigner.ui.main_window import MainWindow

_Field = TypeVar("_Field", Line, Text)
MOST_SECONDS = 0.3
WORK, WORK_SECONDS = "two thousand lines", 3.0
"""No bomb, but as many cards as are taken at once."""
TABLE = "<table>" + "<tr><td>Call</td><td>Email</td></tr>"
COPY = Qt.DropAction.CopyAction

WORDS: dict[str, Callable[[], str]] = {
    "a word of a million": lambda: "w" * 1_000_000,
    "ten million letters": lambda: "Call the customer " * 600_000,
    "a million lines": lambda: "Call - Email\n" * 1_000_000,
    "two thousand lines": lambda: "Call - Email\n" * 2_000,
    "four million tabs": lambda: "\t" * 4_000_000,
    "zeros": lambda: "\0" * 1_000_000,
    "combining marks": lambda: "a" + "\u0301" * 200_000,
    "bidi controls": lambda: "\u202e\u2066" * 100_000,
    "commas": lambda: "," * 3_000_000,
    "quotes without end": lambda: '"' * 3_000_000,
    "a link to a pipe": lambda: "<img src='/dev/zero'><table><tr><td>" * 50,
}
PAGES: dict[str, Callable[[], str]] = {
    "a table in a table": lambda: "<table><tr><td>" * 5_000,
    "a table of 200,000 rows": lambda: TABLE * 200_000,
    "a table of 60 columns too many": lambda: "<table><tr>" + "<td>x</td>" * 100_000,
    "a cell of a million": lambda: "<table><tr><td>" + "x" * 1_000_000 + "</td></tr></table>",
    "pictures by path": lambda: "<img src='/dev/zero'>" * 20_000,
    "a style without end": lambda: "<style>" + "a{" * 500_000,
    "spans over everything": lambda: "<table><tr><td colspan=1000000 rowspan=1000000>x</td></tr></table>",
}
OURS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "cards that are brackets": (copying.MEDIA_TYPE, lambda: b"[" * 1_000_000),
    "cards of zeros": (copying.MEDIA_TYPE, lambda: bytes(1_000_000)),
    "cards that are cut": (copying.MEDIA_TYPE, lambda: encode(onboarding(), "test")[:900]),
    "cards larger than a file": (copying.MEDIA_TYPE, lambda: bytes(40 * 2**20)),
    "stages that are brackets": (copying.STAGES_TYPE, lambda: b"[" * 1_000_000),
    "a tile of brackets": (drops.MIME_TYPE, lambda: b"[" * 1_000_000),
    "a tile of nothing we know": (drops.MIME_TYPE, lambda: b'{"new":"touchpoint","channel":' + b"[" * 900 + b"]" * 900 + b"}"),
    "a tile with a name of 1,900": (drops.MIME_TYPE, lambda: b'{"new":"touchpoint","channel":"' + b"n" * 1_900 + b'"}'),
}  # fmt: skip


def run(window: MainWindow, count: int) -> Found:
    """Paste and drop each bomb into the map, a field of several lines, one of one line, and quick entry."""
    bad: list[str] = []
    slowest, tried = ("", 0.0), 0
    said: list[str] = []
    window.desk.said.connect(said.append)
    QDialog.exec = lambda dialog: said.append(dialog.windowTitle()) or 0  # type: ignore[method-assign,assignment,func-returns-value]
    with tempfile.TemporaryDirectory(prefix="cxdesigner-clipboard-") as name:
        bombs = list(_bombs(Path(name)))[: count or None]
        ways = (paste_into_map, drop_on_map, paste_into_text, paste_into_line, drop_on_text, paste_into_quick_entry)
        for way in ways:
            for what, make in bombs:
                window.desk.open(Workspace.new(onboarding()))
                window.desk.select([OFFER])
                window.editor().furnish()
                QApplication.processEvents()
                told = f"{way.__name__.replace('_', ' ')}: {what}"
                before = window.desk.document.copy()
                said.clear()
                seconds = way(window, make())
                tried += 1
                slowest = max(slowest, (told, seconds), key=lambda one: one[1])
                bad += (
                    [f"{told} takes {seconds:.2f} s"]
                    if seconds > (WORK_SECONDS if what == WORK else MOST_SECONDS)
                    else []
                )
                bad += [f"{told}: {wrong}" for wrong in _wrong(window, before, said)]
                QGuiApplication.clipboard().clear()
    return Found(tried, bad, f"slowest {slowest[0]}, {slowest[1] * 1000:.0f} ms")


def _wrong(window: MainWindow, before: Document, said: list[str]) -> list[str]:
    """Name what is wrong with the document and with what was said."""
    document = window.desk.document
    wrong = [f"says “{one[:80]}”" for one in said if "Traceback" in one or "Please report" in one or len(one) > 400]
    try:
        if decode(encode(document, "test")).document != document:
            wrong.append("what came of it is saved otherwise")
    except ValueError as error:
        wrong.append(f"what came of it cannot be saved: {error}")
    if document != before:
        window.desk.undo()
        wrong += ["one Undo does not take it back"] if window.desk.document != before else []
    return wrong


def _bombs(folder: Path) -> Iterator[tuple[str, Callable[[], QMimeData]]]:
    for what, words in WORDS.items():
        yield what, lambda words=words: _data(text=words())  # type: ignore[misc]
    for what, page in PAGES.items():
        yield what, lambda page=page: _data(html=page())  # type: ignore[misc]
    for what, (media_type, make) in OURS.items():
        yield what, lambda t=media_type, make=make: _data(ours=(t, make()))  # type: ignore[misc]
    yield "a picture of 36 million dots", lambda: _data(image=_large())
    yield "a picture without dots", lambda: _data(image=QImage())
    os.mkfifo(folder / "pipe.png")
    (folder / "folder.png").mkdir()
    places = [folder / "pipe.png", folder / "folder.png", Path("/dev/zero"), Path("/nowhere/at all.png")]
    for picture in ("60,000 by 60,000.png", "svg with a script.png", "header only.png", "webp that lies.webp"):
        (folder / picture).write_bytes(PICTURES[picture]())
        places.append(folder / picture)
    for path in places:
        yield f"the file {path.name}", lambda path=path: _data(urls=[QUrl.fromLocalFile(str(path))])  # type: ignore[misc]
    yield "ten thousand files", lambda: _data(urls=[QUrl.fromLocalFile(f"/nowhere/{n}.png") for n in range(10_000)])
    yield "a picture of the net", lambda: _data(urls=[QUrl("http://example.invalid/a.png")])


def _large() -> QImage:
    image = QImage(6_000, 6_000, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    return image


def _data(
    text: str = "",
    html: str = "",
    ours: tuple[str, bytes] | None = None,
    image: QImage | None = None,
    urls: list[QUrl] | None = None,
) -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if ours is not None:
        data.setData(ours[0], QByteArray(ours[1]))
    if image is not None:
        data.setImageData(image)
    if urls is not None:
        data.setUrls(urls)
    return data


# -- the doors ---------------------------------------------------------------------------------------------------------


def _timed(do: Callable[[], object]) -> float:
    """Return for how long the thread of the window worked, whatever others want of the machine."""
    begun = time.thread_time()
    do()
    QApplication.processEvents()
    return time.thread_time() - begun


def paste_into_map(window: MainWindow, data: QMimeData) -> float:
    QGuiApplication.clipboard().setMimeData(data)
    window.view().setFocus()
    return _timed(window.menus["edit.paste"].trigger)


def drop_on_map(window: MainWindow, data: QMimeData) -> float:
    view = window.view()
    card = view.plan.cards[0].rect
    at = QPointF(view.viewportTransform().map(QPointF(card.x + card.width / 2, card.y + card.height / 2)))
    return _timed(lambda: (view.hold_over(data, at), view.take(data, at)))


def paste_into_text(window: MainWindow, data: QMimeData) -> float:
    return _paste(_field(window, Text), data)


def paste_into_line(window: MainWindow, data: QMimeData) -> float:
    return _paste(_field(window, Line), data)


def paste_into_quick_entry(window: MainWindow, data: QMimeData) -> float:
    return _paste(window.editor().speaking.bar.line, data)


def drop_on_text(window: MainWindow, data: QMimeData) -> float:
    field = _field(window, Text)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(4, 4), COPY, data, buttons, keys)
    return _timed(lambda: QApplication.sendEvent(field.viewport(), event))


def _paste(field: QWidget, data: QMimeData) -> float:
    QGuiApplication.clipboard().setMimeData(data)
    field.setFocus()
    return _timed(lambda: QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier))


def _field(window: MainWindow, kind: type[_Field]) -> _Field:
    """Return a field of the details of the card that is selected."""
    window.editor().side.turn_to(DETAILS)
    assert isinstance(window.desk.document.find(OFFER), Touchpoint)
    QApplication.processEvents()
    return next(one for one in window.editor().inspector().findChildren(kind) if one.isVisible())
