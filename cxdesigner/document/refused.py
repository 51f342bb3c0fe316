"""The one way to say no: a sentence that a person can act on."""

from __future__ import annotations


class Refused(ValueError):
    """Something cannot be done; the message is one sentence for the person in front of the screen."""
