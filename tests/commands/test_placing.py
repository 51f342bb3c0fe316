"""What hangs on the paper wall is typed in, and the map follows in one step."""

from __future__ import annotations

import pytest

from cxdesigner.commands.placing import place_cards, read_placings
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.records import Map, RecordId, Stage, Team, Touchpoint
from cxdesigner.document.refused import Refused

MAP = RecordId("map")


@pytest.fixture
def document() -> Document:
    stages = [Stage(id=RecordId(f"s{n}"), title=f"Stage {n}", map_id=MAP, position=n) for n in range(2)]
    teams = [Team(id=RecordId(f"t{n}"), title=f"Team {n}", position=n) for n in range(3)]
    cards = [
        Touchpoint(id=RecordId(name), title=name.title(), stage_id=stages[0].id, team_id=teams[0].id, step=step)
        for step, name in enumerate(("call12345", "cals99999", "visit1234"))
    ]
    return Document([Map(id=MAP, title="Map"), *stages, *teams, *cards])


def place_of(document: Document, record_id: str) -> tuple[str, int, str | None, int]:
    card = document.touchpoint(RecordId(record_id))
    return card.stage_id, card.step, card.team_id, card.order


def test_a_card_goes_into_the_cell_that_was_typed(document: Document) -> None:
    document.apply(place_cards(document, MAP, "vis B2.1\n\ncall; c1,2").change)

    assert place_of(document, "visit1234")[:3] == ("s1", 0, "t1")
    assert place_of(document, "call12345")[:3] == ("s0", 1, "t2")


def test_cards_of_one_cell_stand_in_the_order_of_the_lines(document: Document) -> None:
    document.apply(place_cards(document, MAP, "visit B2.1\ncall1 B2.1\n+ B2.1 Letter\ncals B2.1").change)

    found = sorted(
        (card for card in document.all(Touchpoint) if card.stage_id == "s1"), key=lambda card: (card.order, card.id)
    )
    assert [card.title for card in found] == ["Visit1234", "Call12345", "Letter", "Cals99999"]


def test_a_line_with_a_plus_makes_a_new_card(document: Document) -> None:
    document.apply(place_cards(document, MAP, "+ c2.3  Thank-you call").change)

    (card,) = [card for card in document.all(Touchpoint) if card.title == "Thank-you call"]
    assert (card.stage_id, card.step, card.team_id) == ("s1", 2, "t2")


def test_all_of_it_is_one_step_for_undo(document: Document) -> None:
    before, history = document.copy(), History(document)

    history.perform(place_cards(document, MAP, "visit B2.1\ncall1 B1.1\n+ A1.1 New"))
    history.undo()

    assert document == before


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("visit", "no id and cell"),
        ("B2.1", "no id and cell"),
        ("visit Z1.1", "no cell “Z1.1”"),
        ("visit A3.1", "no cell “A3.1”"),
        ("cal A1.1", "may mean “Call12345”, “Cals99999”"),
        ("xyz A1.1", "on no card"),
        ("visit A1.9", "“Stage 0” has 3 steps; is “A1.9” so far behind them?"),
    ],
)
def test_a_line_that_is_not_understood_says_why(document: Document, line: str, problem: str) -> None:
    (reading,) = read_placings(document, MAP, line)

    assert problem in reading.problem


def test_a_card_that_is_typed_twice_is_placed_once(document: Document) -> None:
    first, second = read_placings(document, MAP, "visit A1.1\nvisit B1.1")

    assert (first.problem, "already" in second.problem) == ("", True)


def test_where_nothing_is_understood_nothing_happens(document: Document) -> None:
    with pytest.raises(Refused, match="type them like"):
        place_cards(document, MAP, "hello\nworld")
