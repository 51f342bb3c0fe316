"""The code of the product with one known mistake in it, made from its source: a check that lets a mutant live is no check."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

PACKAGE = Path(__file__).parents[2]


class Mutant(NamedTuple):
    """A mistake: the module, what stands there, and what stands there instead; where it takes two changes, also that."""

    module: str
    good: str
    bad: str
    also: tuple[str, str] = ("", "")


MUTANTS = {
    "no flush of the file": Mutant("cxdesigner.storage.save", "        fs.sync(descriptor)\n", ""),
    "no flush of the folder": Mutant("cxdesigner.storage.save", "    _sync_folder(target.parent, fs)\n", ""),
    "temporary file in another folder": Mutant(
        "cxdesigner.storage.save",
        "        temporary = target.with_name(",
        "        temporary = target.parent.parent.joinpath(",
    ),
    "backup after the replacement": Mutant(
        "cxdesigner.storage.save",
        "    if old is not None and backups is not None and old != data:\n",
        "    write_whole(path, data, fs)\n    if old is not None and backups is not None and old != data:\n",
        ("    write_whole(path, data, fs, look_again=look_again)\n", ""),
    ),
    "stale temporary files swept by age": Mutant(
        "cxdesigner.storage.save",
        "        try:\n            _write_new(",
        '        [fs.remove(one) for one in target.parent.glob(".~cx-*.tmp") if one.stat().st_mtime < __import__("time").time() - 60]\n'
        "        try:\n            _write_new(",
    ),
    "no look whether the bytes give the map back": Mutant(
        "cxdesigner.storage.save", "    data = _checked(document, path, app)\n", "    data = encode(document, app)\n"
    ),
    "clean before the save has succeeded": Mutant(
        "cxdesigner.workspace",
        "        told: list[str] = []\n        self._saving_since",
        "        self.history.mark_saved()\n        told: list[str] = []\n        self._saving_since",
    ),
    "edits during a save taken for saved": Mutant(
        "cxdesigner.workspace", "        self.history.mark_saved(state)\n", "        self.history.mark_saved()\n"
    ),
    "safe copies deleted at opening": Mutant(
        "cxdesigner.storage.recovery",
        "            loaded, number = newest_in(offer.folder, self._fs, before)\n",
        "            loaded, number = newest_in(offer.folder, self._fs, before)\n"
        "            self._remove(snapshots_in(offer.folder, self._fs))\n",
    ),
    "safe copies dropped before the file is written": Mutant(
        "cxdesigner.workspace",
        "        told: list[str] = []\n        self._saving_since",
        "        self._copies.drop()\n        told: list[str] = []\n        self._saving_since",
    ),
    "the lock of another computer broken": Mutant(
        "cxdesigner.storage.lock", "        is_here = holder.host == self._me.host\n", "        is_here = True\n"
    ),
}


def mutated(name: str) -> ModuleType:
    """Return the module of a mutant, as a module of its own beside the sound one. Its mistake must still have its place."""
    mutant = MUTANTS[name]
    sound = importlib.import_module(mutant.module)
    source = Path(str(sound.__file__)).read_text(encoding="utf-8")
    for place in (mutant.good, mutant.also[0] or mutant.good):
        assert source.count(place) == 1, f"the place of “{name}” is not there any more"
    spec = importlib.util.spec_from_file_location(f"{mutant.module}_mutated", sound.__file__)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module.__name__] = module  # Dataclasses and named tuples look their module up.
    try:
        code = source.replace(mutant.good, mutant.bad)
        code = code.replace(*mutant.also) if mutant.also[0] else code
        exec(compile(code, str(sound.__file__), "exec"), module.__dict__)
    finally:
        del sys.modules[module.__name__]
    return module
