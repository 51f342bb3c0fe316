"""The real maps, with the real letters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cxdesigner import resources
from cxdesigner.document.reading import first_map
from cxdesigner.document.records import LaneKind
from cxdesigner.formats.table_read import read_table
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.plan import Density, Plan, TextStyle
from tests.layout.pieces import crosses, segments

TABLES = (
    "b2b-onboarding.csv",
    "dealership-aftersales.csv",
    "restoration-control-system.csv",
    "store-first-thought-to-advocate.csv",
    "support-case-two-views.csv",
)


@cache
def _font(bold: bool) -> str:
    name = "LayoutSample-Bold" if bold else "LayoutSample"
    file = resources.path("fonts", "NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf")
    pdfmetrics.registerFont(TTFont(name, str(file)))
    return name


def noto(text: str, style: TextStyle) -> float:
    return float(pdfmetrics.stringWidth(text, _font(style.bold), style.size))


LOOKS = ((Density.SCREEN, None), (Density.PAPER, None), (Density.PAPER, 290.0), (Density.PAPER, 440.0))
"""On screen, and on paper with cards of some widths."""


@pytest.fixture(params=[(name, kind, *look) for name in TABLES for kind in LaneKind for look in LOOKS], ids=str)
def plan(request: pytest.FixtureRequest, samples: Path) -> Plan:
    name, kind, density, width = request.param
    document = read_table((samples / name).read_bytes(), name).document
    is_paper = density is Density.PAPER
    return lay_out(document, first_map(document).id, kind, noto, density, paper_title=is_paper, card_width=width)


@pytest.mark.slow
def test_no_link_of_a_real_map_goes_through_a_card_and_no_condition_covers_one(plan: Plan) -> None:
    for path in plan.links:
        for card in plan.cards:
            assert not [piece for piece in segments(path) if crosses(piece, card.rect.grown(-1))]
            assert path.label is None or not path.label.rect.meets(card.rect)


@pytest.mark.slow
def test_no_condition_of_a_real_map_lies_on_a_line_or_on_another_condition(plan: Plan) -> None:
    labels = [path.label.rect for path in plan.links if path.label]
    for place, label in enumerate(labels):
        assert not [other for other in labels[:place] if other.meets(label)]
        assert not [path for path in plan.links for piece in segments(path) if crosses(piece, label)]


@pytest.mark.slow
def test_lines_of_a_real_map_do_not_lie_on_each_other(plan: Plan) -> None:
    from tests.layout.pieces import overlaid

    for place, one in enumerate(plan.links):
        for other in plan.links[:place]:
            assert not any(overlaid(piece, beside) for piece in segments(one) for beside in segments(other))
