"""The first page among safe copies that are damaged, foreign, newer, locked or none at all: it opens soon and deletes nothing."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog

from cxdesigner.storage.codec import encode
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.settings import data_folder
from cxdesigner.storage.strict_json import canonical
from cxdesigner.ui.widgets.say import Question
from tests.document.made_up import every_field
from tests.onboarding import onboarding
from tests.reliability.in_a_window import Found
from tests.storage.test_hostile_files import mutated

if TYPE_CHECKING:
    from cxdesigner.ui.main_window import MainWindow

MOST_SECONDS = 1.0
KINDS = 12


def run(window: MainWindow, count: int) -> Found:
    """Make so many folders, show the first page, and try to restore each of them."""
    bad: list[str] = []
    root = data_folder() / "recovery"
    held = [made(root / f"{number:032x}", number) for number in range(count)]
    before = files_below(root)
    begun = time.monotonic()
    window.show_start()
    QApplication.processEvents()
    seconds = time.monotonic() - begun
    if seconds > MOST_SECONDS:
        bad.append(f"the first page took {seconds:.1f} s")
    offered = window.filing.rescued()
    said: list[str] = []
    QDialog.exec = lambda dialog: answered(dialog, said)  # type: ignore[method-assign,assignment]
    for work in offered:
        said.clear()
        window.desk.open(None)
        window.filing.restore(work.offer)
        QApplication.processEvents()
        if not window.desk.is_open() and not said:
            bad.append(f"{work.offer.folder.name}: neither opened nor refused")
        if any("Traceback" in one or not one for one in said):
            bad.append(f"{work.offer.folder.name}: says {said}")
        if window.desk.workspace is not None:
            window.desk.workspace.close()  # As a crash would leave it: what was restored is still there.
            window.desk.workspace = None
    gone = [str(path.relative_to(root)) for path in before - files_below(root) if path.name != "lock"]
    bad += [f"{name} was deleted" for name in gone if not name.endswith("opening")]
    for descriptor in held:
        if descriptor is not None:
            os.close(descriptor)
    return Found(count, bad, f"{len(offered)} offered, the page in {seconds:.2f} s")


def answered(dialog: QDialog, said: list[str]) -> int:
    """Answer a question as somebody who wants the work, and note that there was one."""
    said.append(dialog.windowTitle())
    if isinstance(dialog, Question):
        dialog.answer = "again"
    return 0


def files_below(root: Path) -> set[Path]:
    return {path for path in root.rglob("*") if path.is_file()}


def made(folder: Path, number: int) -> int | None:
    """Make one folder of a session; return the descriptor of the lock that holds it, where somebody does."""
    chance, kind = random.Random(number), number % KINDS
    folder.mkdir(parents=True)
    whole = encode(onboarding() if number % 2 else every_field(), "test")
    newest, older = folder / "snap-000002.cxmap", folder / "snap-000001.cxmap"
    meta: object = {"title": f"Work {number}", "path": "/maps/a.cxmap", "sha256": "ab" * 32, "made": 1.7e9 + number}
    newest.write_bytes(whole)
    if kind == 1:
        newest.write_bytes(mutated(whole, chance))
    elif kind == 2:
        newest.write_bytes(b"")
        older.write_bytes(whole)
    elif kind == 3:
        newest.write_bytes(bytes(len(whole)))
    elif kind == 4:
        newest.write_bytes(whole.replace(b'"version":1,', b'"version":9,'))
    elif kind == 5:
        newest.unlink()
        newest.mkdir()
    elif kind == 6:
        (folder / "meta.json").mkdir()
    elif kind == 7:
        meta = [[[[]]]]
    elif kind == 8:
        meta = {"title": "\u202e<b>" * 9_000, "path": "\0", "made": 1e300, "records": -1, "touchpoints": "x"}
    elif kind == 9:
        (folder / "lock").mkdir()
    elif kind == 10:
        (folder / "opening").write_bytes(chance.randbytes(9))
    elif kind == 11:
        return Fs().lock(folder / "lock")
    if kind not in (6, 11):
        (folder / "meta.json").write_text(canonical(meta) if kind != 1 else "{", encoding="utf-8")
    return None
