"""Who refers to whom is the same however it was noted, and takes little room where few refer to one."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from cxdesigner.document.records import RecordId
from cxdesigner.document.referrers import FEW, Referrers

IDS = [RecordId(f"record{number}") for number in range(9)]


@pytest.mark.parametrize("seed", range(20))
def test_any_sequence_of_noting_and_forgetting_is_what_counting_would_say(seed: int) -> None:
    chance = random.Random(seed)
    referrers, counted = Referrers(), Counter[tuple[RecordId, RecordId]]()
    for _ in range(400):
        pair = chance.choice(IDS), chance.choice(IDS[:2])
        if counted[pair] and chance.random() < 0.5:
            referrers.forget(*pair)
            counted[pair] -= 1
        else:
            referrers.note(*pair)
            counted[pair] += 1
        for target in IDS[:2]:
            found = list(referrers.of(target))
            assert len(found) == len(set(found))
            assert set(found) == {referrer for (referrer, at), times in counted.items() if at == target and times}


def test_a_whole_document_says_the_same_in_the_same_order_as_one_by_one() -> None:
    references = [(IDS[place % 7], None if place % 5 == 0 else IDS[place % 3]) for place in range(60)]
    few = [(IDS[7], IDS[5]), (IDS[8], IDS[5]), (IDS[7], IDS[6]), (IDS[7], IDS[6])]
    at_once, one_by_one = Referrers.among([tuple(zip(*field, strict=True)) for field in (references, few)]), Referrers()
    for referrer_id, target in (*references, *few):
        if target is not None:
            one_by_one.note(referrer_id, target)
    for target in IDS:
        assert list(at_once.of(target)) == list(one_by_one.of(target))
        for referrer_id in list(at_once.of(target)):
            at_once.forget(referrer_id, target)
            one_by_one.forget(referrer_id, target)
            assert list(at_once.of(target)) == list(one_by_one.of(target))


@pytest.mark.parametrize("number", [1, FEW, FEW + 1])
def test_a_copy_goes_its_own_way(number: int) -> None:
    referrers = Referrers.among([(IDS[1 : number + 1], [IDS[0]] * number)])
    twin = referrers.copy()
    twin.note(IDS[8], IDS[0])
    twin.forget(IDS[1], IDS[0])
    assert list(referrers.of(IDS[0])) == IDS[1 : number + 1]
    assert set(twin.of(IDS[0])) == {*IDS[2 : number + 1], IDS[8]}


def test_who_refers_by_two_fields_stays_until_both_are_forgotten() -> None:
    referrers = Referrers()
    for _ in range(2):
        referrers.note(IDS[1], IDS[0])
    referrers.forget(IDS[1], IDS[0])
    assert list(referrers.of(IDS[0])) == [IDS[1]]
    referrers.forget(IDS[1], IDS[0])
    assert not referrers.of(IDS[0])
