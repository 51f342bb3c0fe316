"""The letterhead of last time is there again; a logo that cannot be kept or read is none, and nothing else is lost with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxdesigner.document import limits
from cxdesigner.storage import letterhead
from cxdesigner.storage.letterhead import Kept
from cxdesigner.storage.settings import Settings
from tests.storage.faults import everything_in

CHOSEN = Kept(b"logo", "ours.png", "#0B3D91", "Ours Ltd, Main Street 1")
WITHOUT_LOGO = CHOSEN._replace(logo=b"", logo_name="")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "config"


def test_what_was_chosen_is_there_at_the_next_start(folder: Path) -> None:
    letterhead.keep(Settings(folder), CHOSEN)

    assert letterhead.kept(Settings(folder)) == CHOSEN


def test_at_the_first_start_there_is_none_and_nothing_is_written(folder: Path) -> None:
    assert letterhead.kept(Settings(folder)) == Kept()
    assert not folder.exists()


def test_a_letterhead_without_a_logo_writes_no_logo(folder: Path) -> None:
    letterhead.keep(Settings(folder), CHOSEN._replace(logo=b""))

    assert letterhead.kept(Settings(folder)) == WITHOUT_LOGO
    assert everything_in(folder).keys() == {"settings.json"}


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_logo_that_cannot_be_read_any_more_is_none(folder: Path, is_gone: bool) -> None:
    letterhead.keep(Settings(folder), CHOSEN)
    logo = folder / "letterhead-logo"
    if is_gone:
        logo.unlink()
    else:
        logo.write_bytes(bytes(limits.PICTURE_BYTES + 1))

    assert letterhead.kept(Settings(folder)) == WITHOUT_LOGO


def test_a_logo_that_cannot_be_kept_is_forgotten_and_the_rest_is_kept(folder: Path) -> None:
    (folder / "letterhead-logo").mkdir(parents=True)

    letterhead.keep(Settings(folder), CHOSEN)

    assert letterhead.kept(Settings(folder)) == WITHOUT_LOGO
