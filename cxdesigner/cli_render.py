"""The command that prints many maps at once, on all cores: what cannot be printed stops none of the others."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cxdesigner.cli_files import folder_of
from cxdesigner.cli_paper import part_arguments
from cxdesigner.cli_wall import order_arguments, page_of, whole_number
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.environment import python_running
from cxdesigner.terminal import say

REFUSED_SOME = 1
_MOST_JOBS = 256
_KILLED = "The program ended while it worked on this file: it takes too much memory, or is made to do harm."


def render(chosen: argparse.Namespace) -> int:
    """Print posters, and checklists, of many maps at once; one line of JSON tells what came of each file.

    What is in the folder and up to date is skipped, so that a run which was stopped is begun again by the same words.
    Ends with 1 where a file could not be printed.
    """
    from concurrent.futures import ThreadPoolExecutor, as_completed

    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.render_one import RECEIPTS, REFUSED

    page_of(chosen, f".{chosen.format}")
    parse_paper(chosen.checklist_paper)
    folder = folder_of(chosen.out)
    _require_names_of_their_own(chosen.files)
    (folder / RECEIPTS).mkdir(parents=True, exist_ok=True)
    wishes = {name: value for name, value in vars(chosen).items() if name != "files"}
    jobs = min(chosen.jobs or _cores(), len(chosen.files))
    has_refused = False
    with _Helpers() as helpers, ThreadPoolExecutor(max_workers=jobs) as pool:
        requests = [{"file": file, "folder": str(folder), "chosen": wishes} for file in chosen.files]
        try:
            for answer in as_completed([pool.submit(helpers.ask, request) for request in requests]):
                told = answer.result()
                has_refused |= told["state"] == REFUSED
                say(json.dumps(told, ensure_ascii=False))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)  # What has begun is ended well, and found by the next run.
            raise
    return REFUSED_SOME if has_refused else 0


def _require_names_of_their_own(files: Sequence[str]) -> None:
    """Refuse files that would be written over each other, before any work is done."""
    known: dict[str, str] = {}
    for file in files:
        stem = Path(file).stem.casefold()
        if stem in known:
            both = f"“{shown_name(known[stem])}” and “{shown_name(file)}”"
            raise Refused(f"{both} would be written to the same place; give them names of their own, or two folders.")
        known[stem] = file


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Helpers:
    """A process for each thread that asks; one that dies takes one file along, and another one takes its place."""

    def __init__(self) -> None:
        self._own = threading.local()
        self._all: list[subprocess.Popen[bytes]] = []

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Have one file printed, and return what came of it."""
        helper = self._helper()
        assert helper.stdin is not None
        assert helper.stdout is not None
        try:
            helper.stdin.write(json.dumps(request).encode() + b"\n")
            helper.stdin.flush()
            line = helper.stdout.readline()
        except OSError:
            line = b""
        if not line.endswith(b"\n"):
            helper.kill()
            helper.wait()
            return {"file": request["file"], "state": "refused", "reason": _KILLED, "seconds": 0.0}
        told: dict[str, Any] = json.loads(line)
        return told

    def _helper(self) -> subprocess.Popen[bytes]:
        helper: subprocess.Popen[bytes] | None = getattr(self._own, "helper", None)
        if helper is None or helper.poll() is not None:
            helper = subprocess.Popen(
                python_running("cxdesigner.render_one"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            self._own.helper = helper
            self._all.append(helper)
        return helper

    def __enter__(self) -> _Helpers:
        return self

    def __exit__(self, *_: object) -> None:
        for helper in self._all:
            assert helper.stdin is not None
            assert helper.stdout is not None
            with contextlib.suppress(OSError):  # It is gone already.
                helper.stdin.close()
            helper.wait()
            helper.stdout.close()


def render_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what many maps are printed by."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="maps, or tables in their place")
    parser.add_argument("--out", metavar="FOLDER", required=True, help="where everything goes")
    parser.add_argument("--jobs", type=whole_number(1, _MOST_JOBS), metavar="N", help="at a time, default: all cores")
    parser.add_argument("--again", action="store_true", help="also what is there and up to date")
    parser.add_argument("--format", choices=("pdf", "svg", "png"), default="pdf", help="of the posters, default: pdf")
    order_arguments(parser)
    parser.add_argument("--checklist", action="store_true", help="a checklist of each map too")
    parser.add_argument("--checklist-paper", metavar="PAPER", default="A4", help="A4 (default), Letter, A5, 210x297 …")
    part_arguments(parser)
