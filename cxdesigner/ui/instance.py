"""The window's ear for other starts of the program with the map that it has open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from cxdesigner.storage.fs import Fs
from cxdesigner.ui.meeting import ANSWER_MS, SHOW, SHOWN, meeting_folder, name_for

if TYPE_CHECKING:
    from cxdesigner.ui.main_window import MainWindow


class Instance(QObject):
    """Listens under the name of the map that is open. Where it cannot, there is only the lock beside the map."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        self._path: Path | None = None
        self._name = ""
        window.desk.replaced.connect(self.follow)
        window.desk.saved.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Listen for the map that is open now."""
        workspace = self._window.desk.workspace
        path = workspace.path if workspace is not None and not workspace.is_for_reading else None
        if path == self._path:
            return  # The disk is not asked again, with each save.
        self._path = path
        name = name_for(path) if path is not None else ""
        if name != self._name:
            self._server.close()
            self._name = name
            if name:
                self._listen(name)

    def is_listening(self) -> bool:
        """Tell whether another start can find this window."""
        return self._server.isListening()

    def _listen(self, name: str) -> None:
        fs = Fs()
        try:
            fs.make_folder(meeting_folder())
            if not fs.is_ours(meeting_folder()):
                return
        except OSError:
            return
        if not self._server.listen(name) and not _is_alive(name):
            QLocalServer.removeServer(name)  # What a window that crashed has left.
            self._server.listen(name)

    def _meet(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._answer, socket))
            self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        if bytes(socket.peek(len(SHOW)).data()) != SHOW:
            return
        socket.readAll()
        socket.write(SHOWN)
        socket.flush()
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


def _is_alive(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    is_alive = socket.waitForConnected(ANSWER_MS)
    socket.abort()
    return is_alive


def listen(window: MainWindow) -> None:
    """Let a window be found by other starts of the program."""
    Instance(window)
