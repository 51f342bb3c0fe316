"""The gallery paints every window; a picture of one colour would mean that nothing was painted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests import gallery


@pytest.mark.slow
@pytest.mark.parametrize("scene", gallery.SCENES, ids=lambda scene: str(scene.__name__))
def test_every_scene_of_the_gallery_is_painted(qtbot: QtBot, tmp_path: Path, scene: gallery.Scene) -> None:
    painted = list(gallery.paint(tmp_path, only=scene.__name__, looks=("light",)))

    assert painted
    for path in painted:
        image = QImage(str(path))
        colors = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
        assert len(colors) > 2, path.name
