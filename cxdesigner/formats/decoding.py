"""From bytes to text: every encoding in which people save tables, and a clear no to what is no text."""

from __future__ import annotations

import codecs
import re

from cxdesigner.document import limits
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name

_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "is an Excel workbook or another packed file; save its sheet as CSV and open that"),
    (b"\xd0\xcf\x11\xe0", "is an old Excel or Word file; save its sheet as CSV and open that"),
    (b"%PDF", "is a PDF; export the table itself as CSV and open that"),
    (b"\x89PNG", "is a picture and not a table"),
    (b"\xff\xd8\xff", "is a picture and not a table"),
    (b"GIF8", "is a picture and not a table"),
    (b"\x1f\x8b", "is a packed file; unpack it first"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS_PER_TEXT = 100
"""So many characters of a text stand to one control character at least: old systems leave some, binary files are full."""
_CHARACTERS_PER_LATIN = 50
"""A table in UTF-16 has one of the first 256 characters in so many at least, whatever its language."""
_SAMPLE = 4096


def decoded(data: bytes, name: str) -> str:
    """Return the text of a file: UTF-8, UTF-16 (with or without a mark) or Windows-1252. Refuses what is no text."""
    shown = shown_name(name)
    if len(data) > limits.FILE_BYTES:
        most = limits.FILE_BYTES // 2**20
        raise Refused(f"“{shown}” is too large: it has {len(data) / 2**20:.0f} MiB, and {most} MiB can be read.")
    for start, what in _FOREIGN:
        if data.startswith(start):
            raise Refused(f"“{shown}” {what}.")
    text = _as_text(data)
    if text is None or len(_CONTROLS.findall(text)) * _CONTROLS_PER_TEXT > len(text):
        raise Refused(f"“{shown}” is not a text file; save the table as CSV and open that.")
    if not text.strip():
        raise Refused(f"“{shown}” is empty.")
    return text


def _as_text(data: bytes) -> str | None:
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    start = data[:_SAMPLE]
    even, odd = start[::2].count(0), start[1::2].count(0)
    zeros = max(even, odd)
    if zeros > 1 and zeros * _CHARACTERS_PER_LATIN > len(start) // 2:
        # Text in UTF-16 without a mark: its commas and line ends, if nothing else, have a byte that is zero.
        return ("utf-16-le",) if odd > even else ("utf-16-be",)
    return "utf-8", "cp1252"
