"""Storms: faults and accidents by the thousand on everything that reads and writes."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from cxdesigner.document.document import Document
from cxdesigner.document.refused import Refused
from cxdesigner.storage.codec import decode, encode, salvage
from cxdesigner.storage.load import load_document
from cxdesigner.storage.refusals import LoadError, SaveError
from cxdesigner.storage.save import save_document
from cxdesigner.storage.settings import Settings
from tests.document.made_up import every_field, one_card
from tests.onboarding import MAP, onboarding
from tests.reliability.by_chance import document_by_chance, document_of
from tests.reliability.outcome import Outcome
from tests.source_tree import ROOT
from tests.storage.faults import BrokenFs, Killed
from tests.storage.test_hostile_files import mutated

SLOW_SECONDS = 2.0
DOCUMENTS = 20
RESTORED_EACH = 2_000
SHORT = 0
"""No error of the system: a write that takes half of what it is given, and says so."""
FAILURES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR, errno.EDQUOT, SHORT, None)


def faults_of_a_save(count: int) -> Outcome:
    """Let each operation of a save fail in each way, or be the last: the file is the old or the new one."""
    begun, bad, done = time.monotonic(), [], 0
    with tempfile.TemporaryDirectory(prefix="cxdesigner-faults-") as name:
        folder = Path(name)
        for document in _twenty_documents():
            counting = BrokenFs()
            path = folder / "count.cxmap"
            save_document(document, path, app="old")
            save_document(document, path, app="new", backups=folder / "count", fs=counting)
            cases = [(at, failure) for at in range(len(counting.done)) for failure in FAILURES]
            each = max(1, count // DOCUMENTS)
            first = done * 7  # So that all operations have their turn where there are fewer tries than cases.
            for number in range(first, first + each):
                at, failure = cases[number % len(cases)]
                done += 1
                bad += _one_fault(folder, document, at, failure, done)
    return Outcome(done, bad, time.monotonic() - begun)


def _twenty_documents() -> Iterator[Document]:
    yield from (onboarding(), one_card(), every_field())
    for seed in range(DOCUMENTS - 3):
        yield document_by_chance(random.Random(seed))


def _one_fault(folder: Path, document: object, at: int, failure: int | None, number: int) -> list[str]:
    path = folder / f"{number}.cxmap"
    save_document(document, path, app="old")  # type: ignore[arg-type]
    old = path.read_bytes()

    def fail(operation: str) -> None:
        if failure is None:
            fs.is_dead = True
            raise Killed
        if failure != SHORT:
            raise OSError(failure, os.strerror(failure))
        fs.takes_half = True

    fs = BrokenFs(at, fail)
    told = f"operation {at} ({failure})"
    try:
        save_document(document, path, app="new", backups=folder / f"b{number}", fs=fs)  # type: ignore[arg-type]
        has_said_saved = True
    except (SaveError, Killed):
        has_said_saved = False
    except Exception as error:
        return [f"{told}: {type(error).__name__} {error}"]
    found = path.read_bytes()
    left = [one.name for one in folder.glob(".~cx-*")] if failure is not None and fs.done[at] != "remove" else []
    for one in folder.glob(".~cx-*"):
        one.unlink()
    try:
        is_whole = found == old or decode(found).document == document
    except LoadError:
        is_whole = False
    wrong = [f"{told}: the file is neither old nor new"] if not is_whole else []
    wrong += [f"{told}: said saved, but the file is old"] if has_said_saved and found == old else []
    wrong += [f"{told}: a short write was the end of the save"] if failure == SHORT and not has_said_saved else []
    return wrong + [f"{told}: left {name}" for name in left]


def accidents_of_a_map(count: int) -> Outcome:
    """Read maps after accidents: a sound document or one refusal, in time."""
    begun, bad = time.monotonic(), []
    slowest = 0.0
    wholes = [encode(document, "test") for document in (every_field(), onboarding(), one_card())]
    for seed in range(count):
        data = mutated(wholes[seed % 3], random.Random(seed))
        for read in (decode, salvage):
            started = time.process_time()
            try:
                found = read(data)
                if seed % 10 == 0 and decode(encode(found.document, "test")).document != found.document:
                    bad.append(f"seed {seed}: what was read cannot be saved")
            except LoadError:
                pass
            except Exception as error:
                bad.append(f"seed {seed}: {type(error).__name__} {error}")
            slowest = max(slowest, time.process_time() - started)
    bad += [f"a file took {slowest:.1f} s"] if slowest > SLOW_SECONDS else []
    return Outcome(count, bad, time.monotonic() - begun, f"slowest {slowest * 1000:.0f} ms")


def cuts_of_a_safe_copy(count: int) -> Outcome:
    """Cut a safe copy of 16 KB, and zero, fill, flip each byte: it opens, or the one before it does, and nothing is deleted.

    Those are four cases a byte; with fewer, bytes are left out. What is offered is read each time, and restored as a person
    would each two thousandth time.
    """
    from cxdesigner.commands.values import set_value
    from cxdesigner.storage.offers import newest_of
    from cxdesigner.ui.rescue import rescued
    from cxdesigner.workspace import Workspace
    from tests.reliability.kills import folders

    begun, bad = time.monotonic(), []
    with tempfile.TemporaryDirectory(prefix="cxdesigner-cuts-") as name:
        os.environ.update(folders(Path(name)))
        unsaved = Workspace.new(onboarding())
        unsaved.perform(set_value(unsaved.document, MAP, "title", "Cut"))
        unsaved.close()
        older = next(Path(name).rglob("snap-*.cxmap"))
        newer = older.with_name("snap-000900.cxmap")
        whole = encode(document_of(15_500, 16_384), "test")
        chance = random.Random(3)
        count = min(count, 4 * len(whole))
        for number in range(count):
            at = number * len(whole) // count
            broken = bytearray(whole)
            kind = number % 4
            if kind == 0:
                del broken[at:]
            else:
                broken[at] = (0, 0xFF, broken[at] ^ 1 << chance.randrange(8))[kind - 1]
            newer.unlink(missing_ok=True)  # To cut a file and write it anew takes some disks four times as long.
            newer.write_bytes(broken)
            if number == 0:
                offer = rescued()[0].offer
            try:
                document = newest_of(offer).document
                if number % RESTORED_EACH == 0:
                    workspace = Workspace.restore(rescued()[0].offer)
                    if workspace.document != document:
                        bad.append(f"cut {number}: what is restored is not what is offered")
                    workspace.settle()
                    workspace.close()
                if len(document) < 4:
                    bad.append(f"cut {number}: an empty map")
            except Exception as error:
                bad.append(f"cut {number}: {type(error).__name__} {error}")
            if not older.exists():
                bad.append(f"cut {number}: the copy before it was deleted")
                break
    return Outcome(count, bad, time.monotonic() - begun, f"{len(whole):,} bytes")


def settings_of_any_kind(count: int) -> Outcome:
    """Start with settings that are damaged, foreign or from the future: every value asked for is usable."""
    begun, bad = time.monotonic(), []
    whole = b'{"look":"dark","recent":["/a","/b"],"window.geometry":"AAAA","zoom":1.5,"future":{"a":[1]}}'
    with tempfile.TemporaryDirectory(prefix="cxdesigner-settings-") as name:
        path = Path(name, "settings.json")
        for seed in range(count):
            path.write_bytes(mutated(whole, random.Random(seed)))
            try:
                settings = Settings(Path(name))
                settings.choice("look", ("light", "dark"), "light")
                settings.number("zoom", 1.0, 0.1, 8.0)
                settings.recent_files()
                settings.keep("look", "light")
                if settings.save():
                    bad.append(f"seed {seed}: settings could not be kept")
            except Exception as error:
                bad.append(f"seed {seed}: {type(error).__name__} {error}")
            for left in Path(name).glob("*.bad-*"):
                left.unlink()
    return Outcome(count, bad, time.monotonic() - begun)


FULL = """
import sys
from pathlib import Path
from cxdesigner.storage.codec import decode
from cxdesigner.storage.refusals import SaveError
from cxdesigner.storage.save import save_document
from tests.document.made_up import every_field
folder = Path(sys.argv[1])
path, document = folder / "map.cxmap", every_field()
save_document(document, path, app="old")
old = path.read_bytes()
for level in range(int(sys.argv[2])):
    try:
        (folder / "filler").write_bytes(b"x" * (level * int(sys.argv[3])))
    except OSError:
        pass  # Now it is full to the last byte.
    said = "saved"
    try:
        save_document(document, path, app=f"new {level}")
    except SaveError:
        said = "refused"
    found = path.read_bytes()
    good = decode(found).document == document and (said == "refused") == (found == old)
    left = [one.name for one in folder.glob(".~cx-*")]
    print("ok" if good and not left else f"level {level}: {said} {left}", said)
    (folder / "filler").unlink()
    old = found
"""


def full_disk(count: int) -> Outcome:
    """Save onto a disk that is really full, at every level."""
    begun = time.monotonic()
    step = 80 * 1024 // count
    script = f'mount -t tmpfs -o size=80k none /mnt && exec {sys.executable} -c "$CODE" /mnt {count} {step}'
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", script],
        cwd=ROOT,
        env={**os.environ, "CODE": FULL},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    lines = done.stdout.splitlines()
    if not lines and done.returncode:
        why = (done.stderr.strip().splitlines() or ["no user namespaces"])[-1]
        if "tmpfs" in why or "unshare" in why or "Operation not permitted" in why:
            return Outcome(0, [], time.monotonic() - begun, skipped=f"no disk of our own here: {why}")
        return Outcome(0, [why], time.monotonic() - begun)
    bad = [line for line in lines if not line.startswith("ok")]
    bad += [done.stderr.strip()[-300:]] if done.returncode else []
    refused = sum(line.endswith("refused") for line in lines)
    return Outcome(len(lines), bad, time.monotonic() - begun, f"{refused} refused, {len(lines) - refused} saved")


INJECTED = ("signal=SIGKILL", "error=ENOSPC", "error=EIO")
CALLS = ("openat", "write", "fsync", "rename", "close", "unlink")


def calls_of_the_program(count: int) -> Outcome:
    """Let calls of the whole program to the system fail, from outside (strace): the map is the old or the new one."""
    import shutil

    begun, bad = time.monotonic(), []
    if shutil.which("strace") is None:
        return Outcome(0, [], 0.0, skipped="strace is not installed")
    cases = [(call, how, when) for when in range(1, 9) for call in CALLS for how in INJECTED][:count]
    with tempfile.TemporaryDirectory(prefix="cxdesigner-calls-") as name:
        folder = Path(name)
        path = folder / "map.cxmap"
        for call, how, when in cases:
            save_document(onboarding(), path, app="old")
            subprocess.run(
                ["strace", "-f", "-qq", "-o", os.devnull, "-P", name, "-P", str(path), "-e", f"inject={call}:{how}:when={when}",
                 sys.executable, "-m", "cxdesigner", "new", "--force", str(path)],
                cwd=ROOT, capture_output=True, check=False, timeout=60,
            )  # fmt: skip
            try:
                load_document(path)
            except Refused as error:
                bad.append(f"{call} {how} {when}: {error}")
            for left in folder.glob(".~cx-*"):
                left.unlink()
    return Outcome(len(cases), bad, time.monotonic() - begun)


def exports_onto_a_bad_disk(count: int) -> Outcome:
    """Write every kind of export onto a disk that fails at each operation: what was there stays, or is replaced whole."""
    from cxdesigner.document.reading import maps_of
    from cxdesigner.formats import FORMATS
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper.checklist import write_checklist
    from cxdesigner.storage.save import write_whole

    begun, bad, done = time.monotonic(), [], 0
    document = onboarding()
    map_id = maps_of(document)[0].id
    makers: dict[str, Callable[[], bytes]] = {
        name: (lambda row=row: row.write(document))  # type: ignore[misc]
        for name, row in FORMATS.items()
        if row.write is not None
    }
    makers["checklist"] = lambda: write_checklist(document, map_id, paper=parse_paper("A4"))
    makers |= _painted(document, map_id)
    with tempfile.TemporaryDirectory(prefix="cxdesigner-exports-") as name:
        for kind, make in makers.items():
            data, path = make(), Path(name, kind)
            counting = BrokenFs()
            write_whole(path, b"old", counting)
            for at in range(len(counting.done)):
                for failure in (errno.ENOSPC, errno.EIO, None):
                    if done >= count:
                        break
                    done += 1
                    path.write_bytes(b"old")
                    fs = BrokenFs(at)

                    def fail(operation: str, failure: int | None = failure, fs: BrokenFs = fs) -> None:
                        fs.is_dead = failure is None
                        raise Killed if failure is None else OSError(failure, os.strerror(failure))

                    fs.failure = fail
                    try:
                        write_whole(path, data, fs)
                    except (SaveError, Killed):
                        pass
                    except Exception as error:
                        bad.append(f"{kind}, operation {at}: {type(error).__name__} {error}")
                    if path.read_bytes() not in (b"old", data):
                        bad.append(f"{kind}, operation {at}: half of an export is left")
    return Outcome(done, bad, time.monotonic() - begun)


def _painted(document: object, map_id: object) -> dict[str, Callable[[], bytes]]:
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.wall import pictures
    from cxdesigner.wall.order import Order
    from cxdesigner.wall.poster import write_poster

    return {
        "svg": lambda: pictures.write_svg(document, map_id, Order()),  # type: ignore[arg-type]
        "png": lambda: pictures.write_png(document, map_id, Order()),  # type: ignore[arg-type]
        "poster": lambda: write_poster(document, map_id, Order(paper=parse_paper("A3"))),  # type: ignore[arg-type]
    }
