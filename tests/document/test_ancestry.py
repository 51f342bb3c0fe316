"""From which version two copies were made is guessed with care: an older base costs questions, a newer one could cost work."""

from __future__ import annotations

from dataclasses import replace

from cxdesigner.document.ancestry import likely_base
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.merging import merge
from cxdesigner.document.records import RecordId
from tests.onboarding import OFFER, SIGNING, WELCOME, onboarding


def after(document: Document, card: RecordId, title: str) -> Document:
    """Return the next saved version, in which one card has another title."""
    copy = document.copy()
    before = copy.touchpoint(card)
    copy.apply(Change.replacing([(before, replace(before, title=title))]))
    copy.revision += 1
    return copy


def first() -> Document:
    document = onboarding()
    document.revision = 1
    return document


def test_the_version_at_which_the_copies_parted_is_found_and_nothing_of_mine_is_taken_back() -> None:
    start = first()
    parting = after(start, OFFER, "Offer by mail")
    mine_then = after(parting, SIGNING, "Signing on paper")
    mine = after(mine_then, OFFER, "Offer by hand")
    theirs = after(after(parting, WELCOME, "Welcome call"), WELCOME, "Welcome visit")

    base = likely_base([start, parting, mine_then], mine, theirs)
    assert base == parting

    mine.apply(merge(base, mine, theirs).change)
    assert [mine.touchpoint(card).title for card in (OFFER, SIGNING, WELCOME)] == [
        "Offer by hand",
        "Signing on paper",
        "Welcome visit",
    ]


def test_where_the_parting_is_not_kept_any_more_an_older_version_is_taken() -> None:
    start = first()
    parting = after(start, OFFER, "Offer by mail")
    mine_then = after(parting, SIGNING, "Signing on paper")
    mine, theirs = after(mine_then, SIGNING, "At home"), after(after(parting, WELCOME, "A"), WELCOME, "B")

    assert likely_base([start, mine_then], mine, theirs) == start


def test_where_nothing_tells_whether_a_version_is_too_late_there_is_none() -> None:
    parting = after(first(), OFFER, "Offer by mail")
    mine_then = after(parting, SIGNING, "Signing on paper")
    mine, theirs = after(mine_then, SIGNING, "At home"), after(after(parting, WELCOME, "A"), WELCOME, "B")

    assert likely_base([mine_then], mine, theirs) is None


def test_a_version_of_another_map_is_no_base() -> None:
    start = first()
    stranger = first()

    assert likely_base([stranger], after(start, OFFER, "A"), after(start, OFFER, "B")) is None


def test_a_version_that_was_saved_more_often_than_a_copy_is_no_base_of_it() -> None:
    start = first()
    late = after(after(start, OFFER, "A"), OFFER, "B")

    assert likely_base([start, late], after(late, OFFER, "C"), after(start, WELCOME, "W")) == start
