"""Earlier versions stay by what there is of them: the last ones, one an hour, one a day; no clock can make them go."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from cxdesigner.storage.codec import encode
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.offers import Origin, offers_of
from cxdesigner.storage.recovery import SafeCopies
from cxdesigner.storage.rescue import is_damaged, rescue_of
from cxdesigner.storage.save import sha256_of
from cxdesigner.storage.versions import (
    DAYS_KEPT,
    HOURS_KEPT,
    LAST_KEPT,
    id_of_file,
    keep,
    kept_of,
    safe_copies,
    touchpoints_in,
    versions_of,
)
from tests.document.made_up import every_field, one_card

HOUR, DAY = 3_600, 86_400
NOON = time.mktime((2026, 11, 28, 12, 0, 0, 0, 0, -1))


def names(*moments: float) -> list[str]:
    """Return the names of versions that were saved at these moments, the newest first."""
    rows = enumerate(moments, 1)
    return [f"{n:06d}-{time.strftime('%Y-%m-%dT%H.%M', time.localtime(at))}.cxmap" for n, at in rows][::-1]


def test_the_last_versions_stay_however_close_they_are() -> None:
    all_of_them = names(*(NOON + 60 * n for n in range(LAST_KEPT + 15)))

    stay = kept_of(all_of_them)

    assert stay[:LAST_KEPT] == all_of_them[:LAST_KEPT]
    assert len(stay) <= LAST_KEPT + 1


def test_of_each_hour_and_each_day_the_newest_stays() -> None:
    all_of_them = names(*(NOON - n * HOUR / 4 for n in reversed(range(60 * 96))))

    stay = kept_of(all_of_them)

    hours, days = {name[7:20] for name in stay}, {name[7:17] for name in stay}
    assert len(days) == DAYS_KEPT
    assert LAST_KEPT < len(stay) <= LAST_KEPT + HOURS_KEPT + DAYS_KEPT
    assert hours >= {name[7:20] for name in all_of_them[: 4 * HOURS_KEPT - 3]}
    for day in days:
        assert next(name for name in all_of_them if name[7:17] == day) in stay


def test_a_clock_that_jumps_takes_none_of_the_last_versions_away() -> None:
    jumping = names(*(NOON + (-1) ** n * n * 400 * DAY for n in range(30)))

    assert kept_of(jumping)[:LAST_KEPT] == jumping[:LAST_KEPT]


def test_versions_are_listed_with_their_times_the_newest_first(tmp_path: Path) -> None:
    for number in range(3):
        keep(encode(one_card(), str(number)), "bicycle", tmp_path, Fs(), NOON + number * HOUR)

    versions = versions_of("bicycle", tmp_path)

    assert [version.made for version in versions] == [NOON + 2 * HOUR, NOON + HOUR, NOON]
    assert [touchpoints_in(version.path.read_bytes()) for version in versions] == [1, 1, 1]


def test_versions_without_a_time_in_their_name_are_listed_and_stay_among_the_last(tmp_path: Path) -> None:
    (tmp_path / "bicycle").mkdir()
    (tmp_path / "bicycle" / "000007.cxmap").write_bytes(encode(one_card(), "test"))
    (tmp_path / "bicycle" / "000009-9999-99-99T99.99.cxmap").write_bytes(b"")

    kept = keep(encode(one_card(), "test"), "bicycle", tmp_path, Fs(), NOON)

    assert kept.name.startswith("000010-")
    assert [version.path.name[:6] for version in versions_of("bicycle", tmp_path)] == ["000010", "000009", "000007"]


def test_what_cannot_be_listed_is_no_version(tmp_path: Path) -> None:
    class BlindFs(Fs):
        def names_in(self, folder: Path) -> list[str]:
            raise PermissionError

        def stat(self, path: Path) -> None:
            raise PermissionError

    assert versions_of("bicycle", tmp_path, BlindFs()) == []
    assert id_of_file(tmp_path / "map.cxmap", tmp_path, BlindFs()) == ""
    assert safe_copies([tmp_path], BlindFs()) == []
    assert safe_copies([tmp_path / "gone"], Fs()) == []


def test_safe_copies_are_versions_too_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "snap-000002.cxmap").write_bytes(encode(one_card(), "test"))

    (version,) = safe_copies([tmp_path / "snap-000002.cxmap", tmp_path / "gone"], Fs())

    assert version.is_safe_copy
    assert abs(version.made - time.time()) < 100


def test_the_versions_of_a_file_are_found_among_those_of_others(tmp_path: Path) -> None:
    for name in ("aaa", "bbb"):
        keep(b"no header", name, tmp_path / "backups", Fs(), NOON, tmp_path / f"{name}.cxmap")
    (tmp_path / "backups" / "aaa" / "file.json").write_bytes(b"[]")

    assert id_of_file(tmp_path / "bbb.cxmap", tmp_path / "backups", Fs()) == "bbb"
    assert id_of_file(tmp_path / "ccc.cxmap", tmp_path / "backups", Fs()) == ""


def test_a_version_that_cannot_be_removed_stays_without_harm(tmp_path: Path) -> None:
    class KeepingFs(Fs):
        def remove(self, path: Path) -> None:
            raise PermissionError

    for _ in range(LAST_KEPT + 2):
        keep(encode(one_card(), "test"), "bicycle", tmp_path, KeepingFs(), NOON)

    assert len(versions_of("bicycle", tmp_path)) == LAST_KEPT + 2


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Return a file of which a version was kept, and that was cut in the middle."""
    path = tmp_path / "map.cxmap"
    data = encode(every_field(), "test")
    path.write_bytes(data[: len(data) // 2])
    keep(data, every_field().id, tmp_path / "backups", Fs(), NOON, path)
    return path


def test_a_damaged_file_offers_the_version_before_and_what_is_left(damaged: Path, tmp_path: Path) -> None:
    rescue = rescue_of(damaged, tmp_path)

    assert rescue.kept is not None
    assert rescue.kept.document == every_field()
    assert rescue.left is not None
    assert "records could be read" in rescue.left.notes[0]


@pytest.mark.parametrize("data", [b"", bytes(5_000), b"{" * 50])
def test_a_file_that_tells_nothing_is_found_by_its_name(damaged: Path, tmp_path: Path, data: bytes) -> None:
    damaged.write_bytes(data)
    (tmp_path / "backups" / "another").mkdir()

    rescue = rescue_of(damaged, tmp_path)

    assert rescue.left is None
    assert rescue.kept is not None
    assert rescue.kept.document == every_field()


def test_a_version_that_is_damaged_too_is_passed_over(damaged: Path, tmp_path: Path) -> None:
    newest = keep(b"\x00" * 9_000, every_field().id, tmp_path / "backups", Fs(), NOON + HOUR, damaged)

    rescue = rescue_of(damaged, tmp_path)

    assert rescue.version is not None
    assert rescue.version.path != newest
    assert rescue.kept is not None


def test_where_nothing_was_kept_only_the_file_itself_is_left(damaged: Path, tmp_path: Path) -> None:
    rescue = rescue_of(damaged, tmp_path / "nothing")

    assert (rescue.version, rescue.kept) == (None, None)
    assert rescue.left is not None


def killed_session(data_folder: Path, origin: Path | None, *safe_copies: bytes) -> Path:
    """Leave the safe copies of a session that ended without a save, and return its folder."""
    copies = SafeCopies(data_folder, "test")
    for data in safe_copies:
        path = copies.write(every_field(), Origin("Everything", origin, "ab" * 32))
        assert path is not None
        path.write_bytes(data)
    copies.close()
    assert path is not None
    return path.parent


def test_a_damaged_file_offers_the_newest_safe_copy_of_work_on_it_which_goes_back_to_it(
    damaged: Path, tmp_path: Path
) -> None:
    whole = encode(every_field(), "test")
    folder = killed_session(tmp_path, damaged, whole)
    killed_session(tmp_path, damaged, bytes(900), whole[:50])
    killed_session(tmp_path, damaged.with_name("other.cxmap"), whole)
    killed_session(tmp_path, None, whole)

    rescue = rescue_of(damaged, tmp_path)

    assert rescue.offer is not None
    assert rescue.offer.folder == folder
    assert rescue.offer.origin == Origin("Everything", damaged, sha256_of(damaged.read_bytes()))
    assert rescue.kept is not None


def test_where_no_safe_copy_can_be_read_none_is_offered(damaged: Path, tmp_path: Path) -> None:
    killed_session(tmp_path, damaged, bytes(900))

    assert rescue_of(damaged, tmp_path).offer is None


def test_work_on_a_file_is_found_by_any_way_to_it_and_a_disk_that_is_gone_is_no_way(tmp_path: Path) -> None:
    path = tmp_path / "maps" / "map.cxmap"
    path.parent.mkdir()
    (tmp_path / "link").symlink_to(path.parent)
    killed_session(tmp_path, path, encode(every_field(), "test"))

    class Gone(Fs):
        def resolve(self, path: Path) -> Path:
            raise OSError(5, "Input/output error")

    assert len(offers_of(path, tmp_path, Gone())) == 1
    assert len(offers_of(tmp_path / "link" / "map.cxmap", tmp_path)) == 1
    assert offers_of(tmp_path / "link" / "map.cxmap", tmp_path, Gone()) == []


def test_a_file_is_damaged_that_was_a_map_once(damaged: Path, tmp_path: Path) -> None:
    sound = tmp_path / "sound.cxmap"
    sound.write_bytes(encode(one_card(), "test"))

    assert [is_damaged(path) for path in (damaged, sound, tmp_path / "gone.cxmap")] == [True, False, False]
