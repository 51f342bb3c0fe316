"""The wall dialog prints with one ink and shows it as other eyes see it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.eyes import EYES
from cxdesigner.ui.dialogs.wall import WallDialog
from cxdesigner.ui.widgets.combo import Choice
from cxdesigner.wall.inks import BLACK, COLOUR, GREY, PREVIEWS, previewed
from tests.ui.test_dialogs import Desktop, wall


def colours_of(image: QImage) -> set[tuple[int, int, int]]:
    """Return the colours in a picture, at every third pixel."""
    return {
        image.pixelColor(x, y).getRgb()[:3]  # type: ignore[misc,index]
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }


def choose(box: Choice, key: str) -> None:
    """Take one of the choices as a hand does: those who listen are told."""
    box.show_choice(key)
    box.activated.emit(box.currentIndex())


def is_grey(colour: tuple[int, int, int]) -> bool:
    return max(colour) - min(colour) <= 2


def shown(dialog: WallDialog) -> QImage:
    """Return the middle of the preview, where the map is and not the table around it."""
    dialog.preview.resize(600, 400)
    image = dialog.preview.grab().toImage()
    return image.copy(image.rect().adjusted(120, 60, -120, -60))


def test_a_grey_ink_is_shown_grey_at_once(qtbot: QtBot) -> None:
    dialog = wall(qtbot, Desktop(None))
    assert not all(map(is_grey, colours_of(shown(dialog))))

    choose(dialog.wishes.ink, GREY)

    assert all(map(is_grey, colours_of(shown(dialog))))


@pytest.mark.slow
def test_a_preview_for_other_eyes_changes_nothing_that_is_printed(qtbot: QtBot, tmp_path) -> None:
    desktop = Desktop(tmp_path / "map.png")
    dialog = wall(qtbot, desktop)
    before = shown(dialog)

    choose(dialog.wishes.eyes, "deuteranopia")
    is_changed = shown(dialog) != before
    dialog.save_png()

    assert is_changed
    colours = Image.open(BytesIO(desktop.written)).convert("RGB").getcolors(1 << 20)
    assert not all(is_grey(colour) for _, colour in colours)


@pytest.mark.slow
def test_black_and_white_needs_one_ink_only(qtbot: QtBot, tmp_path) -> None:
    desktop = Desktop(tmp_path / "map.png")
    dialog = wall(qtbot, desktop)
    choose(dialog.wishes.ink, BLACK)

    dialog.save_png()

    colours = Image.open(BytesIO(desktop.written)).convert("RGB").getcolors(1 << 20)
    assert all(is_grey(colour) for _, colour in colours)
    ends = sum(count for count, colour in colours if min(colour) > 250 or max(colour) < 5)
    assert ends > 0.9 * sum(count for count, _ in colours)  # The rest are the soft edges of letters.


@pytest.mark.parametrize("eyes", EYES)
def test_whoever_looks_sees_white_as_white_and_black_as_black(eyes: str) -> None:
    theme = previewed(COLOUR, eyes)

    assert eyes in PREVIEWS
    assert (theme.ground, previewed(BLACK, eyes).ink) == ("#ffffff", "#000000")
    assert theme.teams != previewed(COLOUR, "").teams
