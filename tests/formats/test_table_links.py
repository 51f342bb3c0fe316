"""The column “Next” in the words in which people write it."""

from __future__ import annotations

import pytest

from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.formats.table_links import Targets, read_ways

STAGE = RecordId("stage")
TITLES = {"5": "Call", "7": "Decide what to do if nobody calls", "9": "Offer", "12": "Visit", "14": "Letter"}


@pytest.fixture
def targets() -> Targets:
    return Targets(
        (number, Touchpoint(id=RecordId(f"t{number}"), title=title, stage_id=STAGE)) for number, title in TITLES.items()
    )


@pytest.mark.parametrize(
    ("cell", "ways"),
    [
        ("12", [("t12", "", None)]),
        ("12; 14 if the customer declines", [("t12", "", None), ("t14", "the customer declines", None)]),
        ("12 (70 %); 14 (30 %) if it is late", [("t12", "", 0.7), ("t14", "it is late", 0.3)]),
        ("14 if it is late (30%)", [("t14", "it is late", 0.3)]),
        ("14 (12,5 %)", [("t14", "", 0.125)]),
        ("5; 9", [("t5", "", None), ("t9", "", None)]),
        ("5, 9", [("t5", "", None), ("t9", "", None)]),
        ("5 or 9", [("t5", "", None), ("t9", "", None)]),
        ("5 / 9 and 12", [("t5", "", None), ("t9", "", None), ("t12", "", None)]),
        ("5 (66,5 %), 9 (33,5 %)", [("t5", "", 0.665), ("t9", "", 0.335)]),
        ("5 if paid or asked", [("t5", "paid or asked", None)]),
        ("5 (and only then)", [("t5", "and only then", None)]),
        ("5\n9 when asked", [("t5", "", None), ("t9", "when asked", None)]),
        ("012", [("t12", "", None)]),
        ("12.0", [("t12", "", None)]),
        ("#12", [("t12", "", None)]),
        ("go to 12 if asked", [("t12", "asked", None)]),
        ("Visit", [("t12", "", None)]),
        ("visit IF they ask", [("t12", "they ask", None)]),
        ("decide what to do if nobody calls", [("t7", "", None)]),
        ("decide what to do if nobody calls if it rains", [("t7", "it rains", None)]),
        ("14 (the customer declines)", [("t14", "the customer declines", None)]),
        ("14 unless paid; ; 5", [("t14", "unless paid", None), ("t5", "", None)]),
        ("", []),
        ("-", []),
        ("end", []),
    ],
)
def test_ways_are_read_with_conditions_and_probabilities(
    cell: str, ways: list[tuple[str, str, float | None]], targets: Targets
) -> None:
    found, unknown = read_ways(cell, targets)

    assert [(way.target_id, way.condition, way.probability) for way in found] == ways
    assert unknown == []


@pytest.mark.parametrize(
    "cell", ["99", "nowhere", "12 (140 %)", "if it rains", "(50 %)", "5 or 9 if late", "5, 9 if late", "5 and 99"]
)
def test_what_leads_nowhere_is_given_back(cell: str, targets: Targets) -> None:
    assert read_ways(cell, targets) == ([], [cell])
