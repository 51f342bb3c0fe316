"""The colours of the window around the map, derived from the colours of the map, and the palette Qt needs for them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from cxdesigner.canvas.theme import DARK, HIGH_CONTRAST, LIGHT, Theme

STEP = 4
"""Spacing grows in steps of this many pixels."""
RADIUS = 6


class Look(NamedTuple):
    """Colours of buttons, fields and panels as `#rrggbb`; everything else comes from the theme of the map."""

    theme: Theme
    chrome: str
    field: str
    edge: str
    hairline: str
    hover: str
    chosen: str
    accent: str
    primary: str
    primary_hover: str
    primary_ink: str
    good: str
    caution: str
    caution_ground: str
    caution_edge: str
    bad: str

    @property
    def name(self) -> str:
        return self.theme.name


LOOKS = {
    "light": Look(
        theme=LIGHT,
        chrome="#ffffff",
        field="#f8fafb",
        edge="#86919d",
        hairline="#dde3e9",
        hover="#eef2f6",
        chosen="#e3effc",
        accent="#1a65c4",
        primary="#1d4f9e",
        primary_hover="#173f80",
        primary_ink="#ffffff",
        good="#23794f",
        caution="#855000",
        caution_ground="#fff8e6",
        caution_edge="#efdfb0",
        bad="#b3261e",
    ),
    "dark": Look(
        theme=DARK,
        chrome="#1d242c",
        field="#262f39",
        edge="#717e8c",
        hairline="#303a45",
        hover="#2b3541",
        chosen="#23436b",
        accent="#7db4ff",
        primary="#2f6fce",
        primary_hover="#2863bb",
        primary_ink="#ffffff",
        good="#6fd0a6",
        caution="#f0b849",
        caution_ground="#3a3020",
        caution_edge="#5c4c2a",
        bad="#ff8a80",
    ),
    "high contrast": Look(
        theme=HIGH_CONTRAST,
        chrome="#ffffff",
        field="#ffffff",
        edge="#000000",
        hairline="#000000",
        hover="#e0e0e0",
        chosen="#cfe2ff",
        accent="#0039a6",
        primary="#0039a6",
        primary_hover="#002a7a",
        primary_ink="#ffffff",
        good="#004d2c",
        caution="#5c3600",
        caution_ground="#fff3d6",
        caution_edge="#000000",
        bad="#900000",
    ),
}
"""Every look that is offered for the screen, by name."""

SYSTEM = "system"
"""The choice to follow what the system says."""


def look_named(name: str) -> Look:
    """Return a look; for `system`, and for a name that nobody knows, the one that suits the system."""
    return LOOKS[name if name in LOOKS else system_look()]


def system_look() -> str:
    """Return the name of the look that suits the system now."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def palette_of(look: Look) -> QPalette:
    """Return the palette for Fusion: not every platform can be told to be dark, so we bring our own colours."""
    theme = look.theme
    role = QPalette.ColorRole
    palette = QPalette()
    colors = {
        role.Window: look.chrome,
        role.WindowText: theme.ink,
        role.Base: look.field,
        role.AlternateBase: look.hover,
        role.Text: theme.ink,
        role.Button: look.chrome,
        role.ButtonText: theme.ink,
        role.BrightText: theme.ink,
        role.ToolTipBase: look.chrome,
        role.ToolTipText: theme.ink,
        role.PlaceholderText: theme.quiet,
        role.Highlight: look.accent,
        role.HighlightedText: look.chrome,
        role.Link: look.accent,
        role.Light: look.chrome,
        role.Midlight: look.hover,
        role.Mid: look.edge,
        role.Dark: look.edge,
        role.Shadow: look.hairline,
    }
    for color_role, color in colors.items():
        palette.setColor(color_role, QColor(color))
    for color_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, color_role, QColor(theme.quiet))
    return palette
