"""The times of the map that is shown: worked out a moment after each edit, where the map shows them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from cxdesigner.document.records import RecordId
from cxdesigner.ui.aside import Aside
from cxdesigner.ui.desk import Desk

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView
    from cxdesigner.document.document import Document
    from cxdesigner.journey.timeline import Timeline
    from cxdesigner.journey.times import Times

LOOK_AFTER_MS = 250
"""Times are worked out this long after the last edit."""


class Kept(NamedTuple):
    """What was worked out for one map."""

    map_id: RecordId
    schedule: Timeline
    times: Times


def look(document: Document, map_id: RecordId) -> Kept:
    """Work out the times of a map. It gets a document of its own, so it may run beside the window."""
    from cxdesigner.journey.graph import build
    from cxdesigner.journey.timeline import timeline
    from cxdesigner.journey.times import times_of

    journey = build(document, map_id)
    schedule = timeline(journey)
    return Kept(map_id, schedule, times_of(journey, schedule))


class Timekeeper(QObject):
    """Tells the map its times. Where the map shows none, nothing is worked out."""

    told = Signal()
    """Other times are known now, or none."""

    def __init__(self, desk: Desk, view: Callable[[], MapView | None]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._view = view
        self._kept: Kept | None = None
        self._aside = Aside(self)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._look)
        desk.map_shown.connect(self.show_map)
        desk.changed.connect(self._follow)

    def show_map(self) -> None:
        """Another map is shown: nothing that was worked out is true of it."""
        self._forget()
        self._follow()

    def words_about(self, record_id: RecordId) -> str:
        """Return what the schedule says of a touchpoint, in a sentence; empty where times are not shown.

        Where its own words could not be read, that is only what follows from what comes before it.
        """
        if self._kept is None:
            return ""
        from cxdesigner.journey.timeline import days_in_words
        from cxdesigner.journey.times import schedule_words

        moment = self._kept.schedule.moments.get(record_id)
        if moment is None or moment.is_read:
            return schedule_words(self._kept.schedule, record_id)
        if moment.start_days <= 0:
            return ""
        return f"What leads to it is not over before {days_in_words(moment.start_days)} after the start."

    def _is_wanted(self) -> bool:
        return self._desk.is_open() and self._desk.map.shows_times

    def _follow(self, _: object = None) -> None:
        if self._is_wanted():
            self._clock.start(LOOK_AFTER_MS if self._kept is not None else 0)
        elif self._kept is not None:
            self._forget()

    def _forget(self) -> None:
        self._clock.stop()
        self._aside.forget()
        self._kept = None
        self._tell()

    def _look(self) -> None:
        if self._is_wanted():
            self._aside.ask(partial(look, self._desk.document.copy(), self._desk.map.id), self._keep)

    def _keep(self, kept: Kept) -> None:
        if self._is_wanted() and kept.map_id == self._desk.map_id:
            self._kept = kept
            self._tell()

    def _tell(self) -> None:
        view = self._view()
        if view is not None:
            view.set_times(self._kept.times if self._kept is not None else None)
        self.told.emit()
