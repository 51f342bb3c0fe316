"""The map as one HTML page: the picture from here, the page around it from `formats/html_page.py`."""

from __future__ import annotations

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.formats.html_page import write_page
from cxdesigner.wall.order import Order
from cxdesigner.wall.pictures import write_svg


def write_html(document: Document, map_id: RecordId) -> bytes:
    """Return a map as a page with its picture inline and its outline below, which loads nothing from outside."""
    return write_page(document, map_id, write_svg(document, map_id, Order()).decode("utf-8"))
