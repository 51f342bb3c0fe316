"""A small onboarding that everybody remembers: two stages, two teams, two channels, four touchpoints in a row."""

from __future__ import annotations

from cxdesigner.document.document import Document
from cxdesigner.document.records import Channel, Link, Map, RecordId, Stage, Team, Touchpoint

MAP = RecordId("map")
BUY, USE = RecordId("buy"), RecordId("use")
SALES, SERVICE = RecordId("sales"), RecordId("service")
EMAIL, PHONE = RecordId("email"), RecordId("phone")
OFFER, SIGNING, WELCOME, TRAINING = (RecordId(name) for name in ("offer", "signing", "welcome", "training"))


def onboarding() -> Document:
    """Return two stages of two steps, two teams, two channels, four touchpoints in a row."""

    def touchpoint(
        id: RecordId, title: str, stage: RecordId, step: int, team: RecordId, channel: RecordId
    ) -> Touchpoint:
        return Touchpoint(id=id, title=title, stage_id=stage, step=step, team_id=team, channel_id=channel, emotion=1)

    return Document(
        [
            Map(id=MAP, title="Onboarding"),
            Stage(id=BUY, title="Buy", map_id=MAP, position=0),
            Stage(id=USE, title="Use", map_id=MAP, position=1),
            Team(id=SALES, title="Sales", position=0, color=0),
            Team(id=SERVICE, title="Service", position=1, color=1),
            Channel(id=EMAIL, title="Email", position=0, icon="mail"),
            Channel(id=PHONE, title="Phone", position=1, icon="phone"),
            touchpoint(OFFER, "Offer", BUY, 0, SALES, EMAIL),
            touchpoint(SIGNING, "Contract signing", BUY, 1, SALES, PHONE),
            touchpoint(WELCOME, "Welcome letter", USE, 0, SERVICE, EMAIL),
            touchpoint(TRAINING, "Training", USE, 1, SERVICE, PHONE),
            Link(id=RecordId("l1"), source_id=OFFER, target_id=SIGNING),
            Link(id=RecordId("l2"), source_id=SIGNING, target_id=WELCOME),
            Link(id=RecordId("l3"), source_id=WELCOME, target_id=TRAINING),
        ]
    )
