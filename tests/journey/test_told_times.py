"""When something happens is said as people say it."""

from __future__ import annotations

import pytest

from cxdesigner.journey.told_times import told_time


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("", ""),
        ("Contract signing + 1 week", " 1 week after contract signing"),
        ("Go-live - 1 week", " 1 week before go-live"),
        ("Solution workshop + 3 days", " 3 days after the solution workshop"),
        ("CRM entry + 1 day", " 1 day after CRM entry"),
        ("Upon Signing of Contract", " upon Signing of Contract"),
        ("1 month before the date", " 1 month before the date"),
        ("Any time", ""),
        ("Any time after 5 pm", " at any time after 5 pm"),
        ("Minutes later", ", minutes later"),
        ("Next morning", " the next morning"),
        ("Next Saturday", " next Saturday"),
        ("Same visit", " during the same visit"),
        ("Evening of the same week", " in the evening of the same week"),
        ("First 30 minutes", " in the first 30 minutes"),
        ("Last day", " on the last day"),
        ("Go-live day", " on go-live day"),
        ("Opening hours", " during opening hours"),
        ("When the customer calls", " when I call"),
        ("With the customer", ""),
        ("Handed out at training", ", handed out at training"),
        ("Answer within 1 minute", " (answer within 1 minute)"),
        ("Vertragsabschluss", " (Vertragsabschluss)"),
        ("契約後", " (契約後)"),
    ],
)
def test_a_time_stands_in_the_sentence_or_word_for_word_in_a_parenthesis(when: str, said: str) -> None:
    assert told_time(when) == said


def test_what_the_title_says_is_not_said_again() -> None:
    assert told_time("While waiting", "Coffee while waiting") == ""
