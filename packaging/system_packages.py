"""What the machine itself must have: found by loading it, installed with apt where that is allowed."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from stopped import Stopped


@dataclass(frozen=True)
class Need:
    """One thing that must be on the machine, and the Debian package that brings it."""

    package: str
    is_there: Callable[[], bool]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _is_program(name: str) -> bool:
    return shutil.which(name) is not None


def _makes_environments() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


# What the PySide6 6.11 wheels load and do not carry.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    # windows under X
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    # windows under Wayland
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    # printers
    "libcups.so.2": "libcups2",
}
FOR_RUNNING: tuple[Need, ...] = (
    Need("python3-venv", _makes_environments),
    *(Need(package, partial(_loads, library)) for library, package in LIBRARIES.items()),
)
FOR_TESTS: tuple[Need, ...] = (
    *FOR_RUNNING,
    Need("xvfb", partial(_is_program, "Xvfb")),
    Need("xdotool", partial(_is_program, "xdotool")),  # mouse and keys as the window system gives them
)


def missing(needs: Sequence[Need]) -> Iterator[str]:
    """Name the Debian package of each need that is not met."""
    return (need.package for need in needs if not need.is_there())


def require(needs: Sequence[Need]) -> None:
    """Install what is missing, or stop with the line that installs it. Only Linux has such needs."""
    if sys.platform != "linux":
        return
    packages = list(missing(needs))
    if not packages:
        return
    if not _is_program("apt-get"):
        raise Stopped(
            "These are missing on this machine; please install them with its own package manager "
            f"(the names are Debian's): {' '.join(packages)}"
        )
    rights = _rights()
    if rights is None:
        raise Stopped(f"System packages are missing. {_please_type(packages)}")
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    install = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    _call([*install, "update"])  # If this fails, the lists that are there may still do.
    if _call([*install, "install", "-y", "--no-install-recommends", *packages]) or list(missing(needs)):
        raise Stopped(f"System packages could not be installed. {_please_type(packages)}")


def _please_type(packages: Sequence[str]) -> str:
    return (
        "Please type this once, then start again:\n"
        f"  sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    )


def _rights() -> list[str] | None:
    """Return the words that let a command change the system, or None where there is no such right."""
    if os.geteuid() == 0:
        return []
    if _is_program("sudo") and _call(["sudo", "-n", "true"], quiet=True) == 0:
        return ["sudo", "-n"]
    return None


def _call(command: Sequence[str], *, quiet: bool = False) -> int:
    path = os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin"  # dpkg wants the folders of the administrator.
    return subprocess.run(
        command,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # hundreds of lines about packages; what goes wrong is told on the other channel
        stderr=subprocess.DEVNULL if quiet else None,
        check=False,
    ).returncode
