"""The benchmarks themselves: what they print, and that they measure in turns."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import pytest

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks.measuring import Result, cpu_of_program, interleaved


def test_both_sides_are_measured_in_turns_and_the_median_counts() -> None:
    order: list[str] = []
    ours, floor = iter([99.0, 4.0, 2.0, 50.0]), iter([99.0, 1.0, 2.0, 3.0])

    def measured(name: str, values: Iterator[float]) -> float:
        order.append(name)
        return next(values)

    medians = interleaved(lambda: measured("ours", ours), lambda: measured("floor", floor), rounds=3)

    assert medians == (4.0, 2.0)
    assert order == ["ours", "floor"] * 4


def test_json_holds_for_each_name_what_programs_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(benchmarks.BENCHMARKS, "probe", lambda: {"probe": Result(3.0, 2.0, "s", 7, bar=2.0)})

    benchmarks.main(["probe", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert told == {"probe": {"ours": 3.0, "floor": 2.0, "ratio": 1.5, "unit": "s", "n": 7}}


def test_a_broken_bar_is_said_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(benchmarks.BENCHMARKS, "probe", lambda: {"probe": Result(5.0, 2.0, "s", 7, bar=2.0)})

    benchmarks.main(["probe"])

    assert "bar 2: BROKEN" in capsys.readouterr().out


def test_an_unknown_name_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        benchmarks.main(["speed"])

    assert "start_version" in capsys.readouterr().err


def test_a_program_that_fails_is_no_fast_program() -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        cpu_of_program([sys.executable, "-c", "raise SystemExit(3)"])


def test_work_of_a_program_is_seen_in_its_cpu_time() -> None:
    idle = cpu_of_program([sys.executable, "-c", "pass"])
    busy = cpu_of_program([sys.executable, "-c", "sum(range(10_000_000))"])

    assert busy > idle
