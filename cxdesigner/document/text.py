"""Clean text at every door: load, import, paste and rename all come through here."""

from __future__ import annotations

import re
import unicodedata

from cxdesigner.document import limits
from cxdesigner.document.refused import Refused

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_WHITE = re.compile(r"\s+")
_DIRECTION = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, _DIRECTION))
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Names that Windows keeps for devices, whatever their suffix."""
_RUN = re.compile(rf"\S{{{limits.UNBROKEN_RUN},}}")


def clean_text(text: str) -> str:
    """Return text that every file, font and printer of ours can carry: NFC, LF line ends, no control characters."""
    if text.isascii() and text.isprintable():
        return text
    lines = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", lines))


def clean_line(text: str) -> str:
    """Return clean text on one line, without white space at its ends; empty where none of it can be seen."""
    line = _WHITE.sub(" ", clean_text(text)).strip()
    return line if line.isascii() or line.strip(_INVISIBLE) else ""


def is_clean(text: str) -> bool:
    """Tell whether text may stand in a record as it is."""
    return clean_text(text) == text


def require_length(text: str, most: int, what: str) -> None:
    """Refuse a text that is longer than *most* characters."""
    if len(text) > most:
        raise Refused(f"{what} is too long: {len(text):,} characters, and {most:,} fit.")


def shown_name(name: str) -> str:
    """Return a file name as it is shown: nothing in it can turn the line around or hide."""
    return clean_line(name.translate(_DIRECTION)) or "?"


def file_name(title: str, otherwise: str) -> str:
    """Return a title as a file name (without its suffix) that every system takes; *otherwise* where nothing is left of it."""
    kept = "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in title)
    name = " ".join(kept.split())[:60].strip(" -") or otherwise
    return f"{name} file" if name.lower() in _RESERVED else name


def soft_broken(text: str) -> str:
    """Return text in which an endless word may be broken: zero-width spaces where no line could end."""
    step = limits.UNBROKEN_RUN // 4

    def broken(run: re.Match[str]) -> str:
        word = run.group()
        return "\u200b".join(word[start : start + step] for start in range(0, len(word), step))

    return _RUN.sub(broken, text)


def folded(text: str) -> str:
    """Return text as it is compared: case, accents' composition and white space do not count."""
    return _WHITE.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
