"""Colours of cards: each measure says of each card how dark it is, and never by the shade alone."""

from __future__ import annotations

import pytest

from cxdesigner.canvas.theme import BLACK_AND_WHITE, THEMES, Theme
from cxdesigner.document.records import (
    Answer,
    Clue,
    ClueKind,
    Evidence,
    Expectation,
    FilledForm,
    Measure,
    RecordId,
    Team,
    new_id,
)
from cxdesigner.journey.followed import prompts_of
from cxdesigner.journey.heat import DARKEST, KINDS, Heat, heat, measures_that_colour
from tests.contrast import contrast, linear
from tests.journey.sketches import MAP, Sketch, bakery


def levels(sketch: Sketch, measure: str) -> dict[str, tuple[int, str]]:
    """Return level and figure by title."""
    found = heat(sketch, MAP, measure)
    assert found is not None
    return {sketch.touchpoint(i).title: tuple(warmth) for i, warmth in found.cards.items()}


def full() -> Sketch:
    """Return the bakery with something said in each way."""
    sketch = bakery()
    sketch.draw(Team(id=new_id(), title="Till"))
    sketch.tp("Smell", emotion=2, evidence=Evidence.DATA, clues=(Clue(text="Bread", kind=ClueKind.FUNCTIONAL),))
    sketch.tp("Pay", emotion=-2, team_id=sketch.id_of("Till"), moment_of_truth=True, expectation=Expectation.BELOW)
    sketch.tp("Eat", measures=(Measure(title="NPS", value=30.0),), prompts=())
    sketch.tp("Praise", measures=(Measure(title="NPS", value=70.0),))
    sketch.draw(form(sketch, "first", Smell=True, Pay=True))
    return sketch.draw(form(sketch, "second", Smell=True, Pay=False))


def form(sketch: Sketch, form_id: str, **ticked: bool) -> FilledForm:
    """Return a filled checklist that says of touchpoints, by title, whether what they ask was done."""
    answers = []
    for title, is_done in ticked.items():
        touchpoint_id = sketch.id_of(title)
        for prompt_id in prompts_of(sketch.touchpoint(touchpoint_id)):
            answers.append(Answer(touchpoint_id=touchpoint_id, prompt_id=prompt_id, done=is_done))
    return FilledForm(id=RecordId(form_id), map_id=MAP, title=form_id, answers=tuple(answers))


def test_checklists_that_are_not_followed_make_cards_dark_where_and_by_whom_that_is() -> None:
    sketch = full()

    assert levels(sketch, "followed") == {"Smell": (0, "100%"), "Pay": (2, "50%")}
    assert levels(sketch, "followed-team")["Pay"] == (2, "50%")
    assert "Eat" not in levels(sketch, "followed")


@pytest.mark.parametrize("measure", [*KINDS, "entered:nps|"])
def test_each_measure_shades_cards_with_a_figure_and_explains_each_shade(measure: str) -> None:
    found = heat(full(), MAP, measure)

    assert isinstance(found, Heat)
    assert found.cards
    assert {warmth.level for warmth in found.cards.values()} <= {shade.level for shade in found.shades}
    assert all(warmth.figure and 0 <= warmth.level <= DARKEST for warmth in found.cards.values())
    assert all(shade.words for shade in found.shades)


def test_feelings_are_darker_the_worse_they_are_and_unsaid_ones_have_none() -> None:
    assert levels(full(), "emotion") == {"Smell": (0, "+2"), "Pay": (4, "−2")}


def test_only_moments_of_truth_are_coloured_by_what_they_meet() -> None:
    assert levels(full(), "moments") == {"Pay": (4, "below")}


def test_both_ends_of_a_handoff_are_coloured_by_how_often_the_team_changes_there() -> None:
    found = levels(full(), "handoffs")

    assert (found["Choose"], found["Pay"], found["Eat"]) == ((2, "1"), (3, "2"), (2, "1"))
    assert found["Smell"] == (0, "0")


def test_clues_name_their_kinds_and_prompts_count() -> None:
    sketch = full()

    assert levels(sketch, "clues")["Smell"] == (3, "F")
    assert levels(sketch, "clues")["Eat"] == (4, "0")
    assert levels(sketch, "prompts")["Eat"] == (4, "0")
    assert levels(sketch, "prompts")["Smell"] == (0, "1")


def test_what_was_entered_is_in_five_parts_and_the_less_happy_card_is_the_darker_one() -> None:
    sketch = full()

    assert measures_that_colour(sketch, MAP)["entered:nps|"] == "NPS"
    assert levels(sketch, "entered:nps|") == {"Eat": (4, "30"), "Praise": (0, "70")}


def test_of_what_nobody_wants_the_card_with_more_is_the_darker_one() -> None:
    sketch = bakery()
    for title, minutes in (("Enter", 2.0), ("Pay", 30.0)):
        sketch.tp(title, measures=(Measure(title="Waiting", unit="minutes", value=minutes),))

    assert levels(sketch, "entered:waiting|minutes") == {"Enter": (0, "2"), "Pay": (4, "30")}


def test_teams_are_coloured_by_how_many_touchpoints_they_have() -> None:
    found = levels(full(), "team")

    assert found["Pay"] == (0, "1")
    assert found["Smell"] == (4, "5")


@pytest.mark.parametrize("measure", ["", "moon", "entered:moon|"])
def test_what_nobody_measures_colours_nothing(measure: str) -> None:
    assert heat(full(), MAP, measure) is None


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: str(theme.name))
def test_words_are_read_on_every_shade_and_shades_differ_in_lightness(theme: Theme) -> None:
    light = [
        sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear(it), strict=True)) for it in theme.heat
    ]

    assert all(contrast(theme.ink, shade) >= 4.5 for shade in theme.heat)
    if theme is not BLACK_AND_WHITE:
        assert light == sorted(light, reverse=not theme.is_dark)
        assert len(set(light)) == len(light)
