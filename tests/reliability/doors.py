"""What comes in through the doors, and what goes out: bombs, accidents, injected text, the network, two programs at once."""

from __future__ import annotations

import base64
import contextlib
import csv
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from cxdesigner.document.change import Change
from cxdesigner.document.records import Touchpoint
from cxdesigner.storage.codec import decode, encode
from cxdesigner.storage.load import load_document
from cxdesigner.storage.lock import lock_path
from tests.filling import filled_by_pypdf
from tests.onboarding import MAP, OFFER, onboarding
from tests.reliability.bombs import PICTURES, TABLES
from tests.reliability.outcome import Outcome
from tests.source_tree import ROOT
from tests.storage.test_hostile_files import mutated
from tests.test_worker import Worker

SAMPLES = ROOT / "tests" / "files" / "samples"
BOMB_SECONDS = 20.0


def bombs(count: int) -> Outcome:
    """Give every named bomb to the worker: it is understood or refused in one sentence, in time, and nobody dies."""
    begun, bad = time.monotonic(), []
    slowest = ("", 0.0)
    corpus = [("table", name, make) for name, make in TABLES.items()]
    corpus += [("picture", name, make) for name, make in PICTURES.items()]
    step = max(1, len(corpus) // count)
    chosen = corpus[::step]
    with tempfile.TemporaryDirectory(prefix="cxdesigner-bombs-") as folder:
        for task, name, make in chosen:
            path = Path(folder, name)
            path.write_bytes(make())
            with Worker() as worker:
                process = psutil.Process(worker.process.pid)
                answer = worker.ask(task=task, path=str(path), name=name)
                seconds = 0.0 if "died" in answer else _worked(process)
            slowest = max(slowest, (name, seconds), key=lambda one: one[1])
            bad += [f"{name}: {wrong}" for wrong in _wrong(answer)]
            bad += [f"{name}: worked for {seconds:.0f} s"] if seconds > BOMB_SECONDS else []
            path.unlink()
    return Outcome(len(chosen), bad, time.monotonic() - begun, f"slowest {slowest[0]}, {slowest[1]:.1f} s")


def _worked(process: psutil.Process) -> float:
    """Return the seconds for which a process has had the processor, however many other programs want it too."""
    times = process.cpu_times()
    return float(times.user + times.system)


def _wrong(answer: dict[str, Any]) -> list[str]:
    """Name what is wrong with an answer of the worker."""
    if "refused" in answer:
        sentence = answer["refused"]
        is_one = isinstance(sentence, str) and sentence.strip().endswith((".", "!")) and "Traceback" not in sentence
        return [] if is_one and "Please report" not in sentence else [f"says “{sentence}”"]
    if "result" not in answer:
        return [f"the worker ended: {answer}"]
    text = answer["result"].get("cxmap")
    try:
        return [] if text is None or decode(text.encode()).notes == () else ["what came back needed mending"]
    except ValueError as error:
        return [f"what came back is no map: {error}"]


def accidents(count: int) -> Outcome:
    """Give tables, lists and filled forms after accidents to the worker, as many of each."""
    from cxdesigner.formats.table_write import write_table

    begun, bad = time.monotonic(), []
    tabs = write_table(onboarding(), delimiter="\t")
    seeds = [("form", Path("form.pdf"), _filled_form()), ("table", Path("tabs.tsv"), tabs)]
    for suffix in (".csv", ".txt"):
        seeds += [("table", path, path.read_bytes()) for path in sorted(SAMPLES.glob(f"*{suffix}"))]
    kinds = sorted({path.suffix for _, path, _ in seeds})
    slowest = 0.0
    with tempfile.TemporaryDirectory(prefix="cxdesigner-tables-") as folder, Worker() as worker:
        for number in range(count):
            kind, chance = kinds[number % len(kinds)], random.Random(number)
            task, source, whole = chance.choice([seed for seed in seeds if seed[1].suffix == kind])
            data = mutated(whole, chance)
            path = Path(folder, f"table{kind}")
            path.write_bytes(data)
            request = {"path": str(path)} if task == "table" else {"data": base64.b64encode(data).decode("ascii")}
            started = time.monotonic()
            bad += [f"seed {number}, {source.name}: {wrong}" for wrong in _wrong(worker.ask(task=task, **request))]
            slowest = max(slowest, time.monotonic() - started)
            path.unlink()
    bad += [f"one took {slowest:.0f} s"] if slowest > 10 else []
    told = f"{count // len(kinds):,} each of {', '.join(kinds)}; slowest {slowest:.2f} s"
    return Outcome(count, bad, time.monotonic() - begun, told)


def _filled_form() -> bytes:
    """Return a checklist of a map as it comes back, filled in."""
    from pypdf import PdfReader

    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper.checklist import write_checklist
    from tests.onboarding import MAP

    blank = write_checklist(onboarding(), MAP, paper=parse_paper("A4"), is_fillable=True)
    fields = PdfReader(io.BytesIO(blank)).get_fields() or {}
    answers = {name: True if field.field_type == "/Btn" else "Ann" for name, field in fields.items()}
    return filled_by_pypdf(blank, answers)


INJECTED = (
    "<b>bold</b>", "<img src='/dev/zero'>", "<a href='javascript:1'>x</a>", "</para>", "<para>", "a < b & c > d", "&amp;&lt;",
    "=1+1", "+1", "-1", "@SUM(A1)", "\tTab", "'quoted'", '"double"', "`tick`", "; DROP TABLE", "$(reboot)", "%s%n", "{0.__class__}",
    "${x}", "../../etc/passwd", "C:\\NUL", "CON", "\\u0041", "]]>", "<!--", "-->", "<![CDATA[", "<?xml?>", "<!DOCTYPE a>", "&#0;",
    "line\none", "שלום עולם", "مرحبا", "हिन्दी", "日本語", "👩‍👩‍👧", "e\u0301", "a\u200bb", "onload=alert(1)",
)  # fmt: skip


def injected_text(count: int) -> Outcome:
    """Send text that looks like code through everything that is written: it comes out as text, and asks for nothing."""

    from cxdesigner.document.reading import maps_of
    from cxdesigner.document.text import clean_line, clean_text
    from cxdesigner.formats.graphs import write_graphml
    from cxdesigner.formats.table_read import read_table
    from cxdesigner.formats.table_write import write_table
    from cxdesigner.wall.order import Order
    from cxdesigner.wall.pictures import write_svg
    from tests.reliability.injected import in_every_file

    begun, bad = time.monotonic(), []
    for text in INJECTED[:count]:
        document = onboarding()
        before, title = document.touchpoint(OFFER), clean_line(text)
        document.apply(Change.replacing([(before, replace(before, title=title, what=clean_text(text)))]))
        map_id = maps_of(document)[0].id
        again = read_table(write_table(document), "x.csv").document
        if title not in {one.title for one in again.all(Touchpoint)}:
            bad.append(f"{text!r} came back differently from a table")
        for row in csv.reader(io.StringIO(write_table(document).decode("utf-8-sig"))):
            bad += [f"{text!r} is a formula in a table" for cell in row if cell[:1] in ("=", "@") or cell[:1] == "\t"]
        svg = write_svg(document, map_id, Order())
        for name, data in (("SVG", svg), ("GraphML", write_graphml(document))):
            try:
                tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(data).iter()}
            except ElementTree.ParseError as error:
                bad.append(f"{text!r} breaks {name}: {error}")
                continue
            bad += [
                f"{text!r} became a tag of {name}" for tag in ("script", "a", "foreignObject", "img") if tag in tags
            ]
        bad += in_every_file(document, map_id, title)
    return Outcome(min(count, len(INJECTED)), bad, time.monotonic() - begun)


COMMANDS = (
    ("check",), ("paths",), ("schedule",), ("measures",), ("export", "table.csv"), ("import", "map.cxmap"),
    ("checklist", "list.pdf"), ("poster", "poster.pdf"), ("poster", "poster.svg"), ("poster", "poster.png"), (),
)  # fmt: skip


def no_network(count: int) -> Outcome:
    """Run every command and the editor without any network and watched by the system: no call asks for an address."""
    begun, bad = time.monotonic(), []
    strace, unshare = shutil.which("strace"), shutil.which("unshare")
    if strace is None or unshare is None:
        return Outcome(0, [], 0.0, skipped="needs strace and unshare")
    chosen = COMMANDS[:: max(1, len(COMMANDS) // count)]
    with tempfile.TemporaryDirectory(prefix="cxdesigner-offline-") as folder:
        calls = Path(folder, "calls")
        for words in chosen:
            command, *names = words or ("",)
            given = [
                *([command] if command else []),
                str(SAMPLES / "b2b-onboarding.csv"),
                *(str(Path(folder, one)) for one in names),
            ]
            done = subprocess.run(
                [unshare, "-Urn", strace, "-f", "-qq", "-o", str(calls), "-e", "trace=socket,connect,sendto,bind",
                 sys.executable, "-m", "cxdesigner", *given],
                cwd=ROOT, capture_output=True, text=True, check=False, timeout=180,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "CXDESIGNER_QUIT_AFTER_PAINT": "1"},
            )  # fmt: skip
            said = " ".join(words) or "the editor"
            if not calls.exists():
                return Outcome(0, [], time.monotonic() - begun, skipped=done.stderr.strip()[-120:])
            bad += [f"{said}: exit {done.returncode}"] if done.returncode not in (0, 1) else []
            seen = calls.read_text(encoding="utf-8", errors="replace")
            bad += [f"{said}: {line}" for line in seen.splitlines() if re.search(r"AF_INET|AF_NETLINK|AF_PACKET", line)]
            calls.unlink()
    return Outcome(len(chosen), bad, time.monotonic() - begun)


TWO = """
import sys
import time
from dataclasses import replace
from pathlib import Path
from cxdesigner.commands.values import set_value
from cxdesigner.document.refused import Refused
from cxdesigner.workspace import Workspace
path, name, steps = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(steps):
    try:
        workspace = Workspace.open(path)
    except Refused:  # The stranger has set it aside, and brings another.
        time.sleep(0.01)
        continue
    if getattr(workspace, "holder", None) is not None:
        workspace.edit_all_the_same()
    title = f"{name} {number}"
    workspace.perform(set_value(workspace.document, workspace.map_id, "title", title))
    try:
        workspace.save()
        print(time.monotonic(), title, flush=True)
    except Refused:
        copy = path.with_name(f"{title}.cxmap")
        workspace.save_as(copy)
        print(time.monotonic(), title, flush=True)
    workspace.close()
"""


def _a_stranger(path: Path, programs: list[subprocess.Popen[str]]) -> list[tuple[float, str]]:
    """Do to a file what other computers do to it, while programs edit it; return which titles were put there, and when.

    The lock of another computer comes and goes, the time changes and nothing else, and as tools do that keep folders in step,
    what lies there is set aside as a copy and another content put in its place, in whole.
    """
    chance = random.Random(18)
    titles: list[tuple[float, str]] = []
    lock = lock_path(path)
    while any(program.poll() is None for program in programs):
        time.sleep(chance.uniform(0.0, 0.1))
        match chance.randrange(3):
            case 0:
                lock.write_text('{"host":"elsewhere","pid":1,"session":"x","since":1.0,"user":"ida"}', encoding="utf-8")
            case 1:
                os.utime(path, (chance.uniform(1e9, 2e9),) * 2)
            case 2:
                document = onboarding()
                before = document.map(MAP)
                title = f"Cid {len(titles)}"
                document.apply(Change.replacing([(before, replace(before, title=title))]))
                theirs = path.with_name(".theirs")
                theirs.write_bytes(encode(document, "sync"))
                path.rename(path.with_name(f"map (conflicted copy {len(titles)}).cxmap"))
                with contextlib.suppress(FileExistsError):  # Somebody has saved in between: they come another time.
                    os.link(theirs, path)
                    titles.append((time.monotonic(), title))
    return titles


def two_programs(count: int) -> Outcome:
    """Let two programs edit one file at once, and a stranger beside them: each version that was acknowledged is in the file, a copy, or the earlier versions.

    Two saves can meet between the look at the file and its replacement; the one that was replaced is then an earlier version. What a
    stranger puts there in the tenth of a millisecond between our last look and our replacement is gone with it: systems have no
    portable call that replaces a file only if it is still the same. One such meeting is told and not held against us.
    """
    from tests.reliability.kills import folders

    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cxdesigner-two-") as name:
        folder = Path(name)
        path = folder / "map.cxmap"
        path.write_bytes(encode(onboarding(), "test"))
        programs = [
            subprocess.Popen(
                [sys.executable, "-c", TWO, str(path), who, str(count // 2)],
                cwd=ROOT,
                env={**os.environ, **folders(folder)},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for who in ("Ann", "Ben")
        ]
        swapped = _a_stranger(path, programs)
        said = [program.communicate(timeout=600) for program in programs]
        told = [line.split(" ", 1) for out, _ in said for line in out.splitlines()]
        saved = [(float(when), title) for when, title in told]
        titles = [title for _, title in sorted(saved + swapped)]
        bad = [error.strip().splitlines()[-1] for _, error in said if error.strip()]
        kept = _titles_below(folder)
    # Of versions that were saved one upon another only the last twenty are kept: those are looked for, by when both saved.
    missing = [title for title in titles[-18:] if title not in kept]
    theirs = [title for title in missing if title.startswith("Cid ")]
    missing = [title for title in missing if title not in theirs] + theirs[1:]
    told = f"{len(swapped)} times swapped by the stranger, {len(theirs)} of these met a save at its last moment"
    return Outcome(len(titles), bad + [f"“{title}” is nowhere" for title in missing], time.monotonic() - begun, told)


def _titles_below(folder: Path) -> set[str]:
    found = set()
    for path in folder.rglob("*.cxmap"):
        document = load_document(path).document
        found |= {getattr(record, "title", "") for record in document}
    return found


Run = Callable[[int], Outcome]
