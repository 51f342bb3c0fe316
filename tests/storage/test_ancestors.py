"""What two copies of a map may have in common is looked for among its earlier versions and beside it; what cannot be read is none."""

from __future__ import annotations

from pathlib import Path

from cxdesigner.document.document import Document
from cxdesigner.storage.ancestors import MOST_VERSIONS, versions_known
from cxdesigner.storage.codec import encode
from cxdesigner.storage.fs import Fs
from tests.document.made_up import every_field, one_card


def kept(data_folder: Path, *datas: bytes) -> None:
    """Keep these as versions of the bicycle's map."""
    folder = data_folder / "backups" / "bicycle"
    folder.mkdir(parents=True)
    for number, data in enumerate(datas, 1):
        (folder / f"{number:06d}-2026-11-28T12.00-{number:04x}.cxmap").write_bytes(data)


def revised(revision: int) -> Document:
    document = one_card()
    document.revision = revision
    return document


def test_the_versions_kept_and_the_file_beside_them_are_known(tmp_path: Path) -> None:
    kept(tmp_path, encode(revised(1), "test"), encode(revised(2), "test"))
    beside = tmp_path / "map.cxmap"
    beside.write_bytes(encode(revised(3), "test"))

    known = versions_known("bicycle", tmp_path, beside)

    assert [document.revision for document in known] == [1, 2, 3]


def test_damaged_ones_other_maps_and_newer_formats_are_not(tmp_path: Path) -> None:
    newer = encode(revised(2), "test").replace(b'"version":1,', b'"version":9,')
    kept(tmp_path, bytes(500), encode(every_field(), "test"), newer, encode(revised(4), "test"))

    assert [document.revision for document in versions_known("bicycle", tmp_path)] == [4]


def test_of_very_many_the_oldest_and_the_newest_are_looked_at(tmp_path: Path) -> None:
    kept(tmp_path, *(encode(revised(number), "test") for number in range(MOST_VERSIONS + 6)))

    known = [document.revision for document in versions_known("bicycle", tmp_path)]

    half = MOST_VERSIONS // 2
    assert known == [*range(half), *range(half + 6, MOST_VERSIONS + 6)]


def test_an_id_that_is_a_path_and_a_folder_that_cannot_be_listed_tell_nothing(tmp_path: Path) -> None:
    class Closed(Fs):
        def names_in(self, folder: Path) -> list[str]:
            raise PermissionError(13, "Permission denied")

    kept(tmp_path, encode(revised(1), "test"))

    assert versions_known("../bicycle", tmp_path) == []
    assert versions_known("bicycle", tmp_path, fs=Closed()) == []
