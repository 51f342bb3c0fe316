"""Giving the whole application a look: letters, palette and style sheet."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QStyleFactory

from cxdesigner.canvas import fonts
from cxdesigner.ui.look import Look, palette_of
from cxdesigner.ui.style_sheet import SIZES, style_sheet

STYLE = "Fusion"


def dress(look: Look) -> None:
    """Give every window of the application this look; the same look again costs nothing."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app.property("look") == look.name:
        return
    if app.property("look") is None:
        if not app.property("has style"):
            app.setStyle(QStyleFactory.create(STYLE))
        fonts.load_own()
        font = QFont()
        font.setFamilies(list(fonts.FAMILIES))
        font.setPointSizeF(SIZES["body"] * 72 / app.primaryScreen().logicalDotsPerInch())
        app.setFont(font)
    app.setProperty("look", look.name)
    app.setPalette(palette_of(look))
    app.setStyleSheet(style_sheet(look, app.primaryScreen().logicalDotsPerInch()))
