"""A small onboarding that everybody remembers: two stages, two teams, two channels, four touchpoints in a row."""

from __future__ import annotations

import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.records import Channel, Link, Map, RecordId, Stage, Team, Touchpoint

MAP = RecordId("map")
BUY, USE = RecordId("buy"), RecordId("use")
SALES, SERVICE = RecordId("sales"), RecordId("service")
EMAIL, PHONE = RecordId("email"), RecordId("phone")
OFFER, SIGNING, WELCOME, TRAINING = (RecordId(name) for name in ("offer", "signing", "welcome", "training"))


def onboarding() -> Document:
    """Return the small onboarding."""

    def touchpoint(id: str, title: str, stage: RecordId, step: int, team: RecordId, channel: RecordId) -> Touchpoint:
        return Touchpoint(id=RecordId(id), title=title, stage_id=stage, step=step, team_id=team, channel_id=channel)

    return Document(
        [
            Map(id=MAP, title="Onboarding"),
            Stage(id=BUY, title="Buy", map_id=MAP, position=0),
            Stage(id=USE, title="Use", map_id=MAP, position=1),
            Team(id=SALES, title="Sales", position=0, color=0),
            Team(id=SERVICE, title="Service", position=1, color=1),
            Channel(id=EMAIL, title="Email", position=0),
            Channel(id=PHONE, title="Phone", position=1),
            touchpoint("offer", "Offer", BUY, 0, SALES, EMAIL),
            touchpoint("signing", "Contract signing", BUY, 1, SALES, PHONE),
            touchpoint("welcome", "Welcome letter", USE, 0, SERVICE, EMAIL),
            touchpoint("training", "Training", USE, 1, SERVICE, PHONE),
            Link(id=RecordId("l1"), source_id=OFFER, target_id=SIGNING),
            Link(id=RecordId("l2"), source_id=SIGNING, target_id=WELCOME),
            Link(id=RecordId("l3"), source_id=WELCOME, target_id=TRAINING),
        ]
    )


@pytest.fixture
def document() -> Document:
    return onboarding()


@pytest.fixture
def history(document: Document) -> History:
    return History(document)
