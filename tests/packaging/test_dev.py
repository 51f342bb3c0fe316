"""The verbs: what they run, how they end, and that everything else calls them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.source_tree import ROOT


@pytest.fixture
def dev() -> ModuleType:
    import dev

    return dev


@pytest.fixture
def called(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the commands that would have been run; each of them succeeds, and nothing is set up."""
    commands: list[list[str]] = []

    def done(command: list[str], *_: object) -> int:
        commands.append(list(command))
        return 0

    monkeypatch.setattr(dev, "call", done)
    monkeypatch.setattr(dev, "set_up", lambda **_: "python")
    return commands


def test_run_without_a_display_says_so_and_writes_poster_and_checklist_into_the_current_folder(
    dev: ModuleType,
    called: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("screen.is_there", lambda: False)
    monkeypatch.chdir(tmp_path)

    assert dev.main(["run"]) == 0

    assert "There is no display here" in capsys.readouterr().out
    assert [(command[3], command[5]) for command in called] == [
        ("poster", str(tmp_path / "b2b-onboarding-poster.pdf")),
        ("checklist", str(tmp_path / "b2b-onboarding-checklist.pdf")),
    ]


def test_run_with_a_display_opens_the_editor_on_a_sample_that_exists(
    dev: ModuleType, called: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screen.is_there", lambda: True)

    dev.main(["run"])

    assert called == [["python", "-m", "cxdesigner", str(dev.SAMPLE)]]
    assert dev.SAMPLE.is_file()


def test_quick_runs_all_checks_and_leaves_out_slow_tests_and_windows(dev: ModuleType, called: list[list[str]]) -> None:
    assert dev.main(["quick"]) == 0

    assert [command[2] for command in called] == ["ruff", "ruff", "mypy", "pytest"]
    assert called[-1][-2:] == ["-m", "not window and not slow"]


def test_unseen_tests_run_on_all_cores_and_those_on_one_screen_one_after_the_other(dev: ModuleType) -> None:
    unseen = dev.tests("python", "tests", "not window", [], dev.PAINTED_UNSEEN)
    seen = dev.tests("python", "tests", "window", [], {"DISPLAY": ":7"})

    assert "-n" in unseen[1]
    assert "-n" not in seen[1]


def test_as_many_tests_in_real_windows_run_side_by_side_as_there_are_screens(dev: ModuleType) -> None:
    environment = {"DISPLAY": ":7", "CXDESIGNER_TEST_SCREENS": ":7 :8 :9"}

    _, command, _ = dev.tests("python", "tests", "window", [], environment)

    assert command[command.index("-n") + 1] == "3"


def test_a_failed_step_does_not_hide_the_others_and_fails_the_whole(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "call", lambda command, _: 1 if command == ["lint"] else 0)

    code = dev.report([("lint", ["lint"], {}), ("tests", ["tests"], {})])

    assert code == 1
    summary = capsys.readouterr().out.partition("summary")[2]
    assert re.search(r"lint +FAILED \(exit 1\)", summary)
    assert re.search(r"tests +passed", summary)


def test_what_stops_the_set_up_is_told_in_its_own_words_without_a_traceback(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from stopped import Stopped

    def stop(*_: object) -> None:
        raise Stopped("Please type this once.")

    monkeypatch.setattr("system_packages.require", stop)

    assert dev.main(["run"]) == 2
    assert capsys.readouterr().err == "Please type this once.\n"


def test_the_verbs_are_told_without_any_set_up() -> None:
    told = subprocess.run(
        [sys.executable, ROOT / "packaging" / "dev.py", "--help"], capture_output=True, text=True, check=True
    ).stdout

    assert [verb for verb in ("run", "test", "quick", "bench", "gallery", "dist") if f"\n  {verb} " in told] == [
        "run", "test", "quick", "bench", "gallery", "dist",
    ]  # fmt: skip


def test_continuous_integration_calls_the_test_command_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert lines == ["#!/usr/bin/env bash", "exec python3 packaging/dev.py test"]


def test_every_needed_library_is_pinned() -> None:
    pins = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    names = {_normal(line.partition("==")[0]) for line in pins}
    wanted = {
        _normal(name)
        for name in re.findall(r'^    "([A-Za-z0-9_-]+)>=', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M)
    }

    assert wanted
    assert wanted <= names


def test_a_pin_is_a_name_and_a_version_and_nothing_else() -> None:
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line)] == []


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
