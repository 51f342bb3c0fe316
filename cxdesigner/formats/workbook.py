"""A workbook (XLSX) for people who count: a sheet each for touchpoints, links, prompts, problems and measures.

Text stays text: what somebody wrote never becomes a formula, a link or a number. The same document gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FieldInfo, Kind, fields_of
from cxdesigner.document.reading import forms_of, is_handoff, links_of, maps_of, touchpoints_of
from cxdesigner.document.records import FilledForm, Record, RecordId, Stage, Touchpoint
from cxdesigner.formats.audit_table import HEADERS as AUDIT
from cxdesigner.formats.audit_table import audit_rows
from cxdesigner.journey.followed import Followed, following

Cell = str | float | int | bool | None
Row = Sequence[Cell]

_CREATED = datetime.datetime(2000, 1, 1)
"""A workbook says when it was made; ours says the same each time, so that equal documents are equal files."""

_WIDE, _MIDDLE, _NARROW = 48, 24, 11
_LONG = frozenset({Kind.TEXT, Kind.PARTS})
_FIRST = ("number", "title", "team_id", "channel_id", "when")


class Sheet(NamedTuple):
    """One sheet: its name, its headers, and what makes its rows."""

    title: str
    headers: tuple[str, ...]
    rows: Callable[[Document], Iterator[Row]]


def write_workbook(document: Document) -> bytes:
    """Return all maps of a document as a workbook."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(out, {"in_memory": True, **safe})
    first = maps_of(document)[:1]
    title = first[0].title if first else ""
    workbook.set_properties({"title": title, "created": _CREATED, "comments": "Made with CX Designer"})
    head = workbook.add_format({"bold": True, "bg_color": "#25364A", "font_color": "#FFFFFF", "valign": "top"})
    body = workbook.add_format({"valign": "top", "text_wrap": True, "num_format": "General"})
    share = workbook.add_format({"valign": "top", "num_format": "0 %"})
    for sheet in SHEETS:
        if sheet.title == "Filled forms" and not document.all(FilledForm):
            continue
        _write(workbook.add_worksheet(sheet.title), sheet, document, head, body, share)
    workbook.close()
    return out.getvalue()


def _write(page: Any, sheet: Sheet, document: Document, head: Any, body: Any, share: Any) -> None:
    longest = [len(header) for header in sheet.headers]
    page.write_row(0, 0, sheet.headers, head)
    number = 0
    for number, row in enumerate(sheet.rows(document), start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                longest[column] = max(longest[column], max(map(len, value.split("\n"))))
                if value:
                    page.write_string(number, column, value, body)
            elif isinstance(value, bool):
                page.write_string(number, column, "yes" if value else "no", body)
            elif value is not None:
                page.write_number(number, column, value, share if sheet.headers[column] in _SHARES else body)
    for column, length in enumerate(longest):
        page.set_column(column, column, min(_WIDE, max(_NARROW, length + 2)))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(number, 1), len(sheet.headers) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    if "Emotion" in sheet.headers and number:
        column = sheet.headers.index("Emotion")
        colors = {"min_color": "#E8A79B", "mid_color": "#FFFFFF", "max_color": "#A9D3B4"}
        bounds = {
            "min_type": "num",
            "min_value": -2,
            "mid_type": "num",
            "mid_value": 0,
            "max_type": "num",
            "max_value": 2,
        }
        page.conditional_format(1, column, number, column, {"type": "3_color_scale", **colors, **bounds})


_SHARES = frozenset({"Probability", "Share", "Followed"})

# -- touchpoints and links ---------------------------------------------------------------------------------------------


def _told() -> list[FieldInfo]:
    """Return the fields of a touchpoint that people see, what they look for first in front."""
    infos = {info.name: info for info in fields_of(Touchpoint) if not info.hidden}
    return [infos[name] for name in _FIRST] + [info for name, info in infos.items() if name not in _FIRST]


def _touchpoints(document: Document) -> Iterator[Row]:
    infos = _told()
    for map in maps_of(document):
        followed = following(document, map.id).by_touchpoint
        for touchpoint in touchpoints_of(document, map.id):
            stage = document.title_of(touchpoint.stage_id)
            values = [_cell(document, info, getattr(touchpoint, info.name)) for info in infos]
            share = followed.get(touchpoint.id, Followed()).share
            yield touchpoint.id, map.title, stage, touchpoint.step + 1, *values, share


def _cell(document: Document, info: FieldInfo, value: Any) -> Cell:
    if info.kind is Kind.REFERENCE:
        return document.title_of(value)
    if info.kind is Kind.PARTS:
        return "\n".join(_part(part) for part in value)[: limits.TEXT_CHARACTERS]
    if isinstance(value, StrEnum):
        return value.value
    return value if isinstance(value, str | float | int | bool) else None


def _part(part: Any) -> str:
    """Return a prompt, clue, measure or field of somebody's own as a line."""
    said = [
        str(value)
        for info in fields_of(type(part))
        if not info.hidden and (value := getattr(part, info.name)) not in ("", None)
    ]
    return " · ".join(said)


def _links(document: Document) -> Iterator[Row]:
    for map in maps_of(document):
        for link in links_of(document, map.id):
            source, target = document.touchpoint(link.source_id), document.touchpoint(link.target_id)
            teams = document.title_of(source.team_id), document.title_of(target.team_id)
            yield (
                link.id,
                map.title,
                source.title,
                target.title,
                link.kind.value,
                link.condition,
                link.probability,
                *teams,
                is_handoff(source, target),
            )


def _prompts(document: Document) -> Iterator[Row]:
    for map in maps_of(document):
        found = following(document, map.id).by_prompt
        for touchpoint in touchpoints_of(document, map.id):
            where = (
                map.title,
                document.title_of(touchpoint.stage_id),
                document.title_of(touchpoint.team_id),
                touchpoint.title,
            )
            for prompt in touchpoint.prompts:
                done, of, forms = found.get((touchpoint.id, prompt.id), Followed())
                said = prompt.text, prompt.who, prompt.person, prompt.when, prompt.how, prompt.proof
                yield *where, prompt.id, *said, *((done, of, forms) if of else (None, None, None))


# -- problems, measures, forms -----------------------------------------------------------------------------------------


def _problems(document: Document) -> Iterator[Row]:
    from cxdesigner.journey import rules

    for map in maps_of(document):
        for problem in rules.check(document, map.id):
            records = [document.find(record_id) for record_id in problem.record_ids]
            titles = "; ".join(_named(record) for record in records if record is not None)
            yield map.title, str(problem.severity), problem.message, titles, problem.rule


def _named(record: Record) -> str:
    return str(
        getattr(record, "title", "") or getattr(record, "text", "") or getattr(record, "condition", "") or record.id
    )


def _measures(document: Document) -> Iterator[Row]:
    """Yield the figures of each map, of its stages, teams and channels, and those that were entered at touchpoints."""
    from cxdesigner.journey.measures import Share, measures

    for map in maps_of(document):
        found = measures(document, map.id)
        whole = (
            ("Handoffs", found.handoffs),
            ("Channel switches", found.channel_switches),
            ("More than an assumption", found.evidence),
            ("Moments of truth that meet or exceed", found.moments_of_truth),
            ("Owned touchpoints with a prompt", found.prompts),
            ("Boxes ticked on filled checklists", found.followed),
        )
        for title, value in whole:
            part, of = (value.part, value.of) if isinstance(value, Share) else (value, None)
            yield map.title, "Map", map.title, title, part, of, value.value if isinstance(value, Share) else None, ""
        groups = ("Stage", found.by_stage), ("Team", found.by_team), ("Channel", found.by_channel)
        for kind, counts in groups:
            for record_id, number in counts.items():
                yield map.title, kind, document.title_of(record_id, "—"), "Touchpoints", number, None, None, ""
        for stage_id, felt in found.emotion.items():
            yield map.title, "Stage", document.get(Stage, stage_id).title, "Emotion, mean", felt.mean, None, None, ""
        for touchpoint in touchpoints_of(document, map.id):
            for measure in touchpoint.measures:
                yield map.title, "Touchpoint", touchpoint.title, measure.title, measure.value, None, None, measure.unit


def _forms(document: Document) -> Iterator[Row]:
    for map in maps_of(document):
        if forms_of(document, map.id):
            yield from audit_rows(document, RecordId(map.id))


SHEETS = (
    Sheet("Touchpoints", ("Id", "Map", "Stage", "Step", *(info.label for info in _told()), "Followed"), _touchpoints),
    Sheet(
        "Links",
        ("Id", "Map", "From", "To", "Kind", "Condition", "Probability", "From team", "To team", "Handoff"),
        _links,
    ),
    Sheet(
        "Prompts",
        (
            *("Map", "Stage", "Team", "Touchpoint", "Id", "What to do", "Who", "Person", "When", "How"),
            *("What proves it", "Done", "Of", "Forms"),
        ),
        _prompts,
    ),
    Sheet("Problems", ("Map", "Severity", "Problem", "Where", "Rule"), _problems),
    Sheet("Measures", ("Map", "About", "Title", "Measure", "Value", "Of", "Share", "Unit"), _measures),
    Sheet("Filled forms", AUDIT, _forms),
)
"""The sheets in their order; the last one is there only where forms came back."""
