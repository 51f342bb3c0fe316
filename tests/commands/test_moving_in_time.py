"""What stands elsewhere than its time says moves there, and keeps its lane."""

from __future__ import annotations

import pytest

from cxdesigner.commands.moving_in_time import move_behind, move_by_time
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.refused import Refused
from tests.journey.rule_examples import EXAMPLES
from tests.journey.sketches import MAP, TEAM, bakery


def _order(sketch):
    return [touchpoint.title for touchpoint in touchpoints_of(sketch, MAP)]


def test_behind_another_card_means_into_the_step_after_it_which_is_made_where_it_is_taken():
    sketch = bakery()

    sketch.apply(move_behind(sketch, sketch.id_of("Smell"), sketch.id_of("Choose")).change)

    assert _order(sketch) == ["Enter", "Choose", "Smell", "Pay", "Eat", "Praise"]
    assert sketch.touchpoint(sketch.id_of("Smell")).team_id == TEAM
    assert sketch.touchpoint(sketch.id_of("Pay")).step == 2


def test_a_card_that_waits_for_a_stage_moves_to_its_beginning():
    sketch = bakery()

    sketch.apply(move_behind(sketch, sketch.id_of("Smell"), sketch.id_of("Buy")).change)

    assert _order(sketch) == ["Enter", "Smell", "Choose", "Pay", "Eat", "Praise"]


def test_by_its_time_a_card_moves_past_all_that_it_contradicts_in_one_step_for_undo():
    sketch = EXAMPLES["against-time"].broken()
    before = _order(sketch)
    edit = move_by_time(sketch, sketch.id_of("Pay"))

    sketch.apply(edit.change)
    after = _order(sketch)
    sketch.apply(edit.change.inverted())

    assert after == ["Smell", "Enter", "Choose", "Eat", "Praise", "Pay"]
    assert _order(sketch) == before


def test_what_stands_where_its_time_says_is_not_moved():
    sketch = bakery()

    with pytest.raises(Refused, match="already"):
        move_by_time(sketch, sketch.id_of("Pay"))
