"""The story of a customer on paper can be read, and looks the same twice."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.refused import Refused
from cxdesigner.layout.sheets import Paper, parse_paper
from cxdesigner.paper.story import write_story
from tests.paper.conftest import DATE, MAP, words_of

SENTENCES = ("I call support (Phone, Service).", "I wait 2 days.", "I get to “Welcome letter” (Letter, now Marketing).")


def printed(document: Document, paper: Paper, *sentences: str) -> bytes:
    return write_story(document, MAP, "The likeliest way", "62 % of customers", sentences, paper=paper, date=DATE)


def test_all_sentences_are_on_the_paper_and_only_touchpoints_are_numbered(onboarding: Document, a4: Paper) -> None:
    words = words_of(pypdfium2.PdfDocument(printed(onboarding, a4, *SENTENCES)))

    said = ["B2B onboarding", "The likeliest way", "62 % of customers", "22 November 2026", "page 1 of 1", *SENTENCES]
    assert [part for part in said if part not in words] == []
    assert "2" in words.split("I wait 2 days.")[1]
    assert "3" not in words.split("I wait 2 days.")[1].replace("2026", "")


def test_a_long_story_goes_on_and_each_page_says_which_it_is(onboarding: Document) -> None:
    data = printed(onboarding, parse_paper("A5"), *(f"I do thing {number}." for number in range(80)))

    found = re.findall(r"page (\d+) of (\d+)", words_of(pypdfium2.PdfDocument(data)))

    assert len(found) > 1
    assert found == [(str(number), str(len(found))) for number in range(1, len(found) + 1)]


def test_the_same_story_gives_the_same_bytes(onboarding: Document, a4: Paper) -> None:
    assert printed(onboarding, a4, *SENTENCES) == printed(onboarding, a4, *SENTENCES)


def test_a_paper_on_which_no_sentence_fits_is_refused(onboarding: Document) -> None:
    with pytest.raises(Refused, match="too small for a story"):
        printed(onboarding, parse_paper("50x50"), *SENTENCES)


def test_a_sentence_longer_than_a_page_still_comes_out(onboarding: Document) -> None:
    data = printed(onboarding, parse_paper("A5"), "I say " + "blah " * 2_000 + "and leave.")

    assert "and leave." in words_of(pypdfium2.PdfDocument(data))
