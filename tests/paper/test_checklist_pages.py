"""What comes out of the printer."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from pypdf import PdfReader

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import Clue, Prompt, RecordId, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.layout.sheets import Paper
from cxdesigner.paper.checklist import print_each, write_checklist
from cxdesigner.paper.checklist_groups import By
from tests.paper.conftest import DATE, MAP, words_of

Printed = Callable[..., pypdfium2.PdfDocument]


def with_call(document: Document, **fields: object) -> Document:
    """Return the document with other words on its welcome call."""
    call = document.get(Touchpoint, RecordId("call"))
    document.apply(Change.replacing([(call, replace(call, **fields))]))  # type: ignore[arg-type]
    return document


def prompts(*texts: str) -> tuple[Prompt, ...]:
    return tuple(Prompt(id=str(number), text=text) for number, text in enumerate(texts))


@pytest.mark.parametrize("by", list(By))
def test_all_that_was_written_can_be_read_from_the_paper(onboarding: Document, printed: Printed, by: str) -> None:
    words = words_of(printed(onboarding, by))

    said = ["B2B onboarding", "revision 0", "22 November 2026", "Welcome call", "Say your name", "Caller", "Recording"]
    said += ["Why it matters to the customer: “Somebody has a name”; A live voice", "Moment of truth", "not there yet"]

    assert [part for part in said if part not in words] == []


def test_each_page_says_which_one_it_is_and_how_many_there_are(onboarding: Document, printed: Printed) -> None:
    pdf = printed(with_call(onboarding, prompts=prompts(*(f"Do thing {number}" for number in range(90)))))

    found = re.findall(r"page (\d+) of (\d+)", words_of(pdf))

    assert found == [(str(number + 1), str(len(pdf))) for number in range(len(pdf))]


def test_each_team_begins_on_a_sheet_of_its_own(onboarding: Document, printed: Printed) -> None:
    pdf = printed(onboarding, "team")

    found = [re.findall(r"sheet (\d+)\s+of (\d+)", page.get_textpage().get_text_range()) for page in pdf]

    assert found == [[("1", "1")]] * 3


def test_the_header_names_only_the_sections_that_are_on_the_page(onboarding: Document, printed: Printed) -> None:
    pdf = printed(onboarding, "team")

    second = pdf[1].get_textpage().get_text_range()

    assert ("Marketing" in second, "Service" in second) == (True, False)


def test_a_touchpoint_that_goes_on_is_named_again_on_the_next_page(onboarding: Document, printed: Printed) -> None:
    pdf = printed(with_call(onboarding, prompts=prompts(*(f"Do thing {number}" for number in range(60)))))

    second = " ".join(pdf[1].get_textpage().get_text_range().split())

    assert "Welcome call … continued" in second


def test_a_row_is_never_split_over_pages(onboarding: Document, printed: Printed) -> None:
    texts = [f"Begin{number} " + "and go on for some lines " * 12 + f"End{number}" for number in range(40)]
    pdf = printed(with_call(onboarding, prompts=prompts(*texts)))

    pages = [page.get_textpage().get_text_range() for page in pdf]
    split = [n for n in range(40) if not any(f"Begin{n} " in page and f"End{n}\r" in page for page in pages)]

    assert split == []


def test_a_row_higher_than_a_page_goes_on_over_pages_without_losing_a_word(
    onboarding: Document, printed: Printed
) -> None:
    words = [f"W{number}" for number in range(100)]
    paper = Paper("postcard", 105, 125)
    prompt = Prompt(id="1", text=" ".join(words), who="WWWWWWWW " * 55)
    pdf = printed(with_call(onboarding, prompts=(prompt,)), paper=paper)

    found = words_of(pdf).split()

    assert ([word for word in words if word not in found], "continued" in found) == ([], True)


def test_a_reason_longer_than_a_page_is_printed_to_its_end(onboarding: Document, printed: Printed) -> None:
    reason = "They tell me before I have to ask. " * 500
    pdf = printed(with_call(onboarding, clues=(Clue(text=reason + "Finally."),)))

    assert "Finally." in words_of(pdf)


def test_markup_in_a_text_is_printed_and_not_obeyed(onboarding: Document, printed: Printed) -> None:
    hostile = "<img src='/etc/passwd'/> <b>unclosed & <a href='javascript:x'>y"
    pdf = printed(with_call(onboarding, prompts=prompts(hostile)))

    words = words_of(pdf).replace(" ", "")

    assert hostile.replace(" ", "") in words


def test_the_same_document_and_date_give_the_same_bytes(onboarding: Document, a4: Paper) -> None:
    with_call(onboarding, title="مرحبا – नमस्ते")

    first, second = (write_checklist(onboarding, MAP, by="team", paper=a4, date=DATE) for _ in range(2))

    assert first == second


def test_the_pdf_knows_its_title_author_date_and_language(onboarding: Document, printed: Printed) -> None:
    pdf = printed(onboarding)

    facts = pdf.get_metadata_dict()

    assert (facts["Title"], facts["Author"], facts["CreationDate"][:10]) == (
        "B2B onboarding – checklist by stage",
        "Ann and Bob",
        "D:20261122",
    )


@pytest.mark.parametrize(("width", "height"), [(210, 297), (215.9, 279.4), (148, 210), (297, 420)])
def test_pages_have_exactly_the_size_of_the_paper(
    onboarding: Document, printed: Printed, width: float, height: float
) -> None:
    pdf = printed(onboarding, paper=Paper("some", width, height))

    points = pdf[0].get_size()

    assert points == pytest.approx((width / 25.4 * 72, height / 25.4 * 72), abs=0.1)


def test_a_paper_on_which_no_line_fits_is_refused(onboarding: Document, a4: Paper) -> None:
    with pytest.raises(Refused, match="too small"):
        write_checklist(onboarding, MAP, by="team", paper=Paper("stamp", 20, 30))


def test_a_map_without_touchpoints_says_so(printed: Printed, onboarding: Document) -> None:
    empty = Document([onboarding.map(MAP)])

    assert "no touchpoints yet" in words_of(printed(empty))


def test_a_sign_that_no_font_has_is_listed_by_its_name(onboarding: Document, printed: Printed) -> None:
    pdf = printed(with_call(onboarding, title="Call \U000f1234"))

    assert "U+F1234" in words_of(pdf)


def test_all_fonts_are_embedded(onboarding: Document, a4: Paper) -> None:
    pdf = write_checklist(onboarding, MAP, by="team", paper=a4, date=DATE)

    assert b"/Helvetica" not in pdf


def test_how_and_what_mends_it_are_printed_too(onboarding: Document, printed: Printed) -> None:
    prompt = Prompt(id="1", text="Dial", how="From the quiet room")
    document = with_call(onboarding, prompts=(prompt,), how="By the script", recovery="Call again the same day")

    words = words_of(printed(document))

    for said in ("How: From the quiet room", "How: By the script", "If it fails: Call again the same day"):
        assert said in words


def test_a_form_shows_the_same_words_as_the_paper(onboarding: Document, printed: Printed) -> None:
    plain, form = printed(onboarding, "role"), printed(onboarding, "role", is_fillable=True)

    assert words_of(form).replace("Customer or case Filled in by Date ", "") == words_of(plain)


@pytest.mark.parametrize("size", [(210, 297), (148, 210)])
def test_the_fields_of_a_form_lie_on_the_page_and_on_no_other_field(
    onboarding: Document, size: tuple[float, float]
) -> None:
    texts = prompts(*(f"Do thing {number} " * (1 + number % 9) for number in range(40)))
    paper = Paper("some", *size)
    data = write_checklist(with_call(onboarding, prompts=texts), MAP, paper=paper, date=DATE, is_fillable=True)

    pages = PdfReader(io.BytesIO(data)).pages
    fields = [(number, field.get_object()) for number, page in enumerate(pages) for field in page["/Annots"]]  # type: ignore[attr-defined]
    boxes = [(number, *map(float, field["/Rect"])) for number, field in fields if field["/F"] == 4]

    assert len(boxes) == 3 * 42 + 3
    width, height = (each / 25.4 * 72 for each in size)
    assert all(0 < left < right < width and 0 < low < high < height for _, left, low, right, high in boxes)
    for place, (page, left, low, right, high) in enumerate(boxes):
        others = [box for box in boxes[place + 1 :] if box[0] == page]
        assert not [b for b in others if left < b[3] and b[1] < right and low < b[4] and b[2] < high]


def test_a_form_has_the_same_bytes_for_the_same_document_and_date(onboarding: Document, a4: Paper) -> None:
    first, second = (write_checklist(onboarding, MAP, paper=a4, date=DATE, is_fillable=True) for _ in range(2))

    assert first == second


def test_one_file_for_each_team_holds_that_team_and_no_other(onboarding: Document, a4: Paper) -> None:
    files = {
        name: words_of(pypdfium2.PdfDocument(data)) for name, data in print_each(onboarding, MAP, paper=a4, date=DATE)
    }

    assert list(files) == [f"B2B onboarding - {name}.pdf" for name in ("Service", "Marketing", "Nobody-s yet")]
    assert ["Welcome call" in words for words in files.values()] == [True, False, False]
    assert all("page 1 of 1" in words for words in files.values())
