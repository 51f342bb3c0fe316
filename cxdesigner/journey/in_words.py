"""A map in plain sentences: what a poster says to those who cannot see it, and to those who search."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.fields import field
from cxdesigner.document.reading import links_by_end, links_of, row_of_note, rows_of, stages_of, touchpoints_of_stage
from cxdesigner.document.records import ExperienceCell, Link, LinkKind, Note, RecordId, Stage, Status, Touchpoint

_TOLD = ("what", "whom", "how", "does", "needs", "wants", "thinks", "feels", "pain_point", "opportunity", "recovery")
"""Fields of a touchpoint that are told with their label, in this order."""


class Told(NamedTuple):
    """What of a map is told: its steps, by stage and number, and the ids of touchpoints and stickers."""

    steps: Collection[tuple[RecordId, int]]
    records: Collection[RecordId]


def in_words(document: Document, map_id: RecordId, told: Told | None = None) -> str:
    """Return a map, or what of it is *told*, as plain text: a paragraph for each stage, a line for each touchpoint with where it leads.

    It says in words what a poster says by place, colour and arrow, in the order in which the journey is read.
    """
    return "\n".join(_lines(document, map_id, told)) + "\n"


def _lines(document: Document, map_id: RecordId, told: Told | None) -> Iterator[str]:
    of_map = document.map(map_id)
    yield f"{of_map.title} ({of_map.kind})"
    for label, text in (
        ("Customer", of_map.customer),
        ("Scenario", of_map.scenario),
        ("Scope", of_map.scope),
        ("Purpose", of_map.purpose),
        ("Authors", of_map.authors),
        ("Date", of_map.date),
    ):
        if text:
            yield f"{label}: {_one_line(text)}"
    leaving = links_by_end("source_id", links_of(document, map_id))
    for number, stage in enumerate(stages_of(document, map_id), 1):
        if told is not None and not any(stage_id == stage.id for stage_id, _ in told.steps):
            continue
        yield ""
        outside = f" (the customer says: {stage.outside})" if stage.outside else ""
        yield f"Stage {number}: {stage.title}{outside}"
        for place, touchpoint in enumerate(touchpoints_of_stage(document, stage.id), 1):
            if told is None or touchpoint.id in told.records:
                yield f"{number}.{place} {_sentence(document, touchpoint, leaving.get(touchpoint.id, ()))}"
        yield from _beside(document, map_id, stage, told)


def _sentence(document: Document, touchpoint: Touchpoint, leaving: Sequence[Link]) -> str:
    """Return all that a card says, and where its links lead."""
    facts = [
        f"by {document.title_of(touchpoint.team_id)}" if touchpoint.team_id else "nobody owns it",
        document.title_of(touchpoint.channel_id) if touchpoint.channel_id else "",
        _one_line(touchpoint.when),
        "moment of truth" if touchpoint.moment_of_truth else "",
        f"expectation: {touchpoint.expectation}" if touchpoint.expectation else "",
        f"emotion {touchpoint.emotion:+d}" if touchpoint.emotion else "",
        "emotion 0" if touchpoint.emotion == 0 else "",
        str(touchpoint.status) if touchpoint.status is not Status.EXISTING else "",
    ]
    said = [f"{touchpoint.title}: {', '.join(fact for fact in facts if fact)}"]
    for name in _TOLD:
        text = _one_line(getattr(touchpoint, name))
        if text:
            said.append(f"{field(Touchpoint, name).label}: {text}")
    said += [f"To do: {_one_line(prompt.text)}" for prompt in touchpoint.prompts]
    said += [_way(document, link) for link in leaving]
    return " ".join(text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in said)


def _way(document: Document, link: Link) -> str:
    target = document.title_of(link.target_id)
    condition = f" ({_one_line(link.condition)})" if link.condition else ""
    first = "If it goes wrong" if link.kind is LinkKind.RECOVERY else "Then"
    return f"{first}{condition}: {target}"


def _beside(document: Document, map_id: RecordId, stage: Stage, told: Told | None) -> Iterator[str]:
    """Yield what experience rows and stickers say about a stage."""
    for row in rows_of(document, map_id):
        cells = [cell for cell in document.referring_to(row.id, ExperienceCell) if cell.stage_id == stage.id]
        for cell in sorted(cells, key=lambda cell: cell.step):
            value = f"{cell.value:g} {row.unit}".strip() if cell.value is not None else ""
            said = ", ".join(text for text in (value, _one_line(cell.text)) if text)
            if said and (told is None or (stage.id, cell.step) in told.steps):
                yield f"{row.title}, step {cell.step + 1}: {said}"
    for note in sorted(document.referring_to(stage.id, Note), key=lambda note: (note.step, note.id)):
        own = row_of_note(document, note)
        if told is not None and note.id not in told.records:
            continue
        where = f" on “{own.title}”" if own is not None else ""
        yield f"Note{where}, step {note.step + 1}: {_one_line(note.text)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
