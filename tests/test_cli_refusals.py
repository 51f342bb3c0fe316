"""How the command line refuses: exit code 2, one sentence on standard error, and nothing left behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cxdesigner.storage.codec import encode
from tests.command_line import B2B, program, refused, trap

Prepare = Callable[[Path], None]


def nothing(folder: Path) -> None:
    pass


def a_folder(folder: Path) -> None:
    (folder / "thing.csv").mkdir()


def an_empty_file(folder: Path) -> None:
    (folder / "thing.csv").touch()


def a_binary_file(folder: Path) -> None:
    (folder / "thing.csv").write_bytes(bytes(range(256)) * 10)


def a_damaged_map(folder: Path) -> None:
    (folder / "thing.csv").write_bytes(encode(trap(), "test")[:-200])


def a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "thing.csv")


SOURCES = {
    "missing file": nothing,
    "folder": a_folder,
    "empty file": an_empty_file,
    "binary file": a_binary_file,
    "damaged map": a_damaged_map,
    "pipe": pytest.param(a_pipe, marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")),
}
READING = {
    "import": ["thing.csv", "out.cxmap"],
    "check": ["thing.csv"],
    "poster": ["thing.csv", "out.pdf"],
    "checklist": ["thing.csv", "out.pdf"],
    "export": ["thing.csv", "out.csv"],
}


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("prepare", SOURCES.values(), ids=SOURCES)
def test_an_input_that_cannot_be_read_is_refused_in_one_sentence(
    prepare: Prepare,
    command: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prepare(tmp_path)

    refused([command, *READING[command]], tmp_path, capsys, monkeypatch)


@pytest.mark.parametrize(
    "words",
    [
        ["poster", B2B, "out.pdf", "--paper", "Z9"],
        ["poster", B2B, "out.pdf", "--paper", ""],
        ["poster", B2B, "out.pdf", "--tiles", "napkin"],
        ["poster", B2B, "out.pdf", "--overlap", "nan"],
        ["poster", B2B, "out.pdf", "--lanes", "colour"],
        ["poster", B2B, "out.pdf", "--landscape", "--portrait"],
        ["poster", B2B, "out.svg", "--tiles", "A4"],
        ["poster", B2B, "out.gif"],
        ["poster", B2B],
        ["poster", B2B, "no/such/folder/out.pdf"],
        ["poster", B2B, "nul\0.pdf"],
        ["checklist", B2B, "out.pdf", "--paper", "Z9"],
        ["checklist", B2B, "out.pdf", "--by", "moon"],
        ["checklist", B2B, "out.txt"],
        ["export", B2B, "out.docx"],
        ["export", B2B, "x" * 300 + ".csv"],
        ["export", B2B, ""],
        ["import", B2B, "out.csv"],
        ["import", B2B],
        ["new", "out.cxmap", "--template", "moon landing"],
        ["new", "out.cxmap", "--template", ""],
        ["new", "no/such/folder/out.cxmap"],
        ["check", B2B, "--nonsense"],
        ["check"],
        ["--nonsense"],
        ["one.cxmap", "two.cxmap"],
        ["missing.cxmap"],
        [""],
    ],
    ids=lambda words: " ".join(words).replace(B2B, "FILE")[:50].replace("\0", "?"),
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(words, tmp_path, capsys, monkeypatch)


@pytest.mark.parametrize("command", ["import", "poster", "checklist", "export", "new"])
def test_a_folder_in_place_of_the_output_is_refused(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = {"import": "out.cxmap", "new": "out.cxmap", "export": "out.csv"}.get(command, "out.pdf")
    (tmp_path / out).mkdir()

    said = refused([command, *([] if command == "new" else [B2B]), out], tmp_path, capsys, monkeypatch)

    assert "folder" in said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_in_place_of_the_output_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "out.csv")

    refused(["export", B2B, "out.csv"], tmp_path, capsys, monkeypatch)


def test_the_input_itself_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(Path(B2B).read_bytes())

    refused(["export", "table.csv", "./table.csv"], tmp_path, capsys, monkeypatch)

    assert table.read_bytes() == Path(B2B).read_bytes()


def test_a_disk_that_fails_leaves_the_old_output_and_no_half_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    from cxdesigner.storage.fs import Fs

    def full(self: Fs, descriptor: int, data: memoryview) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Fs, "write", full)
    (tmp_path / "out.csv").write_bytes(b"old")

    said = refused(["export", B2B, "out.csv"], tmp_path, capsys, monkeypatch)

    assert "full" in said
    assert (tmp_path / "out.csv").read_bytes() == b"old"


def test_a_fault_of_the_program_itself_is_one_sentence_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: str) -> None:
        raise KeyError("a\nb")

    monkeypatch.setattr("cxdesigner.formats.open_any", broken)

    assert "KeyError" in refused(["export", B2B, "out.csv"], tmp_path, capsys, monkeypatch)


def test_without_a_display_the_editor_says_what_works_all_the_same(tmp_path: Path) -> None:
    done = program(B2B, folder=tmp_path)

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--help" in done.stderr


def test_a_place_below_a_file_is_refused_with_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()

    said = refused(["export", B2B, "file/out.csv"], tmp_path, capsys, monkeypatch)

    assert "Choose another folder" in said


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no links")
@pytest.mark.parametrize("words", [["check", "loop.csv"], ["export", B2B, "loop.csv"]])
def test_a_link_that_leads_back_to_itself_is_refused(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "loop.csv").symlink_to("loop.csv")

    said = refused(words, tmp_path, capsys, monkeypatch)

    assert "leads back to itself" in said
