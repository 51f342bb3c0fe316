"""Every limit holds at the limit and refuses one more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cxdesigner.document import limits
from cxdesigner.document.change import Change
from cxdesigner.document.checking import check_record
from cxdesigner.document.document import Document
from cxdesigner.document.records import (
    CustomField,
    Link,
    Map,
    Note,
    Picture,
    Prompt,
    RecordId,
    Stage,
    Team,
    Touchpoint,
    new_id,
)
from cxdesigner.document.refused import Refused

CARD = Touchpoint(id=RecordId("card"), title="Web shop", stage_id=RecordId("stage"))
LINK = Link(id=RecordId("link"), source_id=RecordId("card"), target_id=RecordId("card"))
NOTE = Note(id=RecordId("note"), text="", stage_id=RecordId("stage"))
PICTURE = Picture(id=RecordId("picture"))
MAP = Map(id=RecordId("map"), title="")


def prompts(count: int) -> tuple[Prompt, ...]:
    return tuple(Prompt(id=str(number), text="") for number in range(count))


AT_THE_LIMIT: list[tuple[Any, str, Any, Any]] = [
    (CARD, "title", "x" * limits.TITLE_CHARACTERS, "x" * (limits.TITLE_CHARACTERS + 1)),
    (CARD, "title", "ü" * limits.TITLE_CHARACTERS, "ü" * (limits.TITLE_CHARACTERS + 1)),
    (CARD, "what", "x" * limits.TEXT_CHARACTERS, "x" * (limits.TEXT_CHARACTERS + 1)),
    (CARD, "prompts", prompts(limits.PARTS_PER_RECORD), prompts(limits.PARTS_PER_RECORD + 1)),
    (
        CARD,
        "custom",
        (CustomField(title="a", value="x" * limits.TEXT_CHARACTERS),),
        (CustomField(title="a", value="x" * (limits.TEXT_CHARACTERS + 1)),),
    ),
    (CARD, "step", limits.POSITION, limits.POSITION + 1),
    (CARD, "step", 0, -1),
    (CARD, "emotion", 2, 3),
    (CARD, "emotion", -2, -3),
    (CARD, "importance_to_customer", 1, 0),
    (CARD, "importance_to_company", 5, 6),
    (CARD, "offset_days", limits.COORDINATE, limits.COORDINATE * 1.000001),
    (CARD, "offset_days", -limits.COORDINATE, float("-inf")),
    (CARD, "duration_days", 0.0, -0.001),
    (LINK, "probability", 1.0, 1.0000001),
    (LINK, "probability", 0.0, float("nan")),
    (NOTE, "right", -limits.COORDINATE, -limits.COORDINATE * 2),
    (PICTURE, "data", bytes(limits.PICTURE_BYTES), bytes(limits.PICTURE_BYTES + 1)),
    (
        MAP,
        "rules_off",
        tuple(str(number) for number in range(limits.PARTS_PER_RECORD)),
        tuple(str(number) for number in range(limits.PARTS_PER_RECORD + 1)),
    ),
]


@pytest.mark.parametrize(("record", "name", "most", "too_much"), AT_THE_LIMIT, ids=lambda value: str(value)[:12])
def test_a_value_at_the_limit_fits_and_one_more_is_refused(record: Any, name: str, most: Any, too_much: Any) -> None:
    check_record(replace(record, **{name: most}))

    with pytest.raises(Refused):
        check_record(replace(record, **{name: too_much}))


WRONG: list[tuple[Any, str, Any]] = [
    (CARD, "title", None),
    (CARD, "title", 3),
    (CARD, "title", "two\nlines"),
    (CARD, "what", "bell\a"),
    (CARD, "what", "lone \ud800"),
    (CARD, "what", "e\u0301 decomposed"),
    (CARD, "stage_id", None),
    (CARD, "team_id", ""),
    (CARD, "step", 1.0),
    (CARD, "step", True),
    (CARD, "offset_days", 1),
    (CARD, "moment_of_truth", 1),
    (CARD, "status", "existing"),
    (CARD, "prompts", []),
    (CARD, "prompts", (CustomField(title="a", value="b"),)),
    (CARD, "prompts", (Prompt(id="a", text="x"), Prompt(id="a", text="y"))),
    (CARD, "prompts", (Prompt(id="a", text="x", who="two\nlines"),)),
    (CARD, "status", None),
    (NOTE, "right", None),
    (MAP, "kind", None),
    (MAP, "rules_off", ["no-owner"]),
    (MAP, "rules_off", ("\x00",)),
    (PICTURE, "data", "text"),
    (CARD, "id", ""),
    (CARD, "id", "x" * 101),
    (CARD, "id", 5),
]


@pytest.mark.parametrize(("record", "name", "value"), WRONG, ids=lambda value: ascii(value)[:20])
def test_a_value_of_the_wrong_kind_is_refused(record: Any, name: str, value: Any) -> None:
    with pytest.raises(Refused):
        check_record(replace(record, **{name: value}))


def test_a_document_holds_as_many_records_as_the_limit_says_and_not_one_more() -> None:
    document = Document(Team(id=new_id(), title="") for _ in range(limits.RECORDS))

    with pytest.raises(Refused, match="at most 20,000 records"):
        document.apply(Change.adding(Team(id=new_id(), title="")))

    assert len(document) == limits.RECORDS


def test_a_full_document_can_still_be_edited_and_emptied() -> None:
    document = Document(Team(id=new_id(), title="") for _ in range(limits.RECORDS))
    team = document.all(Team)[0]

    document.apply(Change.replacing([(team, replace(team, title="Sales"))]))
    document.apply(Change.removing(replace(team, title="Sales")))

    assert len(document) == limits.RECORDS - 1


def test_a_document_holds_as_many_pictures_as_the_limit_says_and_not_one_more() -> None:
    document = Document(Picture(id=new_id()) for _ in range(limits.PICTURES))

    with pytest.raises(Refused, match="at most 16 pictures"):
        document.apply(Change.adding(Picture(id=new_id())))

    assert len(document) == limits.PICTURES


def test_a_picture_can_take_the_place_of_another_one_where_no_more_fit() -> None:
    document = Document(Picture(id=new_id()) for _ in range(limits.PICTURES))
    old, new = document.all(Picture)[0], Picture(id=new_id(), title="New")

    document.apply(Change({old.id: (old, None), new.id: (None, new)}))

    assert document.get(Picture, new.id) == new


def test_a_new_id_can_be_read_aloud() -> None:
    made = {new_id() for _ in range(1000)}

    assert len(made) == 1000
    assert all(len(one) == 12 and not set(one) & set("il o") for one in made)


def test_a_stage_without_a_map_is_refused_whole() -> None:
    document = Document()

    with pytest.raises(Refused, match="not there"):
        document.apply(
            Change.adding(Team(id=new_id(), title=""), Stage(id=new_id(), title="", map_id=RecordId("nowhere")))
        )

    assert len(document) == 0
