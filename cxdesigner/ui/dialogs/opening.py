"""Every dialog by its name, opened over a window and thrown away when it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from cxdesigner.document.records import Stage, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.ui.widgets.throwing_away import throw_away

if TYPE_CHECKING:
    from cxdesigner.ui.main_window import MainWindow


def open_dialog(window: MainWindow, name: str) -> None:
    """Open a dialog, wait until it is done, and do what was decided there."""
    dialog = DIALOGS[name](window)
    if dialog is None:
        return
    try:
        if dialog.exec() and name in DECIDED:
            DECIDED[name](window, dialog)
    finally:
        throw_away(dialog)


def _wall(window: MainWindow) -> QDialog:
    from cxdesigner.ui.dialogs.wall import WallDialog

    desk, filing = window.desk, window.filing
    return WallDialog(
        window,
        desk.document,
        desk.map.id,
        settings=window.settings,
        look=window.look(),
        ask_where=filing.ask_where,
        write=filing.write,
        plan=desk.plan,
        selected=desk.selection,
    )


def _checklist(window: MainWindow) -> QDialog:
    from cxdesigner.ui.dialogs.checklist import ChecklistDialog
    from cxdesigner.ui.handing_out import HandingOut

    desk, filing = window.desk, window.filing
    hand = HandingOut(window, filing.folder, desk.said.emit)
    return ChecklistDialog(window, desk.document, desk.map.id, filing.ask_where, filing.write, hand)


def _manual(window: MainWindow) -> QDialog:
    from cxdesigner.ui.dialogs.manual import ManualDialog
    from cxdesigner.ui.handing_out import HandingOut

    desk, filing = window.desk, window.filing
    ask_logo = HandingOut(window, filing.folder, desk.said.emit).ask_logo
    return ManualDialog(window, desk.document, desk.map.id, filing.ask_where, filing.write, ask_logo, window.settings)


def _workshop(window: MainWindow) -> QDialog:
    from cxdesigner.ui.dialogs.workshop import WorkshopDialog

    desk, filing = window.desk, window.filing
    return WorkshopDialog(window, desk.document, desk.map.id, filing.ask_where, filing.write)


def _placing(window: MainWindow) -> QDialog:
    from cxdesigner.ui.dialogs.workshop import PlacingDialog

    return PlacingDialog(window, window.desk.document, window.desk.map.id, window.desk.plan)


def _filled_forms(window: MainWindow) -> QDialog:
    from cxdesigner.ui.dialogs.filled_forms import FilledForms
    from cxdesigner.ui.handing_out import HandingOut

    desk, filing = window.desk, window.filing
    return FilledForms(
        window,
        desk.document,
        desk.map.id,
        plan=desk.plan,
        ask_forms=HandingOut(window, filing.folder, desk.said.emit).ask_forms,
        ask_where=filing.ask_where,
        write=filing.write,
        show=desk.show,
    )


def _story(window: MainWindow) -> QDialog | None:
    """Tell the way that stands out, or else the likeliest; a map without ways says so."""
    from cxdesigner.formats.journey_reports import story_of
    from cxdesigner.ui.dialogs.story import StoryDialog

    desk, filing = window.desk, window.filing
    try:
        told = window.editor().wayfinding.told() or story_of(desk.document, desk.map.id, "likeliest")
    except Refused as refusal:
        window.say(str(refusal))
        return None
    return StoryDialog(window, desk.document, desk.map.id, *told, filing.ask_where, filing.write)


def _link(window: MainWindow) -> QDialog | None:
    from cxdesigner.ui.dialogs.link import LinkDialog

    desk = window.desk
    source = next((i for i in desk.selection if isinstance(desk.document.find(i), Touchpoint)), None)
    return LinkDialog(window, desk.document, source) if source is not None else None


def _add_link(window: MainWindow, dialog: QDialog) -> None:
    from cxdesigner.commands.links import add_link
    from cxdesigner.ui.dialogs.link import LinkDialog

    assert isinstance(dialog, LinkDialog)
    target = dialog.target_id()
    if target is not None:
        window.desk.plan(add_link, dialog.source_id, target, dialog.chosen_kind(), dialog.said_condition())


def _pasting(window: MainWindow) -> QDialog | None:
    from cxdesigner.ui.copying import offered_rows
    from cxdesigner.ui.dialogs.pasting import Pasting

    rows = offered_rows()
    return Pasting(window, window.desk.document, rows) if rows else None


def _paste(window: MainWindow, dialog: QDialog) -> None:
    from cxdesigner.ui.copying import take_table
    from cxdesigner.ui.dialogs.pasting import Pasting

    assert isinstance(dialog, Pasting)
    try:
        take_table(window.desk, window.view(), dialog.made())
    except Refused as refusal:
        window.desk.said.emit(str(refusal))


def _where(window: MainWindow) -> QDialog | None:
    """Ask where the cards go of what is selected and will be removed; what has none is removed without a question."""
    from cxdesigner.commands.emptying import holders_among
    from cxdesigner.commands.removing import remove
    from cxdesigner.ui.dialogs.where import Where

    desk = window.desk
    if not holders_among(desk.document, desk.selection):
        desk.plan(remove, desk.selection)
        return None
    return Where(window, desk.document, desk.selection)


def _remove(window: MainWindow, dialog: QDialog) -> None:
    from cxdesigner.commands.emptying import remove_and_empty
    from cxdesigner.ui.dialogs.where import Where

    assert isinstance(dialog, Where)
    desk, whither = window.desk, dialog.whither()
    is_done = desk.plan(remove_and_empty, dialog.record_ids, whither)
    if is_done and whither.into_id is not None and isinstance(desk.document.find(whither.into_id), Stage):
        desk.select((whither.into_id,))  # So that the keys have somewhere to go on.


def _versions(window: MainWindow) -> QDialog:
    from cxdesigner.ui.dialogs.versions import Versions
    from cxdesigner.ui.pictures import picture_of

    workspace = window.desk.workspace
    assert workspace is not None
    look = window.look()
    return Versions(
        window, workspace.versions(), lambda document, size, dots: picture_of(document, size, dots, look, is_whole=True)
    )


def _bring_back(window: MainWindow, dialog: QDialog) -> None:
    from cxdesigner.ui.dialogs.versions import Versions

    assert isinstance(dialog, Versions)
    if dialog.loaded is not None:
        (window.filing.open_copy if dialog.opens_copy else window.filing.bring_back)(dialog.loaded)


def _rules(window: MainWindow) -> QDialog:
    from cxdesigner.ui.dialogs.rules import RulesDialog

    return RulesDialog(window, window.desk.document, window.desk.map.id, window.desk.plan)


def _accepted(window: MainWindow) -> QDialog:
    from cxdesigner.ui.dialogs.rules import ACCEPTED, RulesDialog

    dialog = RulesDialog(window, window.desk.document, window.desk.map.id, window.desk.plan)
    dialog.turn_to(ACCEPTED)
    return dialog


def _shortcuts(window: MainWindow) -> QDialog:
    from cxdesigner.ui.dialogs.shortcuts import Shortcuts

    return Shortcuts(window)


def _about(window: MainWindow) -> QDialog:
    from cxdesigner.ui.dialogs.about import About

    return About(window)


DIALOGS: dict[str, Callable[[MainWindow], QDialog | None]] = {
    "wall": _wall,
    "checklist": _checklist,
    "story": _story,
    "filled forms": _filled_forms,
    "manual": _manual,
    "workshop": _workshop,
    "placing": _placing,
    "link": _link,
    "pasting": _pasting,
    "where": _where,
    "versions": _versions,
    "rules": _rules,
    "accepted": _accepted,
    "shortcuts": _shortcuts,
    "about": _about,
}
DECIDED: dict[str, Callable[[MainWindow, QDialog], None]] = {
    "link": _add_link,
    "pasting": _paste,
    "where": _remove,
    "versions": _bring_back,
}
"""What follows where a dialog only asks."""
