"""What the program remembers between two starts; nothing in it can keep the program from starting."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from cxdesigner.document.refused import Refused
from cxdesigner.document.text import is_clean
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import read_whole
from cxdesigner.storage.save import write_whole
from cxdesigner.storage.strict_json import canonical, parse

RECENT_FILES = 12
_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,63}")
_MOST_BYTES = 1_000_000
_MOST_CHARACTERS = 100_000
_APP = "cxdesigner"


def config_folder() -> Path:
    """Return where settings are kept; the environment variable CXDESIGNER_CONFIG_DIR says otherwise."""
    return _folder("CXDESIGNER_CONFIG_DIR", "user_config_dir")


def data_folder() -> Path:
    """Return where safe copies and earlier versions are kept; CXDESIGNER_DATA_DIR says otherwise.

    Never a cache or a temporary folder: the system's clean-up empties those.
    """
    return _folder("CXDESIGNER_DATA_DIR", "user_data_dir")


def spare_folders() -> tuple[Path, ...]:
    """Return where safe copies are kept when the folder for data takes none; CXDESIGNER_SPARE_DIR names one instead."""
    named = os.environ.get("CXDESIGNER_SPARE_DIR", "")
    if named:
        return (Path(named).absolute(),)
    import tempfile

    own = f"{_APP}-{os.getuid()}" if sys.platform != "win32" else _APP
    return (Path.home() / f".{_APP}-safe-copies", Path(tempfile.gettempdir()) / own)


def _folder(variable: str, kind: str) -> Path:
    named = os.environ.get(variable, "")
    if named:
        return Path(named).absolute()
    import appdirs

    return Path(getattr(appdirs, kind)(_APP, appauthor=False))


class Settings:
    """Values by name, kept in one JSON file. Who asks says what it expects and what holds otherwise.

    A file that cannot be read is put aside as `.bad-1`, `.bad-2` …, and `notice` says so; a value that does not fit is as
    good as none; names that we do not know (of a newer version) are kept.
    """

    def __init__(self, folder: Path | None = None, fs: Fs | None = None) -> None:
        self._fs = fs or Fs()
        self.path = (folder or config_folder()) / "settings.json"
        self.notice = ""
        self._values: dict[str, Any] = self._read()

    # -- asking --------------------------------------------------------------------------------------------------------

    def text(self, name: str, otherwise: str = "") -> str:
        """Return a text."""
        value = self._values.get(name)
        return value if isinstance(value, str) and len(value) <= _MOST_CHARACTERS and is_clean(value) else otherwise

    def choice(self, name: str, choices: Collection[str], otherwise: str) -> str:
        """Return one of the choices."""
        value = self.text(name, otherwise)
        return value if value in choices else otherwise

    def number(self, name: str, otherwise: float, least: float, most: float) -> float:
        """Return a number between two bounds."""
        value = self._values.get(name)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return float(value) if is_number and least <= value <= most else otherwise  # type: ignore[operator,arg-type]

    def yes_no(self, name: str, otherwise: bool) -> bool:
        """Return a yes or no."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else otherwise

    def names(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; entries that are none are left out."""
        value = self._values.get(name)
        entries = value if isinstance(value, list) else []
        return tuple(entry for entry in entries if isinstance(entry, str) and is_clean(entry))

    # -- keeping -------------------------------------------------------------------------------------------------------

    def keep(self, name: str, value: str | float | bool | Iterable[str]) -> None:
        """Remember a value; `save` writes it."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name for a setting.")
        self._values[name] = value if isinstance(value, (str, int, float)) else list(value)

    def forget(self, name: str) -> None:
        """Remember nothing under this name."""
        self._values.pop(name, None)

    def save(self) -> str:
        """Write the file and return why that was not possible, or an empty text. Nothing is raised: work goes on."""
        try:
            self._fs.make_folder(self.path.parent)
            text = canonical(self._values)
            write_whole(self.path, f"{text}\n".encode(), self._fs)
        except (OSError, Refused, ValueError) as error:
            return f"Your settings could not be kept: {error}"
        return ""

    # -- recent files --------------------------------------------------------------------------------------------------

    def recent_files(self) -> tuple[Path, ...]:
        """Return the files that were open, the latest first. They need not be there any more."""
        return tuple(Path(name) for name in self.names("recent")[:RECENT_FILES] if name)

    def remember_file(self, path: Path) -> str:
        """Put a file on top of the list of recent files and save; return what `save` returns."""
        name = str(path.absolute())
        if is_clean(name):
            others = [other for other in self.names("recent") if other != name]
            self.keep("recent", [name, *others][:RECENT_FILES])
        return self.save()

    def forget_file(self, path: Path) -> str:
        """Take a file off the list of recent files and save; return what `save` returns."""
        self.keep("recent", [other for other in self.names("recent") if other != str(path.absolute())])
        return self.save()

    # -- reading -------------------------------------------------------------------------------------------------------

    def _read(self) -> dict[str, Any]:
        try:
            if self._fs.stat(self.path) is None:
                return {}
            values = parse(read_whole(self.path, _MOST_BYTES, self._fs))
            if isinstance(values, dict):
                return {name: value for name, value in values.items() if _NAME.fullmatch(name)}
        except (OSError, Refused):
            pass
        self._put_aside()
        return {}

    def _put_aside(self) -> None:
        self.notice = "Your settings could not be read, so the program starts with its own."
        with contextlib.suppress(OSError):
            taken = set(self._fs.names_in(self.path.parent))
            number = next(n for n in range(1, len(taken) + 2) if f"{self.path.name}.bad-{n}" not in taken)
            self._fs.replace(self.path, self.path.with_name(f"{self.path.name}.bad-{number}"))
