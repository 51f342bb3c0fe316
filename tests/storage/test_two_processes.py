"""Real processes, really killed, on a real disk: saves that were acknowledged are there, and nobody's version is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cxdesigner.storage.load import load_document
from cxdesigner.storage.versions import versions_of
from tests.storage.faults import everything_in

ROOT = Path(__file__).parents[2]
FORKING = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such kill")


def number_in(path: Path) -> int:
    return int(load_document(path).document.title_of(load_document(path).document.touchpoint("card").id))  # type: ignore[arg-type]


@pytest.mark.slow
@FORKING
def test_whenever_a_saving_process_is_killed_the_last_save_that_it_acknowledged_is_there(tmp_path: Path) -> None:
    """R2 of the bar. One process is forked for each kill, so that starting Python is paid for once."""
    path, chance, last = tmp_path / "map.cxmap", random.Random(5), 0
    from dataclasses import replace

    from cxdesigner.document.change import Change
    from cxdesigner.document.records import RecordId
    from cxdesigner.storage.save import save_document
    from tests.document.made_up import one_card

    save_document(one_card(), path, app="test")
    for kills in range(200):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:  # pragma: no cover
            document, number = one_card(), last
            while True:
                number += 1
                card = document.touchpoint(RecordId("card"))
                document.apply(Change.replacing([(card, replace(card, title=str(number)))]))
                save_document(document, path, app="test", backups=tmp_path / "backups")
                os.write(writing, f"{number}\n".encode())
        os.close(writing)
        time.sleep(chance.uniform(0.002, 0.04))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as told:
            acknowledged = told.read().split()
        known = int(acknowledged[-1]) if acknowledged else last
        if known:
            assert number_in(path) in (known, known + 1), f"after kill {kills}"
            last = number_in(path)

    assert last > 20
    for version in versions_of("bicycle", tmp_path / "backups"):
        load_document(version.path)


STEPS = """
import random, sys
from dataclasses import replace
from pathlib import Path
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.records import RecordId
from cxdesigner.storage import versions
from cxdesigner.storage.refusals import ConflictError
from cxdesigner.storage.surroundings import Surroundings
from cxdesigner.workspace import Workspace
path, name, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
versions.LAST_KEPT = 1_000
around, chance = Surroundings(path.parent / "data"), random.Random(seed)
for step in range(25):
    workspace = Workspace.open(path, around)
    if workspace.holder is not None:
        workspace.edit_all_the_same()
    card = workspace.document.touchpoint(RecordId("card"))
    title = f"{name} {step}"
    workspace.perform(Edit("Rename", Change.replacing([(card, replace(card, title=title))])))
    workspace.make_safe_copy()
    try:
        workspace.save()
    except ConflictError:
        if chance.random() < 0.5:
            try:
                workspace.save(overwrite=True)
            except ConflictError:
                workspace.save_as(path.with_name(f"{title}.cxmap"))
        else:
            workspace.save_as(path.with_name(f"{title}.cxmap"))
    sys.stdout.write(f"{title}\\n")
    sys.stdout.flush()
    workspace.close()
"""


@pytest.mark.slow
def test_of_two_windows_on_one_file_no_version_is_ever_lost(tmp_path: Path) -> None:
    """R18 of the bar: what was acknowledged is in the file, in a file of its own, or among the earlier versions."""
    from cxdesigner.storage.save import save_document
    from tests.document.made_up import one_card

    path = tmp_path / "map.cxmap"
    save_document(one_card(), path, app="test")
    both = [
        subprocess.Popen(
            [sys.executable, "-c", STEPS, str(path), name, str(seed)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for seed, name in enumerate(("mine", "theirs"))
    ]
    told = [process.communicate(timeout=120)[0].split("\n") for process in both]

    assert [process.returncode for process in both] == [0, 0]
    everything = b"\n".join(data for data in everything_in(tmp_path).values())
    acknowledged = [title for titles in told for title in titles if title]
    assert len(acknowledged) == 50
    assert [title for title in acknowledged if f'"{title}"'.encode() not in everything] == []


FULL = """
import os, subprocess, sys
from dataclasses import replace
from pathlib import Path
folder = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=80k", "tmpfs", str(folder)], check=True)
from cxdesigner.storage.refusals import SaveError
from cxdesigner.storage.save import write_whole
path, good, refused = folder / "map.cxmap", 0, 0
for level in range(64):
    for one in folder.iterdir():
        one.unlink()
    path.write_bytes(b"old" * 3_000)
    (folder / "filler").write_bytes(b"x" * (level * 1_024))
    try:
        write_whole(path, b"new!" * 5_000)
    except SaveError as error:
        assert "disk is full" in str(error), error
        assert path.read_bytes() == b"old" * 3_000
        refused += 1
    else:
        assert path.read_bytes() == b"new!" * 5_000
        good += 1
    assert sorted(one.name for one in folder.iterdir()) == ["filler", "map.cxmap"]
assert good and refused, (good, refused)
sys.stdout.write(f"{good} {refused}")
"""


def test_a_disk_that_is_really_full_keeps_the_old_file_at_every_level(tmp_path: Path) -> None:
    """R4 of the bar, on a file system of 80 KiB of our own."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-Urm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("needs `unshare -Urm` for a small disk of our own")

    done = subprocess.run(
        [unshare, "-Urm", sys.executable, "-c", FULL, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert done.stderr == ""
    assert sum(map(int, done.stdout.split())) == 64
