"""After the workshop: what hangs on the paper wall is typed in, an id and a cell a line, and the map follows."""

from __future__ import annotations

import re
from typing import NamedTuple

from cxdesigner.commands.places import cell_of, into_lane
from cxdesigner.commands.touchpoints import move_touchpoints
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.limits import TITLE_CHARACTERS
from cxdesigner.document.reading import steps_of, touchpoints_of
from cxdesigner.document.records import RecordId, Touchpoint, new_id
from cxdesigner.document.refused import Refused
from cxdesigner.document.short_ids import meant_by
from cxdesigner.document.text import clean_line
from cxdesigner.layout.addresses import ADDRESS, Addresses, addresses_of
from cxdesigner.layout.plan import LaneKey

MOST_NEW_STEPS = 3
"""So many steps a room may have added to a stage on paper; a cell farther away is a slip of the finger."""
_LINE = re.compile(rf"(?P<id>\S+?)[\s;,:=→-]+(?P<cell>{ADDRESS.pattern})")
_NEW = re.compile(rf"\+\s*(?P<cell>{ADDRESS.pattern})[\s;,:-]+(?P<title>.+)")


class Placing(NamedTuple):
    """One line as it was understood. Without a touchpoint it is a new card; where `problem` says why not, it does nothing."""

    line: str
    title: str = ""
    touchpoint_id: RecordId | None = None
    stage_id: RecordId | None = None
    step: int = 0
    lane: LaneKey | None = None
    problem: str = ""


def read_placings(document: Document, map_id: RecordId, text: str) -> list[Placing]:
    """Return each line of a text as it is understood: `K3V B2.1` moves a card, `+ B2.1 Thank-you call` makes a new one."""
    addresses = addresses_of(document, map_id)
    ids = [touchpoint.id for touchpoint in touchpoints_of(document, map_id)]
    placed: set[RecordId] = set()
    readings = []
    for line in filter(None, map(clean_line, text.split("\n"))):
        reading = _read(document, addresses, ids, line)
        if reading.touchpoint_id is not None and reading.touchpoint_id in placed:
            reading = Placing(line, problem=f"“{reading.title}” has been placed above already.")
        if reading.touchpoint_id is not None:
            placed.add(reading.touchpoint_id)
        readings.append(reading)
    return readings


def place_cards(document: Document, map_id: RecordId, text: str) -> Edit:
    """Plan moving all cards whose lines are understood into their cells, in the order of the lines; one step for Undo.

    Refuses where no line can be understood.
    """
    readings = [reading for reading in read_placings(document, map_id, text) if not reading.problem]
    if not readings:
        raise Refused("None of these lines names a card and a cell; type them like “K3V B2.1”.")
    trial, whole = document.copy(), Change()
    for reading in readings:
        change = _placed(trial, reading)
        trial.apply(change)
        whole = whole.then(change)
    many = f"{len(readings)} card{'' if len(readings) == 1 else 's'}"
    ids = tuple(reading.touchpoint_id for reading in readings if reading.touchpoint_id is not None)
    return Edit(f"Place {many}", whole, show=ids)


def _read(document: Document, addresses: Addresses, ids: list[RecordId], line: str) -> Placing:
    new = _NEW.fullmatch(line)
    found = new or _LINE.fullmatch(line)
    if found is None:
        return Placing(line, problem="This is no id and cell, such as “K3V B2.1”.")
    cell = addresses.cell(found["cell"])
    if cell is None:
        return Placing(line, problem=f"There is no cell “{found['cell'].upper()}”.")
    stage, step, lane = cell
    steps = steps_of(document, stage.id)
    if step >= steps + MOST_NEW_STEPS:
        has = f"{steps} step{'' if steps == 1 else 's'}"
        return Placing(line, problem=f"“{stage.title}” has {has}; is “{found['cell'].upper()}” so far behind them?")
    if new is not None:
        return Placing(line, new["title"].strip()[:TITLE_CHARACTERS], None, stage.id, step, lane)
    meant = meant_by(found["id"], ids)
    if len(meant) != 1:
        titles = ", ".join(f"“{document.title_of(i)}”" for i in meant[:3])
        why = f"may mean {titles}; type more of the id." if meant else "is on no card of this map."
        return Placing(line, problem=f"“{found['id']}” {why}")
    return Placing(line, document.title_of(meant[0]), meant[0], stage.id, step, lane)


def _placed(document: Document, reading: Placing) -> Change:
    assert reading.stage_id is not None
    if reading.touchpoint_id is not None:
        return move_touchpoints(document, [reading.touchpoint_id], reading.stage_id, reading.step, reading.lane).change
    there = cell_of(document, reading.stage_id, reading.step, reading.lane)
    order = max((touchpoint.order for touchpoint in there), default=-1) + 1
    card = Touchpoint(id=new_id(), title=reading.title, stage_id=reading.stage_id, step=reading.step, order=order)
    return Change.adding(into_lane(document, card, reading.lane))
