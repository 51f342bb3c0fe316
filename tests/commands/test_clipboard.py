"""What is copied comes in again whole, in this map, in another one, and from a table."""

from __future__ import annotations

import pytest

from cxdesigner.commands.clipboard import bring_in, copied, paste
from cxdesigner.commands.maps import new_document
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.reading import first_map, links_of, stages_of, touchpoints_of, touchpoints_of_stage
from cxdesigner.document.records import Channel, Link, Stage, Team, Touchpoint
from cxdesigner.document.refused import Refused
from tests.onboarding import BUY, MAP, OFFER, SIGNING, USE, WELCOME, onboarding


def test_pasted_cards_bring_the_links_among_them_along(document: Document, history: History):
    fragment = copied(document, [OFFER, SIGNING])

    edit = paste(document, MAP, fragment, (USE, 2))
    history.perform(edit)

    assert [(tp.title, tp.step) for tp in touchpoints_of_stage(document, USE)][2:] == [
        ("Offer", 2),
        ("Contract signing", 3),
    ]
    assert any({link.source_id, link.target_id} == set(edit.show) for link in document.all(Link))
    assert len(document.all(Team)) == 2


def test_pasting_into_another_document_brings_teams_and_channels(document: Document):
    other = new_document("Elsewhere")
    target = stages_of(other, first_map(other).id)[1]

    other.apply(paste(other, first_map(other).id, copied(document, [WELCOME]), (target.id, 0)).change)

    (card,) = other.all(Touchpoint)
    assert (other.title_of(card.team_id), other.title_of(card.channel_id)) == ("Service", "Email")
    assert (card.stage_id, card.step) == (target.id, 0)


def test_pasting_keeps_the_map_it_came_from_as_it_was(document: Document):
    before = document.copy()

    copied(document, [OFFER])

    assert document == before


def test_copying_nothing_is_refused(document: Document):
    with pytest.raises(Refused, match="Select"):
        copied(document, [])


def test_a_document_that_comes_in_twice_finds_its_stages_and_teams_again(document: Document, history: History):
    history.perform(bring_in(document, MAP, onboarding()))

    assert [stage.title for stage in stages_of(document, MAP)] == ["Buy", "Use"]
    assert [tp.title for tp in touchpoints_of_stage(document, BUY)] == ["Offer", "Contract signing"] * 2
    assert len(links_of(document, MAP)) == 6
    assert (len(document.all(Team)), len(document.all(Channel))) == (2, 2)


def test_what_comes_in_is_one_undo_step(document: Document, history: History):
    before = document.copy()

    history.perform(bring_in(document, MAP, onboarding()))
    history.undo()

    assert document == before


def test_an_empty_map_takes_in_all_stages_of_another(document: Document):
    other = new_document("Elsewhere", stages=())

    other.apply(bring_in(other, first_map(other).id, document).change)

    assert [stage.title for stage in other.all(Stage)] == ["Buy", "Use"]
    assert len(touchpoints_of(other, first_map(other).id)) == 4
