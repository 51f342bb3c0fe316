"""One open document: its path, its history, its problems, and the truth about how safe it is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from cxdesigner import resources
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import Map, RecordId, Team, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.storage.codec import encode
from cxdesigner.storage.load import load_document
from cxdesigner.storage.lock import lock_path
from cxdesigner.storage.offers import offers
from cxdesigner.storage.refusals import ConflictError, LoadError, SaveError
from cxdesigner.storage.versions import versions_of
from cxdesigner.workspace import APP, Surroundings, Workspace
from tests.document.made_up import one_card
from tests.storage.as_data import edited, plain
from tests.storage.desk import Clock, FailingFs, rename
from tests.storage.faults import everything_in

# -- opening -----------------------------------------------------------------------------------------------------------


def looked_at(workspace: Workspace) -> bool:
    """Return whether a look at the file finds it changed."""
    workspace.begin_look().run()
    return workspace.is_changed_on_disk


def test_a_map_opens_clean_with_its_path_and_first_map(workspace: Workspace, path: Path) -> None:
    assert workspace.document == one_card()
    assert (workspace.path, workspace.source, workspace.title) == (path, None, "bicycle")
    assert workspace.map_id == "map"
    assert workspace.is_clean
    assert (workspace.notes, workspace.row_problems) == ((), ())
    assert workspace.safety().text == "No changes"


def test_opening_and_closing_touches_nothing(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()

    assert everything_in(tmp_path) == {"maps/bicycle.cxmap": encode(one_card(), "test")}


def test_what_a_newer_program_wrote_survives_edits_undo_and_a_save(path: Path, around: Surroundings) -> None:
    data = plain(one_card())
    for item in data["items"]:
        item["glow"] = {"b": [1, None]}
    data["items"].append({"id": "h1", "type": "hologram", "title": "Later"})
    path.write_bytes(edited(data | {"flavour": ["sweet"]}))
    workspace = Workspace.open(path, around)

    for title in ("Shop", "Other shop"):
        rename(workspace, title)
    workspace.undo()
    workspace.save()

    again = plain(load_document(path).document)
    assert {item["id"]: item.get("glow") for item in again["items"]} == {
        item["id"]: item.get("glow") for item in data["items"]
    }
    assert next(item for item in again["items"] if item["id"] == "h1") == data["items"][-1]
    assert again["flavour"] == ["sweet"]
    assert workspace.document.touchpoint(RecordId("card")).title == "Shop"


def test_a_map_that_had_to_be_mended_opens_as_modified_and_the_file_stays(path: Path, around: Surroundings) -> None:
    path.write_bytes(encode(one_card(), "test").replace(b'"team_id":"team"', b'"team_id":"gone"'))
    before = path.read_bytes()

    workspace = Workspace.open(path, around)

    assert not workspace.is_clean
    assert any("emptied" in note for note in workspace.notes)
    assert path.read_bytes() == before


def test_a_damaged_file_does_not_open(path: Path, around: Surroundings) -> None:
    path.write_bytes(path.read_bytes()[:-10])

    with pytest.raises(LoadError, match=r"“bicycle\.cxmap” cannot be opened: it is damaged or was cut off"):
        Workspace.open(path, around)


@pytest.mark.parametrize("name", ["b2b-onboarding.csv", "quick-capture.txt"])
def test_a_table_opens_as_unsaved_work_that_asks_for_a_name(samples: Path, name: str, around: Surroundings) -> None:
    workspace = Workspace.open(samples / name, around)

    assert (workspace.path, workspace.source) == (None, samples / name)
    assert workspace.document.all(Touchpoint)
    assert not workspace.is_clean
    with pytest.raises(SaveError, match="no name yet"):
        workspace.save()


SAMPLES = (
    "b2b-onboarding.csv",
    "dealership-aftersales.csv",
    "quick-capture.txt",
    "restoration-control-system.csv",
    "store-first-thought-to-advocate.csv",
    "support-case-two-views.csv",
)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_saved_as_a_map_that_fits_the_schema_and_is_the_same_when_opened_again(
    samples: Path, name: str, around: Surroundings, tmp_path: Path
) -> None:
    workspace = Workspace.open(samples / name, around)
    path = tmp_path / "sample.cxmap"

    workspace.save_as(path)

    jsonschema.Draft202012Validator(json.loads(resources.text("cxmap.schema.json"))).validate(
        json.loads(path.read_bytes())
    )
    again = Workspace.open(path, around)
    assert again.document == workspace.document
    assert (again.notes, again.is_clean) == ((), True)
    again.save()
    first, second = path.read_bytes(), encode(workspace.document, APP)
    assert first.splitlines()[1:-1] == second.splitlines()[1:-1]


def test_a_file_of_a_newer_version_is_for_reading_until_it_has_another_name(path: Path, around: Surroundings) -> None:
    path.write_bytes(path.read_bytes().replace(b'"version":1', b'"version":2'))
    workspace = Workspace.open(path, around)

    assert workspace.is_read_only
    with pytest.raises(Refused, match="newer version"):
        rename(workspace, "Shop")
    with pytest.raises(Refused, match="newer version"):
        workspace.save()
    workspace.save_as(path.with_name("copy.cxmap"))
    rename(workspace, "Shop")

    assert not workspace.is_read_only
    assert workspace.document.touchpoint(RecordId("card")).title == "Shop"


def test_a_new_document_is_clean_and_has_no_path(around: Surroundings) -> None:
    workspace = Workspace.new(one_card(), around)

    assert workspace.is_clean
    assert (workspace.path, workspace.title, workspace.is_read_only) == (None, "Buying a bicycle", False)
    assert Workspace.new(Document(), around).title == "New map"


# -- editing -----------------------------------------------------------------------------------------------------------


def test_edits_undo_and_redo_go_through_and_listeners_hear_of_them(workspace: Workspace) -> None:
    heard: list[Change] = []
    stop = workspace.watch(heard.append)

    rename(workspace, "Shop")
    workspace.undo()
    assert workspace.is_clean
    workspace.redo()
    stop()
    workspace.undo()

    assert len(heard) == 3


def test_when_the_map_that_is_looked_at_goes_the_first_one_is_shown(workspace: Workspace) -> None:
    other = Map(id=RecordId("other"), title="Other", position=1)
    workspace.perform(Edit("Add a map", Change.adding(other)))
    workspace.map_id = other.id
    assert workspace.map_id == "other"

    workspace.undo()

    assert workspace.map_id == "map"


def test_problems_follow_the_document_and_are_looked_for_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cxdesigner.journey import rules

    asked: list[object] = []
    check = rules.check
    monkeypatch.setattr(rules, "check", lambda *given, **more: asked.append(given) or check(*given, **more))

    before = workspace.check()
    workspace.check()
    card = workspace.document.touchpoint(RecordId("card"))
    workspace.perform(Edit("Nobody does it", Change.replacing([(card, replace(card, team_id=None))])))
    after = workspace.check()
    workspace.undo()

    assert "no-owner" not in {problem.rule for problem in before}
    assert "no-owner" in {problem.rule for problem in after}
    assert workspace.check() == before
    assert len(asked) == 3


def test_a_document_without_a_map_has_no_problems(around: Surroundings) -> None:
    workspace = Workspace.new(Document([Team(id=RecordId("team"), title="")]), around)

    assert (workspace.map_id, workspace.check()) == (None, ())


# -- saving ------------------------------------------------------------------------------------------------------------


def test_a_save_counts_the_revision_keeps_the_earlier_version_and_is_clean(
    workspace: Workspace, path: Path, tmp_path: Path, clock: Clock
) -> None:
    before = path.read_bytes()
    rename(workspace, "Shop")
    workspace.save()
    rename(workspace, "Shops")
    workspace.save()

    found = load_document(path).document
    assert (found, found.revision) == (workspace.document, 2)
    assert workspace.is_clean
    assert workspace.safety().saved_at == clock.now
    assert workspace.safety().text.startswith("Saved ")
    assert versions_of("bicycle", tmp_path / "data" / "backups")[-1].path.read_bytes() == before
    assert offers(tmp_path / "data") == []


def test_a_failed_save_stays_modified_says_so_and_can_be_tried_again(
    workspace: Workspace, path: Path, disk: FailingFs
) -> None:
    before = path.read_bytes()
    rename(workspace, "Shop")
    disk.is_full = True

    with pytest.raises(SaveError, match="the disk is full"):
        workspace.save()

    assert path.read_bytes() == before
    assert (workspace.is_clean, workspace.document.revision) == (False, 0)
    assert "was not saved: the disk is full" in workspace.safety().text
    assert not workspace.safety().is_safe
    disk.is_full = False
    workspace.save()
    assert (workspace.is_clean, workspace.document.revision) == (True, 1)
    assert "not saved" not in workspace.safety().text


def test_what_somebody_else_saved_is_not_overwritten_unless_asked_and_then_kept(
    workspace: Workspace, path: Path, tmp_path: Path
) -> None:
    theirs = path.read_bytes().replace(b"Web shop", b"Their shop")
    path.write_bytes(theirs)
    rename(workspace, "Our shop")

    assert looked_at(workspace)
    with pytest.raises(ConflictError):
        workspace.save()
    assert path.read_bytes() == theirs
    workspace.save(overwrite=True)

    assert load_document(path).document == workspace.document
    assert versions_of("bicycle", tmp_path / "data" / "backups")[0].path.read_bytes() == theirs
    assert not looked_at(workspace)


def test_save_as_goes_on_with_the_other_file(workspace: Workspace, path: Path) -> None:
    before = path.read_bytes()
    rename(workspace, "Shop")
    workspace.save_as(path.with_name("copy.cxmap"))
    rename(workspace, "Shops")
    workspace.save()

    assert path.read_bytes() == before
    assert load_document(path.with_name("copy.cxmap")).document == workspace.document
    assert workspace.title == "copy"


def test_save_as_that_fails_stays_with_the_file_there_was(workspace: Workspace, path: Path) -> None:
    rename(workspace, "Shop")

    for name in ("gone/copy.cxmap", "copy.csv", "copy"):
        with pytest.raises(SaveError):
            workspace.save_as(path.parent / name)

    assert workspace.path == path
    assert {one.name for one in path.parent.iterdir()} == {"bicycle.cxmap", lock_path(path).name}


def test_a_file_that_we_may_not_write_is_shown_as_read_only(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, disk: FailingFs
) -> None:
    assert not workspace.is_read_only

    monkeypatch.setattr(FailingFs, "may_write", lambda self, path: False)

    assert workspace.is_read_only


def test_a_file_that_is_gone_has_not_been_changed_by_somebody_else(workspace: Workspace, path: Path) -> None:
    path.unlink()

    assert not looked_at(workspace)


def test_the_program_failing_in_a_save_does_not_look_saved(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(workspace, "Shop")
    monkeypatch.setattr("cxdesigner.storage.save.encode", lambda *given: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        workspace.save()

    assert not workspace.is_clean
    assert workspace.document.revision == 0
    assert "Not saved: the program failed." in workspace.safety().text
