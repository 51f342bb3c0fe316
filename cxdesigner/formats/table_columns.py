"""What each column of somebody's table means: headers in any order, in any case, under the names that people use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from cxdesigner.document.fields import FieldInfo, fields_of
from cxdesigner.document.records import Side, Touchpoint
from cxdesigner.document.text import clean_line, folded


class Role(Enum):
    """What is done with the cells of a column."""

    FIELD = auto()
    NEXT = auto()
    CLUE_KIND = auto()
    SIDE_MEASURE = auto()
    FIGURE = auto()
    CUSTOM = auto()


class Column(NamedTuple):
    """One column: where it stands, what its header says, and what that means."""

    place: int
    header: str
    role: Role
    info: FieldInfo | None = None
    side: Side | None = None
    unit: str = ""

    @property
    def name(self) -> str:
        """The name of the field that the column fills, or an empty text."""
        return self.info.name if self.info is not None else ""


_NOT_IN_TABLES = frozenset({"step", "order", "origin_id", "custom", "event_id", "offset_days", "picture_id"})
"""Bookkeeping, what is read from other columns, and what no cell can hold: such a column is kept as a field under its header."""

_SEVERAL = frozenset({"clues", "prompts", "measures"})
"""Fields that more than one column may fill."""

_NEXT = (
    "next",
    "next step",
    "next steps",
    "next touchpoint",
    "next touchpoints",
    "next no",
    "leads to",
    "goes to",
    "followed by",
    "follows",
    "then",
    "successor",
    "successors",
)
_CLUE_KIND = ("clue kind", "kind of clue", "clue type", "type of clue")
_INSIDE_MEASURE = ("measure inside", "inside measure", "our measure", "internal measure", "metric inside")
_OUTSIDE_MEASURE = (
    "measure outside",
    "outside measure",
    "customer measure",
    "external measure",
    "metric outside",
    "customer's measure",
)
_FIGURES = (
    "nps",
    "csat",
    "ces",
    "net promoter score",
    "customer effort score",
    "customer satisfaction",
    "satisfaction",
)

_APART = re.compile(r"[\s_\-–—/.:*?!]+")
_NUMBERED = re.compile(r" \d{1,2}$")
_PERCENT = re.compile(r"\s*[(\[]?\s*(?:%|percent|per cent)\s*[)\]]?$", re.IGNORECASE)


def header_key(header: str) -> str:
    """Return a header as it is compared: case, punctuation, articles and possessives do not count."""
    words = _APART.sub(" ", folded(header).replace("’", "'").replace("'s ", " ")).split()
    return " ".join(word for word in words if word not in ("the", "a", "an")) or folded(header)


def _known_headers() -> dict[str, Column]:
    known: dict[str, Column] = {}
    for info in fields_of(Touchpoint):
        if info.name not in _NOT_IN_TABLES:
            for name in (info.label, info.label.split("(")[0], info.name.replace("_", " "), *info.synonyms):
                known.setdefault(header_key(name), Column(0, "", Role.FIELD, info))
    special = (
        (_NEXT, Column(0, "", Role.NEXT)),
        (_CLUE_KIND, Column(0, "", Role.CLUE_KIND)),
        (_INSIDE_MEASURE, Column(0, "", Role.SIDE_MEASURE, side=Side.INSIDE)),
        (_OUTSIDE_MEASURE, Column(0, "", Role.SIDE_MEASURE, side=Side.OUTSIDE)),
        (_FIGURES, Column(0, "", Role.FIGURE)),
    )
    known.update({header_key(name): column for names, column in special for name in names})
    return known


_KNOWN = _known_headers()


def header_score(cells: Sequence[str]) -> int:
    """Return how many headers of a row are understood; 0 where none of them names touchpoints."""
    found = [column for cell in cells if (column := _understood(cell)) is not None]
    return len(found) if any(column.name == "title" for column in found) else 0


def columns_of_table(headers: Sequence[str]) -> list[Column]:
    """Return the meaning of each column from its header; what nobody knows becomes a custom field under its own name."""
    columns = []
    owners = _owners(headers)
    for place, text in enumerate(headers):
        header = clean_line(text) or f"Column {place + 1}"
        column = _understood(text)
        if column is None or owners.get(column.name, place) != place:
            column = Column(0, "", Role.CUSTOM)
        columns.append(Column(place, header, column.role, column.info, column.side, _unit_of(header, column)))
    return columns


def _owners(headers: Sequence[str]) -> dict[str, int]:
    """Return which column fills each field that takes only one: the one that has its name, or else the first."""
    owners: dict[str, int] = {}
    named: set[str] = set()
    for place, text in enumerate(headers):
        column = _understood(text)
        if column is None or column.info is None or column.name in _SEVERAL:
            continue
        has_its_name = header_key(text) == header_key(column.info.label)
        if column.name not in owners or (has_its_name and column.name not in named):
            owners[column.name] = place
        if has_its_name:
            named.add(column.name)
    return owners


def figure_title(column: Column) -> str:
    """Return what a column of figures measures, without its unit."""
    return (_PERCENT.sub("", column.header) if column.unit else column.header) or column.header


def _understood(header: str) -> Column | None:
    key = header_key(header)
    if not key:
        return None
    found = _KNOWN.get(key) or _KNOWN.get(key.split("(")[0].strip())
    if found is None and (numbered := _KNOWN.get(_NUMBERED.sub("", key))) is not None:
        several = numbered.name in _SEVERAL or numbered.role in (Role.CLUE_KIND, Role.SIDE_MEASURE, Role.NEXT)
        found = numbered if several else None
    if found is None and _PERCENT.search(key):
        return Column(0, "", Role.FIGURE)
    return found


def _unit_of(header: str, column: Column) -> str:
    return "%" if column.role is Role.FIGURE and _PERCENT.search(header) else ""
