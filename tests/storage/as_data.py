"""A file as the plain data that it is, for tests that look into it or spoil it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cxdesigner.document.document import Document
from cxdesigner.storage.codec import encode

VERSIONS = Path(__file__).parents[1] / "files" / "versions"


def plain(document: Document) -> dict[str, Any]:
    """Return a file as the data that it is."""
    found: dict[str, Any] = json.loads(encode(document, "test"))
    return found


def edited(data: dict[str, Any]) -> bytes:
    """Return the file that another program would write of the same data: other spaces, no checksum that fits."""
    return json.dumps(data, indent=1).encode()
