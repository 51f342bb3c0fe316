"""Many maps are printed at once; one that is broken stops none, and what is there is not printed again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from cxdesigner import cli_render
from cxdesigner.__main__ import main
from cxdesigner.document.document import Document
from cxdesigner.document.records import Map, RecordId, Stage
from cxdesigner.render_one import RECEIPTS, answer_to
from cxdesigner.storage.codec import encode
from tests.command_line import SAMPLES, bare

pytestmark = pytest.mark.usefixtures("qapp")


def map_file(folder: Path, name: str, *titles: str) -> Path:
    """Write a small file with maps of these titles."""
    maps = [Map(id=RecordId(f"m{n}"), title=title, position=n) for n, title in enumerate(titles)]
    stages = [Stage(id=RecordId(f"s{n}"), title="Only stage", map_id=one.id) for n, one in enumerate(maps)]
    path = folder / name
    path.write_bytes(encode(Document([*maps, *stages], id=name), "test"))
    return path


def render(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, dict[str, Any]]]:
    """Run the command; return its exit code and its lines by file."""
    capsys.readouterr()
    code = main(["render", *map(str, words)])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return code, {Path(line["file"]).name: line for line in lines}


def asked(path: Path, folder: Path, **wishes: object) -> dict[str, Any]:
    """Have one file printed in this process, as the helpers do it."""
    import argparse

    parser = argparse.ArgumentParser()
    cli_render.render_arguments(parser)
    chosen = vars(parser.parse_args(["--out", str(folder), str(path)])) | wishes
    chosen.pop("files")
    return answer_to({"file": str(path), "folder": str(folder), "chosen": chosen})


@pytest.mark.slow
def test_maps_and_tables_are_printed_and_a_broken_one_stops_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = map_file(tmp_path, "good.cxmap", "Good")
    (tmp_path / "broken.cxmap").write_text("no map")
    out = tmp_path / "out"

    code, told = render(
        capsys,
        "--jobs",
        2,
        "--out",
        out,
        "--checklist",
        good,
        tmp_path / "broken.cxmap",
        SAMPLES / "b2b-onboarding.csv",
    )

    assert code == 1
    assert {name: line["state"] for name, line in told.items()} == {
        "good.cxmap": "done",
        "broken.cxmap": "refused",
        "b2b-onboarding.csv": "done",
    }
    assert "cannot be opened" in told["broken.cxmap"]["reason"]
    assert told["good.cxmap"]["outputs"] == ["good.poster.pdf", "good.checklist.pdf"]
    assert all(len(pypdfium2.PdfDocument(out / name)) >= 1 for name in told["b2b-onboarding.csv"]["outputs"])


@pytest.mark.slow
def test_what_is_there_is_skipped_and_what_was_edited_is_printed_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [map_file(tmp_path, name, "A map") for name in ("one.cxmap", "two.cxmap")]
    words = ("--jobs", 1, "--out", tmp_path / "out", *files)
    assert render(capsys, *words)[0] == 0
    map_file(tmp_path, "two.cxmap", "Another title")

    code, told = render(capsys, *words)

    assert (code, told["one.cxmap"]["state"], told["two.cxmap"]["state"]) == (0, "skipped", "done")


def test_other_wishes_a_lost_output_and_a_broken_receipt_are_reasons_to_print_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / RECEIPTS).mkdir(parents=True)
    path = map_file(tmp_path, "one.cxmap", "A map")
    states = [asked(path, out)["state"], asked(path, out)["state"]]

    states.append(asked(path, out, paper="A3")["state"])
    states.append(asked(path, out, paper="A3")["state"])
    (out / "one.poster.pdf").write_bytes(b"cut off")
    states.append(asked(path, out, paper="A3")["state"])
    (out / RECEIPTS / "one.cxmap.json").write_text("[")
    states.append(asked(path, out, paper="A3")["state"])
    states.append(asked(path, out, paper="A3", again=True)["state"])

    assert states == ["done", "skipped", "done", "skipped", "done", "done", "done"]


def test_each_map_of_a_file_has_a_poster_of_its_own_name(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / RECEIPTS).mkdir(parents=True)
    path = map_file(tmp_path, "both.cxmap", "As it is", "To be", "To be")

    told = asked(path, out, format="svg")

    assert told["outputs"] == [f"both ({name}).poster.svg" for name in ("As it is", "To be", "To be 2")]


def test_a_file_without_a_map_is_refused_by_name(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / RECEIPTS).mkdir(parents=True)
    (tmp_path / "nothing.cxmap").write_bytes(encode(Document([]), "test"))

    assert asked(tmp_path / "nothing.cxmap", out)["reason"] == "This file holds no map."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--out", "out", "a/map.cxmap", "b/MAP.csv"], "the same place"),
        (["--out", "file.txt", "map.cxmap"], "name a folder"),
        (["--out", "no/such", "map.cxmap"], "no folder"),
        (["--out", "out", "--paper", "napkin", "map.cxmap"], "napkin"),
        (["--out", "out", "--format", "svg", "--tiles", "A4", "map.cxmap"], "Only a PDF"),
        (["--out", "out", "--jobs", "0", "map.cxmap"], "1 to 256"),
        (["map.cxmap"], "--out"),
    ],
)
def test_what_cannot_be_done_for_any_file_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.txt").write_text("a file")

    assert main(["render", *words]) == 2

    error = capsys.readouterr().err.strip()
    assert said in error
    assert "\n" not in error
    assert not Path("out").exists()


def test_a_program_that_dies_takes_one_file_along_and_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly = "import os, sys, json; line = sys.stdin.readline(); os._exit(9) if 'deadly' in line else None; "
    answer = "print(json.dumps({'file': json.loads(line)['file'], 'state': 'done'}), flush=True); sys.stdin.readline()"
    monkeypatch.setattr(cli_render, "python_running", lambda _: [sys.executable, "-c", deadly + answer])

    code, told = render(capsys, "--jobs", 1, "--out", tmp_path / "out", "deadly.cxmap", "fine.cxmap")

    assert (code, told["fine.cxmap"]["state"]) == (1, "done")
    assert "The program ended" in told["deadly.cxmap"]["reason"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C of a terminal is a signal here")
def test_a_run_that_is_interrupted_leaves_whole_files_and_is_gone_on_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(map_file(tmp_path, f"map-{n}.cxmap", f"Map {n}")) for n in range(40)]
    out = tmp_path / "out"
    words = ["render", "--jobs", "1", "--out", str(out), *files]
    running = subprocess.Popen(
        [sys.executable, "-m", "cxdesigner", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=bare(),
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # ignored below a background job
    )
    assert running.stdout is not None
    running.stdout.readline()

    running.send_signal(signal.SIGINT)
    _, error = running.communicate(timeout=60)

    made = list(out.glob("*.pdf"))
    assert (running.returncode, error.strip()) == (130, "Interrupted.")
    assert 0 < len(made) < len(files)
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)
    assert [path.name for path in out.iterdir() if path.name.endswith(".tmp")] == []
    started = time.monotonic()
    code, told = render(capsys, *words[1:])
    assert (code, time.monotonic() - started < 60) == (0, True)
    assert sum(line["state"] == "skipped" for line in told.values()) >= len(made) - 1
