"""How the window around the map looks: one style sheet, filled with the colours of a look."""

from __future__ import annotations

from string import Template

from cxdesigner.ui.look import Look

SIZES = {"small": 11.0, "body": 12.5, "strong": 14.5, "heading": 16.0, "title": 18.0, "huge": 28.0}
"""Letter sizes in pixels of a screen with 96 dots an inch."""

_TEMPLATE = Template("""
QWidget { color: $ink; font-size: $body; }
QMainWindow, QDialog, QStackedWidget, QScrollArea, #panel, #topbar, #statusbar, #palette, #welcome { background: $chrome; }
#quickarea, #maparea { background: $ground; }
QScrollArea, QScrollArea > QWidget > QWidget { background: $chrome; border: none; }
#topbar { border-bottom: 1px solid $hairline; }
#statusbar { border-top: 1px solid $hairline; }
#palette { border-right: 1px solid $hairline; }
#side { border-left: 1px solid $hairline; background: $chrome; }

QLabel { background: transparent; }
QLabel[role="huge"] { font-size: $huge; font-weight: 600; }
QLabel[role="title"] { font-size: $title; font-weight: 600; }
QLabel[role="heading"] { font-size: $heading; font-weight: 600; }
QLabel[role="strong"] { font-size: $strong; font-weight: 600; }
QLabel[role="bold"] { font-weight: 600; }
QLabel[role="detail"] { color: $detail; }
QLabel[role="small"] { color: $detail; font-size: $small; }
QLabel[role="good"] { color: $good; font-size: $small; }
QLabel[role="caution"] { color: $caution; font-weight: 600; }
QLabel[role="bad"] { color: $bad; font-weight: 600; }
QLabel[role="safe"] { color: $good; }

QMenuBar { background: $chrome; border: none; padding: 2px 6px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; color: $ink; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $chrome; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $chosen; color: $ink; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenu::icon { padding-left: 6px; }

QPushButton { background: $chrome; border: 1px solid $edge; border-radius: 6px; padding: 5px 14px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $chosen; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:default { border: 1px solid $accent; }
QPushButton:disabled { color: $quiet; border-color: $hairline; }
QPushButton[role="primary"] { background: $primary; border-color: $primary; color: $primary_ink; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $primary_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $focus_on_primary; padding: 4px 13px; }
QPushButton[role="primary"]:disabled { background: $edge; border-color: $edge; }
QPushButton[role="segment"] { padding: 3px 11px; }
QPushButton[role="segment"]:checked { background: $chosen; border: 1px solid $accent; color: $accent; font-weight: 600; }
QPushButton[role="segment"]:checked:focus { border: 2px solid $accent; padding: 2px 10px; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 2px 6px; text-align: left; }
QPushButton[role="link"]:hover { background: $hover; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }
QPushButton[role="link"]:disabled { color: $quiet; }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; padding: 2px 6px; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus { border: 1px solid $accent; }
QPushButton[role="warning"] { background: transparent; border: 1px solid transparent; color: $caution; font-weight: 600; padding: 2px 8px; }
QPushButton[role="warning"]:hover { background: $caution_ground; }
QPushButton[role="warning"]:focus { border: 1px solid $accent; }
QPushButton[role="toast"] { background: transparent; color: $toast_link; border: 1px solid $toast_link; padding: 3px 10px; }
QPushButton[role="card"] { text-align: left; padding: 0; border-radius: 8px; }
QPushButton[role="card"]:hover { border: 1px solid $accent; background: $chrome; }
QPushButton[role="section"] { text-align: left; font-weight: 600; padding: 4px 0; border: none; border-top: 1px solid $hairline; border-radius: 0; background: transparent; }
QPushButton[role="section"]:hover { color: $accent; }
QPushButton[role="section"]:focus { color: $accent; border-top: 1px solid $accent; }
QPushButton[role="row"] { text-align: left; padding: 6px 8px; border: 1px solid transparent; border-radius: 6px; }
QPushButton[role="file"] { text-align: left; padding: 0; border: 1px solid transparent; border-radius: 6px; min-height: 44px; }
QPushButton[role="file"]:hover { background: $hover; }
QPushButton[role="file"]:focus { border: 1px solid $accent; }
QPushButton[role="row"]:hover { background: $hover; }
QPushButton[role="row"]:focus { border: 1px solid $accent; }

QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 2px; background: transparent; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:checked { background: $chosen; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="tile"] { color: $detail; font-size: $small; padding: 3px 0 1px 0; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {
    background: $field; border: 1px solid $edge; border-radius: 6px; padding: 4px 7px;
    selection-background-color: $accent; selection-color: $chrome; placeholder-text-color: $quiet; }
QPlainTextEdit { padding: 3px 8px; }
QComboBox:!editable { padding-left: 9px; }
QComboBox[quiet="true"] { color: $quiet; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 1px solid $accent; background: $chrome; }
QLineEdit[role="find"] { border-radius: 13px; padding: 4px 12px; background: $hover; border-color: $hover; }
QLineEdit[role="find"]:focus { border: 1px solid $accent; background: $chrome; }
QLineEdit[role="bare"], QComboBox QLineEdit { background: transparent; border: none; padding: 0; }
QLineEdit[role="title"] { font-size: $title; font-weight: 600; background: transparent; border: 1px solid transparent; padding: 2px 4px; }
QLineEdit[role="title"]:hover { border: 1px solid $edge; }
QLineEdit[role="title"]:focus { border: 1px solid $accent; background: $field; }
QLineEdit[role="quick"] { background: transparent; border: none; padding: 0; font-size: $strong; }
QLineEdit:disabled, QComboBox:disabled { color: $quiet; background: $hover; }
QComboBox::drop-down { border: none; width: 24px; background: transparent; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $chrome; border: 1px solid $edge; selection-background-color: $chosen; selection-color: $ink; outline: none; }
QCheckBox { spacing: 8px; background: transparent; }

#quickentry { background: $chrome; border: 2px solid $accent; border-radius: 8px; }
#quickentry[calm="true"] { border: 1px solid $edge; padding: 1px; }
#card, #prompt { background: $chrome; border: 1px solid $hairline; border-radius: 6px; }
#near { background: $caution_ground; border: 1px solid $caution_edge; border-radius: 8px; }
#near QLabel { color: $ink; }
QFrame[role="notice-caution"] { background: $caution_ground; border: none; border-bottom: 1px solid $hairline; }
QFrame[role="notice-bad"] { background: $chrome; border: none; border-bottom: 1px solid $hairline; border-left: 4px solid $bad; }
QFrame[role="toast"] { background: $toast; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: $toast_ink; }
QFrame[role="hairline"] { background: $hairline; border: none; max-height: 1px; min-height: 1px; }

QTabBar { background: $chrome; }
QTableView, QListView, QTreeView { background: $chrome; border: none; gridline-color: $hairline; selection-background-color: $chosen; selection-color: $ink; outline: none; alternate-background-color: $field; }
#popup { border: 1px solid $edge; padding: 4px; background: $chrome; }
#popup::item { padding: 3px 6px; min-height: 18px; }
QHeaderView { background: $chrome; border: none; }
QHeaderView::section { background: $chrome; color: $detail; border: none; border-bottom: 1px solid $edge; border-right: 1px solid $hairline; padding: 4px 6px; font-size: $small; }
QTableCornerButton::section { background: $chrome; border: none; }
QTableView QLineEdit, QTableView QComboBox { border-radius: 0; padding: 0 3px; border: 1px solid $accent; background: $chrome; }

QSplitter::handle { background: $hairline; }
QSplitter::handle:hover { background: $accent; }
QAbstractScrollArea::corner { background: $chrome; border: none; }
#maparea QAbstractScrollArea::corner { background: $ground; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; margin: 0; }
QScrollBar:horizontal { height: 10px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 2px; min-width: 24px; min-height: 24px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $chrome; color: $ink; border: 1px solid $edge; padding: 4px 6px; }
QProgressBar { border: 1px solid $edge; border-radius: 6px; background: $field; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 5px; }
""")


def style_sheet(look: Look, dots_per_inch: float) -> str:
    """Return the style sheet of a look."""
    theme = look.theme
    sizes = {name: f"{size * 72 / dots_per_inch:.2f}pt" for name, size in SIZES.items()}
    return _TEMPLATE.substitute(
        sizes,
        chrome=look.chrome,
        field=look.field,
        edge=look.edge,
        hairline=look.hairline,
        hover=look.hover,
        chosen=look.chosen,
        accent=look.accent,
        primary=look.primary,
        primary_hover=look.primary_hover,
        primary_ink=look.primary_ink,
        focus_on_primary="#bcd8ff",
        good=look.good,
        caution=look.caution,
        caution_ground=look.caution_ground,
        caution_edge=look.caution_edge,
        bad=look.bad,
        toast=theme.ink if theme.is_dark else theme.stage,
        toast_ink=look.chrome if theme.is_dark else theme.stage_ink,
        toast_link=look.primary if theme.is_dark else "#bcd8ff",
        ink=theme.ink,
        detail=theme.detail,
        quiet=theme.quiet,
        ground=theme.ground,
    )
