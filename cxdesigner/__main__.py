"""The front door: answers `--version` at once, and leaves everything else to the command line."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if words == ["--version"]:
        from cxdesigner import __version__

        sys.stdout.write(f"cxdesigner {__version__}\n")
        return 0
    from cxdesigner.cli import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
