"""The one way in which set-up gives up: a sentence with the way out."""

from __future__ import annotations


class Stopped(Exception):
    """Set-up cannot go on; the message says what to do."""
