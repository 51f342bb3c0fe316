"""How a text becomes lines that fit: broken where people break, cut with "…" where there is no room."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from cxdesigner.document.text import soft_broken
from cxdesigner.layout.plan import Measure, Rect, TextBlock, TextStyle

ELLIPSIS = "…"

_SPACED = re.compile(r"[^\S\u00a0\u202f]*[\S\u00a0\u202f]+[^\S\u00a0\u202f]*")
_AFTER_A_DASH = re.compile("(?<=[^\\W\\d][-–—/])(?=[^\\W\\d])|(?<=\u200b)")
_IDEOGRAPHIC = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f300-\U0001faff\U00020000-\U0003ffff"
_NOT_FIRST = "、。，．・：；？！ー）」』】〉》〕］｝’”…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々゛゜ゝゞヽヾ%％‰℃,.:;!?)\\]}\\s"
_NOT_LAST = "（「『【〈《〔［｛‘“(\\[{"
_JOINED = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U0001f1e6-\U0001f1ff"
_BESIDE_AN_IDEOGRAPH = (
    f"(?<=[{_IDEOGRAPHIC}])(?=[^{_NOT_FIRST}{_JOINED}])(?<![{_NOT_LAST}{_JOINED}])"
    f"|(?<=[^{_NOT_LAST}{_JOINED}\\s])(?=[{_IDEOGRAPHIC}])(?![{_NOT_FIRST}{_JOINED}])"
)
_FIRST_IDEOGRAPH = "\u2e80"


def line_height(style: TextStyle) -> float:
    """Return the distance from line to line in units."""
    return float(round(style.size * 1.28))


@lru_cache(maxsize=40_000)
def fit(
    text: str, width: float, style: TextStyle, measure: Measure, *, most_lines: int | None = None
) -> tuple[tuple[str, ...], bool]:
    """Return the lines of a text within a width, and whether its end had to be cut.

    Lines end after a space or beside an ideograph (never before closing punctuation or a small kana); a word wider than
    the width is broken after a dash in it, else between characters as a reader sees them. A line of one character may
    be wider than the width, nothing else.
    """
    lines: list[str] = []
    for paragraph in soft_broken(text).split("\n"):
        lines.extend(_wrapped(paragraph, width, style, measure))
        if most_lines is not None and len(lines) > most_lines:
            break
    while lines and not lines[-1]:
        lines.pop()
    if most_lines is None or len(lines) <= most_lines:
        return tuple(lines), False
    return (*lines[: most_lines - 1], _cut(" ".join(lines[most_lines - 1 :]), width, style, measure)), True


def block(
    text: str,
    x: float,
    y: float,
    width: float,
    style: TextStyle,
    measure: Measure,
    *,
    most_lines: int | None = None,
) -> TextBlock:
    """Return a text as a block of this width whose top left corner is given; its height is that of its lines."""
    lines, is_cut = fit(text, width, style, measure, most_lines=most_lines)
    height = line_height(style)
    return TextBlock(Rect(x, y, width, height * len(lines)), lines, style, height, is_cut)


@lru_cache(maxsize=20_000)
def widest_word(text: str, style: TextStyle, measure: Measure) -> float:
    """Return the width of the widest part of a text that is not broken while there is room for it."""
    pieces = (piece for line in soft_broken(text).split("\n") for piece in _pieces(line))
    return max((measure(_shown(piece), style) for piece in pieces), default=0.0)


def _wrapped(paragraph: str, width: float, style: TextStyle, measure: Measure) -> list[str]:
    whole = paragraph.strip().replace("\u200b", "")
    if len(whole) < 400 and measure(whole, style) <= width:
        return [whole]
    lines: list[str] = []
    line = ""
    for piece in _narrow_pieces(paragraph, width, style, measure):
        longer = line + piece
        if not line or measure(_shown(longer), style) <= width:
            line = longer
        else:
            lines.append(line)
            line = piece
        while measure(_shown(line), style) > width:
            shown = _shown(line)
            count = _fitting(shown, width, style, measure)
            if count >= len(shown):
                break
            lines.append(shown[:count])
            line = shown[count:] + line[len(line.rstrip()) :]
    lines.append(line)
    return [_shown(line) for line in lines]


def _shown(line: str) -> str:
    return line.strip().replace("\u200b", "")


def _narrow_pieces(text: str, width: float, style: TextStyle, measure: Measure) -> Iterator[str]:
    """Yield the parts between which a line may be broken; words with a dash are one where they fit on a line.

    A dash at the end of a line is lost when somebody copies the text, so that is for need only.
    """
    for piece in _pieces(text):
        parts = _AFTER_A_DASH.split(piece)
        if len(parts) == 1 or ("\u200b" not in piece and measure(_shown(piece), style) <= width):
            yield piece
        else:
            yield from (part for part in parts if part)


def _pieces(text: str) -> list[str]:
    """Return the words of a line with the space behind them, and its ideographs."""
    spaced = _SPACED.findall(text)
    if text.isascii():
        return spaced
    parts: list[str] = []
    for chunk in spaced:
        parts.extend(_beside_an_ideograph().split(chunk) if max(chunk) >= _FIRST_IDEOGRAPH else (chunk,))
    return [part for part in parts if part]


@cache
def _beside_an_ideograph() -> re.Pattern[str]:
    """Return where a line may end beside an ideograph; made when one is met, since that takes as long as a layout."""
    return re.compile(_BESIDE_AN_IDEOGRAPH)


def _fitting(text: str, width: float, style: TextStyle, measure: Measure) -> int:
    """Return how many characters of a text fit, at least one, never splitting what a reader sees as one character."""
    ends = _character_ends(text)
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[: ends[middle]], style) <= width:
            low = middle
        else:
            high = middle - 1
    return ends[low]


def _character_ends(text: str) -> list[int]:
    if text.isascii():
        return list(range(1, len(text) + 1))
    ends = []
    flags = 0
    for place, character in enumerate(text):
        is_flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        flags = flags + 1 if is_flag else 0
        joins = unicodedata.category(character) in ("Mn", "Me", "Mc") or character in "\u200d\ufe0e\ufe0f\u20e3"
        joins = joins or "\U0001f3fb" <= character <= "\U0001f3ff" or (is_flag and flags % 2 == 0)
        if place and not joins and text[place - 1] != "\u200d":
            ends.append(place)
    ends.append(len(text))
    return ends


def _cut(text: str, width: float, style: TextStyle, measure: Measure) -> str:
    room = width - measure(ELLIPSIS, style)
    count = _fitting(text, room, style, measure) if text else 0
    kept = text[:count].rstrip(" ,.;:-–—") or text[:count].rstrip()
    if measure(kept + ELLIPSIS, style) > width:
        kept = kept[: _fitting(kept, room * 0.97, style, measure)] if len(kept) > 1 else ""
    return kept + ELLIPSIS
