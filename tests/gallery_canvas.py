"""Pictures of the canvas alone: each template from far, at its natural size and from near, and one on fine screens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.gallery import Stage

TEMPLATES = Path(__file__).parents[1] / "resources" / "templates"
SIZE = (1600, 1000)
NEAR = 2.5
RATIOS = ("1", "1.5", "2", "3")
SHARP = "emergency-help"
"""The template that is painted for fine screens."""


def _view(stage: Stage, path: Path) -> object:
    """Return a shown view of the first map of a file, in the colours of the stage."""
    from cxdesigner.canvas.theme import THEMES
    from cxdesigner.canvas.view import MapView
    from cxdesigner.document.history import History
    from cxdesigner.document.reading import first_map
    from cxdesigner.storage.load import load_document
    from cxdesigner.ui.dressing import dress
    from cxdesigner.ui.look import look_named

    dress(look_named(stage.look))
    document = load_document(path).document
    view = MapView(document, first_map(document).id, History(document).perform)
    view.set_theme(THEMES[stage.look])
    view.resize(*SIZE)
    view.show()
    stage.wait(10)
    return view


def canvas(stage: Stage) -> None:
    """Each template: the whole map, its natural size, and from near where the first links are."""
    for path in sorted(TEMPLATES.glob("*.cxmap")):
        view = _view(stage, path)
        view.fit_map()  # type: ignore[attr-defined]
        stage.wait(150)
        stage.take(view, f"canvas-{path.stem}-whole")
        view.actual_size()  # type: ignore[attr-defined]
        _to_the_corner(view)
        stage.wait(150)
        stage.take(view, f"canvas-{path.stem}-100")
        view.viewpoint.set_zoom(NEAR)  # type: ignore[attr-defined]
        _to_the_corner(view)
        stage.wait(150)
        stage.take(view, f"canvas-{path.stem}-250")
        view.deleteLater()  # type: ignore[attr-defined]
        stage.wait(1)


def _to_the_corner(view: object) -> None:
    for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):  # type: ignore[attr-defined]
        bar.setValue(bar.minimum())


def sharp(stage: Stage) -> None:
    """One template as screens of more pixels show it; each takes a process, for Qt reads the ratio once."""
    for ratio in RATIOS:
        name = f"sharp-{ratio.replace('.', '-')}"
        subprocess.run(
            [sys.executable, "-m", "tests.gallery_canvas", str(stage.folder), name],
            env={**os.environ, "QT_SCALE_FACTOR": ratio},
            check=True,
        )
        stage.painted.append(stage.folder / f"{name}-light.png")


def main(arguments: list[str]) -> int:
    """Paint one view at the ratio that the environment says."""
    from tests.gallery import Stage

    stage = Stage(Path(arguments[0]), "")
    view = _view(stage, TEMPLATES / f"{SHARP}.cxmap")
    view.resize(800, 500)  # type: ignore[attr-defined]
    view.actual_size()  # type: ignore[attr-defined]
    _to_the_corner(view)
    stage.wait(200)
    stage.take(view, arguments[1])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
