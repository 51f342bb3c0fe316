"""What the command line tells about journeys."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cxdesigner.__main__ import main
from cxdesigner.commands.maps import start_to_be
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.reading import maps_of
from cxdesigner.document.records import Touchpoint
from cxdesigner.formats import open_any
from cxdesigner.formats.journey_reports import schedule_report
from cxdesigner.storage.codec import encode
from tests.command_line import ALL_SAMPLES, B2B

STORE = next(path for path in ALL_SAMPLES if path.stem.startswith("store"))


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """Return what a command says as JSON; it must succeed."""
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def write(document: Document, path: Path) -> str:
    path.write_bytes(encode(document, "test"))
    return str(path)


def test_paths_tells_ways_and_chances(capsys: pytest.CaptureFixture[str]) -> None:
    found = said(capsys, "paths", B2B)

    assert len(found["paths"]) == 2
    assert found["likeliest"] == found["paths"][0]
    assert found["shortest"][0] == "Discovery call"
    assert found["visits"]["Discovery call"] == 1
    assert found["contacts"] == pytest.approx(sum(found["visits"].values()), abs=1e-3)
    assert "Written proposal" in found["split"]


def test_paths_tells_the_story_of_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", B2B, "--story"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0].startswith(
        "The likeliest way: 12 % of customers · 1 other is as likely · 20 touchpoints · 9 handoffs"
    )
    assert lines[1].startswith("I speak with Sales on the phone: “Discovery call”, 2 days after first contact.")
    assert "I wait 12 days." in lines
    assert said(capsys, "paths", B2B, "--story", "2")["way"] == "2"


def test_paths_prints_the_story_of_one_way(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "story.pdf"

    assert main(["paths", B2B, "--story", "shortest", "--out", str(out), "--paper", "A5"]) == 0

    assert out.read_bytes().startswith(b"%PDF")


def test_a_way_that_is_not_there_is_refused_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", B2B, "--story", "fastest"]) == 2
    assert "likeliest, shortest, most-handoffs" in capsys.readouterr().err


def test_schedule_tells_start_slack_and_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    found = said(capsys, "schedule", B2B)

    assert found["Welcome call"] == {
        "start_days": pytest.approx(17),
        "slack_days": pytest.approx(5),
        "read": True,
        "sure": False,
    }


def test_measures_tells_figures(capsys: pytest.CaptureFixture[str]) -> None:
    found = said(capsys, "measures", B2B)

    assert found["touchpoints"] == 23
    assert sum(found["by_team"].values()) == 23
    assert found["moments_of_truth"] == {"count": 6, "of": 7, "share": pytest.approx(6 / 7, abs=1e-4)}


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("command", ["paths", "schedule", "measures"])
def test_every_sample_has_its_report_for_people(command: str, sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, str(sample)]) == 0

    told = capsys.readouterr()
    assert told.out.strip()
    assert "None" not in told.out


def test_compare_lists_what_makes_the_to_be_map_of_the_as_is_map(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = open_any(B2B).document
    document.apply(start_to_be(document, maps_of(document)[0].id).change)
    plan = maps_of(document)[1]
    card = next(
        it
        for it in document.all(Touchpoint)
        if it.origin_id and it.title == "Welcome call" and plan.id != maps_of(document)[0].id
    )
    document.apply(Change.replacing([(card, replace(card, what="Say who will call next"))]))

    found = said(capsys, "compare", write(document, tmp_path / "both.cxmap"))

    assert found["changed"] == [
        {
            "title": "Welcome call",
            "stage": "Onboarding",
            "fields": {"what": [found["changed"][0]["fields"]["what"][0], "Say who will call next"]},
        }
    ]
    assert (found["added"], found["removed"], found["moved"]) == ([], [], [])


def test_a_feeling_of_one_is_told_as_a_number_and_not_as_yes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = open_any(B2B).document
    card = next(it for it in document.all(Touchpoint) if it.title == "Discovery call")
    document.apply(Change.replacing([(card, replace(card, emotion=1, moment_of_truth=not card.moment_of_truth))]))

    assert main(["compare", B2B, write(document, tmp_path / "other.cxmap")]) == 0

    told = capsys.readouterr().out
    assert "of “Discovery call” from “0” to “1”." in told
    assert "to “yes”." in told or "to “no”." in told


def test_two_files_are_compared_by_title_and_stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = open_any(B2B).document
    moved = next(it for it in document.all(Touchpoint) if it.title == "Welcome call")
    other = next(it.team_id for it in document.all(Touchpoint) if it.team_id != moved.team_id)
    document.apply(Change.replacing([(moved, replace(moved, team_id=other))]))

    found = said(capsys, "compare", B2B, write(document, tmp_path / "other.cxmap"))

    assert [altered["title"] for altered in found["moved"]] == ["Welcome call"]
    assert set(found["moved"][0]["fields"]) == {"team"}


def test_one_map_alone_cannot_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", B2B]) == 2

    assert "name a second file" in capsys.readouterr().err


def test_a_map_that_is_not_there_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", B2B, "--map", "Nowhere"]) == 2

    assert "There is no map “Nowhere”" in capsys.readouterr().err


def test_check_looks_for_some_rules_only(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", B2B, "--json", "--only", "no-prompts"])
    only = json.loads(capsys.readouterr().out)["problems"]
    main(["check", B2B, "--json", "--without", "no-prompts"])
    without = json.loads(capsys.readouterr().out)["problems"]

    assert {problem["rule"] for problem in only} == {"no-prompts"}
    assert "no-prompts" not in {problem["rule"] for problem in without}


def test_what_is_missing_at_many_touchpoints_is_one_line_unless_all_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["check", B2B, "--only", "no-prompts"])
    brief = capsys.readouterr().out.splitlines()
    main(["check", B2B, "--only", "no-prompts", "--verbose"])
    whole = capsys.readouterr().out.splitlines()

    assert brief == [
        "hint: Nothing on the checklist: 23 times, at “Discovery call”, “Customer profile form”, “Profile shared with all "
        "touch teams” and 20 more (all with --verbose). [no-prompts]",
        whole[-1],
    ]
    assert len(whole) == 24
    assert whole[0] == "hint: No prompt says yet what Sales does at “Discovery call”. [no-prompts]"


def test_a_schedule_says_how_late_something_may_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", str(STORE)]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert "Gives up: after 3 seconds; it may be 4.3 weeks late" in lines
    assert "Talks to an adviser: at the start; it may be 4.1 weeks late" in lines


def two_maps(path: Path) -> str:
    """Write a document with a to-be map in which one touchpoint feels better, and return its name."""
    document = open_any(Path(B2B)).document
    document.apply(start_to_be(document, maps_of(document)[0].id).change)
    card = next(tp for tp in document.all(Touchpoint) if tp.origin_id and tp.title == "Written proposal")
    document.apply(Change.replacing([(card, replace(card, emotion=2))]))
    return write(document, path)


def test_measures_are_written_as_a_page(tmp_path: Path) -> None:
    out = tmp_path / "figures.pdf"

    assert main(["measures", B2B, "--pdf", str(out), "--paper", "Letter"]) == 0

    assert out.read_bytes().startswith(b"%PDF")


def test_the_action_plan_is_written_as_pages_and_as_a_table(tmp_path: Path) -> None:
    file, pages, table = two_maps(tmp_path / "two.cxmap"), tmp_path / "plan.pdf", tmp_path / "plan.csv"

    assert main(["compare", file, "--pdf", str(pages), "--csv", str(table)]) == 0

    assert pages.read_bytes().startswith(b"%PDF")
    assert "Change “Written proposal”: Emotion −1 → 2" in table.read_text("utf-8-sig")


def test_neither_file_of_a_comparison_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    for path in (first, second):
        path.write_bytes(Path(B2B).read_bytes())

    for name in (first, second):
        assert main(["compare", str(first), str(second), "--csv", str(name)]) == 2
        assert "is the input itself" in capsys.readouterr().err
        assert name.read_bytes() == Path(B2B).read_bytes()


@pytest.mark.parametrize("measure", ["emotion", "Channel switches"])
def test_a_poster_is_coloured_by_a_measure(tmp_path: Path, measure: str) -> None:
    plain, coloured = tmp_path / "plain.svg", tmp_path / "coloured.svg"

    assert main(["poster", B2B, str(plain)]) == 0
    assert main(["poster", B2B, str(coloured), "--colour", measure]) == 0

    assert "The shade tells" not in plain.read_text("utf-8")
    assert "The shade tells" in coloured.read_text("utf-8")


def test_a_measure_that_does_not_exist_is_refused_with_those_that_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["poster", B2B, str(tmp_path / "out.svg"), "--colour", "moon"]) == 2

    said = capsys.readouterr().err
    assert "“moon”" in said
    assert "emotion, moments, evidence" in said
    assert not (tmp_path / "out.svg").exists()


def test_a_graph_shows_all_maps_or_the_one_that_is_named(tmp_path: Path) -> None:
    file, out = two_maps(tmp_path / "two.cxmap"), tmp_path / "graph.json"
    first = maps_of(open_any(file).document)[0]

    assert main(["export", file, str(out)]) == 0
    both = json.loads(out.read_bytes())
    assert main(["export", file, str(out), "--map", first.title]) == 0
    one = json.loads(out.read_bytes())

    assert one["graph"] == {"id": first.id, "title": first.title}
    assert [sum(node["kind"] == "touchpoint" for node in graph["nodes"]) for graph in (both, one)] == [46, 23]


def test_the_to_be_map_of_the_same_title_is_chosen_by_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = open_any(B2B).document
    document.apply(start_to_be(document, maps_of(document)[0].id).change)
    file = str(write(document, tmp_path / "both.cxmap"))

    assert main(["check", file, "--map", "to-be"]) == 0
    assert main(["check", file, "--map", "tomorrow"]) == 2
    assert "“B2b onboarding” (as-is), “B2b onboarding” (to-be)".casefold() in capsys.readouterr().err.casefold()


def test_what_happens_with_a_touchpoint_of_today_happens_with_its_copy_tomorrow(tmp_path: Path) -> None:
    document = open_any(B2B).document
    today = maps_of(document)[0].id
    edit = start_to_be(document, today)
    document.apply(edit.change)

    told = [list(schedule_report(document, map_id).values()) for map_id in (today, edit.show[0])]

    assert told[0] == told[1]
