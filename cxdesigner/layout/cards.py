"""What stands on a card, and how high the card becomes."""

from __future__ import annotations

from dataclasses import dataclass

from cxdesigner.document.document import Document
from cxdesigner.document.fields import field
from cxdesigner.document.records import Channel, LaneKind, Team, Touchpoint
from cxdesigner.layout.plan import SMALL, TITLE, CardBox, Density, Measure, Rect, TextBlock, TextStyle
from cxdesigner.layout.text_fit import fit, line_height

CARD_WIDTH = 500.0
CARD_HEIGHT = 210.0
"""Height of a card on screen, and the least on paper."""
TOP = 24.0
BOTTOM = 22.0
LEFT = 42.0
RIGHT = 28.0
ICON = 50.0
"""Room for the icon before the title."""
FACE = 42.0
ARROW = 32.0
"""Room for the face, and for the arrow of an expectation that was not just met, beside “when”."""
NO_DATE = "no date yet"

_SAID = ("what", "whom", "how", "does", "needs", "wants", "thinks", "feels", "inside", "outside")
_FOUND = ("pain_point", "opportunity", "recovery")
_LABELS = {name: field(Touchpoint, name).label for name in (*_SAID, *_FOUND)}

Lines = tuple[tuple[str, ...], bool]


@dataclass(frozen=True, slots=True)
class CardFace:
    """The words of a card and its height; where the card goes is decided later."""

    height: float
    title: Lines
    title_left: float
    when: Lines
    when_width: float
    details: tuple[Lines, ...] = ()


def face_of(touchpoint: Touchpoint, icon: str, measure: Measure, density: Density, beside: str = "") -> CardFace:
    """Return what stands on the card of a touchpoint.

    On screen the title has at most two lines and all cards are of one height; on paper everything that was said is
    there in full. *beside* names on paper what the lane does not say: the channel, the team.
    """
    on_paper = density is Density.PAPER
    title_left = LEFT + (ICON if icon else 0.0)
    title = fit(touchpoint.title, CARD_WIDTH - title_left - RIGHT, TITLE, measure, most_lines=None if on_paper else 2)
    when_width = CARD_WIDTH - LEFT - _room_for_signs(touchpoint)
    if not on_paper:
        when = fit(touchpoint.when or NO_DATE, when_width, SMALL, measure, most_lines=1)
        return CardFace(CARD_HEIGHT, title, title_left, when, when_width)
    when = fit(touchpoint.when, when_width, SMALL, measure)
    width = CARD_WIDTH - LEFT - RIGHT
    details = tuple(fit(text, width, SMALL, measure) for text in _details(touchpoint, beside))
    lines = sum(len(detail[0]) for detail in details)
    foot = max(line_height(SMALL) * len(when[0]), FACE if touchpoint.emotion is not None else 0.0)
    height = TOP + line_height(TITLE) * len(title[0]) + line_height(SMALL) * lines + foot + BOTTOM
    height += (8.0 if details else 0.0) + (12.0 if foot else 0.0)
    return CardFace(max(CARD_HEIGHT, height), title, title_left, when, when_width, details)


def card_box(
    touchpoint: Touchpoint,
    face: CardFace,
    x: float,
    y: float,
    *,
    lane: int,
    column: int,
    team: Team | None,
    icon: str,
) -> CardBox:
    """Return the card of a touchpoint with its top left corner at a place."""
    top = y + TOP
    title = _block(face.title, x + face.title_left, top, CARD_WIDTH - face.title_left - RIGHT, TITLE)
    top = title.rect.bottom + 8.0
    details = []
    for lines in face.details:
        details.append(_block(lines, x + LEFT, top, CARD_WIDTH - LEFT - RIGHT, SMALL))
        top = details[-1].rect.bottom
    when_height = line_height(SMALL) * len(face.when[0])
    when = _block(face.when, x + LEFT, y + face.height - BOTTOM - when_height, face.when_width, SMALL)
    return CardBox(
        touchpoint.id,
        Rect(x, y, CARD_WIDTH, face.height),
        title,
        when,
        tuple(details),
        team.color if team is not None else None,
        icon,
        touchpoint.emotion,
        touchpoint.moment_of_truth,
        touchpoint.expectation.value if touchpoint.expectation else "",
        touchpoint.status.value,
        lane,
        column,
    )


def beside_lane(document: Document, touchpoint: Touchpoint, kind: LaneKind) -> str:
    """Return the names of team and channel that the lane of a card does not tell."""
    says_team = kind in (LaneKind.TEAM, LaneKind.TEAM_AND_CHANNEL)
    says_channel = kind in (LaneKind.CHANNEL, LaneKind.TEAM_AND_CHANNEL)
    names = [
        "" if says_team else document.title_of(touchpoint.team_id),
        "" if says_channel else document.title_of(touchpoint.channel_id),
    ]
    return " · ".join(name for name in names if name)


def team_and_icon(document: Document, touchpoint: Touchpoint) -> tuple[Team | None, str]:
    """Return the team of a touchpoint and the icon of its channel."""
    team = document.find(touchpoint.team_id)
    channel = document.find(touchpoint.channel_id)
    return team if isinstance(team, Team) else None, channel.icon if isinstance(channel, Channel) else ""


def _room_for_signs(touchpoint: Touchpoint) -> float:
    has_face = touchpoint.emotion is not None
    has_arrow = touchpoint.expectation is not None and touchpoint.expectation.value != "meets"
    return RIGHT + (FACE if has_face else 0.0) + (ARROW if has_arrow else 0.0)


def _details(touchpoint: Touchpoint, beside: str) -> list[str]:
    texts = [beside] if beside else []
    texts += [f"{_LABELS[name]}: {text}" for name in _SAID if (text := getattr(touchpoint, name))]
    texts += [f"Clue: {clue.text}" for clue in touchpoint.clues if clue.text]
    texts += [f"{_LABELS[name]}: {text}" for name in _FOUND if (text := getattr(touchpoint, name))]
    for measure in touchpoint.measures:
        value = "" if measure.value is None else f"{measure.value:g}"
        unit = f" {measure.unit}" if measure.unit and value else ""
        texts.append(f"{measure.title}: {value}{unit}" if value else measure.title)
    texts += [f"{custom.title}: {custom.value}" for custom in touchpoint.custom if custom.value]
    return texts


def _block(lines: Lines, x: float, y: float, width: float, style: TextStyle) -> TextBlock:
    height = line_height(style)
    return TextBlock(Rect(x, y, width, height * len(lines[0])), lines[0], style, height, lines[1])
