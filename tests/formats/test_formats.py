"""Opening whatever it is: by what the bytes are, in one way, with one kind of refusal."""

from __future__ import annotations

import json
import os
import runpy
from pathlib import Path

import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.reading import first_map, stages_of, touchpoints_of
from cxdesigner.document.records import ExperienceCell, LinkKind, Map, Persona, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.formats import FORMATS, format_for, open_any
from cxdesigner.formats.findings import counts_of_all, findings
from cxdesigner.formats.quick_text import read as read_lines
from cxdesigner.formats.templates import template, templates
from cxdesigner.journey import rules
from cxdesigner.storage.codec import encode

TEMPLATE_NAMES = tuple(templates())


def test_a_map_of_ours_is_known_by_its_bytes_whatever_it_is_called(tmp_path: Path) -> None:
    document = template(TEMPLATE_NAMES[0])
    path = tmp_path / "map.csv"
    path.write_bytes(encode(document, "test"))

    opened = open_any(path)

    assert opened.is_native
    assert opened.document == document


def test_a_text_file_with_a_table_in_it_is_read_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_text("Stage\tTouchpoint\nBuy\tCall\n", encoding="utf-8")

    opened = open_any(path)

    assert [card.title for card in opened.document.all(Touchpoint)] == ["Call"]
    assert not opened.is_native


@pytest.mark.parametrize("name", ["missing.csv", "missing.cxmap", "no/folder/at.all", "nul\0byte.csv", "x" * 300])
def test_what_is_not_there_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        open_any(tmp_path / name)


@pytest.mark.parametrize("name", ["folder.csv", "folder.cxmap"])
def test_a_folder_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()

    with pytest.raises(Refused, match="folder"):
        open_any(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")

    with pytest.raises(Refused):
        open_any(tmp_path / "pipe.csv")


@pytest.mark.parametrize("name", ["empty.csv", "empty.cxmap", "empty.txt"])
def test_an_empty_file_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()

    with pytest.raises(Refused):
        open_any(tmp_path / name)


@pytest.mark.parametrize("row", FORMATS.values(), ids=FORMATS)
def test_every_format_is_found_by_each_of_its_suffixes(row: object) -> None:
    assert {format_for(Path(f"x{suffix.upper()}")) for suffix in row.suffixes} == {row}  # type: ignore[attr-defined]


# -- lines as they are said ------------------------------------------------------------------------------------------


def test_lines_that_name_no_touchpoint_are_reported_with_their_number() -> None:
    made = read_lines(b"# remark\n\nCall - Phone\n - - Sales\nStage:\nVisit", "said.txt")

    assert [card.title for card in made.document.all(Touchpoint)] == ["Call", "Visit"]
    assert [problem.row for problem in made.problems] == [4, 5]
    assert str(made.problems[1]) == "Line 5: It names no stage; it is left out. It reads: Stage:"


@pytest.mark.parametrize("data", [b"# only remarks\n", b"Stage: Buy\n", b" - - \n", b"---\n", "\u200b\n".encode()])
def test_lines_without_any_touchpoint_are_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="names no touchpoint"):
        read_lines(data, "said.txt")


def test_a_part_that_is_too_long_is_reported_and_the_other_lines_are_read() -> None:
    made = read_lines(b"Call - " + b"x" * 600 + b"\nVisit\n", "said.txt")

    assert [card.title for card in made.document.all(Touchpoint)] == ["Visit"]
    assert [problem.row for problem in made.problems] == [1]


# -- templates -------------------------------------------------------------------------------------------------------


def test_there_are_five_templates_each_with_a_title_and_a_sentence() -> None:
    assert len(templates()) == 5
    assert all(row.title and row.about.endswith(".") for row in templates().values())


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_a_template_is_a_whole_map(name: str) -> None:
    document = template(name)
    (found,) = document.all(Map)
    cards = touchpoints_of(document, found.id)

    assert found.title == templates()[name].title
    assert all((found.customer, found.scenario, found.scope, found.purpose))
    assert document.find(found.persona_id) in document.all(Persona)
    assert all(stage.outside for stage in stages_of(document, found.id))
    assert len(cards) >= 12
    assert all(card.prompts for card in cards if card.team_id is not None)
    assert all(card.outside for card in cards)
    assert document.all(ExperienceCell)


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_the_rules_find_no_error_in_a_template(name: str) -> None:
    found = rules.check(template(name))

    assert [problem.message for problem in found if str(problem.severity) == "error"] == []


def test_a_template_may_be_asked_for_by_its_title_and_is_a_new_file_each_time() -> None:
    title = templates()["service-visit"].title.upper()

    one, other = template(title), template("service-visit")

    assert one == other
    assert one.id != other.id


def test_a_template_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Refused, match="service-visit"):
        template("moon landing")


def test_a_template_shows_what_a_recovery_is() -> None:
    from cxdesigner.document.records import Link

    kinds = {link.kind for link in template("service-visit").all(Link)}

    assert kinds == set(LinkKind)


# -- findings --------------------------------------------------------------------------------------------------------


def test_counts_agree_with_the_file(samples: Path) -> None:
    document = open_any(samples / "b2b-onboarding.csv").document

    assert counts_of_all(document) == {
        "stages": 7,
        "steps": 23,
        "touchpoints": 23,
        "teams": 5,
        "channels": 8,
        "links": 25,
    }


def test_findings_name_the_records_they_concern(samples: Path) -> None:
    document: Document = open_any(samples / "quick-capture.txt").document
    last = next(card for card in document.all(Touchpoint) if card.title == "Change order")

    found = findings(document, rules.check(document))

    (no_owner,) = [problem for problem in found["problems"] if problem["rule"] == "no-owner"]
    assert no_owner["records"] == [{"id": last.id, "type": "touchpoint", "title": "Change order"}]
    assert no_owner["severity"] in ("error", "warning", "hint")
    assert first_map(document).title == "Quick capture"


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_a_template_is_what_its_table_builds(name: str) -> None:
    root = Path(__file__).parent.parent.parent
    script = runpy.run_path(str(root / "packaging" / "build_templates.py"))
    about = json.loads((root / "packaging" / "templates" / f"{name}.json").read_text(encoding="utf-8"))

    built = encode(script["built"](name, about), script["APP"])

    assert built == (root / "resources" / "templates" / f"{name}.cxmap").read_bytes()
