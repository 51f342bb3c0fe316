"""The checklist against a plain table of reportlab with the same texts, and as a form against the checklist."""

from __future__ import annotations

import datetime
import io
import itertools
from functools import partial
from typing import Any

from cxdesigner.document.document import Document
from cxdesigner.document.records import Clue, Link, Map, Prompt, RecordId, Stage, Team, Touchpoint
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.paper.checklist import collect, write_checklist
from tests.benchmarks.measuring import Result, cpu_of_call, interleaved

ROUNDS = 3
PROMPTS = 1_000
DATE = datetime.date(2026, 11, 28)
MAP = RecordId("map")


def checklist_1000() -> dict[str, Result]:
    """Return the CPU time of a checklist of 1,000 prompts over that of a plain table; as a form too, for which there is no bar."""
    document = of_prompts(PROMPTS)
    rows = rows_of(document)
    table = partial(cpu_of_call, partial(plain_table, rows))

    def ours(is_fillable: bool) -> Any:
        page = {"paper": parse_paper("A4"), "date": DATE, "is_fillable": is_fillable}
        return partial(cpu_of_call, partial(write_checklist, document, MAP, by="team", **page))

    plain = interleaved(ours(False), table, rounds=ROUNDS)
    form = interleaved(ours(True), table, rounds=ROUNDS)
    return {
        "checklist_1000": Result(plain[0], plain[1], "s", ROUNDS, 3),
        "checklist_1000_form": Result(form[0], form[1], "s", ROUNDS),
    }


def of_prompts(count: int) -> Document:
    """Return a map whose checklist has so many boxes, four a touchpoint, as people write them."""
    stages = [Stage(id=RecordId(f"s{n}"), title=f"Stage {n}", map_id=MAP, position=n) for n in range(8)]
    teams = [Team(id=RecordId(f"t{n}"), title=f"Team {n}", position=n) for n in range(5)]
    cards = [
        Touchpoint(
            id=RecordId(f"c{n}"),
            title=f"Touchpoint number {n}",
            stage_id=stages[n * 8 // (count // 4)].id,
            step=n,
            team_id=teams[n % 5].id,
            when=f"Contract signing + {n % 30} days",
            outside="Somebody knows my name",
            clues=(Clue(text="A live voice"),),
            moment_of_truth=n % 7 == 0,
            prompts=tuple(_prompt(n, place) for place in range(4)),
        )
        for n in range(count // 4)
    ]
    links = [
        Link(id=RecordId(f"l{n}"), source_id=a.id, target_id=b.id) for n, (a, b) in enumerate(itertools.pairwise(cards))
    ]
    return Document([Map(id=MAP, title="Onboarding"), *stages, *teams, *cards, *links])


def _prompt(card: int, place: int) -> Prompt:
    return Prompt(
        id=f"p{place}",
        text=f"Check that the customer of card {card} has got the letter number {place}, and say so to the team",
        who="Caller",
        when="First sentence",
        proof="Recording in the archive",
    )


def rows_of(document: Document) -> list[list[str]]:
    """Return the texts of a checklist as the rows of a table."""
    rows = [["", "What to do", "Who", "When", "What proves it", "Initials", "Date"]]
    for section in collect(document, MAP, by="team", date=DATE).sections:
        rows.append(["", section.title, "", "", "", "", ""])
        for entry in section.entries:
            rows.append(
                ["", f"{entry.title} – {' · '.join(entry.about)} – {'; '.join((*entry.after, *entry.why))}", *[""] * 5]
            )
            rows += [["☐", line.text, line.who, line.when, line.proof, "____", "____"] for line in entry.lines]
    return rows


def plain_table(rows: list[list[str]]) -> bytes:
    """Return the table at its quickest: plain strings, which are neither measured nor broken into lines."""
    from reportlab.lib.units import mm
    from reportlab.platypus import LongTable, SimpleDocTemplate

    widths = [each * mm for each in (8, 66, 22, 28, 30, 12, 14)]
    out = io.BytesIO()
    SimpleDocTemplate(out).build(
        [LongTable(rows, widths, repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.3, "grey")])]
    )
    return out.getvalue()
