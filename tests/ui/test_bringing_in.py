"""A table that comes into the map that is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cxdesigner.document.reading import stages_of
from cxdesigner.document.records import Touchpoint
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import MAP


def test_a_table_comes_into_the_open_map_as_one_step(
    window: MainWindow, chosen_file: Callable[[Path | None], None], tmp_path: Path
) -> None:
    table = tmp_path / "more.csv"
    table.write_text("Stage,Touchpoint,Team\nUse,First invoice,Finance\nLeave,Farewell,Sales\n", encoding="utf-8")
    chosen_file(table)
    before = window.desk.document.copy()

    window.menus["file.bring_in"].trigger()

    assert [stage.title for stage in stages_of(window.desk.document, MAP)] == ["Buy", "Use", "Leave"]
    assert len(window.desk.document.all(Touchpoint)) == 6
    window.menus["edit.undo"].trigger()
    assert window.desk.document == before


def test_a_table_that_cannot_be_read_leaves_the_map_as_it_was(
    window: MainWindow, chosen_file: Callable[[Path | None], None], tmp_path: Path, answers: object
) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"\x00\x01\x02" * 50)
    chosen_file(broken)
    before = window.desk.document.copy()

    window.menus["file.bring_in"].trigger()

    assert window.desk.document == before
    assert window.desk.is_open()
