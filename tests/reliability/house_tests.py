"""Rows that are tests of the house: at more length than with every change, or watched for what they run through."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.reliability.outcome import Outcome
from tests.source_tree import ROOT

_PEOPLE = 8
_AT_ONCE = "2"
_RANDOM = ("tests/ui/test_random_user.py", "tests/canvas/test_random_gestures.py", "tests/canvas/test_random_hand.py")
_GOLDEN = "version or unknown"
_UNSEEN = {"QT_QPA_PLATFORM": "offscreen"}


def anything_at_all(count: int) -> Outcome:
    """Let eight people do anything at all in the window, so many things together; a crash is a test that fails."""
    begun = time.monotonic()
    each = max(1, count // _PEOPLE)
    more = {**_UNSEEN, "CXDESIGNER_RANDOM_EVENTS": str(each), "CXDESIGNER_RANDOM_PEOPLE": str(_PEOPLE)}
    words = ["-n", _AT_ONCE, "--dist", "worksteal", "--timeout", "1500", *_RANDOM]
    failed, passed = _tests(words, more)
    return Outcome(each * _PEOPLE, failed, time.monotonic() - begun, f"by {_PEOPLE} people, in {passed} tests")


def golden(count: int) -> Outcome:
    """Open the old file and the old safe copies of every version, and one of a version to come; write back what is unknown."""
    begun = time.monotonic()
    failed, passed = _tests(["tests/storage/test_codec.py", "tests/storage/test_recovery.py", "-k", _GOLDEN], _UNSEEN)
    return Outcome(passed + len(failed), failed, time.monotonic() - begun, f"by {passed} tests")


def covered(count: int) -> Outcome:
    """Run the tests of storage and see that each line, each branch and so each handler of an error was executed."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cxdesigner-covered-") as name:
        more = {**_UNSEEN, "COVERAGE_FILE": str(Path(name, "coverage"))}
        failed, passed = _tests(["tests/storage", "tests/workspace"], more, ["-m", "coverage", "run", "-m", "pytest"])
        told = Path(name, "told.json")
        subprocess.run(
            [sys.executable, "-m", "coverage", "json", "-q", "-o", str(told)],
            cwd=ROOT,
            env={**os.environ, **more},
            capture_output=True,
            check=False,
        )
        found = json.loads(told.read_text(encoding="utf-8"))
    for path, file in found["files"].items():
        failed += [f"{path}:{line} was not executed" for line in file["missing_lines"]]
        failed += [f"{path}: never from line {start} to {end}" for start, end in file["missing_branches"]]
    totals = found["totals"]
    told_words = f"{totals['num_statements']:,} lines and {totals['num_branches']:,} branches, by {passed} tests"
    return Outcome(totals["num_statements"] + totals["num_branches"], failed, time.monotonic() - begun, told_words)


def _tests(words: list[str], more: dict[str, str], how: list[str] | None = None) -> tuple[list[str], int]:
    """Run tests, slow ones too; return what failed, and how many passed."""
    done = subprocess.run(
        [sys.executable, *(how or ["-m", "pytest"]), "-q", "-p", "no:cacheprovider", "-m", "not window", *words],
        cwd=ROOT,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=False,
    )
    passed = re.search(r"(\d+) passed", done.stdout)
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    if done.returncode and not failed:
        failed = [(done.stdout + done.stderr).strip()[-300:]]
    return failed, int(passed[1]) if passed else 0
