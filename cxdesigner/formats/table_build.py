"""From understood columns to records: stages, teams, channels, touchpoints and the links between them.

What a cell says goes into the field that its column names. What a field cannot hold is kept as a custom field under the
header of its column, and reported; so no cell is ever lost. Each touchpoint takes the next step of its stage, in the
order of the rows: time runs from left to right, one column each. The stages stand in the order of the middle one of
their rows, so that one early row (somebody who solves it alone) does not bring the last stage to the front.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from cxdesigner.commands import events, lanes
from cxdesigner.document import limits
from cxdesigner.document import records as r
from cxdesigner.document.document import Document
from cxdesigner.document.fields import Kind
from cxdesigner.document.text import clean_line, clean_text, folded
from cxdesigner.formats import table_values as values
from cxdesigner.formats.imported import Imported, RowProblem
from cxdesigner.formats.table_columns import Column, Role, figure_title
from cxdesigner.formats.table_links import Targets, number_key, read_ways
from cxdesigner.formats.table_values import NotUnderstood

ONLY_STAGE = "Journey"
"""The stage of a table that names none."""

_NO_VALUE = frozenset({"-", "–", "—", "n/a", "none"})
_MEASURED = (Kind.SCALE, Kind.NUMBER, Kind.CHOICE)


def _middle(rows: list[int]) -> float:
    """Return the median of some rows. The library that knows it takes longer to load than a table to read."""
    ordered = sorted(rows)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


class TableBuilder:
    """Takes the rows of a table one after the other and gives back a document."""

    def __init__(self, title: str, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._map = r.Map(id=r.new_id(), title=title)
        self._stages: dict[str, r.Stage] = {}
        self._teams: dict[str, r.Team] = {}
        self._channels: dict[str, r.Channel] = {}
        self._stage_rows: dict[r.RecordId, list[int]] = {}
        self._steps: dict[r.RecordId, int] = {}
        self._touchpoints: list[r.Touchpoint] = []
        self._rows: list[tuple[int, str, str]] = []
        self._stage: r.Stage | None = None
        self._numbers: set[str] = set()
        self._problems: list[RowProblem] = []
        self._notes: list[str] = []

    def add_row(self, row: int, cells: Sequence[str]) -> None:
        """Take one row: a touchpoint, or a stage where the row names nothing else."""
        filled = [(column, cells[column.place]) for column in self._columns if cells[column.place].strip()]
        if not filled:
            return
        text = " | ".join(clean_line(cell) for _, cell in filled)
        stage_cell = next((cell for column, cell in filled if column.name == "stage_id"), "")
        stage = self._find_stage(stage_cell, row, text)
        if all(column.name == "stage_id" for column, _ in filled):
            return
        reading = _Row(self, [pair for pair in filled if pair[0].name != "stage_id"])
        fields = reading.fields()
        if not fields.get("title"):
            fields["title"] = f"Row {row}"
            self._report(row, text, "It names no touchpoint; its card is called by the number of the row.")
        for reason in reading.reasons:
            self._report(row, text, reason)
        self._note_number(fields.get("number", ""), row, text)
        step = self._steps.get(stage.id, 0)
        self._steps[stage.id] = step + 1
        self._touchpoints.append(r.Touchpoint(id=r.new_id(), stage_id=stage.id, step=step, **fields))
        self._rows.append((row, text, reading.next_cell))

    def finished(self) -> Imported:
        """Return the document with its links and events."""
        links = self._links()
        document = Document(
            [
                self._map,
                *self._stages_in_order(),
                *self._teams.values(),
                *self._channels.values(),
                *self._touchpoints,
                *links,
            ]
        )
        document.apply(events.read_timing(document, self._map.id).change)
        return Imported(document, tuple(self._problems), tuple(self._notes))

    # -- what rows share ---------------------------------------------------------------------------------------------

    def team_id(self, title: str) -> r.RecordId:
        """Return the team of this name; the first row that names it adds it, in the next colour."""
        key = folded(title)
        if key not in self._teams:
            place = len(self._teams)
            self._teams[key] = r.Team(id=r.new_id(), title=title, position=place, color=place % 100)
        return self._teams[key].id

    def channel_id(self, title: str) -> r.RecordId:
        """Return the channel of this name; the first row that names it adds it, with the kind and icon of its name."""
        key = folded(title)
        if key not in self._channels:
            kind, icon = lanes.channel_kind_and_icon(title)
            place = len(self._channels)
            self._channels[key] = r.Channel(id=r.new_id(), title=title, position=place, kind=kind, icon=icon)
        return self._channels[key].id

    def _find_stage(self, cell: str, row: int, text: str) -> r.Stage:
        title = clean_line(cell)
        if not title and self._stage is not None:
            self._stage_rows[self._stage.id].append(row)
            return self._stage
        if not title:
            title = ONLY_STAGE
            self._notes.append(f"The table begins without a stage; its cards stand in the stage “{ONLY_STAGE}”.")
        if len(title) > limits.TITLE_CHARACTERS:
            self._report(row, text, f"The name of its stage is cut: {limits.TITLE_CHARACTERS} characters fit.")
            title = title[: limits.TITLE_CHARACTERS].rstrip()
        key = folded(title)
        if key not in self._stages:
            place = len(self._stages)
            self._stages[key] = r.Stage(id=r.new_id(), title=title, map_id=self._map.id, position=place)
        self._stage = self._stages[key]
        self._stage_rows.setdefault(self._stage.id, []).append(row)
        return self._stage

    def _stages_in_order(self) -> list[r.Stage]:
        appeared = list(self._stages.values())
        ordered = sorted(appeared, key=lambda stage: _middle(self._stage_rows[stage.id]))
        if ordered != appeared:
            self._notes.append("The stages stand in the order of most of their rows; drag them if that is not right.")
        return [replace(stage, position=place) for place, stage in enumerate(ordered)]

    def _note_number(self, number: str, row: int, text: str) -> None:
        key = number_key(number)
        if key and key in self._numbers:
            self._report(row, text, f"The number {number} stands in another row too; links to it lead to the first.")
        self._numbers.add(key)

    def _report(self, row: int, text: str, reason: str) -> None:
        self._problems.append(RowProblem(row, text, reason))

    # -- links -------------------------------------------------------------------------------------------------------

    def _links(self) -> list[r.Link]:
        has_numbers = any(touchpoint.number for touchpoint in self._touchpoints)
        ordinals = (str(place) for place in range(1, len(self._touchpoints) + 1))
        numbers = [touchpoint.number for touchpoint in self._touchpoints] if has_numbers else list(ordinals)
        targets = Targets(zip(numbers, self._touchpoints, strict=True))
        links = []
        for place, (row, text, cell) in enumerate(self._rows):
            touchpoint = self._touchpoints[place]
            ways, unknown = read_ways(cell, targets)
            for way in ways:
                if way.target_id == touchpoint.id or len(way.condition) > limits.TITLE_CHARACTERS:
                    unknown.append(clean_line(cell))
                    continue
                links.append(
                    r.Link(
                        id=r.new_id(),
                        source_id=touchpoint.id,
                        target_id=way.target_id,
                        kind=way.kind,
                        condition=way.condition,
                        probability=way.probability,
                    )
                )
            if unknown:
                kept = r.CustomField(title="Next", value="; ".join(unknown))
                self._touchpoints[place] = replace(touchpoint, custom=(*touchpoint.custom, kept))
                self._report(row, text, f"“{kept.value}” in “Next” is no way to another row; it is kept as a field.")
        return links


class _Row:
    """Reads the cells of one row into the fields of a touchpoint; `reasons` says what no field could hold."""

    def __init__(self, builder: TableBuilder, filled: list[tuple[Column, str]]) -> None:
        self._builder = builder
        self._filled = filled
        self._custom: list[r.CustomField] = []
        self._clues: list[tuple[str, r.ClueKind | None]] = []
        self._kinds: list[r.ClueKind] = []
        self._prompts: list[str] = []
        self._measures: list[r.Measure] = []
        self.next_cell = ""
        self.reasons: list[str] = []

    def fields(self) -> dict[str, Any]:
        """Return the fields of the touchpoint by name."""
        fields: dict[str, Any] = {}
        for column, cell in self._filled:
            try:
                fields.update(self._read(column, cell))
            except NotUnderstood as error:
                self._keep(column.header, cell)
                self.reasons.append(f"“{clean_line(cell)[:60]}” in “{column.header}” is kept as a field: {error}.")
        fields["clues"] = self._all_clues()
        fields["prompts"] = values.numbered_prompts(self._prompts[: limits.PARTS_PER_RECORD])
        fields["measures"] = tuple(self._measures)
        fields["custom"] = tuple(self._custom)
        return fields

    def _read(self, column: Column, cell: str) -> dict[str, Any]:
        if column.role is not Role.FIELD:
            self._special[column.role](self, column, cell)
            return {}
        if column.name in self._lists:
            self._lists[column.name](self, cell)
            return {}
        assert column.info is not None
        if column.name in ("team_id", "channel_id"):
            is_none = folded(cell) in _NO_VALUE
            return {} if is_none else {column.name: getattr(self._builder, column.name)(_short_line(cell))}
        if column.name == "title":
            return self._read_title(column, cell)
        if column.info.kind in _MEASURED and folded(cell) in _NO_VALUE:
            return {}
        value = values.read_value(column.info, cell)
        if column.info.kind is Kind.NUMBER and not _is_plain_number(cell):
            self._keep(column.header, cell)
        return {column.name: value}

    def _read_title(self, column: Column, cell: str) -> dict[str, Any]:
        title = clean_line(cell)
        if len(title) > limits.TITLE_CHARACTERS:
            self._keep(column.header, cell)
            self.reasons.append(f"Its title is cut: {limits.TITLE_CHARACTERS} characters fit; the whole is kept.")
        return {"title": title[: limits.TITLE_CHARACTERS].rstrip()}

    def _keep(self, header: str, cell: str) -> None:
        self._custom.append(
            r.CustomField(title=header[: limits.TITLE_CHARACTERS].rstrip(), value=clean_text(cell).strip())
        )

    def _keep_column(self, column: Column, cell: str) -> None:
        self._keep(column.header, cell)

    def _take_next(self, column: Column, cell: str) -> None:
        self.next_cell = f"{self.next_cell}; {cell}" if self.next_cell else cell

    def _take_figure(self, column: Column, cell: str) -> None:
        if folded(cell) in _NO_VALUE:
            return
        number = clean_line(cell).removesuffix("%") if column.unit == "%" else cell
        self._measures.append(
            r.Measure(title=figure_title(column), value=_within_range(values.read_number(number)), unit=column.unit)
        )

    def _take_side(self, column: Column, cell: str) -> None:
        self._measures += _short_measures(values.read_measures(cell, column.side))

    def _take_measures(self, cell: str) -> None:
        self._measures += _short_measures(values.read_measures(cell))

    def _take_clue_kind(self, column: Column, cell: str) -> None:
        word = folded(cell)
        kind = next((kind for kind in r.ClueKind if word == kind.value), None)
        if kind is None:
            raise NotUnderstood(f"it must be one of: {', '.join(r.ClueKind)}")
        self._kinds.append(kind)

    def _take_clue(self, cell: str) -> None:
        self._clues.append((clean_text(cell).strip(), None))

    def _take_prompts(self, cell: str) -> None:
        lines = values.read_prompts(cell)
        if any(len(line) > limits.TITLE_CHARACTERS for line in lines):
            raise NotUnderstood(f"a line of it is longer than {limits.TITLE_CHARACTERS} characters")
        if len(lines) + len(self._prompts) > limits.PARTS_PER_RECORD:
            raise NotUnderstood(f"it has more than {limits.PARTS_PER_RECORD} lines")
        self._prompts += lines

    def _all_clues(self) -> tuple[r.Clue, ...]:
        """Pair the clues with their kinds; a kind without a clue is one that the room has yet to find words for."""
        pairs = max(len(self._clues), len(self._kinds))
        texts = [text for text, _ in self._clues] + [""] * (pairs - len(self._clues))
        kinds = [*self._kinds, *[None] * (pairs - len(self._kinds))]
        return tuple(r.Clue(text=text, kind=kind) for text, kind in zip(texts, kinds, strict=True))

    _special: dict[Role, Callable[[_Row, Column, str], None]] = {
        Role.NEXT: _take_next,
        Role.CLUE_KIND: _take_clue_kind,
        Role.SIDE_MEASURE: _take_side,
        Role.FIGURE: _take_figure,
        Role.CUSTOM: _keep_column,
    }
    _lists: dict[str, Callable[[_Row, str], None]] = {
        "clues": _take_clue,
        "prompts": _take_prompts,
        "measures": _take_measures,
    }


def _short_line(cell: str) -> str:
    line = clean_line(cell)
    if len(line) > limits.TITLE_CHARACTERS:
        raise NotUnderstood(f"it has {len(line):,} characters, and {limits.TITLE_CHARACTERS} fit")
    return line


def _short_measures(measures: list[r.Measure]) -> list[r.Measure]:
    for measure in measures:
        _short_line(measure.title)
        if measure.value is not None:
            _within_range(measure.value)
    return measures


def _within_range(value: float) -> float:
    if abs(value) > limits.COORDINATE:
        raise NotUnderstood(f"numbers go up to {limits.COORDINATE:,.0f}")
    return value


def _is_plain_number(cell: str) -> bool:
    try:
        values.read_number(cell)
    except NotUnderstood:
        return False
    return True
