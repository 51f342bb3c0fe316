"""What the data of a big map costs, without a picture: reading and writing its file, its problems, moving all of its cards."""

from __future__ import annotations

import gc
import itertools
import json

from cxdesigner.commands.touchpoints import move_touchpoints
from cxdesigner.document.reading import first_map, stages_of, touchpoints_of
from cxdesigner.document.records import RecordId
from cxdesigner.journey.graph import build
from cxdesigner.journey.rules import check_journey
from cxdesigner.storage.codec import decode, encode
from cxdesigner.workspace import Workspace
from tests.benchmarks.big_map import big_map
from tests.benchmarks.measuring import Measure, Result, cpu_of_call, interleaved, tidied

TOUCHPOINTS = 5_000
ROUNDS = 9


def decode_5000() -> dict[str, Result]:
    """From the bytes of a file to its document, against Python's own reader of JSON."""
    data = encode(big_map(TOUCHPOINTS), "benchmark")
    ours = _compared(lambda: cpu_of_call(lambda: decode(data)), lambda: cpu_of_call(lambda: json.loads(data)))
    return {"decode_5000": _result(ours)}


def encode_5000() -> dict[str, Result]:
    """From a document to the bytes of its file, against Python's own writer of JSON."""
    document = big_map(TOUCHPOINTS)
    ours = _compared(lambda: cpu_of_call(lambda: encode(document, "benchmark")), _writing(encode(document, "")))
    return {"encode_5000": _result(ours)}


def check_after_move_5000() -> dict[str, Result]:
    """The problems of a map of which one card has moved since they were found last."""
    workspace = Workspace.new(big_map(TOUCHPOINTS))
    floor = _writing(encode(workspace.document, ""))
    workspace.check()
    steps = itertools.count(1)

    def checked() -> float:
        _move(workspace, _cards(workspace)[:1], next(steps) % 5)
        return cpu_of_call(workspace.check)

    return {"check_after_move_5000": _result(_compared(checked, floor))}


def rules_5000() -> dict[str, Result]:
    """All rules, the costly ones and the graph included, from nothing."""
    return {"rules_5000": _result(_rules(TOUCHPOINTS), bar=6)}


def rules_growth() -> dict[str, Result]:
    """How much longer all rules take on ten times as many touchpoints, for each touchpoint: 1 is linear."""
    small, _ = _rules(TOUCHPOINTS // 10)
    big, _ = _rules(TOUCHPOINTS)
    return {"rules_growth": Result(big / 10 * 1_000, small * 1_000, "ms", TOUCHPOINTS, 1.6)}


def _rules(touchpoints: int) -> tuple[float, float]:
    document = big_map(touchpoints)
    map_id = first_map(document).id

    def asked() -> None:
        journey = build(document, map_id)
        assert journey.graph.number_of_nodes() >= touchpoints
        list(check_journey(document, document.map(map_id), journey))

    floor = _writing(encode(document, ""))
    return _compared(lambda: cpu_of_call(asked), floor)


def move_all_data_5000() -> dict[str, Result]:
    """Planning and making the move of every card by one step, and taking it back."""
    workspace = Workspace.new(big_map(TOUCHPOINTS))
    floor = _writing(encode(workspace.document, ""))
    cards = _cards(workspace)

    def moved() -> None:
        _move(workspace, cards, 1)
        workspace.undo()

    return {"move_all_data_5000": _result(_compared(lambda: cpu_of_call(moved), floor))}


def _cards(workspace: Workspace) -> list[RecordId]:
    map = first_map(workspace.document)
    return [touchpoint.id for touchpoint in touchpoints_of(workspace.document, map.id)]


def _move(workspace: Workspace, cards: list[RecordId], step: int) -> None:
    """Move cards so that the first one stands in a step of the first stage, in the lane that it has."""
    document = workspace.document
    stage = stages_of(document, first_map(document).id)[0]
    workspace.perform(move_touchpoints(document, cards, stage.id, step, None))


def _writing(data: bytes) -> Measure:
    plain = json.loads(data)
    return lambda: cpu_of_call(lambda: json.dumps(plain))


def _compared(ours: Measure, floor: Measure) -> tuple[float, float]:
    """Measure both as the program works, which tidies up between two pieces of work and never within one."""

    def measured() -> float:
        gc.collect()
        return ours()

    with tidied():
        return interleaved(measured, floor, rounds=ROUNDS)


def _result(measured: tuple[float, float], *, bar: float | None = None) -> Result:
    ours, floor = measured
    return Result(ours * 1_000, floor * 1_000, "ms", TOUCHPOINTS, bar)
