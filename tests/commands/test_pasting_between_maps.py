"""Between maps of one document: what is copied has ids that the document knows, but from another map."""

from __future__ import annotations

from cxdesigner.commands.clipboard import bring_in, copied
from cxdesigner.commands.maps import add_map
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.reading import stages_of, touchpoints_of
from cxdesigner.document.records import Link, Map
from cxdesigner.storage.codec import encode
from tests.onboarding import MAP, OFFER, SIGNING


def test_cards_that_are_pasted_into_an_empty_map_come_into_it_with_stages_of_its_own(
    document: Document, history: History
) -> None:
    history.perform(add_map(document, "Renewal"))
    (other,) = [map.id for map in document.all(Map) if map.id != MAP]
    before = encode(document, "test")

    history.perform(bring_in(document, other, copied(document, [OFFER, SIGNING])))

    assert [stage.title for stage in stages_of(document, other)] == ["Buy"]
    assert [card.title for card in touchpoints_of(document, other)] == ["Offer", "Contract signing"]
    assert len(touchpoints_of(document, MAP)) == 4
    ends = {card.id for card in touchpoints_of(document, other)}
    assert [link for link in document.all(Link) if {link.source_id, link.target_id} == ends]
    history.undo()
    assert encode(document, "test") == before
