"""What the machine must have: found, installed where that is allowed, named exactly where it is not."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such needs")


@pytest.fixture
def packages() -> ModuleType:
    import system_packages

    return system_packages


@pytest.fixture
def typed(packages: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the commands that would have been run on this machine; each of them fails."""
    commands: list[list[str]] = []

    def failed(command: list[str], **_: object) -> int:
        commands.append(list(command))
        return 1

    monkeypatch.setattr(packages, "_call", failed)
    return commands


def test_a_library_that_cannot_be_loaded_is_missing_and_one_that_can_is_not(packages: ModuleType) -> None:
    assert not packages._loads("libsurely-not-there.so.1")
    assert packages._loads("libc.so.6")


def test_nothing_is_run_where_nothing_is_missing(packages: ModuleType, typed: list[list[str]]) -> None:
    packages.require([packages.Need("libc6", lambda: True)])

    assert typed == []


def test_without_rights_the_exact_line_is_named_and_nothing_is_installed(
    packages: ModuleType, typed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from stopped import Stopped

    monkeypatch.setattr(packages, "_is_program", lambda name: name == "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    with pytest.raises(Stopped, match="sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1"):
        packages.require([packages.Need("libegl1", lambda: False)])

    assert typed == []


def test_an_administrator_installs_exactly_what_is_missing(
    packages: ModuleType, typed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from stopped import Stopped

    monkeypatch.setattr(packages, "_is_program", lambda name: name == "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)

    with pytest.raises(Stopped, match="could not be installed"):
        packages.require([packages.Need("libegl1", lambda: False), packages.Need("libgl1", lambda: True)])

    assert typed[-1][-4:] == ["install", "-y", "--no-install-recommends", "libegl1"]


def test_on_another_linux_the_names_are_told(packages: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    from stopped import Stopped

    monkeypatch.setattr(packages, "_is_program", lambda name: False)

    with pytest.raises(Stopped, match=r"package manager .*libegl1 libgl1"):
        packages.require([packages.Need(name, lambda: False) for name in ("libegl1", "libgl1")])


def test_every_library_on_the_list_is_really_there_by_that_name(packages: ModuleType) -> None:
    """A name that is misspelt in the list would be installed again at every start."""
    assert [name for name in packages.LIBRARIES if not packages._loads(name)] == []
