"""Paints every window, panel, dialog, empty state and printed page into PNG files: `python -m tests.gallery FOLDER`.

Look at the pictures after each visible change, light and dark. `--only WORD` paints those whose name holds the word,
`--scale 2` paints them as on a fine screen.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.gallery_canvas import canvas, sharp
from tests.gallery_dialogs import dialogs
from tests.gallery_measures import comparison, measures, rules
from tests.gallery_safety import safety

SAMPLES = Path(__file__).parent / "files" / "samples"
SAMPLE = SAMPLES / "b2b-onboarding.csv"
LOOKS = ("light", "dark", "high contrast")

Scene = Callable[["Stage"], None]


class Stage:
    """One application, one folder, and the means to take pictures."""

    def __init__(self, folder: Path, only: str) -> None:
        from PySide6.QtWidgets import QApplication

        self.app = QApplication.instance() or QApplication(["gallery"])
        self.folder, self.only = folder, only
        self.look = "light"
        self.painted: list[Path] = []

    def wait(self, milliseconds: int = 50) -> None:
        """Let windows paint and timers run."""
        from PySide6.QtTest import QTest

        QTest.qWait(milliseconds)

    def take(self, widget: object, name: str) -> None:
        """Take a picture of a widget."""
        path = self.folder / f"{name}-{self.look.replace(' ', '-')}.png"
        widget.grab().save(str(path))  # type: ignore[attr-defined]
        self.painted.append(path)

    def window(self, path: Path | None = SAMPLE, size: tuple[int, int] = (1440, 860)) -> object:
        """Return a shown window with a document, or the first page."""
        from cxdesigner.ui.application import begin
        from cxdesigner.ui.main_window import MainWindow

        window = MainWindow()
        window.choose_look(self.look)
        window.resize(*size)
        begin(window, path)
        window.show()
        self.wait(50)
        if window.desk.is_open():
            window.desk.check()
        self.wait(50)
        return window

    def touchpoint(self, window: object, title: str) -> object:
        """Return the touchpoint of that title."""
        from cxdesigner.document.records import Touchpoint

        return next(tp for tp in window.desk.document.all(Touchpoint) if tp.title == title)  # type: ignore[attr-defined]

    def close(self, window: object) -> None:
        """Put a window away without a question."""
        window.safety.stop()  # type: ignore[attr-defined]
        window.desk.is_unwanted = True  # type: ignore[attr-defined]
        window.desk.leave()  # type: ignore[attr-defined]
        window.hide()  # type: ignore[attr-defined]
        window.deleteLater()  # type: ignore[attr-defined]
        self.wait(1)


class Complaints(logging.Handler):
    """Remembers what could not be drawn: a picture with a hole in it is no good picture."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def welcome(stage: Stage) -> None:
    """The first page, with recent files of which one is missing."""
    window = stage.window(None)
    window.settings.keep("recent", [str(SAMPLE), str(SAMPLES / "quick-capture.txt"), "/gone/last-year.cxmap"])
    window.show_start()
    stage.wait(900)
    stage.take(window, "welcome")
    stage.close(window)


def editor(stage: Stage) -> None:
    """The editor: nothing selected, a card, several cards, a link, a stage, the problems, the table."""
    from cxdesigner.document.records import Link, Team
    from cxdesigner.document.records import Stage as StageRecord

    window = stage.window()
    desk = window.desk
    stage.take(window, "editor")
    desk.show((stage.touchpoint(window, "Kickoff meeting").id,))
    window.editor().speaking.bar.line.setText("Satisfaction survey – Email – Marketing – Go-live + 30 days")
    stage.wait()
    stage.take(window, "editor-card")
    window.view().fit_map()
    stage.wait()
    stage.take(window, "editor-whole-map")
    window.view().actual_size()
    desk.select([stage.touchpoint(window, name).id for name in ("Kickoff meeting", "Welcome call", "Welcome Letter")])
    stage.wait()
    stage.take(window, "editor-several-cards")
    for name, record in (("link", desk.document.all(Link)[4]), ("stage", desk.document.all(StageRecord)[2])):
        desk.select([record.id])
        stage.wait()
        stage.take(window, f"editor-{name}")
    desk.select([desk.document.all(Team)[1].id])
    stage.wait()
    stage.take(window, "editor-team")
    window.toggle("problems")
    stage.wait(100)
    stage.take(window, "editor-problems")
    window.toggle("details")
    window.toggle("table")
    desk.show((stage.touchpoint(window, "Welcome call").id,))
    stage.wait(100)
    stage.take(window, "editor-table")
    window.say("“Step 3” of “Onboarding” cannot take this card: it would stand before the one that triggers it.")
    stage.wait()
    stage.take(window, "editor-toast")
    stage.close(window)


def inspector(stage: Stage) -> None:
    """Every field of a touchpoint, all groups open, with parts in each list."""
    from dataclasses import replace

    from cxdesigner.document.change import Change, Edit
    from cxdesigner.document.records import Clue, ClueKind, CustomField, Measure, Prompt

    window = stage.window(size=(1440, 2100))
    card = stage.touchpoint(window, "Data and settings questionnaire")
    full = replace(
        card,
        prompts=(
            Prompt(
                id="a", text="Send the agenda 3 days before", who="Service lead", when="kickoff − 3 days", proof="mail"
            ),
            Prompt(id="b", text="Bring the responsibility table"),
        ),
        clues=(Clue(text="One page, no jargon", kind=ClueKind.FUNCTIONAL), Clue(text="Signed by a person")),
        measures=(Measure(title="Answered within a week", value=62.0, unit="%"),),
        custom=(CustomField(title="System", value="CRM"),),
        moment_of_truth=True,
        importance_to_customer=4,
    )
    assert window.desk.perform(Edit("Fill", Change.replacing([(card, full)])))
    window.desk.show((card.id,))
    form = window.editor().inspector().form()
    for section in form.sections.values():
        section.open()
    window.desk.check()
    stage.wait(100)
    stage.take(window.editor().side, "inspector")
    stage.close(window)


def empty(stage: Stage) -> None:
    """A blank map: nothing but stages, and no problem that matters."""
    window = stage.window(None)
    window.filing.new()
    stage.wait(1_000)
    stage.take(window, "empty-map")
    window.toggle("problems")
    window.toggle("table")
    stage.wait(100)
    stage.take(window, "empty-panels")
    stage.close(window)


def small(stage: Stage) -> None:
    """The smallest window that is allowed."""
    window = stage.window(size=(960, 600))
    window.desk.show((stage.touchpoint(window, "Kickoff meeting").id,))
    stage.wait()
    stage.take(window, "editor-small")
    stage.close(window)


def menus(stage: Stage) -> None:
    """Every menu, open."""
    from PySide6.QtWidgets import QMenu

    window = stage.window()
    window.desk.show((stage.touchpoint(window, "Kickoff meeting").id,))
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.popup(window.mapToGlobal(window.rect().topLeft()))
        stage.wait()
        stage.take(menu, f"menu-{action.text().replace('&', '').lower()}")
        menu.hide()
    stage.close(window)


def printed(stage: Stage) -> None:
    """The first pages of the poster, of its tiles, and of all that is handed out."""
    import pypdfium2

    from cxdesigner.document.reading import first_map
    from cxdesigner.formats import open_any
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper.cards import sheet_of, write_cards
    from cxdesigner.paper.checklist import write_checklist
    from cxdesigner.paper.workshop_grid import write_grid
    from cxdesigner.wall.handbook import write_manual
    from cxdesigner.wall.order import Order
    from cxdesigner.wall.poster import write_poster

    document = open_any(SAMPLE).document
    map_id = first_map(document).id
    for name, data, pages, width in (
        ("poster", write_poster(document, map_id, Order(paper=parse_paper("A0"))), 1, 2400),
        (
            "poster-tiles",
            write_poster(document, map_id, Order(paper=parse_paper("A1"), tiles=parse_paper("A4"))),
            3,
            900,
        ),
        ("checklist", write_checklist(document, map_id, by="team", paper=parse_paper("A4")), 2, 900),
        ("checklist-by-event", write_checklist(document, map_id, by="event", paper=parse_paper("A4")), 1, 900),
        ("cards", write_cards(document, map_id, sheet_of(8), blanks=2), 1, 900),
        ("grid", write_grid(document, map_id, sheet_of(8), tiles=parse_paper("A3")), 1, 900),
        ("manual", write_manual(document, map_id), 4, 900),
    ):
        pdf = pypdfium2.PdfDocument(data)
        for number in range(min(pages, len(pdf))):
            page = pdf[number]
            path = stage.folder / f"printed-{name}-{number + 1}.png"
            page.render(scale=width / page.get_width()).to_pil().save(path)
            stage.painted.append(path)


def paths(stage: Stage) -> None:
    """The ways of customers: the panel, a way that is walked along, and a map without a way."""
    for name, title in (
        ("b2b-onboarding", "The likeliest way"),
        ("support-case-two-views", "The way with the deepest lows"),
    ):
        window = stage.window(SAMPLES / f"{name}.csv")
        window.toggle("paths")
        panel = window.editor().wayfinding.panel
        while not panel.offered():
            stage.wait(100)
        stage.take(window, f"paths-{name}")
        panel.ways.picked.emit(next(way for way in panel.offered() if way.title == title))
        for _ in range(4):
            panel.stepped.emit(1)
        stage.wait(100)
        stage.take(window, f"paths-{name}-walked")
        window.view().fit_map()
        stage.wait(200)
        stage.take(window, f"paths-{name}-whole")
        stage.close(window)


def times(stage: Stage) -> None:
    """A map with times: near by, from afar, with a card that stands against the time, and as a poster."""
    from cxdesigner.commands.values import set_value

    for name in ("b2b-onboarding", "support-case-two-views"):
        window = stage.window(SAMPLES / f"{name}.csv")
        desk = window.desk
        if name.startswith("b2b"):
            desk.plan(set_value, stage.touchpoint(window, "First invoice").id, "when", "Go-live + 40 days")
            desk.plan(set_value, stage.touchpoint(window, "Kickoff meeting").id, "when", "42 blue of nothing")
        window.menus["view.times"].trigger()
        while window.view().times is None:
            stage.wait(50)
        desk.show((next(iter(window.view().times.cards)),))
        stage.wait(300)
        stage.take(window, f"times-{name}")
        desk.select(())
        window.view().viewpoint.set_zoom(0.55)
        stage.wait(300)
        stage.take(window, f"times-{name}-half")
        window.view().fit_map()
        stage.wait(300)
        stage.take(window, f"times-{name}-whole")
        stage.close(window)


SCENES: tuple[Scene, ...] = (
    *(welcome, editor, inspector, empty, small, dialogs, menus, paths, times, canvas, safety),
    *(measures, comparison, rules),
)
"""What is painted once in each look."""
PAGES: tuple[Scene, ...] = (printed, sharp)
"""What is painted once."""


def paint(folder: Path, only: str = "", looks: tuple[str, ...] = LOOKS) -> Iterator[Path]:
    """Paint what is asked for, and yield the files."""
    stage = Stage(folder, only)
    folder.mkdir(parents=True, exist_ok=True)
    for look in looks:
        stage.look = look
        for scene in SCENES:
            if only in scene.__name__:
                scene(stage)
                yield from stage.painted
                stage.painted.clear()
    for scene in PAGES:
        if only in scene.__name__:
            scene(stage)
            yield from stage.painted


def main(arguments: list[str]) -> int:
    """Paint into a folder and say what was painted."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--look", choices=LOOKS, action="append")
    parser.add_argument("--scale", default="1")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = chosen.scale
    with tempfile.TemporaryDirectory(prefix="cxdesigner-gallery-") as own:
        os.environ["CXDESIGNER_CONFIG_DIR"] = str(Path(own, "config"))
        os.environ["CXDESIGNER_DATA_DIR"] = str(Path(own, "data"))
        os.environ["CXDESIGNER_SPARE_DIR"] = str(Path(own, "spare"))
        complaints = Complaints()
        logging.getLogger().addHandler(complaints)
        for path in paint(chosen.folder, chosen.only, tuple(chosen.look or LOOKS)):
            sys.stdout.write(f"{path}\n")
    for sentence in dict.fromkeys(complaints.said):
        sys.stderr.write(f"{sentence}\n")
    return 1 if complaints.said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
