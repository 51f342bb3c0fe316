"""The dialogs for the paper wall announce what they print, and show what they understand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from cxdesigner.document.records import Touchpoint
from cxdesigner.storage.settings import Settings
from cxdesigner.ui.dialogs.manual import ManualDialog
from cxdesigner.ui.dialogs.workshop import PlacingDialog, WorkshopDialog
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import MAP


@pytest.fixture
def printing(window: MainWindow, qtbot: QtBot) -> tuple[WorkshopDialog, list[bytes]]:
    written: list[bytes] = []

    def write(path: Path, make: Callable[[], bytes]) -> bool:
        written.append(make())
        return True

    dialog = WorkshopDialog(window, window.desk.document, MAP, lambda *_: Path("out.pdf"), write)
    qtbot.addWidget(dialog)
    return dialog, written


def test_the_cards_have_the_sheets_that_were_announced(printing: tuple[WorkshopDialog, list[bytes]]) -> None:
    dialog, written = printing
    dialog.blanks.show_choice(6)
    dialog.blanks.picked.emit(6)

    dialog.save_pdf()

    assert dialog.counted.text() == "10 cards of 105 × 74 mm on 2 sheets"
    assert len(pypdfium2.PdfDocument(written[0])) == 2


def test_the_grid_has_the_sheets_that_were_announced(printing: tuple[WorkshopDialog, list[bytes]]) -> None:
    dialog, written = printing
    dialog.what.button("grid").click()

    dialog.save_pdf()

    count = len(pypdfium2.PdfDocument(written[0]))
    assert f"on {count} sheets of A3" in dialog.counted.text()


def test_cards_that_are_set_apart_are_those_that_would_be_set_here(
    printing: tuple[WorkshopDialog, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, written = printing
    monkeypatch.setattr("cxdesigner.paper.cards.write_cards", lambda *_, **__: pytest.fail("This freezes the window."))

    dialog.save_pdf()

    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(written[0])]
    assert "Offer" in texts[0]


def test_a_label_sheet_needs_no_paper(printing: tuple[WorkshopDialog, list[bytes]]) -> None:
    dialog, _ = printing

    dialog.per_sheet.show_choice("avery l7163")
    dialog.per_sheet.picked.emit("avery l7163")

    assert not dialog.paper.isEnabled()
    assert "99 × 38 mm" in dialog.counted.text()


def test_what_is_typed_is_understood_at_once_and_placed_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    dialog = PlacingDialog(window, window.desk.document, MAP, window.desk.plan)
    qtbot.addWidget(dialog)
    card = window.desk.document.all(Touchpoint)[0]
    before = window.desk.document.copy()

    dialog.typed.setPlainText(f"{card.id} B1.4\nnonsense")

    assert dialog.understood.text().startswith("1 understood, 1 not.")
    dialog.place.click()
    assert window.desk.document.touchpoint(card.id).step == 3
    assert dialog.typed.toPlainText() == "nonsense"
    assert dialog.understood.text().startswith("The other cards are placed. Left to mend:")
    window.desk.undo()
    assert window.desk.document == before


def test_the_dialog_says_what_lanes_and_stages_are_called(window: MainWindow, qtbot: QtBot) -> None:
    dialog = PlacingDialog(window, window.desk.document, MAP, window.desk.plan)
    qtbot.addWidget(dialog)

    assert dialog.lanes.text().startswith("Lanes: A ")
    assert not dialog.place.isEnabled()


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "begins"), [(".pdf", b"%PDF"), (".docx", b"PK")])
def test_the_manual_is_written_as_what_was_chosen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, suffix: str, begins: bytes
) -> None:
    written: list[bytes] = []
    asked: list[str] = []

    def ask_where(title: str, kind: str, kinds: str) -> Path:
        asked.append(kind)
        return tmp_path / f"out{kind}"

    dialog = ManualDialog(
        window,
        window.desk.document,
        MAP,
        ask_where,
        lambda path, make: bool(written.append(make()) or True),
        lambda: None,
        Settings(),
    )
    qtbot.addWidget(dialog)
    dialog.kind.button(suffix).click()

    dialog.save_manual()

    assert asked == [suffix]
    assert written[0].startswith(begins)
    assert dialog.paper.isEnabled()


def manual_dialog(window: MainWindow, qtbot: QtBot, logo: Path | None, written: list[bytes]) -> ManualDialog:
    dialog = ManualDialog(
        window,
        window.desk.document,
        MAP,
        lambda title, kind, kinds: Path(f"out{kind}"),
        lambda path, make: bool(written.append(make()) or True),
        lambda: logo,
        Settings(),
    )
    qtbot.addWidget(dialog)
    return dialog


@pytest.mark.slow
def test_letterhead_and_paper_are_there_again_even_when_the_logo_is_gone_from_its_place(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    written: list[bytes] = []
    Image.new("RGB", (40, 20), "#c81e1e").save(tmp_path / "acme.png")
    first = manual_dialog(window, qtbot, tmp_path / "acme.png", written)
    first.choose_logo()
    first.color.setText("#336699")
    first.footer.setText("Acme Ltd")
    first.paper.show_choice("Letter")
    first.save_manual()
    (tmp_path / "acme.png").unlink()

    again = manual_dialog(window, qtbot, None, written)
    shown = again.logo_name.text(), again.color.text(), again.footer.text(), again.paper.chosen()
    again.save_manual()

    assert shown == ("acme.png", "#336699", "Acme Ltd", "Letter")
    assert pypdfium2.PdfDocument(written[1])[0].get_size() == pytest.approx((612, 792), abs=0.5)


def test_a_logo_can_be_removed_and_one_that_is_none_is_refused_at_once(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "acme.png")
    (tmp_path / "text.png").write_bytes(b"no picture")
    dialog = manual_dialog(window, qtbot, tmp_path / "acme.png", [])
    dialog.choose_logo()
    dialog.no_logo.click()
    removed = dialog.logo_name.text()

    wrong = manual_dialog(window, qtbot, tmp_path / "text.png", [])
    wrong.choose_logo()

    assert removed == "none"
    assert "no PNG and no JPEG" in wrong.logo_name.text()
