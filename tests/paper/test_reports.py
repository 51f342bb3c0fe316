"""The page of measures and the action plan say on paper what the map says."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from cxdesigner.commands.actions import set_action
from cxdesigner.commands.maps import accept_problem, set_company_words, set_limit, set_rule, start_to_be
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.reading import maps_of, touchpoints_of
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.formats.action_table import write_action_table
from cxdesigner.journey.action_plan import action_plan
from cxdesigner.layout.sheets import Paper, parse_paper
from cxdesigner.paper.action_pages import write_action_plan
from cxdesigner.paper.measures_page import write_measures
from tests.paper.conftest import DATE, MAP, words_of


def to_be(document: Document, what: str = "Call within a day") -> RecordId:
    """Start a to-be map in which each touchpoint says something else, and return its id."""
    document.apply(start_to_be(document, MAP).change)
    plan = maps_of(document)[1].id
    for place, touchpoint in enumerate(touchpoints_of(document, plan)):
        changed = replace(touchpoint, what=what, emotion=place % 5 - 2)
        document.apply(Change.replacing([(touchpoint, changed)]))
    return plan


def test_the_page_of_measures_has_each_figure(onboarding: Document, a4: Paper) -> None:
    data = write_measures(onboarding, MAP, paper=a4, date=DATE)

    words = words_of(pypdfium2.PdfDocument(data))

    assert "3 Touchpoints" in words
    assert "Service" in words
    assert "page 1 of 1" in words
    assert data == write_measures(onboarding, MAP, paper=a4, date=DATE)


def test_what_the_room_decided_about_rules_is_printed(onboarding: Document, a4: Paper) -> None:
    for edit in (
        lambda: accept_problem(onboarding, MAP, "no-timing", (RecordId("call"),), "We agree on it in March"),
        lambda: set_rule(onboarding, MAP, "no-end", False),
        lambda: set_limit(onboarding, MAP, "long-wait", 21),
        lambda: set_company_words(onboarding, MAP, ["hypercare", "moonshot"]),
    ):
        onboarding.apply(edit().change)

    words = words_of(pypdfium2.PdfDocument(write_measures(onboarding, MAP, paper=a4, date=DATE)))

    for part in (
        "Nobody has said when: “Welcome call”",
        "We agree on it in March",
        "never comes to its end",
        "moonshot",
    ):
        assert part in words
    assert "more than 21" in words
    assert "hypercare" not in words  # It stands on no card, and the list had it before.


def test_the_action_plan_has_a_line_for_each_step(onboarding: Document, a4: Paper) -> None:
    plan = to_be(onboarding)
    step = action_plan(onboarding, MAP, onboarding, plan)[0]
    onboarding.apply(set_action(onboarding, plan, step.id, "owner", "Maria").change)

    data = write_action_plan(onboarding, MAP, onboarding, plan, paper=a4, date=DATE)
    words = words_of(pypdfium2.PdfDocument(data))

    assert "Maria" in words
    assert words.count("Call within a day") == 3
    assert "How customers feel" in words
    assert data == write_action_plan(onboarding, MAP, onboarding, plan, paper=a4, date=DATE)


def test_a_long_plan_goes_on_over_pages_and_loses_nothing(onboarding: Document) -> None:
    plan = to_be(onboarding)
    step = action_plan(onboarding, MAP, onboarding, plan)[0]
    long = " ".join(f"word{number}" for number in range(1_500))
    onboarding.apply(set_action(onboarding, plan, step.id, "what", long).change)

    pdf = pypdfium2.PdfDocument(
        write_action_plan(onboarding, MAP, onboarding, plan, paper=parse_paper("A5"), date=DATE)
    )
    words = words_of(pdf)

    assert len(pdf) > 1
    assert all(f"word{number}" in words for number in range(1_500))


def test_many_stages_go_on_over_columns(onboarding: Document) -> None:
    extra = [
        replace(onboarding.stage(RecordId("running")), id=RecordId(f"s{n}"), title=f"Part {n}") for n in range(150)
    ]
    onboarding.apply(Change.adding(*extra))

    words = words_of(pypdfium2.PdfDocument(write_measures(onboarding, MAP, paper=parse_paper("A5"), date=DATE)))

    assert all(f"Part {number}" in words for number in range(150))


@pytest.mark.parametrize("size", ["60x60mm", "90x400mm"])
def test_a_paper_that_is_too_small_is_refused(onboarding: Document, size: str) -> None:
    with pytest.raises(Refused, match="too small"):
        write_measures(onboarding, MAP, paper=parse_paper(size), date=DATE)


def test_the_table_of_the_plan_is_read_by_a_spreadsheet_and_runs_nothing(onboarding: Document) -> None:
    plan = to_be(onboarding, what="=HYPERLINK(1)")
    touchpoint = touchpoints_of(onboarding, plan)[0]
    assert isinstance(touchpoint, Touchpoint)
    onboarding.apply(set_action(onboarding, plan, f"changed:{touchpoint.id}", "owner", "=1+1").change)

    lines = write_action_table(action_plan(onboarding, MAP, onboarding, plan)).decode("utf-8-sig").split("\r\n")

    assert lines[0] == "Kind,What,Touchpoint,Stage,Owner,Due,Done,Changes"
    assert "'=1+1" in "\n".join(lines)
