"""Small documents with names one remembers, and what is read back from a PDF."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pypdfium2
import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.records import Channel, Clue, Map, Prompt, RecordId, Stage, Status, Team, Touchpoint
from cxdesigner.layout.sheets import Paper, parse_paper
from cxdesigner.paper.checklist import write_checklist

DATE = datetime.date(2026, 11, 22)
MAP = RecordId("onboarding")


@pytest.fixture
def a4() -> Paper:
    return parse_paper("A4")


@pytest.fixture
def onboarding() -> Document:
    """Two stages, two teams, two channels; a moment of truth with prompts, a card without, and one that nobody owns."""
    welcome = Stage(id=RecordId("welcome"), title="Welcome", map_id=MAP, outside="They know me")
    running = Stage(id=RecordId("running"), title="Up and running", map_id=MAP, position=1)
    service = Team(id=RecordId("service"), title="Service")
    marketing = Team(id=RecordId("marketing"), title="Marketing", position=1)
    phone = Channel(id=RecordId("phone"), title="Phone")
    letter = Channel(id=RecordId("letter"), title="Letter", position=1)
    return Document(
        [
            *(Map(id=MAP, title="B2B onboarding", authors="Ann and Bob"), welcome, running),
            *(service, marketing, phone, letter),
            Touchpoint(
                id=RecordId("call"),
                title="Welcome call",
                number="9",
                stage_id=welcome.id,
                step=1,
                team_id=service.id,
                channel_id=phone.id,
                when="Contract signing + 2 days",
                moment_of_truth=True,
                outside="Somebody has a name",
                clues=(Clue(text="A live voice"),),
                prompts=(
                    Prompt(id="1", text="Say your name", who="Caller", when="First sentence", proof="Recording"),
                    Prompt(id="2", text="Ask for one wish"),
                ),
            ),
            Touchpoint(
                id=RecordId("card"),
                title="Thank-you card",
                stage_id=welcome.id,
                team_id=marketing.id,
                channel_id=letter.id,
                status=Status.MISSING,
            ),
            Touchpoint(id=RecordId("visit"), title="Nobody visits", stage_id=running.id),
        ]
    )


@pytest.fixture
def printed(a4: Paper) -> Callable[..., pypdfium2.PdfDocument]:
    """Return the way to print a document's checklist and read it back."""

    def read(
        document: Document, by: str = "stage", paper: Paper = a4, *, is_fillable: bool = False
    ) -> pypdfium2.PdfDocument:
        data = write_checklist(document, MAP, by=by, paper=paper, date=DATE, is_fillable=is_fillable)
        return pypdfium2.PdfDocument(data)

    return read


def words_of(pdf: pypdfium2.PdfDocument) -> str:
    """Return all text of a PDF, one space between words."""
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
