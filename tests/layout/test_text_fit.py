"""How a text becomes lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.layout.plan import SMALL, TITLE
from cxdesigner.layout.text_fit import fit
from tests.layout.sketches import measure

TEXTS = st.text(st.sampled_from("abc Wörter-il.,你好、。「」한국어 مرحبا\n\u200b\u0301👍🏽👨‍👩‍👧🇩🇪"), max_size=120)


@given(TEXTS, st.integers(60, 600))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    lines, _ = fit(text, float(width), SMALL, measure)

    assert all(measure(line, SMALL) <= width for line in lines)


@given(TEXTS, st.integers(60, 600))
def test_no_letter_is_lost_where_nothing_is_cut(text: str, width: int) -> None:
    lines, is_cut = fit(text, float(width), SMALL, measure)

    assert not is_cut
    assert bare("".join(lines)) == bare(text)


def bare(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


@given(TEXTS, st.integers(60, 600), st.integers(1, 3))
def test_a_cut_text_ends_in_an_ellipsis_and_still_fits(text: str, width: int, most: int) -> None:
    lines, is_cut = fit(text, float(width), SMALL, measure, most_lines=most)

    assert len(lines) <= most
    assert all(measure(line, SMALL) <= width for line in lines)
    assert not is_cut or lines[-1].endswith("…")


def test_a_short_text_stays_on_one_line() -> None:
    assert fit("Welcome Letter", 400.0, TITLE, measure) == (("Welcome Letter",), False)


def test_lines_end_at_spaces() -> None:
    width = measure("Data and settings", TITLE) + 1

    lines, _ = fit("Data and settings questionnaire", width, TITLE, measure)

    assert lines == ("Data and settings", "questionnaire")


def test_a_word_may_be_broken_after_its_hyphen_and_keeps_it() -> None:
    lines, _ = fit("Follow-up", measure("Follow-", TITLE) + 1, TITLE, measure)

    assert lines == ("Follow-", "up")


def test_a_word_with_a_hyphen_stays_whole_where_it_fits_on_a_line() -> None:
    lines, _ = fit("Final walk-through", measure("walk-through", TITLE) + 1, TITLE, measure)

    assert lines == ("Final", "walk-through")


def test_a_number_is_not_broken_after_its_minus() -> None:
    lines, _ = fit("kickoff -3 days", measure("kickoff -", SMALL) + 1, SMALL, measure)

    assert "-3 days" in lines


def test_chinese_may_be_broken_between_any_two_characters_but_not_before_a_full_stop() -> None:
    width = measure("合同签署", SMALL) + 1

    lines, _ = fit("合同签署。然后电话", width, SMALL, measure)

    assert lines == ("合同签", "署。然后", "电话")


def test_an_opening_bracket_does_not_end_a_line() -> None:
    lines, _ = fit("欢迎信「欢迎」", measure("欢迎信「", SMALL) + 1, SMALL, measure)

    assert not [line for line in lines if line.endswith("「")]


def test_an_endless_word_is_broken_anywhere() -> None:
    lines, _ = fit("x" * 900, 300.0, SMALL, measure)

    assert len(lines) > 10
    assert "".join(lines) == "x" * 900


def test_the_word_behind_a_broken_one_keeps_its_distance() -> None:
    lines, _ = fit("x" * 12 + " card", measure("x" * 10, SMALL) + 1, SMALL, measure)

    assert lines == ("x" * 10, "xx card")


def test_a_family_is_not_torn_apart() -> None:
    family = "👨‍👩‍👧"

    lines, _ = fit(family * 6, measure(family, SMALL) * 2 + 1, SMALL, measure)

    assert lines == (family * 2,) * 3


def test_an_accent_stays_with_its_letter() -> None:
    lines, _ = fit("e\u0301" * 10, measure("eee", SMALL) + 0.5, SMALL, measure)

    assert all(line.startswith("e") for line in lines)


def test_line_breaks_of_the_author_are_kept() -> None:
    assert fit("one\n\ntwo", 400.0, SMALL, measure)[0] == ("one", "", "two")


def test_an_empty_text_has_no_lines() -> None:
    assert fit("", 400.0, SMALL, measure) == ((), False)
