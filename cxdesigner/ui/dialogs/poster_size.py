"""How large a map gets on paper, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.document.refused import Refused

if TYPE_CHECKING:
    from cxdesigner.layout.sheets import Tiling
    from cxdesigner.wall.sizing import Picture

USUAL_PAPER = "A0"
LEAST_LETTER_MM = 1.5
"""Smaller letters cannot be read on a wall."""
NO_LETTER_MM = 0.1
"""Smaller ones cannot be read at all."""


def reading_distance(letter_mm: float) -> str:
    """Return from how far letters of this height can be read."""
    from cxdesigner.layout.sheets import readable_from_m

    metres = readable_from_m(letter_mm)
    return f"{metres:.1f} m" if metres >= 0.95 else f"{round(metres * 100, -1):.0f} cm"


def poster_words(document: Document, map_id: RecordId, lanes: LaneKind) -> tuple[str, str]:
    """Return the words for the status bar, and the sentence behind them."""
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.wall.order import Order
    from cxdesigner.wall.sizing import picture_of

    try:
        picture = picture_of(document, map_id, Order(paper=parse_paper(USUAL_PAPER), lanes=lanes))
    except Refused as refusal:
        return "", str(refusal)
    letter = picture.smallest_letter_mm
    if letter < NO_LETTER_MM:
        return f"Too large for {USUAL_PAPER}", (
            f"The whole map on one sheet of {USUAL_PAPER} has letters that nobody can see. Press for parts of it, other papers and tiles."
        )
    words = f"Poster {USUAL_PAPER} · letters {letter:.1f} mm"
    size = f"{picture.width_mm:.0f} × {picture.height_mm:.0f} mm"
    return words, (
        f"On {USUAL_PAPER} ({size}) the smallest letter is {letter:.1f} mm high: "
        f"readable from {reading_distance(letter)}. Press for other papers and for tiles."
    )


def letter_words(letter_mm: float) -> str:
    """Return how high the smallest letter is, and from how far it can be read if it can be read at all."""
    words = f"Smallest letter {letter_mm:.1f} mm high"
    return f"{words}." if letter_mm < LEAST_LETTER_MM else f"{words}: readable from {reading_distance(letter_mm)}."


def warning_words(document: Document, picture: Picture, tiling: Tiling | None) -> str:
    """Return what somebody should know before this is printed, or an empty text."""
    from cxdesigner.wall.sparing import cut_cards, cut_words

    said = []
    if picture.smallest_letter_mm < LEAST_LETTER_MM:
        said.append("These letters are too small to read on a wall; take larger paper.")
    if tiling is not None:
        said.append(cut_words(cut_cards(document, picture, tiling)))
    return " ".join(filter(None, said))
