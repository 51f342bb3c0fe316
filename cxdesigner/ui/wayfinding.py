"""The panel of ways at work: looks for them beside the window's own work, lights one up on the map, tells its story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from cxdesigner.canvas import looking
from cxdesigner.canvas.spotlight import Way
from cxdesigner.document.records import RecordId
from cxdesigner.ui.aside import Aside
from cxdesigner.ui.desk import Desk

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView
    from cxdesigner.document.document import Document
    from cxdesigner.journey.graph import Journey
    from cxdesigner.journey.paths import Paths
    from cxdesigner.journey.story import Sentence
    from cxdesigner.journey.timeline import Timeline
    from cxdesigner.journey.ways import NamedWay
    from cxdesigner.ui.panels.paths import PathsPanel

LOOK_AFTER_MS = 400
"""The ways are looked for again so long after the last edit."""
BIG = 1_500
"""On a map of more touchpoints they are looked for again only when somebody asks, so that the hand is never slowed."""


class Found(NamedTuple):
    """What was found in one journey."""

    journey: Journey
    paths: Paths
    times: Timeline
    ways: list[NamedWay]


def look(document: Document, map_id: RecordId) -> Found:
    """Find the ways of a map. It gets a document of its own, so it may run beside the window."""
    from cxdesigner.journey.graph import build
    from cxdesigner.journey.paths import paths
    from cxdesigner.journey.timeline import timeline
    from cxdesigner.journey.ways import ways_of

    journey = build(document, map_id)
    found, times = paths(journey), timeline(journey)
    return Found(journey, found, times, ways_of(journey, found, times))


class Wayfinding(QObject):
    """Keeps panel and map together. Nothing is looked for while nobody looks at the panel."""

    save_asked = Signal()
    """The story is to be saved; `told` says it."""

    def __init__(self, desk: Desk, view: Callable[[], MapView]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._view = view
        self._panel: PathsPanel | None = None
        self._found: Found | None = None
        self._is_stale = True
        self._chosen: NamedWay | None = None
        self._aside = Aside(self)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._begin)
        desk.replaced.connect(self._forget)
        desk.map_shown.connect(self._forget)
        desk.changed.connect(self._follow)
        desk.selected.connect(self._follow_selection)

    def make_panel(self) -> PathsPanel:
        """Return the panel; the column at the right makes it when it is first looked at."""
        from cxdesigner.ui.panels.paths import PathsPanel

        panel = self._panel = PathsPanel()
        panel.opened.connect(self._open)
        panel.again_asked.connect(self._begin)
        panel.way_picked.connect(self.go)
        panel.records_asked.connect(self._desk.show_together)
        panel.stepped.connect(self.step)
        panel.copy_asked.connect(self.copy)
        panel.save_asked.connect(self.save_asked)
        panel.show_way(None, ())
        return panel

    @property
    def panel(self) -> PathsPanel | None:
        """The panel, if somebody has looked at it."""
        return self._panel

    # -- looking -------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        if self._is_stale and not self._clock.isActive():
            self._clock.start(0)

    def _follow(self, _: object = None) -> None:
        """Look again after an edit, where somebody is looking."""
        self._is_stale = True
        if self._panel is None or not self._panel.isVisible():
            return
        if self._found is not None and len(self._found.journey.touchpoints) > BIG:
            self._panel.show_stale()
        else:
            self._clock.start(LOOK_AFTER_MS)

    def _forget(self) -> None:
        """Another map is shown: nothing that was found is true of it."""
        self._clock.stop()
        self._aside.forget()
        self._found, self._chosen, self._is_stale = None, None, True
        if self._panel is not None:
            self._panel.ways.set_choices(())
            self._panel.show_way(None, ())
            self._panel.show_figures((), {})
            self._panel.show_waiting()
            if self._panel.isVisible() and self._desk.is_open():
                self._clock.start(0)

    def _begin(self) -> None:
        if self._panel is None or not self._desk.is_open() or self._desk.map_id is None:
            return
        self._clock.stop()
        self._is_stale = False
        self._panel.show_waiting()
        self._aside.ask(partial(look, self._desk.document.copy(), self._desk.map_id), self._keep)

    def _keep(self, found: Found) -> None:
        if self._desk.is_open() and found.journey.map_id == self._desk.map_id:
            self._found = found
            self._show()

    def _show(self) -> None:
        from cxdesigner.journey.ways import expectations

        found, panel, document = self._found, self._panel, self._desk.document
        if found is None or panel is None:
            return
        panel.show_ways(found.ways, is_complete=found.paths.is_complete)
        if self._is_stale and len(found.journey.touchpoints) > BIG:
            panel.show_stale()
        visits = {i: (document.title_of(i), number) for i, number in found.paths.chances.visits.items()}
        told = expectations(document, found.journey, found.paths, found.times) if found.ways else []
        panel.show_figures(told, visits if found.ways else {})
        chosen = self._chosen
        if chosen is not None and self._view().spotlight.way is not None:
            self.choose(next((way for way in found.ways if way.key == chosen.key), None))

    # -- one way -------------------------------------------------------------------------------------------------------

    def go(self, way: NamedWay | None) -> None:
        """Choose a way and go there: all of it where that can be read, else where it begins."""
        self.choose(way)
        if way is not None:
            looking.show_way(self._view(), way.path)

    def choose(self, way: NamedWay | None) -> None:
        """Light a way up on the map and tell its story; None lets everything stand out again."""
        self._chosen = way
        if self._panel is not None:
            self._panel.show_way(way, self.sentences())
            self._follow_selection(self._desk.selection)
        view = self._view()
        lit = Way(way.title, way.path) if way is not None else None
        if lit != view.spotlight.way:
            view.set_spotlight(replace(view.spotlight, way=lit))

    def follow_light(self) -> None:
        """Let go of the way when Esc on the map has let everything stand out again."""
        if self._chosen is not None and self._view().spotlight.way is None:
            self.choose(None)

    def sentences(self) -> list[Sentence]:
        """Return the story of the chosen way."""
        if self._chosen is None or self._found is None:
            return []
        from cxdesigner.journey.story import story

        return story(self._desk.document, self._found.journey, self._chosen.path, self._found.times)

    def told(self) -> tuple[NamedWay, list[str]] | None:
        """Return the chosen way and its story in lines, or None."""
        if self._chosen is None:
            return None
        return self._chosen, [sentence.text for sentence in self.sentences()]

    def step(self, by: int) -> None:
        """Go on along the way, or back."""
        from cxdesigner.canvas.way import walk_way

        walk_way(self._view(), by)

    def copy(self) -> None:
        """Put the story into the clipboard."""
        told = self.told()
        if told is not None:
            way, lines = told
            QApplication.clipboard().setText("\n".join((f"{way.title} ({way.facts})", *lines)))
            self._desk.said.emit(f"The story was copied: {len(lines)} sentences.")

    def _follow_selection(self, record_ids: tuple[RecordId, ...]) -> None:
        if self._panel is not None and self._chosen is not None:
            self._panel.show_place(record_ids[0] if len(record_ids) == 1 else None)
