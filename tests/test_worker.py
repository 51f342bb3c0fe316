"""The second half of the program may read and compute, in little memory, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cxdesigner import worker
from cxdesigner.environment import python_running
from cxdesigner.formats import open_any
from cxdesigner.storage.codec import decode

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


class Worker:
    """A worker that can be asked; what it is made of can be replaced by a line of code that runs first."""

    def __init__(self, first: str = "") -> None:
        program, flag, dash_c, code, *places = python_running("cxdesigner.worker")
        self.process = subprocess.Popen(
            [
                program,
                flag,
                dash_c,
                code.replace("from cxdesigner.worker", f"{first}\nfrom cxdesigner.worker"),
                *places,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, **request: Any) -> dict[str, Any]:
        """Return the last answer to a request."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            said: dict[str, Any] = json.loads(line)
            if "progress" not in said:
                return said
        return {"died": self.process.wait()}

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()


def doing(code: str) -> str:
    """Return a line that lets the worker do something else in place of reading a table."""
    return f"import os, subprocess, urllib.request, cxdesigner.worker as w; w.TASKS['table'] = lambda r, t: {code}"


def test_a_table_comes_back_as_it_is_read_here(samples: Path) -> None:
    here = open_any(samples / "b2b-onboarding.csv")

    with Worker() as apart:
        result = apart.ask(task="table", path=str(samples / "b2b-onboarding.csv"))["result"]

    there = decode(result["cxmap"].encode()).document
    assert [len(there), result["problems"], result["notes"]] == [
        len(here.document),
        [list(problem) for problem in here.problems],
        list(here.notes),
    ]


@pytest.mark.parametrize(
    ("deed", "error"),
    [
        ("__import__('socket').socket()", "PermissionError"),
        ("subprocess.run(['true'])", "PermissionError"),
        ("os.system('true')", "PermissionError"),
        ("open(r['path'], 'w')", "PermissionError"),
        ("os.remove(r['path'])", "PermissionError"),
        ("os.open(r['path'], os.O_RDWR)", "PermissionError"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_what_reading_does_not_need_is_refused(deed: str, error: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Touchpoint\nCall\n", encoding="utf-8")

    with Worker(doing(deed)) as apart:
        answer = apart.ask(task="table", path=str(path))

    assert error in answer["refused"]
    assert path.read_text(encoding="utf-8") == "Touchpoint\nCall\n"


def test_too_much_memory_is_one_sentence_and_the_worker_goes_on(samples: Path) -> None:
    with Worker("import cxdesigner.worker as w; w.TASKS['hoard'] = lambda r, t: bytearray(2**31)") as apart:
        refused = apart.ask(task="hoard")["refused"]
        result = apart.ask(task="table", path=str(samples / "quick-capture.txt"))

    assert refused == "It would take more than 512 MiB of memory; make it smaller."
    assert "result" in result


def test_what_a_library_prints_is_no_answer() -> None:
    with Worker(doing("print('{\"result\": 1}') or {}")) as apart:
        assert apart.ask(task="table") == {"result": {}}


@pytest.mark.parametrize("line", [b"\n", b"[]\n", b"{}\n", b'{"task":"rm"}\n', b"\xff\n", b"[" * 100_000 + b"\n"])
def test_a_request_that_is_none_is_answered_all_the_same(line: bytes) -> None:
    said: list[dict[str, Any]] = []

    worker._answer(line, said.append)

    assert list(said[0]) == ["refused"]


def test_the_worker_ends_with_the_program_that_started_it() -> None:
    with Worker(doing("[None for _ in iter(int, 1)]")) as apart:
        assert apart.process.stdin is not None
        apart.process.stdin.write(b'{"task":"table"}\n')
        apart.process.stdin.close()

        assert apart.process.wait(timeout=20) == 0
