"""What the cells of somebody's table say: feelings, choices, checklists, figures, clues."""

from __future__ import annotations

import pytest

from cxdesigner.document import limits
from cxdesigner.document.records import Clue, ClueKind, CustomField, Expectation, Measure, Prompt, Side, Team
from tests.formats.tables import cards, only_card, read


@pytest.mark.parametrize(
    ("cell", "emotion"),
    [("-2", -2), ("−1", -1), ("+1", 1), ("0", 0), ("2.0", 2), ("delighted", 2), ("Angry!", -2), ("🙂", 1), ("'-1", -1)],
)
def test_emotions_are_numbers_words_or_faces(cell: str, emotion: int) -> None:
    assert only_card(f"Touchpoint,Emotion\nCall,{cell}\n").emotion == emotion


@pytest.mark.parametrize(
    ("header", "cell"), [("Emotion", "7"), ("Emotion", "purple"), ("Moment of truth", "perhaps"), ("Status", "lost")]
)
def test_a_cell_that_its_field_cannot_hold_is_reported_and_kept(header: str, cell: str) -> None:
    made = read(f"Touchpoint,{header}\nCall,{cell}\n")

    assert cards(made.document)[0].custom == (CustomField(title=header, value=cell),)
    assert [problem.row for problem in made.problems] == [2]
    assert cell in str(made.problems[0])


@pytest.mark.parametrize("cell", ["yes", "Y", "x", "TRUE", "1", "✓"])
def test_yes_is_said_in_many_ways(cell: str) -> None:
    assert only_card(f"Touchpoint,MoT\nCall,{cell}\n").moment_of_truth


def test_choices_are_known_by_other_words() -> None:
    assert only_card("Touchpoint,Expectation\nCall,As expected\n").expectation is Expectation.MEETS


def test_a_checklist_becomes_prompts_that_keep_their_ids() -> None:
    card = only_card('Touchpoint,Checklist\nCall,"Greet; ☐ Listen;; Say: I call back"\n')

    assert card.prompts == (
        Prompt(id="p1", text="Greet"),
        Prompt(id="p2", text="Listen"),
        Prompt(id="p3", text="Say: I call back"),
    )


def test_figures_become_measures_with_a_unit() -> None:
    card = only_card('Touchpoint,Satisfaction %,NPS,CSAT (%),Answered within a day %\nCall,71,-12,"80,5 %",99\n')

    assert card.measures == (
        Measure(title="Satisfaction", value=71.0, unit="%"),
        Measure(title="NPS", value=-12.0),
        Measure(title="CSAT", value=80.5, unit="%"),
        Measure(title="Answered within a day", value=99.0, unit="%"),
    )


def test_measures_know_whose_they_are() -> None:
    card = only_card("Touchpoint,Measure inside,Measure outside\nCall,Calls a day,Times I had to repeat myself\n")

    assert card.measures == (
        Measure(title="Calls a day", side=Side.INSIDE),
        Measure(title="Times I had to repeat myself", side=Side.OUTSIDE),
    )


def test_a_kind_of_clue_without_a_clue_is_kept() -> None:
    card = only_card("Touchpoint,Clue,Clue kind\nCall,,humanic\n")

    assert card.clues == (Clue(text="", kind=ClueKind.HUMANIC),)


def test_clues_are_paired_with_their_kinds() -> None:
    card = only_card("Touchpoint,Clue 1,Clue kind 1,Clue 2,Clue kind 2\nCall,Smile,humanic,Sign,mechanic\n")

    assert card.clues == (Clue(text="Smile", kind=ClueKind.HUMANIC), Clue(text="Sign", kind=ClueKind.MECHANIC))


def test_a_duration_with_a_unit_is_read_in_days_and_its_words_are_kept() -> None:
    card = only_card("Touchpoint,Duration\nCall,12 hours\n")

    assert card.duration_days == 0.5
    assert card.custom == (CustomField(title="Duration", value="12 hours"),)


def test_a_title_that_is_too_long_is_cut_and_kept_whole_beside_it() -> None:
    title = "so " * 300

    made = read(f"Touchpoint\n{title}\n")

    (card,) = cards(made.document)
    assert len(card.title) <= limits.TITLE_CHARACTERS
    assert card.custom == (CustomField(title="Touchpoint", value=title.strip()),)
    assert len(made.problems) == 1


@pytest.mark.parametrize("cell", ["-", "–", "n/a", "None"])
def test_a_dash_in_place_of_a_team_is_no_team(cell: str) -> None:
    made = read(f"Touchpoint,Team\nCall,{cell}\n")

    assert made.document.all(Team) == []
    assert cards(made.document)[0].team_id is None


def test_characters_that_nobody_sees_are_no_title() -> None:
    made = read("Stage,Touchpoint\nBuy,\u200b\u2060\n")

    assert [card.title for card in cards(made.document)] == ["Row 2"]
    assert len(made.problems) == 1
