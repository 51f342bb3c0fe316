"""The way to the wall: paper, orientation, lanes and tiles, with the sheets shown before anything is printed."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Collection, Container
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cxdesigner.canvas.apart import Cancelled
from cxdesigner.commands.printing import remember_printing
from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.storage.settings import Settings
from cxdesigner.ui.apart import Wishes, drawn_apart
from cxdesigner.ui.dialogs.frame import AskWhere, Dialog, Write
from cxdesigner.ui.dialogs.poster_size import warning_words
from cxdesigner.ui.dialogs.wall_cuts import SparingTheCards
from cxdesigner.ui.dialogs.wall_outcome import Outcome, WorkingOut
from cxdesigner.ui.dialogs.wall_sheets import SheetsOnTheWall
from cxdesigner.ui.dialogs.wall_wishes import WallWishes
from cxdesigner.ui.look import Look
from cxdesigner.ui.stepwise import stepwise
from cxdesigner.ui.widgets.label import Label
from cxdesigner.ui.widgets.link_button import link_button
from cxdesigner.ui.widgets.paper_preview import Cut, PaperPreview
from cxdesigner.wall.changed import printing_of
from cxdesigner.wall.inks import previewed
from cxdesigner.wall.pictures import paint_picture, write_svg
from cxdesigner.wall.poster import as_pdf

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Plan = Callable[..., bool]
"""Makes an edit of the map by a function that plans it."""
AskPrinter = Callable[["QPrinter", QWidget], bool]
"""Lets a person set up a printer that is set up for the pages, and tells whether it shall print."""

LOOK_AFTER_MS = 60
COPIED_ACROSS = 3_840
MANY_CARDS, MANY_SHEETS = 200, 60
"""More than these take long to draw."""
CARDS_AT_ONCE = 200
"""So many are painted in the preview before the window is asked what else there is."""
AROUND = QSize(24, 64)
"""What the frame of a window and the bars of the screen take."""


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
        plan: Plan,
        ask_printer: AskPrinter | None = None,
        selected: Collection[RecordId] = (),
    ) -> None:
        super().__init__(parent, "Wall diagram", "Text stays text, and every title is shown in full.")
        self._ask_printer = ask_printer or asked_printer
        self._document, self._map_id, self._settings = document, map_id, settings
        self._ask_where, self._write, self._plan = ask_where, write, plan
        self._outcome: Outcome | None = None
        self._working = WorkingOut(document, map_id, self)
        self._working.done.connect(self._show_outcome)
        self.resize(QSize(1040, 700).boundedTo(self.screen().availableSize() - AROUND))
        self.preview = PaperPreview()
        self.preview.set_colors(look.theme.ground, look.theme.selection, look.theme.quiet)
        self._headline = Label("", "heading", wraps=True)
        self._facts = Label("", "detail", wraps=True)
        self.changed = Label("", "detail", wraps=True)
        self.warning = Label("", "caution", wraps=True)
        self._hanging = SheetsOnTheWall(document, map_id, self)
        self._hanging.told.connect(self._follow_sheets)
        self._sparing = SparingTheCards(document, map_id, self)
        self._sparing.found.connect(self._offer_way_out)
        self.way_out = link_button("", self._take_way_out)
        self.way_out.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.way_out.setVisible(False)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(LOOK_AFTER_MS)
        self._clock.timeout.connect(self.look)
        self.wishes = WallWishes(document, map_id, settings, selected)
        self.wishes.changed.connect(self._clock.start)
        self.wishes.recoloured.connect(self.preview.repaint_picture)
        self._lay_out()
        self.look()

    def _lay_out(self) -> None:
        holder = QScrollArea()
        holder.setFixedWidth(304)
        holder.setWidgetResizable(True)
        holder.setFrameShape(QFrame.Shape.NoFrame)
        holder.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.wishes.setContentsMargins(0, 0, 12, 0)
        holder.setWidget(self.wishes)
        outcome = QVBoxLayout()
        outcome.setSpacing(6)
        outcome.addWidget(self.preview, 1)
        outcome.addWidget(self._headline)
        outcome.addWidget(self._facts)
        outcome.addWidget(self.changed)
        outcome.addWidget(self.warning)
        outcome.addWidget(self.way_out, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(holder)
        row.addLayout(outcome, 1)
        self.body.addLayout(row, 1)
        self.svg = self.add_button("SVG…")
        self.png = self.add_button("PNG…")
        self.copy = self.add_button("Copy picture")
        self.print = self.add_button("Print…")
        self.svg.clicked.connect(self.save_svg)
        self.png.clicked.connect(self.save_png)
        self.copy.clicked.connect(self.copy_picture)
        self.print.clicked.connect(self.print_out)
        self.add_close("Cancel")
        self.pdf = self.add_button("Save as PDF…", is_primary=True, is_default=True)
        self.pdf.clicked.connect(self.save_pdf)

    # -- looking -----------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Work out what would be printed, and show it when that is known, which is not at once for a large map."""
        self._clock.stop()
        self.wishes.settle()
        self._outcome = None
        self._hanging.stop()
        self._sparing.stop()
        self.way_out.setVisible(False)
        try:
            order = self.wishes.order()
        except Refused as refusal:
            self._working.refuse(str(refusal))
            return
        self._working.begin(order)
        if self._working.is_busy:
            self._headline.setText("Working out the sheets …")
            self._facts.setText("The map is large, so this takes a moment. Everything can be changed meanwhile.")
            self._enable()

    def _show_outcome(self) -> None:
        self._outcome = self._working.outcome
        if self._outcome is None:
            self._headline.setText("This cannot be printed")
            self._facts.setText(self._working.refusal)
            self._warn("")
            self._hanging.stop()
            self.changed.setVisible(False)
            self.preview.show_nothing()
        else:
            self._show(self._outcome)
        self._enable()

    def _enable(self) -> None:
        for button in (self.svg, self.png, self.copy):
            button.setEnabled(self._outcome is not None)
        for button in (self.pdf, self.print):
            button.setEnabled(self.sheets() > 0)

    def is_known(self) -> bool:
        """Find out, with something to look at meanwhile, what would be printed; tell whether there is anything."""
        try:
            is_new = self._clock.isActive() or self._working.order != self.wishes.order()
        except Refused:
            is_new = True
        if is_new:
            self.look()
        if self._working.is_busy:
            try:
                stepwise(self._working.rest(), self, "Working out the sheets", lambda done: f"{done} ways are tried …")
            except Cancelled:
                self._working.go_on()
                return False
        return self._outcome is not None

    def announced(self) -> tuple[str, str]:
        """Return the words that say what comes out."""
        return self._headline.text(), self._facts.text()

    def sheets(self) -> int:
        """Return how many sheets are announced."""
        if self._outcome is None:
            return 0
        return 1 if self._outcome.tiling is None else len(self._outcome.poster.sheets)

    def _show(self, outcome: Outcome) -> None:
        self._warn(warning_words(self._document, outcome.picture, outcome.tiling))
        pieces = math.ceil(outcome.cards / CARDS_AT_ONCE)
        self.preview.show_paper(outcome.picture.width_mm, outcome.picture.height_mm, self._paint, pieces=pieces)
        self._sparing.look_at(outcome.order, outcome.poster)
        self._hanging.look_at(outcome.order, outcome.poster)
        self._follow_sheets()

    def _follow_sheets(self) -> None:
        """Show which sheets are printed, as far as that is known."""
        if self._outcome is None:
            return
        found, wants_some = self._hanging.changed, self.wishes.wants_only_changed()
        only = found.numbers if wants_some and found is not None and not found.is_all else None
        self._outcome = self._outcome._replace(poster=self._outcome.poster._replace(only=only))
        headline, facts = self._outcome.words()
        self._headline.setText(headline)
        self._facts.setText(facts)
        self.changed.setText(self._hanging.words)
        self.changed.setVisible(bool(self._hanging.words) and (wants_some or found is None or not found.is_all))
        new = frozenset() if found is None or found.is_all else found.numbers
        sheets = () if self._outcome.tiling is None else self._outcome.tiling.sheets
        self.preview.show_cuts([Cut(*sheet.source, sheet.label, sheet.number in new) for sheet in sheets])
        for button in (self.pdf, self.print):
            button.setEnabled(self.sheets() > 0)

    def _warn(self, text: str) -> None:
        self.warning.setText(text)
        self.warning.setVisible(bool(text))

    def _offer_way_out(self) -> None:
        way_out = self._sparing.way_out
        self.way_out.setText("" if way_out is None else f"{way_out.sentence.rstrip('.')} – take these")
        self.way_out.setVisible(way_out is not None)

    def _take_way_out(self) -> None:
        if self._sparing.way_out is not None:
            self.wishes.take(self._sparing.way_out)
            self.look()

    def _paint(self, painter: QPainter, part: QRectF) -> None:
        if self._working.outcome is not None:
            painter.scale(0.1, 0.1)
            theme = previewed(self.wishes.chosen_ink(), self.wishes.chosen_eyes())
            in_tenths = QRectF(part.x() * 10, part.y() * 10, part.width() * 10, part.height() * 10)
            paint_picture(painter, self._working.outcome.picture, theme, in_tenths)

    # -- writing -----------------------------------------------------------------------------------------------------

    def save_pdf(self) -> None:
        """Ask where, write the PDF, remember what hangs on the wall now, and close when it is written."""
        if self._is_ready():
            self._save(".pdf", self._pdf, self._remember)

    def save_svg(self) -> None:
        """Ask where, write one drawing of the whole map, and close when it is written."""
        if self.is_known():
            self._save(".svg", self._svg)

    def save_png(self) -> None:
        """Ask where, write one picture of the whole map, and close when it is written."""
        if self.is_known():
            self._save(".png", self._png)

    def copy_picture(self) -> None:
        """Put the whole map on the clipboard as a picture, as large as slides can use."""
        if self.is_known():
            try:
                data = self._drawn(".png", across=COPIED_ACROSS)
            except Cancelled:
                return
            except Refused as refusal:
                self._warn(str(refusal))
                return
            QGuiApplication.clipboard().setImage(QImage.fromData(data))

    def print_out(self) -> None:
        """Ask for a printer, print the pages that were chosen there, and close when they are on their way."""
        from cxdesigner.wall.printer import pages_to_print, print_poster, printer_for

        if not self._is_ready() or self._outcome is None:
            return
        order, poster = self._outcome
        try:
            printer = printer_for(poster)
            if not self._ask_printer(printer, self):
                return
            pages = pages_to_print(poster, printer)
            stepwise(
                print_poster(poster, printer, order.theme),
                self,
                "Printing the wall diagram",
                lambda done: f"{done} of {len(pages)} pages are drawn …",
            )
        except Cancelled:
            return
        except Refused as refusal:
            self._warn(str(refusal))
            return
        self._remember(pages)
        self.wishes.keep()
        self.accept()

    def _is_ready(self) -> bool:
        """Compare what has not been compared yet, and tell whether there is something to print."""
        if not self.is_known():
            return False
        if self._outcome is not None and self._outcome.tiling is not None:
            count = self._hanging.count
            try:
                stepwise(
                    self._hanging.rest(), self, "Comparing the sheets", lambda done: f"{done} of {count} are compared …"
                )
            except Cancelled:
                return False
            except Refused as refusal:
                self._warn(str(refusal))
                return False
        return self.sheets() > 0

    def _remember(self, pages: Container[int] | None = None) -> None:
        """Keep in the map what hangs on the wall when these pages, or all, are printed."""
        if self._outcome is None or self._outcome.tiling is None:
            return
        poster, looks, way = self._outcome.poster, self._hanging.looks(), self._hanging.way
        labels = poster.labels_on(range(1, poster.pages + 1) if pages is None else pages)
        map_id, today = self._map_id, datetime.date.today()
        if labels:
            self._plan(lambda now: remember_printing(now, map_id, printing_of(now, map_id, way, looks, today, labels)))

    def _save(self, suffix: str, make: Callable[[], bytes], then: Callable[[], None] | None = None) -> None:
        if self._outcome is None:
            return
        path = self._ask_where("Save the wall diagram", suffix, f"{suffix[1:].upper()} (*{suffix})")
        if path is not None and self._write(path, make):
            if then is not None:
                then()
            self.wishes.keep()
            self.accept()

    def _pdf(self) -> bytes:
        assert self._outcome is not None
        order, poster = self._outcome
        if self._takes_long():
            return self._drawn(".pdf")
        return as_pdf(self._document, self._map_id, poster, order.theme, datetime.date.today())

    def _svg(self) -> bytes:
        if self._takes_long():
            return self._drawn(".svg")
        return write_svg(self._document, self._map_id, self.wishes.order())

    def _png(self) -> bytes:
        return self._drawn(".png")

    def _drawn(self, suffix: str, across: int | None = None) -> bytes:
        """Have the map drawn where that can be stopped. Raises Refused, and Cancelled where somebody did."""
        assert self._outcome is not None
        order, poster = self._outcome
        more = Wishes(poster.stamp, poster.only, across)
        return drawn_apart(self._document, self._map_id, order, suffix, self, more)

    def _takes_long(self) -> bool:
        """Tell whether somebody would wait: a process of its own costs half a second, and that is worth it then only."""
        assert self._outcome is not None
        return self._outcome.cards > MANY_CARDS or self.sheets() > MANY_SHEETS


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
