"""A workspace with a clock, a disk that can fail, and a saved map of one card."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxdesigner.storage.save import save_document
from cxdesigner.storage.surroundings import Surroundings
from cxdesigner.workspace import Workspace
from tests.document.made_up import one_card
from tests.storage.desk import Clock, FailingFs


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def disk() -> FailingFs:
    return FailingFs()


@pytest.fixture
def around(tmp_path: Path, clock: Clock, disk: FailingFs) -> Surroundings:
    return Surroundings(tmp_path / "data", disk, clock)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a saved map of one card."""
    (tmp_path / "maps").mkdir()
    path = tmp_path / "maps" / "bicycle.cxmap"
    save_document(one_card(), path, app="test")
    return path


@pytest.fixture
def workspace(path: Path, around: Surroundings) -> Workspace:
    return Workspace.open(path, around)
