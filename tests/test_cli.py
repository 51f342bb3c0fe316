"""The command line without a display: what it writes, what it says, and how it refuses."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cxdesigner import __version__
from cxdesigner.__main__ import main
from cxdesigner.cli import COMMANDS
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import Map, RecordId, Stage, Touchpoint
from cxdesigner.formats import open_any
from cxdesigner.storage.codec import encode

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


# -- import, check, export, new --------------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_imported_exported_and_imported_again_to_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    first, table, second = (str(tmp_path / name) for name in ("first.cxmap", "table.csv", "second.cxmap"))

    codes = [main(["import", str(sample), first]), main(["export", first, table]), main(["import", table, second])]

    assert codes == [0, 0, 0]
    assert Path(first).read_bytes() == Path(second).read_bytes()


def test_check_prints_problems_and_counts_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", B2B, "--json"])

    said = capsys.readouterr()
    found = json.loads(said.out)
    assert set(found) == {"problems", "counts"}
    assert found["counts"] == {"stages": 7, "steps": 23, "touchpoints": 23, "teams": 5, "channels": 8, "links": 25}
    assert all(set(problem) == {"rule", "severity", "message", "records"} for problem in found["problems"])
    assert all(set(one) == {"id", "type", "title"} for problem in found["problems"] for one in problem["records"])
    assert code == (1 if any(problem["severity"] == "error" for problem in found["problems"]) else 0)
    assert said.err == ""


def trap() -> Document:
    """Return a map in which a customer goes round and round for ever."""
    stage = Stage(id=RecordId("s"), title="S", map_id=RecordId("m"))
    document = Document([Map(id=RecordId("m"), title="Trap"), stage])
    cards = [Touchpoint(id=RecordId(name), title=name, stage_id=stage.id, number=name) for name in "ab"]
    document.apply(Change.adding(*cards))
    return document


def test_check_exits_with_1_where_a_problem_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from cxdesigner.journey import rules

    path = tmp_path / "trap.cxmap"
    path.write_bytes(encode(trap(), "test"))
    error = rules.Problem("no-owner", rules.Severity("error"), "It hurts.", (RecordId("a"),))
    monkeypatch.setattr(rules, "check", lambda document: [error])

    code = main(["check", str(path), "--json"])

    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert code == 1
    assert problem == {
        "rule": "no-owner",
        "severity": "error",
        "message": "It hurts.",
        "records": [{"id": "a", "type": "touchpoint", "title": "a"}],
    }


def test_rows_that_were_not_understood_are_told_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("No,Touchpoint,Next\n1,Call,2\n2,Visit,99\n", encoding="utf-8")

    code = main(["import", str(table), str(tmp_path / "map.cxmap")])

    said = capsys.readouterr()
    assert code == 0
    assert said.err.count("\n") == 1
    assert said.err.startswith("Row 3:")
    assert "Visit" in said.err


def test_a_map_that_exists_is_replaced_only_by_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "map.cxmap"
    path.write_bytes(b"precious")

    refused = main(["import", B2B, str(path)])
    kept = path.read_bytes()
    forced = main(["import", B2B, str(path), "--force"])

    assert (refused, kept, forced) == (2, b"precious", 0)
    assert len(open_any(path).document.all(Touchpoint)) == 23
    assert "--force" in capsys.readouterr().err


def test_other_outputs_are_replaced_whole(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(b"old " * 100_000)

    code = main(["export", B2B, str(table)])

    assert code == 0
    with table.open(encoding="utf-8-sig", newline="") as file:
        kinds = [row["Record"] for row in csv.DictReader(file)]
    assert kinds.count("touchpoint") == 23
    assert what_lies_in(tmp_path) == {"table.csv"}


def test_a_map_begins_empty_or_from_a_template(tmp_path: Path) -> None:
    empty, from_template = tmp_path / "empty.cxmap", tmp_path / "visit.cxmap"

    codes = [main(["new", str(empty)]), main(["new", "--template", "service-visit", str(from_template)])]

    assert codes == [0, 0]
    assert open_any(empty).document.all(Touchpoint) == []
    assert len(open_any(from_template).document.all(Touchpoint)) == 16


# -- print -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["poster", B2B, "out.pdf"], b"%PDF"),
        (["poster", B2B, "out.pdf", "--paper", "ARCH E1", "--portrait", "--lanes", "team+channel"], b"%PDF"),
        (["poster", B2B, "out.pdf", "--tiles", "A4", "--overlap", "15", "--landscape"], b"%PDF"),
        (["poster", B2B, "out.svg", "--lanes", "channel"], b"<?xml"),
        (["poster", B2B, "out.png", "--paper", "A4"], b"\x89PNG"),
        (["checklist", B2B, "out.pdf", "--by", "team", "--paper", "Letter"], b"%PDF"),
    ],
)
def test_it_prints_without_a_display(words: list[str], start: bytes, tmp_path: Path) -> None:
    done = program(*words, folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / words[2]).read_bytes().startswith(start)
    assert what_lies_in(tmp_path) == {words[2]}


def test_the_self_test_passes_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = program("--self-test", folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "passed" in done.stdout
    assert what_lies_in(tmp_path) == set()


# -- refusals --------------------------------------------------------------------------------------------------------

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


# -- itself ----------------------------------------------------------------------------------------------------------


def test_the_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"cxdesigner {__version__}\n"


def test_the_version_needs_no_library() -> None:
    script = (
        "import sys; from cxdesigner.__main__ import main; main(['--version']);"
        "bad = {'argparse', 'json', 'PySide6', 'networkx', 'reportlab', 'cxdesigner.cli', 'dataclasses'} & set(sys.modules);"
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=bare(), check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["check", "import", "export", "checklist"])
def test_what_needs_no_picture_does_not_load_qt(command: str, tmp_path: Path) -> None:
    out = {"import": "out.cxmap", "export": "out.csv", "checklist": "out.pdf"}.get(command)
    words = [command, B2B, *([str(tmp_path / out)] if out else [])]
    script = (
        f"import sys; from cxdesigner.__main__ import main; main({words!r});"
        "sys.exit(str([name for name in sys.modules if name.startswith('PySide6')] or 0))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=bare(), check=False)

    assert done.stderr.strip() == "0"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"cxdesigner {command}" in capsys.readouterr().out


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])

    said = capsys.readouterr().out
    assert all(f"cxdesigner {command} " in said for command in COMMANDS)
