"""The wall diagram on a printer: pages of exactly its size, and only those that are wanted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtPrintSupport import QPrinter

from cxdesigner.canvas.theme import Theme
from cxdesigner.document.refused import Refused
from cxdesigner.wall.pdf import Pages, layout_of
from cxdesigner.wall.poster import Poster, drawn


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


def pages_to_print(poster: Poster, printer: QPrinter) -> range:
    """Return which pages a printer was told to print, from 1. Raises Refused where there is none."""
    first, last = printer.fromPage() or 1, printer.toPage() or poster.pages
    wanted = range(max(1, first), min(last, poster.pages) + 1)
    if not wanted:
        raise Refused(f"There is no page {first}; this poster has {poster.pages}.")
    return wanted


def print_poster(poster: Poster, printer: QPrinter, theme: Theme) -> Iterator[int]:
    """Print the pages that the printer was told to, from which to which; yield the number of each when it is drawn.

    Who stops before the last takes the whole job back where the system can do that (on Linux it cannot: there the pages
    that were drawn by then are printed).
    """
    set_up(printer, poster)
    wanted = pages_to_print(poster, printer)
    with Pages(printer, printer.resolution()) as pages:
        try:
            yield from drawn(pages, poster, theme, wanted)
        except GeneratorExit:
            printer.abort()
            raise
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise Refused("The printer reports an error, and nothing was printed; save a PDF and print that.")
