"""Checklists and filled forms on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pypdfium2
import pytest

from cxdesigner.__main__ import main
from cxdesigner.document.records import FilledForm
from cxdesigner.formats import open_any
from cxdesigner.formats.filled_form import read_filled_form
from cxdesigner.formats.form_names import field_name
from cxdesigner.paper.checklist_groups import By
from cxdesigner.storage.letterhead import Kept, keep
from cxdesigner.storage.settings import Settings
from tests.command_line import B2B, program, what_lies_in
from tests.filling import filled_by_pypdf


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Return a map that was saved."""
    path = tmp_path / "map.cxmap"
    assert main(["import", B2B, str(path)]) == 0
    return path


@pytest.fixture
def forms(saved: Path, tmp_path: Path) -> list[Path]:
    """Return three filled forms of it: everything, the first box, and none but the name."""
    blank = tmp_path / "blank.pdf"
    assert main(["checklist", str(saved), str(blank), "--fillable", "--by", "team"]) == 0
    touchpoints = [
        touchpoint.id for touchpoint in open_any(saved).document if type(touchpoint).__name__ == "Touchpoint"
    ]
    paths = []
    for number, ticked in enumerate((touchpoints, touchpoints[:1], [])):
        answers: dict[str, str | bool] = {field_name(i, "", "done"): True for i in ticked}
        paths.append(tmp_path / f"form{number}.pdf")
        paths[-1].write_bytes(filled_by_pypdf(blank.read_bytes(), answers | {"form:by": f"Ann {number}"}))
    return paths


@pytest.mark.parametrize("by", list(By))
def test_the_checklist_can_be_made_by_everything_that_the_window_offers(by: str, saved: Path, tmp_path: Path) -> None:
    assert main(["checklist", str(saved), str(tmp_path / "out.pdf"), "--by", by]) == 0
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_each_team_gets_a_file_of_its_own(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["checklist", str(saved), str(tmp_path / "teams"), "--each", "--by", "team", "--fillable"])

    names = {f"B2B onboarding - {team}.pdf" for team in ("Sales", "Marketing", "Service", "Fulfillment", "Finance")}
    assert code == 0
    assert what_lies_in(tmp_path / "teams") == names
    assert all(f"“{name}”" in capsys.readouterr().out for name in sorted(names)[:1])


def test_a_file_in_the_place_of_the_folder_is_refused(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "teams").write_text("x", encoding="utf-8")

    assert main(["checklist", str(saved), str(tmp_path / "teams"), "--each"]) == 2
    assert "name a folder" in capsys.readouterr().err


def test_forms_of_a_table_are_announced_as_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checklist", B2B, str(tmp_path / "out.pdf"), "--fillable"]) == 0
    assert "make a map of it first" in capsys.readouterr().err


def test_filled_forms_are_read_back_as_json(saved: Path, forms: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    before = saved.read_bytes()

    code = main(["collect", str(saved), *map(str, forms), "--json"])

    said = json.loads(capsys.readouterr().out)
    assert (code, set(said)) == (0, {"forms", "refused", "prompts"})
    assert [(form["done"], form["total"], form["by"]) for form in said["forms"]] == [
        (23, 23, "Ann 0"),
        (1, 23, "Ann 1"),
        (0, 23, "Ann 2"),
    ]
    assert said["refused"] == []
    assert len(said["prompts"]) == 23
    assert {prompt["total"] for prompt in said["prompts"]} == {3}
    assert sorted(prompt["done"] for prompt in said["prompts"]) == [1] * 22 + [2]
    assert set(said["prompts"][0]) == {"id", "touchpoint", "title", "text", "done", "total"}
    assert saved.read_bytes() == before


def test_a_form_that_is_refused_is_told_and_ends_with_1(
    saved: Path, forms: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.cxmap"
    main(["import", B2B, str(other)])
    capsys.readouterr()

    code = main(["collect", str(other), str(forms[0]), str(other), str(tmp_path / "gone.pdf"), "--json"])

    refused = json.loads(capsys.readouterr().out)["refused"]
    assert code == 1
    assert [one["file"] for one in refused] == [str(forms[0]), str(other), str(tmp_path / "gone.pdf")]
    assert "another map, “B2B onboarding”" in refused[0]["reason"]
    assert "no PDF" in refused[1]["reason"]


def test_answers_are_kept_in_the_file_only_when_asked(
    saved: Path, forms: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "audit.csv"
    capsys.readouterr()

    codes = [main(["collect", str(saved), *map(str, forms[:2]), "--save", "--table", str(table)])]
    codes.append(main(["collect", str(saved), *map(str, forms)]))

    said = capsys.readouterr().out
    assert codes == [0, 1]
    assert len(open_any(saved).document.all(FilledForm)) == 2
    assert table.read_text(encoding="utf-8-sig").count("\n") == 47
    assert said.count("it has been collected already") == 2
    assert "24 of 69 boxes ticked (35 %), over 3 forms." in said


def test_a_form_of_an_older_revision_says_so(
    saved: Path, forms: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["collect", str(saved), str(forms[0]), "--save"]) == 0
    capsys.readouterr()

    main(["collect", str(saved), str(forms[1]), "--json"])

    (form,) = json.loads(capsys.readouterr().out)["forms"]
    assert form["notes"][0].startswith("It is of an older revision")
    assert form["revision"] == int(read_filled_form(forms[1].read_bytes()).head.revision)


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ([], 3),
        (["--per-sheet", "4"], 6),
        (["--labels", "avery l7160", "--blank", "2"], 2),
        (["--grid"], 1),
        (["--grid", "--tiles", "A3"], 26),
    ],
)
def test_cards_and_grids_for_a_paper_wall(words: list[str], pages: int, tmp_path: Path) -> None:
    assert main(["cards", B2B, str(tmp_path / "out.pdf"), *words]) == 0
    assert len(pypdfium2.PdfDocument(tmp_path / "out.pdf")) == pages


@pytest.mark.slow
@pytest.mark.parametrize(("name", "begins"), [("out.pdf", b"%PDF"), ("out.docx", b"PK")])
def test_the_manual_is_written(name: str, begins: bytes, tmp_path: Path) -> None:
    done = program("manual", B2B, name, "--footer", "Acme", "--color", "#336699", folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_the_letterhead_of_the_window_serves_the_command_line(tmp_path: Path) -> None:
    keep(Settings(), Kept(color="#336699", footer="Acme Ltd"))

    assert main(["manual", B2B, str(tmp_path / "out.docx"), "--letterhead", "--paper", "Letter"]) == 0

    read = docx.Document(str(tmp_path / "out.docx"))
    assert "Acme Ltd" in read.sections[0].footer.paragraphs[0].text
    assert read.sections[0].page_width.mm == pytest.approx(215.9, abs=0.1)


def test_a_colour_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manual", B2B, str(tmp_path / "out.pdf"), "--color", "reddish"]) == 2
    assert "write it like #25364a" in capsys.readouterr().err
    assert what_lies_in(tmp_path) == set()
