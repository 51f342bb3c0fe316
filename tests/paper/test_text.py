"""Plain text in, lines that fit in, nothing interpreted."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from cxdesigner.paper import fonts, text
from cxdesigner.paper.shaping import is_right_to_left, set_runs

BODY = text.Lettering(10, 13)


def drawn(words: str, width: float = 400) -> pypdfium2.PdfDocument:
    """Return a page with this text on it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(500, 700), initialFontName=fonts.base())
    pen = text.Pen(canvas)
    pen.write(text.set_lines(words, BODY, width), 50, 600, width, BODY)
    pen.lift()
    canvas.save()
    return pypdfium2.PdfDocument(out.getvalue())


@pytest.mark.parametrize(
    "words", ["a " * 300, "x" * 3000, "ein–zwei/drei-" * 90, "我们" * 400, "नमस्ते " * 90, "مرحبا " * 90]
)
def test_no_line_is_wider_than_the_column(words: str) -> None:
    lines = text.set_lines(words, BODY, 120)

    assert max(line.width for line in lines) <= 120.01


@pytest.mark.parametrize("words", ["one two  three", "x" * 3000, "我们去商店买东西。" * 40, "a-b/c" * 200])
def test_breaking_a_text_loses_no_sign(words: str) -> None:
    lines = text.set_lines(words, BODY, 120)

    assert "".join(line.text for line in lines).replace(" ", "") == words.replace(" ", "")


def test_line_ends_that_somebody_typed_stay() -> None:
    lines = text.set_lines("first\n\nthird", BODY, 300)

    assert [line.text for line in lines] == ["first", "", "third"]


def test_a_text_of_nothing_but_white_space_gives_no_line() -> None:
    assert text.set_lines(" \n ", BODY, 300) == ()


@pytest.mark.parametrize("words", ["Ελληνικά", "Кириллица", "“quoted” – … €", "<b>bold</b> & co", "नमस्ते क्षत्रिय"])
def test_what_was_typed_is_found_when_the_page_is_searched(words: str) -> None:
    page = drawn(words)[0]

    assert page.get_textpage().get_text_range().strip() == words


def test_a_text_in_arabic_letters_begins_at_the_right() -> None:
    (line,) = text.set_lines("مرحبا بالعالم", BODY, 400)

    assert line.right_to_left


def test_numbers_in_a_right_to_left_line_keep_their_order() -> None:
    runs = set_runs("שלום 45 עולם", fonts.base(), True)

    assert "45" in [run.signs.strip() for run in runs]


def test_brackets_in_a_right_to_left_line_open_towards_their_words() -> None:
    runs = set_runs("(שלום)", fonts.base(), True)

    assert "".join(run.signs for run in runs)[0] == "("


def test_a_line_begins_where_its_first_letter_says() -> None:
    assert [is_right_to_left(line) for line in ("12 שלום abc", "abc שלום", "12")] == [True, False, False]


def test_a_sign_that_no_font_has_is_replaced_by_one_that_can_be_seen() -> None:
    runs = set_runs("a\U000f1234b", fonts.base(), False)

    assert "".join(run.signs for run in runs) == f"a{fonts.SUBSTITUTE}b"


def test_signs_that_no_font_has_are_listed_each_once() -> None:
    assert fonts.missing_in("ab\U000f1234\U000f1234\ue123\n\u200b") == ["\U000f1234", "\ue123"]


def test_a_paragraph_higher_than_the_page_goes_on_after_it() -> None:
    flowable = text.paragraph("word " * 400, BODY)

    first, rest = flowable.split(200, 100)

    assert len(first.lines) + len(rest.lines) == len(flowable.lines)


def test_a_paragraph_of_a_hundred_thousand_signs_is_set_in_linear_time() -> None:
    lines = text.set_lines("w" * 100_000, BODY, 200)

    assert 0 < len(lines) < 2_000


def test_fonts_are_looked_for_where_nobody_knows_a_home_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)

    assert fonts.system_folders()
