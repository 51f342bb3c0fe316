"""What came of one row of the bar: how many cases, which were bad, how long it took."""

from __future__ import annotations

from typing import NamedTuple


class Outcome(NamedTuple):
    """`bad` holds one sentence for each bad case, with its seed; `told` is a figure worth reading; `skipped` says why not run."""

    count: int
    bad: list[str]
    seconds: float
    told: str = ""
    skipped: str = ""
