"""A line as it is said in the room becomes a card: “Welcome Letter - Email - Marketing - Upon signing of contract”.

The parts stand between hyphens or dashes with white space on both sides; a hyphen inside a word separates nothing, and a
missing part stays empty. `Stage: …` begins a stage, `#` a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cxdesigner.commands import events, lanes, links, stages, touchpoints
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import channels_of, events_of, stages_of, teams_of, touchpoints_of
from cxdesigner.document.records import Link, RecordId, Stage, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, clean_text, folded

TITLE, CHANNEL, TEAM, WHEN, STAGE, COMMENT = "title", "channel", "team", "when", "stage", "comment"
ORDER = (TITLE, CHANNEL, TEAM, WHEN)
"""The parts of a line in the order in which they are said."""

COMMON_CHANNELS = (
    "Email",
    "Phone",
    "Face-to-face",
    "Web",
    "Letter",
    "Text message",
    "Chat",
    "Store",
    "Video call",
    "App",
)
"""Offered where a map does not know them yet."""

_SEPARATOR = re.compile(r"(?<!\S)[-–—](?!\S)")
_BULLET = re.compile(r"\s*(?:[-–—•*]\s+)?")
_RULE = re.compile(r"[-–—_=*\s]*")
"""A line that is drawn and not said."""
_STAGE = re.compile(r"\s*(?:stage|phase)\s*:", re.IGNORECASE)
_TIME = re.compile(
    r"^(?:upon|after|before|within|every|by the time|as soon as|at once|immediately|any time)\b"
    r"|[+]\s*\d|\b\d+\s*(?:minutes?|hours?|days?|weeks?|months?|years?)\b|^(?:same|next)\s+(?:day|week|month|morning)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a line: which field it is, where it stands (from, to) in the line as typed, whether it is known."""

    name: str
    start: int
    end: int
    text: str
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line says. Parts that are missing are empty texts and stand in no span."""

    title: str = ""
    channel: str = ""
    team: str = ""
    when: str = ""
    stage: str = ""
    parts: tuple[Part, ...] = ()
    is_stage: bool = False
    is_comment: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether the line says nothing: it is blank, or a remark."""
        return self.is_comment or not self.parts


def parse(line: str, document: Document | None = None) -> Understood:
    """Return what a line says, with the places of its parts for showing them under the words.

    Parts are told by their order. Where a document is given, a team or channel that it knows is recognised in another
    place too, and so is a timing in the last place said.
    """
    if line.lstrip().startswith("#"):
        start = len(line) - len(line.lstrip())
        return Understood(parts=(Part(COMMENT, start, len(line.rstrip()), line.strip()),), is_comment=True)
    if _RULE.fullmatch(line):
        return Understood()
    stage = _STAGE.match(line)
    if stage is not None:
        found = _part(line, stage.end(), len(line), STAGE)
        return Understood(stage=found.text, parts=(found,) if found.text else (), is_stage=True)
    pieces = _pieces(line)
    names = _names([clean_line(line[start:end]) for start, end in pieces], document)
    parts = [_part(line, start, end, name) for name, (start, end) in zip(names, pieces, strict=True)]
    said = tuple(_with_known(part, document) for part in parts if part.text)
    words = {part.name: part.text for part in said}
    title, channel, team, when = (words.get(name, "") for name in ORDER)
    return Understood(title, channel, team, when, parts=said)


def completions(document: Document, line: str, cursor: int) -> list[str]:
    """Return what the part under the cursor may become: known channels, teams, stages or triggers, the likeliest first."""
    stage = _STAGE.match(line)
    if stage is not None and cursor >= stage.end():
        return _matching((stage.title for stage in document.all(Stage)), line[stage.end() : cursor])
    if line.lstrip().startswith("#"):
        return []
    pieces = _pieces(line)
    at = next((place for place, (start, end) in enumerate(pieces) if start <= cursor <= end), None)
    if at is None or at == 0:
        return []
    typed = line[pieces[at][0] : cursor]
    said = parse(line[: pieces[at][0]], document)
    offered: dict[str, Iterable[str]] = {
        CHANNEL: [*(channel.title for channel in channels_of(document)), *COMMON_CHANNELS],
        TEAM: [team.title for team in teams_of(document)],
        WHEN: [*(event.title for event in events_of(document)), *(tp.title for tp in document.all(Touchpoint))],
    }
    name = ORDER[min(at, len(ORDER) - 1)]
    if getattr(said, name):
        name = next((other for other in ORDER[1:] if not getattr(said, other)), WHEN)
    found = _matching(offered[name], typed)
    if not found and name != WHEN and typed.strip():
        found = _matching(offered[TEAM if name == CHANNEL else CHANNEL], typed)
    return found


def add_lines(document: Document, map_id: RecordId, lines: Sequence[str], after_id: RecordId | None = None) -> Edit:
    """Plan adding what lines say after the selected card (or at the end of the map), as one step for Undo.

    Each card stands in the step after the one before and is linked from it. Teams, channels and stages that are not
    there yet are added. Refuses lines that name nothing to add; then nothing is added.
    """
    entry = _Entry(document, map_id, after_id)
    for number, line in enumerate(lines, start=1):
        text = clean_text(line)
        said = parse(text, document)
        if said.is_empty:
            continue
        if said.is_stage:
            entry.begin_stage(said.stage)
        elif not said.title:
            raise Refused(f"Line {number} “{clean_line(text)[:60]}” names no touchpoint; begin it with what happens.")
        else:
            entry.add_card(said)
    return entry.edit()


# -- reading ---------------------------------------------------------------------------------------------------------


def _pieces(line: str) -> list[tuple[int, int]]:
    """Return where the parts stand; a fourth separator belongs to the timing (“Go-live - 1 week”)."""
    bullet = _BULLET.match(line)
    start = bullet.end() if bullet is not None else 0
    pieces: list[tuple[int, int]] = []
    for found in _SEPARATOR.finditer(line, start):
        if len(pieces) == len(ORDER) - 1:
            break
        pieces.append((start, found.start()))
        start = found.end()
    return [*pieces, (start, len(line))]


def _part(line: str, start: int, end: int, name: str) -> Part:
    words = line[start:end]
    left = start + len(words) - len(words.lstrip())
    return Part(name, left, max(left, start + len(words.rstrip())), clean_line(words))


def _names(texts: list[str], document: Document | None) -> list[str]:
    """Return which field each part is: by its place, unless known words say otherwise."""
    names = list(ORDER[: len(texts)])
    if document is None:
        return _with_timing(texts, names, frozenset())
    known_channels = {folded(channel.title) for channel in channels_of(document)}
    known_teams = {folded(team.title) for team in teams_of(document)}
    only = {CHANNEL: known_channels - known_teams, TEAM: known_teams - known_channels}
    middle = [place for place in (1, 2) if place < len(texts)]
    is_misplaced = any(folded(texts[place]) in only[_other(names[place])] for place in middle)
    is_in_place = any(folded(texts[place]) in only[names[place]] for place in middle)
    if is_misplaced and not is_in_place:
        for place in middle:
            names[place] = _other(names[place])
    return _with_timing(texts, names, known_channels | known_teams)


def _other(name: str) -> str:
    return TEAM if name == CHANNEL else CHANNEL


def _with_timing(texts: list[str], names: list[str], known: Iterable[str]) -> list[str]:
    last = len(texts) - 1
    if 1 <= last < len(ORDER) - 1 and folded(texts[last]) not in set(known) and _TIME.search(texts[last]):
        names[last] = WHEN
    return names


def _with_known(part: Part, document: Document | None) -> Part:
    if document is None or part.name not in (CHANNEL, TEAM):
        return part
    find = lanes.find_channel if part.name == CHANNEL else lanes.find_team
    is_known = find(document, part.text) is not None
    return Part(part.name, part.start, part.end, part.text, is_known)


def _matching(titles: Iterable[str], typed: str) -> list[str]:
    """Return the titles that begin with what is typed, then those with a word that does, each once."""
    key = folded(typed)
    found: dict[str, str] = {}
    for title in titles:
        found.setdefault(folded(title), title)
    begin = [title for folded_title, title in found.items() if folded_title.startswith(key)]
    within = [title for folded_title, title in found.items() if f" {key}" in folded_title and title not in begin]
    return [title for title in (*begin, *within) if folded(title) != key]


# -- adding ----------------------------------------------------------------------------------------------------------


class _Entry:
    """Adds to a copy of the document, one line after the other, and remembers the changes."""

    def __init__(self, document: Document, map_id: RecordId, after_id: RecordId | None) -> None:
        self._document = document.copy()
        self._map_id = map_id
        self._change = Change()
        self._show: list[RecordId] = []
        self._stage_id: RecordId | None = None
        self._after_id = after_id
        self._needs_timing = False
        if after_id is None:
            placed = touchpoints_of(document, map_id)
            self._before_id = placed[-1].id if placed and not self._leaves(placed[-1].id) else None
        else:
            self._before_id = after_id

    def begin_stage(self, title: str) -> None:
        """Go on in the stage of this name, at its end; a new one stands after the stage of the card before."""
        if not title:
            raise Refused("“Stage:” names no stage; write its name behind the colon.")
        in_order = stages_of(self._document, self._map_id)
        known = next((stage for stage in in_order if folded(stage.title) == folded(title)), None)
        if known is None:
            edit = stages.add_stage(self._document, self._map_id, title, before_id=self._stage_behind(in_order))
            self._do(edit)
            self._stage_id = edit.show[0]
            self._show.append(self._stage_id)
        else:
            self._stage_id = known.id
        self._after_id = None

    def add_card(self, said: Understood) -> None:
        """Add one card after the one before."""
        fields: dict[str, Any] = {}
        if said.team:
            fields["team_id"] = self._made(lanes.add_team(self._document, said.team))
        if said.channel:
            fields["channel_id"] = self._made(lanes.add_channel(self._document, said.channel))
        edit = touchpoints.add_touchpoint(
            self._document,
            self._map_id,
            title=said.title,
            stage_id=self._stage_id,
            after_id=self._after_id,
            insert_column=self._has_card_behind(),
            when=said.when,
            **fields,
        )
        self._do(edit)
        new_id = edit.show[0]
        if self._after_id is None and self._before_id is not None:
            self._do(links.add_link(self._document, self._before_id, new_id))
        self._after_id = self._before_id = new_id
        self._stage_id = self._document.touchpoint(new_id).stage_id
        self._show.append(new_id)
        self._needs_timing = self._needs_timing or bool(said.when)

    def edit(self) -> Edit:
        """Return all of it as one step."""
        if not self._show:
            raise Refused("There is nothing to add: write what happens, then by which channel, which team and when.")
        if self._needs_timing:
            self._do(events.read_timing(self._document, self._map_id))
        cards = [found for show in self._show if isinstance(found := self._document.find(show), Touchpoint)]
        name = f"Add “{cards[0].title}”" if len(cards) == 1 else f"Add {len(cards)} touchpoints"
        return Edit(name, self._change, show=tuple(card.id for card in cards) or tuple(self._show))

    def _do(self, edit: Edit) -> None:
        self._document.apply(edit.change)
        self._change = self._change.then(edit.change)

    def _made(self, edit: Edit) -> RecordId:
        self._do(edit)
        return edit.show[0]

    def _has_card_behind(self) -> bool:
        """Tell whether a card, of whatever lane, stands in the column that the new one will take: time goes on to the right."""
        if self._after_id is None:
            return False
        after = self._document.touchpoint(self._after_id)
        cards = self._document.referring_to(after.stage_id, Touchpoint)
        return any(card.step == after.step + 1 for card in cards)

    def _leaves(self, touchpoint_id: RecordId) -> bool:
        return any(link.source_id == touchpoint_id for link in self._document.referring_to(touchpoint_id, Link))

    def _stage_behind(self, in_order: list[Stage]) -> RecordId | None:
        """Return the stage before which a new one stands: the next one, or none where cards are added at the end."""
        if self._before_id is None and self._stage_id is None:
            return None
        here = self._stage_id or self._document.touchpoint(self._before_id).stage_id  # type: ignore[arg-type]
        at = next(place for place, stage in enumerate(in_order) if stage.id == here)
        return in_order[at + 1].id if at + 1 < len(in_order) else None
