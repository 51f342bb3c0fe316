"""Where icons, fonts, templates and the file schema lie: in the wheel or in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKED = Path(__file__).with_name("_resources")
_FOLDER = _PACKED if _PACKED.is_dir() else Path(__file__).parent.parent / "resources"


def path(*parts: str) -> Path:
    """Return the path of one resource."""
    return _FOLDER.joinpath(*parts)


def data(*parts: str) -> bytes:
    """Return the bytes of one resource."""
    return path(*parts).read_bytes()


def text(*parts: str) -> str:
    """Return the text of one resource."""
    return path(*parts).read_text(encoding="utf-8")
