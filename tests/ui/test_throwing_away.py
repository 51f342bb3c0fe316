"""What a widget that is thrown away leaves behind: nothing, also not with the style sheet."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDateEdit, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.ui.dressing import dress
from cxdesigner.ui.look import LOOKS
from cxdesigner.ui.widgets.combo import Choice, Naming
from cxdesigner.ui.widgets.throwing_away import throw_away

AT_ONCE, WARM_UP, ROUNDS = 30, 4, 8
MOST_KB = 6.0
"""A round of widgets that Qt forgets to forget leaves some twenty behind."""


class _InUse(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_size_t)
        for name in ["arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "in_use"]
    ] + [
        ("free", ctypes.c_size_t),
        ("top", ctypes.c_size_t),
    ]


def _bytes_in_use() -> int:
    """Return what the C library has given out."""
    told = ctypes.CDLL(None).mallinfo2
    told.restype = _InUse
    found = told()
    return int(found.in_use + found.hblkhd)


@pytest.mark.skipif(sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="asks glibc")
@pytest.mark.parametrize("kind", [QSpinBox, QDateEdit, Choice, Naming], ids=lambda kind: kind.__name__)
def test_boxes_that_are_thrown_away_are_forgotten_by_the_style_sheet(qtbot: QtBot, kind: Callable[[], QWidget]) -> None:
    dress(LOOKS["light"])
    table = QWidget()
    qtbot.addWidget(table)
    table.show()

    def use() -> None:
        holder = QWidget(table)
        column = QVBoxLayout(holder)
        for _ in range(AT_ONCE):
            column.addWidget(kind())
        holder.show()
        QApplication.processEvents()
        throw_away(holder)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    for _ in range(WARM_UP):
        use()
    before = _bytes_in_use()
    for _ in range(ROUNDS):
        use()

    assert (_bytes_in_use() - before) / ROUNDS / 1024 < MOST_KB
