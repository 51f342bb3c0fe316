"""Pages and tables that are written from the menu: where to is asked, and nothing is written by half."""

from __future__ import annotations

from functools import partial

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.ui.desk import Desk
from cxdesigner.ui.filing import Filing

PAPER = "A4"


def write_measures(desk: Desk, filing: Filing) -> bool:
    """Ask where, and write the page of measures of the map that is shown."""
    if not desk.is_open():
        return False
    path = filing.ask_where("Save the page of measures", ".pdf", "PDF (*.pdf)")
    return path is not None and filing.write_beside(path, partial(_measures, desk.document.copy(), desk.map.id))


def write_action_plan(desk: Desk, filing: Filing, suffix: str) -> bool:
    """Ask where, and write the action plan of the maps that belong together: as pages (.pdf) or as a table (.csv)."""
    maps = maps_to_compare(desk)
    if maps is None:
        desk.said.emit("There is one map only; start a to-be map first (menu Map).")
        return False
    path = filing.ask_where("Save the action plan", suffix, f"{suffix[1:].upper()} (*{suffix})")
    return path is not None and filing.write_beside(path, partial(_action_plan, desk.document.copy(), maps, suffix))


def maps_to_compare(desk: Desk) -> tuple[RecordId, RecordId] | None:
    """Return the two maps that belong together, of which one is shown; None where there is one only."""
    from cxdesigner.journey.action_plan import map_compared_with

    return map_compared_with(desk.document, desk.map.id) if desk.is_open() else None


def _action_plan(document: Document, maps: tuple[RecordId, RecordId], suffix: str) -> bytes:
    first, second = maps
    if suffix == ".csv":
        from cxdesigner.formats.action_table import write_action_table
        from cxdesigner.journey.action_plan import action_plan

        return write_action_table(action_plan(document, first, document, second))
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper import action_pages

    return action_pages.write_action_plan(document, first, document, second, paper=parse_paper(PAPER))


def _measures(document: Document, map_id: RecordId) -> bytes:
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper import measures_page

    return measures_page.write_measures(document, map_id, paper=parse_paper(PAPER))
