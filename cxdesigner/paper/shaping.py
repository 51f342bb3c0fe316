"""One line as the eye meets it: runs from left to right, letters joined and stacked as their script wants it.

The order comes from python-bidi, the shapes from harfbuzz through reportlab. Only texts that need it come here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from cxdesigner.paper import fonts

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Signs that may turn the direction of a line."""

_COMPLEX = re.compile(
    "[\u0300-\u036f\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\u1a00-\u1aff\u1b00-\u1c4f\u1dc0-\u1dff\u20d0-\u20ff"
    "\ua800-\ua97f\uaa00-\uabff\ufb1d-\ufdff\ufe70-\ufeff\U00010a00-\U00010eff\U00011000-\U000119ff]"
)
_DIGITS = re.compile(r"[\d\s.,:/+\-]*")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


@dataclass(frozen=True, slots=True)
class Run:
    """Signs of one font in one direction, in the order in which they are drawn, with their width at size 1.

    `typed` is the text that they stand for.
    """

    font: str
    signs: str
    width: float
    typed: str


@dataclass(frozen=True, slots=True)
class _Piece:
    font: str
    level: int
    text: str
    typed: str


def is_right_to_left(text: str) -> bool:
    """Tell whether a text begins at the right: its first letter with a direction decides."""
    if not RIGHT_TO_LEFT.search(text):
        return False
    from bidi.algorithm import get_base_level

    return bool(get_base_level(text))


def set_runs(line: str, font: str, right_to_left: bool) -> tuple[Run, ...]:
    """Return the runs of one line, left to right, in the wanted font as far as it goes."""
    levels = _levels(line, right_to_left)
    return tuple(_shaped(piece) for piece in _visual(_pieces(line, levels, font)))


def _levels(line: str, right_to_left: bool) -> list[int]:
    """Return the level of each sign: odd ones run right to left."""
    if not right_to_left and not RIGHT_TO_LEFT.search(line):
        return [0] * len(line)
    from bidi import algorithm as bidi

    storage: dict[str, Any] = bidi.get_empty_storage()
    base_level = int(right_to_left)
    storage["base_level"], storage["base_dir"] = base_level, ("L", "R")[base_level]
    # The algorithm drops the signs that embed; they get a place again so that levels and signs stay side by side.
    bidi.get_embedding_levels(line, storage)
    for place, sign in enumerate(storage["chars"]):
        sign["place"] = place
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    levels = [base_level] * len(line)
    for sign in storage["chars"]:
        levels[sign["place"]] = sign["level"]
    for place in range(len(line) - 1, -1, -1):  # white space at the end of a line lies at its end
        if not line[place].isspace():
            break
        levels[place] = base_level
    return levels


def _pieces(line: str, levels: list[int], wanted: str) -> list[_Piece]:
    """Cut a line where the font or the direction changes; marks stay with the letter before them, and so do spaces in joined scripts.

    Elsewhere a space is that of the wanted font: in a font of emoji it is as wide as an emoji.
    """
    pieces: list[_Piece] = []
    signs: list[str] = []
    start, font, level = 0, wanted, -1
    for place, (sign, its_level) in enumerate(zip(line, levels, strict=True)):
        joins = place > 0 and _COMPLEX.match(line[place - 1] if sign.isspace() else sign) is not None
        stays = joins and fonts.has(font, sign)
        if fonts.IGNORABLE.match(sign):
            drawn, its_font = sign, font
        else:
            drawn, its_font = (sign, font) if stays else fonts.drawable(sign, wanted)
        if (its_font, its_level) != (font, level) and signs:
            pieces.append(_Piece(font, level, "".join(signs), line[start:place]))
            signs, start = [], place
        signs.append(drawn)
        font, level = its_font, its_level
    if signs:
        pieces.append(_Piece(font, level, "".join(signs), line[start:]))
    return pieces


def _visual(pieces: list[_Piece]) -> list[_Piece]:
    """Turn runs around, from the highest level down to the lowest odd one (rule L2 of the bidirectional algorithm)."""
    for level in range(max((piece.level for piece in pieces), default=0), 0, -1):
        turned: list[_Piece] = []
        waiting: list[_Piece] = []
        for piece in pieces:
            if piece.level >= level:
                waiting.insert(0, piece)
            else:
                turned += [*waiting, piece]
                waiting = []
        pieces = turned + waiting
    return pieces


def _shaped(piece: _Piece) -> Run:
    """Return one run as it is drawn."""
    needs_shaping = _COMPLEX.search(piece.text) and not _DIGITS.fullmatch(piece.text)
    if needs_shaping:
        from reportlab.pdfbase.ttfonts import ShapedStr, shapeStr

        signs = shapeStr(piece.text, piece.font, 10, force=True)
        if isinstance(signs, ShapedStr):
            return Run(piece.font, signs, sum(sign.x_advance for sign in signs.__shapeData__) / 1000, piece.typed)
    text = fonts.IGNORABLE.sub(
        lambda found: found[0] if fonts.is_there_without_width(found[0], piece.font) else "", piece.text
    )
    if piece.level % 2:
        text = text[::-1].translate(_MIRRORED)
    return Run(piece.font, text, fonts.width_of(text, piece.font), piece.typed)
