"""The `.venv` folder: filled once, and again only when what it follows from has changed."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def virtual() -> ModuleType:
    import virtual_environment

    return virtual_environment


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout with the two files that say what belongs into `.venv`."""
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "constraints.txt").write_text("appdirs==1.4.4\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def commands(virtual: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the commands that would have been run; a Python works as soon as its file is there."""
    done: list[list[str]] = []

    def run(command: list[str], root: Path, _: str) -> None:
        done.append(command)
        if command[2] == "venv":
            python = Path(command[-1]) / virtual._SCRIPTS / "python"
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()

    monkeypatch.setattr(virtual, "_must", run)
    monkeypatch.setattr(virtual, "_answer", lambda python, _: 0 if python.exists() else -1)
    return done


def test_the_first_start_makes_and_fills_the_folder(
    virtual: ModuleType, checkout: Path, commands: list[list[str]]
) -> None:
    virtual.ready(checkout)

    assert [command[2] for command in commands] == ["venv", "pip"]


def test_the_second_start_does_nothing(virtual: ModuleType, checkout: Path, commands: list[list[str]]) -> None:
    virtual.ready(checkout)
    commands.clear()

    virtual.ready(checkout)

    assert commands == []


def test_a_changed_pin_fills_the_same_folder_again(
    virtual: ModuleType, checkout: Path, commands: list[list[str]]
) -> None:
    virtual.ready(checkout)
    commands.clear()
    (checkout / "packaging" / "constraints.txt").write_text("appdirs==1.4.5\n", encoding="utf-8")

    virtual.ready(checkout)

    assert [command[2] for command in commands] == ["pip"]


def test_a_folder_whose_python_is_gone_is_made_anew(
    virtual: ModuleType, checkout: Path, commands: list[list[str]]
) -> None:
    python = virtual.ready(checkout)
    commands.clear()
    python.unlink()

    virtual.ready(checkout)

    assert [command[2] for command in commands] == ["venv", "pip"]


def test_a_broken_off_filling_is_done_again(
    virtual: ModuleType, checkout: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from stopped import Stopped

    whole = virtual._must

    def fail(command: list[str], root: Path, sentence: str) -> None:
        if command[2] == "pip":
            raise Stopped(sentence)
        whole(command, root, sentence)

    monkeypatch.setattr(virtual, "_must", fail)
    with pytest.raises(Stopped):
        virtual.ready(checkout)
    monkeypatch.setattr(virtual, "_must", whole)
    commands.clear()

    virtual.ready(checkout)

    assert [command[2] for command in commands] == ["pip"]
