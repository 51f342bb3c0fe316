"""With which inks a map is printed, and as whose eyes its preview is shown."""

from __future__ import annotations

from cxdesigner.canvas.eyes import COPIER, EYES, seen
from cxdesigner.canvas.theme import BLACK_AND_WHITE, PAPER, Theme

COLOUR, GREY, BLACK = "colour", "grey", "black"
INKS: dict[str, tuple[str, Theme]] = {
    COLOUR: ("Colour", PAPER),
    GREY: ("Grey", seen(PAPER, COPIER)),
    BLACK: ("Black and white", BLACK_AND_WHITE),
}
"""By name: what people read, and the theme that is printed."""

PREVIEWS: dict[str, str] = {
    "": "As printed",
    COPIER: "On a photocopy",
    **{eyes: f"With {eyes}" for eyes in EYES if eyes != COPIER},
}
"""By name: what people read. The empty name is what most people see."""


def theme_of(ink: str) -> Theme:
    """Return the theme that is printed with an ink, a key of `INKS`."""
    return INKS[ink][1]


def previewed(ink: str, eyes: str) -> Theme:
    """Return the theme of a preview: an ink as these eyes, a key of `PREVIEWS`, see it."""
    return seen(theme_of(ink), eyes) if eyes else theme_of(ink)
