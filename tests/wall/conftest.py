"""The five samples as documents, and what is read back from a poster."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.reading import first_map
from cxdesigner.document.records import Map, RecordId, Stage, Touchpoint
from cxdesigner.formats.table_read import read_table
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import write_poster

SAMPLES = sorted((Path(__file__).parent.parent / "files" / "samples").glob("*.csv"))


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Document:
    return _read(request.param).copy()


@pytest.fixture
def b2b() -> Document:
    return _read(SAMPLES[0]).copy()


@cache
def _read(path: Path) -> Document:
    return read_table(path.read_bytes(), path.name).document


@pytest.fixture
def tiny() -> Document:
    """One stage with one card."""
    stage = Stage(id=RecordId("stage"), title="Only stage", map_id=RecordId("map"))
    card = Touchpoint(id=RecordId("card"), title="Only card", stage_id=stage.id)
    return Document([Map(id=RecordId("map"), title="Tiny map", authors="Ann"), stage, card])


_posters: dict[object, bytes] = {}


def written(document: Document, order: Order) -> bytes:
    """Return the poster of a document; for the same records and the same order it is written once, for all that is asked of it."""
    key = (document.revision, tuple(document), order)
    if key not in _posters:
        _posters[key] = write_poster(document, map_of(document), order)
    return _posters[key]


def map_of(document: Document) -> RecordId:
    return first_map(document).id


def words_of(page: pypdfium2.PdfPage) -> str:
    """Return all text of a page without any white space: titles are broken into lines where the layout wants it."""
    return "".join(page.get_textpage().get_text_range().split())


def titles_of(document: Document) -> list[str]:
    """Return the titles of stages and touchpoints without white space."""
    return ["".join(record.title.split()) for record in (*document.all(Stage), *document.all(Touchpoint))]
