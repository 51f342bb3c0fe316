"""Maps for the tests of this room: small ones that one remembers, and random ones."""

from __future__ import annotations

import unicodedata
from random import Random

from hypothesis import strategies as st

from cxdesigner.document.document import Document
from cxdesigner.document.records import (
    Channel,
    Expectation,
    ExperienceCell,
    ExperienceRow,
    Layer,
    Link,
    LinkKind,
    Map,
    Note,
    RecordId,
    RowKind,
    Stage,
    Team,
    Touchpoint,
)
from cxdesigner.layout.plan import TextStyle

MAP = RecordId("map")


def measure(text: str, style: TextStyle) -> float:
    """Return a width as an even-tempered font would have it: wide ideographs, narrow i, nothing for marks."""
    return sum(_share(character) for character in text) * style.size * (1.06 if style.bold else 1.0)


def _share(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.28 if character in "il.,:;'!| " else 0.56


def touchpoint(number: int, **fields: object) -> Touchpoint:
    """Return a touchpoint “p1”, “p2” … of the stage “s0” unless told otherwise."""
    given: dict[str, object] = {"title": f"Touchpoint {number}", "stage_id": "s0", "step": number}
    return Touchpoint(id=RecordId(f"p{number}"), **(given | fields))  # type: ignore[arg-type]


def link(source: int, target: int, condition: str = "", kind: LinkKind = LinkKind.NEXT) -> Link:
    """Return the link between two of those touchpoints."""
    ids = RecordId(f"p{source}"), RecordId(f"p{target}")
    return Link(id=RecordId(f"l{source}-{target}"), source_id=ids[0], target_id=ids[1], condition=condition, kind=kind)


def board(*records: object, teams: int = 3, channels: int = 2, stages: int = 2) -> Document:
    """Return a map with teams “t0” …, channels “c0” …, stages “s0” … and these records."""
    ground: list[object] = [Map(id=MAP, title="How a customer comes to us")]
    ground += [Team(id=RecordId(f"t{n}"), title=f"Team {n}", position=n, color=n) for n in range(teams)]
    ground += [
        Channel(id=RecordId(f"c{n}"), title=f"Channel {n}", position=n, icon="mail" if n % 2 else "")
        for n in range(channels)
    ]
    ground += [Stage(id=RecordId(f"s{n}"), title=f"Stage {n}", map_id=MAP, position=n) for n in range(stages)]
    return Document([*ground, *records])  # type: ignore[list-item]


_WORDS = ("call", "Welcome", "letter", "on", "合同签署", "Überraschungsangebot", "e-mail", "مرحبا", "x" * 230)
_CONDITIONS = ("", "", "if data is incomplete", "if the customer changes the date again")


def documents() -> st.SearchStrategy[Document]:
    """Draw a map of any shape: empty stages, crowded cells, teams without cards, loops, links to oneself."""
    return st.builds(
        _made_up,
        st.integers(0, 2**32),
        cards=st.integers(0, 18),
        links=st.integers(0, 30),
        teams=st.integers(0, 4),
        channels=st.integers(0, 3),
        stages=st.integers(1, 4),
        steps=st.integers(1, 5),
    )


def _made_up(seed: int, *, cards: int, links: int, teams: int, channels: int, stages: int, steps: int) -> Document:
    dice = Random(seed)
    own_teams = [None, *(f"t{number}" for number in range(teams))]
    own_channels = [None, *(f"c{number}" for number in range(channels))]
    records: list[object] = [
        touchpoint(
            number,
            title=_words(dice),
            stage_id=f"s{dice.randrange(stages)}",
            step=dice.randrange(steps),
            order=dice.randrange(3),
            team_id=dice.choice(own_teams),
            channel_id=dice.choice(own_channels),
            layer=dice.choice((None, *Layer)),
            when=dice.choice(("", "upon signing of contract", "1 week after the kickoff meeting")),
            what=dice.choice(("", _words(dice))),
            thinks=dice.choice(("", _words(dice))),
            emotion=dice.choice((None, -2, -1, 0, 1, 2)),
            expectation=dice.choice((None, *Expectation)),
        )
        for number in range(cards)
    ]
    for place in range(links if cards else 0):
        source, target = RecordId(f"p{dice.randrange(cards)}"), RecordId(f"p{dice.randrange(cards)}")
        kind, condition = dice.choice(tuple(LinkKind)), dice.choice(_CONDITIONS)
        records.append(
            Link(id=RecordId(f"l{place}"), source_id=source, target_id=target, kind=kind, condition=condition)
        )
    records += _extras(dice, RecordId(f"s{dice.randrange(stages)}"), dice.randrange(steps))
    return board(*records, teams=teams, channels=channels, stages=stages)


def _words(dice: Random) -> str:
    return " ".join(dice.choices(_WORDS, weights=(9,) * 8 + (1,), k=dice.randint(1, 9)))[:480].strip()


def _extras(dice: Random, stage: RecordId, step: int) -> list[object]:
    if dice.random() < 0.5:
        return []
    down = dice.uniform(-500, 2000)
    row = ExperienceRow(id=RecordId("row"), title="What they think", map_id=MAP, kind=RowKind.THOUGHTS)
    cell = ExperienceCell(id=RecordId("cell"), row_id=row.id, stage_id=stage, step=step, text=_words(dice))
    note = Note(id=RecordId("note"), text=_words(dice), stage_id=stage, step=step, right=step * 90.0, down=down)
    return [row, cell, note]
