"""One press says the same about many cards, in one step for Undo."""

from __future__ import annotations

import time

from cxdesigner.commands.links import reverse
from cxdesigner.commands.values import common, mark, refer_to_name, toggle
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.records import Channel, Link, RecordId, Touchpoint
from cxdesigner.storage.codec import encode
from tests.onboarding import EMAIL, OFFER, PHONE, SERVICE, SIGNING, USE, WELCOME


def test_marking_five_hundred_cards_is_one_step_and_quick(document: Document, history: History):
    ids = [RecordId(f"c{n}") for n in range(500)]
    document.apply(Change.adding(*(Touchpoint(id=i, title="Card", stage_id=USE, step=0) for i in ids)))
    before = encode(document, "test")

    start = time.process_time()
    history.perform(mark(document, ids, "emotion", -2))
    spent = time.process_time() - start
    name = history.undo_name()
    history.undo()

    assert spent < 0.5
    assert name == "Change “Emotion” of 500 touchpoints"
    assert encode(document, "test") == before


def test_two_presses_are_two_steps(document: Document, history: History):
    history.perform(mark(document, [OFFER], "emotion", 2))
    history.perform(mark(document, [OFFER], "emotion", -1))
    history.undo()

    assert document.touchpoint(OFFER).emotion == 2


def test_a_mixed_yes_becomes_a_yes_for_all_and_then_a_no_for_all(document: Document, history: History):
    ids = [OFFER, WELCOME]
    history.perform(mark(document, [OFFER], "moment_of_truth", True))

    history.perform(toggle(document, ids, "moment_of_truth"))
    first = [document.touchpoint(i).moment_of_truth for i in ids]
    history.perform(toggle(document, ids, "moment_of_truth"))

    assert first == [True, True]
    assert [document.touchpoint(i).moment_of_truth for i in ids] == [False, False]


def test_cards_that_differ_are_told_from_cards_that_agree(document: Document):
    assert common(document, [OFFER, WELCOME], "channel_id") == (EMAIL, False)
    assert common(document, [OFFER, SIGNING], "channel_id") == (EMAIL, True)
    assert common(document, [], "channel_id") == (None, False)


def test_a_new_channel_is_made_and_given_to_all_in_one_step(document: Document, history: History):
    before = encode(document, "test")

    history.perform(refer_to_name(document, [OFFER, WELCOME], "channel_id", "Video call"))
    channel = next(channel for channel in document.all(Channel) if channel.title == "Video call")
    given = [document.touchpoint(i).channel_id for i in (OFFER, WELCOME)]
    history.undo()

    assert given == [channel.id, channel.id]
    assert channel.icon == "video"
    assert encode(document, "test") == before


def test_a_known_name_in_any_case_is_no_new_team(document: Document, history: History):
    history.perform(refer_to_name(document, [OFFER], "team_id", "service"))
    history.perform(refer_to_name(document, [OFFER], "channel_id", "PHONE"))

    assert (document.touchpoint(OFFER).team_id, document.touchpoint(OFFER).channel_id) == (SERVICE, PHONE)


def test_a_link_that_is_turned_round_leads_back(document: Document, history: History):
    history.perform(reverse(document, [RecordId("l1")]))

    link = document.get(Link, RecordId("l1"))
    assert (link.source_id, link.target_id) == (SIGNING, OFFER)
