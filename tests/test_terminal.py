"""The terminal may be closed, full, gone or impatient: never a traceback, and the exit code stays true."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import B2B, bare, what_lies_in

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no shell of that kind")
SPOKEN = (["check", B2B], ["check", B2B, "--json"], ["--version"], ["--help"], ["export", "--help"])


def in_shell(words: list[str], ending: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a shell that closes or redirects what it says; the code is that of the program."""
    script = f'set -o pipefail; "$@" {ending}'
    buffered = {name: value for name, value in bare().items() if name != "PYTHONUNBUFFERED"}
    command = ["bash", "-c", script, "bash", sys.executable, "-m", "cxdesigner", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=100, env=buffered, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("words", SPOKEN, ids=" ".join)
@pytest.mark.parametrize("ending", ["| true", ">&-", ">&- 2>&-", "2>&-"])
def test_a_reader_who_has_gone_is_no_fault(words: list[str], ending: str) -> None:
    done = in_shell(words, ending)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("words", SPOKEN, ids=" ".join)
def test_an_answer_that_has_no_place_is_told_in_one_sentence(words: list[str]) -> None:
    done = in_shell(words, ">/dev/full")

    assert done.returncode == 2
    assert done.stderr == "The answer could not be written: No space left on device.\n"


def test_a_refusal_that_nobody_hears_has_its_exit_code_all_the_same() -> None:
    assert [in_shell(["check", "missing.csv"], ending).returncode for ending in ("2>&-", "2>/dev/full")] == [2, 2]


def test_an_interruption_is_one_word_and_leaves_nothing(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from cxdesigner.storage import save; from cxdesigner.__main__ import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # it is ignored below a job in the background
        "def interrupted(*given): os.kill(os.getpid(), signal.SIGINT)\n"
        "save.Fs.sync = interrupted\n"
        f"sys.exit(main(['export', {B2B!r}, 'out.csv']))"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, env=bare(), check=False
    )

    assert (done.returncode, done.stderr) == (128 + signal.SIGINT, "Interrupted.\n")
    assert what_lies_in(tmp_path) == set()
