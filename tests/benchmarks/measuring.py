"""Measuring CPU time so that two figures of one run can be compared: interleaved, warmed up, by the median."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

Measure = Callable[[], float]


@dataclass(frozen=True)
class Result:
    """What one benchmark found: our cost, the cost of the floor, both in *unit*, the size, and the bar if there is one."""

    ours: float
    floor: float
    unit: str
    n: int
    bar: float | None = None

    @property
    def ratio(self) -> float:
        """Return how many times the floor we need."""
        return self.ours / self.floor

    def as_json(self) -> dict[str, float | int | str]:
        """Return the five values that programs read."""
        return {
            "ours": round(self.ours, 6),
            "floor": round(self.floor, 6),
            "ratio": round(self.ratio, 3),
            "unit": self.unit,
            "n": self.n,
        }


def interleaved(ours: Measure, floor: Measure, *, rounds: int, warm_up: int = 1) -> tuple[float, float]:
    """Measure both in turns (A B A B …), so that a busy moment of the machine meets both, and return the medians."""
    for _ in range(warm_up):
        ours()
        floor()
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


@contextmanager
def tidied() -> Iterator[None]:
    """Let Python tidy up only between what is timed, as the program does (`ui.application.Tidying`): when nobody works."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def cpu_of_call(work: Callable[[], object]) -> float:
    """Return the CPU seconds that a call takes in this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def cpu_of_program(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """Return the CPU seconds (user and system) of a program from its start to its end; it must succeed.

    Where the system does not tell the CPU time of one child (Windows), the seconds that pass are returned.
    """
    whole = {**os.environ, **(environment or {})}
    whole.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # or every start would compile the whole program, as no installed one does
    started = time.perf_counter()
    child = subprocess.Popen(command, env=whole, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if hasattr(os, "wait4"):
        assert child.stderr is not None
        said = child.stderr.read()
        child.stderr.close()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = usage.ru_utime + usage.ru_stime
    else:
        said = child.communicate()[1]
        seconds = time.perf_counter() - started
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}: {said.decode(errors='replace')}")
    return seconds
