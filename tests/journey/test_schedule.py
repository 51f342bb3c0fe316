"""What people say about time is read as they mean it, or not at all."""

from __future__ import annotations

import csv
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.journey import schedule
from cxdesigner.journey.schedule import When, event_words, read_when, resolve
from tests.journey.sketches import MAP, Sketch, bakery

MINUTE = 1 / 1440


@pytest.mark.parametrize(
    ("text", "trigger", "offset_days"),
    [
        ("Contract signing + 2 days", "Contract signing", 2),
        ("Go-live - 1 week", "Go-live", -7),
        ("Go-live − 1 week", "Go-live", -7),
        ("Kickoff+1d", "Kickoff", 1),
        ("T-3 weeks", "T", -21),
        ("kick-off + two weeks", "kick-off", 14),
        ("15 minutes before arrival", "arrival", -15 * MINUTE),
        ("1 week after signing", "signing", 7),
        ("1 month before the date", "date", -30),
        ("5 business days after the order", "order", 7),
        ("half an hour after the call", "call", 30 * MINUTE),
        ("Upon Signing of Contract", "Signing of Contract", 0),
        ("Go-live day", "Go-live", 0),
        ("Handed out at training", "training", 0),
        ("Right after the call", "call", 0),
        ("With the invoice", "invoice", 0),
        ("When the car is ready", "car is ready", 0),
        ("Day that targets are met", "targets are met", 0),
        ("On every referral", "referral", 0),
        ("Same day as the discovery call", "discovery call", 0),
        ("3 days later", "", 3),
        ("After 3 seconds", "", MINUTE / 20),
        ("Next morning", "", 1),
        ("Same visit", "visit", 0),
        ("as soon as known", "", 0),
    ],
)
def test_a_time_is_counted_from_its_trigger(text, trigger, offset_days):
    when = read_when(text)

    assert (when.trigger, when.understood) == (trigger, True)
    assert when.offset_days == pytest.approx(offset_days)


@pytest.mark.parametrize(
    ("text", "offset_days"), [("Day 3", 3), ("on day 5", 5), ("Week 2", 7), ("week 1", 0), ("Month 6", 150)]
)
def test_a_day_by_its_number_counts_from_the_start_of_the_journey(text, offset_days):
    when = read_when(text)

    assert (when.relation, when.offset_days, when.trigger) == ("on-day", offset_days, "")


@pytest.mark.parametrize(
    "text",
    ["at 10:00", "5 pm", "between 9:00 and 17:00", "in the morning", "Monday to Friday", "at noon", "on working days"],
)
def test_a_time_of_the_day_or_the_week_is_read_and_moves_nothing(text):
    when = read_when(text)

    assert (when.understood, when.relation, when.offset_days, when.trigger) == (True, "hour", None, "")


@pytest.mark.parametrize(
    ("text", "trigger", "relation"),
    [
        ("Before the proposal", "proposal", "before"),
        ("Before any work", "work", "before"),
        ("After the fix is confirmed", "fix is confirmed", "after"),
        ("After a survey score of 9 or 10", "survey score of 9 or 10", "after"),
        ("A few days after go-live", "go-live", "after"),
        ("by go-live", "go-live", "before"),
        ("While waiting", "waiting", "during"),
        ("Within 1 day of finding the gap", "finding the gap", "within"),
    ],
)
def test_a_trigger_without_a_distance_has_none(text, trigger, relation):
    when = read_when(text)

    assert (when.trigger, when.relation, when.offset_days) == (trigger, relation, None)


@pytest.mark.parametrize(
    ("text", "trigger", "limit_days"),
    [
        ("Within 3 rings at any hour", "", 18 / 86_400),
        ("within 3 rings", "", 18 / 86_400),
        ("Within 2 days of the dry certificate", "dry certificate", 2),
        ("Within 60 minutes of the call", "call", 60 * MINUTE),
        ("Answered within 30 minutes", "", 30 * MINUTE),
        ("Answered the same hour", "", 1 / 24),
        ("Call back within an hour", "", 1 / 24),
        ("Within 1 working day", "", 1),
        ("First 30 minutes", "", 30 * MINUTE),
        ("First minute of the call", "call", MINUTE),
        ("Evening of the same week", "", 7),
        ("2-3 days after kickoff", "kickoff", 3),
        ("no later than 2 days after the audit", "audit", 2),
        ("Same day", "", 1),
        ("Next Saturday", "", 7),
    ],
)
def test_a_promise_has_a_limit(text, trigger, limit_days):
    when = read_when(text)

    assert (when.trigger, when.understood) == (trigger, True)
    assert when.limit_days == pytest.approx(limit_days)


@pytest.mark.parametrize(
    ("text", "every_days", "until"),
    [
        ("Every Friday until go-live", 7, "go-live"),
        ("Every 3 days until settled", 3, "settled"),
        ("Every day until dry", 1, "dry"),
        ("every quarter", 91, ""),
        ("Every Monday at 9:00 until go-live", 7, "go-live"),
        ("every other week", 14, ""),
        ("daily until dry", 1, "dry"),
        ("twice a week", 3.5, ""),
    ],
)
def test_what_is_repeated_has_an_interval_and_waits_for_nothing(text, every_days, until):
    when = read_when(text)

    assert (when.every_days, when.until, when.trigger) == (every_days, until, "")


@pytest.mark.parametrize(
    ("text", "relation"),
    [("Any time", "any-time"), ("Opening hours", "any-time"), ("As scheduled", "agreed"), ("At once", "at-once"),
     ("In the agreed window", "agreed"), ("Until settled", "until")],
)  # fmt: skip
def test_free_times_are_understood_without_a_number(text, relation):
    assert read_when(text).relation == relation
    assert read_when(text).understood


@pytest.mark.parametrize(
    "text", ["", "  ", "tba", "Q3", "on 1 May 2026", "around nine", "Last day", "With the customer", "0 times a day"]
)
def test_what_cannot_be_read_says_so(text):
    when = read_when(text)

    assert not when.understood
    assert (when.offset_days, when.limit_days, when.every_days) == (None, None, None)


def test_a_short_text_that_is_no_time_may_name_an_event():
    assert read_when("Contract signing") == When("Contract signing", understood=False)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Upon signing of contract", True),
        ("Within 1 day of settlement", True),
        ("Before any extra work", False),
        ("When the contract ends", False),
        ("After the fix is confirmed", False),
        ("On every referral", False),
    ],
)
def test_a_name_is_told_from_a_condition(text, is_name):
    assert read_when(text).is_name is is_name


def test_of_all_timings_in_the_samples_only_these_stay_words(samples):
    said = {row["When"] for path in samples.glob("*.csv") for row in csv.DictReader(path.open(encoding="utf-8"))}

    unread = {text for text in said if text and not read_when(text).understood}

    assert unread == {"First weekend", "Last day", "Punch list empty", "With the customer"}


@given(st.text(max_size=250))
def test_any_text_is_read_without_complaint(text):
    assert isinstance(read_when(text), When)


WORDS_OF_TIME = "within every until first of 3 days + - the same after before upon a"


@given(st.lists(st.sampled_from(WORDS_OF_TIME.split())))
def test_any_words_of_time_are_read_without_complaint(words):
    when = read_when(" ".join(words))

    assert when.offset_days is None or abs(when.offset_days) <= 365 * 999_999


# -- names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        ("Signing of contract", "contract signing", "Contract signed", "The contract is signed"),
        ("Go-live", "go live", "Go-Live", "golive"),
        ("Kick-off", "kickoff", "Kick off"),
        ("Arrival", "arrives", "arrived"),
        ("Delivery", "delivered", "delivering"),
        ("settlement", "settled"),
        ("Customers' visits", "customer visit"),
        ("Case closed", "closing the case"),
    ],
)
def test_one_event_in_several_words(names):
    assert len({event_words(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Contract signing", "Contract end"), ("Order", "Order form"), ("process", "procedure"), ("Bus", "Bu")],
)
def test_two_events_stay_two(one, other):
    assert event_words(one) != event_words(other)


OFFICE = {"Proposal": ["Written proposal", "Contract signing"], "Start": ["Kickoff meeting", "Request for praise"]}


@pytest.mark.parametrize(
    ("trigger", "title"),
    [
        ("Signing of contract", "Contract signing"),
        ("signing", "Contract signing"),
        ("kick-off", "Kickoff meeting"),
        ("the proposal", "Proposal"),
        ("Kickoff meeting finished", "Kickoff meeting"),
        ("the request", None),
        ("Contract cancellation", None),
        ("the customer", None),
        ("", None),
        ("the", None),
    ],
)
def test_a_trigger_is_found_by_its_words(trigger, title):
    sketch = Sketch(OFFICE)

    named = resolve(sketch, MAP, trigger)

    assert getattr(named, "title", None) == title


def test_an_event_comes_before_a_touchpoint_of_the_same_name():
    sketch = Sketch(OFFICE).with_event("Signing of contract", at="Contract signing")

    named = resolve(sketch, MAP, "contract signing")

    assert getattr(named, "title", None) == "Signing of contract"


def test_the_shortest_title_that_holds_the_words_is_meant():
    sketch = Sketch({"Visit": ["Arrival time by text", "Arrival at the door"]})

    named = resolve(sketch, MAP, "arrival")

    assert getattr(named, "title", None) == "Arrival at the door"


def test_where_two_may_be_meant_none_is():
    sketch = Sketch({"Wait": ["Delivery date moves", "Delivery crew arrives"]})

    assert resolve(sketch, MAP, "delivery") is None


def test_nothing_waits_for_itself():
    sketch = bakery().tp("Pay", title="Extra work found")

    named = resolve(sketch, MAP, "extra work", apart_from=sketch.id_of("Extra work found"))

    assert named is None


def test_reading_times_does_not_load_networkx():
    code = "import sys, cxdesigner.journey.schedule, cxdesigner.journey.rules; sys.exit('networkx' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


_SPEECH = (
    "2 days|half an hour|10|in|within|after|before|prior to|the|every|each|Friday|signing|+|-|same day|first|week|until|"
    "go-live|once|twice|a month|when|if|the day that|by|upon|next|following|tomorrow|at|during|while|with|together|"
    "between|and|later|any time|whenever|24 hours a day|opening hours|agreed|by appointment|needed|immediately|as soon as|"
    "monthly|3 rings|no later than|at the latest|up to|max.|of|customer|some|minutes|Monday|weekend"
)


@given(said=st.lists(st.sampled_from(_SPEECH.split("|")), min_size=1, max_size=6).map(" ".join))
def test_no_reading_is_missed_because_a_word_for_it_is_looked_for_first(said):
    readings = []
    for pattern, _, reader in schedule._READERS:
        match = schedule._compiled(pattern).fullmatch(said)
        readings.append(reader(match) if match else None)

    assert schedule._read(said) == next((reading for reading in readings if reading is not None), None)
