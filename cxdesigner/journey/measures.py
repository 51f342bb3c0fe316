"""What can be counted about a map."""

from __future__ import annotations

from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of, steps_of, touchpoints_of
from cxdesigner.document.records import Link, RecordId


def counts(document: Document, map_id: RecordId) -> dict[str, int]:
    """Return how many stages, steps (columns), touchpoints, teams, channels and links a map has.

    Teams and channels belong to the whole document; those count that this map uses.
    """
    stages = stages_of(document, map_id)
    touchpoints = touchpoints_of(document, map_id)
    here = {touchpoint.id for touchpoint in touchpoints}
    return {
        "stages": len(stages),
        "steps": sum(steps_of(document, stage.id) for stage in stages),
        "touchpoints": len(touchpoints),
        "teams": len({touchpoint.team_id for touchpoint in touchpoints} - {None}),
        "channels": len({touchpoint.channel_id for touchpoint in touchpoints} - {None}),
        "links": sum(link.source_id in here and link.target_id in here for link in document.all(Link)),
    }
