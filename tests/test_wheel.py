"""The wheel is whole: what a stranger installs runs by itself, resources included."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.source_tree import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as `dist` does, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of an empty environment with the wheel; the libraries are those of this one."""
    home = tmp_path_factory.mktemp("installed")
    _run([sys.executable, "-m", "venv", "--without-pip", home], ROOT)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    _run([sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel], ROOT)
    libraries = _run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], home).strip()
    (Path(libraries) / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts


def test_the_wheel_carries_every_resource(wheel: Path) -> None:
    resources = ROOT / "resources"
    wanted = {
        f"cxdesigner/_resources/{path.relative_to(resources).as_posix()}"
        for path in resources.rglob("*")
        if path.is_file()
    }

    assert wanted <= set(ZipFile(wheel).namelist())


def test_the_wheel_carries_nothing_but_the_package(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in ZipFile(wheel).namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"cxdesigner"}


def test_the_installed_program_is_the_one_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = _run([installed / "python", "-c", "import cxdesigner; print(cxdesigner.__file__)"], tmp_path)

    assert Path(where.strip()).is_relative_to(installed.parent)


def test_the_installed_program_passes_its_self_test(installed: Path, tmp_path: Path) -> None:
    _run([installed / "cxdesigner", "--self-test"], tmp_path)

    assert list(tmp_path.iterdir()) == []


def _run(command: list[str | Path], folder: Path) -> str:
    """Run a program that must succeed, as on a machine that knows nothing of this checkout; return what it says."""
    alone = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "VIRTUAL_ENV"))
    }
    done = subprocess.run(list(map(str, command)), cwd=folder, env=alone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
