"""The lock beside a document: it tells who else has it open. It is advice; that nothing is lost is up to fingerprints."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from pathlib import Path
from typing import NamedTuple

from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import read_whole
from cxdesigner.storage.strict_json import canonical, parse

_MOST_BYTES = 4_096
_NAME_CHARACTERS = 80


class Holder(NamedTuple):
    """Who has a document open, on which computer, and since when (seconds since 1970, for the reader only)."""

    host: str
    user: str
    pid: int
    session: str
    since: float


def myself() -> Holder:
    """Return what a lock of this process says; the session is new each time."""
    host = os.environ.get("COMPUTERNAME") or getattr(os, "uname", lambda: None)()
    user = os.environ.get("USER") or os.environ.get("USERNAME") or "somebody"
    return Holder(str(getattr(host, "nodename", host) or ""), user, os.getpid(), secrets.token_hex(16), time.time())


class DocumentLock:
    """At most one lock, of the document that a window has open. Nothing here raises: where no lock can be, there is none."""

    def __init__(self, fs: Fs | None = None, me: Holder | None = None) -> None:
        self._fs = fs or Fs()
        self._me = me or myself()
        self._path: Path | None = None

    def take(self, document: Path, *, by_force: bool = False) -> Holder | None:
        """Lock a document in place of the one before, and return who has it open otherwise (None: nobody, or no lock can be).

        A lock of this computer whose process is gone is nobody's. One of another computer is never broken by its age;
        by force it becomes ours, because the person knows better.
        """
        self.release()
        try:
            path = lock_path(self._fs.resolve(document))
            holder = self._holder(path)
            if holder is not None and not by_force and not self._is_gone(holder):
                return holder
            if self._fs.stat(path) is not None:
                self._fs.remove(path)
            self._write(path)
        except (OSError, ValueError):
            return None
        self._path = path
        return None

    def release(self) -> None:
        """Remove the lock if it is still ours."""
        path, self._path = self._path, None
        if path is None:
            return
        holder = self._holder(path)
        if holder is not None and holder.session == self._me.session:
            with contextlib.suppress(OSError):
                self._fs.remove(path)

    def _write(self, path: Path) -> None:
        data = canonical(self._me._replace(since=time.time())._asdict()).encode()
        descriptor = self._fs.open_new(path, 0o644)
        try:
            self._fs.write(descriptor, memoryview(data))
        finally:
            self._fs.close(descriptor)

    def _is_gone(self, holder: Holder) -> bool:
        """Tell whether a lock is of this very process, which opens the document anew, or of one that has ended."""
        is_here = holder.host == self._me.host
        return is_here and (holder.pid == self._me.pid or not self._fs.is_running(holder.pid))

    def _holder(self, path: Path) -> Holder | None:
        """Return who a lock belongs to; one that cannot be read belongs to somebody."""
        try:
            plain = parse(read_whole(path, _MOST_BYTES, self._fs))
        except Refused:
            with contextlib.suppress(OSError):
                if self._fs.stat(path) is None:
                    return None
            return Holder("", "somebody", 0, "", 0.0)
        plain = plain if isinstance(plain, dict) else {}
        pid, since = plain.get("pid"), plain.get("since")
        return Holder(
            _name(plain.get("host"), ""),
            _name(plain.get("user"), "somebody"),
            pid if type(pid) is int else 0,
            _name(plain.get("session"), ""),
            float(since) if isinstance(since, (int, float)) and not isinstance(since, bool) else 0.0,
        )


def lock_path(document: Path) -> Path:
    """Return where the lock of a document lies."""
    return document.with_name(f".~lock.{document.name}.cxlock")


def _name(value: object, otherwise: str) -> str:
    return shown_name(value)[:_NAME_CHARACTERS] if isinstance(value, str) and value else otherwise
