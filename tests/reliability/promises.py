"""What a document promises, by the thousand: saved and read it is the same, undone it is as before, and no cut of the power harms it."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test

from cxdesigner.document.document import Document
from cxdesigner.storage import save as sound
from cxdesigner.storage.codec import decode, encode
from tests.commands.test_random_sequences import Room
from tests.reliability.by_chance import document_by_chance
from tests.reliability.outcome import Outcome
from tests.storage.mutants import mutated
from tests.storage.power import PowerFs, could_be_old, unreadable_states

STEPS = 100
STEPS_BRIEFLY = 50


def round_trips(count: int) -> Outcome:
    """Write documents by chance and read them again: the same document, and from it the same bytes."""
    begun, bad = time.monotonic(), []
    for seed in range(count):
        document = document_by_chance(random.Random(seed))
        try:
            data = encode(document, "test")
            loaded = decode(data)
            if loaded.document != document or loaded.notes:
                bad.append(f"seed {seed}: what is read is not what was written")
            elif encode(loaded.document, "test") != data:
                bad.append(f"seed {seed}: what was read is written otherwise")
        except Exception as error:
            bad.append(f"seed {seed}: {type(error).__name__} {error}")
    return Outcome(count, bad, time.monotonic() - begun)


class SavedRoom(Room):
    """The room in which each step is saved and read again, and undo brings back the very same file."""

    @initialize()
    def open(self) -> None:
        super().open()
        self.first_file = encode(self.beginning, "test")

    @invariant()
    def saved_and_read_again_it_is_the_same(self) -> None:
        if hasattr(self, "document"):
            assert decode(encode(self.document, "test")).document == self.document

    def teardown(self) -> None:
        if not hasattr(self, "history"):
            return
        super().teardown()
        last_file = encode(self.document, "test")
        while self.history.undo():
            pass
        assert encode(self.document, "test") == self.first_file
        while self.history.redo():
            pass
        assert encode(self.document, "test") == last_file


def any_commands_briefly(count: int) -> Outcome:
    """Let people do so many sequences of fifty steps each."""
    return any_commands(count, STEPS_BRIEFLY)


def any_commands(count: int, steps: int = STEPS) -> Outcome:
    """Let people do so many sequences of commands, of at most so many steps each."""
    begun, bad = time.monotonic(), []
    at_length = settings(
        max_examples=count,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        print_blob=True,
    )
    try:
        run_state_machine_as_test(SavedRoom, settings=at_length)
    except Exception as error:
        notes = " ".join(getattr(error, "__notes__", ()))
        bad.append(f"{type(error).__name__} {error} {notes}"[:1_500])
    return Outcome(count, bad, time.monotonic() - begun, f"at most {steps} steps each")


def power_cuts(count: int) -> Outcome:
    """Cut the power after each operation of a save, in each way that a disk may lose things; two mutants must be caught."""
    begun, bad, cuts = time.monotonic(), [], 0
    for seed in range(count):
        found, states = _harmed(sound, seed)
        cuts += states
        bad += [f"seed {seed}: {wrong}" for wrong in found]
    for name in ("no flush of the file", "no flush of the folder"):
        if not any(_harmed(mutated(name), seed)[0] for seed in range(10)):
            bad.append(f"the mutant “{name}” was not caught")
    return Outcome(count, bad, time.monotonic() - begun, f"{cuts:,} states of a disk")


def _harmed(save: ModuleType | Any, seed: int) -> tuple[list[str], int]:
    """Return what is wrong after which cut, and how many states were looked at."""
    chance = random.Random(seed)
    old, new = (document_by_chance(chance) for _ in range(2))
    new = Document(new, id=old.id, revision=old.revision + 1)
    with tempfile.TemporaryDirectory(prefix="cxdesigner-power-") as name:
        folder = Path(name, "maps")
        folder.mkdir()
        path = folder / "map.cxmap"
        path.write_bytes(encode(old, "old"))
        fs = PowerFs(folder)
        save.save_document(new, path, app="new", backups=Path(name, "backups"), fs=fs)
        good = (encode(old, "old"), encode(new, "new"))
        wrong = [f"unreadable after {moment}" for moment in unreadable_states(fs, path.name, good)]
        wrong += ["said saved, but a cut brings the old one"] if could_be_old(fs, path.name, good[1]) else []
        return wrong, sum(len(states) for _, states in fs.moments)
