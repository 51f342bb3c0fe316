"""What customers do is said in their own mouths."""

from __future__ import annotations

import pytest

from cxdesigner.journey.first_person import (
    Condition,
    as_i_say,
    condition,
    deed,
    first_person,
    is_a_sentence,
    is_deed,
    is_done_to_me,
)


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("Types a question", "I type a question"),
        ("Tries again", "I try again"),
        ("Admires and asks", "I admire and ask"),
        ("Goes home", "I go home"),
        ("watches the news and yoghurts", "I watch the news and yoghurts"),
        ("Is asked again", "I am asked again"),
        ("I wait.", "I wait"),
        ("pays the bus", "I pay the bus"),
    ],
)
def test_what_a_customer_does_is_said_in_the_customers_own_mouth(does: str, said: str) -> None:
    assert first_person(does) == said


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("Swipes it to the left", "I swipe it to the left"),
        ("Googles", "I google"),
        ("Öffnet den Brief", "What I do: Öffnet den Brief"),
        ("Alles wird gut", "What I do: Alles wird gut"),
        ("Smiling", "What I do: Smiling"),
    ],
)
def test_only_what_begins_with_a_verb_is_put_into_the_first_person(does: str, said: str) -> None:
    assert deed(does) == said


def test_things_that_sound_like_deeds_and_deeds_of_ours_are_not_done_by_the_customer() -> None:
    assert is_deed("Reviews the offer")
    assert is_deed("Calls customer service")
    assert not is_deed("Reviews on Google")
    assert not is_deed("Returns")
    assert not is_deed("Calls the customer")
    assert is_done_to_me("Calls the customer")


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("the customer declines", "I decline"),
        ("the customer says no", "I say no"),
        ("when the customer is not satisfied", "when I am not satisfied"),
        ("if the customer does not answer", "if I do not answer"),
        ("the customer disputes it", "I dispute it"),
        ("the customer refused", "I refused"),
        ("with the customer", "with me"),
        ("at the customer's site", "at my site"),
        ("for the customer only", "for me only"),
        ("the customers decline", "the customers decline"),
    ],
)
def test_the_customer_is_me(phrase: str, said: str) -> None:
    assert as_i_say(phrase) == said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Condition()),
        ("If the customer declines:", Condition(before="if I decline")),
        ("changes are asked for", Condition(before="if changes are asked for")),
        ("no slot fits", Condition(before="if no slot fits")),
        ("When it rains", Condition(before="when it rains")),
        ("else", Condition(before="otherwise")),
        ("if over budget", Condition(behind="if over budget")),
        ("not satisfied", Condition(behind="if not satisfied")),
        ("yes", Condition(behind="yes")),
        ("Budget überschritten", Condition(behind="Budget überschritten")),
    ],
)
def test_a_condition_that_is_a_sentence_leads_and_a_scrap_follows(text: str, found: Condition) -> None:
    assert condition(text) == found


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The bill", False),
        ("My call for help", False),
        ("The first time that somebody listens", False),
        ("How bad it is", False),
        ("I feel clever", True),
        ("It works again", True),
        ("My work stands still and I do not know why", True),
        ("Now I know what it costs", True),
        ("Wow!", True),
    ],
)
def test_what_the_customer_calls_it_is_told_from_what_the_customer_tells(text: str, is_one: bool) -> None:
    assert is_a_sentence(text) is is_one
