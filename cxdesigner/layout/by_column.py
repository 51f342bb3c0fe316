"""Things of a plan by the column in which they begin: those of a column are made when somebody looks at one of them.

Of a large map little is in view. Where a lane becomes higher, all that is below it goes elsewhere; but only what somebody looks at
is put there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from operator import eq
from typing import Generic, TypeVar, overload

Thing = TypeVar("Thing")


class OfColumn(Generic[Thing]):
    """What begins in one column: *number* things, made when somebody asks for them. They never change."""

    __slots__ = ("_things", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self._things: Sequence[Thing] | None = None

    @property
    def is_made(self) -> bool:
        """Tell whether somebody has looked at them."""
        return self._things is not None

    @property
    def things(self) -> Sequence[Thing]:
        """The things in their order."""
        if self._things is None:
            self._things = self._made()
        return self._things

    def _made(self) -> Sequence[Thing]:
        raise NotImplementedError


class Ready(OfColumn[Thing]):
    """Things that somebody else has made."""

    __slots__ = ()

    def __init__(self, things: Sequence[Thing]) -> None:
        super().__init__(len(things))
        self._things = things


class ByColumn(Sequence[Thing]):
    """All things of one kind along the map. `columns` are those of each column, `starts` tells how many come before these."""

    def __init__(self, columns: Sequence[OfColumn[Thing]] = ()) -> None:
        self.columns = columns
        self.starts = list(accumulate((column.number for column in columns), initial=0))

    def between(self, first: int, behind: int) -> tuple[Thing, ...]:
        """Return the things of the columns from one to that *behind* them."""
        own = self.columns[max(0, first) : max(0, behind)]
        return tuple(chain.from_iterable([column.things for column in own]))

    def _column_of(self, place: int) -> int:
        """Return the column of the thing with a number."""
        return bisect_right(self.starts, place) - 1

    def __len__(self) -> int:
        return self.starts[-1]

    def __iter__(self) -> Iterator[Thing]:
        for column in self.columns:
            yield from column.things

    @overload
    def __getitem__(self, place: int) -> Thing: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Thing, ...]: ...

    def __getitem__(self, place: int | slice) -> Thing | tuple[Thing, ...]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step != 1 or start >= stop:
                return tuple([self[at] for at in range(start, stop, step)])
            first, last = self._column_of(start), self._column_of(stop - 1)
            before = self.starts[first]
            return self.between(first, last + 1)[start - before : stop - before]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        column = self._column_of(place)
        return self.columns[column].things[place - self.starts[column]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return self is other or (len(self) == len(other) and all(map(eq, self, other)))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def differences(before: ByColumn[Thing], after: ByColumn[Thing]) -> Iterator[Thing]:
    """Yield what is in one of two plans only, of the columns at which somebody has looked before: what is new, and what is no more."""
    for old, new in zip(before.columns, after.columns, strict=False):
        if old is new or not old.is_made:
            continue
        was, now = old.things, new.things
        if len(was) == len(now):
            for one, other in zip(was, now, strict=True):
                if one is not other and one != other:
                    yield one
                    yield other
        else:
            yield from _only_in(was, now)
            yield from _only_in(now, was)


def _only_in(these: Sequence[Thing], those: Sequence[Thing]) -> Iterator[Thing]:
    known = {id(thing) for thing in those}
    yield from (thing for thing in these if id(thing) not in known)
