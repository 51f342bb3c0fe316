"""The bar: every promise that is counted, how often it is tried with every change and how often at night."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.reliability import doors, house_tests, kills, promises, storms
from tests.reliability.in_a_window import in_a_window
from tests.reliability.outcome import Outcome


class Row(NamedTuple):
    """One promise: its number in the contract, in words, how it is tried, and how often at night and with every change.

    `quick` is 0 where other tests of every change try the same. `asked` is what the contract asks of a night, where that
    is more than a night of half an hour on two cores gives. `briefly` is how it is tried with every change, where that is
    not as at night.
    """

    number: str
    what: str
    run: Callable[[int], Outcome]
    night: int
    quick: int = 0
    asked: str = ""
    briefly: Callable[[int], Outcome] | None = None

    def try_quickly(self) -> Outcome:
        """Try it as with every change."""
        return (self.briefly or self.run)(self.quick)


BAR = (
    Row("R1", "each operation of a save fails, or is the last one", storms.faults_of_a_save, 3_000, 1_000, "20,000"),
    Row("R2", "a process is killed while it saves in a loop", kills.kill_a_save, 200, 200, "3,000"),
    Row("R3", "the power fails after each operation of a save; two mutants are caught", promises.power_cuts, 500, 40),
    Row("R4", "the disk is full, at every level", storms.full_disk, 64, 64),
    Row("R5", "calls of the whole program to the system fail (strace)", storms.calls_of_the_program, 72),
    Row("R6", "any commands, saved and read after each, all undone and redone", promises.any_commands, 300, 300, "5,000", promises.any_commands_briefly),
    Row("R7", "saved and read again is the same", promises.round_trips, 50_000, 2_000),
    Row("R8", "maps after accidents", storms.accidents_of_a_map, 100_000, 30_000, "1,000,000"),
    Row("R9", "the newest safe copy is cut, zeroed, flipped at each byte", storms.cuts_of_a_safe_copy, 65_536, 65_536),
    Row("R10", "tables, lists and filled forms after accidents, in the worker", doors.accidents, 8_000, 2_000, "20,000 each"),
    Row("R11", "named bombs through every door", doors.bombs, 1_000, 1_000),
    Row("R11", "the same pasted and dropped in the window: map, fields, quick entry", in_a_window("clipboard"), 1_000, 1_000),
    Row("R12", "somebody does anything at all in the window", house_tests.anything_at_all, 16_000, 0, "400,000"),
    Row("R13", "a day of a workshop: edits, and what belongs to them", in_a_window("soak"), 1_500, 1_000, "10,000"),
    Row("R14", "no network: every command and the editor, watched", doors.no_network, 11, 2),
    Row("R15", "the window is killed while a robot edits twice a second", kills.kill_the_window, 100, 20, "300"),
    Row("R16", "damaged, foreign, newer and locked folders among the safe copies", in_a_window("first page"), 200, 200),
    Row("R17", "old files and safe copies of every version, and a file of one to come", house_tests.golden, 1),
    Row("R18", "two programs edit one file, beside a stranger who swaps, touches and locks it", doors.two_programs, 500, 50),
    Row("R19", "settings of any kind", storms.settings_of_any_kind, 3_000, 200, "5,000"),
    Row("R20", "text that looks like code, through everything written", doors.injected_text, 40, 40),
    Row("R21", "opening, saving, keeping safe and undoing 300, 1,000, 5,000 touchpoints", in_a_window("response"), 9, 3),
    Row("R22", "exports onto a disk that fails", storms.exports_onto_a_bad_disk, 1_000, 1_000),
    Row("R23", "each line and branch of storage, by its tests", house_tests.covered, 1, 1),
)  # fmt: skip
