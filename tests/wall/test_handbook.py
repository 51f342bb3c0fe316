"""The operations manual says all that the map says, as PDF and for word processors."""

from __future__ import annotations

import datetime
import io
import re
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image

from cxdesigner.document.document import Document
from cxdesigner.document.reading import first_map, stages_of, touchpoints_of
from cxdesigner.document.records import Acceptance, Map, Prompt, RecordId, Stage, Team, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.formats import open_any
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.paper.manual import Letterhead, letterhead, manual_of
from cxdesigner.wall.handbook import write_manual

SAMPLES = sorted((Path(__file__).parent.parent / "files" / "samples").glob("*.csv"))
DATE = datetime.date(2026, 11, 28)
MAP = RecordId("map")


@pytest.fixture
def document() -> Document:
    call = Touchpoint(
        id=RecordId("call"),
        title="Welcome call – مرحبا 你好",
        number="9",
        stage_id=RecordId("s"),
        team_id=RecordId("t"),
        moment_of_truth=True,
        recovery="Call again",
        prompts=(Prompt(id="1", text="Say your name", who="Caller", how="Slowly", proof="Recording"),),
    )
    accepted = (Acceptance(rule="no-channel", record_ids=(call.id,), reason="It is agreed on the day"),)
    return Document(
        [
            Map(id=MAP, title="Onboarding", purpose="Decide who calls", accepted=accepted),
            Stage(id=RecordId("s"), title="Welcome", map_id=MAP, outside="They know me"),
            Team(id=RecordId("t"), title="Service", description="Those who answer"),
            call,
        ]
    )


def words_of(data: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(data))


def letters(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("\x02", "").replace("\ufffe", "")


@pytest.mark.slow
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("is_docx", [False, True], ids=["pdf", "docx"])
def test_every_title_and_every_prompt_is_in_the_manual(path: Path, is_docx: bool, qapp: object) -> None:
    document = open_any(path).document
    map_id = first_map(document).id

    data = write_manual(document, map_id, is_docx=is_docx, date=DATE)

    said = letters(_docx_words(data) if is_docx else words_of(data))
    touchpoints = touchpoints_of(document, map_id)
    wanted = [record.title for record in (*touchpoints, *stages_of(document, map_id))]
    wanted += [text for tp in touchpoints for text in (tp.what, tp.recovery, *(prompt.text for prompt in tp.prompts))]
    assert [text for text in wanted if letters(text) not in said] == []


def _docx_words(data: bytes) -> str:
    read = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


def test_the_manual_tells_recovery_prompts_problems_and_what_is_accepted(document: Document, qapp: object) -> None:
    words = words_of(write_manual(document, MAP, date=DATE))

    for said in ("Decide who calls", "“They know me”", "Call again", "Caller · Slowly · Recording", "Moment of truth"):
        assert said in words
    assert "Those who answer 1.1 (p. 4)" in words
    assert "It is agreed on the day" in words
    assert "28 November 2026" in words


@pytest.mark.slow
def test_contents_and_pages_agree(qapp: object) -> None:
    document = open_any(SAMPLES[0]).document
    pdf = pypdfium2.PdfDocument(write_manual(document, first_map(document).id, date=DATE))
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]

    assert [re.findall(r"page (\d+) of (\d+)", page)[0] for page in pages] == [
        (str(n), str(len(pages))) for n in range(1, len(pages) + 1)
    ]
    (contents,) = [page for page in pages if "Contents" in page]
    for number, stage in enumerate(stages_of(document, first_map(document).id), start=1):
        (told,) = re.findall(rf"{number} {re.escape(stage.title)} (\d+)", contents)
        assert f"{number} {stage.title}" in pages[int(told) - 1]
    outline = [item.get_title() for item in pdf.get_toc()]
    assert "Problems left open" in outline


@pytest.mark.slow
def test_the_same_map_and_date_give_the_same_pdf(document: Document, qapp: object) -> None:
    assert write_manual(document, MAP, date=DATE) == write_manual(document, MAP, date=DATE)


def test_the_letterhead_is_on_each_page(document: Document, qapp: object) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (60, 20), (200, 30, 30)).save(picture, "PNG")
    head = letterhead(picture.getvalue(), "#c81e1e", "Acme Ltd – internal")

    pdf = pypdfium2.PdfDocument(write_manual(document, MAP, letterhead=head, date=DATE))

    assert all("Acme Ltd – internal" in page.get_textpage().get_text_range() for page in pdf)
    shown = pdf[3].render(scale=1).to_pil().convert("RGB")
    colors = shown.crop((0, 0, shown.width, 60)).getcolors(100_000) or []
    assert any(red > 180 and green < 60 for _, (red, green, _) in colors)


def test_a_docx_has_real_headings_and_the_footer(document: Document, qapp: object) -> None:
    data = write_manual(document, MAP, is_docx=True, letterhead=Letterhead(footer="Acme"), date=DATE)

    read = docx.Document(io.BytesIO(data))
    headings = [line.text for line in read.paragraphs if line.style is not None and line.style.name == "Heading 2"]
    assert headings == ["1.1  Welcome call – مرحبا 你好"]
    assert "Acme" in read.sections[0].footer.paragraphs[0].text
    assert len(read.inline_shapes) == 1


@pytest.mark.parametrize(
    ("name", "width_mm", "height_mm"), [("A4", 210, 297), ("Letter", 215.9, 279.4), ("297x210", 297, 210)]
)
def test_a_docx_has_the_paper_that_is_chosen_and_its_picture_fits(
    document: Document, name: str, width_mm: float, height_mm: float, qapp: object
) -> None:
    data = write_manual(document, MAP, is_docx=True, paper=parse_paper(name), date=DATE)

    read = docx.Document(io.BytesIO(data))
    section, picture = read.sections[0], read.inline_shapes[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((width_mm, height_mm), abs=0.1)
    assert picture.width <= section.page_width - section.left_margin - section.right_margin
    assert picture.height < section.page_height - section.top_margin - section.bottom_margin


@pytest.mark.parametrize("is_docx", [False, True])
def test_a_paper_too_small_for_a_manual_is_refused(document: Document, is_docx: bool, qapp: object) -> None:
    with pytest.raises(Refused, match="too small for a manual"):
        write_manual(document, MAP, is_docx=is_docx, paper=parse_paper("100x150"), date=DATE)


@pytest.mark.parametrize(("logo", "color"), [(b"GIF89a", ""), (b"", "red"), (b"", "#12345")])
def test_a_letterhead_that_cannot_be_printed_is_refused(logo: bytes, color: str) -> None:
    with pytest.raises(Refused, match=r"logo|colour"):
        letterhead(logo, color)


def test_an_empty_map_has_a_manual_too(qapp: object) -> None:
    document = Document([Map(id=MAP, title="Empty")])

    assert "Empty" in words_of(write_manual(document, MAP, date=DATE))
    assert manual_of(document, MAP).chapters == ()
