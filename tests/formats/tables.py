"""Small tables, and what comes of reading them."""

from __future__ import annotations

from cxdesigner.document.document import Document
from cxdesigner.document.reading import first_map, touchpoints_of
from cxdesigner.document.records import Touchpoint
from cxdesigner.formats.imported import Imported
from cxdesigner.formats.table_read import read_table


def read(text: str, name: str = "table.csv") -> Imported:
    return read_table(text.encode("utf-8"), name)


def cards(document: Document) -> list[Touchpoint]:
    return touchpoints_of(document, first_map(document).id)


def only_card(text: str) -> Touchpoint:
    (card,) = read(text).document.all(Touchpoint)
    return card
