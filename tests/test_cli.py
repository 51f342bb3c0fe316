"""The command line without a display: what it writes and what it says."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from cxdesigner import __version__
from cxdesigner.__main__ import main
from cxdesigner.cli import COMMANDS
from cxdesigner.document.change import Change
from cxdesigner.document.records import Map, RecordId, Touchpoint
from cxdesigner.formats import open_any
from cxdesigner.storage.codec import encode
from tests.command_line import ALL_SAMPLES, B2B, bare, program, trap, what_lies_in

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


def test_check_exits_with_1_where_a_problem_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from cxdesigner.journey import rules

    path = tmp_path / "trap.cxmap"
    path.write_bytes(encode(trap(), "test"))
    error = rules.Problem("no-owner", rules.Severity("error"), "It hurts.", (RecordId("a"),))
    monkeypatch.setattr(rules, "check", lambda document, *_, **__: [error])

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


def test_what_was_mended_in_a_damaged_map_is_told_by_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "damaged.cxmap"
    path.write_bytes(encode(trap(), "test").replace(b'"type":"stage"', b'"type":"stagf"'))

    code = main(["check", str(path), "--json"])

    said = capsys.readouterr()
    assert code in (0, 1)
    assert "counts" in json.loads(said.out)
    assert "damaged" in said.err


def test_one_of_a_kind_is_counted_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Stage,Touchpoint\nBuy,Call\n", encoding="utf-8")

    main(["import", str(table), str(tmp_path / "map.cxmap")])

    assert "1 touchpoint, 1 stage, 0 links." in capsys.readouterr().out


# -- print -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["poster", B2B, "out.pdf"], b"%PDF"),
        (["poster", B2B, "out.pdf", "--paper", "ARCH E1", "--portrait", "--lanes", "team+channel"], b"%PDF"),
        (["poster", B2B, "out.pdf", "--tiles", "A4", "--overlap", "15", "--landscape"], b"%PDF"),
        (["poster", B2B, "out.svg", "--lanes", "channel"], b"<?xml"),
        (["poster", B2B, "out.png", "--paper", "A4"], b"\x89PNG"),
        (["poster", B2B, "out.png", "--across", "800", "--ink", "black"], b"\x89PNG"),
        (["poster", B2B, "out.pdf", "--ink", "grey"], b"%PDF"),
        (["poster", B2B, "out.pdf", "--tiles", "A4", "--overlap", "7,5 mm"], b"%PDF"),
        (["checklist", B2B, "out.pdf", "--by", "team", "--paper", "Letter"], b"%PDF"),
    ],
)
def test_it_prints_without_a_display(words: list[str], start: bytes, tmp_path: Path) -> None:
    done = program(*words, folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / words[2]).read_bytes().startswith(start)
    assert what_lies_in(tmp_path) == {words[2]}


@pytest.mark.slow
@pytest.mark.parametrize("tiles", ["A4", "Letter"])
def test_the_poster_has_as_many_sheets_as_the_command_says(tiles: str, tmp_path: Path) -> None:
    done = program("poster", B2B, "out.pdf", "--tiles", tiles, folder=tmp_path)

    (announced,) = re.findall(rf"(\d+) sheets of {tiles}", done.stdout)
    pages = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    assert len(pages) == int(announced) + 1


@pytest.mark.slow
def test_a_map_that_must_not_be_folded_stays_in_one_band(tmp_path: Path) -> None:
    folded = program("poster", B2B, "folded.pdf", "--tiles", "A4", "--portrait", folder=tmp_path)
    whole = program("poster", B2B, "whole.pdf", "--tiles", "A4", "--portrait", "--no-fold", folder=tmp_path)

    letters = [float(re.findall(r"letters ([\d.]+) mm", done.stdout)[0]) for done in (folded, whole)]
    assert letters[0] > 1.3 * letters[1]


def test_a_picture_that_is_turned_lies_on_a_paper(tmp_path: Path) -> None:
    program("poster", B2B, "out.svg", "--portrait", folder=tmp_path)

    said = (tmp_path / "out.svg").read_text(encoding="utf-8")
    width, height = re.findall(r'(?:width|height)="([\d.]+)mm"', said)[:2]
    assert (round(float(width)), round(float(height))) == (841, 1189)


def test_of_several_maps_the_first_is_printed_and_that_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = trap()
    document.apply(Change.adding(Map(id=RecordId("later"), title="To be", position=1)))
    path = tmp_path / "two.cxmap"
    path.write_bytes(encode(document, "test"))

    code = main(["checklist", str(path), str(tmp_path / "out.pdf")])

    assert (code, capsys.readouterr().err) == (0, "This file holds 2 maps; the first one, “Trap”, is printed.\n")


@pytest.mark.slow
def test_the_self_test_passes_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = program("--self-test", folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "passed" in done.stdout
    assert what_lies_in(tmp_path) == set()


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


@pytest.mark.slow
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
