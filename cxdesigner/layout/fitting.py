"""How wide the cards of a stage must be so that nothing on them is cut."""

from __future__ import annotations

from cxdesigner.document.document import Document
from cxdesigner.document.reading import touchpoints_of_stage
from cxdesigner.document.records import RecordId
from cxdesigner.layout.cards import face_of, team_and_icon
from cxdesigner.layout.plan import Density, Measure
from cxdesigner.layout.shapes import NARROWEST, WIDEST
from cxdesigner.layout.spacing import CARD_WIDTH, SCREEN

STEP = 20.0


def fitting_width(document: Document, stage_id: RecordId, measure: Measure) -> float:
    """Return the least width at which the cards of a stage show their titles and times in full on screen.

    Where there is none, it is the one at which fewest are cut; a stage without cards gets the usual one.
    """
    touchpoints = touchpoints_of_stage(document, stage_id)
    if not touchpoints:
        return CARD_WIDTH
    icons = [team_and_icon(document, touchpoint)[1] for touchpoint in touchpoints]
    best, fewest = WIDEST, len(touchpoints) + 1
    width = NARROWEST
    while width <= WIDEST:
        spacing = SCREEN._replace(card_width=width)
        faces = [
            face_of(touchpoint, icon, measure, Density.SCREEN, "", spacing)
            for touchpoint, icon in zip(touchpoints, icons, strict=True)
        ]
        cut = sum(face.title[1] or face.when[1] for face in faces)
        if cut < fewest:
            best, fewest = width, cut
        if not cut:
            break
        width += STEP
    return best
