"""One map after the other, in a process of its own: poster and checklist for `cxdesigner render`, which asks line by line.

A request is a line of JSON with `file`, `folder` and `chosen` (the words of the command line); the answer is the line that
the command says. What has been made is noted in a receipt, last of all: what has none, or another one, is made again.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from cxdesigner import __version__
from cxdesigner.cli_files import write
from cxdesigner.cli_wall import posted
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import file_name

if TYPE_CHECKING:
    from cxdesigner.document.document import Document
    from cxdesigner.document.records import Map

DONE, SKIPPED, REFUSED = "done", "skipped", "refused"
RECEIPTS = ".rendered"
"""The folder in which it is noted what was made of which file, and how."""
_NO_WISHES = ("out", "file", "jobs", "again")
_MOST_NOTES = 20
_MOST_RECEIPT = 1_000_000

Made = Iterator[tuple[str, bytes, tuple[str, ...]]]
"""Names of files, what they hold, and what there is to say about each."""


def main() -> NoReturn:
    """Answer requests until nobody asks any more. Ctrl-C is for the one who asks: what has begun is ended well."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What a library prints must not be taken for an answer.
    for line in sys.stdin.buffer:
        answers.write(json.dumps(answer_to(json.loads(line))).encode() + b"\n")
        answers.flush()
    sys.exit(0)


def answer_to(request: dict[str, Any]) -> dict[str, Any]:
    """Make what is asked for of one file, and tell what came of it: never a traceback."""
    started = time.perf_counter()
    file = str(request["file"])
    try:
        found = rendered(Path(file), Path(request["folder"]), argparse.Namespace(**request["chosen"]))
    except Refused as refusal:
        found = {"state": REFUSED, "reason": str(refusal)}
    except OSError as error:
        found = {"state": REFUSED, "reason": f"The system refused it: {error.strerror or error}."}
    except (MemoryError, RecursionError):
        found = {"state": REFUSED, "reason": "This takes more memory than there is; make it smaller."}
    except Exception as error:
        found = {
            "state": REFUSED,
            "reason": f"Something went wrong inside the program ({type(error).__name__}: {error}).",
        }
    return {"file": file, **found, "seconds": round(time.perf_counter() - started, 2)}


def rendered(path: Path, folder: Path, chosen: argparse.Namespace) -> dict[str, Any]:
    """Make posters and checklists of all maps of a file, unless they are there and nothing has changed since."""
    from cxdesigner.formats import read_any
    from cxdesigner.storage.load import read_whole
    from cxdesigner.storage.save import sha256_of

    data = read_whole(path)
    wishes = {name: value for name, value in sorted(vars(chosen).items()) if name not in _NO_WISHES}
    made_of = {"version": __version__, "source": sha256_of(data), "wishes": wishes}
    receipt = folder / RECEIPTS / f"{path.name}.json"
    if not chosen.again and (outputs := _up_to_date(receipt, folder, made_of)):
        return {"state": SKIPPED, "outputs": outputs}
    opened = read_any(data, path)
    fingerprints: dict[str, str] = {}
    said: list[str] = []
    for name, content, sentences in _made(opened.document, path.stem, chosen):
        write(folder / name, content)
        fingerprints[name] = sha256_of(content)
        said += sentences
    write(receipt, json.dumps({**made_of, "outputs": fingerprints}, indent=1).encode())
    notes = [*opened.notes, *map(str, opened.problems)][:_MOST_NOTES]
    return {"state": DONE, "outputs": list(fingerprints), "said": said, "notes": notes}


def _up_to_date(receipt: Path, folder: Path, made_of: dict[str, Any]) -> list[str]:
    """Return what is there and was made of the very same; nothing where anything is missing or different."""
    from cxdesigner.storage.load import read_whole
    from cxdesigner.storage.save import sha256_of

    try:
        noted = json.loads(read_whole(receipt, _MOST_RECEIPT))
        outputs = noted.pop("outputs")
        is_same = noted == made_of and outputs == {name: sha256_of(read_whole(folder / name)) for name in outputs}
    except (Refused, ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return []
    return list(outputs) if is_same else []


def _made(document: Document, stem: str, chosen: argparse.Namespace) -> Made:
    from cxdesigner.document.reading import maps_of

    maps = maps_of(document)
    if not maps:
        raise Refused("This file holds no map.")
    for of_map, name in zip(maps, _names(maps, stem), strict=True):
        suffix = f".{chosen.format}"
        data, said = posted(document, of_map.id, chosen, suffix)
        yield f"{name}.poster{suffix}", data, said
        if chosen.checklist:
            from cxdesigner.layout.sheets import parse_paper
            from cxdesigner.paper.checklist import write_checklist

            wishes = {"by": chosen.by, "paper": parse_paper(chosen.checklist_paper), "is_fillable": chosen.fillable}
            yield f"{name}.checklist.pdf", write_checklist(document, of_map.id, **wishes), ()


def _names(maps: list[Map], stem: str) -> list[str]:
    """Return what the files of each map begin with: as the file is called, and behind it the map where there are more."""
    if len(maps) == 1:
        return [stem]
    names: dict[str, str] = {}
    for of_map in maps:
        titled, number = file_name(of_map.title, "map"), 2
        name = titled
        while name.casefold() in names:
            name, number = f"{titled} {number}", number + 1
        names[name.casefold()] = name
    return [f"{stem} ({name})" for name in names.values()]


if __name__ == "__main__":
    main()
