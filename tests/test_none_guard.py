"""PySide6 6.12.0 on Python 3.11 loses a reference to None in each call that returns nothing; this is where it shows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import pytest
from PySide6 import __version__ as installed
from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication, QGraphicsRectItem, QGraphicsScene, QWidget

from tests.source_tree import ROOT

CALLS = 1000
WARM_UP = 20

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False are not counted from 3.12 on")


def drift(call: Callable[[], object], of: object) -> int:
    """Return how many references to a value are gained or lost by calling something 1,000 times."""
    for _ in range(WARM_UP):
        call()
    before = sys.getrefcount(of)
    for _ in range(CALLS):
        call()
    return sys.getrefcount(of) - before


@pytest.fixture
def ten_calls(qapp: QApplication) -> dict[str, Callable[[], object]]:
    """Return ten calls into Qt, from all its modules that we use; most return nothing, some a truth value."""
    holder, timer, widget, scene, item = QObject(), QTimer(), QWidget(), QGraphicsScene(), QGraphicsRectItem()
    scene.addItem(item)
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    kept = (holder, timer, widget, scene, item, image, painter)
    return {
        "QObject.setObjectName": partial(holder.setObjectName, "name"),
        "QObject.blockSignals": partial(holder.blockSignals, False),
        "QTimer.stop": timer.stop,
        "QTimer.isActive": timer.isActive,
        "QWidget.update": widget.update,
        "QWidget.isVisible": widget.isVisible,
        "QGraphicsRectItem.setPos": partial(item.setPos, QPointF(1, 1)),
        "QGraphicsScene.update": scene.update,
        "QPainter.drawPoint": partial(painter.drawPoint, 1, 1),
        "QTransform.reset": QTransform().reset,
        "kept alive": lambda: kept,
    }


@pytest.mark.parametrize("value", [None, True, False])
def test_a_thousand_calls_neither_gain_nor_lose_a_reference(
    ten_calls: dict[str, Callable[[], object]], value: object
) -> None:
    drifts = {name: drift(call, value) for name, call in ten_calls.items()}

    assert {name: lost for name, lost in drifts.items() if lost} == {}


def test_the_installed_qt_is_the_pinned_one() -> None:
    pins = dict(line.split("==") for line in (ROOT / "packaging" / "constraints.txt").read_text().split())

    assert installed == pins["PySide6_Essentials"]
