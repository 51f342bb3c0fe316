"""Reading tables, and making what is printed, where it can be stopped, with something to look at meanwhile."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.apart import Apart, bytes_of, done_apart
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_text, shown_name

if TYPE_CHECKING:
    from cxdesigner.document.document import Document
    from cxdesigner.document.records import RecordId
    from cxdesigner.formats import Opened, RowProblem
    from cxdesigner.formats.filled_form import ReadForm
    from cxdesigner.ui.dialogs.waiting import WaitingDialog
    from cxdesigner.wall.order import Order

CHECKLIST_SECONDS = 180
FORM_SECONDS = 30
DRAWING_SECONDS = 600


def open_apart(path: Path, window: QWidget) -> Opened:
    """Return what a file holds. A map of ours is read by the strict reader in a thread; anything else apart, and then by it too.

    Raises Refused in one sentence, Cancelled where somebody stopped it.
    """
    from cxdesigner.formats import NATIVE_SUFFIX, Opened, open_any
    from cxdesigner.storage.codec import decode
    from cxdesigner.ui.fetching import fetched

    name = shown_name(path.name)
    title = f"Reading “{name}”"
    if path.suffix.lower() == NATIVE_SUFFIX:
        return fetched(partial(open_any, path), window, title)
    request = {"task": "table", "path": str(path.absolute())}
    result = done_apart(request, name, show=partial(_shown, window, title))
    if result.get("native") is True:
        return fetched(partial(open_any, path), window, title)
    text = result.get("cxmap")
    if not isinstance(text, str):
        raise Refused("What came back was damaged on the way. Please try again.")
    document = decode(text.encode("utf-8"), path).document
    problems = tuple(_problem(row) for row in _list(result, "problems"))
    notes = tuple(clean_text(str(note)) for note in _list(result, "notes"))
    return Opened(path, document, problems, notes)


def checklists_apart(
    document: Document, map_id: RecordId, wishes: dict[str, Any], window: QWidget, *, each: bool = False
) -> Iterator[tuple[str, bytes]]:
    """Yield the checklist of a map as a PDF, or with *each* one for each part, with the names of their files.

    *wishes* say `by`, `paper` (its name) and `is_fillable`. Raises Refused in one sentence, Cancelled where somebody stopped it.
    """
    request = {"task": "checklist", **_map_in(document, map_id), "each": each, **wishes}
    show = partial(_shown, window, "Making the checklist")
    result = done_apart(request, "The checklist", show=show, seconds=CHECKLIST_SECONDS)
    for row in _list(result, "pdfs"):
        name, encoded = row if isinstance(row, list) and len(row) == 2 else ("", None)
        pdf = bytes_of(encoded)
        if not isinstance(name, str) or Path(name).name != name or not pdf.startswith(b"%PDF"):
            raise Refused("What came back is no checklist. Please try again.")
        yield name, pdf


def _map_in(document: Document, map_id: RecordId) -> dict[str, Any]:
    """Return what the other process must know of a map."""
    from cxdesigner.storage.codec import encode

    return {"cxmap": encode(document, "cxdesigner").decode("utf-8"), "map_id": map_id}


class Wishes(NamedTuple):
    """What is known of a drawing beside its order: the stamp and the numbers of the sheets of a PDF, the width of a PNG."""

    stamp: str = ""
    only: Collection[int] | None = None
    across: int | None = None


def drawn_apart(
    document: Document,
    map_id: RecordId,
    order: Order,
    suffix: str,
    window: QWidget,
    more: Wishes | None = None,
) -> bytes:
    """Return a map for the wall as PDF, SVG, PNG or web page. Raises Refused in one sentence, Cancelled where somebody stopped it."""
    from cxdesigner.wall.order import plain_order

    more = more or Wishes()
    request = {
        "task": "drawing",
        **_map_in(document, map_id),
        "order": plain_order(order),
        "suffix": suffix,
        "stamp": more.stamp,
        "only": None if more.only is None else sorted(more.only),
        "date": datetime.date.today().isoformat(),
        "across": more.across,
    }
    show = partial(_shown, window, "Drawing the map")
    return bytes_of(done_apart(request, "The drawing", show=show, seconds=DRAWING_SECONDS).get("data"))


def manual_apart(document: Document, map_id: RecordId, wishes: dict[str, Any], logo: bytes, window: QWidget) -> bytes:
    """Return the operations manual of a map, as PDF or DOCX. *wishes* say `is_docx`, `paper`, `color` and `footer`.

    Raises Refused in one sentence, Cancelled where somebody stopped it.
    """
    encoded = base64.b64encode(logo).decode("ascii")
    request = {"task": "manual", **_map_in(document, map_id), "logo": encoded, **wishes}
    show = partial(_shown, window, "Writing the manual")
    return bytes_of(done_apart(request, "The manual", show=show, seconds=DRAWING_SECONDS).get("data"))


def workshop_apart(document: Document, map_id: RecordId, wishes: dict[str, Any], window: QWidget) -> bytes:
    """Return the cards of a map, or the empty grid for them, as a PDF.

    *wishes* say `what`, `per_sheet`, `labels`, `paper`, `blanks` and `tiles`. Raises Refused in one sentence, Cancelled
    where somebody stopped it.
    """
    request = {"task": "workshop", **_map_in(document, map_id), **wishes}
    show = partial(_shown, window, "Setting the cards" if wishes["what"] == "cards" else "Drawing the grid")
    return bytes_of(done_apart(request, "The cards", show=show, seconds=DRAWING_SECONDS).get("data"))


def form_apart(data: bytes, name: str) -> ReadForm:
    """Return what a filled checklist says. Raises Refused, with the end of a sentence that begins with the file's name."""
    from cxdesigner.formats.filled_form import ReadForm, Said
    from cxdesigner.formats.form_names import FormHead

    request = {"task": "form", "data": base64.b64encode(data).decode("ascii")}
    result = done_apart(request, name, seconds=FORM_SECONDS)
    head, words, said = result.get("head"), _list(result, "words"), _list(result, "said")
    kinds = [str, str, str, bool, str, str]
    is_sound = isinstance(head, dict) and head.keys() == set(FormHead._fields) and len(words) == 3
    is_sound = is_sound and all(isinstance(word, str) for word in (*(head or {}).values(), *words))
    if not is_sound or any(not isinstance(row, list) or [type(one) for one in row] != kinds for row in said):
        raise Refused("what came back was damaged on the way.")
    assert isinstance(head, dict)
    case, by, on = words
    return ReadForm(FormHead(**head), case, by, on, tuple(Said(*row) for row in said))


def _shown(window: QWidget, title: str, work: Apart) -> WaitingDialog:
    from cxdesigner.ui.dialogs.waiting import WaitingDialog

    dialog = WaitingDialog(window, title, work.said)
    work.progressed.connect(dialog.say)
    dialog.rejected.connect(work.cancel)
    dialog.show()
    return dialog


def _list(result: dict[str, Any], name: str) -> list[Any]:
    found = result.get(name)
    return found if isinstance(found, list) else []


def _problem(row: object) -> RowProblem:
    from cxdesigner.formats import RowProblem

    if (
        isinstance(row, list)
        and len(row) == 4
        and isinstance(row[0], int)
        and all(isinstance(one, str) for one in row[1:])
    ):
        return RowProblem(row[0], *(clean_text(one) for one in row[1:]))
    raise Refused("What came back was damaged on the way. Please try again.")
