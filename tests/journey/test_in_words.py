"""A map in words says all that its poster says."""

from __future__ import annotations

from cxdesigner.document.document import Document
from cxdesigner.document.records import ExperienceRow, Link, LinkKind, Map, Note, RecordId, Stage, Team, Touchpoint
from cxdesigner.journey.in_words import in_words

MAP, STAGE = RecordId("map"), RecordId("stage")


def told(*records: object) -> str:
    stage = Stage(id=STAGE, title="Signing", map_id=MAP, outside="Saying yes")
    return in_words(Document([Map(id=MAP, title="Onboarding"), stage, *records]), MAP)  # type: ignore[list-item]


def test_a_touchpoint_is_one_line_with_team_timing_and_what_the_customer_thinks() -> None:
    team = Team(id=RecordId("sales"), title="Sales")
    call = Touchpoint(
        id=RecordId("call"),
        title="Call",
        stage_id=STAGE,
        team_id=team.id,
        when="at once",
        thinks="At\nlast!",
        emotion=1,
    )

    assert "1.1 Call: by Sales, at once, emotion +1. Customer thinks: At last!\n" in told(team, call)


def test_links_are_told_where_they_begin_and_recoveries_as_such() -> None:
    first, second, third = (
        Touchpoint(id=RecordId(title), title=title, stage_id=STAGE, step=step)
        for step, title in enumerate(("One", "Two", "Three"))
    )
    links = (
        Link(id=RecordId("a"), source_id=first.id, target_id=second.id, condition="if it rains"),
        Link(id=RecordId("b"), source_id=first.id, target_id=third.id, kind=LinkKind.RECOVERY),
    )

    words = told(first, second, third, *links)

    assert "Then (if it rains): Two. If it goes wrong: Three." in words
    assert words.index("Two: nobody") > words.index("Stage 1: Signing (the customer says: Saying yes)")


def test_stickers_are_read_out_with_their_step() -> None:
    assert "Note, step 2: Ask legal" in told(Note(id=RecordId("n"), text="Ask\nlegal", stage_id=STAGE, step=1))


def test_a_sticker_in_a_row_is_read_out_with_its_row() -> None:
    row = ExperienceRow(id=RecordId("r"), title="Needs", map_id=MAP)
    note = Note(id=RecordId("n"), text="Ask legal", stage_id=STAGE, step=1, row_id=row.id)

    assert "Note on “Needs”, step 2: Ask legal" in told(row, note)
