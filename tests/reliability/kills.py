"""Killing: a window in which a robot edits, and a process that saves in a loop, at any moment; and what is left then."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from cxdesigner.document.records import Touchpoint
from cxdesigner.storage.codec import encode
from cxdesigner.storage.load import load_document
from cxdesigner.storage.save import save_document, sha256_of
from cxdesigner.ui.rescue import rescued
from cxdesigner.workspace import Workspace
from tests.onboarding import onboarding
from tests.reliability.outcome import Outcome
from tests.source_tree import ROOT

AT_ONCE = 3
SOON, MOST_SECONDS, SHARE = 2.0, 5.0, 0.95
_one_at_a_time = threading.Lock()


class Killed(NamedTuple):
    """What one kill cost: seconds of edits that no safe copy holds, and what else was wrong."""

    lost_seconds: float
    wrong: str = ""


def kill_the_window(count: int) -> Outcome:
    """Kill the window of the robot so often, and restore each time what it had made."""
    begun = time.monotonic()
    with ThreadPoolExecutor(min(AT_ONCE, count)) as pool:
        kills = list(pool.map(one_kill, range(count)))
    lost = sorted(kill.lost_seconds for kill in kills)
    late = [kill for kill in kills if kill.lost_seconds > MOST_SECONDS]
    wrong = [f"{kill.wrong}" for kill in kills if kill.wrong]
    within = sum(seconds <= SOON for seconds in lost) / len(lost)
    if within < SHARE:
        wrong.append(f"only {within:.0%} of the kills cost at most {SOON:g} s")
    wrong += [f"a kill cost {kill.lost_seconds:.1f} s of edits" for kill in late]
    counted = sum(not kill.wrong for kill in kills)
    told = f"{counted} counted; lost: median {lost[len(lost) // 2]:.2f} s, worst {lost[-1]:.2f} s, {within:.0%} within {SOON:g} s"
    return Outcome(count, wrong, time.monotonic() - begun, told)


def one_kill(seed: int) -> Killed:
    """Let the robot work for some seconds, kill it, and look what can be restored."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="cxdesigner-kill-") as name:
        folder = Path(name)
        path = folder / "map.cxmap"
        path.write_bytes(encode(onboarding(), "test"))
        known = sha256_of(path.read_bytes())
        environment = {**os.environ, **folders(folder)}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        robot = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.robot", str(path)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert robot.stdout is not None
        if robot.stdout.readline() != "ready\n":
            return Killed(0.0, f"the window did not start (seed {seed})")
        first = robot.stdout.readline()
        time.sleep(chance.uniform(0.0, 6.0))
        robot.send_signal(signal.SIGKILL)
        moment = time.monotonic()
        said = [line.split() for line in (first, *robot.stdout.read().splitlines())]
        robot.wait()
        robot.stdout.close()
        edits = {int(line[0]): float(line[1]) for line in said if len(line) == 2}
        with _one_at_a_time:
            return restored(folder, path, known, edits, moment, seed)


def folders(folder: Path) -> dict[str, str]:
    """Return where the program keeps its things in a test."""
    return {f"CXDESIGNER_{kind}_DIR": str(folder / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE")}


def restored(folder: Path, path: Path, known: str, edits: dict[int, float], moment: float, seed: int) -> Killed:
    """Accept the restore as a person would, and return what is missing."""
    os.environ.update(folders(folder))
    if not edits:
        return Killed(0.0, f"the robot made no edit (seed {seed})")
    if sha256_of(path.read_bytes()) != known:
        return Killed(0.0, f"the document on disk has changed (seed {seed})")
    offered = rescued()
    numbers: set[int] = set()
    if offered:
        workspace = Workspace.restore(offered[0].offer)
        titles = [touchpoint.title for touchpoint in workspace.document.all(Touchpoint)]
        numbers = {int(title.split()[1]) for title in titles if title.startswith("Robot ")}
        workspace.save()
        workspace.close()
        if rescued():
            return Killed(0.0, f"the second start offers again what was saved (seed {seed})")
        if len(load_document(path).document.all(Touchpoint)) != len(titles):
            return Killed(0.0, f"what was restored and saved is not what was offered (seed {seed})")
    missing = [when for number, when in edits.items() if number not in numbers]
    return Killed(moment - min(missing) if missing else 0.0)


SAVING = """
import sys
from pathlib import Path
from cxdesigner.storage.load import load_document
from cxdesigner.storage.save import save_document
path, document = Path(sys.argv[1]), load_document(Path(sys.argv[1])).document
for number in range(1, 1_000_000):
    document.revision = number
    save_document(document, path, app="test", backups=path.parent / "backups")
    print(number, flush=True)
"""


def kill_a_save(count: int) -> Outcome:
    """Kill a process that saves in a loop; the file must be the last acknowledged version or the one after."""
    begun = time.monotonic()
    wrong = []
    chance = random.Random(7)
    with tempfile.TemporaryDirectory(prefix="cxdesigner-save-") as name:
        path = Path(name, "map.cxmap")
        for number in range(count):
            save_document(onboarding(), path, app="test")
            saver = subprocess.Popen(
                [sys.executable, "-c", SAVING, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
            )
            assert saver.stdout is not None
            saver.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.08))
            saver.kill()
            said = saver.stdout.read().split()
            saver.wait()
            saver.stdout.close()
            acknowledged = int(said[-1]) if said else 1
            try:
                found = load_document(path).document.revision
            except ValueError as error:
                wrong.append(f"kill {number}: {error}")
                continue
            if found not in (acknowledged, acknowledged + 1):
                wrong.append(f"kill {number}: revision {found} after {acknowledged} was acknowledged")
    return Outcome(count, wrong, time.monotonic() - begun)
