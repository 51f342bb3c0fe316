"""Which font has which sign: the bundled ones first, then those of the system, and a visible substitute where none has.

Only fonts with TrueType outlines can be embedded by reportlab; others are passed over. Fonts are looked for when a text
needs them and not before: a text in Latin, Greek or Cyrillic letters opens no file but the bundled Noto Sans.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

from cxdesigner import resources

SUBSTITUTE = "\ufffd"
"""What is printed for a sign that no font has; the bundled font draws it as a diamond with a question mark."""

STAND_INS = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": "\u2013",
    "\u2192": "\u203a",
    "\u2190": "\u2039",
    "\u2713": "\u221a",
}
"""Signs that people type and the bundled fonts may lack, with one that says the same; used only where no font has them."""

IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
"""Signs that say how to set others and have no shape of their own."""

_BUNDLED = {
    (False, False): "NotoSans-Regular",
    (True, False): "NotoSans-Bold",
    (False, True): "NotoSans-Italic",
    (True, True): "NotoSans-BoldItalic",
}
_SUFFIXES = {".ttf", ".ttc"}
_MOST_FILES = 4_000
_PRIVATE = range(0xE000, 0xF900)


_BEYOND = re.compile(r"(?m)(^<[0-9A-F]{2}> )<([0-9A-F]{5,6})>")
"""A line of a character map for a sign beyond U+FFFF, as reportlab writes it."""


def _utf16(code: int) -> str:
    return f"<{chr(code).encode('utf-16-be').hex().upper()}>"


class PaperFont(TTFont):  # type: ignore[misc]
    """A font of reportlab that gives a shaped glyph the same code in each document, so that equal input is equal bytes."""

    def hbFont(self, fontSize: float = 10) -> Any:
        """Return harfbuzz's view of the font; reportlab asks for it before it shapes."""
        font = super().hbFont(fontSize)
        self.hbAddPrivate = self.private_code
        return font

    def addObjects(self, doc: Any) -> None:
        """Write the font into a document, with what its signs mean in UTF-16; reportlab knows no sign beyond U+FFFF."""
        subsets = self.state[doc].subsets if doc in self.state else ()
        super().addObjects(doc)
        for number in range(len(subsets)):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            stream = doc.idToObject[f"toUnicodeCMap:{name}"]
            stream.content = _BEYOND.sub(lambda found: found[1] + _utf16(int(found[2], 16)), stream.content)

    def private_code(self, name: str, glyph: int, advance: float) -> int:
        """Return the code in the private area by which reportlab draws a glyph that no character has."""
        codes: dict[int, int] = self.__dict__.setdefault("codes_of_glyphs", {})
        if glyph not in codes:
            code = _PRIVATE.start + glyph % len(_PRIVATE)
            while code in self.face.charToGlyph:
                code = _PRIVATE.start + (code + 1 - _PRIVATE.start) % len(_PRIVATE)
            codes[glyph] = code
            self.face.charToGlyph[code] = glyph
            self.face.glyphToChar.setdefault(glyph, []).append(code)
            self.face.charWidths[code] = self.pdfScale(advance)
        return codes[glyph]


@cache
def base(bold: bool = False, italic: bool = False) -> str:
    """Return the name of the bundled font of this weight, ready for use."""
    name = _BUNDLED[bold, italic]
    pdfmetrics.registerFont(PaperFont(name, str(resources.path("fonts", f"{name}.ttf"))))
    return name


@cache
def covered(name: str) -> dict[int, int]:
    """Return the characters (as keys) that a font in use can draw."""
    return cast("dict[int, int]", pdfmetrics.getFont(name).face.charToGlyph)


@lru_cache(50_000)
def width_of(word: str, name: str) -> float:
    """Return the width of one word at size 1, in points."""
    return cast("float", pdfmetrics.stringWidth(word, name, 1000)) / 1000


def has(name: str, char: str) -> bool:
    """Tell whether a font in use can draw this character, or need not."""
    code = ord(char)
    if code in _PRIVATE:
        return False
    return code in covered(name) or IGNORABLE.match(char) is not None


@lru_cache(1_000)
def is_there_without_width(char: str, name: str) -> bool:
    """Tell whether a font in use has a sign that takes no room: such as what joins emoji, which readers shall find again."""
    code = ord(char)
    return code not in _PRIVATE and code in covered(name) and not width_of(char, name)


@lru_cache(50_000)
def font_for(char: str, name: str) -> str | None:
    """Return the font for a character where *name* is wanted, or None where no font here has it."""
    if has(name, char):
        return name
    wanted = "bold" if "Bold" in name else "regular"
    for path in sorted(_candidates(), key=lambda path: _rank(path, char, wanted)):
        found = _opened(path, char)
        if found is not None:
            return found
    return None


@lru_cache(50_000)
def drawable(char: str, name: str) -> tuple[str, str]:
    """Return what to draw for a character and in which font: itself, a sign that says the same, or the substitute."""
    font = font_for(char, name)
    if font is not None:
        return char, font
    return STAND_INS.get(char, SUBSTITUTE), name


def missing_in(text: str) -> list[str]:
    """Return the characters of a text that no font here can draw, each once, in order."""
    name = base()
    signs = dict.fromkeys(char for char in text if ord(char) not in covered(name) and not char.isspace())
    return [sign for sign in signs if drawable(sign, name)[0] == SUBSTITUTE != sign]


def called(sign: str) -> str:
    """Return a character by number and name, as somebody can look it up: `U+2603 SNOWMAN`."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()


@cache
def _candidates() -> tuple[Path, ...]:
    """Return all font files that might help: the bundled ones and the system's, each once."""
    bundled = {f"{name}.ttf" for name in _BUNDLED.values()}
    found = [path for path in sorted(resources.path("fonts").glob("*.tt[fc]")) if path.name not in bundled]
    for folder in system_folders():
        for parent, folders, names in os.walk(folder):
            folders.sort()
            found.extend(Path(parent, name) for name in sorted(names) if Path(name).suffix.lower() in _SUFFIXES)
            if len(found) > _MOST_FILES:
                return tuple(found[:_MOST_FILES])
    return tuple(found)


def system_folders() -> list[Path]:
    """Return where the system keeps fonts."""
    home = _home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]


def _home() -> Path:
    """Return the home of the user; a folder that is not there where nobody knows one (a service, a container)."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/nonexistent")


def _rank(path: Path, char: str, wanted: str) -> tuple[object, ...]:
    """Sort the better font first: bundled, made for the script, a sans, of the wanted weight, upright."""
    name = path.stem.lower().replace("-", "").replace(" ", "")
    script = unicodedata.name(char, "?").split()[0].lower()
    return (
        path.parent != resources.path("fonts"),
        script not in name,
        "italic" in name or "oblique" in name or "mono" in name or "condensed" in name or "light" in name,
        "sans" not in name,
        (wanted == "bold") != ("bold" in name),
        "serif" in name,
        path.name,
    )


@cache
def _outlines(path: Path) -> tuple[Any, ...]:
    """Return harfbuzz's fonts of a file, None for each that reportlab could not embed; () if it cannot be read."""
    try:
        blob = uharfbuzz.Blob.from_file_path(str(path))
        faces = [uharfbuzz.Face(blob, index) for index in range(uharfbuzz.Face(blob).count)]
    except (OSError, ValueError, uharfbuzz.HarfBuzzError):
        return ()
    return tuple(uharfbuzz.Font(face) if "glyf" in face.table_tags else None for face in faces)


def _opened(path: Path, char: str) -> str | None:
    """Return the name under which this file's font is in use, if it has the character and may be embedded."""
    for index, font in enumerate(_outlines(path)):
        if font is not None and font.get_nominal_glyph(ord(char)):
            name = _registered(path, index)
            if name is not None:
                return name
    return None


@cache
def _registered(path: Path, index: int) -> str | None:
    name = f"{path.stem}-{index}"
    try:
        pdfmetrics.registerFont(PaperFont(name, str(path), subfontIndex=index))
    except (TTFError, OSError, ValueError):
        return None
    return name
