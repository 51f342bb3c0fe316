"""Whatever comes in at a door, clean text comes out."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document import limits
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import (
    clean_line,
    clean_text,
    file_name,
    folded,
    is_clean,
    require_length,
    shown_name,
    soft_broken,
)

any_text = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF, exclude_categories=()))


@given(any_text)
def test_clean_text_is_clean_and_stays_as_it_is(text: str) -> None:
    clean = clean_text(text)

    assert is_clean(clean)
    assert clean_text(clean) == clean


@given(any_text)
def test_clean_text_can_be_written_and_holds_nothing_that_a_file_or_printer_chokes_on(text: str) -> None:
    clean = clean_text(text)

    assert clean.encode("utf-8").decode("utf-8") == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not [char for char in clean if char not in "\t\n" and unicodedata.category(char) in ("Cc", "Cs")]
    assert not set(clean) & {"\ufffe", "\uffff", "\r", "\u2028", "\u2029"}


@given(any_text)
def test_a_clean_line_is_one_line_without_white_space_at_its_ends(text: str) -> None:
    line = clean_line(text)

    assert "\n" not in line
    assert "\t" not in line
    assert line == line.strip()
    assert is_clean(line)


@pytest.mark.parametrize(
    "kept", ["two\nlines\tand a tab", "שלום \u202bعربي\u202c", "👩‍👩‍👧 family", "zero\u200bwidth", ""]
)
def test_what_people_write_is_kept(kept: str) -> None:
    assert clean_text(kept) == kept


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_the_one(end: str) -> None:
    assert clean_text(f"a{end}b") == "a\nb"


@pytest.mark.parametrize("forbidden", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe", "\uffff"])
def test_what_no_file_can_carry_is_taken_out(forbidden: str) -> None:
    assert clean_text(f"a{forbidden}b") == "ab"


def test_a_shown_name_cannot_turn_the_line_around() -> None:
    assert shown_name("harmless\u202egpj.exe\n") == "harmlessgpj.exe"
    assert shown_name("\u202e") == "?"


def test_length_is_refused_with_both_figures() -> None:
    require_length("x" * 10, 10, "The title")

    with pytest.raises(Refused, match="The title is too long: 11 characters, and 10 fit"):
        require_length("x" * 11, 10, "The title")


def test_an_endless_word_may_be_broken_and_is_otherwise_the_same() -> None:
    word = "x" * limits.UNBROKEN_RUN

    assert soft_broken(word[:-1]) == word[:-1]
    assert soft_broken(word).replace("\u200b", "") == word
    assert max(len(piece) for piece in soft_broken(word).split("\u200b")) < limits.UNBROKEN_RUN


def test_texts_are_compared_without_case_and_composition() -> None:
    assert folded("  STRASSE ") == folded("straße")
    assert folded("Cafe\u0301\n") == folded("CAFÉ")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CON", "CON file"),
        ("lpt1", "lpt1 file"),
        ("Q3: who/what?", "Q3- who-what"),
        ("..", "map"),
        ("   ", "map"),
        ("\u202egnp.exe", "gnp-exe"),
        ("Kundenreise für Öl", "Kundenreise für Öl"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title, "map") == name
