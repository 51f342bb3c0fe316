"""That the map can be read: by eyes that see fewer colours, on a photocopy, on a pale projector, in every theme."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QImage, QPainter

from cxdesigner.canvas.eyes import EYES
from cxdesigner.canvas.marks import STRIPE, paint_stripe
from cxdesigner.canvas.theme import PATTERNS, THEMES, Pattern, Theme
from cxdesigner.layout.plan import Rect
from tests.contrast import contrast, linear

SEEN = 10.0
"""A distance in CIELAB that is seen without searching, of colours that lie side by side (1 is just noticeable)."""
FIRST = 8

Light = tuple[float, float, float]


def _lab(light: Light) -> Light:
    red, green, blue = (min(1.0, max(0.0, part)) for part in light)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _distance(one: str, other: str, eyes: str) -> float:
    seen = []
    for name in (one, other):
        light = linear(name)
        red, green, blue = (sum(a * b for a, b in zip(row, light, strict=True)) for row in EYES[eyes])
        seen.append(_lab((red, green, blue)))
    return float(sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5)


def _least(theme: Theme) -> float:
    return 7.0 if theme.name == "high contrast" else 4.5


# -- teams ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_each_two_of_the_first_eight_teams_differ_by_colour_or_by_pattern(theme: Theme, eyes: str) -> None:
    for one, other in itertools.combinations(range(FIRST), 2):
        is_seen = _distance(theme.team(one), theme.team(other), eyes) >= SEEN
        assert is_seen or theme.pattern(one) is not theme.pattern(other)


@pytest.mark.parametrize("eyes", [eyes for eyes in EYES if eyes != "photocopy"])
@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_lanes_that_lie_side_by_side_differ_by_colour_alone_for_every_eye(theme: Theme, eyes: str) -> None:
    for one, other in itertools.pairwise(theme.teams[:FIRST]):
        assert _distance(one, other, eyes) >= SEEN, f"{one} and {other}"


def _copied(team: int) -> QImage:
    """Return the stripe of a team as a photocopier sees it that makes one grey of all colours."""
    theme = THEMES["paper"]._replace(teams=("#808080",) * 12)
    image = QImage(24, 210, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_stripe(painter, Rect(0, 0, STRIPE, 210), team, theme)
    painter.end()
    return image


def test_the_stripes_of_twelve_teams_differ_where_there_is_no_colour(qapp: object) -> None:
    stripes = [_copied(team) for team in range(len(PATTERNS))]

    for one, other in itertools.combinations(stripes, 2):
        pixels = [(x, y) for x in range(24) for y in range(210)]
        different = sum(abs(one.pixelColor(x, y).red() - other.pixelColor(x, y).red()) > 40 for x, y in pixels)
        assert different > 100


@pytest.mark.parametrize("team", [team for team, pattern in enumerate(PATTERNS) if pattern is not Pattern.PLAIN])
def test_each_sign_of_a_stripe_is_there_and_none_is_cut_by_its_ends(qapp: object, team: int) -> None:
    light = THEMES["paper"].stripe_mark
    assert light == "#ffffff"

    stripe = _copied(team)

    rows = [any(stripe.pixelColor(x, y).red() > 200 for x in range(2, 20)) for y in range(210)]
    signs = sum(below and not above for above, below in itertools.pairwise([False, *rows]))
    assert signs == (1 if PATTERNS[team] is Pattern.LINE else 7)
    assert not any([*rows[:8], *rows[-8:]])


# -- contrast ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_word_stands_out_from_its_ground(theme: Theme) -> None:
    pairs = [(theme.ink, ground) for ground in (theme.card, theme.lane, theme.lane_other, theme.heading, theme.landing)]
    pairs += [(theme.detail, ground) for ground in (theme.card, theme.lane, theme.lane_other, theme.heading)]
    pairs += [(theme.quiet, theme.card), (theme.quiet, theme.lane), (theme.detail, theme.halo)]
    pairs += [(theme.stage_ink, theme.stage), (theme.stage_detail, theme.stage), (theme.note_ink, theme.note)]
    pairs += [(theme.recovery, theme.halo), (theme.selection, theme.halo)]

    assert [(*pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < _least(theme)] == []


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_sign_stands_out_from_its_ground(theme: Theme) -> None:
    signs = [theme.moment_edge, theme.exceeds, theme.below, theme.hint, theme.error, theme.warning, theme.detail]
    lines = [theme.link, theme.handoff, theme.recovery, theme.selection, theme.curve, theme.card_edge, theme.note_edge]
    pairs = [(sign, theme.card) for sign in (*signs, *theme.faces, *theme.teams, theme.unassigned)]
    pairs += [(line, ground) for line in lines for ground in (theme.lane, theme.lane_other)]
    pairs += [(team, ground) for team in (*theme.teams, theme.unassigned) for ground in (theme.lane, theme.heading)]
    pairs += [(theme.stripe_mark, team) for team in theme.teams]
    pairs += [(theme.selection, theme.landing), (theme.error, theme.refusal), (theme.warning, theme.warning_ground)]

    assert [(*pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < 3.0] == []
