"""Where keys lead on the map: from cell to cell, empty or not, up to the headings, down into the rows, and along links.

While a link is drawn, from card to card: the nearest one that way, nearer in the same lane or column.
"""

from __future__ import annotations

from typing import NamedTuple

from cxdesigner.document.records import RecordId
from cxdesigner.layout.cells import Cell, cards_of
from cxdesigner.layout.plan import CardBox, Plan, Rect

SIDEWAYS = 3.0
"""How much farther a step aside counts than a step ahead."""


def next_card(plan: Plan, touchpoint_id: RecordId, right: int, down: int) -> RecordId | None:
    """Return the card to the right (1), left (−1), below or above, or None where there is none that way."""
    here = plan.card(touchpoint_id)
    if here is None:
        return None
    best: tuple[float, CardBox] | None = None
    x, y = here.rect.center
    for card in plan.cards:
        ahead = (card.rect.center[0] - x) * right + (card.rect.center[1] - y) * down
        aside = abs((card.rect.center[0] - x) * down) + abs((card.rect.center[1] - y) * right)
        if ahead <= 1 or card is here or (down and aside > ahead * 4):
            continue
        if right and card.lane == here.lane:
            aside = 0.0
        cost = ahead + aside * SIDEWAYS
        if best is None or cost < best[0]:
            best = cost, card
    return best[1].touchpoint_id if best is not None else None


def first_card(plan: Plan) -> RecordId | None:
    """Return the card at the top left, where reading begins."""
    cards = sorted(plan.cards, key=lambda card: (card.rect.x, card.rect.y))
    return cards[0].touchpoint_id if cards else None


# -- from cell to cell -------------------------------------------------------------------------------------------------

HEADING = -1
"""In place of a lane: the heading of the stage. In place of a column: the heading of the lane."""
OUTER = -2
"""In place of a column: the heading of the team around the lane, where lanes are by team and channel."""


class Place(NamedTuple):
    """Where the keyboard is: a lane and a column of the plan, and which card of that cell (None: it is empty).

    Experience rows count on behind the last lane; which one it is says `row_id`.
    """

    lane: int
    column: int
    card_id: RecordId | None = None
    row_id: RecordId | None = None

    @property
    def is_heading(self) -> bool:
        return self.lane < 0 or self.column < 0


def place_of(plan: Plan, record_id: RecordId) -> Place | None:
    """Return the place of a card, or the heading of a stage, team or channel; None for all else."""
    card = plan.card(record_id)
    if card is not None:
        return Place(card.lane, card.column, record_id)
    for number, column in enumerate(plan.columns):
        if column.stage_id == record_id:
            return Place(HEADING, number)
    for number, lane in enumerate(plan.lanes):
        if record_id == (lane.key.channel_id if lane.key.kind.value.endswith("channel") else lane.key.team_id):
            return Place(number, HEADING)
    for number, lane in enumerate(plan.lanes):
        if lane.outer is not None and lane.key.team_id == record_id:
            return Place(number, OUTER)
    return place_of_row(plan, record_id, HEADING)


def place_of_row(plan: Plan, row_id: RecordId, column: int) -> Place | None:
    """Return the place in an experience row at a column or at its heading; None where there is no such row."""
    numbers = (number for number, row in enumerate(plan.rows) if row.row_id == row_id)
    number = next(numbers, None)
    return Place(len(plan.lanes) + number, column, None, row_id) if number is not None else None


def first_place(plan: Plan) -> Place | None:
    """Return where reading begins: the first card, or the first cell of a map without cards."""
    card_id = first_card(plan)
    if card_id is not None:
        return place_of(plan, card_id)
    return Place(0, 0) if plan.lanes and plan.columns else None


def still_there(plan: Plan, place: Place) -> Place | None:
    """Return a place in a newer plan: the same card, or else the cell in which it was; None where nothing is left."""
    if place.card_id is not None and plan.card(place.card_id) is not None:
        return place_of(plan, place.card_id)
    lanes, columns = len(plan.lanes), len(plan.columns)
    if not lanes or not columns:
        return None
    if place.row_id is not None and place_of_row(plan, place.row_id, 0) is not None:
        return place_of_row(plan, place.row_id, min(place.column, columns - 1))
    lane, column = min(place.lane, lanes - 1), min(place.column, columns - 1)
    if column == OUTER and plan.lanes[lane].outer is None:
        column = HEADING
    if lane < 0 or column < 0:
        return Place(lane, column)
    return _enter(plan, lane, column)


def step(plan: Plan, place: Place, right: int, down: int) -> Place | None:
    """Return the place beside another one: one column or lane on, through the cards of a cell; None at the end."""
    if place.lane == HEADING:
        return _from_stage(plan, place, right, down)
    if place.column < 0:
        return _from_lane(plan, place, right, down)
    if down:
        stack = cards_of(plan, place.column, place.lane)
        here = next((n for n, card in enumerate(stack) if card.touchpoint_id == place.card_id), None)
        if here is not None and 0 <= here + down < len(stack):
            return place._replace(card_id=stack[here + down].touchpoint_id)
        lane = place.lane + down
        if lane < 0:
            return Place(HEADING, place.column)
        return _enter(plan, lane, place.column, from_below=down < 0) if lane < len(bands(plan)) else None
    column = place.column + right
    if column < 0:
        return place._replace(column=HEADING, card_id=None)
    card = plan.card(place.card_id) if place.card_id is not None else None
    level = card.rect.center[1] if card is not None else None
    return _enter(plan, place.lane, column, level=level) if column < len(plan.columns) else None


def _from_lane(plan: Plan, place: Place, right: int, down: int) -> Place | None:
    outer = [number for number, lane in enumerate(plan.lanes) if lane.outer is not None]
    if right > 0:
        return _place(plan, place.lane, HEADING) if place.column == OUTER else _enter(plan, place.lane, 0)
    if right < 0:
        around = [number for number in outer if number <= place.lane]
        return Place(around[-1], OUTER) if around and place.column == HEADING else None
    if place.column == OUTER:
        others = [number for number in outer if (number - place.lane) * down > 0]
        return Place(min(others, key=lambda number: abs(number - place.lane)), OUTER) if others else None
    lane = place.lane + down
    return _place(plan, lane, HEADING) if 0 <= lane < len(bands(plan)) else None


def _from_stage(plan: Plan, place: Place, right: int, down: int) -> Place | None:
    if down:
        return _enter(plan, 0, place.column) if down > 0 and plan.lanes else None
    columns = plan.columns
    stage_id = columns[place.column].stage_id
    column = place.column
    while 0 <= column < len(columns) and columns[column].stage_id == stage_id:
        column += right
    if not 0 <= column < len(columns):
        return None
    first = next(n for n, other in enumerate(columns) if other.stage_id == columns[column].stage_id)
    return Place(HEADING, first)


def _enter(plan: Plan, lane: int, column: int, *, from_below: bool = False, level: float | None = None) -> Place:
    """Return the place in a cell at which somebody arrives: its card next to a height, or the first from that side."""
    stack = cards_of(plan, column, lane)
    if not stack:
        return _place(plan, lane, column)
    if level is not None:
        card = min(stack, key=lambda card: abs(card.rect.center[1] - level))
    else:
        card = stack[-1 if from_below else 0]
    return Place(lane, column, card.touchpoint_id)


def bands(plan: Plan) -> list[Rect]:
    """Return the lanes and below them the experience rows, as keys go through them."""
    return [lane.rect for lane in plan.lanes] + [row.rect for row in plan.rows]


def _place(plan: Plan, lane: int, column: int) -> Place:
    """Return a place without a card in a lane, or in an experience row behind the last lane."""
    row = lane - len(plan.lanes)
    return Place(lane, column, None, plan.rows[row].row_id if row >= 0 else None)


def end_of_lane(plan: Plan, place: Place, right: int) -> Place | None:
    """Return the first (−1) or last (1) step of a lane: its outermost card, and from there the end of the map."""
    if not plan.columns or not plan.lanes:
        return None
    last = len(plan.columns) - 1
    if place.lane == HEADING:
        return Place(HEADING, 0 if right < 0 else _first_of_last_stage(plan))
    ends = [card.column for card in plan.cards if card.lane == place.lane]
    column = (min(ends) if right < 0 else max(ends)) if ends else place.column
    if not ends or column == place.column or (column - place.column) * right < 0:
        column = 0 if right < 0 else last
    return _enter(plan, place.lane, column)


def _first_of_last_stage(plan: Plan) -> int:
    columns = plan.columns
    return next(n for n, column in enumerate(columns) if column.stage_id == columns[-1].stage_id)


def end_of_map(plan: Plan, right: int) -> Place | None:
    """Return where the journey begins (−1) or ends (1): its first or last card."""
    if not plan.cards:
        return first_place(plan)
    card = (
        min(plan.cards, key=lambda card: (card.column, card.rect.y))
        if right < 0
        else max(plan.cards, key=lambda card: (card.column, card.rect.y))
    )
    return Place(card.lane, card.column, card.touchpoint_id)


def a_screen_on(plan: Plan, place: Place, right: float, down: float) -> Place | None:
    """Return the place so many units to the right or below, but at least one step on; None without a map."""
    if not plan.lanes or not plan.columns:
        return None
    rect = rect_of(plan, place)
    lane, column = place.lane, place.column
    if right and column >= 0:
        x = rect.center[0] + right
        column = min(range(len(plan.columns)), key=lambda n: abs(plan.columns[n].rect.center[0] - x))
        if column == place.column:
            column += 1 if right > 0 else -1
    rects = bands(plan)
    if down and lane >= 0:
        y = rect.center[1] + down
        lane = min(range(len(rects)), key=lambda n: abs(rects[n].center[1] - y))
        if lane == place.lane:
            lane += 1 if down > 0 else -1
    lane = lane if place.lane < 0 else min(max(lane, 0), len(rects) - 1)
    column = column if place.column < 0 else min(max(column, 0), len(plan.columns) - 1)
    if column == OUTER and (lane >= len(plan.lanes) or plan.lanes[lane].outer is None):
        column = HEADING
    return _place(plan, lane, column) if lane < 0 or column < 0 else _enter(plan, lane, column)


def rect_of(plan: Plan, place: Place) -> Rect:
    """Return what a place is on the map: its card, its cell, or the heading of its stage or lane."""
    card = plan.card(place.card_id) if place.card_id is not None else None
    if card is not None:
        return card.rect
    if place.lane == HEADING:
        stage_id = plan.columns[place.column].stage_id
        return next(stage.rect for stage in plan.stages if stage.stage_id == stage_id)
    if place.row_id is not None:
        row = plan.rows[place.lane - len(plan.lanes)]
        column = plan.columns[max(0, place.column)]
        return row.header if place.column < 0 else Rect(column.rect.x, row.rect.y, column.rect.width, row.rect.height)
    lane = plan.lanes[place.lane]
    if place.column < 0:
        return lane.outer if place.column == OUTER and lane.outer is not None else lane.header
    column = plan.columns[place.column]
    return Rect(column.rect.x, lane.rect.y, column.rect.width, lane.rect.height)


def record_at(plan: Plan, place: Place) -> RecordId | None:
    """Return which record stands at a place: a card, a stage, a team, a channel or a row; None in a cell of no card.

    What stands in a cell of a row only the document knows.
    """
    if place.lane == HEADING:
        return plan.columns[place.column].stage_id
    if place.row_id is not None:
        return place.row_id if place.column < 0 else None
    if place.column == OUTER:
        return plan.lanes[place.lane].key.team_id
    if place.column == HEADING:
        key = plan.lanes[place.lane].key
        return key.channel_id if key.kind.value.endswith("channel") else key.team_id
    return place.card_id


def cell_of(plan: Plan, place: Place) -> Cell | None:
    """Return the cell of a place; None on a heading and in an experience row."""
    if place.is_heading or place.row_id is not None:
        return None
    column, lane = plan.columns[place.column], plan.lanes[place.lane]
    rect = Rect(column.rect.x, lane.rect.y, column.rect.width, lane.rect.height)
    return Cell(column.stage_id, column.step, lane.key, place.lane, rect)


def place_at(plan: Plan, x: float, y: float) -> Place | None:
    """Return the empty or filled cell below a point of the map, of a lane or of an experience row."""
    for number, rect in enumerate(bands(plan)):
        if rect.y <= y < rect.bottom:
            for place, column in enumerate(plan.columns):
                if column.rect.x <= x < column.rect.right:
                    return _enter(plan, number, place)
    return None


def between(plan: Plan, one: Place, other: Place) -> list[RecordId]:
    """Return the cards in the rectangle of cells between two places, in reading order."""
    lanes, columns = sorted((one.lane, other.lane)), sorted((one.column, other.column))
    return [
        card.touchpoint_id
        for card in plan.cards
        if lanes[0] <= card.lane <= lanes[1] and columns[0] <= card.column <= columns[1]
    ]


def links_at(plan: Plan, card_id: RecordId) -> list[RecordId]:
    """Return the links of a card: those that leave it, then those that come to it."""
    links = plan.links.at(card_id)
    leaving = [link.link_id for link in links if link.source_id == card_id]
    return [*leaving, *(link.link_id for link in links if link.target_id == card_id)]


def along_links(plan: Plan, card_id: RecordId, ahead: int) -> list[RecordId]:
    """Return the cards to which the links of a card lead (ahead 1) or from which they come (−1), in reading order."""
    links = plan.links.at(card_id)
    if ahead > 0:
        ends = [link.target_id for link in links if link.source_id == card_id]
    else:
        ends = [link.source_id for link in links if link.target_id == card_id]
    cards = [card for card in map(plan.card, dict.fromkeys(ends)) if card is not None]
    return [card.touchpoint_id for card in sorted(cards, key=lambda card: (card.column, card.rect.y))]
