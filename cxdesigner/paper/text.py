"""The one door by which a person's text comes onto paper: plain text in, lines that fit in, nothing interpreted.

No markup is read here at all, so that no text can embed a file, make a link or break the set-up, and breaking lines takes
time in proportion to the text. Nothing else in this room may hand a person's text to reportlab.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from cxdesigner.document import limits
from cxdesigner.document.text import clean_text
from cxdesigner.paper import fonts
from cxdesigner.paper.shaping import RIGHT_TO_LEFT, Run, is_right_to_left, set_runs

CONTINUED = "… continued"

_WIDE = "\u1100-\u11ff\u2e80-\u303f\u3040-\u9fff\ua000-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_CLOSING = "、。，．：；！？」』）】〉》〕ー々"
_WORDS = re.compile(rf"([{_WIDE}][{_CLOSING}]*|[^\s{_WIDE}]+)(\s*)")


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a text is set: size and line height in points, ink from 0 (none) to 1 (black)."""

    size: float
    leading: float
    bold: bool = False
    italic: bool = False
    ink: float = 0.87

    @property
    def font(self) -> str:
        return fonts.base(self.bold, self.italic)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is drawn; `runs` is None where the plain text in the base font will do."""

    text: str
    width: float
    right_to_left: bool = False
    runs: tuple[Run, ...] | None = None


def set_lines(text: str, lettering: Lettering, width: float) -> tuple[Line, ...]:
    """Return a person's text as lines of at most this width (in points); "" gives none.

    A word that is wider than the line is broken wherever it must be; nothing is left out.
    """
    if not text or text.isspace():
        return ()
    cleaned = clean_text(text[: limits.TEXT_CHARACTERS]).expandtabs(4).rstrip()
    lines: list[Line] = []
    for paragraph in cleaned.split("\n"):
        lines += _set_paragraph(paragraph, lettering, width)
    return tuple(lines)


def first_lines(text: str, lettering: Lettering, width: float, most: int = 1) -> tuple[Line, ...]:
    """Return at most so many lines; where there is more to say, the last of them ends in "…"."""
    lines = set_lines(text, lettering, width)
    if len(lines) <= most:
        return lines
    words = lines[most - 1].text.split(" ")
    while words:
        shortened = set_lines(" ".join(words) + "…", lettering, width)
        if len(shortened) == 1:
            return (*lines[: most - 1], *shortened)
        words[-1:] = [words[-1][:-1]] if len(words[-1]) > 1 else []
    return lines[:most]


def _set_paragraph(paragraph: str, lettering: Lettering, width: float) -> list[Line]:
    font, most = lettering.font, width / lettering.size
    right_to_left = is_right_to_left(paragraph)
    lines: list[Line] = []
    words: list[str] = []
    used = 0.0
    pending = ""
    for word, space in _words(paragraph, font, most):
        wide = _measured(word, font)
        gap = _measured(pending, font) if words else 0.0
        if words and used + gap + wide > most:
            lines.append(_line("".join(words), used, lettering, right_to_left))
            words, used, gap, pending = [], 0.0, 0.0, ""
        if words:
            words.append(pending)
        words.append(word)
        used += gap + wide
        pending = space
    lines.append(_line("".join(words), used, lettering, right_to_left))
    return lines


def _words(paragraph: str, font: str, most: float) -> list[tuple[str, str]]:
    """Return the words of a paragraph, each with the white space after it; a word wider than a line comes in parts."""
    words: list[tuple[str, str]] = []
    for word, space in _WORDS.findall(paragraph):
        if _measured(word, font) <= most:
            words.append((word, space))
        else:
            parts = _parts(word, font, most)
            words += [(part, "") for part in parts[:-1]]
            words.append((parts[-1], space))
    return words


def _parts(word: str, font: str, most: float) -> list[str]:
    """Break a word that is wider than a line: after a hyphen or a slash where it has one, else anywhere but before a mark."""
    parts: list[str] = []
    current, used, good = "", 0.0, 0
    for char in word:
        wide = _measured(char, font)
        if current and used + wide > most and not unicodedata.combining(char):
            cut = good if good else len(current)
            parts.append(current[:cut])
            current, good = current[cut:], 0
            used = sum(_measured(kept, font) for kept in current)
        current += char
        used += wide
        if char in "-/_.,;:?&=\u200b\u00ad":
            good = len(current)
    return [*parts, current]


@lru_cache(50_000)
def _measured(text: str, font: str) -> float:
    """Return the width of a piece of text at size 1."""
    if _is_plain(text, font):
        return fonts.width_of(text, font)
    return sum(run.width for run in set_runs(text, font, False))


def _is_plain(text: str, font: str) -> bool:
    if text.isascii():
        return True
    covered = fonts.covered(font)
    return all(ord(char) in covered and not fonts.IGNORABLE.match(char) for char in text) and not _has_marks(text)


def _has_marks(text: str) -> bool:
    return any(unicodedata.combining(char) for char in text)


def _line(text: str, width: float, lettering: Lettering, right_to_left: bool) -> Line:
    font = lettering.font
    if not right_to_left and _is_plain(text, font):
        return Line(text, width * lettering.size)
    runs = set_runs(text, font, right_to_left)
    return Line(text, sum(run.width for run in runs) * lettering.size, right_to_left, runs)


class Pen:
    """Writes lines on a canvas, changing font and ink only where they change."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.text = canvas.beginText()
        self.set: tuple[str, float, float] | None = None

    def write(self, lines: tuple[Line, ...], x: float, y: float, width: float, lettering: Lettering) -> None:
        """Write lines below each other, the first with its base line at *y*; right-to-left ones end at the right."""
        for line in lines:
            self.write_line(line, x + width - line.width if line.right_to_left else x, y, lettering)
            y -= lettering.leading

    def write_line(self, line: Line, x: float, y: float, lettering: Lettering) -> None:
        """Write one line with its left end at *x*."""
        if line.runs is None:
            self._write(line.text, lettering.font, x, y, lettering)
            return
        for run in line.runs:
            self._write_run(run, x, y, lettering)
            x += run.width * lettering.size

    def _write_run(self, run: Run, x: float, y: float, lettering: Lettering) -> None:
        is_beyond = max(run.typed, default="") > "\uffff"  # Chrome's reader takes no such sign but from the font itself
        if RIGHT_TO_LEFT.search(run.typed) or run.typed == run.signs or is_beyond:
            self._write(run.signs, run.font, x, y, lettering)
            return
        # What is drawn is glyphs; this tells readers and searches what was typed. They turn right-to-left text around
        # by themselves, from where it stands.
        self.text._code.append(f"/Span <</ActualText <FEFF{run.typed.encode('utf-16-be').hex().upper()}>>> BDC")
        self._write(run.signs, run.font, x, y, lettering)
        self.text._code.append("EMC")

    def _write(self, signs: str, font: str, x: float, y: float, lettering: Lettering) -> None:
        if self.set != (font, lettering.size, lettering.ink):
            self.text.setFont(font, lettering.size, lettering.leading)
            self.text.setFillGray(1 - lettering.ink)
            self.set = (font, lettering.size, lettering.ink)
        self.text.setTextOrigin(x, y)
        self.text.textOut(signs)

    def lift(self) -> None:
        """Put on the page what was written."""
        self.canvas.drawText(self.text)


class PlainText(Flowable):  # type: ignore[misc]
    """A person's text as a flowable of platypus; it may be split between any two lines."""

    def __init__(self, text: str, lettering: Lettering, *, space_after: float = 0.0) -> None:
        super().__init__()
        self.typed, self.lettering, self.spaceAfter = text, lettering, space_after
        self.lines: tuple[Line, ...] | None = None
        self.width = self.height = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self.lines is None or width != self.width:
            self.lines = set_lines(self.typed, self.lettering, width)
        self.width, self.height = width, len(self.lines) * self.lettering.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        lines = self.lines or ()
        fit = int(height / self.lettering.leading)
        if not 0 < fit < len(lines):
            return []
        return [self._part(lines[:fit], 0.0), self._part(lines[fit:], self.spaceAfter)]

    def _part(self, lines: tuple[Line, ...], space_after: float) -> PlainText:
        part = PlainText(self.typed, self.lettering, space_after=space_after)
        part.lines, part.width = lines, self.width
        return part

    def draw(self) -> None:
        pen = Pen(self.canv)
        pen.write(self.lines or (), 0, self.height - self.lettering.size, self.width, self.lettering)
        pen.lift()


def paragraph(text: str, lettering: Lettering, *, space_after_mm: float = 0.0) -> PlainText:
    """Return a flowable of a person's text for any page of this room."""
    return PlainText(text, lettering, space_after=space_after_mm * mm)
