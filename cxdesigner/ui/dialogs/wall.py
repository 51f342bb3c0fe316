"""The way to the wall: paper, orientation, lanes and tiles, with the sheets shown before anything is printed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.layout.sheets import PAPERS, Paper, Tiling, parse_paper
from cxdesigner.storage.settings import Settings
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.dialogs.poster_size import letter_words, warning_words
from cxdesigner.ui.look import Look
from cxdesigner.ui.widgets.combo import Choice
from cxdesigner.ui.widgets.label import Label
from cxdesigner.ui.widgets.paper_preview import Cut, PaperPreview
from cxdesigner.ui.widgets.segmented import Segmented
from cxdesigner.wall.inks import COLOUR, INKS, PREVIEWS, previewed, theme_of
from cxdesigner.wall.pictures import paint_picture, write_png, write_svg
from cxdesigner.wall.poster import poster_of, stamp_of, tiling_of, write_poster
from cxdesigner.wall.sizing import Picture, picture_of

AskWhere = Callable[[str, str, str], Path | None]
if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Write = Callable[[Path, Callable[[], bytes]], bool]
AskPrinter = Callable[["QPrinter", QWidget], bool]
"""Lets a person set up a printer that is set up for the pages, and tells whether it shall print."""

LANES = (
    (LaneKind.TEAM, "Team"),
    (LaneKind.CHANNEL, "Channel"),
    (LaneKind.LAYER, "Layer"),
    (LaneKind.TEAM_AND_CHANNEL, "Team › Channel"),
)
TILES = ("", "A4", "A3", "Letter", "Tabloid")
OVERLAPS = (0, 5, 10, 15, 20, 30)
LOOK_AFTER_MS = 60
AROUND = QSize(24, 64)
"""What the frame of a window and the bars of the screen take."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would be printed."""

    picture: Picture
    tiling: Tiling | None = None

    def words(self) -> tuple[str, str]:
        """Return the headline and the facts below it."""
        picture = self.picture
        size = f"{picture.width_mm / 10:.0f} × {picture.height_mm / 10:.0f} cm"
        letters = letter_words(picture.smallest_letter_mm)
        if self.tiling is None:
            return f"One sheet of {size}", letters
        count = len(self.tiling.sheets)
        head = "1 sheet" if count == 1 else f"{count} sheets"
        grid = f"{self.tiling.columns} across, {self.tiling.rows} down; "
        pages = f"{grid}{count + 1} pages with the one that shows how they go together" if count > 1 else "1 page"
        left_out = len(self.tiling.blanks)
        blanks = f" {left_out} empty one{'s are' if left_out != 1 else ' is'} left out." if left_out else ""
        return f"{head} of {self.tiling.paper.name} for {size}", f"{pages}.{blanks} {letters}"


class WallDialog(Dialog):
    """Controls at the left, the poster on its paper at the right, and what it comes to in words."""

    def __init__(
        self,
        parent: QWidget | None,
        document: Document,
        map_id: RecordId,
        *,
        settings: Settings,
        look: Look,
        ask_where: AskWhere,
        write: Write,
        ask_printer: AskPrinter | None = None,
    ) -> None:
        super().__init__(parent, "Wall diagram", "Text stays text, and every title is shown in full.")
        self._ask_printer = ask_printer or asked_printer
        self._document, self._map_id, self._settings = document, map_id, settings
        self._ask_where, self._write = ask_where, write
        self._outcome: Outcome | None = None
        self.resize(QSize(1040, 700).boundedTo(self.screen().availableSize() - AROUND))
        self.preview = PaperPreview()
        self.preview.set_colors(look.theme.ground, look.theme.selection, look.theme.quiet)
        self._headline = Label("", "heading", wraps=True)
        self._facts = Label("", "detail", wraps=True)
        self.warning = Label("", "caution", wraps=True)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(LOOK_AFTER_MS)
        self._clock.timeout.connect(self.look)
        self._make_controls()
        self._lay_out()
        self.look()

    def _make_controls(self) -> None:
        self.paper = Choice()
        self.paper.setEditable(True)
        self.paper.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.paper.set_choices([(name, name) for name in PAPERS])
        self.paper.setEditText(self._settings.text("wall.paper", "A0") or "A0")
        self.paper.setAccessibleName("Paper")
        self.paper.editTextChanged.connect(self._look_soon)
        self.turn = Segmented(((None, "Best"), (True, "Landscape"), (False, "Portrait")), name="Orientation")
        self.turn.button(None).setChecked(True)
        self.turn.picked.connect(self._look_soon)
        self.lanes = Choice()
        self.lanes.set_choices(LANES)
        self.lanes.show_choice(self._document.map(self._map_id).lanes)
        self.lanes.picked.connect(self._look_soon)
        self.tiles = Choice()
        self.tiles.set_choices(
            [(paper, f"Glue together sheets of {paper}" if paper else "One large sheet") for paper in TILES]
        )
        self.tiles.show_choice(self._settings.choice("wall.tiles", TILES, ""))
        self.tiles.picked.connect(self._look_soon)
        self.overlap = Choice()
        self.overlap.set_choices([(overlap, f"{overlap} mm") for overlap in OVERLAPS])
        self.overlap.show_choice(min(OVERLAPS, key=self._off_the_usual))
        self.overlap.picked.connect(self._look_soon)
        self.ink = Choice()
        self.ink.set_choices([(name, title) for name, (title, _) in INKS.items()])
        self.ink.show_choice(self._settings.choice("wall.ink", tuple(INKS), COLOUR))
        self.ink.picked.connect(self._repaint)
        self.eyes = Choice()
        self.eyes.set_choices(list(PREVIEWS.items()))
        self.eyes.show_choice("")
        self.eyes.picked.connect(self._repaint)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(4)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for title, widget in (
            ("Paper (or a size such as 90x120 cm)", self.paper),
            ("Orientation", self.turn),
            ("Lanes by", self.lanes),
            ("Sheets", self.tiles),
            ("Overlap of the sheets", self.overlap),
            ("Ink", self.ink),
            ("Show it here", self.eyes),
        ):
            form.addRow(Label(title, "small"), widget)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(form)
        left.addSpacing(12)
        left.addWidget(self._headline)
        left.addWidget(self._facts)
        left.addWidget(self.warning)
        left.addStretch(1)
        left.setContentsMargins(0, 0, 12, 0)
        inside = QWidget()
        inside.setLayout(left)
        holder = QScrollArea()
        holder.setFixedWidth(304)
        holder.setWidgetResizable(True)
        holder.setFrameShape(QFrame.Shape.NoFrame)
        holder.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder.setWidget(inside)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(holder)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row, 1)
        self.svg = self.add_button("SVG…")
        self.png = self.add_button("PNG…")
        self.print = self.add_button("Print…")
        self.svg.clicked.connect(self.save_svg)
        self.png.clicked.connect(self.save_png)
        self.print.clicked.connect(self.print_out)
        self.add_close("Cancel")
        self.pdf = self.add_button("Save as PDF…", is_primary=True, is_default=True)
        self.pdf.clicked.connect(self.save_pdf)

    # -- looking -----------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Work out what would be printed, and show it."""
        self._clock.stop()
        try:
            self._outcome = self._worked_out()
        except Refused as refusal:
            self._outcome = None
            self._headline.setText("This cannot be printed")
            self._facts.setText(str(refusal))
            self._warn("")
            self.preview.show_nothing()
        else:
            self._show(self._outcome)
        self.overlap.setEnabled(bool(self.tiles.chosen()))
        for button in (self.pdf, self.svg, self.png, self.print):
            button.setEnabled(self._outcome is not None)

    def announced(self) -> tuple[str, str]:
        """Return the words that say what comes out."""
        return self._headline.text(), self._facts.text()

    def sheets(self) -> int:
        """Return how many sheets are announced."""
        if self._outcome is None:
            return 0
        return 1 if self._outcome.tiling is None else len(self._outcome.tiling.sheets)

    def _worked_out(self) -> Outcome:
        paper = parse_paper(self.paper.currentText())
        picture = picture_of(self._document, self._map_id, self._lanes(), paper, self._landscape())
        tiles = self._tiles()
        if tiles is None:
            return Outcome(picture)
        picture = picture.trimmed()
        return Outcome(picture, tiling_of(picture, tiles, self._overlap()))

    def _show(self, outcome: Outcome) -> None:
        headline, facts = outcome.words()
        self._headline.setText(headline)
        self._facts.setText(facts)
        self._warn(warning_words(self._document, outcome.picture, outcome.tiling))
        cuts = []
        if outcome.tiling is not None:
            for sheet in outcome.tiling.sheets:
                part = sheet.source
                cuts.append(Cut(part.x, part.y, part.width, part.height, sheet.label))
        self.preview.show_paper(outcome.picture.width_mm, outcome.picture.height_mm, self._paint, cuts)

    def _warn(self, text: str) -> None:
        self.warning.setText(text)
        self.warning.setVisible(bool(text))

    def _paint(self, painter: QPainter) -> None:
        if self._outcome is not None:
            painter.scale(0.1, 0.1)
            paint_picture(painter, self._outcome.picture, previewed(self._ink(), str(self.eyes.chosen() or "")))

    def _look_soon(self, _: object = None) -> None:
        self._clock.start()

    def _repaint(self, _: object) -> None:
        self.preview.update()

    def _lanes(self) -> LaneKind | None:
        lanes = self.lanes.chosen()
        return lanes if isinstance(lanes, LaneKind) else None

    def _landscape(self) -> bool | None:
        turn = self.turn.chosen()
        return turn if isinstance(turn, bool) else None

    def _overlap(self) -> float:
        overlap = self.overlap.chosen()
        return float(overlap) if isinstance(overlap, int) else 10.0

    def _ink(self) -> str:
        return str(self.ink.chosen() or COLOUR)

    def _off_the_usual(self, overlap: int) -> float:
        return abs(overlap - self._settings.number("wall.overlap", 10, 0, 50))

    def _tiles(self) -> Paper | None:
        tiles = self.tiles.chosen()
        return parse_paper(str(tiles)) if tiles else None

    # -- writing -----------------------------------------------------------------------------------------------------

    def save_pdf(self) -> None:
        """Ask where, write the PDF, and close when it is written."""
        self._save(".pdf", self._pdf)

    def save_svg(self) -> None:
        """Ask where, write one drawing of the whole map, and close when it is written."""
        self._save(".svg", self._svg)

    def save_png(self) -> None:
        """Ask where, write one picture of the whole map, and close when it is written."""
        self._save(".png", self._png)

    def print_out(self) -> None:
        """Ask for a printer, print the pages that were chosen there, and close when they are on their way."""
        from cxdesigner.wall.printer import print_poster, printer_for

        self.look()
        if self._outcome is None:
            return
        stamp = stamp_of(self._document, datetime.date.today())
        picture, tiles = self._outcome.picture, self._tiles()
        poster = poster_of(self._document, self._map_id, picture, tiles, self._overlap(), stamp)
        try:
            printer = printer_for(poster)
            if not self._ask_printer(printer, self):
                return
            print_poster(poster, printer, theme_of(self._ink()))
        except Refused as refusal:
            self._warn(str(refusal))
            return
        self._remember()
        self.accept()

    def _save(self, suffix: str, make: Callable[[], bytes]) -> None:
        self.look()
        if self._outcome is None:
            return
        path = self._ask_where("Save the wall diagram", suffix, f"{suffix[1:].upper()} (*{suffix})")
        if path is not None and self._write(path, make):
            self._remember()
            self.accept()

    def _remember(self) -> None:
        """Keep what was chosen for the next time."""
        self._settings.keep("wall.paper", self.paper.currentText())
        self._settings.keep("wall.tiles", str(self.tiles.chosen() or ""))
        self._settings.keep("wall.overlap", self._overlap())
        self._settings.keep("wall.ink", self._ink())
        self._settings.save()

    def _pdf(self) -> bytes:
        return write_poster(
            self._document, self._map_id, **self._page(), tiles=self._tiles(), overlap_mm=self._overlap()
        )

    def _svg(self) -> bytes:
        return write_svg(self._document, self._map_id, **self._page())

    def _png(self) -> bytes:
        return write_png(self._document, self._map_id, **self._page())

    def _page(self) -> dict[str, Any]:
        """Return what PDF, SVG and PNG have in common."""
        return {
            "paper": parse_paper(self.paper.currentText()),
            "lanes": self._lanes(),
            "landscape": self._landscape(),
            "theme": theme_of(self._ink()),
        }


def asked_printer(printer: QPrinter, parent: QWidget) -> bool:
    """Show the dialog of the system in which a printer, copies and pages are chosen."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print the wall diagram")
    dialog.setMinMax(1, printer.toPage())
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    try:
        return bool(dialog.exec())
    finally:
        dialog.deleteLater()
