"""Each script that customers write in is drawn by our own fonts, on the screen and on paper, whatever is installed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextLayout

from cxdesigner import resources
from cxdesigner.canvas import fonts as screen
from cxdesigner.layout.plan import TITLE
from cxdesigner.paper import fonts as paper
from cxdesigner.paper.shaping import set_runs
from tests.scripts import SCRIPTS


@pytest.fixture
def only_ours(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer on which no font is installed."""
    caches = (paper._candidates, paper.font_for, paper.drawable)
    monkeypatch.setattr(paper, "system_folders", list)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.usefixtures("only_ours")
@pytest.mark.parametrize("bold", [False, True])
def test_paper_needs_no_installed_font(script: str, bold: bool) -> None:
    runs = set_runs(SCRIPTS[script], paper.base(bold), False)

    assert paper.missing_in(SCRIPTS[script]) == []
    assert not any(paper.SUBSTITUTE in run.signs for run in runs)


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.usefixtures("qapp")
def test_the_screen_draws_it_with_a_font_of_ours(script: str) -> None:
    screen.load()
    layout = QTextLayout(SCRIPTS[script], screen.font(TITLE))
    layout.beginLayout()
    layout.createLine().setLineWidth(2_000)
    layout.endLayout()

    drawn = layout.glyphRuns()

    assert {run.rawFont().familyName() for run in drawn} <= set(screen.FAMILIES)
    assert all(0 not in run.glyphIndexes() for run in drawn)


def test_a_space_behind_an_emoji_is_as_wide_as_any_space() -> None:
    name = paper.base()
    alone = sum(run.width for run in set_runs("🎉", name, False))

    wide = sum(run.width for run in set_runs("🎉 x", name, False))

    assert wide - alone == pytest.approx(paper.width_of(" x", name))


def test_each_bundled_font_has_its_licence_beside_it() -> None:
    folder = resources.path("fonts")
    licensed = tuple(path.stem.removeprefix("LICENSE-") for path in folder.glob("LICENSE-*.txt"))

    for font in folder.glob("*.ttf"):
        assert font.name.startswith(licensed)
