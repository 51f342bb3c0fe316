"""The `.cxmap` file: one UTF-8 JSON text, one record a line, a checksum at the end (docs/file-format.md)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.records import TYPE_NAMES, Picture, Record
from cxdesigner.document.refused import Refused
from cxdesigner.storage import quick
from cxdesigner.storage.migrations import VERSION, migrated
from cxdesigner.storage.plain import is_proper_id, line_of, picture_key
from cxdesigner.storage.refusals import LoadError
from cxdesigner.storage.repair import Notes, records_from
from cxdesigner.storage.strict_json import canonical, parse, require_size, require_structure, without_escapes

FORMAT = "cxmap"
SUFFIX = ".cxmap"
_MEMBERS = frozenset({"format", "version", "id", "revision", "app", "items", "images", "end"})
_END = b'"end":'
_TEXTS_AROUND = 4
"""What a file says in words besides its records: format, id, app and checksum."""


class Loaded(NamedTuple):
    """What a file held. `notes` are sentences for the reader; a repaired document counts as modified, a newer one is
    for reading only."""

    document: Document
    notes: tuple[str, ...] = ()
    is_repaired: bool = False
    is_newer: bool = False
    is_edited_elsewhere: bool = False
    sha256: str = ""


# -- writing -----------------------------------------------------------------------------------------------------------


def encode(document: Document, app: str) -> bytes:
    """Return the file of a document; the same document gives the same bytes.

    Raises Refused where it would be too large to be opened again.
    """
    lines, pictures = _lines(document)
    fields, images = _kept(document)
    images |= {key: base64.b64encode(data).decode("ascii") for key, data in pictures.items()}
    header = {"format": FORMAT, "version": VERSION, "id": document.id, "revision": document.revision, "app": app}
    text = "".join(
        (
            json.dumps(header, ensure_ascii=False, separators=(",", ":"))[:-1],
            ',\n"items":[\n' if lines else ',\n"items":[',
            ",\n".join(lines),
            '],\n"images":{\n' if images else '],\n"images":{',
            ",\n".join(f'{json.dumps(key)}:"{images[key]}"' for key in sorted(images)),
            "},\n",
            *(f"{json.dumps(name)}:{fields[name]},\n" for name in sorted(fields)),
        )
    )
    body = text.encode("utf-8")
    end = canonical({"items": len(lines), "sha256": hashlib.sha256(body).hexdigest()})
    data = body + f'"end":{end}}}\n'.encode("ascii")
    if len(data) > limits.FILE_BYTES:
        raise Refused(
            f"The map has {len(data) / 2**20:,.0f} MiB and a file holds at most {limits.FILE_BYTES / 2**20:g} MiB; "
            "remove some pictures."
        )
    return data


def _lines(document: Document) -> tuple[list[str], dict[str, bytes]]:
    """Return all lines in their order (types, then ids; unknown types last), and the pictures that they name."""
    pictures = {picture_key(picture.data): picture.data for picture in document.all(Picture) if picture.data}
    lines = []
    for kind in TYPE_NAMES:
        records: list[Record] = document.all(kind)
        records.sort(key=lambda record: record.id)
        lines += [line_of(record) for record in records]
    lines += sorted(text for text in document.unknown if text.startswith("{"))
    return lines, pictures


def _kept(document: Document) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a newer version wrote beside the records: members of the file, and pictures that only it knows."""
    fields: dict[str, str] = {}
    images: dict[str, str] = {}
    for text in document.unknown:
        if text.startswith('["image",'):
            _, key, encoded = json.loads(text)
            images[key] = encoded
        elif text.startswith("["):
            name, value = json.loads(text)
            fields[name] = canonical(value)
    return fields, images


# -- reading -----------------------------------------------------------------------------------------------------------


def decode(data: bytes, path: Path | None = None) -> Loaded:
    """Return the document of a file and what the reader must be told.

    Small breaks are mended and noted; what a newer version wrote is kept. Raises LoadError for all that is no map or is
    damaged: then `salvage` may find most of it.
    """
    try:
        return _decoded(data)
    except LoadError as error:
        raise error.at(path) from None


def _decoded(data: bytes) -> Loaded:
    require_size(len(data))
    return _decoded_quickly(data) or _decoded_carefully(data)


def _decoded_quickly(data: bytes) -> Loaded | None:
    """Return the document of a file that is exactly as we write it, or None."""
    start = data.rfind(b"\n" + _END) + 1
    if not start or not data.startswith(b'{"format":"cxmap"'):
        return None
    digest = hashlib.sha256(memoryview(data)[:start])
    checked = digest.hexdigest()
    digest.update(data[start:])
    if checked.encode("ascii") not in data[start:]:
        return None
    unescaped = without_escapes(data)
    require_structure(unescaped)
    read = quick.plain_of(data, unescaped)
    if read is None:
        return None
    plain, items = read
    if not isinstance(plain, dict) or plain.keys() != _MEMBERS or plain["format"] != FORMAT or plain["items"] != []:
        return None
    end, images, identity, revision = plain["end"], plain["images"], plain["id"], plain["revision"]
    if type(plain["version"]) is not int or plain["version"] != VERSION or not is_proper_id(identity):
        return None
    if type(revision) is not int or revision < 0 or not isinstance(plain["app"], str) or not isinstance(images, dict):
        return None
    notes = Notes()
    pictures, _ = _pictures(images, notes)
    found = quick.records_of(items, pictures)
    if found is None or notes.count:
        return None
    records, texts = found
    if end != {"items": sum(map(len, records.values())), "sha256": checked}:
        return None
    drawn = [getattr(record, "data", b"") for record in records.get(Picture, {}).values()]
    used = {picture_key(drawing) for drawing in drawn if drawing}
    texts += len(plain) + len(end) + 2 * len(images) + _TEXTS_AROUND
    if used != images.keys() or not quick.has_texts(unescaped, texts):
        return None
    document = Document.holding(records, id=identity, revision=revision)
    return Loaded(document, sha256=digest.hexdigest())


def _decoded_carefully(data: bytes) -> Loaded:
    plain = parse(data)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise LoadError(None, "it is not a map of CX Designer.")
    version = plain.get("version")
    if type(version) is not int or version < 1:
        raise LoadError(None, "it does not say which version of the format it has.", is_damaged=True)
    notes = Notes()
    if version > VERSION:
        notes.add("This map was made by a newer version of CX Designer: it is shown as far as it is understood.")
    is_elsewhere = _is_edited_elsewhere(data, plain)
    if is_elsewhere:
        notes.add("This file was edited outside CX Designer, or some of it is damaged; please look it over.")
        announced, items = _announced(plain), plain.get("items")
        if announced is not None and isinstance(items, list) and announced != len(items):
            notes.add(f"When it was saved it held {announced:,} records, and now it holds {len(items):,}.")
    told = notes.count
    document = _document(migrated(plain, version), notes)
    return Loaded(
        document,
        notes.texts(),
        is_repaired=notes.count > told,
        is_newer=version > VERSION,
        is_edited_elsewhere=is_elsewhere,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _is_edited_elsewhere(data: bytes, plain: Mapping[str, Any]) -> bool:
    """Tell whether the last line does not name the checksum of all bytes before it and the number of records."""
    start = data.rfind(b"\n" + _END) + 1
    end, items = plain.get("end"), plain.get("items")
    if not start or not isinstance(end, dict) or end.get("sha256") != hashlib.sha256(data[:start]).hexdigest():
        return True
    return not isinstance(items, list) or end.get("items") != len(items)


def _announced(plain: Mapping[str, Any]) -> int | None:
    """Return how many records the end of a file says there are."""
    end = plain.get("end")
    return end["items"] if isinstance(end, dict) and type(end.get("items")) is int else None


def _document(plain: Mapping[str, Any], notes: Notes) -> Document:
    items = plain.get("items")
    if not isinstance(items, list):
        raise LoadError(None, "its list of records is missing.", is_damaged=True)
    pictures, images = _pictures(plain.get("images", {}), notes)
    records, unknown = records_from(items, pictures, notes)
    identity, revision = plain.get("id"), plain.get("revision", 0)
    if not is_proper_id(identity):
        notes.add("The file had no proper id and got a new one.")
        identity = ""
    if type(revision) is not int or revision < 0:
        notes.add("The file did not say how often it was saved.")
        revision = 0
    try:
        document = Document(records, id=identity, revision=revision)
    except Refused as error:
        raise LoadError(None, f"{str(error)[:1].lower()}{str(error)[1:]}") from error
    fields = tuple(canonical([name, value]) for name, value in plain.items() if name not in _MEMBERS)
    document.unknown = unknown + tuple(sorted(fields))
    used = {picture_key(picture.data) for picture in document.all(Picture)}
    document.unknown += tuple(_foreign_images(document, {k: v for k, v in images.items() if k not in used}))
    return document


def _pictures(images: object, notes: Notes) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the pictures of a file by their names, as bytes and as they are written."""
    pictures: dict[str, bytes] = {}
    written: dict[str, str] = {}
    if not isinstance(images, dict):
        notes.add("Its pictures could not be read.")
        return pictures, written
    if len(images) > limits.PICTURES:
        raise LoadError(None, f"it holds {len(images):,} pictures, and at most {limits.PICTURES} fit.")
    for key, encoded in images.items():
        try:
            data = base64.b64decode(encoded, validate=True)
        except (binascii.Error, TypeError, ValueError):
            notes.add("A picture is damaged and was left out.")
            continue
        if len(data) > limits.PICTURE_BYTES:
            raise LoadError(None, f"a picture in it has more than {limits.PICTURE_BYTES // 2**20} MiB.")
        if picture_key(data) != key:
            notes.add("A picture is not what it was when it was saved.")
        pictures[key] = data
        written[key] = encoded
    return pictures, written


def _foreign_images(document: Document, images: Mapping[str, str]) -> Iterator[str]:
    """Yield, to be kept, the pictures that only lines or fields of a newer version name."""
    if not images:
        return
    kept = "".join(document.unknown) + "".join(text for record in document for _, text in record.extra)
    for key in sorted(images):
        if key in kept:
            yield canonical(["image", key, images[key]])


# -- rescuing ----------------------------------------------------------------------------------------------------------


def salvage(data: bytes, path: Path | None = None) -> Loaded:
    """Return what can still be read of a damaged file, line by line; the first note says how much that is.

    Raises LoadError where not one record is left. The result counts as repaired, and the file itself is not touched.
    """
    plain: dict[str, Any] = {"id": None, "revision": 0, "images": {}}
    items: list[Any] = []
    lost = 0
    for line in data[: limits.FILE_BYTES].split(b"\n"):
        found = _salvaged_line(line)
        if found is None:
            lost += line.lstrip().startswith(b"{") or line.strip(b"\x00 ,]}") != b""
        elif "type" in found:
            items.append(found)
        else:
            plain["images"] |= {key: found[key] for key in found if len(key) == 64}
            plain |= {key: found[key] for key in ("id", "revision", "end") if key in found}
    if not items:
        raise LoadError(path, "nothing in it can be read any more.", is_damaged=True)
    total = max(_announced(plain) or len(items) + lost, len(items))
    notes = Notes()
    notes.add(f"{len(items):,} of {total:,} records could be read.")
    plain["items"] = items[: limits.RECORDS]
    plain["images"] = dict(list(plain["images"].items())[: limits.PICTURES])
    try:
        document = _document(plain, notes)
    except LoadError as error:
        raise error.at(path) from None
    return Loaded(document, notes.texts(), is_repaired=True, sha256=hashlib.sha256(data).hexdigest())


def _salvaged_line(line: bytes) -> dict[str, Any] | None:
    """Return what one line says: a record, or a member or two of the file."""
    text = line.strip().removesuffix(b",")
    for candidate in _readings(text):
        try:
            found = parse(candidate)
        except LoadError:
            continue
        assert isinstance(found, dict)  # Every candidate begins with a brace.
        return found
    return None


def _readings(text: bytes) -> Iterator[bytes]:
    """Yield what a line may be: a record, the last record, the header, a picture, the last picture, the end."""
    if text.startswith(b"{"):
        yield text
        yield text.removesuffix(b"]")
        yield text + b"}"
    elif text.startswith(b'"'):
        yield b"{" + text + b"}"
        yield b"{" + text
