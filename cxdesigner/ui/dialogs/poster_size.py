"""How large a map gets on paper, in words."""

from __future__ import annotations

from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.document.refused import Refused

USUAL_PAPER = "A0"


def reading_distance(letter_mm: float) -> str:
    """Return from how far letters of this height can be read."""
    from cxdesigner.layout.sheets import readable_from_m

    metres = readable_from_m(letter_mm)
    return f"{metres:.1f} m" if metres >= 0.95 else f"{round(metres * 100, -1):.0f} cm"


def poster_words(document: Document, map_id: RecordId, lanes: LaneKind) -> tuple[str, str]:
    """Return the words for the status bar, and the sentence behind them."""
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.wall.sizing import picture_of

    try:
        picture = picture_of(document, map_id, lanes, parse_paper(USUAL_PAPER))
    except Refused as refusal:
        return "", str(refusal)
    letter = picture.smallest_letter_mm
    words = f"Poster {USUAL_PAPER} · letters {letter:.1f} mm"
    size = f"{picture.width_mm:.0f} × {picture.height_mm:.0f} mm"
    return words, (
        f"On {USUAL_PAPER} ({size}) the smallest letter is {letter:.1f} mm high: "
        f"readable from {reading_distance(letter)}. Press for other papers and for tiles."
    )
