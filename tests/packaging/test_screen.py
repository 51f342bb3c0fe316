"""The screen: seen where there is one, made and taken away again where tests need one."""

from __future__ import annotations

import shutil
import sys
from types import ModuleType

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS always have a screen")


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    import screen

    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return screen


def test_without_a_display_there_is_no_screen(screen: ModuleType) -> None:
    assert not screen.is_there()


@pytest.mark.parametrize("display", ["nonsense", ":", ":8765", "unix:8765.0"])
def test_a_display_where_nobody_answers_is_no_screen(
    screen: ModuleType, display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", display)

    assert not screen.is_there()


@pytest.mark.parametrize(("name", "value"), [("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", "desk.example:10.0")])
def test_wayland_and_forwarded_displays_are_believed(
    screen: ModuleType, name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    assert screen.is_there()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("Xvfb"), reason="no Xvfb here; `python3 packaging/dev.py test` installs it")
def test_each_screen_for_tests_answers_while_it_is_needed_and_is_gone_afterwards(
    screen: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with screen.for_tests(2) as environment:
        names = environment[screen.SCREENS].split()
        for name in names:
            monkeypatch.setenv("DISPLAY", name)
            assert screen.is_there()

    assert environment["QT_QPA_PLATFORM"] == "xcb"
    assert len({environment["DISPLAY"], *names}) == 2
    assert not screen.is_there()
