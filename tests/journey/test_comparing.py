"""A comparison says what came, what went, what moved and what changed, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.commands.maps import start_to_be
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.fields import fields_of
from cxdesigner.document.reading import maps_of, touchpoints_of
from cxdesigner.document.records import Team, Touchpoint, new_id
from cxdesigner.journey.comparing import Comparison, compare
from tests.journey.sketches import MAP, Sketch, bakery

NAMES = ("what", "whom", "how", "title", "when", "emotion", "moment_of_truth")


def with_plan(sketch: Sketch) -> tuple[Document, dict[str, Touchpoint]]:
    """Start a to-be map, and return its touchpoints by title."""
    sketch.apply(start_to_be(sketch, MAP).change)
    plan = maps_of(sketch)[1]
    return sketch, {touchpoint.title: touchpoint for touchpoint in touchpoints_of(sketch, plan.id)}


def change(document: Document, touchpoint: Touchpoint, **values: object) -> None:
    document.apply(Change.replacing([(touchpoint, replace(touchpoint, **values))]))  # type: ignore[arg-type]


def both(document: Document) -> Comparison:
    as_is, to_be = maps_of(document)
    return compare(document, as_is.id, document, to_be.id)


def test_a_fresh_copy_differs_in_nothing() -> None:
    document, _ = with_plan(bakery())

    result = both(document)

    assert (result.added, result.removed, result.moved, result.changed) == ((), (), (), ())
    assert len(result.kept) == 6


def test_what_was_renamed_is_changed_and_not_new() -> None:
    document, plan = with_plan(bakery())
    change(document, plan["Pay"], title="Pay by card", what="Hold it to the reader")

    (altered,) = both(document).changed

    assert altered.fields == {"title": ("Pay", "Pay by card"), "what": ("", "Hold it to the reader")}


def test_what_is_read_from_a_time_is_no_change_of_its_own() -> None:
    document, plan = with_plan(bakery())
    change(document, plan["Pay"], when="At noon", offset_days=0.5)
    change(document, plan["Eat"], offset_days=2.0)

    pay, eat = both(document).changed

    assert (list(pay.fields), list(eat.fields)) == (["when"], ["offset_days"])


def test_what_went_to_another_team_has_moved() -> None:
    sketch = bakery()
    sketch.draw(Team(id=new_id(), title="Till"))
    document, plan = with_plan(sketch)
    change(document, plan["Pay"], team_id=sketch.id_of("Till"))

    result = both(document)

    assert [(it.after.title, it.fields) for it in result.moved] == [("Pay", {"team": ("Us", "Till")})]
    assert result.changed == ()


def test_what_came_and_what_went_is_told() -> None:
    document, plan = with_plan(bakery())
    document.apply(Change.adding(replace(plan["Eat"], id=new_id(), title="Take home", origin_id=None)))
    links = [
        link
        for link in document
        if plan["Praise"].id in (getattr(link, "source_id", ""), getattr(link, "target_id", ""))
    ]
    document.apply(Change.removing(*links, plan["Praise"]))

    result = both(document)

    assert [touchpoint.title for touchpoint in result.added] == ["Take home"]
    assert [touchpoint.title for touchpoint in result.removed] == ["Praise"]


def test_two_files_without_a_common_origin_are_matched_by_title_and_stage() -> None:
    one, other = bakery(), bakery().tp("Pay", what="By card").tp("Eat", title="  EAT ")

    result = compare(one, MAP, other, MAP)

    assert len(result.kept) == 6
    assert {it.after.title: set(it.fields) for it in result.changed} == {"Pay": {"what"}, "  EAT ": {"title"}}


@given(st.dictionaries(st.sampled_from(["Smell", "Enter", "Pay"]), st.dictionaries(st.sampled_from(NAMES), st.just(1))))
def test_the_changes_are_those_of_a_plain_look_at_every_field(wanted: dict[str, dict[str, int]]) -> None:
    document, plan = with_plan(bakery())
    values = {"emotion": 1, "moment_of_truth": True}
    for title, names in wanted.items():
        change(document, plan[title], **{name: values.get(name, f"new {name}") for name in names})

    result = both(document)

    expected = {}
    for before in touchpoints_of(document, MAP):
        after = next(it for it in document.all(Touchpoint) if it.origin_id == before.id)
        names = {info.name for info in fields_of(Touchpoint) if info.refers_to is None}
        different = {name for name in names if getattr(before, name) != getattr(after, name)}
        if different:
            expected[before.id] = different
    assert {it.before.id: set(it.fields) for it in result.changed} == expected
