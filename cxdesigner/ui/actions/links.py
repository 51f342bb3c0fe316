"""What is done to links, in the Map menu and below the pointer."""

from __future__ import annotations

from functools import partial

from cxdesigner.document.records import Link, LinkKind
from cxdesigner.ui.actions.spec import N_, ActionSpec, Bench

_KIND = N_("Kind of lin&k")
_WORDS = {LinkKind.NEXT: N_("&Next"), LinkKind.BRANCH: N_("&Branch"), LinkKind.RECOVERY: N_("&Recovery")}


def _links(bench: Bench) -> list[Link]:
    if not bench.desk.is_open():
        return []
    return [link for i in bench.desk.selection if isinstance(link := bench.desk.document.find(i), Link)]


def _has_links(bench: Bench) -> bool:
    return bool(_links(bench))


def _is_kind(kind: LinkKind, bench: Bench) -> bool:
    links = _links(bench)
    return bool(links) and all(link.kind is kind for link in links)


def _set_kind(kind: LinkKind, bench: Bench) -> None:
    from cxdesigner.commands.links import set_kind

    bench.desk.plan(set_kind, bench.desk.selection, kind)


LINKS = tuple(
    ActionSpec(
        f"map.link_{kind.value}",
        words,
        run=partial(_set_kind, kind),
        enabled=_has_links,
        checked=partial(_is_kind, kind),
        submenu=_KIND,
    )
    for kind, words in _WORDS.items()
)
"""Rows of the Map menu."""
