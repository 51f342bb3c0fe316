"""How colours look to eyes that see fewer of them, and to a photocopier."""

from __future__ import annotations

from cxdesigner.canvas.theme import Theme

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]

COPIER = "photocopy"
EYES: dict[str, Matrix] = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
    COPIER: ((0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722)),
}
"""What is seen of linear light: without one kind of cones (Machado, Oliveira and Fernandes 2009), and by a copier."""


def seen(theme: Theme, eyes: str) -> Theme:
    """Return a theme in the colours that these eyes, a key of `EYES`, would see of it."""
    matrix = EYES[eyes]

    def as_seen(value: object) -> object:
        if isinstance(value, str) and value.startswith("#"):
            return _seen_color(value, matrix)
        return tuple(as_seen(part) for part in value) if isinstance(value, tuple) else value

    return Theme(*map(as_seen, theme))._replace(is_grey=theme.is_grey or eyes == COPIER)  # type: ignore[arg-type]


def _seen_color(name: str, matrix: Matrix) -> str:
    light = [_linear(int(name[place : place + 2], 16) / 255) for place in (1, 3, 5)]
    seen_light = (sum(share * part for share, part in zip(row, light, strict=True)) for row in matrix)
    return "#" + "".join(f"{round(255 * _curved(min(1.0, max(0.0, part)))):02x}" for part in seen_light)


def _linear(part: float) -> float:
    """Return how much light a part of a colour is (the curve of sRGB, IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _curved(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
