"""The five samples, by each grouping: nothing that somebody wrote is missing from the paper."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.reading import first_map
from cxdesigner.document.records import Touchpoint
from cxdesigner.formats.table_read import read_table
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.paper.checklist import write_checklist
from tests.paper.conftest import DATE

SAMPLES = sorted((Path(__file__).parent.parent / "files" / "samples").glob("*.csv"))


@pytest.mark.slow
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("by", ["stage", "team", "channel"])
@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_every_title_and_prompt_is_on_the_paper(path: Path, by: str, paper: str) -> None:
    document = read_table(path.read_bytes(), path.name).document
    map_id = first_map(document).id

    pdf = pypdfium2.PdfDocument(write_checklist(document, map_id, by=by, paper=parse_paper(paper), date=DATE))

    words = "".join(letters(page.get_textpage().get_text_range()) for page in pdf)
    assert [text for text in texts_of(document) if letters(text) not in words] == []


def texts_of(document: Document) -> list[str]:
    touchpoints = document.all(Touchpoint)
    prompts = [prompt.text for touchpoint in touchpoints for prompt in touchpoint.prompts]
    return [touchpoint.title for touchpoint in touchpoints] + prompts


def letters(text: str) -> str:
    """Return a text without white space and hyphens: lines end where the columns want it."""
    return "".join(text.split()).replace("-", "").replace("\x02", "").replace("\ufffe", "")
