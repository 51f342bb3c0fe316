"""What stands on a card, and how high the card becomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.fields import field
from cxdesigner.document.records import Channel, LaneKind, Picture, RecordId, Team, Touchpoint
from cxdesigner.layout import pictures
from cxdesigner.layout.plan import SMALL, TITLE, CardBlocks, Density, Measure, PictureBox, Rect, TextBlock, TextStyle
from cxdesigner.layout.spacing import SCREEN, Spacing
from cxdesigner.layout.text_fit import fit, line_height

CARD_HEIGHT = 210.0
"""Height of a card on screen."""
LEAST_HEIGHT = 140.0
"""Height of a card on paper that says next to nothing."""
TOP = 24.0
BOTTOM = 22.0
LEFT = 42.0
RIGHT = 28.0
PAPER_LEFT, PAPER_RIGHT, PAPER_TOP, PAPER_BOTTOM = 36.0, 20.0, 18.0, 16.0
"""The margins on paper, where each unit makes letters smaller."""
ICON = 50.0
"""Room for the icon before the title."""
SMALL_ICON = 32.0
"""Size of the icon on paper: before the name of the channel."""
ICON_GAP = 10.0
SIGN_GAP = 8.0
"""On paper, between “when” and the signs."""
DETAIL_GAP = 4.0
"""Between two things that were said."""
FACE = 42.0
ARROW = 32.0
"""Room for the face, and for the arrow of an expectation that was not just met, beside “when”."""
STRONG = SMALL._replace(bold=True)
NO_DATE = "no date yet"

_SAID = ("what", "whom", "how", "does", "needs", "wants", "thinks", "feels", "inside", "outside")
_FOUND = ("pain_point", "opportunity", "recovery")
_CUSTOMER = "Customer "
_LABELS = {name: field(Touchpoint, name).label.removeprefix(_CUSTOMER).capitalize() for name in (*_SAID, *_FOUND)}
"""On a card “Thinks:” is enough: who else but the customer."""

Lines = tuple[tuple[str, ...], bool]


class CardFace(NamedTuple):
    """The words of a card and its size; where the card goes is decided later.

    `title_left` and `details_left` are the margins of title and further lines, `first_left` that of the first of these.
    """

    width: float
    height: float
    title: Lines
    title_left: float
    when: Lines
    when_width: float
    right: float = RIGHT
    details: tuple[Lines, ...] = ()
    details_left: float = LEFT
    first_left: float = LEFT
    icon: str = ""
    style: TextStyle = TITLE
    strong: int = 0
    """How many of the details, the last ones, are written bold."""
    top: float = TOP
    bottom: float = BOTTOM
    picture: Picture | None = None


def face_of(
    touchpoint: Touchpoint,
    icon: str,
    measure: Measure,
    density: Density,
    beside: str = "",
    spacing: Spacing = SCREEN,
    more: Sequence[str] = (),
    picture: Picture | None = None,
) -> CardFace:
    """Return what stands on the card of a touchpoint.

    On screen the title has at most two lines, “when” has the one that the title leaves, and all cards are of one height, those with a picture of another; on paper everything that was said is
    there in full. *beside* names on paper what the lane does not say: the channel, the team; the icon stands before it. *more* is
    written below everything else, in bold.
    """
    if density is Density.PAPER:
        return _paper_face(
            touchpoint, icon if beside else "", measure, beside, spacing, more, picture, said_of(touchpoint)
        )
    width = spacing.card_width
    title_left = LEFT + (ICON if icon else 0.0)
    title = fit(touchpoint.title, width - title_left - RIGHT, TITLE, measure, most_lines=2)
    when_width = width - LEFT - RIGHT - _room_for_signs(touchpoint)
    lines = 2 if len(title[0]) == 1 else 1
    when = fit(touchpoint.when or NO_DATE, when_width, SMALL, measure, most_lines=lines)
    height = CARD_HEIGHT + (pictures.CARD_ROOM if picture is not None else 0.0)
    return CardFace(width, height, title, title_left, when, when_width, icon=icon, picture=picture)


def _paper_face(
    touchpoint: Touchpoint,
    icon: str,
    measure: Measure,
    beside: str,
    spacing: Spacing,
    more: Sequence[str],
    picture: Picture | None,
    said: Sequence[str],
) -> CardFace:
    left, right, width = PAPER_LEFT, PAPER_RIGHT, spacing.card_width
    title = fit(touchpoint.title, width - left - right, spacing.title, measure)
    first_left = left + (SMALL_ICON + ICON_GAP if icon else 0.0)
    details = [fit(beside, width - first_left - right, SMALL, measure)] if beside else []
    details += [fit(text, width - left - right, SMALL, measure) for text in said]
    details += [fit(text, width - left - right, STRONG, measure) for text in more]
    signs = _room_for_signs(touchpoint)
    when_width = width - left - right - signs - (SIGN_GAP if signs else 0.0)
    when = fit(touchpoint.when, when_width, SMALL, measure)
    lines = sum(len(detail[0]) for detail in details)
    foot = max(line_height(SMALL) * len(when[0]), FACE if touchpoint.emotion is not None else 0.0)
    height = line_height(spacing.title) * len(title[0]) + line_height(SMALL) * lines + foot
    gaps = 8.0 + DETAIL_GAP * (len(details) - 1) if details else 0.0
    height = PAPER_TOP + height + gaps + (12.0 if foot else 0.0) + PAPER_BOTTOM
    if picture is not None:
        height += pictures.height_for(picture, width - left - right) + 2 * pictures.GAP
    height = max(LEAST_HEIGHT, height)
    return CardFace(
        width,
        height,
        title,
        left,
        when,
        when_width,
        right,
        tuple(details),
        left,
        first_left,
        icon,
        spacing.title,
        len(more),
        PAPER_TOP,
        PAPER_BOTTOM,
        picture,
    )


class Faces:
    """The faces of cards on paper that were worked out already: who tries widths asks for the same ones again."""

    def __init__(self) -> None:
        self._said: dict[RecordId, tuple[Touchpoint, list[str]]] = {}
        self._faces: dict[tuple[object, ...], tuple[Touchpoint, Measure, CardFace]] = {}

    def face_of(
        self,
        touchpoint: Touchpoint,
        icon: str,
        measure: Measure,
        beside: str,
        spacing: Spacing,
        more: Sequence[str],
        picture: Picture | None,
    ) -> CardFace:
        """Return what `face_of` does on paper, where nothing has changed the very same."""
        key = touchpoint.id, icon, beside, spacing, tuple(more), None if picture is None else picture.id
        known = self._faces.get(key)
        if known is not None and known[0] is touchpoint and known[1] is measure and known[2].picture is picture:
            return known[2]
        said = self._said.get(touchpoint.id)
        if said is None or said[0] is not touchpoint:
            said = self._said[touchpoint.id] = touchpoint, said_of(touchpoint)
        face = _paper_face(touchpoint, icon if beside else "", measure, beside, spacing, more, picture, said[1])
        self._faces[key] = touchpoint, measure, face
        return face


class Card:
    """What stands on the card of a touchpoint, before it has a place; the words are fitted when somebody asks for them.

    On screen the height needs no words. Whoever knows the words already gives them (*face*).
    """

    __slots__ = ("_face", "_measure", "_spacing", "height", "icon", "picture", "touchpoint", "width")

    def __init__(
        self,
        touchpoint: Touchpoint,
        icon: str,
        measure: Measure,
        spacing: Spacing = SCREEN,
        picture: Picture | None = None,
        face: CardFace | None = None,
    ) -> None:
        self.touchpoint = touchpoint
        self.icon = icon
        self.picture = picture
        self._measure = measure
        self._spacing = spacing
        self._face = face
        if face is not None:
            self.width, self.height, self.icon = face.width, face.height, face.icon
        else:
            self.width = spacing.card_width
            self.height = CARD_HEIGHT if picture is None else CARD_HEIGHT + pictures.CARD_ROOM

    def face(self) -> CardFace:
        """Return the words."""
        if self._face is None:
            given = self.touchpoint, self.icon, self._measure, Density.SCREEN, "", self._spacing, (), self.picture
            self._face = face_of(*given)
        return self._face

    def blocks(self, rect: Rect) -> CardBlocks:
        """Return the words where they stand on the card with this rectangle."""
        x, y, face = rect.x, rect.y, self.face()
        top = y + face.top
        title = _block(face.title, x + face.title_left, top, face.width - face.title_left - face.right, face.style)
        top = title.rect.bottom + 8.0
        details, icon_at = [], None
        for place, lines in enumerate(face.details):
            left = face.details_left if place else face.first_left
            style = STRONG if place >= len(face.details) - face.strong else SMALL
            details.append(_block(lines, x + left, top, face.width - left - face.right, style))
            if left > face.details_left:
                middle = top + line_height(SMALL) / 2
                icon_at = Rect(x + face.details_left - 2, middle - SMALL_ICON / 2, SMALL_ICON, SMALL_ICON)
            top = details[-1].rect.bottom + DETAIL_GAP
        when_height = line_height(SMALL) * len(face.when[0])
        when_top = y + face.height - face.bottom - when_height
        when = _block(face.when, x + face.details_left, when_top, face.when_width, SMALL)
        above = (title, *details)[-1]
        picture = _picture_between(face.picture, self.touchpoint, face, x, above, when) if face.picture else None
        return CardBlocks(title, when, tuple(details), icon_at, picture)


def _picture_between(
    picture: Picture, touchpoint: Touchpoint, face: CardFace, x: float, above: TextBlock, when: TextBlock
) -> PictureBox:
    """Return the picture of a card: between what is said above it, and “when” with the signs below it."""
    signs_top = when.rect.bottom + 6.0 - FACE if _room_for_signs(touchpoint) else when.rect.y
    top, bottom = above.rect.bottom + pictures.GAP, min(when.rect.y, signs_top) - pictures.GAP
    area = Rect(x + face.details_left, top, face.width - face.details_left - face.right, max(0.0, bottom - top))
    return pictures.picture_box(picture, area)


def beside_lane(document: Document, touchpoint: Touchpoint, kind: LaneKind) -> str:
    """Return the names of team and channel that the lane of a card does not tell."""
    says_team = kind in (LaneKind.TEAM, LaneKind.TEAM_AND_CHANNEL)
    says_channel = kind in (LaneKind.CHANNEL, LaneKind.TEAM_AND_CHANNEL)
    names = [
        "" if says_team else document.title_of(touchpoint.team_id),
        "" if says_channel else document.title_of(touchpoint.channel_id),
    ]
    return " · ".join(name for name in names if name)


def picture_of(document: Document, record_id: RecordId | None) -> Picture | None:
    """Return the picture with an id."""
    picture = document.find(record_id)
    return picture if isinstance(picture, Picture) else None


def team_and_icon(document: Document, touchpoint: Touchpoint) -> tuple[Team | None, str]:
    """Return the team of a touchpoint and the icon of its channel."""
    team = document.find(touchpoint.team_id)
    channel = document.find(touchpoint.channel_id)
    return team if isinstance(team, Team) else None, channel.icon if isinstance(channel, Channel) else ""


def _room_for_signs(touchpoint: Touchpoint) -> float:
    has_face = touchpoint.emotion is not None
    has_arrow = touchpoint.expectation is not None and touchpoint.expectation.value != "meets"
    return (FACE if has_face else 0.0) + (ARROW if has_arrow else 0.0)


def said_of(touchpoint: Touchpoint) -> list[str]:
    """Return what a card says on paper below its title, line by line."""
    texts = [f"{_LABELS[name]}: {text}" for name in _SAID if (text := getattr(touchpoint, name))]
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
