"""Set up this checkout and run it: `python3 packaging/dev.py run`, `… test`; without a verb it lists them all.

Needs Python alone: what else is missing (system libraries, the `.venv` folder, the libraries in it) is found and
installed first, or named with the exact line to type where this program may not install it.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):
    sys.exit("CX Designer needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import screen
import system_packages
import virtual_environment
from stopped import Stopped

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "files" / "samples" / "b2b-onboarding.csv"
PAINTED_UNSEEN = {"QT_QPA_PLATFORM": "offscreen"}
ON_ALL_CORES = ["-n", "logical", "--dist", "worksteal"]
MOST_SCREENS = 4
"""Real hands wait more than they compute, and more of them at once would make each other late."""

Step = tuple[str, list[str], dict[str, str]]


def run(words: Sequence[str]) -> int:
    """Open the editor on a sample, or on the files named; without a display write poster and checklist instead."""
    python = set_up()
    files = [str(Path(word).resolve()) for word in words] or [str(SAMPLE)]
    if screen.is_there():
        return call([python, "-m", "cxdesigner", *files])
    here = Path.cwd()
    print("There is no display here, so the editor cannot open. Poster and checklist are written instead:", flush=True)
    for file in files:
        for command in ("poster", "checklist"):
            target = here / f"{Path(file).stem}-{command}.pdf"
            code = call([python, "-m", "cxdesigner", command, file, str(target)], PAINTED_UNSEEN)
            if code:
                return code
            print(f"  {target}", flush=True)
    return 0


def test(words: Sequence[str]) -> int:
    """Run all checks and all tests, those in a real window too; words behind go to pytest."""
    python = set_up(needs=system_packages.FOR_TESTS)
    steps = [*checks(python), tests(python, "tests", "not window", words, PAINTED_UNSEEN)]
    with ExitStack() as stack:
        window = stack.enter_context(screen.for_tests(min(os.cpu_count() or 1, MOST_SCREENS)))
        steps.append(tests(python, "tests in a real window", "window", words, window))
        return report(steps)


def quick(words: Sequence[str]) -> int:
    """Run all checks and the quick tests (under three minutes); words behind go to pytest."""
    python = set_up()
    return report([*checks(python), tests(python, "tests", "not window and not slow", words, PAINTED_UNSEEN)])


def night(words: Sequence[str]) -> int:
    """Try every promise of reliability by the thousand (about half an hour); --only ROW …, --share 0.1, --whole ROW …, --write."""
    python = set_up(needs=system_packages.FOR_TESTS)
    with screen.for_tests() as window:
        return call([python, "-m", "tests.reliability", *words], window)


def bench(words: Sequence[str]) -> int:
    """Measure speed: all benchmarks, or those named; with --json for programs."""
    python = set_up()
    return call([python, "-m", "tests.benchmarks", *words], PAINTED_UNSEEN)


def gallery(words: Sequence[str]) -> int:
    """Paint every window, panel, dialog and printed page into a folder (gallery/ if none is named)."""
    python = set_up()
    folder = Path(words[0] if words else ROOT / "gallery").resolve()
    return call([python, "-m", "tests.gallery", str(folder)], PAINTED_UNSEEN)


def dist(words: Sequence[str]) -> int:
    """Build the wheel into dist/, or into the folder named."""
    python = set_up()
    folder = Path(words[0] if words else ROOT / "dist").resolve()
    return call([python, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)])


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    verb.__name__: verb for verb in (run, test, quick, night, bench, gallery, dist)
}


def checks(python: str) -> list[Step]:
    """List the checks that need no test run."""
    return [
        ("format", [python, "-m", "ruff", "format", "--check", "."], {}),
        ("lint", [python, "-m", "ruff", "check", "."], {}),
        ("types", [python, "-m", "mypy"], {}),
    ]


def tests(python: str, title: str, which: str, words: Sequence[str], environment: dict[str, str]) -> Step:
    """Describe one lane of tests: those whose markers say *which*.

    Tests that are painted unseen run on all cores. In real windows as many run side by side as there are screens: each has
    one mouse, one focus and one clipboard.
    """
    screens = environment.get(screen.SCREENS, "").split()
    spread = ON_ALL_CORES if environment == PAINTED_UNSEEN else []
    if len(screens) > 1:
        spread = ["-n", str(len(screens)), "--dist", "worksteal"]
    return title, [python, "-m", "pytest", "-q", *spread, "-m", which, *words], environment


def report(steps: Sequence[Step]) -> int:
    """Run every step, even after a failed one, and close with a table; return 1 if any failed."""
    lines = []
    for title, command, environment in steps:
        print(f"\n── {title} ──", flush=True)
        started = time.monotonic()
        code = call(command, environment)
        verdict = "passed" if code == 0 else f"FAILED (exit {code})"
        lines.append((title, verdict, time.monotonic() - started))
    print("\n── summary ──")
    for title, verdict, seconds in lines:
        print(f"{title:<24} {verdict:<18} {seconds:6.1f} s")
    failed = [title for title, verdict, _ in lines if verdict != "passed"]
    print("All passed." if not failed else f"FAILED: {', '.join(failed)}.", flush=True)
    return 1 if failed else 0


def set_up(needs: Sequence[system_packages.Need] = system_packages.FOR_RUNNING) -> str:
    """Make sure that everything is there, and return the path of the Python to use."""
    system_packages.require(needs)
    return str(virtual_environment.ready(ROOT))


def call(command: Sequence[str], environment: dict[str, str] | None = None) -> int:
    """Run a program in the root of the checkout and return its exit code."""
    with tempfile.TemporaryDirectory(prefix="cxdesigner-") as runtime:
        whole = virtual_environment.environment(ROOT)
        whole.setdefault("XDG_RUNTIME_DIR", runtime)  # Qt warns where there is none, and here a warning is a failure.
        whole.update(environment or {})
        return subprocess.run(command, cwd=ROOT, env=whole, check=False).returncode


def main(words: Sequence[str]) -> int:
    """Do what the first word says."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Set up this checkout of CX Designer and work with it.",
        epilog="\n".join(f"  {name:<8} {verb.__doc__}" for name, verb in VERBS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=VERBS, help="what to do (see below)")
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="…", help="what the verb takes")
    asked = parser.parse_args(words)
    try:
        return VERBS[asked.verb](asked.words)
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    os.environ.setdefault("PATH", os.defpath)
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a Windows log knows few characters
    sys.exit(main(sys.argv[1:]))
