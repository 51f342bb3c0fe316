"""Pictures of what keeps work safe: notices, questions about files, earlier versions, and work that was not saved."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.gallery import Stage


def safety(stage: Stage) -> None:
    """Every notice, every question about a file, the earlier versions, and the first page after a crash."""
    from cxdesigner.ui.desk import Notice

    with tempfile.TemporaryDirectory(prefix="cxdesigner-gallery-") as folder:
        window = stage.window()
        path = Path(folder, "B2B onboarding.cxmap")
        _save_often(window, path)
        desk = window.desk  # type: ignore[attr-defined]
        for notice in (
            Notice("saving", "bad", "“B2B onboarding.cxmap” was not saved: the disk is full. Free some space or save it elsewhere. "
                   "Your work is in a safe copy.", (("Save elsewhere…", print), ("Try again", print))),
            Notice("foreign", "caution", "Somebody else has changed “B2B onboarding.cxmap”.",
                   (("Show theirs", print), ("Keep both…", print))),
            Notice("reading", "caution", "For reading only. ida has this map open.",
                   (("Edit all the same", print), ("Save as…", print))),
            Notice("copies", "caution", "Another copy of this map lies beside it, with something that is not in here: "
                   "“B2B onboarding (conflicted copy 2026-11-28).cxmap” (today 14:05).", (("Merge it…", print), ("Not now", print))),
        ):  # fmt: skip
            desk.notice(notice)
        stage.wait()
        stage.take(window, "safety-notices")
        _questions(stage, window, path)
        stage.close(window)
    _after_a_crash(stage)


def _save_often(window: object, path: Path) -> None:
    from cxdesigner.commands.values import set_value
    from cxdesigner.document.records import Touchpoint

    workspace = window.desk.workspace  # type: ignore[attr-defined]
    workspace.save_as(path)
    for number in range(3):
        card = workspace.document.all(Touchpoint)[number]
        workspace.perform(set_value(workspace.document, card.id, "title", f"Another title {number}"))
        workspace.save()
    workspace.perform(set_value(workspace.document, card.id, "title", "Not saved yet"))
    workspace.make_safe_copy()


def _questions(stage: Stage, window: object, path: Path) -> None:
    """Let the program ask its questions, and take a picture of each before it is answered."""
    from PySide6.QtWidgets import QDialog

    from cxdesigner.storage.lock import DocumentLock, Holder
    from cxdesigner.ui.dialogs.opening import DIALOGS
    from cxdesigner.workspace import Workspace

    names: list[str] = []

    def show(dialog: QDialog) -> int:
        dialog.show()
        stage.wait(150)
        stage.take(dialog, names[-1])
        dialog.hide()
        return 0

    filing, real = window.filing, QDialog.exec  # type: ignore[attr-defined]
    QDialog.exec = show  # type: ignore[method-assign,assignment]
    try:
        names.append("dialog-versions")
        versions = DIALOGS["versions"](window)  # type: ignore[arg-type]
        assert versions is not None
        versions.look()  # type: ignore[attr-defined]
        versions.exec()
        versions.deleteLater()
        names.append("dialog-held")
        other = path.with_name("other.cxmap")
        other.write_bytes(path.read_bytes())
        DocumentLock(me=Holder("reception", "ida", 7, "theirs", 1_764_300_000.0)).take(other)
        filing.ask_about_holder(Workspace.open(other))
        names.append("dialog-damaged")
        path.write_bytes(path.read_bytes()[:-2_000])
        filing._opened(path)
    finally:
        QDialog.exec = real  # type: ignore[method-assign]


def _after_a_crash(stage: Stage) -> None:
    from cxdesigner.commands.values import set_value
    from cxdesigner.document.records import Touchpoint

    window = stage.window()
    workspace = window.desk.workspace  # type: ignore[attr-defined]
    card = workspace.document.all(Touchpoint)[0]
    workspace.perform(set_value(workspace.document, card.id, "title", "Not saved yet"))
    window.desk.leave()  # type: ignore[attr-defined]
    again = stage.window(None)
    stage.wait(900)
    stage.take(again, "welcome-after-a-crash")
    for work in again.filing.rescued():  # type: ignore[attr-defined]
        from cxdesigner.storage.offers import discard

        discard(work.offer)
    stage.close(window)
    stage.close(again)
