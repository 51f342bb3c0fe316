"""The bundled letters: loaded once, measured once, the same on screen, on paper and in every file."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from cxdesigner import resources
from cxdesigner.layout.plan import TextStyle

FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Droid Sans Fallback",
    "NanumGothic",
    "Noto Emoji",
    "Noto Sans Symbols2",
)
"""Our own family first, then one for each script that it lacks; what is not there is passed over. Emoji are of one colour,
for paper; they come before other symbols, because a person with a trade or a family is drawn whole by one font only."""

_OWN = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


@cache
def load() -> None:
    """Make all bundled fonts known to Qt; a second call does nothing. Needs a QGuiApplication."""
    load_own()
    for file in _files():
        if file.name not in _OWN:
            QFontDatabase.addApplicationFont(str(file))


@cache
def load_own() -> None:
    """Make our own family known to Qt, upright: what a first picture needs. The others come with what needs them."""
    # Qt 6.11 warns about each family in front of the one that has the script of a text; that is how falling back works.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    for file in _files():
        if file.name in _OWN:
            QFontDatabase.addApplicationFont(str(file))


def _files() -> list[Path]:
    return sorted(file for file in resources.path("fonts").iterdir() if file.suffix.lower() in {".ttf", ".ttc"})


def is_own(text: str) -> bool:
    """Tell whether our own family has all letters of a text: Latin, Greek, Cyrillic, punctuation, currencies."""
    return text.isascii() or all(letter < "\u0530" or "\u1e00" <= letter < "\u20d0" for letter in text)


@lru_cache(maxsize=20_000)
def has_one_weight(text: str) -> bool:
    """Tell whether a text has Chinese, Japanese or Korean letters: their fonts have no bold face."""
    return not text.isascii() and any(
        "\u2e80" <= letter <= "\ua4cf"
        or "\uac00" <= letter <= "\ufaff"
        or "\uff00" <= letter <= "\uffef"
        or letter >= "\U00020000"
        for letter in text
    )


def legible(style: TextStyle, text: str) -> TextStyle:
    """Return the style in which a text can be read: Qt makes bold what has no bold face, and from afar smears it into a blot."""
    return style._replace(bold=False) if style.bold and has_one_weight(text) else style


@cache
def font(style: TextStyle) -> QFont:
    """Return the font of a style; its pixel size is in units, so the painter must draw in units. Never change it."""
    load() if style.italic else load_own()
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(style.size)
    font.setBold(style.bold)
    font.setItalic(style.italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


@cache
def metrics(style: TextStyle) -> QFontMetricsF:
    """Return the measures of a style, in units."""
    return QFontMetricsF(font(style))


@lru_cache(maxsize=50_000)
def measure(text: str, style: TextStyle) -> float:
    """Return how wide a line of text is, in units: the `Measure` that layout asks for."""
    if not is_own(text):
        load()
    return metrics(legible(style, text)).horizontalAdvance(text)


@cache
def rise(style: TextStyle) -> tuple[float, float]:
    """Return how far letters rise above the baseline and hang below it, in units."""
    return metrics(style).ascent(), metrics(style).descent()
