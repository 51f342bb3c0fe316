"""What is said about the selected cards at once: rows of the Edit menu that the small bar and single keys do too."""

from __future__ import annotations

from functools import partial

from cxdesigner.canvas.faces import WORDS as FEELINGS
from cxdesigner.document.records import Expectation, ExperienceCell, Persona, RecordId, Status, Touchpoint
from cxdesigner.ui.actions.spec import N_, ActionSpec, Bench

_EMOTION = N_("E&motion")
_EXPECTATION = N_("E&xpectation")
_STATUS = N_("&Status")
_EXPECTED = {Expectation.BELOW: N_("&Below"), Expectation.MEETS: N_("&Meets"), Expectation.EXCEEDS: N_("&Exceeds")}
_STATES = {
    Status.EXISTING: N_("&Existing"),
    Status.MISSING: N_("&Missing"),
    Status.TO_CHANGE: N_("To &change"),
    Status.TO_REMOVE: N_("To &remove"),
}


def _cards(bench: Bench) -> list[RecordId]:
    if not bench.desk.is_open():
        return []
    return [i for i in bench.desk.selection if isinstance(bench.desk.document.find(i), Touchpoint)]


def _has_cards(bench: Bench) -> bool:
    return bool(_cards(bench))


def _mark(name: str, value: object, bench: Bench) -> None:
    from cxdesigner.commands.values import mark

    bench.desk.plan(mark, _cards(bench), name, value)


def _says(name: str, value: object, bench: Bench) -> bool:
    """Tell whether all selected cards say so."""
    cards = _cards(bench)
    return bool(cards) and all(getattr(bench.desk.document.touchpoint(i), name) == value for i in cards)


def _toggle_moment(bench: Bench) -> None:
    from cxdesigner.commands.values import toggle

    bench.desk.plan(toggle, _cards(bench), "moment_of_truth")


def _go_to_bar(bench: Bench) -> None:
    bench.view().card_bar.take_keys()


def _pictured(bench: Bench) -> list[RecordId]:
    """Return what is selected and shows a picture."""
    if not bench.desk.is_open():
        return []
    records = map(bench.desk.document.find, bench.desk.selection)
    kinds = Touchpoint, ExperienceCell, Persona
    return [record.id for record in records if isinstance(record, kinds) and record.picture_id is not None]


def _add_picture(bench: Bench) -> None:
    from cxdesigner.ui.picturing import ask_for_picture

    ask_for_picture(bench.desk, bench.view())


def _remove_picture(bench: Bench) -> None:
    from cxdesigner.commands.pictures import remove_picture

    bench.desk.plan(remove_picture, _pictured(bench))


def _choice(name: str, value: object, words: str, submenu: str, *, starts_group: bool = False) -> ActionSpec:
    return ActionSpec(
        f"edit.{name}_{'none' if value is None else str(value).replace(' ', '_')}",
        words,
        run=partial(_mark, name, value),
        enabled=_has_cards,
        checked=partial(_says, name, value),
        submenu=submenu,
        starts_group=starts_group,
    )


CARDS = (
    *(
        _choice("emotion", each, f"&{each + 3}  {FEELINGS[each].capitalize()}", _EMOTION, starts_group=each == 2)
        for each in range(2, -3, -1)
    ),
    _choice("emotion", None, N_("&0  Not said"), _EMOTION),
    *(_choice("expectation", value, words, _EXPECTATION) for value, words in _EXPECTED.items()),
    _choice("expectation", None, N_("&Not said"), _EXPECTATION),
    *(_choice("status", value, words, _STATUS) for value, words in _STATES.items()),
    ActionSpec(
        "edit.moment_of_truth",
        N_("Moment of trut&h"),
        run=_toggle_moment,
        enabled=_has_cards,
        checked=partial(_says, "moment_of_truth", True),
    ),
    ActionSpec("edit.bar", N_("Go to the small &bar at the card"), run=_go_to_bar, enabled=_has_cards),
    ActionSpec("edit.picture_add", N_("Add a p&icture…"), run=_add_picture, enabled=_has_cards, icon="image"),
    ActionSpec(
        "edit.picture_remove",
        N_("Remo&ve the picture"),
        run=_remove_picture,
        enabled=lambda bench: bool(_pictured(bench)),
    ),
)
"""Rows of the Edit menu."""
