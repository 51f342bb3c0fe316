"""Named bombs for the doors that there are: tables, lists of lines, pictures, and what calls itself one of these."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import png

from cxdesigner.document import limits

HEADER = "Stage;Touchpoint;Team;Channel;When;Next\n"
CARD = "Buy;Call;Sales;Phone;day 1;\n"


def _png(width: int, height: int, rows: bytes) -> bytes:
    """Return a PNG whose header says a size that its contents need not have."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _large_picture() -> bytes:
    out = io.BytesIO()
    png.Writer(6_000, 6_000, greyscale=True).write(out, (bytes(6_000) for _ in range(6_000)))
    return out.getvalue()


TABLES: dict[str, Callable[[], bytes]] = {
    "empty.csv": lambda: b"",
    "bom only.csv": lambda: b"\xef\xbb\xbf",
    "zeros.csv": lambda: bytes(1_000_000),
    "utf-16.csv": lambda: (HEADER + CARD).encode("utf-16"),
    "utf-16 without a mark.csv": lambda: (HEADER + CARD).encode("utf-16-be"),
    "latin-1.csv": lambda: (HEADER + "Kauf;Gespräch;Küche;Telefon;;\n").encode("latin-1"),
    "a quote that never ends.csv": lambda: (HEADER + '"' + CARD * 100_000).encode(),
    "quotes without end.csv": lambda: (HEADER + '"' * 5_000_000).encode(),
    "a cell of 5 MB.csv": lambda: (HEADER + "Buy;" + "x" * 5_000_000 + ";;;;\n").encode(),
    "a word of 200 KB.csv": lambda: (HEADER + "Buy;" + "w" * 200_000 + ";;;;\n").encode(),
    "one column too many.csv": lambda: (";".join(f"c{n}" for n in range(100_000)) + "\n").encode(),
    "a million rows.csv": lambda: (HEADER + "Buy;x;;;;\n" * 1_000_000).encode(),
    "a million empty rows.csv": lambda: (HEADER + ";;;;;\n" * 1_000_000).encode(),
    "ten million separators.csv": lambda: b";" * 10_000_000,
    "ten million newlines.csv": lambda: b"\n" * 10_000_000,
    "carriage returns.csv": lambda: b"\r" * 5_000_000,
    "larger than a file may be.csv": lambda: b"x" * (limits.FILE_BYTES + 1),
    "nul in cells.csv": lambda: (HEADER + "Buy;Ca\0ll;\0;;;\n").encode(),
    "surrogates.csv": lambda: HEADER.encode() + b"Buy;\xed\xa0\x80;;;;\n",
    "noncharacters.csv": lambda: (HEADER + "Buy;\ufffe\uffff\u202e;;;;\n").encode(),
    "bidi controls.csv": lambda: (HEADER + "Buy;\u202e\u2066" * 5_000 + ";;;;\n").encode(),
    "combining marks.csv": lambda: (HEADER + "Buy;a" + "\u0301" * 100_000 + ";;;;\n").encode(),
    "formulas.csv": lambda: (HEADER + "Buy;=cmd|'/c calc'!A1;+1;-1;@SUM(A1);\n").encode(),
    "a link to itself.csv": lambda: (HEADER + "Buy;Call;;;;Call\n").encode(),
    "links in a ring.csv": lambda: (HEADER + "".join(f"Buy;T{n};;;;T{(n + 1) % 2_000}\n" for n in range(2_000))).encode(),
    "everybody after everybody.csv": lambda: (
        HEADER + "".join(f"Buy;T{n};;;;{', '.join(f'T{m}' for m in range(300))}\n" for n in range(300))
    ).encode(),
    "five thousand stages.csv": lambda: (HEADER + "".join(f"S{n};T{n};;;;\n" for n in range(5_000))).encode(),
    "five thousand teams.csv": lambda: (HEADER + "".join(f"Buy;T{n};Team {n};;;\n" for n in range(5_000))).encode(),
    "the same header sixty times.csv": lambda: (";".join(["Touchpoint"] * 60) + "\n" + ";".join(["x"] * 60)).encode(),
    "numbers of any size.csv": lambda: (HEADER + f"Buy;T;;;{'9' * 5_000} days;{'9' * 5_000}\n").encode(),
    "a date before all dates.csv": lambda: (HEADER + "Buy;T;;;0000-00-00;\nBuy;U;;;9999999-99-99 + 99999999 years;\n").encode(),
    "html.csv": lambda: (HEADER + "Buy;" + "<table><tr><td>" * 5_000 + ";;;;\n").encode(),
    "images by path.csv": lambda: (HEADER + "Buy;<img src='/dev/zero'>;<b>;</para>;&lt;;\n").encode(),
    "json bomb.csv": lambda: b"[" * 1_000_000,
    "a map that is none.csv": lambda: b'{"format":"cxmap","version":1,"items":' + b"[" * 100_000,
    "zip.csv": lambda: b"PK\x03\x04" + bytes(range(256)) * 100,
    "xml with entities.csv": lambda: b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 10_000 + b'">]><a>' + b"&b;" * 10_000 + b"</a>",
    "tabs.tsv": lambda: b"\t" * 5_000_000,
    "one long line.txt": lambda: b"Call - Email " * 400_000,
    "a million lines.txt": lambda: b"Call - Email - Sales - then\n" * 1_000_000,
    "separators.txt": lambda: b" - " * 2_000_000,
    "dashes of every kind.txt": lambda: ("\u2013\u2014\u2212-" * 500_000).encode(),
    "deep indents.txt": lambda: b"".join(b" " * n + b"x\n" for n in range(3_000)),
    "parentheses.txt": lambda: b"(" * 1_000_000,
    "spaces before an end.txt": lambda: b"Call" + b" " * 3_000_000 + b"x",
    "commas.txt": lambda: b"," * 3_000_000,
    "mermaid.txt": lambda: b"journey\n  title x\n" + b"  section " * 200_000,
}  # fmt: skip
"""Each opens with what could be understood, or is refused."""

PICTURES: dict[str, Callable[[], bytes]] = {
    "empty.png": lambda: b"",
    "header only.png": lambda: b"\x89PNG\r\n\x1a\n",
    "36 million pixels.png": _large_picture,
    "60,000 by 60,000.png": lambda: _png(60_000, 60_000, b"\0" * 1_000),
    "two thousand million wide.png": lambda: _png(2**31 - 1, 1, b"\0"),
    "no pixels at all.png": lambda: _png(0, 0, b""),
    "fewer rows than said.png": lambda: _png(3_000, 3_000, b"\0" * 9_001),
    "more rows than said.png": lambda: _png(1, 1, bytes(50_000_000)),
    "jpeg that is cut.jpg": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01" + bytes(100),
    "gif of many sizes.gif": lambda: b"GIF89a\xff\xff\xff\xff\x00\x00\x00," + b"\0\0\0\0\xff\xff\xff\xff\0\x08" * 1_000,
    "bmp of negative height.bmp": lambda: b"BM" + struct.pack("<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, 9_000, -9_000, 1, 24, 0, 0, 0, 0, 0, 0),
    "svg with a script.png": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script><image href='file:///dev/zero'/></svg>",
    "svg of uses.png": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<use href='#a'/>" * 1_000 + b"</svg>",
    "a table.png": lambda: (HEADER + CARD).encode(),
    "tiff that points to itself.tif": lambda: b"II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00",
    "webp that lies.webp": lambda: b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\x7f" + bytes(64),
    "larger than is looked at.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(65 * 2**20),
}  # fmt: skip
"""Each becomes a small picture, or is refused."""
