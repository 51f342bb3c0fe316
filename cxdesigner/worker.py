"""Work on what strangers made, in a process of its own: it may read and compute, in little memory, and nothing else.

The program starts it, sends one request a line as JSON, and reads its answers line by line: `progress` (a sentence),
then `refused` (why not, in one sentence) or `result`. It ends when nobody listens any more, and can be killed at any moment.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from cxdesigner.document.refused import Refused

MEMORY_BYTES = 512 * 2**20
DRAWING_BYTES = 4 * 2**30
"""What a large map of our own may take; what strangers made never gets it."""
CPU_SECONDS = 300
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "pty.",
    "ftplib.",
)
CHANGING = (
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.link", "os.symlink", "os.truncate", "shutil.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

Tell = Callable[[str], None]


def main() -> NoReturn:
    """Answer requests until the program that asks is gone."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What a library prints must not be taken for an answer.
    _give_up_rights()
    waiting = _Inbox(requests)
    while True:
        _answer(waiting.next(), lambda said: _send(answers, said))


class _Inbox:
    """Takes requests as they come; when the program that asks is gone, this process is too, whatever it does."""

    def __init__(self, requests: Any) -> None:
        self._requests = requests
        self._lines: list[bytes] = []
        self._has_come = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._requests:
            with self._has_come:
                self._lines.append(line)
                self._has_come.notify()
        os._exit(0)

    def next(self) -> bytes:
        """Return the next request."""
        with self._has_come:
            self._has_come.wait_for(lambda: bool(self._lines))
            return self._lines.pop(0)


def _send(answers: Any, said: dict[str, Any]) -> None:
    answers.write(json.dumps(said, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n")
    answers.flush()


def _answer(line: bytes, send: Callable[[dict[str, Any]], None]) -> None:
    """Do what one line asks for, and send what came of it: never a traceback."""
    try:
        request = json.loads(line)
        result = TASKS[request["task"]](request, lambda sentence: send({"progress": sentence}))
        send({"result": result})
    except Refused as refusal:
        send({"refused": str(refusal)})
    except MemoryError:
        send({"refused": f"It would take more than {MEMORY_BYTES // 2**20} MiB of memory; make it smaller."})
    except RecursionError:
        send({"refused": "It is nested too deeply to be read."})
    except Exception as error:
        send({"refused": f"The program could not make sense of it ({type(error).__name__}). Please report this."})


# -- what it does ------------------------------------------------------------------------------------------------------


def _table(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Read a table or a list of lines: the document as a file of ours, what was not understood, and what was assumed."""
    from cxdesigner.formats import read_any
    from cxdesigner.storage.load import read_whole

    path = Path(request["path"])
    tell("Reading the file …")
    data = read_whole(path)
    tell(f"Making sense of {_size(len(data))} …")
    opened = read_any(data, path)
    if opened.is_native:
        return {"native": True}
    tell("Making a map of it …")
    return {
        "cxmap": _encoded(opened.document),
        "problems": [list(problem) for problem in opened.problems],
        "notes": list(opened.notes),
    }


def _picture(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Read a picture: as it will be kept."""
    from cxdesigner.canvas.keeping import RAW_MOST, kept_picture
    from cxdesigner.storage.load import read_whole

    given = request.get("data")
    data = read_whole(Path(request["path"]), RAW_MOST) if given is None else base64.b64decode(given)
    picture = kept_picture(data, request["name"])
    return {"data": _written(picture.data), "media_type": picture.media_type}


def _checklist(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Set the checklist of a map, or one for each of its parts."""
    from cxdesigner.document.records import RecordId
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper.checklist import print_each, write_checklist
    from cxdesigner.storage.codec import decode

    document = decode(request["cxmap"].encode("utf-8")).document
    tell("Setting the pages …")
    map_id = RecordId(request["map_id"])
    wishes = {"by": request["by"], "paper": parse_paper(request["paper"]), "is_fillable": request["is_fillable"]}
    made = (
        print_each(document, map_id, **wishes)
        if request["each"]
        else [("", write_checklist(document, map_id, **wishes))]
    )
    return {"pdfs": [[name, _written(pdf)] for name, pdf in made]}


def _drawing(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Draw a map for the wall: as PDF, on one page or on sheets, as SVG, as PNG, or in a web page, which nobody orders."""
    import datetime

    from cxdesigner.document.records import RecordId
    from cxdesigner.storage.codec import decode
    from cxdesigner.wall.order import order_of

    _take_room()
    document = decode(request["cxmap"].encode("utf-8")).document
    map_id, order = RecordId(request["map_id"]), order_of(request["order"])

    def progress(share: float) -> None:
        tell(f"{share:.0%} is drawn …")

    tell("Working out the sizes …")
    if request["suffix"] == ".pdf":
        from cxdesigner.wall.poster import as_pdf, poster_of

        poster, only = poster_of(document, map_id, order, request["stamp"]), request["only"]
        poster = poster._replace(only=None if only is None else frozenset(only))
        date = datetime.date.fromisoformat(request["date"])
        tell("Drawing …")
        return {"data": _written(as_pdf(document, map_id, poster, order.theme, date, progress))}
    if request["suffix"] == ".html":
        from cxdesigner.wall.page import write_html

        return {"data": _written(write_html(document, map_id))}
    from cxdesigner.wall.pictures import write_png, write_svg

    if request["suffix"] == ".svg":
        return {"data": _written(write_svg(document, map_id, order))}
    across = {} if request["across"] is None else {"dots_across": request["across"]}
    return {"data": _written(write_png(document, map_id, order, progress=progress, **across))}


def _manual(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Write the operations manual of a map, as PDF or DOCX."""
    from cxdesigner.document.records import RecordId
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper.manual import letterhead
    from cxdesigner.storage.codec import decode
    from cxdesigner.wall.handbook import write_manual

    _take_room()
    document = decode(request["cxmap"].encode("utf-8")).document
    head = letterhead(base64.b64decode(request["logo"]), request["color"], request["footer"])
    tell("Drawing the map, and setting the pages …")
    paper = parse_paper(request["paper"])
    data = write_manual(document, RecordId(request["map_id"]), is_docx=request["is_docx"], paper=paper, letterhead=head)
    return {"data": _written(data)}


def _workshop(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Set the cards of a map for a paper wall, or the empty grid for them."""
    from cxdesigner.document.records import RecordId
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper.cards import sheet_of, write_cards
    from cxdesigner.paper.workshop_grid import write_grid
    from cxdesigner.storage.codec import decode

    _take_room()
    document, map_id = decode(request["cxmap"].encode("utf-8")).document, RecordId(request["map_id"])
    sheet = sheet_of(request["per_sheet"], parse_paper(request["paper"]), request["labels"])
    tell("Setting the pages …")
    if request["what"] == "cards":
        return {"data": _written(write_cards(document, map_id, sheet, blanks=request["blanks"]))}
    tiles = parse_paper(request["tiles"]) if request["tiles"] else None
    return {"data": _written(write_grid(document, map_id, sheet, tiles=tiles))}


def _form(request: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Read a filled checklist."""
    from cxdesigner.formats.filled_form import read_filled_form

    form = read_filled_form(base64.b64decode(request["data"]))
    return {
        "head": form.head._asdict(),
        "words": [form.case, form.by, form.on],
        "said": [list(one) for one in form.said],
    }


TASKS: dict[str, Callable[[dict[str, Any], Tell], dict[str, Any]]] = {
    "table": _table,
    "picture": _picture,
    "checklist": _checklist,
    "drawing": _drawing,
    "manual": _manual,
    "workshop": _workshop,
    "form": _form,
}
"""Everything that can be asked for. The Qt of a window is never among it."""


def _encoded(document: Any) -> str:
    from cxdesigner import __version__
    from cxdesigner.storage.codec import encode

    return encode(document, f"cxdesigner {__version__}").decode("utf-8")


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _size(count: int) -> str:
    return f"{count / 2**20:,.1f} MiB" if count >= 2**20 else f"{max(1, count // 1024):,} KiB"


# -- what it may not do --------------------------------------------------------------------------------------------------


def _give_up_rights() -> None:
    """Limit memory and time as far as the system can, and let this process write, send and start nothing."""
    sys.dont_write_bytecode = True
    if sys.platform != "win32":
        import resource

        for limit, usual, most in (
            (resource.RLIMIT_AS, MEMORY_BYTES, DRAWING_BYTES),
            (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS),
            (resource.RLIMIT_CORE, 0, 0),
            (resource.RLIMIT_FSIZE, 0, 0),
        ):
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(limit, (usual, most))
    sys.addaudithook(_refuse_deeds)


def _take_room() -> None:
    """Let this process take what a large drawing needs: from now on it works on maps of our own only."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (DRAWING_BYTES, DRAWING_BYTES))


def _refuse_deeds(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN) or event.startswith(CHANGING):
        raise PermissionError(f"{event} is nothing that reading needs")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING and arguments[0] != os.devnull:
        raise PermissionError("reading does not write")


if __name__ == "__main__":
    main()
