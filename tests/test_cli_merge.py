"""Two copies of a map become one on the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cxdesigner.__main__ import main
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.formats import open_any
from cxdesigner.storage.codec import encode
from tests.onboarding import OFFER, WELCOME, onboarding


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.cxmap").write_bytes(encode(onboarding(), "test"))
    return tmp_path


def copy(folder: Path, name: str, record_id: RecordId, **values: object) -> str:
    document = onboarding()
    card = document.touchpoint(record_id)
    document.apply(Change.replacing([(card, replace(card, **values))]))  # type: ignore[arg-type]
    (folder / name).write_bytes(encode(document, "test"))
    return str(folder / name)


def merged(folder: Path) -> Document:
    return open_any(folder / "out.cxmap").document


def test_work_of_both_groups_is_in_the_merged_map(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine, theirs = (
        copy(folder, "mine.cxmap", OFFER, what="One page"),
        copy(folder, "theirs.cxmap", WELCOME, how="By hand"),
    )

    code = main(["merge", str(folder / "base.cxmap"), mine, theirs, str(folder / "out.cxmap")])

    assert code == 0
    assert merged(folder).touchpoint(OFFER).what == "One page"
    assert merged(folder).touchpoint(WELCOME).how == "By hand"
    assert capsys.readouterr().out == "Merged: 0 records added, 1 changed, 0 removed.\n"


def test_what_is_to_be_decided_is_listed_and_mine_is_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine, theirs = (
        copy(folder, "mine.cxmap", OFFER, what="One page"),
        copy(folder, "theirs.cxmap", OFFER, what="Two pages"),
    )

    code = main(["merge", str(folder / "base.cxmap"), mine, theirs, str(folder / "out.cxmap")])

    assert code == 1
    assert merged(folder).touchpoint(OFFER).what == "One page"
    assert "mine is “One page” and was kept, theirs is “Two pages”" in capsys.readouterr().out


def test_copies_without_a_common_beginning_are_merged_too(folder: Path) -> None:
    mine = copy(folder, "mine.cxmap", OFFER, what="One page")
    other = onboarding()
    card = replace(other.touchpoint(OFFER), id=RecordId("extra"), title="Extra")
    other.apply(Change.adding(card))
    (folder / "theirs.cxmap").write_bytes(encode(other, "test"))

    assert main(["merge", "-", mine, str(folder / "theirs.cxmap"), str(folder / "out.cxmap")]) == 0
    assert {"Extra"} <= {touchpoint.title for touchpoint in merged(folder).all(Touchpoint)}


def test_a_copy_that_cannot_be_read_leaves_no_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = str(folder / "base.cxmap")

    assert main(["merge", base, base, str(folder / "nowhere.cxmap"), str(folder / "out.cxmap")]) == 2
    assert not (folder / "out.cxmap").exists()
    assert "it is not there" in capsys.readouterr().err
