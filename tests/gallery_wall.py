"""What the gallery shows of a map that hangs on the wall already."""

from __future__ import annotations


def hang_up(window: object, dialog: object) -> None:
    """Let the sheets of the dialog hang on the wall, and then change a card."""
    from cxdesigner.commands.printing import remember_printing
    from cxdesigner.commands.values import set_value
    from cxdesigner.document.records import Printing, Touchpoint

    desk, hanging = window.desk, dialog._hanging  # type: ignore[attr-defined]
    sheets = tuple(f"{name} {look}" for name, look in hanging.looks().items())
    desk.plan(remember_printing, desk.map.id, Printing(way=hanging.way, on="2026-11-14", sheets=sheets))
    desk.plan(set_value, desk.document.all(Touchpoint)[5].id, "moment_of_truth", True)
    dialog.wishes.only_changed.setChecked(True)  # type: ignore[attr-defined]
    dialog.look()  # type: ignore[attr-defined]
    dialog.is_known()  # type: ignore[attr-defined]
