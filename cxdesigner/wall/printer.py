"""The wall diagram on a printer: pages of exactly its size, and only those that are wanted."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinter

from cxdesigner.canvas.theme import Theme
from cxdesigner.document.refused import Refused
from cxdesigner.wall.pdf import Pages, layout_of
from cxdesigner.wall.poster import Poster, draw
from cxdesigner.wall.strips import Progress


def printer_for(poster: Poster) -> QPrinter:
    """Return the usual printer, set up for the pages of a poster: their size, one-sided, the name of the map."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer, poster)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    printer.setDocName(poster.title)
    printer.setCreator("CX Designer")
    printer.setFromTo(1, poster.pages)
    return printer


def set_up(printer: QPrinter, poster: Poster) -> None:
    """Give a printer the size of the pages, whatever somebody has chosen there. Raises Refused where it has none such."""
    if not printer.setPageLayout(layout_of(*poster.page_mm)):
        width, height = poster.page_mm
        raise Refused(f"This printer has no paper of {width:.0f} × {height:.0f} mm; choose sheets that it has.")


def print_poster(poster: Poster, printer: QPrinter, theme: Theme, progress: Progress | None = None) -> range:
    """Print the pages that the printer was told to, from which to which, and return which these are, from 1."""
    set_up(printer, poster)
    first, last = printer.fromPage() or 1, printer.toPage() or poster.pages
    wanted = range(max(1, first), min(last, poster.pages) + 1)
    if not wanted:
        raise Refused(f"There is no page {first}; this poster has {poster.pages}.")
    with Pages(printer, printer.resolution()) as pages:
        draw(pages, poster, theme, wanted, progress)
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise Refused("The printer reports an error, and nothing was printed; save a PDF and print that.")
    return wanted
