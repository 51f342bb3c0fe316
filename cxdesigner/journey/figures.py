"""The measures of a map as people read them: groups of figures with small bars, the same for the panel and the printed page."""

from __future__ import annotations

from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import ClueKind, RecordId
from cxdesigner.journey.heat import entered_measures
from cxdesigner.journey.measures import Measures, Share, measures

MOST_EMOTION = 2


class Bar(NamedTuple):
    """One line of a group: what it is about, its figure, and the parts of its bar, as shares of the room from 0 to 1.

    A signed bar has one part, from −1 to 1, that begins in the middle.
    """

    label: str
    figure: str
    parts: tuple[float, ...] = ()
    is_signed: bool = False


class Group(NamedTuple):
    """What belongs together: a title, the one figure that is read from the back row, a line below it, and the bars.

    `heat` is the measure that colours cards by it, as `journey/heat.py` names it; empty where there is none.
    """

    title: str
    figure: str
    about: str = ""
    bars: tuple[Bar, ...] = ()
    heat: str = ""


def figures(document: Document, map_id: RecordId) -> list[Group]:
    """Return all measures of a map, in the order in which a room asks for them; what nobody has entered is left out."""
    found = measures(document, map_id)
    total = sum(found.by_stage.values())
    groups = [
        Group("Touchpoints", f"{total:,}", "by stage", _counted(document, found.by_stage, "stage"), "stage"),
        Group("Teams", str(len(set(found.by_team) - {None})), "", _counted(document, found.by_team, "team"), "team"),
        Group(
            "Channels",
            str(len(set(found.by_channel) - {None})),
            "",
            _counted(document, found.by_channel, "channel"),
            "channel",
        ),
        Group("Handoffs", f"{found.handoffs:,}", "links on which the team changes", (), "handoffs"),
        Group("Channel switches", f"{found.channel_switches:,}", "links on which the channel changes", (), "switches"),
        _share("Evidence", found.evidence, "touchpoints rest on more than an assumption", "evidence"),
        _share("Moments of truth", found.moments_of_truth, "meet or exceed what is expected", "moments"),
        _share("Prompts", found.prompts, "owned touchpoints have a prompt", "prompts"),
        _clues(document, found),
        _emotion(document, found),
    ]
    return groups + _entered(document, map_id, found)


def _counted(
    document: Document, counts: dict[RecordId, int] | dict[RecordId | None, int], what: str
) -> tuple[Bar, ...]:
    most = max(counts.values(), default=0) or 1
    return tuple(
        Bar(document.title_of(key, f"no {what}"), f"{count:,}", (count / most,)) for key, count in counts.items()
    )


def _share(title: str, share: Share, words: str, heat: str) -> Group:
    if share.value is None:
        return Group(title, "–", "there are none yet", (), heat)
    return Group(
        title, percent(share.value), f"{share.part} of {share.of} {words}", (Bar("", "", (share.value,)),), heat
    )


def percent(share: float) -> str:
    """Return a share as people read it; only what is none or all is said to be 0 % or 100 %."""
    whole = round(100 * share)
    return f"{min(99, max(1, whole)) if 0 < share < 1 else whole} %"


def _clues(document: Document, found: Measures) -> Group:
    most = max((sum(kinds.values()) for kinds in found.clues.values()), default=0) or 1
    bars = []
    for stage_id, kinds in found.clues.items():
        counts = [kinds.get(kind, 0) for kind in ClueKind]
        said = " · ".join(str(count) for count in counts)
        bars.append(Bar(document.title_of(stage_id), said, tuple(count / most for count in counts)))
    total = sum(sum(kinds.values()) for kinds in found.clues.values())
    return Group("Clues", f"{total:,}", "functional · mechanic · humanic", tuple(bars), "clues")


def _emotion(document: Document, found: Measures) -> Group:
    bars = tuple(
        Bar(
            document.title_of(stage_id),
            f"{signed(felt.mean)} ({signed(felt.lowest)} to {signed(felt.highest)})",
            (felt.mean / MOST_EMOTION,),
            is_signed=True,
        )
        for stage_id, felt in found.emotion.items()
    )
    if found.emotion_peak is None or found.emotion_low is None or found.emotion_end is None:
        return Group("Emotion at the end", "–", "nobody has said yet how customers feel", bars, "emotion")
    peak, low = document.touchpoint(found.emotion_peak), document.touchpoint(found.emotion_low)
    if peak.emotion == low.emotion:
        return Group("Emotion at the end", signed(found.emotion_end), "the same from beginning to end", bars, "emotion")
    about = (
        f"Peak: {peak.title} ({signed(peak.emotion or 0)}) · low: {low.title} ({signed(low.emotion or 0)}) · "
        f"end: {signed(found.emotion_end)}"
    )
    return Group("Emotion at the end", signed(found.emotion_end), about, bars, "emotion")


def signed(value: float) -> str:
    """Return a feeling as people read it: +1.5, 0, −2."""
    rounded = round(value, 1)
    return f"{rounded:+g}".replace("-", "−") if rounded else "0"


def _entered(document: Document, map_id: RecordId, found: Measures) -> list[Group]:
    keys = list(entered_measures(document, map_id).items())
    groups = []
    for (key, title), said in zip(keys, found.said, strict=True):
        times = f"mean of {said.entered} entries" if said.entered > 1 else "entered once"
        figure = f"{said.mean:,.4g} {said.unit}".rstrip().replace("-", "−")
        groups.append(Group(title, figure, times, (), key))
    return groups
