"""A long map in bands below one another, as a text is in lines: each holds whole stages and repeats the headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from cxdesigner.document.document import Document
from cxdesigner.document.reading import links_of, stages_of, steps_of
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.layout.cards import Faces
from cxdesigner.layout.curve import peak_and_low
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.part import WHOLE, Part
from cxdesigner.layout.plan import Density, Measure, Plan

BAND_GAP = 110.0
MOST_STAGES = 60
"""Above this many stages cuts are chosen by length only, not by how few links they cut."""

Groups = tuple[tuple[RecordId, ...], ...]
"""The stages of each band."""


@dataclass(frozen=True, slots=True)
class Band:
    """A plan of some stages, and how far below the top of the picture it begins."""

    plan: Plan
    top: float


@dataclass(frozen=True, slots=True)
class Folding:
    """All bands of a map from top to bottom; the first has the title block. Most maps have one band."""

    bands: tuple[Band, ...]
    width: float
    height: float


def folded(
    document: Document,
    map_id: RecordId,
    lanes: LaneKind,
    measure: Measure,
    groups: Groups = ((),),
    card_width: float | None = None,
    *,
    part: Part = WHOLE,
    has_heading: bool = True,
    more_signs: int = 0,
    faces: Faces | None = None,
) -> Folding:
    """Return a map, or a part of it, for paper with a band for each group of stages; one group without stages stands for all.

    The first band has the title and the legend, with so many *more_signs* than usual, unless *has_heading* is off. A link
    from band to band is no line: both its cards name the other one. *faces* are those of other layouts of this map.
    """

    def band(only: tuple[RecordId, ...], *, is_first: bool, least_width: float = 0.0) -> Plan:
        return lay_out(
            document,
            map_id,
            lanes,
            measure,
            Density.PAPER,
            paper_title=is_first and has_heading,
            card_width=card_width,
            part=replace(part, stages=only),
            least_width=least_width,
            more_signs=more_signs,
            faces=faces,
        )

    others = [band(group, is_first=False) for group in groups[1:]]
    widest = max((plan.width for plan in others), default=0.0)
    plans = [band(groups[0], is_first=True, least_width=widest), *others]
    if others:
        plans = _with_one_peak(plans)
    tops = list(accumulate((plan.height + BAND_GAP for plan in plans), initial=0.0))
    bands = tuple(Band(plan, top) for plan, top in zip(plans, tops, strict=False))
    return Folding(bands, max(plan.width for plan in plans), tops[-1] - BAND_GAP)


def _with_one_peak(plans: Sequence[Plan]) -> list[Plan]:
    """Mark the peak, the low and the end of the whole journey, and not those of each band."""
    points = [point for plan in plans if plan.curve for point in plan.curve.points]
    peak, low = peak_and_low([point.emotion for point in points])
    end = max((place for place, point in enumerate(points) if point.is_end), default=-1)
    marked = iter(
        [
            point._replace(is_peak=place == peak, is_low=place == low, is_end=place == end)
            for place, point in enumerate(points)
        ]
    )
    return [
        replace(plan, curve=plan.curve._replace(points=tuple(next(marked) for _ in plan.curve.points)))
        if plan.curve
        else plan
        for plan in plans
    ]


def groups_of(document: Document, map_id: RecordId, count: int, only: Sequence[RecordId] = ()) -> Groups:
    """Return the stages in so many groups that the longest is as short as can be, and of such those that cut few links.

    Where there are fewer stages than groups, nothing is returned. *only* says which stages count; none stands for all.
    """
    stages = [stage.id for stage in stages_of(document, map_id) if not only or stage.id in only]
    if not 1 < count <= len(stages):
        return ()
    ends = [0, *accumulate(steps_of(document, stage) for stage in stages)]
    limit = _shortest(ends, count)
    links = _spans(document, map_id, stages) if len(stages) <= MOST_STAGES else []
    cuts = [sum(low < place <= high for low, high in links) for place in range(len(stages))] + [0]
    best: list[dict[int, tuple[int, int]]] = [{0: (0, 0)}]
    for _ in range(count):
        step: dict[int, tuple[int, int]] = {}
        for start, (cut, _came) in best[-1].items():
            for end in range(start + 1, len(stages) + 1):
                if ends[end] - ends[start] > limit:
                    break
                price = cut + cuts[end]
                if end not in step or price < step[end][0]:
                    step[end] = price, start
        best.append(step)
    groups, end = [], len(stages)
    for step in reversed(best[1:]):
        start = step[end][1]
        groups.append(tuple(stages[start:end]))
        end = start
    return tuple(reversed(groups))


def _shortest(ends: Sequence[int], count: int) -> int:
    """Return how many columns the longest of *count* groups must have at least."""
    rows = {0: 0}
    for _ in range(count):
        step: dict[int, int] = {}
        for start, longest in rows.items():
            for end in range(start + 1, len(ends)):
                step[end] = min(step.get(end, ends[-1]), max(longest, ends[end] - ends[start]))
        rows = step
    return rows[len(ends) - 1]


def _spans(document: Document, map_id: RecordId, stages: Sequence[RecordId]) -> list[tuple[int, int]]:
    """Return from which to which stage each link leads that leaves its stage."""
    place_of = {stage: place for place, stage in enumerate(stages)}
    spans = []
    for link in links_of(document, map_id):
        source, target = (
            place_of.get(document.touchpoint(end).stage_id, -1) for end in (link.source_id, link.target_id)
        )
        if source != target and -1 not in (source, target):
            spans.append((min(source, target), max(source, target)))
    return spans
