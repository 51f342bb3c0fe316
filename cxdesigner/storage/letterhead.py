"""The letterhead that somebody has chosen last: colour and footer in the settings, the logo as a copy beside them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cxdesigner.document import limits
from cxdesigner.document.refused import Refused
from cxdesigner.storage.load import read_whole
from cxdesigner.storage.save import write_whole
from cxdesigner.storage.settings import Settings

_LOGO = "letterhead-logo"


class Kept(NamedTuple):
    """A letterhead as it was typed; nothing in it is checked. `logo_name` is what the file of the logo was called."""

    logo: bytes = b""
    logo_name: str = ""
    color: str = ""
    footer: str = ""


def kept(settings: Settings) -> Kept:
    """Return the letterhead that is remembered; a logo that cannot be read any more is none."""
    name = settings.text("letterhead.logo")
    logo = b""
    if name:
        try:
            logo = read_whole(_file(settings), limits.PICTURE_BYTES)
        except (OSError, Refused):
            name = ""
    return Kept(logo, name, settings.text("letterhead.color"), settings.text("letterhead.footer"))


def keep(settings: Settings, letterhead: Kept) -> None:
    """Remember a letterhead. The logo is copied, so that it is there when its disk is not; where that fails, it is forgotten."""
    name = letterhead.logo_name if letterhead.logo else ""
    if name:
        try:
            _file(settings).parent.mkdir(parents=True, exist_ok=True)
            write_whole(_file(settings), letterhead.logo)
        except (OSError, Refused):
            name = ""
    settings.keep("letterhead.logo", name)
    settings.keep("letterhead.color", letterhead.color)
    settings.keep("letterhead.footer", letterhead.footer)
    settings.save()


def _file(settings: Settings) -> Path:
    return settings.path.parent / _LOGO
