"""In a map of 300 touchpoints, one fault of each kind gives exactly these findings."""

from __future__ import annotations

import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.records import (
    Channel,
    ChannelKind,
    Clue,
    ClueKind,
    Evidence,
    Expectation,
    Layer,
    Link,
    LinkKind,
    MapKind,
    Prompt,
    RecordId,
    Stage,
    Status,
    Team,
    Touchpoint,
)
from cxdesigner.journey.rules import RULES, Remembered, check
from tests.journey.rule_examples import by_kinds, by_teams, with_links
from tests.journey.sketches import MAP, Sketch

STAGES, IN_A_STAGE = 20, 15
FEW = {"too-many-stages"}
"""Found in any map so long."""
DIGITAL, VOICE, IN_PERSON = ChannelKind.DIGITAL, ChannelKind.VOICE, ChannelKind.IN_PERSON


def long_journey() -> Sketch:
    """Return 300 touchpoints in 20 stages, “1.1” to “20.15”, each leading to the next one, all of them complete."""
    sketch = Sketch(
        {f"Stage {stage}": [f"{stage}.{step}" for step in range(1, IN_A_STAGE + 1)] for stage in range(1, STAGES + 1)}
    )
    for touchpoint in sketch.all(Touchpoint):
        sketch.tp(touchpoint.title, what="It is done", whom="Customer", how="Well", layer=Layer.FRONTSTAGE)
    for stage in range(1, STAGES + 1):
        sketch.tp(f"{stage}.8", layer=Layer.CUSTOMER, emotion=1, evidence=Evidence.DATA)
    return sketch


def link(sketch: Sketch, source: str, target: str, kind: LinkKind = LinkKind.BRANCH, **more: object) -> None:
    ends = {"source_id": sketch.id_of(source), "target_id": sketch.id_of(target)}
    more.setdefault("condition", "it is late" if kind is LinkKind.BRANCH else "")
    sketch.draw(Link(id=RecordId(f"{source} to {target}"), kind=kind, **ends, **more))  # type: ignore[arg-type]


def unlink(sketch: Sketch, source: str) -> None:
    sketch.apply(Change.removing(*(one for one in sketch.all(Link) if one.source_id == sketch.id_of(source))))


def card(sketch: Sketch, title: str, stage: int, **values: object) -> None:
    model = sketch.touchpoint(sketch.id_of("2.1"))
    said = {name: getattr(model, name) for name in ("team_id", "channel_id", "when", "prompts", "what", "whom", "how")}
    place = {"stage_id": RecordId(f"stage Stage {stage}"), "step": IN_A_STAGE, "layer": Layer.FRONTSTAGE}
    sketch.draw(Touchpoint(id=RecordId(title), title=title, **(place | said | values)))  # type: ignore[arg-type]


def _plant(sketch: Sketch) -> dict[str, tuple[str, ...]]:
    """Plant one fault of each kind that can stand beside the others; return rule → titles of the finding."""
    sketch.draw(Team(id=RecordId("idle"), title="Dreamers", position=9))
    sketch.draw(Channel(id=RecordId("fax"), title="Fax", position=9))
    card(sketch, "Second start", 1)
    link(sketch, "Second start", "1.4", LinkKind.NEXT)
    card(sketch, "Island", 2)
    link(sketch, "Island", "3.1", LinkKind.NEXT)
    card(sketch, "Stranded", 3)
    link(sketch, "3.2", "Stranded")
    card(sketch, "Round", 4)
    link(sketch, "4.2", "Round")
    link(sketch, "Round", "Round", LinkKind.NEXT)
    link(sketch, "6.1", "5.1")
    card(sketch, "Sorry", 6)
    link(sketch, "6.4", "Sorry", LinkKind.RECOVERY)
    link(sketch, "7.1", "7.3", LinkKind.NEXT)
    link(sketch, "7.5", "7.9", probability=0.3)
    with_links(sketch, "7.5", probability=0.3)
    with_links(sketch, "7.11", kind=LinkKind.BRANCH, condition="it fits")
    sketch.tp("8.5", title="Baking").tp("8.8", title="Tasting").tp("8.9", title="Cooling")
    sketch.tp("8.1", when="Upon Baking").tp("Tasting", when="Upon Cooling").tp("Cooling", when="Upon Tasting")
    sketch.tp("8.11", when="Moon landing + 2 days").tp("8.12", when="").tp("8.13", when="Within 40 days")
    sketch.tp("9.2", title="Delivery").tp("9.3", when="Delivery + 20 days")
    sketch.tp("9.9", title="Unpacking").tp("9.11", when="Unpacking + 3 days").tp("9.12", when="Unpacking + 1 day")
    sketch.tp("9.13", when="Unpacking + 4 days")
    sketch.tp("9.6", team_id=None).tp("9.7", channel_id=None)
    by_teams(sketch, [f"10.{n}" for n in range(1, 16)], [*"ABCCA", *"B" * 10])
    by_teams(sketch, [f"11.{n}" for n in range(1, 16)], [*"ABCA", *"A" * 11])
    by_kinds(sketch, **{"12.1": DIGITAL, "12.2": VOICE, "12.3": IN_PERSON})
    sketch.tp("12.6", how="By phone or letter")
    sketch.tp("13.1", moment_of_truth=True, expectation=Expectation.BELOW)
    sketch.tp("13.3", moment_of_truth=True, prompts=())
    sketch.tp("13.5", emotion=-2, evidence=Evidence.DATA)
    for title in ("14.1", "14.2"):
        sketch.tp(title, emotion=-1, evidence=Evidence.DATA)
    sketch.tp("20.15", emotion=-1, evidence=Evidence.DATA)
    sketch.tp("15.2", clues=(Clue(text="It works", kind=ClueKind.FUNCTIONAL),) * 2)
    sketch.tp("15.8", layer=Layer.FRONTSTAGE)
    sketch.tp("16.1", emotion=1)
    sketch.tp("16.2", inside="Billing", outside="billing").tp("16.3", outside="Upselling")
    sketch.draw(Stage(id=RecordId("wait"), title="Wait", map_id=MAP, position=STAGES + 1))
    sketch.tp("17.2", title="17.1").tp("17.4", what="").tp("17.5", status=Status.MISSING)
    for number in range(11):
        card(sketch, f"Extra {number}", 18)
        link(sketch, "18.15" if not number else f"Extra {number - 1}", f"Extra {number}", condition=f"reason {number}")
    for number in range(11):
        with_links(sketch, f"Extra {number}", kind=LinkKind.NEXT, condition="")
    link(sketch, "Extra 10", "19.1", LinkKind.NEXT)
    sketch.tp("17.7", prompts=())
    return {
        "unreachable": ("Island",),
        "endless-loop": ("Round",),
        "dead-end": ("Stranded",),
        "runs-backwards": ("6.1", "5.1"),
        "several-starts": ("1.1", "Second start"),
        "recovery-nowhere": ("Sorry",),
        "branch-without-condition": ("7.1", "7.2", "7.3"),
        "branch-shares": ("7.5",),
        "branch-with-one-arm": ("7.11", "7.12"),
        "before-trigger": ("8.1", "Baking"),
        "trigger-circle": ("Tasting", "Cooling"),
        "against-time": ("9.11", "9.12"),
        "unknown-trigger": ("8.11",),
        "no-timing": ("8.12",),
        "long-promise": ("8.13",),
        "long-wait": ("9.3", "Delivery"),
        "no-owner": ("9.6",),
        "no-channel": ("9.7",),
        "many-handoffs": ("Stage 10", "10.6"),
        "handoff-row": ("11.1", "11.2", "11.3", "11.4"),
        "channel-switch": ("12.1", "12.2", "12.3"),
        "two-channels": ("12.6",),
        "unused-team": ("Dreamers",),
        "unused-channel": ("Fax",),
        "moment-without-recovery": ("13.1",),
        "moment-without-prompt": ("13.3",),
        "worst-without-care": ("13.5",),
        "two-lows": ("14.1", "14.2"),
        "low-end": ("20.15",),
        "functional-only": ("Stage 15",),
        "silent-customer": ("Stage 15",),
        "unfounded-emotion": ("16.1",),
        "same-words": ("16.2",),
        "company-words": ("16.3",),
        "empty-stage": ("Wait",),
        "duplicate-title": ("17.1", "17.1"),
        "no-what": ("17.4",),
        "crowded-stage": ("Stage 18",),
        "missing-today": ("17.5",),
        "no-prompts": ("17.7",),
    }


def test_one_fault_of_each_kind_gives_exactly_these_findings():
    sketch = long_journey()
    assert {problem.rule for problem in check(sketch)} == FEW

    planted = _plant(sketch)

    found = [(one.rule, tuple(map(sketch.title_of, one.record_ids))) for one in check(sketch) if one.rule not in FEW]
    assert sorted(found) == sorted(planted.items())
    assert RULES.keys() - planted.keys() - FEW == {"no-end", "to-be-unchanged"}


def test_a_journey_that_never_ends_is_one_finding_in_a_long_map_too():
    sketch = long_journey()
    card(sketch, "Leave", 3)
    link(sketch, "3.3", "Leave")
    link(sketch, "20.15", "3.1", LinkKind.NEXT)

    found = [(one.rule, tuple(map(sketch.title_of, one.record_ids))) for one in check(sketch) if one.rule not in FEW]

    assert found == [("no-end", ("20.15", "Leave"))]


def test_a_big_map_is_spared_the_costly_rules_while_people_work_and_not_when_somebody_asks():
    sketch = Sketch({"All": [f"Step {number}" for number in range(1_600)]}, "")
    sketch.draw(Link(id=RecordId("a"), source_id=sketch.id_of("Step 1"), target_id=sketch.id_of("Step 2")))
    by_kinds(sketch, **{"Step 1": DIGITAL, "Step 2": VOICE})
    sketch.tp("Step 1", emotion=-1, evidence=Evidence.DATA).tp("Step 2", emotion=-1, evidence=Evidence.DATA)
    sketch.tp("Step 9", emotion=1, evidence=Evidence.DATA, prompts=(Prompt(id="p", text="Smile"),))

    asked = {problem.rule for problem in check(sketch, MAP)}
    while_working = {problem.rule for problem in check(sketch, MAP, remembered=Remembered())}

    assert asked - while_working == {"two-lows"}
    assert while_working <= asked


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.limit], ids=lambda rule: rule.id)
def test_a_limit_says_what_it_counts(rule):
    assert rule.limit.least <= rule.limit.default <= rule.limit.most
    assert rule.limit.words[0].islower()


def test_rules_yield_only_to_rules_that_exist():
    assert {other for rule in RULES.values() for other in rule.yields_to} <= RULES.keys()


def test_what_another_rule_has_said_better_is_told_when_that_rule_is_switched_off():
    sketch = Sketch({"Come": ["Smell"], "Buy": ["Pay"], "Enjoy": ["Eat"]}).map_with(kind=MapKind.AS_IS)
    sketch.tp("Pay", moment_of_truth=True, prompts=())
    assert [problem.rule for problem in check(sketch)] == ["moment-without-prompt"]

    sketch.map_with(rules_off=("moment-without-prompt",))

    assert [problem.rule for problem in check(sketch)] == ["no-prompts"]
