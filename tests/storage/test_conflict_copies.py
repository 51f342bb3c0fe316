"""Copies that programs which keep folders in step leave beside a map are found by their name and their id, and never by a date."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cxdesigner.storage.codec import encode
from cxdesigner.storage.conflict_copies import MOST_LOOKED_AT, conflict_copies
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.save import sha256_of
from tests.document.made_up import every_field, one_card

CALLED_SO = (
    "map (conflicted copy 2026-11-28 140502).cxmap",
    "map (Ann's conflicted copy 2026-11-28).cxmap",
    "map (In Konflikt stehende Kopie von Ann 2026-11-28).cxmap",
    "map (Copie en conflit de Ann 2026-11-28).cxmap",
    "map (Case Conflict 1).cxmap",
    "map.sync-conflict-20261128-140502-K4QTRZ3.cxmap",
    "map_conflict-20261128-140502.cxmap",
    "map (1).cxmap",
    "map(2).cxmap",
    "map-RECEPTION.cxmap",
    "map-DESKTOP-4K2.CXMAP",
    "map-Anns-MacBook-Pro.cxmap",
    "map (this computer, 14.05).cxmap",
)
CALLED_OTHERWISE = (
    "map.cxmap",
    "map-v2.cxmap",
    "map final.cxmap",
    "map (for the board).cxmap",
    "other (1).cxmap",
    "map (1).cxmap.tmp",
    "mapping.cxmap",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "map.cxmap"
    path.write_bytes(encode(one_card(), "test"))
    return path


@pytest.mark.parametrize("name", CALLED_SO)
def test_a_copy_is_found_by_the_name_that_a_program_gives_it(path: Path, name: str) -> None:
    other = path.with_name(name)
    other.write_bytes(encode(one_card(), "another"))
    os.utime(other, (1_000, 1_000))

    assert conflict_copies(path, "bicycle") == [(other, 1_000.0, sha256_of(other.read_bytes()))]


@pytest.mark.parametrize("name", CALLED_OTHERWISE)
def test_a_file_that_somebody_named_so_is_none(path: Path, name: str) -> None:
    path.with_name(name).write_bytes(encode(one_card(), "another"))

    assert conflict_copies(path, "bicycle") == []


def test_another_map_a_damaged_one_a_folder_and_a_known_one_are_none(path: Path) -> None:
    known = encode(one_card(), "known")
    for number, data in enumerate((encode(every_field(), "test"), b"\0" * 500, b"", known), 1):
        path.with_name(f"map ({number}).cxmap").write_bytes(data)
    path.with_name("map (9).cxmap").mkdir()

    assert conflict_copies(path, "bicycle", {sha256_of(known)}) == []


def test_of_very_many_copies_only_some_are_looked_at(path: Path) -> None:
    for number in range(MOST_LOOKED_AT + 5):
        path.with_name(f"map ({number}).cxmap").write_bytes(encode(one_card(), f"app {number}"))

    assert len(conflict_copies(path, "bicycle")) == MOST_LOOKED_AT


def test_a_folder_that_cannot_be_listed_holds_none(path: Path) -> None:
    class Closed(Fs):
        def names_in(self, folder: Path) -> list[str]:
            raise PermissionError(13, "Permission denied")

    assert conflict_copies(path, "bicycle", fs=Closed()) == []
