"""Builds `resources/templates/*.cxmap` from the tables in `packaging/templates/`.

Run it with `.venv/bin/python packaging/build_templates.py` after changing a table there. A template is a table (read as
any other table is) and a small JSON file with what tables do not hold: the map's scenario, the persona, the customer's
words for the stages, experience rows, and which links are recoveries. The ids are made from the names, so the same
tables give the same files.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cxdesigner.document import records as r  # noqa: E402
from cxdesigner.document.document import Document  # noqa: E402
from cxdesigner.document.fields import references_of  # noqa: E402
from cxdesigner.document.reading import first_map, stages_of  # noqa: E402
from cxdesigner.formats.table_read import read_table  # noqa: E402
from cxdesigner.storage.codec import encode  # noqa: E402
from cxdesigner.storage.save import write_whole  # noqa: E402

SOURCES = ROOT / "packaging" / "templates"
TARGET = ROOT / "resources" / "templates"
ORDER = ("business-customer-onboarding", "service-visit", "emergency-help", "shop-to-advocate", "support-case")
APP = "cxdesigner templates"


def main() -> int:
    """Write all templates and their index."""
    index = []
    for name in ORDER:
        about = json.loads((SOURCES / f"{name}.json").read_text(encoding="utf-8"))
        write_whole(TARGET / f"{name}.cxmap", encode(built(name, about), APP))
        index.append({"name": name, "title": about["title"], "about": about["about"]})
        print(f"{name}: {about['title']}")
    write_whole(TARGET / "index.json", (json.dumps(index, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return 0


def built(name: str, about: dict[str, Any]) -> Document:
    """Return the document of one template."""
    path = SOURCES / f"{name}.csv"
    made = read_table(path.read_bytes(), path.name)
    if made.problems:
        raise SystemExit("\n".join(str(problem) for problem in made.problems))
    records = list(made.document)
    map = first_map(made.document)
    persona = r.Persona(id=r.new_id(), **about["persona"])
    replaced: dict[r.RecordId, r.Record] = {
        map.id: replace(map, title=about["title"], persona_id=persona.id, **about["map"])
    }
    stages = {stage.title: stage for stage in stages_of(made.document, map.id)}
    for title, words in about["stages"].items():
        replaced[stages[title].id] = replace(stages[title], outside=words)
    replaced |= {link.id: replace(link, kind=r.LinkKind.RECOVERY) for link in recoveries(made.document, about)}
    records = [replaced.get(record.id, record) for record in records]
    return renamed(name, [*records, persona, *rows(map.id, stages, about)])


def recoveries(document: Document, about: dict[str, Any]) -> Iterable[r.Link]:
    """Yield the links that make something good again, named by the numbers of their ends."""
    numbers = {int(touchpoint.number): touchpoint.id for touchpoint in document.all(r.Touchpoint)}
    ends = {(numbers[source], numbers[target]) for source, target in about["recoveries"]}
    links = [link for link in document.all(r.Link) if (link.source_id, link.target_id) in ends]
    if len(links) != len(ends):
        raise SystemExit(f"{about['title']}: a recovery has no link.")
    return links


def rows(map_id: r.RecordId, stages: dict[str, r.Stage], about: dict[str, Any]) -> Iterable[r.Record]:
    """Yield the experience rows with their cells."""
    for place, (title, kind, texts) in enumerate(about["rows"]):
        row = r.ExperienceRow(id=r.new_id(), title=title, map_id=map_id, kind=r.RowKind(kind), position=place)
        yield row
        for stage, text in texts.items():
            yield r.ExperienceCell(id=r.new_id(), row_id=row.id, stage_id=stages[stage].id, text=text)


def renamed(name: str, records: list[r.Record]) -> Document:
    """Return the document with ids that depend on nothing but the name and the order of the records."""
    ids = {record.id: lasting_id(name, place) for place, record in enumerate(records)}
    twins = []
    for record in records:
        ends: dict[str, Any] = {
            info.name: ids[target]
            for info in references_of(type(record))
            if (target := getattr(record, info.name)) is not None
        }
        twins.append(replace(record, id=ids[record.id], **ends))
    return Document(twins, id=lasting_id(name, -1))


def lasting_id(name: str, place: int) -> r.RecordId:
    """Return an id of the usual form made from a name and a number."""
    letters = "abcdefghjkmnpqrstvwxyz0123456789"
    digest = hashlib.sha256(f"{name} {place}".encode()).digest()
    return r.RecordId("".join(letters[byte % len(letters)] for byte in digest[:12]))


if __name__ == "__main__":
    raise SystemExit(main())
