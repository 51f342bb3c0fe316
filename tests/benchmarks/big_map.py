"""Big maps for measuring: 8 teams × 10 stages, filled with the touchpoints of the samples until there are enough."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from cxdesigner import formats
from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.records import Channel, Link, LinkKind, Map, Record, RecordId, Stage, Team, Touchpoint

SAMPLES = Path(__file__).parent.parent / "files" / "samples"
TEAMS = ("Sales", "Marketing", "Service", "Fulfillment", "Finance", "Legal", "Logistics", "IT")
CHANNELS = (
    ("Email", "mail"),
    ("Phone", "phone"),
    ("Letter", "letter-text"),
    ("Face-to-face", "users"),
    ("Website", "globe"),
)
STAGES = 10
SAME_TEAM = 0.8
"""Share of links that stay with their team; the others hand the customer on."""


def big_map(touchpoints: int, *, seed: int = 1, columns: int | None = None) -> Document:
    """Return a map of so many touchpoints and nearly as many links; the same numbers give the same map.

    One card a cell, as many steps a stage as that needs; with so many *columns* the cards of a cell stand below each
    other. What the cards say is what the cards of the samples say, all of it; times are offsets after the signing, so
    that the rules have work to do.
    """
    chance = random.Random(seed)
    map = Map(id=RecordId("bigmap"), title="Big map")
    teams = [
        Team(id=RecordId(f"team{place}"), title=title, position=place, color=place) for place, title in enumerate(TEAMS)
    ]
    channels = [
        Channel(id=RecordId(f"channel{place}"), title=title, icon=icon, position=place)
        for place, (title, icon) in enumerate(CHANNELS)
    ]
    stages = [
        Stage(id=RecordId(f"stage{place}"), title=f"Part {place + 1} of the journey", map_id=map.id, position=place)
        for place in range(STAGES)
    ]
    deep = 1 if columns is None else -(-touchpoints // (len(teams) * columns))
    steps = -(-touchpoints // (len(teams) * STAGES * deep))
    grid: dict[tuple[int, int, int], Touchpoint] = {}
    for number, model in enumerate(islice(cycle(_models()), touchpoints)):
        column, row = divmod(number, len(teams) * deep)
        lane, order = divmod(row, deep)
        stage, step = divmod(column, steps)
        grid[column, lane, order] = replace(
            model,
            id=RecordId(f"card{number:06d}"),
            stage_id=stages[stage].id,
            step=step,
            order=order,
            team_id=teams[lane].id,
            channel_id=chance.choice(channels).id,
            event_id=None,
            origin_id=None,
        )
    records: list[Record] = [map, *teams, *channels, *stages, *grid.values()]
    links = _links(grid, chance)[: limits.RECORDS - len(records)]
    return Document([*records, *links], id="bigdocument1")


def _models() -> list[Touchpoint]:
    found = []
    for path in sorted(SAMPLES.iterdir()):
        found += formats.open_any(path).document.all(Touchpoint)
    return found


def _links(grid: dict[tuple[int, int, int], Touchpoint], chance: random.Random) -> list[Link]:
    links: list[Link] = []
    for (column, lane, order), touchpoint in grid.items():
        team = lane if chance.random() < SAME_TEAM else chance.randrange(len(TEAMS))
        target = grid.get((column + 1, team, order))
        if target is None:
            continue
        is_branch = chance.random() < 0.1
        links.append(
            Link(
                id=RecordId(f"link{len(links):06d}"),
                source_id=touchpoint.id,
                target_id=target.id,
                kind=LinkKind.BRANCH if is_branch else LinkKind.NEXT,
                condition="If the date moves" if is_branch else "",
            )
        )
    return links
