"""How a test reaches the fields of the inspector."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cxdesigner.document.records import RecordId
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.form import Form


def form_of(window: MainWindow, *record_ids: RecordId) -> Form:
    window.desk.select(record_ids)
    form = window.editor().inspector().form()
    assert form is not None
    return form


def part(form: Form, name: str, kind: type[QWidget]) -> QWidget:
    found = form.editor(name).findChild(kind)
    assert found is not None
    return found  # type: ignore[no-any-return]
