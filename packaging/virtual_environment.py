"""The `.venv` folder: made once, filled with the pinned libraries, stamped so that the next start is quick."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from stopped import Stopped

_SCRIPTS = "Scripts" if os.name == "nt" else "bin"
_STAMP = "set-up-for.txt"


def ready(root: Path) -> Path:
    """Return the Python of `.venv`, after making and filling it where it is missing, broken or out of date."""
    folder = root / ".venv"
    python = folder / _SCRIPTS / ("python.exe" if os.name == "nt" else "python")
    stamp = folder / _STAMP
    wanted = _fingerprint(root)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted and _works(python):
        return python
    print("Setting up .venv (this happens once and takes some minutes) …", flush=True)
    stamp.unlink(missing_ok=True)
    if not _is_of_this_version(python):
        _must([_this_python(), "-m", "venv", "--clear", str(folder)], root, "The folder .venv could not be made.")
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    _must([*install, "--editable", ".[test]"], root, "The libraries could not be installed into .venv.")
    stamp.write_text(wanted, encoding="ascii")
    return python


def environment(root: Path) -> dict[str, str]:
    """Return the environment in which programs of `.venv` run: its scripts first, its pins, text in UTF-8."""
    whole = dict(os.environ)
    folder = root / ".venv"
    whole["VIRTUAL_ENV"] = str(folder)
    whole["PATH"] = os.pathsep.join((str(folder / _SCRIPTS), whole.get("PATH", os.defpath)))
    whole["PYTHONUTF8"] = "1"
    for name in ("PYTHONHOME", "PYTHONDONTWRITEBYTECODE"):  # a wrong library; and every start would compile everything
        whole.pop(name, None)
    if os.name != "nt" and not any(whole.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        whole["LC_CTYPE"] = "C.UTF-8"  # Qt warns where the language of the machine has no UTF-8.
    return whole


def _fingerprint(root: Path) -> str:
    """Return what the content of `.venv` follows from, as one line: same line, same libraries."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {root}".encode())
    for name in ("pyproject.toml", "packaging/constraints.txt"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def _this_python() -> str:
    """Return the path of the Python that runs this; it does not know it where there is no PATH at all."""
    return sys.executable or str(Path("/proc/self/exe").resolve())


def _works(python: Path) -> bool:
    """Tell whether that Python is there and can still be started (its own Python may be gone)."""
    return _answer(python, "pass") == 0


def _is_of_this_version(python: Path) -> bool:
    wanted = f"{sys.version_info[0]}, {sys.version_info[1]}"
    return _answer(python, f"import sys, pip; sys.exit(sys.version_info[:2] != ({wanted}))") == 0


def _answer(python: Path, code: str) -> int:
    try:
        return subprocess.run([str(python), "-c", code], stderr=subprocess.DEVNULL, check=False).returncode
    except OSError:
        return -1


def _must(command: list[str], root: Path, sentence: str) -> None:
    # By this variable what pip needs to build is pinned too; relative, since a path with a space would be split.
    pinned = {**environment(root), "PIP_CONSTRAINT": "packaging/constraints.txt"}
    if subprocess.run(command, cwd=root, env=pinned, check=False).returncode:
        raise Stopped(f"{sentence} What is written above says why; the command was: {' '.join(command)}")
