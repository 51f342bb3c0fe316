"""What stands out and what fades: focus on a stage, find and filter, alone and together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxdesigner.canvas.fonts import measure
from cxdesigner.canvas.spotlight import Filter, Spotlight, faded, passing
from cxdesigner.commands.values import set_value
from cxdesigner.document.document import Document
from cxdesigner.document.records import Evidence, Expectation, LaneKind, RecordId, Status
from cxdesigner.layout.grid import lay_out
from tests.canvas.conftest import Board
from tests.onboarding import (
    BUY,
    EMAIL,
    MAP,
    OFFER,
    PHONE,
    SALES,
    SERVICE,
    SIGNING,
    TRAINING,
    USE,
    WELCOME,
    onboarding,
)

CARDS = {OFFER, SIGNING, WELCOME, TRAINING}


@pytest.fixture
def document(qapp: object) -> Document:
    document = onboarding()
    for record_id, name, value in (
        (OFFER, "status", Status.MISSING),
        (OFFER, "expectation", Expectation.BELOW),
        (SIGNING, "moment_of_truth", True),
        (WELCOME, "evidence", Evidence.DATA),
        (TRAINING, "emotion", -1),
    ):
        document.apply(set_value(document, record_id, name, value).change)
    return document


def _standing_out(document: Document, spotlight: Spotlight) -> set[RecordId]:
    return CARDS - faded(document, lay_out(document, MAP, LaneKind.TEAM, measure), spotlight)


@pytest.mark.parametrize(
    ("filter", "standing_out"),
    [
        (Filter(), CARDS),
        (Filter(teams=frozenset({SALES})), {OFFER, SIGNING}),
        (Filter(teams=frozenset({SALES, SERVICE})), CARDS),
        (Filter(channels=frozenset({PHONE})), {SIGNING, TRAINING}),
        (Filter(teams=frozenset({SERVICE}), channels=frozenset({EMAIL})), {WELCOME}),
        (Filter(teams=frozenset({None})), set()),
        (Filter(statuses=frozenset({Status.MISSING})), {OFFER}),
        (Filter(expectations=frozenset({Expectation.BELOW})), {OFFER}),
        (Filter(expectations=frozenset({None})), {SIGNING, WELCOME, TRAINING}),
        (Filter(evidence=frozenset({Evidence.DATA})), {WELCOME}),
        (Filter(moment_of_truth=True), {SIGNING}),
        (Filter(is_bad=True), {TRAINING}),
    ],
)
def test_a_filter_lets_stand_out_what_agrees_with_every_field_that_is_asked_for(
    document: Document, filter: Filter, standing_out: set[RecordId]
) -> None:
    assert _standing_out(document, Spotlight(filter=filter)) == standing_out
    assert passing(document, lay_out(document, MAP, LaneKind.TEAM, measure), filter) == len(standing_out)


def test_focus_find_and_filter_agree_on_what_stands_out(document: Document) -> None:
    light = Spotlight(stage_id=BUY, found=frozenset({SIGNING, TRAINING}))

    assert _standing_out(document, light) == {SIGNING}
    assert _standing_out(document, replace(light, filter=Filter(channels=frozenset({EMAIL})))) == set()


def test_a_search_that_finds_nothing_lets_everything_fade(document: Document) -> None:
    assert _standing_out(document, Spotlight(found=frozenset())) == set()
    assert _standing_out(document, Spotlight(found=None)) == CARDS


def test_a_link_fades_with_its_ends_unless_it_was_found(document: Document) -> None:
    plan = lay_out(document, MAP, LaneKind.TEAM, measure)

    assert faded(document, plan, Spotlight(stage_id=BUY)) >= {"l2", "l3"}
    assert "l1" not in faded(document, plan, Spotlight(stage_id=BUY))
    assert "l2" not in faded(document, plan, Spotlight(found=frozenset({RecordId("l2")})))


def test_a_filter_says_in_words_what_it_asks_for(document: Document) -> None:
    filter = Filter(
        teams=frozenset({SERVICE, None}), statuses=frozenset({Status.MISSING}), moment_of_truth=True, is_bad=True
    )

    assert filter.words(document) == "Service, no team, missing, moments of truth, felt as bad"


def test_the_cards_of_other_stages_fade_and_esc_brings_them_back(board: Board) -> None:
    board.view.focus_stage(USE)

    assert CARDS & board.view.scene_of_map.attention.faded == {OFFER, SIGNING}
    stage = next(stage for stage in board.view.plan.stages if stage.stage_id == USE)
    seen = board.view.visible_rect()
    assert seen.left() <= stage.rect.x
    assert seen.right() >= stage.rect.right
    board.view.focus_stage(None)
    assert not board.view.scene_of_map.attention.faded


def test_what_is_edited_while_filtered_fades_or_stands_out_at_once(board: Board) -> None:
    board.view.set_spotlight(Spotlight(filter=Filter(teams=frozenset({SALES}))))

    board.view.do(lambda: set_value(board.document, OFFER, "team_id", SERVICE))
    assert OFFER in board.view.scene_of_map.attention.faded
    board.history.undo()
    assert board.view.plan.card(OFFER) is not None
    assert OFFER not in board.view.scene_of_map.attention.faded


def test_a_focused_stage_that_is_removed_is_focused_no_longer(board: Board) -> None:
    from cxdesigner.commands.removing import remove

    board.view.focus_stage(USE)

    board.view.do(lambda: remove(board.document, [USE]))

    assert board.view.spotlight.stage_id is None
    assert not board.view.scene_of_map.attention.faded
