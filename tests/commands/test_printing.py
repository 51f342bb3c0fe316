"""What was printed is remembered with the map, and can be undone like any other edit."""

from __future__ import annotations

from cxdesigner.commands.maps import start_to_be
from cxdesigner.commands.printing import KEPT, remember_printing
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.records import Map, Printing, RecordId

MAP = RecordId("map")


def document() -> Document:
    return Document([Map(id=MAP, title="A map")])


def printing(way: str, on: str = "2026-11-14") -> Printing:
    return Printing(way=(way,), on=on, sheets=("A1 0f",))


def test_a_print_replaces_what_was_known_of_the_same_way_and_comes_first() -> None:
    one = document()

    for way, on in (("A4", "2026-11-14"), ("A3", "2026-11-15"), ("A4", "2026-11-16")):
        one.apply(remember_printing(one, MAP, printing(way, on)).change)

    assert [(print.way, print.on) for print in one.map(MAP).printed] == [
        (("A4",), "2026-11-16"),
        (("A3",), "2026-11-15"),
    ]


def test_only_the_last_ways_are_remembered() -> None:
    one = document()

    for number in range(KEPT + 3):
        one.apply(remember_printing(one, MAP, printing(f"way {number}")).change)

    assert [print.way[0] for print in one.map(MAP).printed] == [f"way {KEPT + 2 - place}" for place in range(KEPT)]


def test_remembering_a_print_is_one_step_for_undo() -> None:
    one = document()
    history = History(one)

    history.perform(remember_printing(one, MAP, printing("A4")))
    history.undo()

    assert one == document()


def test_a_to_be_map_hangs_on_no_wall_yet() -> None:
    one = document()
    one.apply(remember_printing(one, MAP, printing("A4")).change)

    edit = start_to_be(one, MAP)
    one.apply(edit.change)

    assert one.map(edit.show[0]).printed == ()
