"""The front door: answers `--version` at once, and leaves everything else to the command line."""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        if words == ["--version"] and _has_said_version():
            return 0
        from cxdesigner.cli import run

        return run(words)
    except KeyboardInterrupt:
        from cxdesigner.terminal import complain

        complain("Interrupted.")
        return INTERRUPTED


def _has_said_version() -> bool:
    """Say the version without loading anything; where that fails, the command line knows how to tell."""
    from cxdesigner import __version__

    if not sys.stdout:
        return False
    try:
        sys.stdout.write(f"cxdesigner {__version__}\n")
        sys.stdout.flush()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
