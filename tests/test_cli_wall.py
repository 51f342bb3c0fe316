"""The command for the wall takes every option of the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from cxdesigner.__main__ import main
from cxdesigner.document.change import Change
from cxdesigner.document.reading import teams_of
from cxdesigner.document.records import Status, Touchpoint
from cxdesigner.formats import open_any
from cxdesigner.storage.codec import encode
from tests.command_line import B2B

A_MILLIMETRE = 72 / 25.4
pytestmark = pytest.mark.usefixtures("qapp")  # or the first poster would make an application that can have no window


def text_of(path: Path) -> str:
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(path))


@pytest.mark.parametrize("words", [["--from", "2", "--to", "3"], ["--from", "Proposal", "--to", "onboarding"]])
def test_stages_are_named_by_title_or_number(tmp_path: Path, words: list[str]) -> None:
    out = tmp_path / "out.pdf"

    assert main(["poster", B2B, str(out), *words]) == 0

    drawn = text_of(out)
    assert "2Proposal" in drawn
    assert "3Onboarding" in drawn
    assert "1Knowthecustomer" not in drawn
    assert "4Implementation" not in drawn


@pytest.mark.parametrize(
    ("words", "there", "gone"),
    [
        (["--only-lanes", "marketing, Finance"], "WelcomeLetter", "Discoverycall"),
        (["--cards", "Discovery call, Kickoff meeting"], "Notshown:21of23touchpoints", "WelcomeLetter"),
        (["--lanes", "channel", "--only-lanes", "phone"], "Welcomecall", "WelcomeLetter"),
    ],
)
def test_lanes_and_cards_are_named_and_nothing_else_is_printed(
    tmp_path: Path, words: list[str], there: str, gone: str
) -> None:
    out = tmp_path / "out.pdf"

    assert main(["poster", B2B, str(out), *words, "--no-notes"]) == 0

    drawn = text_of(out).replace("Next:WelcomeLetter", "").replace("From:WelcomeLetter", "")
    assert there in drawn
    assert gone not in drawn.replace("From:Discoverycall", "")


@pytest.mark.parametrize("words", [["--only-lanes", "Pirates"], ["--cards", "Pirates"]])
def test_lanes_and_cards_that_are_not_there_are_refused_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(["poster", B2B, str(tmp_path / "out.pdf"), *words]) != 0

    said = capsys.readouterr().err
    assert "“Pirates” on this map; there are " in said
    assert said.count("\n") == 1


def test_a_poster_is_as_large_as_so_many_sheets_allow(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.pdf"

    assert main(["poster", B2B, str(out), "--tiles", "A4", "--sheets", "9", "--margin", "8", "--overlap", "15"]) == 0

    sheets = len(pypdfium2.PdfDocument(out)) - 1
    assert 6 <= sheets <= 9
    assert f"{sheets} sheets of A4" in capsys.readouterr().out


def test_what_spares_the_cards_that_sheets_cut_is_said_and_does_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.pdf"

    assert main(["poster", B2B, str(out), "--tiles", "A4"]) == 0
    first = capsys.readouterr().out
    assert main(["poster", B2B, str(out), "--tiles", "A4", "--tiles-portrait"]) == 0

    assert "Edges of sheets cut “Discovery call”" in first
    assert "No card is cut with upright sheets (--tiles-portrait): 24 sheets.\n" in first
    second = capsys.readouterr().out
    assert "24 sheets of A4" in second
    assert " cut" not in second


def test_a_scale_is_taken_from_the_natural_size(tmp_path: Path) -> None:
    sizes = []
    for percent in ("100", "50%"):
        assert main(["poster", B2B, str(tmp_path / "out.pdf"), "--scale", percent]) == 0
        sizes.append(pypdfium2.PdfDocument(tmp_path / "out.pdf")[0].get_size()[0] / A_MILLIMETRE - 20)

    assert sizes[0] == pytest.approx(2 * sizes[1], abs=0.5)


def test_what_is_not_wanted_is_left_out(tmp_path: Path) -> None:
    assert main(["poster", B2B, str(tmp_path / "out.pdf"), "--no-heading", "--no-notes", "--problems"]) == 0

    assert "Howtoreadthismap" not in text_of(tmp_path / "out.pdf")


def test_stickers_and_marks_are_of_the_team_that_is_named(tmp_path: Path) -> None:
    document = open_any(Path(B2B)).document
    team = teams_of(document)[0]

    assert main(["poster", B2B, str(tmp_path / "out.pdf"), "--problems", "--of-team", team.title.upper()]) == 0

    assert f"Markedfor{''.join(team.title.split())}only" in text_of(tmp_path / "out.pdf")


def test_an_author_or_a_team_that_nobody_knows_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--notes-by", "Zoe"], ["--of-team", "Pirates"]):
        assert main(["poster", B2B, str(tmp_path / "out.pdf"), *words]) != 0
        assert words[1] in capsys.readouterr().err


def test_a_picture_has_as_many_dots_across_as_asked_for(tmp_path: Path) -> None:
    assert main(["poster", B2B, str(tmp_path / "out.png"), "--across", "1234", "--ink", "grey"]) == 0

    assert Image.open(tmp_path / "out.png").width == 1234


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "8"], "no stage “8”"),
        (["--from", "Nowhere"], "there are Know the customer"),
        (["--from", "3", "--to", "2"], "comes after"),
        (["--sheets", "9"], "--tiles A4"),
        (["--scale", "1"], "5 to 2000"),
        (["--scale", "50", "--paper", "A0"], "not allowed with"),
        (["--map", "Other"], "Other"),
        (["--dpi", "0"], "10 to 2,400"),
        (["--only-changed"], "--tiles A4"),
        (["--only-changed", "--tiles", "A4"], "cxdesigner import"),
    ],
)
def test_what_cannot_be_ordered_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["poster", B2B, str(tmp_path / "out.pdf"), *words]) == 2

    error = capsys.readouterr().err.strip()
    assert said in error
    assert "\n" not in error
    assert not (tmp_path / "out.pdf").exists()


@pytest.fixture
def native(tmp_path: Path) -> Path:
    path = tmp_path / "map.cxmap"
    assert main(["import", B2B, str(path)]) == 0
    return path


def only_changed(native: Path) -> int:
    out = native.with_name("out.pdf")
    out.unlink(missing_ok=True)
    return main(["poster", str(native), str(out), "--tiles", "A4", "--only-changed"])


def test_only_changed_sheets_are_printed_and_remembered_in_the_file(
    native: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert only_changed(native) == 0
    assert "has not been printed on sheets yet" in capsys.readouterr().out
    document = open_any(native).document
    card = next(card for card in document.all(Touchpoint) if card.title == "Discovery call")
    document.apply(Change.replacing([(card, replace(card, status=Status.MISSING))]))
    native.write_bytes(encode(document, "test"))

    assert only_changed(native) == 0

    said = capsys.readouterr().out
    pages = len(pypdfium2.PdfDocument(native.with_name("out.pdf")))
    assert 1 < pages < 6
    assert f"{pages - 1} of 21 sheets have changed since " in said
    assert f"{pages - 1} of 21 sheets of A4 and a page" in said
    assert open_any(native).document.revision == document.revision + 1


@pytest.mark.slow
def test_where_no_sheet_has_changed_nothing_is_written_and_nothing_is_wrong(
    native: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only_changed(native)
    before = native.read_bytes()

    assert only_changed(native) == 0

    assert "There is nothing to print." in capsys.readouterr().out
    assert (native.read_bytes(), native.with_name("out.pdf").exists()) == (before, False)


def test_the_sheets_name_the_revision_that_remembers_them(native: Path) -> None:
    only_changed(native)

    assert f"revision{open_any(native).document.revision}·" in text_of(native.with_name("out.pdf"))


def test_a_map_that_was_not_saved_by_the_program_remembers_no_print(
    native: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    native.write_bytes(native.read_bytes().replace(b"Discovery call", b"Discovery cold"))

    assert only_changed(native) == 2

    assert "not as it was saved" in capsys.readouterr().err
    assert not native.with_name("out.pdf").exists()


def test_a_scale_can_be_kept_after_a_print_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    native, out = tmp_path / "map.cxmap", tmp_path / "out.pdf"
    native.write_bytes(encode(open_any(Path(B2B)).document, "tests"))
    words = ["poster", str(native), str(out), "--tiles", "A4"]

    refused = main([*words, "--keep-scale"]), capsys.readouterr().err
    assert main([*words, "--only-changed", "--scale", "80"]) == 0
    assert main([*words, "--only-changed", "--keep-scale"]) == 0

    assert refused[0] != 0
    assert "has not been printed on sheets yet" in refused[1]
    assert "No sheet has changed" in capsys.readouterr().out
