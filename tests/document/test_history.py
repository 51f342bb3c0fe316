"""Undo and redo are derived from changes: whatever is done, all of it can be taken back and made again."""

from __future__ import annotations

import tracemalloc
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.fields import references_of
from cxdesigner.document.history import BYTES_KEPT, STEPS_KEPT, STEPS_KEPT_ALWAYS, History
from cxdesigner.document.making import replaced
from cxdesigner.document.records import Picture, Record, RecordId, Stage, Team, Touchpoint, new_id
from cxdesigner.document.refused import Refused
from tests.document.made_up import every_field, one_card


def every_value(record: Record) -> dict[str, Any]:
    """Return all values of a record, defaults too."""
    return {one.name: getattr(record, one.name) for one in fields(record)}


def renamed(document: Document, title: str, merge_key: str = "") -> Edit:
    card = document.touchpoint(RecordId("card"))
    return Edit("Rename", Change.replacing([(card, replace(card, title=title))]), merge_key)


@pytest.fixture
def document() -> Document:
    return one_card()


@pytest.fixture
def history(document: Document) -> History:
    return History(document)


class AnyEdits(RuleBasedStateMachine):
    """Somebody who adds, changes and removes records at random, undoes, redoes and saves."""

    @initialize()
    def open(self) -> None:
        self.document = every_field()
        self.beginning = self.document.copy()
        self.history = History(self.document)
        self.states = {self.history.state: self.document.copy()}
        self.seen = self.document.copy()

    def attempt(self, change: Change, merge_key: str = "") -> None:
        before = self.document.copy()
        try:
            self.history.perform(Edit("Edit", change, merge_key))
        except Refused:
            assert self.document == before

    @rule(title=st.text("abc", max_size=3), again=st.booleans())
    def add_a_stage_with_a_card(self, title: str, again: bool) -> None:
        stage = Stage(id=new_id(), title=title, map_id=RecordId("the-map"))
        card = Touchpoint(id=new_id(), title=title, stage_id=stage.id)
        self.attempt(Change.adding(*((stage, card) if again else (card, stage))))

    @rule(place=st.integers(0, 50), title=st.text("abc", max_size=3), merge=st.booleans())
    def change_one_title(self, place: int, title: str, merge: bool) -> None:
        titled = [record for record in self.document if hasattr(record, "title")]
        if titled:
            record: Any = titled[place % len(titled)]
            changed = replace(record, title=title)
            self.attempt(Change.replacing([(record, changed)]), f"{record.id}.title" if merge else "")

    @rule(place=st.integers(0, 50))
    def remove_one(self, place: int) -> None:
        records = list(self.document)
        if records:
            self.attempt(Change.removing(records[place % len(records)]))

    @rule()
    def remove_all(self) -> None:
        self.attempt(Change.removing(*self.document))

    @rule()
    def do_what_no_longer_fits(self) -> None:
        self.attempt(Change.removing(Team(id=RecordId("nobody"), title="")))

    @rule()
    def undo(self) -> None:
        self.history.undo()

    @rule()
    def redo(self) -> None:
        self.history.redo()

    @rule()
    def save(self) -> None:
        self.history.mark_saved()

    @precondition(lambda self: hasattr(self, "history"))
    @invariant()
    def the_same_state_number_means_the_same_records(self) -> None:
        known = self.states.setdefault(self.history.state, self.document.copy())
        assert known == self.document

    @precondition(lambda self: hasattr(self, "document"))
    @invariant()
    def every_reference_leads_to_a_record_that_knows_of_it(self) -> None:
        for record in self.document:
            for info in references_of(type(record)):
                target = getattr(record, info.name)
                if target is not None:
                    assert type(self.document.find(target)) is info.refers_to
                    assert record in self.document.referring_to(target, type(record))

    @precondition(lambda self: hasattr(self, "history"))
    @invariant()
    def who_looked_before_the_last_change_learns_each_field_that_differs_now(self) -> None:
        touched = self.document.touched_since(self.seen.state, Touchpoint)
        for card in self.document.all(Touchpoint) if touched is not None else ():
            before = self.seen.find(card.id)
            if before is not None:
                assert touched >= {name for name in vars(card) if getattr(card, name) != getattr(before, name)}
        self.seen = self.document.copy()

    def teardown(self) -> None:
        if not hasattr(self, "history"):
            return
        end = self.document.copy()
        while self.history.redo():
            end = self.document.copy()
        while self.history.undo():
            pass
        assert self.document == self.beginning
        while self.history.redo():
            pass
        assert self.document == end


TestAnyEdits = AnyEdits.TestCase
TestAnyEdits.settings = settings(max_examples=40, stateful_step_count=40)


def test_undo_gives_back_what_was_and_redo_what_became_of_it(document: Document, history: History) -> None:
    before = document.copy()
    history.perform(renamed(document, "Shop"))
    after = document.copy()

    assert history.undo_name() == "Rename"
    history.undo()
    assert (document, history.redo_name()) == (before, "Rename")
    history.redo()
    assert document == after


def test_only_fields_that_differ_count_as_touched(document: Document, history: History) -> None:
    opened, card = document.state, document.touchpoint(RecordId("card"))
    history.perform(Edit("Rename", Change({card.id: (card, Touchpoint(**every_value(card) | {"title": "Shop"}))})))
    assert document.touched_since(opened, Touchpoint) == {"title"}


def test_what_has_been_touched_is_known_for_one_change_and_not_for_two(document: Document, history: History) -> None:
    opened = document.state
    assert document.touched_since(opened, Touchpoint) == frozenset()
    history.perform(renamed(document, "Shop"))
    renamed_once = document.copy()
    assert document.touched_since(opened, Touchpoint) == {"title"}
    assert document.touched_since(opened, Stage) == frozenset()
    history.perform(renamed(document, "Store"))
    assert document.touched_since(opened, Touchpoint) is None
    assert document.touched_since(renamed_once.state, Touchpoint) == {"title"}


def test_typing_in_one_field_is_one_step(document: Document, history: History) -> None:
    before = document.copy()
    for text in ("S", "Sh", "Shop"):
        history.perform(renamed(document, text, "card.title"))

    history.undo()

    assert document == before
    assert history.undo() is None


def test_typing_again_after_the_focus_left_is_a_step_of_its_own(document: Document, history: History) -> None:
    history.perform(renamed(document, "Shop", "card.title"))
    history.seal()
    history.perform(renamed(document, "Shops", "card.title"))

    history.undo()

    assert document.touchpoint(RecordId("card")).title == "Shop"


def test_typing_back_what_was_there_leaves_no_step_and_a_clean_document(document: Document, history: History) -> None:
    history.perform(renamed(document, "Shop", "card.title"))
    history.perform(renamed(document, "Web shop", "card.title"))

    assert history.is_clean()
    assert history.undo() is None


def test_undo_after_a_save_makes_the_document_modified_and_redo_clean_again(
    document: Document, history: History
) -> None:
    history.perform(renamed(document, "Shop"))
    history.mark_saved()

    history.undo()
    assert not history.is_clean()
    history.redo()
    assert history.is_clean()


def test_an_edit_after_undo_ends_redo_and_cannot_look_saved(document: Document, history: History) -> None:
    history.perform(renamed(document, "Shop"))
    history.mark_saved()
    history.undo()
    history.perform(renamed(document, "Stall"))

    assert history.redo() is None
    assert not history.is_clean()


def test_a_refused_edit_leaves_document_and_history_as_they_were(document: Document, history: History) -> None:
    stage = document.stage(RecordId("stage"))
    before = document.copy()

    with pytest.raises(Refused, match="touchpoint still refers to it"):
        history.perform(Edit("Remove", Change.removing(stage)))

    assert document == before
    assert history.undo() is None


def test_an_edit_that_changes_nothing_is_forgotten(history: History) -> None:
    history.perform(Edit("Nothing", Change()))

    assert history.undo_name() == ""


def test_a_listener_sees_the_history_up_to_date(document: Document, history: History) -> None:
    seen: list[tuple[str, str]] = []
    document.watch(lambda change: seen.append((history.undo_name(), history.redo_name())))

    history.perform(renamed(document, "Shop"))
    history.undo()

    assert seen == [("Rename", ""), ("", "Rename")]


def test_a_listener_that_fails_hides_the_change_neither_from_the_others_nor_from_the_history(
    document: Document, history: History
) -> None:
    def fail(change: Change) -> None:
        raise ZeroDivisionError

    seen: list[Change] = []
    document.watch(fail)
    document.watch(seen.append)

    with pytest.raises(ZeroDivisionError):
        history.perform(renamed(document, "Shop"))

    assert len(seen) == 1
    assert not history.is_clean()
    assert history.undo_name() == "Rename"


def test_a_listener_never_edits(document: Document, history: History) -> None:
    document.watch(lambda change: history.perform(renamed(document, "Stall")))

    with pytest.raises(RuntimeError, match="never edits"):
        history.perform(renamed(document, "Shop"))

    assert document.touchpoint(RecordId("card")).title == "Shop"


def test_a_listener_that_went_away_hears_nothing_more(document: Document, history: History) -> None:
    seen: list[Change] = []
    document.watch(seen.append)()

    history.perform(renamed(document, "Shop"))

    assert seen == []


def test_only_so_many_steps_are_kept_and_the_oldest_are_forgotten(document: Document, history: History) -> None:
    for number in range(STEPS_KEPT + 5):
        history.perform(renamed(document, str(number)))

    while history.undo():
        pass

    assert document.touchpoint(RecordId("card")).title == "4"
    assert not history.is_clean()


@pytest.mark.slow
def test_of_steps_that_change_everything_fewer_are_kept_so_that_memory_does_not_run_out(document: Document) -> None:
    cards = [replace(document.touchpoint(RecordId("card")), id=RecordId(f"c{number}")) for number in range(1_000)]
    document.apply(Change.adding(*cards))
    history = History(document)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]

    for number in range(150):
        pairs = [(card, replaced(card, step=number)) for card in document.all(Touchpoint)]
        history.perform(Edit("Move", Change.replacing(pairs)))

    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert taken < 1.3 * BYTES_KEPT
    steps = 0
    while history.undo():
        steps += 1
    assert 30 < steps < 100


def test_the_last_steps_are_kept_whatever_they_weigh(
    document: Document, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cxdesigner.document.history.BYTES_KEPT", 20_000)
    photo = b"x" * 10_000
    for number in range(STEPS_KEPT_ALWAYS + 5):
        before = document.find(RecordId("photo"))
        picture = Picture(id=RecordId("photo"), media_type="image/png", data=photo + bytes([number]))
        change = Change.adding(picture) if before is None else Change.replacing([(before, picture)])
        history.perform(Edit("Picture", change))

    steps = 0
    while history.undo():
        steps += 1

    assert steps == STEPS_KEPT_ALWAYS
    assert not history.is_clean()


def test_a_copy_of_a_document_goes_its_own_way(document: Document) -> None:
    twin = document.copy()
    card: Record = twin.touchpoint(RecordId("card"))

    twin.apply(Change.removing(card))

    assert RecordId("card") in document
    assert RecordId("card") not in twin
    assert document.referring_to(RecordId("stage"), Touchpoint) == [card]
    assert twin.referring_to(RecordId("stage"), Touchpoint) == []


def test_two_changes_in_a_row_are_one_and_what_cancels_out_is_gone() -> None:
    team = Team(id=RecordId("team"), title="Sales")

    assert not Change.adding(team).then(Change.removing(team))
    assert Change.removing(team).inverted().added() == [team]
    assert Change.removing(team).removed() == [team]


def test_one_record_cannot_take_the_id_of_another_type(document: Document) -> None:
    stage = document.stage(RecordId("stage"))

    with pytest.raises(Refused, match="mixes up"):
        document.apply(Change({stage.id: (stage, Team(id=stage.id, title=""))}))


def test_a_reference_to_a_record_of_another_type_is_refused(document: Document) -> None:
    card = document.touchpoint(RecordId("card"))

    with pytest.raises(Refused, match="refers to something that is not there"):
        document.apply(Change.replacing([(card, replace(card, team_id=RecordId("stage")))]))
