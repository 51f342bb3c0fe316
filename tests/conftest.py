"""What holds for every test: no screen, no user folders, and where Qt is used, nothing left behind."""

from __future__ import annotations

import atexit
import gc
import itertools
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "0")
if _screens := os.environ.get("CXDESIGNER_TEST_SCREENS", "").split():  # one for each of the workers side by side
    _worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.environ["DISPLAY"] = _screens[_worker % len(_screens)]
if "XDG_RUNTIME_DIR" not in os.environ:  # Qt warns where there is none, and here a warning is a failure.
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="cxdesigner-tests-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)

settings.register_profile(
    "same-every-time",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("night", deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same-every-time"))

SAMPLES = Path(__file__).parent / "files" / "samples"
_numbers = itertools.count(1)
_collections = itertools.count(1)
FULL_COLLECTION = 25
"""After so many Qt tests all garbage is looked for; that takes as long as a small test."""
_QT_ROOMS = ("canvas", "wall", "ui")
_BLOCKING = {  # what would wait for a person, and hang a test for ever
    "QDialog": ("exec", "exec_"),
    "QMenu": ("exec", "exec_"),
    "QMessageBox": ("about", "critical", "information", "question", "warning"),
    "QFileDialog": ("getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName"),
    "QInputDialog": ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    "QColorDialog": ("getColor",),
    "QFontDialog": ("getFont",),
}


def _refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    """Let no test reach another machine, nor ask for the name of one: bar R14. Sockets that are files stay."""
    if event == "socket.getaddrinfo" or (
        event == "socket.__new__" and arguments[1] in (socket.AF_INET, socket.AF_INET6)
    ):
        raise PermissionError(f"A test asked for the network: {event} {arguments[1:]}")


sys.addaudithook(_refuse_the_network)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let slow tests begin first, that no core waits for another's last; leave real windows out, visibly, where there are none."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if os.environ["QT_QPA_PLATFORM"] != "offscreen":
        return
    unseen = pytest.mark.skip(reason="needs a real window; `python3 packaging/dev.py test` gives it one")
    for item in items:
        if item.get_closest_marker("window"):
            item.add_marker(unseen)


def pytest_collection_finish() -> None:
    """Take all that lives by now out of the garbage collector's way: the collections after Qt tests get cheap."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own, not yet existing, folders for settings and safe copies."""
    own = tmp_path_factory.getbasetemp() / "user" / str(next(_numbers))
    for name in ("CONFIG", "DATA", "CACHE", "SPARE"):
        monkeypatch.setenv(f"CXDESIGNER_{name}_DIR", str(own / name.lower()))


@pytest.fixture(autouse=True)
def _qt_is_left_clean(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Around each test of a Qt room: no dialog waits for a person; no window, timer or clipboard content survives."""
    if request.path.parent.name not in _QT_ROOMS:
        yield
        return
    from PySide6 import QtWidgets

    _forbid_waiting(QtWidgets, monkeypatch)
    request.getfixturevalue("qapp")
    # A collection in another thread would destroy Qt objects there and crash; so it happens here and only here.
    gc.disable()
    yield
    left = _left_over(QtWidgets)
    gc.collect(2 if next(_collections) % FULL_COLLECTION == 0 else 1)  # What a test has made is young.
    gc.enable()
    assert not left, f"the test left behind: {', '.join(left)}"


def _forbid_waiting(widgets: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for class_name, names in _BLOCKING.items():
        kind = getattr(widgets, class_name)
        for name in names:
            if hasattr(kind, name):
                monkeypatch.setattr(kind, name, _failing(f"{class_name}.{name}"))


def _failing(name: str) -> staticmethod[..., None]:
    def fail(*_: object, **__: object) -> None:
        pytest.fail(f"{name} would wait for a person; a test that wants it replaces it with monkeypatch")

    return staticmethod(fail)


def _left_over(widgets: ModuleType) -> list[str]:
    """Name what a test left in the application, and clear it away for the next test."""
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer

    app = widgets.QApplication.instance()
    app.clipboard().clear()  # On the offscreen platform Qt 6.11 crashes at exit over what is left there.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = []
    for window in app.topLevelWidgets():
        if window.isVisible():
            left.append(f"the window {type(window).__name__} “{window.windowTitle()}”")
            window.close()
            window.deleteLater()
    for timer in app.findChildren(QTimer):
        if timer.isActive():
            left.append("a running timer of the application")
            timer.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return left


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of the six real inputs."""
    return SAMPLES


if sys.flags.optimize:
    pytest.exit("The tests are assertions: run them without -O.", returncode=2)
