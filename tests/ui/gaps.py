"""How long the thread of the window works at one event, without a look at what else somebody wants."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any, NamedTuple

MOST_SECONDS = 0.5
USUAL_SECONDS, SHARE = 0.1, 0.99
"""No event takes longer than the first, and of a hundred 99 not longer than the second."""
DRESSING, DRESSING_SECONDS = "view.look_", 2.0
"""Another look: Qt applies its style sheet anew to each of six hundred widgets, in one go of its own."""
_YARD, _YARD_SECONDS = 20_000, 0.0007
"""How far is counted to see how fast the processor is, and how long that takes where the limits were set; a slower one gets more."""


class Gap(NamedTuple):
    """One event: how long the thread worked at it, and what it was."""

    seconds: float
    what: str


class Gaps:
    """Measures each event by the processor time of this thread, not by the clock on the wall.

    So the figures are the same whatever other programs want of the machine. What the window only waits for is not in them:
    opening, saving and keeping safe are timed by a heartbeat (R21), and disks that hang have tests of their own. Where the
    processor itself is slower for a moment, because others fill its caches, a gap that is too long is measured against a
    yard that is counted right then.
    """

    def __init__(self) -> None:
        self.found: list[Gap] = []
        self.events = 0
        self._best = min(_yard() for _ in range(5))
        self.begin()

    def begin(self) -> None:
        """Count from now on."""
        self._since = time.thread_time()

    def end(self, what: str) -> None:
        """An event is over."""
        seconds = time.thread_time() - self._since
        if seconds > USUAL_SECONDS:
            now = _yard()
            self._best = min(self._best, now)
            seconds *= self._best / now
        self.found.append(Gap(seconds, what))
        self.begin()

    def timed(self, event: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function of Qt's tests that is measured as an event of its own."""

        @functools.wraps(event)
        def do(*arguments: Any) -> Any:
            self.end("before")
            self.events += 1
            try:
                return event(*arguments)
            finally:
                self.end(event.__name__)

        return do

    def too_long(self) -> list[str]:
        """Name the gaps that nobody should have to wait for."""
        slow = max(1.0, self._best / _YARD_SECONDS)
        found = [Gap(seconds / slow, what) for seconds, what in self.found]
        wrong = [
            f"{gap.what}: {gap.seconds:.2f} s"
            for gap in found
            if gap.seconds > (DRESSING_SECONDS if DRESSING in gap.what else MOST_SECONDS)
        ]
        usual = sorted(gap.seconds for gap in found)[int(SHARE * (len(found) - 1))] if found else 0.0
        return wrong + ([f"of a hundred events one takes {usual:.2f} s"] if usual > USUAL_SECONDS else [])


def _yard() -> float:
    """Return how long this processor counts to some number just now."""
    begun = time.thread_time()
    total = 0
    for number in range(_YARD):
        total += number
    return time.thread_time() - begun
