"""Tables, pictures and checklists are worked on where they can be stopped; whatever happens there is one sentence here."""

from __future__ import annotations

import datetime
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PySide6.QtCore import QProcess, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesigner.canvas import apart
from cxdesigner.canvas.apart import Cancelled, done_apart, picture_apart
from cxdesigner.document.records import Stage
from cxdesigner.document.refused import Refused
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.ui.apart import Wishes, checklists_apart, drawn_apart, manual_apart, open_apart
from cxdesigner.ui.dialogs.waiting import WaitingDialog
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.wall.order import Order
from cxdesigner.wall.pictures import write_png
from cxdesigner.wall.poster import as_pdf, poster_of
from tests.ui.conftest import Answers
from tests.ui.test_application import SAMPLE

Replace = Callable[[str], None]


@pytest.fixture
def other_half(monkeypatch: pytest.MonkeyPatch) -> Replace:
    """Let the second half of the program be some other code."""

    def replace(code: str) -> None:
        monkeypatch.setattr(apart, "python_running", lambda module: [sys.executable, "-c", code])

    return replace


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import os; os.abort()", "could not be worked on"),
        ("import os; os._exit(0)", "could not be worked on"),
        ("print('nonsense', flush=True); import time; time.sleep(60)", "nobody understands"),
        ("print('[]', flush=True); import time; time.sleep(60)", "nobody understands"),
        ("print('{}', flush=True); import time; time.sleep(60)", "nobody understands"),
        ("print('{\"result\": 7}', flush=True); import time; time.sleep(60)", "nobody understands"),
        ('print(\'{"refused": "It is no table."}\', flush=True)', "It is no table."),
        ("import time; time.sleep(60)", "took longer than 2 seconds"),
        ("import sys; [sys.stdout.write('x' * 2**20) for _ in range(80)]", "more than a map can hold"),
    ],
)
def test_whatever_happens_to_the_other_half_is_one_sentence(
    qtbot: QtBot, other_half: Replace, code: str, said: str
) -> None:
    other_half(code)

    with pytest.raises(Refused, match=said):
        done_apart({"task": "table"}, "x.csv", seconds=2 if code.startswith("import time") else 30)


def test_a_program_that_is_not_there_is_one_sentence(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "python_running", lambda module: ["/nowhere/python"])

    with pytest.raises(Refused, match="could not start"):
        done_apart({"task": "table"}, "x.csv")


@pytest.mark.parametrize(
    "result",
    ["{}", '{"cxmap": 7}', '{"cxmap": "nonsense"}', '{"cxmap": "{\\"format\\": \\"cxmap\\"}"}'],
)
def test_what_comes_back_passes_the_strict_reader(
    window: MainWindow, other_half: Replace, answers: Answers, tmp_path: Path, result: str
) -> None:
    other_half(f"print('{{\"result\": ' + {result!r} + '}}', flush=True); import time; time.sleep(60)")
    path = tmp_path / "table.csv"
    path.write_text("Touchpoint\nCall\n", encoding="utf-8")
    before = window.desk.document.copy()
    workspace = window.desk.workspace

    assert not window.filing.open(path)

    assert answers.asked == ["This file cannot be opened"]
    assert window.desk.workspace is workspace
    assert window.desk.document == before


def test_long_work_shows_what_it_is_and_can_be_stopped(
    window: MainWindow, qtbot: QtBot, other_half: Replace, answers: Answers, tmp_path: Path
) -> None:
    other_half('print(\'{"progress": "Row 1 of many"}\', flush=True); import time; time.sleep(60)')
    path = tmp_path / "table.csv"
    path.write_text("Touchpoint\nCall\n", encoding="utf-8")
    seen: list[str] = []

    def cancel() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, WaitingDialog):
            QTimer.singleShot(50, window, cancel)
            return
        seen.extend([dialog.windowTitle(), dialog.said.text()])
        dialog.cancel.click()

    workspace = window.desk.workspace
    QTimer.singleShot(100, window, cancel)
    assert not window.filing.open(path)

    assert seen == ["Reading “table.csv”", "Row 1 of many"]
    assert answers.asked == []  # Who stops it need not be told that it was stopped.
    assert window.desk.workspace is workspace


def test_when_the_program_ends_meanwhile_nothing_of_the_work_is_left(window: MainWindow, other_half: Replace) -> None:
    other_half("import time; time.sleep(60)")
    QTimer.singleShot(700, QApplication.instance(), lambda: QApplication.exit(0))

    with pytest.raises(Cancelled):
        open_apart(SAMPLE, window)
    QTimer.singleShot(0, QApplication.instance(), lambda: QApplication.exit(0))
    QApplication.exec()  # Or every loop of the tests behind would end at once.

    assert window.findChild(QProcess) is None


def test_a_table_opens_with_what_was_not_understood(window: MainWindow) -> None:
    opened = open_apart(SAMPLE, window)

    assert len(opened.document) > 20
    assert not opened.is_native


def test_a_map_that_is_called_a_table_opens_as_the_map_that_it_is(window: MainWindow, tmp_path: Path) -> None:
    from cxdesigner.storage.codec import encode

    path = tmp_path / "map.csv"
    path.write_bytes(encode(window.desk.document, "test"))

    opened = open_apart(path, window)

    assert opened.is_native
    assert opened.document == window.desk.document


@pytest.mark.slow
def test_a_checklist_is_made_apart(window: MainWindow) -> None:
    assert window.desk.map_id is not None

    wishes = {"by": "team", "paper": "A4", "is_fillable": False}

    (whole,) = checklists_apart(window.desk.document, window.desk.map_id, wishes, window)
    each = list(checklists_apart(window.desk.document, window.desk.map_id, wishes, window, each=True))

    assert [name for name, _ in each] == ["Onboarding - Sales.pdf", "Onboarding - Service.pdf"]
    assert all(pdf.startswith(b"%PDF") for _, pdf in (whole, *each))


@pytest.mark.slow
def test_a_picture_comes_back_small_enough_to_be_kept(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    image = QImage(6_000, 5_000, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(path))

    picture = picture_apart("large.png", path=path)

    assert (picture.title, picture.media_type) == ("large.png", "image/png")
    assert QImage.fromData(picture.data).width() == 2_048


def test_a_picture_that_is_none_is_refused_with_its_name(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 1_000)

    with pytest.raises(Refused, match=r"bomb\.png"):
        picture_apart("bomb.png", path=path)


@pytest.mark.slow
def test_a_pdf_that_is_drawn_apart_has_the_pages_that_would_be_drawn_here(window: MainWindow) -> None:
    document, map_id = window.desk.document, window.desk.map.id
    order = Order(paper=parse_paper("A3"), tiles=parse_paper("A4"))
    poster = poster_of(document, map_id, order, "revision 1")._replace(only=frozenset({1}))

    data = drawn_apart(document, map_id, order, ".pdf", window, Wishes("revision 1", {1}))

    assert strokes_of(data) == strokes_of(as_pdf(document, map_id, poster, order.theme, datetime.date.today()))


def strokes_of(data: bytes) -> list[bytes]:
    """Return what is drawn on each page of a PDF."""
    return [page.get_contents().get_data() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.slow
def test_a_png_that_is_drawn_apart_is_the_one_that_would_be_drawn_here(window: MainWindow) -> None:
    document, map_id, order = window.desk.document, window.desk.map.id, Order(paper=parse_paper("A3"))

    data = drawn_apart(document, map_id, order, ".png", window, Wishes(across=300))

    assert data == write_png(document, map_id, order, dots_across=300)


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "begin"), [(".svg", b"<?xml"), (".html", b"<!DOCTYPE html")])
def test_drawings_with_words_in_them_are_drawn_apart(window: MainWindow, suffix: str, begin: bytes) -> None:
    data = drawn_apart(window.desk.document, window.desk.map.id, Order(), suffix, window)

    assert data.startswith(begin)
    assert all(stage.title.split()[0].encode() in data for stage in window.desk.document.all(Stage))


@pytest.mark.slow
def test_a_manual_is_written_apart(window: MainWindow) -> None:
    wishes = {"is_docx": False, "paper": "A5", "color": "#25364a", "footer": "Our house"}

    data = manual_apart(window.desk.document, window.desk.map.id, wishes, b"", window)

    assert "Our house" in pypdfium2.PdfDocument(data)[1].get_textpage().get_text_range()
