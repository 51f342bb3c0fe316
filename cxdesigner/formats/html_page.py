"""A map as one HTML page: the picture inline, the outline below; no script, nothing from outside.

It can be mailed, put on an intranet and read aloud. The page forbids itself to load anything (`Content-Security-Policy`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from html import escape
from typing import Any

from cxdesigner.document.document import Document
from cxdesigner.document.fields import FieldInfo, Kind, fields_of
from cxdesigner.document.reading import links_by_end, links_of, stages_of, touchpoints_of, touchpoints_of_stage
from cxdesigner.document.records import Link, LinkKind, RecordId, Touchpoint

_PROLOG = re.compile(r"\A\s*<\?xml[^>]*\?>\s*(?:<!DOCTYPE[^>]*>\s*)?")
_SIZE = re.compile(r'(<svg\b[^>]*?)\swidth="[^"]*"\s+height="[^"]*"', re.S)
_ABOVE = frozenset({"title", "team_id", "channel_id", "when", "number", "moment_of_truth", "prompts"})
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = """
:root { color-scheme: light dark; --ink: #1c2530; --quiet: #56616f; --line: #d5dbe3; --ground: #fff; --soft: #f3f5f8; --mark: #25364a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --quiet: #a9b4c1; --line: #3a4654; --ground: #161c23; --soft: #1f2730; --mark: #a9c1de; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.5rem 4rem; background: var(--ground); color: var(--ink); font: 1rem/1.55 "Noto Sans", system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.3rem; margin: 2.6rem 0 .2rem; padding-top: .6rem; border-top: 2px solid var(--mark); }
h3 { font-size: 1.05rem; margin: 0; }
p, dl, ul { margin: .3rem 0; }
.quiet { color: var(--quiet); }
figure { margin: 1.6rem 0; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
figure svg { display: block; min-width: 64rem; width: 100%; height: auto; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem .9rem; padding: 0; list-style: none; }
a { color: inherit; }
article { margin: 1rem 0; padding: .8rem 1rem; background: var(--soft); border-left: 4px solid var(--line); border-radius: 0 6px 6px 0; }
article.moment { border-left-color: var(--mark); }
.badge { font-size: .8rem; font-weight: 600; color: var(--mark); white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: .15rem 1rem; font-size: .93rem; }
dt { color: var(--quiet); }
dd { margin: 0; white-space: pre-line; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; } }
@media print { body { padding: 0; } article { break-inside: avoid; } }
"""


def write_page(document: Document, map_id: RecordId, picture: str) -> bytes:
    """Return the page of a map; *picture* is the map as SVG."""
    return "\n".join(_lines(document, map_id, picture)).encode("utf-8") + b"\n"


def _lines(document: Document, map_id: RecordId, picture: str) -> Iterator[str]:
    of_map = document.map(map_id)
    stages = stages_of(document, map_id)
    language = of_map.language or "en"
    yield f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(of_map.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<header>"
    yield f'<h1 dir="auto">{escape(of_map.title)}</h1>'
    facts = (of_map.kind.value, of_map.customer, of_map.authors, of_map.date, f"revision {document.revision}")
    yield f'<p class="quiet">{escape(" · ".join(filter(None, facts)))}</p>'
    for text in filter(None, (of_map.scenario, of_map.scope, of_map.purpose)):
        yield f'<p dir="auto">{escape(text)}</p>'
    yield f'</header>\n<figure role="img" aria-label="{escape(of_map.title)}: the map as a picture; it is told in words below">'
    yield f"{inline(picture)}\n</figure>\n<nav aria-label='Stages'><ul>"
    for number, stage in enumerate(stages):
        yield f'<li><a href="#stage-{number}" dir="auto">{escape(stage.title)}</a></li>'
    yield "</ul></nav>\n<main>"
    anchors = {touchpoint.id: f"card-{n}" for n, touchpoint in enumerate(touchpoints_of(document, map_id))}
    leaving = links_by_end("source_id", links_of(document, map_id))
    for number, stage in enumerate(stages):
        yield f'<section id="stage-{number}">\n<h2 dir="auto">{escape(stage.title)}</h2>'
        for text in filter(None, (f"“{stage.outside}”" if stage.outside else "", stage.description)):
            yield f'<p class="quiet" dir="auto">{escape(text)}</p>'
        for touchpoint in touchpoints_of_stage(document, stage.id):
            yield from _article(document, touchpoint, anchors, leaving.get(touchpoint.id, ()))
        yield "</section>"
    yield "</main>\n</body>\n</html>"


def inline(picture: str) -> str:
    """Return an SVG as it stands inside a page: without prolog, as wide as there is room, its text left to the outline."""
    svg = _PROLOG.sub("", picture)
    return _SIZE.sub(r'\1 aria-hidden="true"', svg, count=1)


def _article(
    document: Document, touchpoint: Touchpoint, anchors: dict[RecordId, str], links: Sequence[Link]
) -> Iterator[str]:
    is_moment = touchpoint.moment_of_truth
    badge = ' <span class="badge">◆ Moment of truth</span>' if is_moment else ""
    number = f"{touchpoint.number}  " if touchpoint.number else ""
    yield f'<article id="{anchors[touchpoint.id]}"{" class=moment" if is_moment else ""}>'
    yield f'<h3 dir="auto">{escape(number + touchpoint.title)}{badge}</h3>'
    team = document.title_of(touchpoint.team_id, "nobody owns it")
    facts = (team, document.title_of(touchpoint.channel_id), touchpoint.when)
    yield f'<p class="quiet" dir="auto">{escape(" · ".join(filter(None, facts)))}</p>'
    rows = [
        (info.label, text)
        for info in fields_of(Touchpoint)
        if _is_told(info) and (text := _text(document, info, touchpoint))
    ]
    if rows or links:
        yield "<dl>"
        for label, text in rows:
            yield f'<dt>{escape(label)}</dt><dd dir="auto">{escape(text)}</dd>'
        for link in links:
            yield _way(document, link, anchors)
        yield "</dl>"
    if touchpoint.prompts:
        yield "<ul>"
        for prompt in touchpoint.prompts:
            more = " · ".join(filter(None, (prompt.who, prompt.person, prompt.when, prompt.how, prompt.proof)))
            yield f'<li dir="auto">{escape(prompt.text)}{f" <span class=quiet>{escape(more)}</span>" if more else ""}</li>'
        yield "</ul>"
    yield "</article>"


def _way(document: Document, link: Link, anchors: dict[RecordId, str]) -> str:
    first = "If it goes wrong" if link.kind is LinkKind.RECOVERY else "Then"
    title = escape(document.title_of(link.target_id))
    target = f'<a href="#{anchors[link.target_id]}">{title}</a>' if link.target_id in anchors else title
    condition = f" ({escape(link.condition)})" if link.condition else ""
    return f'<dt>{first}</dt><dd dir="auto">{target}{condition}</dd>'


def _is_told(info: FieldInfo) -> bool:
    return not info.hidden and info.name not in _ABOVE


def _text(document: Document, info: FieldInfo, touchpoint: Touchpoint) -> str:
    value: Any = getattr(touchpoint, info.name)
    if value is None or value == info_default(info):
        return ""
    if info.kind is Kind.REFERENCE:
        return document.title_of(value)
    if info.kind is Kind.PARTS:
        return "\n".join(_part(part) for part in value)
    if info.name == "emotion":
        return f"{value:+d}" if value else "0"
    if isinstance(value, StrEnum):
        return value.value
    return f"{value:g}" if isinstance(value, float) else str(value)


def info_default(info: FieldInfo) -> Any:
    """Return what a field of a touchpoint says where nobody has said anything."""
    return Touchpoint.__dataclass_fields__[info.name].default


def _part(part: Any) -> str:
    values = (getattr(part, info.name) for info in fields_of(type(part)) if not info.hidden)
    return " · ".join(
        f"{value:g}" if isinstance(value, float) else str(value) for value in values if value not in ("", None)
    )
