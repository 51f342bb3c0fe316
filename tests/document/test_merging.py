"""Two breakout groups worked on copies of one map: their cards come together, and nothing is dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxdesigner.commands.merging import Decision, Side, merge_copy
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.merging import REMOVED, merge
from cxdesigner.document.records import Channel, Link, Map, Prompt, Record, RecordId, Stage, Touchpoint
from cxdesigner.document.refused import Refused
from tests.document.made_up import documents

MAP, FIRST, SECOND = RecordId("map"), RecordId("first"), RecordId("second")


def bakery() -> Document:
    return Document(
        [
            Map(id=MAP, title="Bread"),
            Stage(id=FIRST, title="Come", map_id=MAP),
            Stage(id=SECOND, title="Buy", map_id=MAP, position=1),
            Touchpoint(id=RecordId("smell"), title="Smell", stage_id=FIRST),
            Touchpoint(id=RecordId("pay"), title="Pay", stage_id=SECOND, prompts=(Prompt(id="p1", text="Say thanks"),)),
            Link(id=RecordId("way"), source_id=RecordId("smell"), target_id=RecordId("pay")),
        ]
    )


def having(*changes: Change) -> Document:
    document = bakery()
    for change in changes:
        document.apply(change)
    return document


def setting(record_id: str, **values: object) -> Change:
    record = bakery().find(RecordId(record_id))
    assert record is not None
    return Change.replacing([(record, replace(record, **values))])  # type: ignore[arg-type]


def adding(title: str, stage_id: RecordId = FIRST) -> Change:
    return Change.adding(Touchpoint(id=RecordId(title), title=title, stage_id=stage_id))


def removing(*record_ids: str) -> Change:
    records = [bakery().find(RecordId(record_id)) for record_id in record_ids]
    return Change.removing(*(record for record in records if record is not None))


def together(mine: Document, theirs: Document) -> tuple[Document, list[str]]:
    merged = merge(bakery(), mine, theirs)
    document = mine.copy()
    document.apply(merged.change)
    return document, [f"{conflict.title}.{conflict.field}" for conflict in merged.conflicts]


def test_cards_of_both_groups_stand_side_by_side() -> None:
    document, conflicts = together(having(adding("Ask")), having(adding("Taste")))

    assert {"Ask", "Taste", "smell", "pay"} <= {touchpoint.id for touchpoint in document.all(Touchpoint)}
    assert conflicts == []


def test_different_fields_of_one_card_come_together() -> None:
    document, conflicts = together(having(setting("pay", what="Take the coin")), having(setting("pay", how="Smiling")))

    pay = document.touchpoint(RecordId("pay"))
    assert (pay.what, pay.how) == ("Take the coin", "Smiling")
    assert conflicts == []


def test_what_both_said_differently_stays_mine_until_somebody_decides() -> None:
    mine, theirs = having(setting("pay", title="Pay cash")), having(setting("pay", title="Pay by card"))
    merged = merge(bakery(), mine, theirs)

    (conflict,) = merged.conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == ("title", "Pay cash", "Pay by card")
    assert not merged.change
    mine.apply(merge_copy(mine, merged, [Decision(conflict, Side.THEIRS)]).change)
    assert mine.touchpoint(RecordId("pay")).title == "Pay by card"


def test_what_they_removed_and_i_left_alone_is_gone() -> None:
    document, conflicts = together(having(adding("Ask")), having(removing("way", "smell")))

    assert RecordId("smell") not in document
    assert conflicts == []


def test_what_they_removed_and_i_worked_on_stays() -> None:
    document, conflicts = together(having(setting("smell", what="Open the door")), having(removing("way", "smell")))

    assert document.touchpoint(RecordId("smell")).what == "Open the door"
    assert conflicts == [f"Smell.{REMOVED}"]


def test_a_stage_that_they_removed_comes_back_for_the_card_that_i_put_there() -> None:
    document, conflicts = together(having(adding("Ask", SECOND)), having(removing("way", "pay", "second")))

    assert document.touchpoint(RecordId("Ask")).stage_id == SECOND
    assert conflicts == [f"Buy.{REMOVED}"]


def test_prompts_of_both_are_on_the_list() -> None:
    first, mine, theirs = (
        Prompt(id="p1", text="Say thanks"),
        Prompt(id="p2", text="Smile"),
        Prompt(id="p3", text="Bag it"),
    )

    document, conflicts = together(
        having(setting("pay", prompts=(first, mine))), having(setting("pay", prompts=(first, theirs)))
    )

    assert document.touchpoint(RecordId("pay")).prompts == (first, mine, theirs)
    assert conflicts == []


def test_a_prompt_that_both_changed_is_there_in_both_wordings() -> None:
    mine, theirs = Prompt(id="p1", text="Say thank you"), Prompt(id="p1", text="Thank them")

    document, conflicts = together(having(setting("pay", prompts=(mine,))), having(setting("pay", prompts=(theirs,))))

    assert [prompt.text for prompt in document.touchpoint(RecordId("pay")).prompts] == ["Say thank you", "Thank them"]
    assert conflicts == ["Pay.prompts"]


def test_without_a_common_beginning_nothing_is_dropped_either() -> None:
    mine, theirs = having(adding("Ask"), setting("pay", title="Pay cash")), having(adding("Taste"))

    merged = merge(None, mine, theirs)
    mine.apply(merged.change)

    assert {"Ask", "Taste"} <= {touchpoint.id for touchpoint in mine.all(Touchpoint)}
    assert [(conflict.mine, conflict.theirs) for conflict in merged.conflicts] == [("Pay cash", "Pay")]


@given(documents(), documents())
def test_any_two_documents_come_together_and_keep_every_record(mine: Document, theirs: Document) -> None:
    assume(all(type(mine.find(record.id)) in (type(record), type(None)) for record in theirs))
    merged = merge(None, mine, theirs)
    whole = mine.copy()

    whole.apply(merged.change)

    assert {record.id for record in whole} == {record.id for record in (*mine, *theirs)}
    assert merged.removed == 0


def test_two_documents_in_which_one_id_is_two_things_are_no_copies_of_one_map() -> None:
    mine = Document([Channel(id=RecordId("x"), title="Phone")])
    theirs = Document(
        [Map(id=RecordId("x"), title="Journey"), Stage(id=RecordId("s"), title="Ask", map_id=RecordId("x"))]
    )

    with pytest.raises(Refused, match="not copies of one map"):
        merge(None, mine, theirs)


@given(documents(), documents())
def test_who_changed_nothing_takes_over_what_the_other_did(base: Document, other: Document) -> None:
    assume(all(type(base.find(record.id)) in (type(record), type(None)) for record in other))  # An id is one thing.
    taken, kept = merge(base, base, other), merge(base, other, base)
    document = base.copy()

    document.apply(taken.change)

    assert document == other or taken.conflicts
    assert not kept.change
    assert kept.conflicts == ()


@given(documents(), st.data())
def test_a_merge_with_oneself_changes_nothing(document: Document, data: st.DataObject) -> None:
    merged = merge(document, document, document.copy())

    assert not merged.change
    assert merged.conflicts == ()
    assert all(isinstance(record, Record) for record in document)
