"""The maps that strangers see first: each template says on its cards, links and headings all that it has to say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxdesigner import resources
from cxdesigner.canvas import fonts
from cxdesigner.document.reading import first_map
from cxdesigner.document.records import LaneKind
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.plan import Plan, TextBlock
from cxdesigner.storage.load import load_document

TEMPLATES = sorted(resources.path("templates").glob("*.cxmap"))


@pytest.mark.parametrize("lanes", LaneKind, ids=lambda kind: kind.value)
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_word_of_a_template_is_cut(qapp: object, path: Path, lanes: LaneKind) -> None:
    document = load_document(path).document

    plan = lay_out(document, first_map(document).id, lanes, fonts.measure)

    assert [" ".join(words.lines) for words in _words(plan) if words.is_cut] == []


def _words(plan: Plan) -> Iterator[TextBlock]:
    for card in plan.cards:
        yield from (card.title, card.when)
    for stage in plan.stages:
        yield stage.title
        if stage.outside is not None:
            yield stage.outside
    for row in plan.rows:
        yield row.title
        yield from (words for _, _, words in row.cells)
    yield from (lane.title for lane in plan.lanes)
    yield from (link.label for link in plan.links if link.label is not None)
