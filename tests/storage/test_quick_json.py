"""The quick way parses a file in pieces, and a large one by orjson: what it reads is what Python's own reader makes of the whole."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document.fields import FIELDS, PART_FIELDS, Kind
from cxdesigner.storage import quick
from cxdesigner.storage.strict_json import without_escapes

TEXTS = st.text(st.characters(exclude_categories=()), max_size=6) | st.sampled_from(
    ["\n", "\t", "\\", '\\"', "\x7f", "\ufeff"]
)
NUMBERS = st.integers() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=12),
    max_leaves=20,
)
SPELLINGS = st.sampled_from(
    [
        "NaN",
        "-Infinity",
        "-0",
        "-0.0",
        "1E5",
        "1e-400",
        "1e400",
        "0.1",
        "01",
        "1.",
        "1" * 400,
        "1." + "1" * 400,
        "5e-324",
    ]
)
STRAY = st.binary(max_size=3) | st.sampled_from(
    [b",", b'"', b"\\", b"\\u", b"\\ud800", b"\xed\xa0\x80", b"\xc0\x80", b"{}", b"[", b" ", b"\r"]
)


@st.composite
def written(draw: st.DrawFn) -> bytes:
    """Return JSON as somebody may write it, now and then with something put in or taken out."""
    text = json.dumps(
        draw(VALUES), ensure_ascii=draw(st.booleans()), separators=draw(st.sampled_from([(",", ":"), (" , ", ": ")]))
    )
    if draw(st.booleans()):
        text = re.sub(r"\d+", lambda _: draw(SPELLINGS), text, count=1)
    data = text.encode("utf-8", "surrogatepass")
    if draw(st.booleans()):
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(STRAY) + data[place + draw(st.integers(0, 2)) :]
    return data


def with_great_numbers_as_floats(value: Any) -> Any:
    """Return the same as orjson reads it: whole numbers beyond 64 bits are floats."""
    if isinstance(value, dict):
        return {name: with_great_numbers_as_floats(one) for name, one in value.items()}
    if isinstance(value, list):
        return [with_great_numbers_as_floats(one) for one in value]
    is_great = type(value) is int and not -(2**63) <= value < 2**64
    return float(value) if is_great else value


def items_of(lines: list[bytes], large: float, piece: int) -> list[Any] | None:
    """Return what is listed in a file, None where the quick way refuses it."""
    data = b'{"items":[\n' + b",\n".join(lines) + b'],\n"images":{}}\n'
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick, "LARGE", large)
        patch.setattr(quick, "PIECE", piece)
        found = quick.plain_of(data, without_escapes(data))
        try:
            return None if found is None else list(found[1])
        except ValueError:
            return None


@given(st.lists(written(), max_size=4), st.sampled_from([0, math.inf]), st.sampled_from([0, 8, 50_000]))
def test_what_the_quick_way_reads_is_what_python_reads_of_the_whole(
    lines: list[bytes], large: float, piece: int
) -> None:
    found = items_of(lines, large, piece)

    if found is not None:
        of_python = json.loads(b"[" + b",\n".join(lines) + b"]")
        assert repr(found) == repr(of_python if large else with_great_numbers_as_floats(of_python))


@given(st.lists(VALUES, max_size=4), st.sampled_from([0, 8, 50_000]))
def test_both_readers_refuse_the_same_of_what_is_written_whole(values: list[Any], piece: int) -> None:
    lines = [
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass") for value in values
    ]

    assert (items_of(lines, 0, piece) is None) == (items_of(lines, math.inf, piece) is None)


def test_no_field_holds_a_number_so_great_that_orjson_would_take_a_whole_one_for_a_float() -> None:
    numbers = [info for infos in (FIELDS | PART_FIELDS).values() for info in infos if info.kind is Kind.NUMBER]

    assert all(info.least > -(2**63) and info.most < 2**63 for info in numbers)


@pytest.mark.parametrize("large", [0, math.inf])
@pytest.mark.parametrize("piece", [0, 50_000])
@pytest.mark.parametrize(
    "lines", [[b"1", b""], [b"", b"1"], [b"1", b"", b"2"], [b"[1", b"2]"], [b'"1', b'2"'], [b"1],[2"]]
)
def test_lines_that_are_no_list_together_are_refused(lines: list[bytes], piece: int, large: float) -> None:
    is_list = lines == [b"[1", b"2]"] and piece  # which is one, when it is not cut

    assert items_of(lines, large, piece) == ([[1, 2]] if is_list else None)
