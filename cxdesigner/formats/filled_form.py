"""Reads filled checklists back: the bytes of a PDF in, what was ticked, by whom and when out.

It is a pure function of the bytes and walks the fields without recursion and never twice, so that it ends for every PDF
that `pypdf` can open at all; it can run in a process of its own, and what comes back are plain values.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from cxdesigner.document import limits
from cxdesigner.document.records import RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line
from cxdesigner.formats.form_names import BY, CASE, DONE, HEAD, ON, FormHead, head_from, prompt_of

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

_MOST_FIELDS = 4 * limits.ANSWERS_PER_FORM
_NO_FORM = "it holds no fields: it was printed, scanned or flattened, or it is no form of CX Designer."
_NO_PDF = "it is no PDF that can be read."


class Said(NamedTuple):
    """What a form says about one prompt; `text` is what was printed beside the box."""

    touchpoint_id: RecordId
    prompt_id: str
    text: str
    done: bool
    by: str
    on: str


class ReadForm(NamedTuple):
    """One filled form: where it comes from, for whom it was filled in, by whom, when, and what it says."""

    head: FormHead
    case: str
    by: str
    on: str
    said: tuple[Said, ...]


class _Field(NamedTuple):
    kind: str
    value: str
    told: str


def read_filled_form(data: bytes) -> ReadForm:
    """Return what a filled checklist says. Raises Refused with the end of a sentence that begins with the file's name."""
    fields = _fields(data)
    if not fields:
        raise Refused(_NO_FORM)
    head = head_from(fields[HEAD].value) if HEAD in fields else None
    if head is None:
        raise Refused("it is a form, but no checklist of CX Designer.")
    boxes: dict[tuple[RecordId, str], dict[str, _Field]] = {}
    for name, field in fields.items():
        place = prompt_of(name)
        if place is not None:
            boxes.setdefault(place[:2], {})[place[2]] = field
    said = tuple(_said(*place, parts) for place, parts in boxes.items() if DONE in parts)
    case, by, on = (_line(fields[name].value) if name in fields else "" for name in (CASE, BY, ON))
    if not any((case, by, on)) and not any(one.done or one.by or one.on for one in said):
        raise Refused("nothing is filled in.")
    if len(said) > limits.ANSWERS_PER_FORM:
        raise Refused(f"it has {len(said):,} boxes, and at most {limits.ANSWERS_PER_FORM:,} fit.")
    return ReadForm(FormHead(*map(_line, head)), case, by, on, said)


def _said(touchpoint_id: RecordId, prompt_id: str, parts: dict[str, _Field]) -> Said:
    by, on = (_line(parts[name].value) if name in parts else "" for name in ("by", "on"))
    is_done = parts[DONE].value not in ("", "Off")
    return Said(touchpoint_id, prompt_id, _line(parts[DONE].told), is_done, by, on)


def _line(text: str) -> str:
    return clean_line(text)[: limits.TITLE_CHARACTERS].strip()


def _fields(data: bytes) -> dict[str, _Field]:
    """Return all fields of a PDF by their full names."""
    import logging

    from pypdf import PdfReader

    if b"%PDF" not in data[:1024] or len(data) > limits.FILE_BYTES:
        raise Refused(_NO_PDF)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # What it mends silently is none of the person's business.
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise Refused("it is locked by a password.")
        root: Any = reader.trailer["/Root"].get_object()
        form = root.get("/AcroForm")
        return dict(_walked(form.get_object())) if form is not None else {}
    except Refused:
        raise
    except Exception as error:  # A library that reads foreign files may stumble over anything; nothing came of it.
        raise Refused(_NO_PDF) from error


def _walked(form: DictionaryObject) -> Iterator[tuple[str, _Field]]:
    waiting: list[tuple[Any, str, str]] = [(field, "", "") for field in _list(form.get("/Fields"))]
    waiting.reverse()
    seen: set[int] = set()
    count = 0
    while waiting:
        reference, above, kind = waiting.pop()
        number = getattr(reference, "idnum", None)
        if number is not None and number in seen:
            continue
        if number is not None:
            seen.add(number)
        count += 1
        if count > _MOST_FIELDS:
            raise Refused(f"it has more than {_MOST_FIELDS:,} fields.")
        field = reference.get_object()
        if not hasattr(field, "get"):
            continue
        name = _text(field.get("/T"))
        name = ".".join(filter(None, (above, name)))
        kind = _text(field.get("/FT")) or kind
        kids = [kid for kid in _list(field.get("/Kids")) if hasattr(kid.get_object(), "get")]
        if any("/T" in kid.get_object() for kid in kids):
            waiting.extend((kid, name, kind) for kid in reversed(kids))
        elif name:
            yield name, _Field(kind, _value(field, kids), _text(field.get("/TU")))


def _value(field: DictionaryObject, kids: list[Any]) -> str:
    """Return the value of a field; where a viewer has only changed how a box looks, that."""
    value = _text(field.get("/V"))
    looks = [_text(widget.get_object().get("/AS")) for widget in (field, *kids)]
    if _text(field.get("/FT")) == "/Btn":
        value = value or next((look for look in looks if look not in ("", "/Off")), "")
        return value.removeprefix("/")
    return value


def _list(value: Any) -> list[Any]:
    value = value.get_object() if value is not None else None
    return list(value)[: _MOST_FIELDS + 1] if isinstance(value, list) else []


def _text(value: Any) -> str:
    value = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(value, bytes):
        with suppress(UnicodeDecodeError):
            return value.decode("utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8")
        return value.decode("latin-1")
    return str(value) if isinstance(value, str) else ""
