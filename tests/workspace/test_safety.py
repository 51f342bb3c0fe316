"""The workspace tells the truth about how safe the work is, and brings it back after a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.records import RecordId, Team
from cxdesigner.storage.load import load_document
from cxdesigner.storage.offers import offers
from cxdesigner.storage.refusals import ConflictError
from cxdesigner.storage.surroundings import Surroundings
from cxdesigner.workspace import Workspace
from tests.document.made_up import every_field
from tests.storage.desk import Clock, FailingFs, kill, rename


def test_a_safe_copy_is_made_where_there_is_something_to_lose_and_only_then(
    workspace: Workspace, tmp_path: Path
) -> None:
    assert workspace.make_safe_copy()
    assert not (tmp_path / "data").exists()

    rename(workspace, "Shop")
    assert workspace.needs_safe_copy()
    assert not workspace.safety().is_safe
    assert workspace.make_safe_copy()
    assert workspace.make_safe_copy()

    assert len(list(tmp_path.rglob("snap-*.cxmap"))) == 1
    assert workspace.safety().is_safe
    assert not workspace.is_clean


def test_the_text_tells_how_old_the_safe_copy_is_and_whether_it_is_behind(workspace: Workspace, clock: Clock) -> None:
    rename(workspace, "Shop")
    texts = [workspace.safety().text]
    workspace.make_safe_copy()
    for seconds in (2, 300):
        clock.now += seconds
        texts.append(workspace.safety().text)
    rename(workspace, "Shops")
    texts.append(workspace.safety().text)

    assert texts == [
        "Not saved yet",
        "Safe copy 2 s ago",
        "Safe copy 5 min ago",
        "Changed since the safe copy 5 min ago",
    ]


def test_a_safe_copy_that_fails_is_never_silent_until_one_succeeds(workspace: Workspace, disk: FailingFs) -> None:
    rename(workspace, "Shop")
    disk.is_full = True

    assert not workspace.make_safe_copy()
    assert workspace.safety().text.startswith("NOT SAFE: the disk is full")
    assert not workspace.safety().is_safe
    disk.is_full = False
    assert workspace.make_safe_copy()

    assert workspace.safety().text == "Safe copy 0 s ago"


def test_after_a_crash_the_work_goes_on_at_its_path_as_modified(
    workspace: Workspace, path: Path, around: Surroundings, tmp_path: Path
) -> None:
    rename(workspace, "Shop")
    workspace.make_safe_copy()
    kill(workspace)

    (offer,) = offers(tmp_path / "data")
    again = Workspace.restore(offer, around)

    assert (again.path, again.is_clean, again.title) == (path, False, "bicycle")
    assert again.document == workspace.document
    assert again.safety().is_safe
    again.save()
    again.close()
    assert load_document(path).document == workspace.document
    assert offers(tmp_path / "data") == []


def test_restored_work_does_not_replace_a_file_that_has_changed_since(
    workspace: Workspace, path: Path, around: Surroundings, tmp_path: Path
) -> None:
    rename(workspace, "Shop")
    workspace.make_safe_copy()
    kill(workspace)
    path.write_bytes(path.read_bytes().replace(b"Web shop", b"Their shop"))

    again = Workspace.restore(offers(tmp_path / "data")[0], around)

    with pytest.raises(ConflictError):
        again.save()


def test_work_without_a_name_is_safe_too(around: Surroundings, tmp_path: Path) -> None:
    workspace = Workspace.new(every_field(), around)
    workspace.perform(Edit("Add", Change.adding(Team(id=RecordId("new"), title="New"))))
    workspace.make_safe_copy()
    kill(workspace)

    again = Workspace.restore(offers(tmp_path / "data")[0], around)

    assert again.path is None
    assert again.document == workspace.document


def test_closing_with_unsaved_work_keeps_it_for_the_next_start(workspace: Workspace, tmp_path: Path) -> None:
    rename(workspace, "Shop")

    workspace.close()

    assert len(offers(tmp_path / "data")) == 1


def test_work_that_is_undone_to_what_the_file_holds_leaves_nothing_at_close(
    workspace: Workspace, tmp_path: Path
) -> None:
    rename(workspace, "Shop")
    workspace.make_safe_copy()
    workspace.undo()

    workspace.close()

    assert offers(tmp_path / "data") == []


def test_work_that_nobody_wants_is_not_offered_again(workspace: Workspace, tmp_path: Path) -> None:
    rename(workspace, "Shop")
    workspace.make_safe_copy()

    workspace.discard()

    assert offers(tmp_path / "data") == []
    assert list((tmp_path / "data" / "recovery" / "trash").iterdir())


def test_the_users_own_folder_is_used_where_nothing_else_is_said(path: Path, tmp_path: Path) -> None:
    from cxdesigner.storage.settings import data_folder

    workspace = Workspace.open(str(path))
    rename(workspace, "Shop")

    workspace.close()

    assert len(offers(data_folder())) == 1
