"""That the window around the map can be read in every look, also where the projector is weak."""

from __future__ import annotations

import pytest

from cxdesigner.ui.look import LOOKS, Look
from tests.contrast import contrast


@pytest.mark.parametrize("look", LOOKS.values(), ids=lambda look: look.name)
def test_every_word_of_the_window_stands_out(look: Look) -> None:
    theme = look.theme
    grounds = (look.chrome, look.field, look.hover)
    pairs = [(ink, ground) for ink in (theme.ink, theme.detail, theme.quiet) for ground in grounds]
    pairs += [(theme.ink, look.chosen), (look.accent, look.chosen), (theme.ink, look.caution_ground)]
    pairs += [(name, look.chrome) for name in (look.accent, look.good, look.caution, look.bad)]
    pairs += [(look.caution, look.caution_ground), (look.chrome, look.accent)]
    pairs += [(look.primary_ink, look.primary), (look.primary_ink, look.primary_hover)]
    least = 7.0 if look.name == "high contrast" else 4.5

    assert [(*pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < least] == []


@pytest.mark.parametrize("look", LOOKS.values(), ids=lambda look: look.name)
def test_the_edge_of_a_field_and_the_mark_of_the_focus_are_seen(look: Look) -> None:
    pairs = [(look.edge, ground) for ground in (look.chrome, look.field)]
    pairs += [(look.accent, ground) for ground in (look.chrome, look.field, look.theme.ground)]

    assert [(*pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < 3.0] == []
