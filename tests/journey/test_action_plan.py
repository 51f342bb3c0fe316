"""The action plan has one step for each difference, and keeps what people wrote about it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.commands.actions import set_action
from cxdesigner.commands.maps import start_to_be
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.fields import fields_of
from cxdesigner.document.reading import maps_of, touchpoints_of
from cxdesigner.document.records import RecordId, Team, Touchpoint, new_id
from cxdesigner.journey.action_plan import (
    LEFT,
    Step,
    action_plan,
    both_curves,
    changed_measures,
    counted,
    map_compared_with,
)
from tests.journey.sketches import MAP, Sketch, bakery


def planned() -> tuple[Sketch, RecordId, dict[str, Touchpoint]]:
    """Return a bakery with a to-be map, that map's id, and its touchpoints by title."""
    sketch = bakery()
    sketch.draw(Team(id=new_id(), title="Till"))
    sketch.apply(start_to_be(sketch, MAP).change)
    plan = maps_of(sketch)[1]
    return sketch, plan.id, {touchpoint.title: touchpoint for touchpoint in touchpoints_of(sketch, plan.id)}


def change(document: Document, touchpoint: Touchpoint, **values: object) -> None:
    document.apply(Change.replacing([(touchpoint, replace(touchpoint, **values))]))  # type: ignore[arg-type]


def steps(document: Document, plan: RecordId) -> list[Step]:
    return action_plan(document, MAP, document, plan)


def test_each_difference_is_a_step_in_words() -> None:
    sketch, plan, cards = planned()
    change(sketch, cards["Pay"], team_id=sketch.id_of("Till"))
    change(sketch, cards["Eat"], emotion=1)
    sketch.apply(Change.adding(replace(cards["Eat"], id=new_id(), title="Take home", origin_id=None)))

    found = steps(sketch, plan)

    assert [step.said for step in found] == [
        "Add “Take home” (Us, Phone)",
        "Move “Pay”: team “Us” → “Till”",
        "Change “Eat”: Emotion – → 1",
    ]
    assert counted(found) == "1 added, 1 moved, 1 changed"


def test_another_time_is_told_in_its_words_and_what_follows_from_them_is_not() -> None:
    sketch, plan, cards = planned()
    change(sketch, cards["Pay"], when="5 minutes before arrival", offset_days=-5 / 1440)

    (step,) = steps(sketch, plan)

    assert step.said == "Change “Pay”: When “Same day” → “5 minutes before arrival”"
    assert [it.label for it in step.fields] == ["When"]


def test_days_that_no_text_says_are_told_as_people_say_them() -> None:
    sketch, plan, cards = planned()
    change(sketch, cards["Pay"], offset_days=-5 / 1440)
    change(sketch, cards["Eat"], offset_days=14.0)

    said = [step.said for step in steps(sketch, plan)]

    assert said == [
        "Change “Pay”: Days after the event – → “5 minutes before”",
        "Change “Eat”: Days after the event – → “2 weeks after”",
    ]


def test_who_and_until_when_are_kept_with_the_map_and_taken_back_by_undo() -> None:
    sketch, plan, cards = planned()
    change(sketch, cards["Eat"], emotion=1)
    (step,) = steps(sketch, plan)
    edit = set_action(sketch, plan, step.id, "owner", " Maria \n")

    sketch.apply(edit.change)
    (with_owner,) = steps(sketch, plan)
    sketch.apply(edit.change.inverted())

    assert (with_owner.owner, with_owner.what) == ("Maria", with_owner.said)
    assert steps(sketch, plan) == [step]


def test_what_somebody_took_on_is_not_lost_with_the_difference() -> None:
    sketch, plan, cards = planned()
    change(sketch, cards["Eat"], emotion=1)
    sketch.apply(set_action(sketch, plan, f"changed:{cards['Eat'].id}", "owner", "Maria").change)
    change(sketch, sketch.touchpoint(cards["Eat"].id), emotion=None)

    (left,) = steps(sketch, plan)

    assert (left.kind, left.owner, left.touchpoint_id) == (LEFT, "Maria", None)


def test_an_action_about_which_nothing_is_said_is_not_kept() -> None:
    sketch, plan, _ = planned()
    sketch.apply(set_action(sketch, plan, "changed:x", "owner", "Maria").change)

    sketch.apply(set_action(sketch, plan, "changed:x", "owner", "").change)

    assert sketch.map(plan).actions == ()


def test_a_new_to_be_map_begins_without_actions() -> None:
    sketch, plan, _ = planned()
    sketch.apply(set_action(sketch, plan, "changed:x", "owner", "Maria").change)

    sketch.apply(start_to_be(sketch, plan).change)

    assert maps_of(sketch)[2].actions == ()


def test_maps_that_belong_together_are_found_from_either() -> None:
    sketch, plan, _ = planned()

    assert map_compared_with(sketch, MAP) == map_compared_with(sketch, plan) == (MAP, plan)
    assert map_compared_with(bakery(), MAP) is None


def test_both_curves_lie_over_the_same_stages() -> None:
    sketch, plan, cards = planned()
    sketch.tp("Smell", emotion=-1)
    change(sketch, cards["Smell"], emotion=2)

    curves = both_curves(sketch, MAP, sketch, plan)

    assert curves.stages == ("Come", "Buy", "Enjoy")
    assert [(it.x, it.emotion) for it in curves.before] == [(0.25, -1)]
    assert [(it.x, it.emotion) for it in curves.after] == [(0.25, 2)]


def test_measures_tell_what_changes() -> None:
    sketch, plan, cards = planned()
    change(sketch, cards["Pay"], team_id=sketch.id_of("Till"))

    changed = {it.title: (it.before, it.after) for it in changed_measures(sketch, MAP, sketch, plan) if it.is_other}

    assert changed == {"Handoffs": ("0", "2"), "Teams": ("1", "2")}


@given(st.lists(st.tuples(st.sampled_from(["Smell", "Enter", "Choose", "Pay", "Eat", "Praise"]), st.sampled_from(["what", "whom", "when", "title"]), st.text("ab ", max_size=4)), max_size=8))  # fmt: skip
def test_steps_agree_with_a_plain_look_at_every_field(edits: list[tuple[str, str, str]]) -> None:
    sketch, plan, cards = planned()
    for title, name, value in edits:
        change(sketch, sketch.touchpoint(cards[title].id), **{name: value})

    told = {step.touchpoint_id: {it.label for it in step.fields} for step in steps(sketch, plan)}

    labels = {info.name: info.label for info in fields_of(Touchpoint)}
    expected = {}
    for touchpoint in touchpoints_of(sketch, plan):
        origin = sketch.touchpoint(touchpoint.origin_id)  # type: ignore[arg-type]
        names = [n for n in ("what", "whom", "when", "title") if getattr(touchpoint, n) != getattr(origin, n)]
        if names:
            expected[touchpoint.id] = {labels[name] for name in names}
    assert told == expected
