"""How light a colour is, and how well two of them are told apart: as the Web Content Accessibility Guidelines define it."""

from __future__ import annotations

from PySide6.QtGui import QColor


def linear(name: str) -> tuple[float, float, float]:
    """Return red, green and blue of a colour as light, each from 0 to 1."""
    parts = (channel / 255 for channel in QColor(name).getRgb()[:3])  # type: ignore[index]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    lights = [0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (linear(one), linear(other))]
    return (max(lights) + 0.05) / (min(lights) + 0.05)
