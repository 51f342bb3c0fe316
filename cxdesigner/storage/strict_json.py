"""JSON from a stranger: read whole or refused, in bounded time and memory."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from cxdesigner.document import limits
from cxdesigner.storage.refusals import LoadError

_ALL_BYTES = bytes(range(256))
_NOT_STRUCTURE = bytes(byte for byte in _ALL_BYTES if byte not in b'"[]{}')
_STRING = re.compile(rb'"[^"]*"?')
_SURROGATE = re.compile("[\ud800-\udfff]")
_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MOST_BRACKETS = 1_000_000
_MOST_COMMAS = 4_000_000
_MOST_DIGITS = 18


def parse(data: bytes) -> Any:
    """Return what the bytes say. Raises LoadError (without a path) for everything that is not sound JSON in UTF-8.

    Refused are also NaN and infinities, names that come twice in one object, numbers beyond all measure, nesting deeper
    than `limits.JSON_DEPTH`, and more values than a document can have: Python's own reader takes the first two silently
    and needs 30 bytes of memory for each byte of the last.
    """
    require_size(len(data))
    data = data.removeprefix(_BYTE_ORDER_MARK)
    if not data.strip(b"\x00 \t\r\n"):
        raise LoadError(None, "it is empty." if not data.strip() else "it holds nothing but zeros.", is_damaged=True)
    require_structure(without_escapes(data))
    try:
        return _DECODER.decode(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise LoadError(None, "it is not text in UTF-8; it may be damaged.", is_damaged=True) from None
    except (RecursionError, MemoryError, ValueError) as error:
        if isinstance(error, LoadError):
            raise
        raise LoadError(None, "it is damaged or was cut off.", is_damaged=True) from None


def require_size(size: int, most: int = limits.FILE_BYTES) -> None:
    """Refuse a file that is too large, before it is read."""
    if size > most:
        raise LoadError(None, f"it has {size / 2**20:,.1f} MiB, and at most {most / 2**20:g} MiB fit.")


def without_escapes(data: bytes) -> bytes:
    """Return JSON without escaped backslashes and quotes: each quote that is left begins or ends a text."""
    return data.replace(rb"\\", b"").replace(rb"\"", b"") if b"\\" in data else data


def require_structure(unescaped: bytes) -> None:
    """Refuse nesting and amounts that no map has, by a look at the bytes (`without_escapes`), before anything is built.

    Strings are taken out by their quotes: escaped backslashes and quotes go first, then two neighbouring quotes may be
    dropped at will, since what counts for everything else is whether the number of quotes before it is odd.
    """
    bare = unescaped.translate(None, _NOT_STRUCTURE).replace(b'""', b"")
    brackets = _STRING.sub(b"", bare).translate(_ONE_KIND)
    is_long = len(unescaped) > _MOST_COMMAS
    if brackets.count(b"[") > _MOST_BRACKETS or (is_long and unescaped.count(b",") > _MOST_COMMAS):
        raise LoadError(None, "it holds more than a map can hold.")
    for _ in range(limits.JSON_DEPTH):
        inner = brackets.replace(b"[]", b"")
        if inner == brackets:
            break
        brackets = inner
    if b"[]" in brackets:
        raise LoadError(None, f"it is nested deeper than {limits.JSON_DEPTH} levels.")
    if brackets:
        raise LoadError(None, "it is damaged or was cut off.", is_damaged=True)


def canonical(value: Any) -> str:
    """Return the one text by which a value is written: sorted names, no spaces, characters as they are.

    A lone surrogate, which only a foreign value can hold, stays escaped: UTF-8 has no bytes for it.
    """
    text = _ENCODER.encode(value)
    if not text.isascii() and _SURROGATE.search(text):
        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text


def _refuse_constant(name: str) -> NoReturn:
    raise LoadError(None, f"it holds “{name}” where a number must be.", is_damaged=True)


def _read_float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise LoadError(None, "it holds a number beyond all measure.", is_damaged=True)
    return value


def _read_int(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise LoadError(None, "it holds a number beyond all measure.", is_damaged=True)
    return int(text)


def _read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise LoadError(None, "one of its entries says the same thing twice.", is_damaged=True)
    return members


_DECODER = json.JSONDecoder(
    object_pairs_hook=_read_object, parse_float=_read_float, parse_int=_read_int, parse_constant=_refuse_constant
)
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
