"""The source of the product as the tests of the whole house read it: files, rooms, imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cxdesigner"


@dataclass(frozen=True)
class Source:
    """One source file, parsed."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Return the path below the package, with slashes: `canvas/view.py`."""
        return self.path.relative_to(PACKAGE).as_posix()

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Return all nodes, walked through once: that takes longer than any rule that looks at them."""
        return tuple(ast.walk(self.tree))

    @property
    def room(self) -> str:
        """Return the room that the file lies in, or the file's own name for those at the top."""
        return self.path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def sources() -> tuple[Source, ...]:
    """Return all source files of the product."""
    return tuple(parsed(path.read_text(encoding="utf-8"), path) for path in sorted(PACKAGE.rglob("*.py")))


def parsed(text: str, path: Path = PACKAGE / "example.py") -> Source:
    """Return a source file with that text."""
    return Source(path, text, ast.parse(text, str(path)))


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything that a file imports, wherever in the file: `cxdesigner.layout.plan.Plan`."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            where = node.module or ""
            if node.level:
                parts = source.path.relative_to(ROOT).parts[: -node.level]
                where = ".".join([*parts, *filter(None, [where])])
            yield from ((node.lineno, f"{where}.{alias.name}") for alias in node.names)
