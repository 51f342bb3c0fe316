"""Work for the disk in two halves: one that may wait for the disk, in any thread, and one that takes what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Errand(Generic[T]):
    """Begun in the thread that owns the document, from copies that nobody changes; `work` may run in any thread, once.

    Then the owner calls `end`. `work` must touch nothing but what it was given, and no object of Qt.
    """

    def __init__(
        self, work: Callable[[], T], take: Callable[[T], None], fail: Callable[[BaseException], None] | None = None
    ) -> None:
        self._work = work
        self._take = take
        self._fail = fail
        self._result: list[T] = []
        self._error: BaseException | None = None

    def work(self) -> None:
        """Do the half that may wait. It raises nothing: `end` does."""
        try:
            self._result.append(self._work())
        except BaseException as error:  # Also the end of the thread must reach the owner.
            self._error = error

    def end(self) -> None:
        """Take the result into the document, or raise what went wrong, after it was taken note of."""
        if self._error is not None:
            if self._fail is not None:
                self._fail(self._error)
            raise self._error
        self._take(self._result.pop())

    def run(self) -> None:
        """Do both halves now."""
        self.work()
        self.end()
