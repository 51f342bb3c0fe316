"""What the command line says to the person at the terminal, who may have gone meanwhile."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line


def say(text: str) -> None:
    """Write a line to standard output, and drop it where nobody reads on (`| head`). Refuses where it has no place."""
    try:
        _write(text, sys.stdout)
    except BrokenPipeError:
        _hang_up(sys.stdout)
    except OSError as error:
        _hang_up(sys.stdout)
        raise Refused(f"The answer could not be written: {error.strerror or 'the system gives no reason'}.") from error


def complain(text: str) -> None:
    """Write one line to standard error; where even that fails, there is nobody left to tell."""
    try:
        _write(clean_line(text), sys.stderr)
    except OSError:
        _hang_up(sys.stderr)


def _write(text: str, stream: TextIO | None) -> None:
    """Write a line at once, in what the encoding of the terminal can show. A closed stream is None."""
    if stream is None:
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(f"{text.encode(encoding, 'backslashreplace').decode(encoding)}\n")
    stream.flush()


def _hang_up(stream: TextIO) -> None:
    """Let what is left in the buffer go nowhere, so that Python does not complain of it when the program ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def is_read() -> bool:
    """Tell whether somebody may read what we complain of: not where an icon started us."""
    return sys.stderr is not None and sys.stderr.isatty()
