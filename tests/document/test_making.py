"""Records that are made and compared quickly are what the slow way makes and finds."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace

from hypothesis import assume, given
from hypothesis import strategies as st

from cxdesigner.document.document import Document
from cxdesigner.document.making import made, may_differ, replaced
from cxdesigner.document.records import Record, RecordId, Touchpoint
from tests.document.made_up import documents

CARD = Touchpoint(id=RecordId("card"), title="Web shop", stage_id=RecordId("stage"), what="Search")


def differing(before: Record, after: Record) -> set[str]:
    return {one.name for one in fields(before) if getattr(before, one.name) != getattr(after, one.name)}


def test_a_replaced_record_is_what_the_usual_way_makes() -> None:
    assert replaced(CARD, step=3, team_id=RecordId("team")) == replace(CARD, step=3, team_id=RecordId("team"))


def test_the_record_that_was_replaced_stays_as_it_was() -> None:
    before = replace(CARD)

    replaced(before, title="Shop")

    assert before == CARD


def test_exactly_the_replaced_fields_may_differ() -> None:
    assert sorted(may_differ(CARD, replaced(CARD, step=3, what=""))) == ["step", "what"]


def test_a_field_that_only_one_of_two_records_holds_may_differ_whichever_comes_first() -> None:
    members = {"id": CARD.id, "title": "Web shop", "stage_id": CARD.stage_id}
    short = made(Touchpoint, dict(members))
    long = made(Touchpoint, {"what": "Search", **members})

    assert "what" in may_differ(short, long)
    assert "what" in may_differ(long, short)


@given(documents(), st.data())
def test_no_difference_between_two_records_is_missed(document: Document, data: st.DataObject) -> None:
    assume(len(document))
    one = data.draw(st.sampled_from(list(document)))
    other = data.draw(st.sampled_from(document.all(type(one))))
    defaults = {each.name: each.default for each in fields(other)}
    sparse = made(type(other), {name: value for name, value in other.__dict__.items() if value is not defaults[name]})

    assert differing(one, other) <= set(may_differ(one, other))
    assert differing(one, sparse) <= set(may_differ(one, sparse))
    assert differing(sparse, one) <= set(may_differ(sparse, one))


def test_links_that_are_made_first_of_all_need_no_dictionary_of_their_own() -> None:
    script = """
import gc
from cxdesigner.document.making import blanks, fill
from cxdesigner.document.records import Link
links = blanks(Link, 100)
for name in ("id", "source_id", "target_id"):
    fill(links, name, map(str, range(100)))
assert not any(isinstance(held, dict) for link in links for held in gc.get_referents(link))
"""

    subprocess.run([sys.executable, "-c", script], check=True)
