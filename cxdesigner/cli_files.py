"""The files that the commands of the command line read and write."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from cxdesigner import __version__
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.terminal import complain

if TYPE_CHECKING:
    from cxdesigner.document.document import Document
    from cxdesigner.document.records import Map, RecordId
    from cxdesigner.formats import Opened

APP = f"cxdesigner {__version__}"
"""What files say about who wrote them."""
_SHOWN_PROBLEMS = 20


def opened(file: str) -> Opened:
    """Return the document in a file, and tell on standard error what was not understood, or is damaged."""
    from cxdesigner.formats import open_any

    found = open_any(file)
    for note in found.notes if found.is_native else ():
        complain(note)
    for problem in found.problems[:_SHOWN_PROBLEMS]:
        complain(str(problem))
    if len(found.problems) > _SHOWN_PROBLEMS:
        complain(f"{len(found.problems) - _SHOWN_PROBLEMS:,} more rows were not fully understood.")
    return found


def map_to_print(document: Document, name: str = "") -> Map:
    """Return the map of this title or id; without one the first, and tell on standard error where there are more."""
    if name:
        return document.map(map_named(document, name))
    from cxdesigner.document.reading import maps_of

    maps = maps_of(document)
    if not maps:
        raise Refused("This file holds no map.")
    if len(maps) > 1:
        complain(f"This file holds {len(maps)} maps; the first one, “{maps[0].title}”, is printed.")
    return maps[0]


def map_named(document: Document, name: str) -> RecordId:
    """Return the map of this title (any case), id or kind (“to-be”), or the first one where none is named. Raises Refused."""
    from cxdesigner.document.reading import maps_of
    from cxdesigner.document.text import folded

    maps = maps_of(document)
    if not maps:
        raise Refused("This file holds no map.")
    if not name:
        if len(maps) > 1:
            complain(f"This file holds {len(maps)} maps; this is the first one, “{maps[0].title}”. --map NAME chooses.")
        return maps[0].id
    for map in maps:
        if map.id == name or folded(map.title) == folded(name):
            return map.id
    of_kind = [map.id for map in maps if folded(map.kind) == folded(name)]
    if len(of_kind) == 1:
        return of_kind[0]
    named = ", ".join(f"“{map.title}” ({map.kind})" for map in maps)
    raise Refused(f"There is no map “{name}” in this file; there is {named}.")


def target_of(out: str, suffixes: tuple[str, ...], source: str | None, force: bool = True) -> Path:
    """Return where the output goes, or refuse before any work is done."""
    path = Path(out)
    shown = shown_name(out)
    if path.suffix.lower() not in suffixes:
        raise Refused(f"The output “{shown}” must end with {' or '.join(suffixes)}.")
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise Refused(
                f"“{shown}” cannot be written: there is no folder “{shown_name(str(path.parent))}”."
            ) from None
        return path
    except OSError as error:
        from cxdesigner.storage.refusals import why_not_written

        raise Refused(f"“{shown}” cannot be written: {why_not_written(error)}") from error
    except ValueError as error:  # A NUL in the name.
        raise Refused(f"“{shown}” cannot be written: its name cannot be used.") from error
    if stat.S_ISDIR(mode):
        raise Refused(f"“{shown}” is a folder; name a file in it.")
    if not stat.S_ISREG(mode):
        raise Refused(f"“{shown}” is not a file that can be replaced.")
    if source is not None and Path(source).exists() and path.samefile(source):
        raise Refused(f"“{shown}” is the input itself; name another output.")
    if not force:
        raise Refused(f"“{shown}” exists already; name another file, or add --force to replace it.")
    return path


def folder_of(out: str) -> Path:
    """Return the folder in which files will be written, or refuse before any work is done."""
    path, shown = Path(out), shown_name(out)
    try:
        is_there, is_folder = path.exists(), path.is_dir()
    except ValueError as error:  # A NUL in the name.
        raise Refused(f"“{shown}” cannot be made: its name cannot be used.") from error
    if is_there and not is_folder:
        raise Refused(f"“{shown}” is a file; name a folder.")
    if not is_there and not path.parent.is_dir():
        raise Refused(f"“{shown}” cannot be made: there is no folder “{shown_name(str(path.parent))}”.")
    return path


def write(path: Path, data: bytes) -> None:
    from cxdesigner.storage.save import write_whole

    write_whole(path, data)


def write_map(document: Document, path: Path) -> None:
    from cxdesigner.storage import codec

    write(path, codec.encode(document, APP))
