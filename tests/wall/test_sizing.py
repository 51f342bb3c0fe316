"""How large letters become on paper."""

from __future__ import annotations

import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, RecordId, Stage, Touchpoint
from cxdesigner.layout.bands import folded
from cxdesigner.layout.sheets import Paper, parse_paper
from cxdesigner.wall.order import Order
from cxdesigner.wall.sizing import measure, picture_of, place
from tests.wall.conftest import map_of


def letters(document: Document, paper: str = "A0", landscape: bool | None = True, *, may_fold: bool = True) -> float:
    picture = picture_of(
        document,
        map_of(document),
        Order(may_fold=may_fold, lanes=LaneKind.TEAM, paper=parse_paper(paper), landscape=landscape),
    )
    return picture.smallest_letter_mm


def test_letters_of_a_sample_are_near_two_millimetres_on_a_poster_that_lies(sample: Document) -> None:
    assert letters(sample) > 1.75


@pytest.mark.parametrize("landscape", [True, False])
def test_cards_of_the_best_width_give_larger_letters_than_usual_ones(sample: Document, landscape: bool) -> None:
    usual = place(folded(sample, map_of(sample), LaneKind.TEAM, measure), parse_paper("A0"), landscape)

    assert letters(sample, landscape=landscape, may_fold=False) >= usual.smallest_letter_mm


def test_a_map_is_folded_only_where_that_makes_letters_much_larger(sample: Document) -> None:
    plain = picture_of(sample, map_of(sample), Order(may_fold=False, paper=parse_paper("A0")))

    free = picture_of(sample, map_of(sample), Order(paper=parse_paper("A0")))

    assert len(plain.map.bands) == 1
    assert free == plain or (len(free.map.bands) > 1 and free.scale >= 1.3 * plain.scale)


def test_a_very_long_map_is_folded() -> None:
    from cxdesigner.document.records import Map

    records: list[object] = [Map(id=RecordId("map"), title="Long map")]
    for number in range(8):
        stage = Stage(id=RecordId(f"s{number}"), title=f"Stage {number}", map_id=RecordId("map"), position=number)
        records.append(stage)
        records += [
            Touchpoint(id=RecordId(f"p{number}-{step}"), title="Call", stage_id=stage.id, step=step)
            for step in range(8)
        ]
    document = Document(records)  # type: ignore[arg-type]

    picture = picture_of(document, RecordId("map"), Order(lanes=LaneKind.TEAM, paper=parse_paper("A0")))

    assert len(picture.map.bands) > 1


@pytest.mark.parametrize("paper", [parse_paper("roll 914"), None], ids=["roll", "no paper"])
def test_where_the_page_follows_the_map_cards_have_their_usual_width(b2b: Document, paper: Paper | None) -> None:
    picture = picture_of(b2b, map_of(b2b), Order(paper=paper))

    assert {card.rect.width for band in picture.map.bands for card in band.plan.cards} == {500.0}


def test_the_map_fills_the_paper_in_one_direction(sample: Document) -> None:
    picture = picture_of(sample, map_of(sample), Order(paper=parse_paper("A0")))

    width, height = picture.map.width * picture.per_unit_mm, picture.map.height * picture.per_unit_mm

    assert max(width / (picture.width_mm - 40), height / (picture.height_mm - 40)) == pytest.approx(1.0, abs=0.01)
