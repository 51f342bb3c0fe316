"""A day of a workshop in one process: edits, saves, safe copies, exports, dialogs, opening; nothing may grow that need not."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog

from cxdesigner import resources
from cxdesigner.commands import touchpoints
from cxdesigner.commands.removing import remove
from cxdesigner.commands.values import set_value
from cxdesigner.document.records import Touchpoint
from cxdesigner.storage.save import write_whole
from cxdesigner.ui.application import Tidying
from cxdesigner.ui.dialogs.opening import DIALOGS, open_dialog
from tests.reliability.in_a_window import Found
from tests.reliability.storms import _painted

if TYPE_CHECKING:
    from cxdesigner.ui.main_window import MainWindow

SAVE_EACH, COPY_EACH, DIALOG_EACH, OPEN_EACH, EXPORT_EACH = 10, 2, 33, 100, 50
"""After so many edits each: 10,000 edits are 1,000 saves, 5,000 safe copies, 300 dialogs, 100 openings, 200 exports of each kind."""
MOST_SLOPE_MB, MOST_GROWTH_MB = 0.5, 50.0
"""In 1,000 edits of the second half of the day, and from the end of the warm-up to the end.

Memory is given back in pieces and used again in others; until it no longer grows, a window needs some hundred edits, exports
and dialogs. What leaks grows in the second half as in the first.
"""
NOISE_MB = 2.0
WARM_UP_ROUNDS = 6
SHORT, DRAWN_EACH_IN_SHORT = 1_000, 4
"""Of a day so short, of that many exports one is drawn in the other process, which takes most of the time and none of the memory."""
DRAWN = (".html", ".svg", ".png")
MOST_CARDS = 40
DIFFERENT = 60
"""So many texts come again and again: what remembers them may grow until it knows them all."""
KINDS = (".csv", ".tsv", ".xlsx", ".graphml", ".json", ".html", ".svg", ".png")


def run(window: MainWindow, count: int) -> Found:
    """Work through so many edits."""
    with tempfile.TemporaryDirectory(prefix="cxdesigner-soak-") as name:
        return Day(window, Path(name)).run(count)


class Day:
    """One day with one window."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self.folder = folder
        self.bad: list[str] = []
        self._tidying = Tidying(window)
        self._process = psutil.Process()
        self._dialogs = [name for name in DIALOGS if name != "link"]
        self._drawn_each = 1
        self._exports = 0
        self._done = dict.fromkeys(("saves", "safe copies", "dialogs", "openings", "exports"), 0)
        path = folder / "map.cxmap"
        shutil.copy(resources.path("templates", "business-customer-onboarding.cxmap"), path)
        self.path = path
        QDialog.exec = lambda dialog: self._look_at(dialog)  # type: ignore[method-assign,assignment]

    def run(self, count: int) -> Found:
        assert self.window.filing.open(self.path)
        self._drawn_each = DRAWN_EACH_IN_SHORT if count <= SHORT else 1
        self._warm_up(count // 10)
        before, memory = self._counted(), [(0, self._megabytes())]
        each = max(1, count // 20)
        for start in range(0, count, each):
            self._work(range(start, min(count, start + each)))
            memory.append((min(count, start + each), self._megabytes()))
        after = self._counted()
        self.bad += [
            f"{what}: {before[what]} before, {after[what]} after" for what in after if after[what] > before[what]
        ]
        late = memory[len(memory) // 2 :]
        slope, growth = _slope(late) * 1_000, memory[-1][1] - memory[0][1]
        if growth > MOST_GROWTH_MB:
            self.bad.append(f"memory grew by {growth:.1f} MB")
        if slope > MOST_SLOPE_MB and late[-1][1] - late[0][1] > NOISE_MB:
            self.bad.append(f"memory grows by {slope:.2f} MB in 1,000 edits")
        quarters = " → ".join(f"{memory[round(n * (len(memory) - 1) / 4)][1]:.0f}" for n in range(5))
        done = ", ".join(f"{number:,} {what}" for what, number in self._done.items())
        return Found(
            count,
            self.bad,
            f"{done}; {slope:+.2f} MB in 1,000 edits of the second half, {growth:+.1f} MB in all: {quarters}",
        )

    def _warm_up(self, count: int) -> None:
        """Do each thing as often as it takes until memory that was given back is used again; it takes some times."""
        for _ in range(WARM_UP_ROUNDS * len(self._dialogs)):
            self._ask()
        for _ in range(WARM_UP_ROUNDS):
            self._export()
            self._open()
        self._work(range(count))
        self._done = dict.fromkeys(self._done, 0)

    def _work(self, numbers: range) -> None:
        for number in numbers:
            self._edit(number)
            QApplication.processEvents()
            for each, do in (
                (COPY_EACH, self._copy),
                (SAVE_EACH, self._save),
                (EXPORT_EACH, self._export),
                (DIALOG_EACH, self._ask),
                (OPEN_EACH, self._open),
            ):
                if number % each == each - 1:
                    do()

    def _edit(self, number: int) -> None:
        words = f"Text {number % DIFFERENT}"
        desk = self.window.desk
        cards = desk.document.all(Touchpoint)
        card = cards[number * 7 % len(cards)]
        kind = number % 6
        if kind == 0 and len(cards) < MOST_CARDS:
            is_done = desk.plan(touchpoints.add_touchpoint, desk.map_id, title=words, after_id=card.id)
        elif kind == 1 and len(cards) > MOST_CARDS // 2:
            is_done = desk.plan(remove, [card.id])
        elif kind == 2:
            desk.undo()
            is_done = True
        else:
            is_done = desk.plan(set_value, card.id, "title" if kind == 3 else "what", f"{words} " * (kind + 1))
        if not is_done:
            self.bad.append(f"edit {number} was refused")

    def _copy(self) -> None:
        self.window.safety.copy()
        assert self.window.desk.copies.finish(20)
        self._done["safe copies"] += 1

    def _save(self) -> None:
        self.window.filing.save()
        assert self.window.desk.saves.finish(20)
        workspace = self.window.desk.workspace
        if workspace is None or not workspace.is_clean:
            self.bad.append(f"not saved: {self.window.editor().notices.texts()}")
        self._done["saves"] += 1

    def _export(self) -> None:
        from cxdesigner.layout.sheets import parse_paper
        from cxdesigner.paper.checklist import write_checklist

        desk = self.window.desk
        makers: dict[str, Callable[[], bytes]] = {
            kind: lambda k=kind: self.window.filing._exported(k)  # type: ignore[misc]
            for kind in KINDS
            if kind not in DRAWN or self._exports % self._drawn_each == 0
        }
        self._exports += 1
        assert desk.map_id is not None
        map_id = desk.map_id
        makers["checklist.pdf"] = lambda: write_checklist(desk.document, map_id, paper=parse_paper("A4"))
        makers["poster.pdf"] = _painted(desk.document, map_id)["poster"]
        for kind, make in makers.items():
            write_whole(self.folder / f"export{kind}", make())
            self._done["exports"] += 1

    def _ask(self) -> None:
        open_dialog(self.window, self._dialogs[self._done["dialogs"] % len(self._dialogs)])
        self._done["dialogs"] += 1

    def _look_at(self, dialog: QDialog) -> int:
        dialog.show()
        QApplication.processEvents()
        dialog.reject()
        return 0

    def _open(self) -> None:
        self._save()
        if not self.window.filing.open(self.path):
            self.bad.append("the map was not opened again")
        self._done["openings"] += 1

    def _settle(self) -> None:
        desk = self.window.desk
        for writer in (desk.saves, desk.copies, desk.looks, desk.ends, self.window.filing.copies_beside.looks):
            assert writer.finish(20)
        for _ in range(3):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._tidying.tidy()

    def _megabytes(self) -> float:
        self._settle()
        return float(self._process.memory_info().rss) / 2**20

    def _counted(self) -> dict[str, int]:
        """Return what must not grow; with unsaved work, a session holds the lock of its safe copies besides."""
        self._save()
        assert self.window.filing.open(self.path)
        self._settle()
        return {
            "open files": self._process.num_fds(),
            "threads": threading.active_count(),
            "processes": len(self._process.children(recursive=True)),
            "windows": len([one for one in QApplication.topLevelWidgets() if one.parent() is None]),
            "dialogs": len(self.window.findChildren(QDialog)),
            "temporary files": len([one for one in self.folder.rglob("*") if one.name.startswith(".~cx-")]),
        }


def _slope(points: list[tuple[int, float]]) -> float:
    """Return how much a quantity grows by a step, by least squares."""
    mean_x, mean_y = (sum(point[i] for point in points) / len(points) for i in (0, 1))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0
