"""The table of fields and the records say the same."""

from __future__ import annotations

import dataclasses

import pytest

from cxdesigner.document.checking import check_record
from cxdesigner.document.fields import FIELDS, PART_FIELDS, Kind, field, fields_of, groups_of, references_of
from cxdesigner.document.records import RECORD_TYPES, TYPE_NAMES, Part, Record, Stage, Touchpoint
from tests.document.made_up import every_field

BOOKKEEPING = {Record: {"id", "extra"}, Part: {"extra"}}
HOLDERS = [*FIELDS, *PART_FIELDS]


def names_in_class(holder: type) -> set[str]:
    base = Record if issubclass(holder, Record) else Part
    return {one.name for one in dataclasses.fields(holder)} - BOOKKEEPING[base]


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: holder.__name__)
def test_every_field_has_one_row_and_every_row_a_field(holder: type) -> None:
    rows = [info.name for info in fields_of(holder)]

    assert sorted(rows) == sorted(names_in_class(holder))


def test_every_record_type_has_a_name_and_rows() -> None:
    assert set(RECORD_TYPES.values()) == set(FIELDS) == set(TYPE_NAMES)


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: holder.__name__)
def test_a_row_is_required_where_a_record_cannot_be_without_its_reference(holder: type) -> None:
    defaults = {one.name: one.default for one in dataclasses.fields(holder)}

    references = [info for info in fields_of(holder) if info.kind is Kind.REFERENCE]

    assert {info.name for info in references if info.required} == {
        info.name for info in references if defaults[info.name] is dataclasses.MISSING
    }


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: holder.__name__)
def test_choices_references_and_parts_say_of_what(holder: type) -> None:
    for info in fields_of(holder):
        assert (info.choices is not None) == (info.kind is Kind.CHOICE), info.name
        assert (info.refers_to is not None) == (info.kind is Kind.REFERENCE), info.name
        assert (info.part is not None) == (info.kind is Kind.PARTS), info.name


def test_no_two_fields_of_a_touchpoint_are_kept_under_the_same_header() -> None:
    headers = [
        header
        for info in fields_of(Touchpoint)
        for header in {info.label.casefold(), *(synonym.casefold() for synonym in info.synonyms)}
    ]

    assert sorted(headers) == sorted(set(headers))


@pytest.mark.parametrize("record", every_field(), ids=lambda record: type(record).__name__)
def test_a_record_in_which_every_field_says_something_passes_the_door(record: Record) -> None:
    check_record(record)

    for info in fields_of(type(record)):
        assert getattr(record, info.name) not in (None, "", (), b""), info.name


def test_a_field_is_found_by_its_name() -> None:
    assert field(Stage, "map_id") in references_of(Stage)


def test_people_see_fields_in_groups_and_no_bookkeeping() -> None:
    groups = groups_of(fields_of(Touchpoint))

    assert list(groups)[:3] == ["", "The meeting", "The customer"]
    assert not any(info.hidden for rows in groups.values() for info in rows)
