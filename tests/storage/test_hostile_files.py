"""No file can do harm: it opens, or it is refused with one sentence, quickly and in little memory."""

from __future__ import annotations

import json
import os
import random
import sys
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxdesigner.document import limits
from cxdesigner.document.records import Team
from cxdesigner.storage.codec import decode, encode, salvage
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import load_document, read_whole
from cxdesigner.storage.refusals import LoadError
from cxdesigner.storage.strict_json import canonical, parse, require_structure, without_escapes
from tests.document.made_up import every_field

HEADER = b'{"format":"cxmap","version":1,"id":"x","revision":0,"app":"x",'


def with_items(items: bytes) -> bytes:
    return HEADER + b'"items":[' + items + b"]}"


def nested(levels: int) -> bytes:
    """Return a file whose deepest value stands so many levels down."""
    return HEADER + b'"items":[],"deep":' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


BOMBS: dict[str, bytes] = {
    "empty": b"",
    "white space": b" \n\t ",
    "zeros": bytes(4096),
    "one zero at the end": encode(every_field(), "test") + b"\0",
    "binary": bytes(range(256)) * 20,
    "latin-1": '{"format":"cxmap","größe":1}'.encode("latin-1"),
    "utf-16": '{"format":"cxmap"}'.encode("utf-16"),
    "a table": b"Stage;Touchpoint\nBuy;Pay\n",
    "a list": b"[]",
    "a text": b'"cxmap"',
    "another format": b'{"format":"drawio","version":1,"items":[]}',
    "no version": b'{"format":"cxmap","items":[]}',
    "version of a wrong kind": b'{"format":"cxmap","version":true,"items":[]}',
    "version zero": b'{"format":"cxmap","version":0,"items":[]}',
    "version with a point": b'{"format":"cxmap","version":1.0,"items":[]}',
    "no items": HEADER[:-1] + b"}",
    "items of a wrong kind": HEADER + b'"items":{}}',
    "depth 100,000": b"[" * 100_000,
    "depth 100,000, closed": nested(100_000),
    "depth behind a quote": HEADER + b'"a":"\\"[[","items":' + b"[" * 9_000,
    "depth hidden by brackets in texts": HEADER + b'"items":' + b'[{"]":' * 100 + b"0" + b"}]" * 100 + b"}",
    "one level too deep": nested(limits.JSON_DEPTH + 1),
    "an integer of 5,000 digits": with_items(b'{"type":"team","id":"t","color":' + b"9" * 5_000 + b"}"),
    "an integer of 19 digits": with_items(b"1" * 19),
    "1e400": with_items(b"1e400"),
    "NaN": with_items(b"NaN"),
    "Infinity": with_items(b"-Infinity"),
    "the same name twice": with_items(b'{"type":"team","type":"note"}'),
    "millions of empty objects": with_items(b",".join([b"{}"] * 3_000_000)),
    "millions of empty lists": with_items(b",".join([b"[]"] * 3_000_000)),
    "millions of numbers": with_items(b",".join([b"7"] * 5_000_000)),
    "one record too many": with_items(b",".join([b"0"] * (limits.RECORDS + 1))),
    "one picture too many": HEADER
    + b'"items":[],"images":'
    + json.dumps({str(n): "" for n in range(limits.PICTURES + 1)}).encode()
    + b"}",
    "a picture that is too large": HEADER
    + b'"items":[],"images":{"x":"'
    + b"A" * (limits.PICTURE_BYTES // 3 * 4 + 8)
    + b'"}}',
    "quotes without an end": b'{"format":"cxmap","x":"' + b'\\"' * 3_000_000,
    "too large": b" " * limits.FILE_BYTES + b" ",
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_with_one_sentence_in_time(data: bytes) -> None:
    start = time.process_time()

    with pytest.raises(LoadError) as refused:
        decode(data, Path("map.cxmap"))

    assert time.process_time() - start < 2
    assert str(refused.value).startswith("“map.cxmap” cannot be opened: ")
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_bomb_takes_little_memory() -> None:
    data = with_items(b",".join([b"{}"] * 3_000_000))
    tracemalloc.start()

    with pytest.raises(LoadError):
        decode(data)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 6 * len(data)


def test_what_is_as_deep_as_allowed_opens() -> None:
    assert len(decode(nested(limits.JSON_DEPTH)).document.unknown) == 1


def test_as_many_records_as_allowed_open() -> None:
    items = b",".join(b'{"type":"team","id":"%d","title":""}' % number for number in range(limits.RECORDS))

    assert len(decode(with_items(items)).document.all(Team)) == limits.RECORDS


def depth(value: object) -> int:
    children = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if children is None else 1 + max(map(depth, children), default=0)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text('[]{}"\\,ü\n', max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('[]{}"\\', max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(json_values, st.integers(0, 70), st.booleans())
@example("", limits.JSON_DEPTH, False)
@example("", limits.JSON_DEPTH + 1, False)
def test_the_look_at_the_bytes_counts_levels_as_a_reader_does(value: object, levels: int, with_names: bool) -> None:
    for _ in range(levels):
        value = {'"]\\': value} if with_names else [value]
    data = json.dumps(value, ensure_ascii=False).encode()

    if depth(value) > limits.JSON_DEPTH:
        with pytest.raises(LoadError, match="nested deeper than 64 levels"):
            require_structure(without_escapes(data))
    else:
        assert parse(b" " + data + b" " if data.strip() else data) == value


@given(st.text(st.characters(exclude_categories=())))
def test_the_one_way_to_write_a_value_can_always_be_read_again(text: str) -> None:
    assert parse(canonical([text]).encode("utf-8")) == [text]


TOKENS = [
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b",",
    b":",
    b"\\",
    b"null",
    b"true",
    b"-1",
    b"1e9",
    b'"id"',
    b"\n",
    b"\0",
    b"\xff",
]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few accidents: flips, cuts, doublings, splices of tokens and of other lines."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(found) + 1)
        end = min(len(found), at + chance.choice((1, 1, 2, 8, 60)))
        accident = chance.randrange(6)
        if accident == 0 and at < len(found):
            found[at] ^= 1 << chance.randrange(8)
        elif accident == 1:
            del found[at:end]
        elif accident == 2:
            found[at:at] = found[at:end]
        elif accident == 3:
            found[at:end] = chance.choice(TOKENS)
        elif accident == 4:
            source = chance.randrange(len(found) + 1)
            found[at:end] = found[source : source + 40]
        else:
            lines = bytes(found).split(b"\n")
            chance.shuffle(lines)
            found = bytearray(b"\n".join(lines))
    return bytes(found)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_a_file_after_any_accident_opens_sound_or_is_refused(seed: int) -> None:
    chance = random.Random(seed)
    whole = encode(every_field(), "test")

    for number in range(300):
        data = mutated(whole, chance)
        for read in (decode, salvage):
            try:
                found = read(data)
            except LoadError:
                continue
            again = decode(encode(found.document, "test"))
            assert (again.document, again.notes) == (found.document, ()), (seed, number)


def test_a_flipped_byte_anywhere_is_refused_or_noted() -> None:
    whole = encode(every_field(), "test")

    for at in range(0, len(whole), 7):
        data = bytearray(whole)
        data[at] ^= 0x01
        try:
            found = decode(bytes(data))
        except LoadError:
            continue
        assert found.notes or found.is_newer, at


# -- files that are none -----------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "map.cxmap")

    with pytest.raises(LoadError, match="no ordinary file"):
        load_document(tmp_path / "map.cxmap")


def test_a_pipe_that_takes_the_place_of_a_file_at_the_last_moment_does_not_hang(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such files")
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OSError, match="not a regular file"):
        Fs().read(tmp_path / "pipe", 10)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone.cxmap", "it is not there."),
        ("gone/map.cxmap", "it is not there."),
        ("folder", "it is a folder."),
        ("file/inside.cxmap", "it is not there."),
        ("x" * 300, "its name is too long."),
        ("nul\0name", "there is no such name."),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(LoadError) as refused:
        load_document(tmp_path / name)

    assert refused.value.reason == reason


def test_a_file_larger_than_asked_for_is_refused_before_and_while_it_is_read(tmp_path: Path) -> None:
    class GrowingFs(Fs):
        def stat(self, path: Path) -> os.stat_result | None:
            found = super().stat(path)
            path.write_bytes(b"x" * 11)
            return found

    (tmp_path / "file").write_bytes(b"x" * 10)
    assert read_whole(tmp_path / "file", 10) == b"x" * 10

    with pytest.raises(LoadError, match="at most"):
        read_whole(tmp_path / "file", 10, GrowingFs())
    with pytest.raises(LoadError, match="at most"):
        read_whole(tmp_path / "file", 10)
