"""Running the program as a person at a terminal does, and what must be so after each refusal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxdesigner.__main__ import main
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import Map, RecordId, Stage, Touchpoint

SAMPLES = Path(__file__).parent / "files" / "samples"
B2B = str(SAMPLES / "b2b-onboarding.csv")
ALL_SAMPLES = sorted(SAMPLES.iterdir())


def bare() -> dict[str, str]:
    """Return the environment of a machine without a display."""
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "CXDESIGNER_DEBUG")
    return {name: value for name, value in os.environ.items() if name not in gone}


def program(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, as a person without a display does."""
    command = [sys.executable, "-m", "cxdesigner", *words]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=100, cwd=folder, env=bare(), encoding="utf-8", check=False
    )


def what_lies_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def trap() -> Document:
    """Return a map in which a customer goes round and round for ever."""
    stage = Stage(id=RecordId("s"), title="S", map_id=RecordId("m"))
    document = Document([Map(id=RecordId("m"), title="Trap"), stage])
    cards = [Touchpoint(id=RecordId(name), title=name, stage_id=stage.id, number=name) for name in "ab"]
    document.apply(Change.adding(*cards))
    return document


def refused(words: list[str], folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a command that must be refused and return what it said; nothing may have changed in the folder."""
    monkeypatch.chdir(folder)
    before = what_lies_in(folder)
    code = main(words)
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1, said.err
    assert said.err.endswith(".\n"), said.err
    assert "Traceback" not in said.err
    assert what_lies_in(folder) == before
    return said.err
