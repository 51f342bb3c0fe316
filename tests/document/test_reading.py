"""People read a map along the journey: stages left to right, cards step by step."""

from __future__ import annotations

import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.reading import (
    channels_of,
    events_of,
    first_map,
    last_felt,
    layer_of,
    links_of,
    map_of,
    maps_of,
    rows_of,
    stages_of,
    steps_of,
    teams_of,
    touchpoints_of,
)
from cxdesigner.document.records import (
    Channel,
    Event,
    ExperienceCell,
    ExperienceRow,
    Layer,
    Link,
    LinkKind,
    Map,
    Note,
    RecordId,
    Stage,
    Team,
    Touchpoint,
)


def i(name: str) -> RecordId:
    return RecordId(name)


@pytest.fixture
def document() -> Document:
    """Return two maps; the records come in the wrong order on purpose."""
    return Document(
        [
            Map(id=i("to-be"), title="Tomorrow", position=1),
            Map(id=i("as-is"), title="Today", position=0),
            Stage(id=i("buy"), title="Buy", map_id=i("as-is"), position=1),
            Stage(id=i("search"), title="Search", map_id=i("as-is"), position=0),
            Stage(id=i("dream"), title="Dream", map_id=i("to-be")),
            Team(id=i("service"), title="Service", position=1),
            Team(id=i("sales"), title="Sales", position=0),
            Channel(id=i("mail"), title="Mail", position=1),
            Channel(id=i("internal"), title="Internal system", position=0),
            Event(id=i("e2"), title="signing"),
            Event(id=i("e1"), title="Arrival"),
            Touchpoint(id=i("pay"), title="Pay", stage_id=i("buy"), step=0, team_id=i("sales")),
            Touchpoint(id=i("ask"), title="Ask", stage_id=i("search"), step=1, order=1),
            Touchpoint(id=i("look"), title="Look", stage_id=i("search"), step=1, order=0),
            Touchpoint(id=i("book"), title="Book", stage_id=i("search"), channel_id=i("internal"), team_id=i("sales")),
            Link(id=i("l2"), source_id=i("ask"), target_id=i("pay")),
            Link(id=i("l1"), source_id=i("look"), target_id=i("ask")),
            ExperienceRow(id=i("r2"), title="Needs", map_id=i("as-is"), position=1),
            ExperienceRow(id=i("r1"), title="Emotion", map_id=i("as-is"), position=0),
            ExperienceCell(id=i("cell"), row_id=i("r1"), stage_id=i("buy"), step=3),
            Note(id=i("note"), text="Hm", stage_id=i("dream"), step=2),
        ]
    )


def ids(records: list[object]) -> list[str]:
    return [str(record.id) for record in records]  # type: ignore[attr-defined]


def test_everything_comes_in_the_order_in_which_people_read_it(document: Document) -> None:
    found = {
        "maps": ids([*maps_of(document)]),
        "stages": ids([*stages_of(document, i("as-is"))]),
        "teams": ids([*teams_of(document)]),
        "channels": ids([*channels_of(document)]),
        "events": ids([*events_of(document)]),
        "touchpoints": ids([*touchpoints_of(document, i("as-is"))]),
        "links": ids([*links_of(document, i("as-is"))]),
        "rows": ids([*rows_of(document, i("as-is"))]),
    }

    assert found == {
        "maps": ["as-is", "to-be"],
        "stages": ["search", "buy"],
        "teams": ["sales", "service"],
        "channels": ["internal", "mail"],
        "events": ["e1", "e2"],
        "touchpoints": ["book", "look", "ask", "pay"],
        "links": ["l1", "l2"],
        "rows": ["r1", "r2"],
    }


@pytest.mark.parametrize(("stage", "steps"), [("search", 2), ("buy", 4), ("dream", 3)])
def test_a_stage_has_as_many_steps_as_its_contents_need(document: Document, stage: str, steps: int) -> None:
    assert steps_of(document, i(stage)) == steps


def test_an_empty_stage_has_one_step() -> None:
    document = Document([Map(id=i("map"), title=""), Stage(id=i("s"), title="", map_id=i("map"))])

    assert steps_of(document, i("s")) == 1


@pytest.mark.parametrize(
    ("record", "of_map"),
    [
        ("as-is", "as-is"),
        ("buy", "as-is"),
        ("pay", "as-is"),
        ("l1", "as-is"),
        ("cell", "as-is"),
        ("note", "to-be"),
        ("sales", None),
    ],
)
def test_every_record_belongs_to_its_map_or_to_all(document: Document, record: str, of_map: str | None) -> None:
    found = document.find(i(record))

    assert found is not None
    assert map_of(document, found) == of_map


@pytest.mark.parametrize(
    ("card", "layer"), [("pay", Layer.FRONTSTAGE), ("ask", Layer.CUSTOMER), ("book", Layer.BACKSTAGE)]
)
def test_team_and_channel_suggest_a_layer_until_somebody_says_it(document: Document, card: str, layer: Layer) -> None:
    assert layer_of(document, document.touchpoint(i(card))) is layer


def test_the_first_map_is_the_one_that_opens(document: Document) -> None:
    assert first_map(document).title == "Today"

    with pytest.raises(LookupError):
        first_map(Document())


@pytest.mark.parametrize(
    ("ways", "end"),
    [
        ((), "lost"),
        ((("offer", "lost", LinkKind.NEXT),), "lost"),
        ((("start", "offer", LinkKind.NEXT), ("start", "lost", LinkKind.BRANCH)), "offer"),
        ((("start", "offer", LinkKind.NEXT), ("start", "lost", LinkKind.RECOVERY)), "lost"),
        ((("start", "offer", LinkKind.BRANCH), ("start", "lost", LinkKind.BRANCH)), "lost"),
    ],
)
def test_the_feeling_that_stays_is_that_of_the_usual_end(ways: tuple[tuple[str, str, LinkKind], ...], end: str) -> None:
    cards = [
        Touchpoint(id=i(name), title=name, stage_id=i("s"), step=step, emotion=1)
        for step, name in enumerate(("start", "offer", "lost"))
    ]
    links = [Link(id=i(f"{a}{b}"), source_id=i(a), target_id=i(b), kind=kind) for a, b, kind in ways]
    document = Document([Map(id=i("m"), title="M"), Stage(id=i("s"), title="S", map_id=i("m")), *cards, *links])

    found = last_felt(document, touchpoints_of(document, i("m")))

    assert found is not None
    assert found.id == end


def test_where_nobody_felt_anything_no_feeling_stays(document: Document) -> None:
    assert last_felt(document, touchpoints_of(document, i("as-is"))) is None
