"""Where in the PDF of a poster each stage begins."""

from __future__ import annotations

from collections.abc import Mapping

from cxdesigner.document.document import Document
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.sheets import Sheet, Tiling
from cxdesigner.wall.finishing import Bookmark
from cxdesigner.wall.sizing import Picture


def bookmarks_on_one(document: Document, picture: Picture) -> list[Bookmark]:
    """Return a bookmark for each stage of a poster on one page."""
    return [
        Bookmark(title, 0, rect.x / picture.width_mm, rect.y / picture.height_mm)
        for title, rect in _stages(document, picture)
    ]


def bookmarks_on_sheets(
    document: Document, picture: Picture, tiling: Tiling, pages: Mapping[int, int]
) -> list[Bookmark]:
    """Return a bookmark for each stage of a poster on many sheets: the sheet on which its heading begins.

    *pages* tells on which page of the PDF, from 0, each sheet is; one that is not there has no bookmarks.
    """
    found = []
    for title, rect in _stages(document, picture):
        sheet = next((one for one in tiling.sheets if _begins_on(rect, one)), None)
        if sheet is not None and sheet.number in pages:
            x = (sheet.on_paper.x + rect.x - sheet.source.x) / tiling.paper.width_mm
            y = (sheet.on_paper.y + rect.y - sheet.source.y) / tiling.paper.height_mm
            found.append(Bookmark(title, pages[sheet.number], x, y))
    return found


def _stages(document: Document, picture: Picture) -> list[tuple[str, Rect]]:
    """Return the title of each stage and where its heading lies, in millimetres of the page."""
    return [
        (document.title_of(stage.stage_id), picture.on_page(stage.rect.moved(0, band.top)))
        for band in picture.map.bands
        for stage in band.plan.stages
    ]


def _begins_on(rect: Rect, sheet: Sheet) -> bool:
    source = sheet.source
    return source.x <= rect.x < source.right and source.y <= rect.y < source.bottom
