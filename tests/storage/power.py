"""A disk whose power may go at any moment: it tells every state that it could legally be found in afterwards.

The model: what was written to a file and not flushed may be lost, torn or zeroed; a name that was given and whose
folder was not flushed may be given or not, and the file that it is given to keeps its own fate. A file keeps what was
flushed of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from cxdesigner.storage.fs import Fs

Names = dict[str, int]


class PowerFs(Fs):
    """Does everything in earnest and keeps a second record of it: inodes with what is flushed of them, and names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._contents: dict[int, bytes] = {}
        self._flushed: dict[int, bytes | None] = {}
        self._names: Names = {}
        self._flushed_names: Names = {}
        self._open: dict[int, int] = {}
        self.moments: list[tuple[str, list[dict[str, bytes]]]] = []
        for path in sorted(folder.iterdir()):
            self._add(path.name, path.read_bytes())
        self._flushed = dict(self._contents)
        self._flushed_names = dict(self._names)

    def open_new(self, path: Path, mode: int) -> int:
        descriptor = super().open_new(path, mode)
        if path.parent == self.folder:
            self._open[descriptor] = self._add(path.name, b"")
            self._note("open_new")
        return descriptor

    def write(self, descriptor: int, data: memoryview) -> int:
        written = super().write(descriptor, data[: max(1, len(data) // 2)])  # So there are moments in the middle.
        if descriptor in self._open:
            self._contents[self._open[descriptor]] += bytes(data[:written])
            self._note("write")
        return written

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        if descriptor in self._open:
            self._flushed[self._open[descriptor]] = self._contents[self._open[descriptor]]
            self._note("sync")

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        self._open.pop(descriptor, None)

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        if target.parent == self.folder:
            if source.parent == self.folder:
                self._names[target.name] = self._names.pop(source.name)
            else:  # A move from elsewhere is a copy that nobody has flushed.
                self._add(target.name, target.read_bytes())
            self._note("replace")

    def sync_folder(self, folder: Path) -> None:
        super().sync_folder(folder)
        if folder == self.folder:
            self._flushed_names = dict(self._names)
            self._note("sync_folder")

    def remove(self, path: Path) -> None:
        super().remove(path)
        if path.parent == self.folder:
            self._names.pop(path.name, None)
            self._note("remove")

    def after_a_cut(self) -> list[dict[str, bytes]]:
        """Return every state in which the folder could be found if the power went now."""
        return list(self._states())

    def _states(self) -> Iterator[dict[str, bytes]]:
        for names in (self._flushed_names, self._names):
            inodes = sorted(set(names.values()))
            for fates in product(*(self._fates(inode) for inode in inodes)):
                found = dict(zip(inodes, fates, strict=True))
                yield {name: found[inode] for name, inode in names.items()}

    def _fates(self, inode: int) -> list[bytes]:
        now, flushed = self._contents[inode], self._flushed.get(inode)
        if flushed == now:
            return [now]
        kept = flushed or b""
        return [kept, now[: len(now) // 2], bytes(len(now)), now]

    def _add(self, name: str, data: bytes) -> int:
        inode = len(self._contents)
        self._contents[inode] = data
        self._names[name] = inode
        return inode

    def _note(self, operation: str) -> None:
        self.moments.append((operation, self.after_a_cut()))


def unreadable_states(fs: PowerFs, name: str, good: tuple[bytes, ...]) -> list[str]:
    """Return the moments at which a cut could leave a file that is none of the good ones, or none at all."""
    return [
        f"{number}: {operation}"
        for number, (operation, states) in enumerate(fs.moments)
        if any(state.get(name) not in good for state in states)
    ]


def could_be_old(fs: PowerFs, name: str, new: bytes) -> bool:
    """Tell whether a cut right now, after a save has reported success, could bring something else than the new file."""
    return any(state.get(name) != new for state in fs.after_a_cut())
