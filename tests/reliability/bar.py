"""The bar: every promise that is counted, how often it is tried with every change and how often at night."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from tests.reliability import doors, kills, storms
from tests.reliability.outcome import Outcome
from tests.source_tree import ROOT


class Row(NamedTuple):
    """One promise: its number in the contract, in words, how it is tried, and how often at night and with every change.

    `quick` is 0 where other tests of every change try the same.
    """

    number: str
    what: str
    run: Callable[[int], Outcome]
    night: int
    quick: int = 0


def running(where: str) -> Callable[[int], Outcome]:
    """Return a run of tests of the house, slow ones too, with so many random examples as the profile of the night says."""

    def run(count: int) -> Outcome:
        begun = time.monotonic()
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *where.split()]
        done = subprocess.run(
            [*words, "-m", "not window", "--timeout", "1200"],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HYPOTHESIS_PROFILE": "night"},
            capture_output=True,
            text=True,
            check=False,
        )
        passed = re.search(r"(\d+) passed", done.stdout)
        failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        if done.returncode and not failed:
            failed = [(done.stdout + done.stderr).strip()[-300:]]
        return Outcome(
            int(passed[1]) if passed else 0, failed, time.monotonic() - begun, "tests, random ones at length"
        )

    return run


BAR = (
    Row("R1", "each operation of a save fails, or is the last one", storms.faults_of_a_save, 3_000, 120),
    Row("R2", "a process is killed while it saves in a loop", kills.kill_a_save, 300, 6),
    Row("R3", "the power fails; what a save promises", running("tests/storage/test_save.py tests/storage/test_save_document.py"), 1),
    Row("R4", "the disk is full, at every level", storms.full_disk, 64, 16),
    Row("R5", "calls of the whole program to the system fail (strace)", storms.calls_of_the_program, 72),
    Row("R6", "any commands, undone and redone (hypothesis)", running("tests/commands/test_random_sequences.py tests/document/test_history.py"), 1),
    Row("R7", "saved and read again is the same (hypothesis)", running("tests/storage/test_codec.py tests/storage/test_quick.py"), 1),
    Row("R8", "maps after accidents", storms.accidents_of_a_map, 30_000, 600),
    Row("R9", "the newest safe copy is cut, zeroed, flipped", storms.cuts_of_a_safe_copy, 1_500, 60),
    Row("R10", "tables and lists after accidents, in the worker", doors.accidents_of_tables, 3_000, 60),
    Row("R11", "named bombs through every door", doors.bombs, 1_000, 10),
    Row("R12", "somebody does anything at all in the window", running("tests/ui/test_random_user.py tests/canvas/test_random_gestures.py tests/canvas/test_random_hand.py"), 1),
    Row("R14", "no network: every command and the editor, watched", doors.no_network, 11, 2),
    Row("R15", "the window is killed while a robot edits twice a second", kills.kill_the_window, 100, 4),
    Row("R16", "damaged and foreign folders among the safe copies", running("tests/storage/test_recovery.py"), 1),
    Row("R18", "two programs edit one file", doors.two_programs, 300),
    Row("R19", "settings of any kind", storms.settings_of_any_kind, 5_000, 200),
    Row("R20", "text that looks like code, through everything written", doors.injected_text, 40, 40),
    Row("R22", "exports onto a disk that fails", storms.exports_onto_a_bad_disk, 1_000, 60),
)  # fmt: skip
