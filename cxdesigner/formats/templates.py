"""Maps to begin with: five that are grown from real ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cxdesigner import resources
from cxdesigner.document.document import Document
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import folded

_FOLDER = "templates"


@dataclass(frozen=True, slots=True)
class Template:
    """One template: the name by which it is asked for, its title, and one sentence about it."""

    name: str
    title: str
    about: str


@lru_cache(maxsize=1)
def templates() -> Mapping[str, Template]:
    """Return all templates by name, in the order in which they are offered."""
    rows = json.loads(resources.text(_FOLDER, "index.json"))
    return {row["name"]: Template(row["name"], row["title"], row["about"]) for row in rows}


def template(name: str) -> Document:
    """Return a new document made from a template, named by its name or title. Refuses a name that there is not."""
    from cxdesigner.storage.codec import decode

    wanted = folded(name)
    row = next((row for row in templates().values() if wanted in (folded(row.name), folded(row.title))), None)
    if row is None:
        raise Refused(f"There is no template “{name[:60]}”; there are: {', '.join(templates())}.")
    # A new file: only the records are the template's, not its id and its count of saves.
    return Document(decode(resources.data(_FOLDER, f"{row.name}.cxmap")).document)
