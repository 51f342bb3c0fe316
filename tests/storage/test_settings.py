"""Whatever the settings hold, the program starts, and nothing that was kept is thrown away."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from cxdesigner.storage.settings import RECENT_FILES, Settings, config_folder, data_folder
from tests.storage.faults import BrokenFs, everything_in, failing_with


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "config"


def test_what_was_kept_is_there_at_the_next_start(folder: Path) -> None:
    settings = Settings(folder)
    settings.keep("theme", "dark")
    settings.keep("zoom", 1.5)
    settings.keep("grid", False)
    settings.keep("panels", ["outline", "problems"])
    assert settings.save() == ""

    again = Settings(folder)

    assert again.choice("theme", ("light", "dark"), "light") == "dark"
    assert again.number("zoom", 1, 0.1, 8) == 1.5
    assert again.yes_no("grid", True) is False
    assert again.names("panels") == ("outline", "problems")
    assert again.notice == ""


def test_a_first_start_has_no_settings_and_no_notice(folder: Path) -> None:
    settings = Settings(folder)

    assert (settings.text("theme", "light"), settings.notice) == ("light", "")
    assert not folder.exists()


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 100, b"{", b"[]", b"NaN", b'{"a":1,"a":2}', b"\xff\xfe", b'{"x":' + b"[" * 5000, b" " * 1_000_001],
)
def test_settings_that_cannot_be_read_are_put_aside_and_told(folder: Path, data: bytes) -> None:
    folder.mkdir()
    (folder / "settings.json").write_bytes(data)
    (folder / "settings.json.bad-1").write_bytes(b"older")

    settings = Settings(folder)

    assert "could not be read" in settings.notice
    assert everything_in(folder) == {"settings.json.bad-1": b"older", "settings.json.bad-2": data}


@pytest.mark.parametrize("value", ["7", "null", '"abc"', "[1]", "{}", "1e300", "true", "-1", '"\\u0007"', '"\\ud800"'])
def test_a_value_that_does_not_fit_is_as_good_as_none(folder: Path, value: str) -> None:
    folder.mkdir()
    (folder / "settings.json").write_text(f'{{"it":{value},"other":"kept"}}', encoding="utf-8")

    settings = Settings(folder)

    assert settings.choice("it", ("dark", "light"), "light") == "light"
    assert settings.number("it", 0.5, 0, 1) == 0.5
    assert settings.names("it") == ()
    assert settings.yes_no("it", True) is True
    assert settings.text("other") == "kept"


def test_names_of_a_newer_version_are_kept(folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.json").write_text('{"future":{"a":[1]}}', encoding="utf-8")
    settings = Settings(folder)
    settings.keep("theme", "dark")
    settings.forget("gone")

    settings.save()

    assert (folder / "settings.json").read_text(encoding="utf-8") == '{"future":{"a":[1]},"theme":"dark"}\n'


def test_any_accident_with_the_file_still_lets_the_program_start(folder: Path) -> None:
    chance = random.Random(1)
    folder.mkdir()
    whole = b'{"recent":["/a.cxmap","/b.cxmap"],"theme":"dark","zoom":1.5}'
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (folder / "settings.json").write_bytes(data)
        settings = Settings(folder)
        settings.recent_files()
        assert 0.1 <= settings.number("zoom", 1, 0.1, 8) <= 8
        settings.keep("theme", "dark")
        assert settings.save() == ""


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_raised(tmp_path: Path) -> None:
    (tmp_path / "config").write_bytes(b"a file where a folder must be")

    settings = Settings(tmp_path / "config")
    settings.keep("theme", "dark")

    assert settings.save().startswith("Your settings could not be kept: ")


def test_settings_on_a_disk_that_fails_are_defaults(folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.json").write_bytes(b'{"theme":"dark"}')

    settings = Settings(folder, BrokenFs(0, failing_with(5)))

    assert settings.text("theme", "light") == "light"
    assert settings.notice


@pytest.mark.parametrize("name", ["", "Theme", "a b", "../x", "x" * 65])
def test_a_name_that_is_none_is_a_mistake_of_the_program(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name for a setting"):
        Settings(folder).keep(name, "x")


def test_the_last_file_stands_on_top_of_the_recent_ones_and_once(folder: Path, tmp_path: Path) -> None:
    settings = Settings(folder)
    for number in range(RECENT_FILES + 3):
        settings.remember_file(tmp_path / f"{number}.cxmap")
    settings.remember_file(tmp_path / "5.cxmap")

    recent = Settings(folder).recent_files()

    assert len(recent) == len(set(recent)) == RECENT_FILES
    assert recent[:2] == (tmp_path / "5.cxmap", tmp_path / f"{RECENT_FILES + 2}.cxmap")


def test_a_recent_file_can_be_forgotten(folder: Path, tmp_path: Path) -> None:
    settings = Settings(folder)
    settings.remember_file(tmp_path / "a.cxmap")
    settings.remember_file(tmp_path / "b.cxmap")

    settings.forget_file(tmp_path / "b.cxmap")

    assert Settings(folder).recent_files() == (tmp_path / "a.cxmap",)


def test_the_environment_says_where_things_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CXDESIGNER_CONFIG_DIR", str(tmp_path / "c"))
    monkeypatch.setenv("CXDESIGNER_DATA_DIR", str(tmp_path / "d"))

    assert (config_folder(), data_folder()) == (tmp_path / "c", tmp_path / "d")
    assert Settings().path == tmp_path / "c" / "settings.json"


def test_without_it_they_are_kept_where_the_system_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CXDESIGNER_CONFIG_DIR")
    monkeypatch.delenv("CXDESIGNER_DATA_DIR")

    assert config_folder().name == data_folder().name == "cxdesigner"
    assert "cache" not in str(data_folder()).lower()


def test_a_file_whose_name_cannot_be_kept_is_not_among_the_recent_ones(folder: Path, tmp_path: Path) -> None:
    settings = Settings(folder)

    settings.remember_file(tmp_path / "odd\x07.cxmap")

    assert settings.recent_files() == ()
