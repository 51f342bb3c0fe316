"""The order of the house: each room imports only rooms above it, and a start loads only what it needs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source_tree import PACKAGE, Source, imports, parsed, sources

ROOMS = ("document", "journey", "layout", "commands", "storage", "formats", "paper", "canvas", "wall", "ui")
DOORS = {
    "workspace": 1,
    "worker": 2,
    "cli_files": 3,
    "cli_reports": 4,
    "cli_wall": 5,
    "cli_paper": 6,
    "render_one": 7,
    "cli_render": 8,
    "cli": 9,
    "__main__": 10,
}  # each uses all rooms, and the doors before it
FOR_ALL = ("resources", "environment", "__version__")  # no room, no Qt: may be used everywhere
QT_ROOMS = ("canvas", "wall", "ui")
QT = ("PySide6", "shiboken6")
LATE_QT = ("cli.py", "environment.py")  # the paths that need Qt begin in these, and only they may load it
HEAVY = (
    "PySide6",
    "shiboken6",
    "networkx",
    "orjson",
    "reportlab",
    "pypdf",
    "xlsxwriter",
    "docx",
    "lxml",
    "numpy",
    "scipy",
    "PIL",
    "uharfbuzz",
    "bidi",
    "hypothesis",
    "asyncio",
)


def rank(room: str) -> int:
    """Return how far down the house a room is."""
    return ROOMS.index(room) if room in ROOMS else len(ROOMS) + DOORS.get(room, 0)


def may_import(room: str, other: str) -> bool:
    """Tell whether code in *room* may import *other*; windows use the workspace too."""
    if other in FOR_ALL or room == other:
        return True
    if other == "workspace":
        return room in ("ui", "cli", "__main__")
    if room in FOR_ALL:
        return other == "document" and room == "environment"  # to refuse in the one way there is
    return rank(other) < rank(room)


def is_late_import_at_a_door(source: Source, line: int) -> bool:
    """Tell whether an import stands inside a function of the command line or of the guard: loaded when it is called."""
    return source.name in LATE_QT and source.text.splitlines()[line - 1].startswith("    ")


def wrong_imports(source: Source) -> Iterator[str]:
    """Name each import that goes against the order of the house."""
    for line, name in imports(source):
        top, *rest = name.split(".")
        if top == "cxdesigner" and rest and not may_import(source.room, rest[0]):
            yield f"{source.name}:{line}: {source.room} must not import {rest[0]}"
        if top in QT and source.room not in QT_ROOMS and not is_late_import_at_a_door(source, line):
            yield f"{source.name}:{line}: {source.room} must not import Qt"


def test_every_room_imports_only_rooms_above_it() -> None:
    assert [wrong for source in sources() for wrong in wrong_imports(source)] == []


def test_every_folder_of_the_package_is_a_room_of_the_house() -> None:
    folders = {path.parent.relative_to(PACKAGE).parts[0] for path in PACKAGE.glob("*/*.py")}

    assert folders <= set(ROOMS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("document/history.py", "from cxdesigner.journey.graph import build"),
        ("layout/grid.py", "import PySide6.QtGui"),
        ("layout/grid.py", "def later():\n    from PySide6.QtGui import QPainter"),
        ("canvas/view.py", "from cxdesigner import ui"),
        ("wall/poster.py", "from cxdesigner.workspace import Workspace"),
        ("wall/poster.py", "from ..ui.application import run"),
        ("workspace.py", "from cxdesigner.cli import main"),
        ("workspace.py", "import PySide6"),
        ("workspace.py", "def later():\n    import PySide6"),
        ("cli.py", "import PySide6"),
        ("resources.py", "from cxdesigner.document import text"),
    ],
)
def test_an_import_against_the_order_is_found(name: str, text: str) -> None:
    assert len(list(wrong_imports(parsed(text, PACKAGE / name)))) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("commands/stages.py", "from cxdesigner.document.records import Stage"),
        ("ui/main_window.py", "from cxdesigner.workspace import Workspace\nfrom PySide6.QtWidgets import QMainWindow"),
        ("cli.py", "from cxdesigner.wall import poster"),
        ("cli.py", "def poster():\n    from PySide6.QtGui import QGuiApplication"),
        ("paper/fonts.py", "from cxdesigner import resources"),
    ],
)
def test_an_import_in_the_order_is_no_finding(name: str, text: str) -> None:
    assert list(wrong_imports(parsed(text, PACKAGE / name))) == []


def test_asking_for_the_version_loads_neither_qt_nor_graphs_nor_pdf(tmp_path: Path) -> None:
    start = [sys.executable, "-X", "importtime", "-m", "cxdesigner", "--version"]

    told = subprocess.run(start, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)

    loaded = {line.rpartition("|")[2].strip() for line in told.stderr.splitlines()}
    assert {name for name in loaded if name.partition(".")[0] in HEAVY} == set()
    assert told.stdout.strip()
