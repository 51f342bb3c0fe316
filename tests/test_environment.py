"""The guard at the door of Qt."""

from __future__ import annotations

import builtins
import subprocess
import sys
from types import ModuleType

import pytest

from cxdesigner import environment
from cxdesigner.document.refused import Refused


def test_the_unsound_version_is_refused_with_the_way_out_on_python_3_11() -> None:
    with pytest.raises(Refused, match=r"Install PySide6_Essentials 6\.11\.3 instead, or use Python 3\.12"):
        environment.require_sound_version("6.12.0", (3, 11))


@pytest.mark.parametrize(
    ("version", "python"), [("6.11.3", (3, 11)), ("6.12.1", (3, 11)), ("6.12.0", (3, 12)), ("6.12.0", (3, 13))]
)
def test_every_other_pair_is_accepted(version: str, python: tuple[int, int]) -> None:
    environment.require_sound_version(version, python)


def test_the_unsound_version_is_refused_before_anything_of_qt_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    unsound = ModuleType("PySide6")
    unsound.__version__ = "6.12.0"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "PySide6", unsound)
    monkeypatch.setattr(sys, "version_info", (3, 11, 2, "final", 0))
    imported = _watch_imports(monkeypatch)

    with pytest.raises(Refused):
        environment.require_qt()

    assert [name for name in imported if name.startswith("PySide6.")] == []


def test_a_missing_system_library_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    reason = "libEGL.so.1: cannot open shared object file: No such file or directory"
    monkeypatch.setattr(builtins, "__import__", _failing_import("PySide6.QtGui", reason))

    with pytest.raises(Refused, match=r"libEGL\.so\.1") as refused:
        environment.require_qt()

    assert "packaging/dev.py" in str(refused.value)


def _watch_imports(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    real = builtins.__import__

    def watched(name: str, *rest: object) -> object:
        names.append(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", watched)
    return names


def _failing_import(failing: str, reason: str) -> object:
    real = builtins.__import__

    def imported(name: str, *rest: object) -> object:
        if name == failing:
            raise ImportError(reason)
        return real(name, *rest)  # type: ignore[arg-type]

    return imported


def test_modules_that_come_after_qt_are_not_read_again() -> None:
    code = """
import inspect, sys
from cxdesigner.environment import require_qt
require_qt()
read = []
inspect.getsource = read.append
import cxdesigner.canvas.fonts
sys.exit(len(read))
"""

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
