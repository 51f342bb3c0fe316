"""Nothing leaves the machine: the main job runs with every socket shut."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT_NETWORK = """
import sys

def refuse(event, arguments):
    if event.startswith("socket."):
        print("NETWORK", event, arguments[1:], file=sys.stderr)
        raise PermissionError(event)

sys.addaudithook(refuse)
from cxdesigner.__main__ import main
code = main()
# On a slow start windows find each other already, by a socket that is a file of the user's (`ui/instance.py`).
meets = "cxdesigner.ui.instance" in sys.modules
used = [name for name in sys.modules if name.startswith("PySide6.QtNetwork") and not meets]
if used:
    print("NETWORK", used, file=sys.stderr)
sys.exit(code)
"""


def run_offline(*words: str | Path, code: str = WITHOUT_NETWORK) -> subprocess.CompletedProcess[str]:
    """Run the program in a process that may not make a socket."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_no_test_of_this_suite_can_reach_another_machine() -> None:
    with pytest.raises(PermissionError, match="asked for the network"):
        socket.create_connection(("localhost", 9), timeout=1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("poster", "poster.pdf"),
        ("poster", "poster.svg"),
        ("checklist", "checklist.pdf"),
        ("export", "table.csv"),
        ("import", "map.cxmap"),
    ],
    ids=" ".join,
)
def test_opening_checking_and_printing_make_no_socket(words: tuple[str, ...], samples: Path, tmp_path: Path) -> None:
    command, *names = words

    done = run_offline(command, samples / "b2b-onboarding.csv", *(tmp_path / name for name in names))

    assert done.stderr == ""
    assert done.returncode in ((0, 1) if command == "check" else (0,))


@pytest.mark.slow
def test_the_editor_makes_no_socket_and_reads_a_table_without_one(
    samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXDESIGNER_QUIT_AFTER_PAINT", "1")

    done = run_offline(samples / "b2b-onboarding.csv")

    assert (done.returncode, "NETWORK" in done.stderr) == (0, False)


def test_the_guard_of_these_tests_sees_a_socket() -> None:
    opening = WITHOUT_NETWORK.replace("from cxdesigner.__main__ import main", "import socket; main = socket.socket")

    assert "NETWORK socket.__new__" in run_offline(code=opening).stderr
