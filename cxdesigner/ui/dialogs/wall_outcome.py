"""What would be printed: worked out step by step while the window does nothing else, so that it goes on at once."""

from __future__ import annotations

import datetime
from collections.abc import Generator, Iterator
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.layout.sheets import Tiling
from cxdesigner.ui.dialogs.poster_size import letter_words
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import Poster, poster_in_steps, stamp_of
from cxdesigner.wall.sizing import Picture

AT_ONCE_S = 0.15
"""What takes no longer is done at once: nobody shall see words come and go."""


class Outcome(NamedTuple):
    """What would be printed."""

    order: Order
    poster: Poster

    @property
    def picture(self) -> Picture:
        """The map on its page."""
        return self.poster.picture

    @property
    def tiling(self) -> Tiling | None:
        """The sheets, where it is cut into some."""
        return self.poster.tiling

    @property
    def cards(self) -> int:
        """How many cards are drawn."""
        return sum(len(band.plan.cards) for band in self.picture.map.bands)

    def words(self) -> tuple[str, str]:
        """Return the headline and the facts below it."""
        picture = self.picture
        size = f"{picture.width_mm / 10:.0f} × {picture.height_mm / 10:.0f} cm"
        letters = letter_words(picture.smallest_letter_mm)
        if self.tiling is None:
            return f"One sheet of {size}", letters
        count = len(self.tiling.sheets)
        head = "1 sheet" if count == 1 else f"{count} sheets"
        grid = f"{self.tiling.columns} across, {self.tiling.rows} down; "
        pages = f"{grid}{count + 1} pages with the one that shows how they go together" if count > 1 else "1 page"
        if self.poster.only is not None:
            head = f"{len(self.poster.only)} of {head}"
            pages = f"{grid}{self.poster.pages} pages with the one that shows where the new ones go"
        left_out = len(self.tiling.blanks)
        blanks = f" {left_out} empty one{'s are' if left_out != 1 else ' is'} left out." if left_out else ""
        return f"{head} of {self.tiling.paper.name} for {size}", f"{pages}.{blanks} {letters}"


class WorkingOut(QObject):
    """Works out the poster of an order; `done` when `outcome` says what it is, or `refusal` why it cannot be printed."""

    done = Signal()

    def __init__(self, document: Document, map_id: RecordId, parent: QObject) -> None:
        super().__init__(parent)
        self.order: Order | None = None
        self.outcome: Outcome | None = None
        self.refusal = ""
        self._document, self._map_id = document, map_id
        self._steps: Generator[None, None, Poster] | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._step)

    @property
    def is_busy(self) -> bool:
        """Tell whether it is not known yet."""
        return self._steps is not None

    def begin(self, order: Order) -> None:
        """Begin with another order: what takes a moment only is done when this returns, the rest in steps."""
        self.order, self.outcome, self.refusal = order, None, ""
        stamp = stamp_of(self._document, datetime.date.today())
        self._steps = poster_in_steps(self._document, self._map_id, order, stamp)
        until = monotonic() + AT_ONCE_S
        while self.is_busy and monotonic() < until:
            self._step()
        if self.is_busy:
            self._clock.start(0)

    def refuse(self, why: str) -> None:
        """Take an order that nobody can understand."""
        self._steps = self.order = self.outcome = None
        self.refusal = why
        self._end()

    def rest(self) -> Iterator[None]:
        """Take the steps that are left; yield after each."""
        self._clock.stop()
        while self.is_busy:
            self._step()
            yield

    def go_on(self) -> None:
        """Go on by itself, where somebody has stopped taking the rest."""
        if self.is_busy:
            self._clock.start(0)

    def _step(self) -> None:
        assert self._steps is not None
        try:
            next(self._steps)
        except StopIteration as end:
            assert self.order is not None
            self.outcome = Outcome(self.order, end.value)
            self._end()
        except Refused as refusal:
            self.refusal = str(refusal)
            self._end()

    def _end(self) -> None:
        self._steps = None
        self._clock.stop()
        self.done.emit()
