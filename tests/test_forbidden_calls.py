"""Calls that have cost somebody a map or a frozen window, found in the source before they cost one here."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.source_tree import PACKAGE, ROOT, Source, imports, parsed, sources

MOST_LINES = 400
DISK = ("storage/fs.py", "storage/save.py")
NETWORK = (
    "socket", "ssl", "urllib.request", "http", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "xmlrpc",
    "socketserver", "asyncio", "requests", "httpx", "PySide6.QtNetwork", "webbrowser",
)  # fmt: skip
LOCAL_NETWORK = ("PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket")  # between our own windows only
UNSAFE_READERS = ("pickle", "cPickle", "marshal", "shelve", "dill", "yaml", "xml.dom", "ast")
RICH_TEXT = (
    "QLabel", "QMessageBox", "QInputDialog", "QErrorMessage", "QProgressDialog", "QTextEdit", "QTextBrowser",
    "QGraphicsTextItem",
)  # fmt: skip
RICH_TEXT_CALLS = ("setHtml", "insertHtml", "appendHtml", "setMarkdown", "fromHtml")
DATA_IN_TIPS = ("setToolTip", "setWhatsThis", "setStatusTip", "showText")
DISK_NAMES = ("QSaveFile", "QFile", "QSettings", "QTemporaryFile")
DISK_CALLS = (
    "write_text",
    "write_bytes",
    "setFileName",
    "setOutputFileName",
    "unlink",
    "rmtree",
    "copyfile",
    "copytree",
)
OS_CALLS = (
    "open",
    "replace",
    "rename",
    "remove",
    "unlink",
    "truncate",
    "link",
    "symlink",
    "makedirs",
    "mkdir",
    "rmdir",
)

SEEN = (ast.Call, ast.Name, ast.Attribute)
"""The kinds of nodes that a rule may look at; there are three times as many others."""

Find = Callable[[ast.AST], str]


@dataclass(frozen=True)
class Forbidden:
    """A rule: what it finds, where it may stand all the same, and why nowhere else."""

    why: str
    find: Find
    allowed: tuple[str, ...] = ()

    def holds_in(self, name: str) -> bool:
        """Tell whether the rule holds in that file."""
        return not name.startswith(self.allowed) if self.allowed else True


def called(node: ast.AST) -> str:
    """Return the last part of the name that a call names, else nothing: `open` for `path.open(…)`."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def owner(node: ast.AST) -> str:
    """Return the name before the dot of a call: `os` for `os.open(…)`."""
    is_dotted = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return getattr(node.func.value, "id", "?") if is_dotted else ""  # type: ignore[attr-defined]


def calls(*names: str) -> Find:
    """Find calls by the last part of their name."""
    return lambda node: called(node) if called(node) in names else ""


def names(*wanted: str) -> Find:
    """Find any use of these names, called or not, but not their import (which a type needs)."""

    def find(node: ast.AST) -> str:
        name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        return name if isinstance(node, (ast.Attribute, ast.Name)) and name in wanted else ""

    return find


def builtin_calls(*wanted: str) -> Find:
    """Find calls of these names that stand without a dot (`dialog.exec()` is no finding)."""
    return lambda node: called(node) if called(node) in wanted and not owner(node) else ""


def writing_opens(node: ast.AST) -> str:
    """Find an open() for writing, appending or updating; for the builtin, a mode that is not written out counts as one."""
    if called(node) != "open" or owner(node) == "os":
        return ""
    assert isinstance(node, ast.Call)
    is_method = owner(node) not in ("", "io", "gzip", "codecs")
    named = [keyword.value for keyword in node.keywords if keyword.arg == "mode"]
    by_place = node.args[:1] if is_method else node.args[1:2]  # `path.open("w")`, `open(path, "w")`
    if is_method:  # `Workspace.open(path)` has no mode
        by_place = [mode for mode in by_place if isinstance(mode, ast.Constant)]
    for mode in [*named, *by_place]:
        if not isinstance(mode, ast.Constant) or set("wax+") & set(str(mode.value)):
            return "open for writing"
    return ""


def operating_system_calls(node: ast.AST) -> str:
    """Find calls of `os` and `shutil` that change what is on the disk."""
    is_os = owner(node) == "os" and called(node) in OS_CALLS
    if is_os and "os.devnull" in ast.unparse(node):
        return ""
    return f"{owner(node)}.{called(node)}" if is_os or owner(node) == "shutil" else ""


def tips_with_data(node: ast.AST) -> str:
    """Find tooltips whose text is not written out in the source: a title in them could hold tags."""
    if called(node) not in DATA_IN_TIPS:
        return ""
    assert isinstance(node, ast.Call)
    return "" if all(_is_written_out(argument) for argument in node.args[-1:]) else called(node)


def _is_written_out(argument: ast.AST) -> bool:
    if called(argument) in ("tr", "N_", "translate"):
        return all(isinstance(part, ast.Constant) for part in argument.args)  # type: ignore[attr-defined]
    return isinstance(argument, ast.Constant)


def connected_lambdas(node: ast.AST) -> str:
    """Find `signal.connect(lambda: self.…)`: it keeps the widget alive after it was dropped."""
    if called(node) not in ("connect", "singleShot"):
        return ""
    assert isinstance(node, ast.Call)
    for argument in node.args:
        if isinstance(argument, ast.Lambda) and any(getattr(part, "id", "") == "self" for part in ast.walk(argument)):
            return f"{called(node)} with a lambda that holds self"
    return ""


RULES = {
    "rich text": Forbidden(
        "a title with tags in it would be drawn as rich text, and can freeze the window: use ui/widgets",
        names(*RICH_TEXT),
        ("ui/widgets/",),
    ),
    "html": Forbidden("plain text only", calls(*RICH_TEXT_CALLS), ("ui/widgets/",)),
    "text format": Forbidden("plain text only", names("AutoText", "RichText", "MarkdownText"), ("ui/widgets/",)),
    "tips": Forbidden("tooltips with data go through ui/widgets", tips_with_data, ("ui/widgets/",)),
    "writing": Forbidden("files are written by storage, whole or not at all", writing_opens, DISK),
    "writing calls": Forbidden("files are written by storage, whole or not at all", calls(*DISK_CALLS), DISK),
    "disk": Forbidden("only storage/fs.py touches the file system", operating_system_calls, DISK),
    "qt files": Forbidden("Qt's own saving reports success on a full disk", names(*DISK_NAMES), DISK),
    "nested events": Forbidden("an event handled in the middle of another finds half a document", calls("processEvents")),
    "deep copies": Forbidden("copying a deep tree ends the process; records need no copy", calls("deepcopy")),
    "lambdas": Forbidden("use a bound method or functools.partial", connected_lambdas),
    "evaluation": Forbidden("data is never run", builtin_calls("eval", "exec", "compile", "__import__", "execfile")),
    "literals": Forbidden("data is never run", calls("literal_eval")),
    "variants": Forbidden("what is read is checked text, never stored objects", names("QDataStream")),
    "threads": Forbidden(
        "a thread that touches an object of Qt ends the process: errands go through ui/writer.py, reading through ui/fetching.py, sums through ui/aside.py",
        names("Thread", "QThread", "QThreadPool", "QRunnable", "ThreadPoolExecutor"),
        # the worker is a process of its own; to render, each thread waits for such a process: no window is in either
        ("ui/writer.py", "ui/fetching.py", "ui/aside.py", "worker.py", "cli_render.py"),
    ),
    "sockets": Forbidden("nothing leaves the machine", names("QNetworkAccessManager", "QTcpSocket", "QUdpSocket", "QSslSocket")),
    "outside": Forbidden("links open only after a click that showed them", calls("openUrl"), ("ui/widgets/",)),
    "endless": Forbidden("exponential in the size of the map", calls("simple_cycles", "all_simple_paths")),
}  # fmt: skip


def findings(source: Source) -> Iterator[str]:
    """Name each forbidden call and import of a file."""
    nodes = [node for node in source.nodes if isinstance(node, SEEN)]
    for rule in RULES.values():
        if rule.holds_in(source.name):
            for node in nodes:
                if found := rule.find(node):
                    yield f"{source.name}:{getattr(node, 'lineno', 0)}: {found} – {rule.why}"
    for line, name in imports(source):
        if _is_below(name, UNSAFE_READERS) or (_is_below(name, NETWORK) and name not in LOCAL_NETWORK):
            yield f"{source.name}:{line}: import {name} – nothing is evaluated, nothing leaves the machine"


def _is_below(name: str, modules: tuple[str, ...]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def test_no_forbidden_call_stands_in_the_product() -> None:
    assert [found for source in sources() for found in findings(source)] == []


def test_at_most_one_file_of_paper_makes_paragraphs_and_no_other_room_does() -> None:
    users = {source.name for source in sources() if any(map(calls("Paragraph"), source.nodes))}

    assert len(users) <= 1
    assert all(name.startswith("paper/") for name in users)


def test_static_text_says_that_it_is_plain_wherever_it_is_used() -> None:
    users = [source for source in sources() if any(map(calls("QStaticText"), source.nodes))]

    assert [source.name for source in users if "PlainText" not in source.text] == []


def test_no_source_file_grows_beyond_what_one_can_read() -> None:
    long = {source.name: len(source.text.splitlines()) for source in sources()}

    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_no_file_of_the_project_names_a_registry() -> None:
    files = [ROOT / "pyproject.toml", *(ROOT / "packaging").glob("*")]

    named = [file.name for file in files if file.is_file() and "://" in file.read_text(encoding="utf-8")]

    assert named == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ui/main_window.py", "QLabel(title)"),
        ("ui/main_window.py", "QMessageBox.warning(None, '', text)"),
        ("canvas/view.py", "item.setToolTip(touchpoint.title)"),
        ("canvas/view.py", "item.setToolTip(f'{title}')"),
        ("canvas/view.py", "item.setHtml(text)"),
        ("canvas/view.py", "label.setTextFormat(Qt.TextFormat.RichText)"),
        ("formats/csv.py", "open(path, 'w')"),
        ("formats/csv.py", "open(path, mode='rb+')"),
        ("formats/csv.py", "Path(path).open('ab')"),
        ("formats/csv.py", "open(path, mode)"),
        ("formats/csv.py", "path.write_bytes(data)"),
        ("workspace.py", "os.replace(a, b)"),
        ("workspace.py", "shutil.move(a, b)"),
        ("wall/pictures.py", "generator.setFileName(path)"),
        ("ui/panels/outline.py", "QSettings()"),
        ("ui/panels/outline.py", "QApplication.processEvents()"),
        ("formats/bpmn.py", "copy.deepcopy(tree)"),
        ("ui/panels/outline.py", "button.clicked.connect(lambda: self.add())"),
        ("ui/panels/outline.py", "QTimer.singleShot(0, lambda: self.add())"),
        ("storage/codec.py", "eval(text)"),
        ("storage/codec.py", "ast.literal_eval(text)"),
        ("storage/codec.py", "import pickle"),
        ("storage/codec.py", "from xml.dom import minidom"),
        ("ui/application.py", "import socket"),
        ("ui/application.py", "from urllib import request"),
        ("ui/application.py", "from PySide6.QtNetwork import QTcpSocket"),
        ("journey/paths.py", "nx.simple_cycles(graph)"),
        ("ui/filing.py", "threading.Thread(target=save).start()"),
        ("canvas/scene.py", "QThreadPool.globalInstance()"),
    ],
)
def test_a_forbidden_call_is_found(name: str, text: str) -> None:
    assert list(findings(parsed(text, PACKAGE / name)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ui/widgets/label.py", "QLabel(title).setTextFormat(Qt.TextFormat.PlainText)"),
        ("ui/main_window.py", "button.setToolTip('Undo')"),
        ("ui/main_window.py", "dialog.exec()"),
        ("ui/main_window.py", "button.clicked.connect(self.add)"),
        ("ui/application.py", "from PySide6.QtNetwork import QLocalServer"),
        ("storage/fs.py", "os.replace(a, b)"),
        ("ui/writer.py", "threading.Thread(target=work)"),
        ("storage/save.py", "open(path, 'wb')"),
        ("formats/csv.py", "open(path, 'rb').read()"),
        ("ui/filing.py", "Workspace.open(path)"),
        ("cli.py", "os.open(os.devnull, os.O_WRONLY)"),
        ("formats/csv.py", "Path(path).open().read()"),
        ("document/text.py", "re.compile('a')"),
        ("document/text.py", "title.replace('a', 'b')"),
    ],
)
def test_a_call_that_is_in_its_place_is_no_finding(name: str, text: str) -> None:
    assert list(findings(parsed(text, PACKAGE / Path(name)))) == []
