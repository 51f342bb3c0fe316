"""Stickers in experience rows and on the emotion curve: each in its cell, which grows with it."""

from __future__ import annotations

import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.records import ExperienceRow, LaneKind, Map, Note, RecordId, RowKind, Stage
from cxdesigner.layout.bands import folded
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.plan import Density, Plan, Rect
from cxdesigner.layout.rows import ROW_HEIGHT
from tests.layout.sketches import MAP, board, measure, touchpoint

NEEDS, CURVE, WANTS = RecordId("needs"), RecordId("curve"), RecordId("wants")
LOOKS = (Density.SCREEN, Density.PAPER)


def sketch(*notes: Note) -> Document:
    """Return a map of two stages with the curve and two rows."""
    rows = [
        ExperienceRow(id=CURVE, title="Emotion", map_id=MAP, kind=RowKind.EMOTION, position=0),
        ExperienceRow(id=NEEDS, title="Needs", map_id=MAP, kind=RowKind.NEEDS, position=1),
        ExperienceRow(id=WANTS, title="Wants", map_id=MAP, kind=RowKind.WANTS, position=2),
    ]
    cards = [touchpoint(number, team_id="t0", step=number, emotion=number) for number in range(2)]
    return board(*cards, *rows, *notes)


def sticker(row_id: RecordId | None = NEEDS, **fields: object) -> Note:
    return Note(id=RecordId("n"), text="Ask the field team", stage_id=RecordId("s0"), row_id=row_id, **fields)  # type: ignore[arg-type]


def planned(document: Document, look: Density = Density.SCREEN, memory: LayoutMemory | None = None) -> Plan:
    return lay_out(document, MAP, LaneKind.TEAM, measure, look, memory=memory)


def row(plan: Plan, row_id: RecordId) -> Rect:
    return next(box.rect for box in plan.rows if box.row_id == row_id)


@pytest.mark.parametrize("look", LOOKS)
def test_a_sticker_stands_in_its_row_at_its_step(look: Density) -> None:
    plan = planned(sketch(sticker(step=1, right=30.0, down=4.0)), look)

    (box,) = plan.notes
    assert (box.rect.x, box.rect.y) == (plan.columns[1].rect.x + 30, row(plan, NEEDS).y + 4)


def test_a_row_grows_with_its_stickers_and_those_below_make_way() -> None:
    before, plan = planned(sketch()), planned(sketch(sticker(down=200.0)))

    (box,) = plan.notes
    assert row(before, NEEDS).height == ROW_HEIGHT
    assert box.rect.bottom <= row(plan, NEEDS).bottom == row(plan, WANTS).y
    assert plan.height == row(plan, WANTS).bottom


@pytest.mark.parametrize("look", LOOKS)
def test_a_sticker_on_the_curve_stays_within_the_curve(look: Density) -> None:
    plan = planned(sketch(sticker(CURVE, down=500.0)), look)

    (box,) = plan.notes
    assert plan.curve is not None
    assert box.rect.y == plan.curve.rect.y + 500
    assert box.rect.bottom <= plan.curve.rect.bottom == row(plan, NEEDS).y


def test_a_sticker_in_a_row_asks_for_no_lane() -> None:
    in_row, in_lane = planned(sketch(sticker()), Density.PAPER), planned(sketch(sticker(None)), Density.PAPER)

    assert len(in_lane.lanes) == len(in_row.lanes) + 1


def test_a_sticker_whose_row_is_on_another_map_is_seen_in_a_lane() -> None:
    other = Map(id=RecordId("m2"), title="To be")
    far = ExperienceRow(id=RecordId("far"), title="Far", map_id=other.id)
    document = Document([*sketch(), other, far, sticker(far.id)])

    plan = planned(document)

    assert plan.lanes[-1].rect.contains(*plan.notes[0].rect.center)


def test_a_collapsed_stage_hides_the_stickers_of_its_rows() -> None:
    document = Document(
        [
            Stage(id=one.id, title=one.title, map_id=MAP, is_collapsed=one.id == "s0")
            if isinstance(one, Stage)
            else one
            for one in sketch(sticker())
        ]
    )

    assert planned(document).notes == ()


def test_a_stage_has_the_steps_that_stickers_in_rows_need() -> None:
    assert len(planned(sketch(sticker(step=4))).stages[0].columns) == 5


def test_each_band_of_a_wall_has_the_stickers_of_its_stages() -> None:
    far = Note(id=RecordId("far"), text="Far", stage_id=RecordId("s1"), row_id=NEEDS)
    groups = ((RecordId("s0"),), (RecordId("s1"),))

    map = folded(sketch(sticker(), far), MAP, LaneKind.TEAM, measure, groups)

    assert [[box.note_id for box in band.plan.notes] for band in map.bands] == [["n"], ["far"]]
    assert all(row(band.plan, NEEDS).contains(*band.plan.notes[0].rect.center) for band in map.bands)


def test_what_is_laid_out_again_is_what_is_laid_out_at_once() -> None:
    memory = LayoutMemory()
    for document in (sketch(), sketch(sticker(CURVE)), sketch(sticker(down=90.0)), sketch(sticker(None))):
        assert planned(document, memory=memory) == planned(document)
