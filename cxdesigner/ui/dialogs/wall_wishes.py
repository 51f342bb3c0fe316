"""What can be wished for on the wall: paper, sheets, part of the map, ink, and what is shown."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of, teams_of
from cxdesigner.document.records import LaneKind, Map, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.journey.heat import measures_that_colour
from cxdesigner.layout.sheets import PAPERS, parse_paper
from cxdesigner.storage.settings import Settings
from cxdesigner.ui.dialogs.wall_lanes import LanesToShow
from cxdesigner.ui.widgets.combo import Choice
from cxdesigner.ui.widgets.label import Label
from cxdesigner.ui.widgets.segmented import Segmented
from cxdesigner.ui.widgets.tick_box import TickBox
from cxdesigner.wall.changed import last_scale
from cxdesigner.wall.inks import COLOUR, INKS, PREVIEWS, theme_of
from cxdesigner.wall.order import Order
from cxdesigner.wall.part import cards_of
from cxdesigner.wall.shown import authors_of_notes
from cxdesigner.wall.sparing import MARGINS, OVERLAPS, WayOut

LANES = (
    (LaneKind.TEAM, "Team"),
    (LaneKind.CHANNEL, "Channel"),
    (LaneKind.LAYER, "Layer"),
    (LaneKind.TEAM_AND_CHANNEL, "Team › Channel"),
)
TILES = ("", "A4", "A3", "Letter", "Tabloid")
KEPT = "kept"
"""The size that keeps the scale of the last print."""
NOTHING = "Only what is selected (nothing is)"
SHEETS = (2, 4, 6, 8, 9, 12, 16, 20, 25, 30, 40)


class WallWishes(QWidget):
    """The controls. `changed` is told when another poster is wished for, `recoloured` when the same in other colours."""

    changed = Signal()
    recoloured = Signal()

    def __init__(
        self, document: Document, map_id: RecordId, settings: Settings, selected: Collection[RecordId] = ()
    ) -> None:
        super().__init__()
        self._settings = settings
        self._stages = [stage.id for stage in stages_of(document, map_id)]
        self._last_scale = last_scale(document, map_id)
        self._make_page()
        self._selected = cards_of(document, map_id, selected)
        self._make_part(document, document.map(map_id))
        self.heat = self._choice([("", "Nothing"), *measures_that_colour(document, map_id).items()], "")
        self._make_looks(document.map(map_id).shows_times)
        self._make_people(document, map_id)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(4)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for title, widget in (
            ("Paper (or a size such as 90x120 cm)", self.paper),
            ("Orientation", self.turn),
            ("Lanes by", self.lanes),
            ("Lanes to show", self.shown_lanes),
            ("Sheets", self.tiles),
            ("How large", self.most_sheets),
            ("Orientation of the sheets", self.sheet_turn),
            ("Overlap of the sheets", self.overlap),
            ("White around each sheet", self.margin),
            ("From stage", self.first),
            ("To stage", self.last),
            ("Colour cards by", self.heat),
            ("Stickers by", self.notes_by),
            ("Stickers and marks of", self.of_team),
            ("Ink", self.ink),
            ("Show it here", self.eyes),
        ):
            form.addRow(Label(title, "small"), widget)
            if widget is self.margin:
                form.addRow(self.only_changed)
            if widget is self.last:
                form.addRow(self.only_selected)
        for tick in (self.heading, self.notes, self.problems, self.times):
            form.addRow(tick)
        self.settle()

    def _make_page(self) -> None:
        self.paper = Choice()
        self.paper.setEditable(True)
        self.paper.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.paper.set_choices([(name, name) for name in PAPERS])
        self.paper.setEditText(self._settings.text("wall.paper", "A0") or "A0")
        self.paper.setAccessibleName("Paper")
        self.paper.editTextChanged.connect(self._follow)
        self.turn = Segmented(((None, "Best"), (True, "Landscape"), (False, "Portrait")), name="Orientation")
        self.turn.button(None).setChecked(True)
        self.turn.picked.connect(self._follow)
        self.tiles = self._choice(
            [(paper, f"Glue together sheets of {paper}" if paper else "One large sheet") for paper in TILES],
            self._settings.choice("wall.tiles", TILES, ""),
        )
        kept = (
            [] if self._last_scale is None else [(KEPT, f"Keep the scale of the last print ({self._last_scale:.1%})")]
        )
        sizes = [(None, "As large as the paper"), *kept, *((count, f"As large as {count} sheets") for count in SHEETS)]
        self.most_sheets = self._choice(sizes, None)
        turns = ((None, "Fewest"), (True, "Landscape"), (False, "Portrait"))
        self.sheet_turn = Segmented(turns, name="Orientation of the sheets")
        self.sheet_turn.button(None).setChecked(True)
        self.sheet_turn.picked.connect(self._follow)
        self.overlap = self._choice(
            [(overlap, f"{overlap} mm") for overlap in OVERLAPS], self._usual("wall.overlap", OVERLAPS, 10)
        )
        self.margin = self._choice(
            [(margin, f"{margin} mm") for margin in MARGINS], self._usual("wall.margin", MARGINS, 12)
        )

    def _make_part(self, document: Document, of_map: Map) -> None:
        self.lanes = Choice()
        self.lanes.set_choices(list(LANES))
        self.lanes.show_choice(of_map.lanes)
        self.lanes.picked.connect(self._offer_lanes)
        self.shown_lanes = LanesToShow(document, of_map.id)
        self.shown_lanes.offer(of_map.lanes)
        self.shown_lanes.changed.connect(self._follow)
        count = len(self._selected)
        self.only_selected = self._tick(f"Only what is selected ({_counted(count)})" if count else NOTHING, False)
        self.only_selected.setEnabled(count > 0)
        titles = [(stage_id, document.title_of(stage_id)) for stage_id in self._stages]
        self.first = self._choice([(None, "The first one"), *titles], None)
        self.last = self._choice([(None, "The last one"), *titles], None)

    def _make_looks(self, has_times: bool) -> None:
        self.ink = Choice()
        self.ink.set_choices([(name, title) for name, (title, _) in INKS.items()])
        self.ink.show_choice(self._settings.choice("wall.ink", tuple(INKS), COLOUR))
        self.ink.picked.connect(self.recoloured)
        self.eyes = Choice()
        self.eyes.set_choices(list(PREVIEWS.items()))
        self.eyes.show_choice("")
        self.eyes.picked.connect(self.recoloured)
        self.only_changed = self._tick("Only sheets that have changed", False)
        self.heading = self._tick("Title and legend", True)
        self.notes = self._tick("Stickers", True)
        self.problems = self._tick("Marks where something is missing", False)
        self.times = self._tick("Times: a scale, and the day on cards", has_times)

    def _make_people(self, document: Document, map_id: RecordId) -> None:
        authors = authors_of_notes(document, map_id)
        self.notes_by = self._choice([("", "Everybody"), *((name, shown_name(name)) for name in authors)], "")
        teams = [(team.id, team.title) for team in teams_of(document)]
        self.of_team = self._choice([(None, "All teams"), *teams], None)

    # -- what is wished for ----------------------------------------------------------------------------------------

    def order(self) -> Order:
        """Return the order. Raises Refused for a paper that does not exist."""
        lanes, landscape, tiles = self.lanes.chosen(), self.turn.chosen(), self.tiles.chosen()
        most = self.most_sheets.chosen() if tiles else None
        return Order(
            paper=None if most else parse_paper(self.paper.currentText()),
            scale=self._last_scale or 1.0 if most == KEPT else 1.0,
            landscape=landscape if isinstance(landscape, bool) else None,
            lanes=lanes if isinstance(lanes, LaneKind) else None,
            tiles=parse_paper(str(tiles)) if tiles else None,
            tiles_landscape=self._sheets_turned(),
            overlap_mm=_length(self.overlap, 10.0),
            margin_mm=_length(self.margin, 12.0),
            most_sheets=most if isinstance(most, int) else None,
            stages=self._part(),
            only_lanes=self.shown_lanes.chosen(),
            only_cards=self._selected if self.only_selected.isChecked() else (),
            has_heading=self.heading.isChecked(),
            has_notes=self.notes.isChecked(),
            notes_by=str(self.notes_by.chosen() or ""),
            of_team=None if self.of_team.chosen() is None else RecordId(str(self.of_team.chosen())),
            has_problems=self.problems.isChecked(),
            has_times=self.times.isChecked(),
            heat=str(self.heat.chosen() or ""),
            theme=theme_of(self.chosen_ink()),
        )

    def _sheets_turned(self) -> bool | None:
        turn = self.sheet_turn.chosen()
        return turn if isinstance(turn, bool) and self.tiles.chosen() else None

    def take(self, way_out: WayOut) -> None:
        """Wish for what spares the cards."""
        order = way_out.order
        self.overlap.show_choice(int(order.overlap_mm))
        self.margin.show_choice(int(order.margin_mm))
        self.sheet_turn.button(order.tiles_landscape).setChecked(True)
        self._follow()

    def chosen_ink(self) -> str:
        """Return the name of the ink."""
        return str(self.ink.chosen() or COLOUR)

    def chosen_eyes(self) -> str:
        """Return as whose eyes the preview is shown."""
        return str(self.eyes.chosen() or "")

    def wants_only_changed(self) -> bool:
        """Tell whether only those sheets shall be printed that differ from what hangs on the wall."""
        return bool(self.tiles.chosen()) and self.only_changed.isChecked()

    def keep(self) -> None:
        """Remember paper, sheets and ink for the next time."""
        self._settings.keep("wall.paper", self.paper.currentText())
        self._settings.keep("wall.tiles", str(self.tiles.chosen() or ""))
        self._settings.keep("wall.overlap", _length(self.overlap, 10.0))
        self._settings.keep("wall.margin", _length(self.margin, 12.0))
        self._settings.keep("wall.ink", self.chosen_ink())
        self._settings.save()

    def _part(self) -> tuple[RecordId, ...]:
        first, last = self.first.chosen(), self.last.chosen()
        if first is None and last is None:
            return ()
        start = 0 if first is None else self._stages.index(RecordId(str(first)))
        end = len(self._stages) - 1 if last is None else self._stages.index(RecordId(str(last)))
        if start > end:
            raise Refused("The stage to begin with comes after the one to end with; choose an earlier one.")
        return tuple(self._stages[start : end + 1])

    # -- making -----------------------------------------------------------------------------------------------------

    def _choice(self, choices: object, chosen: object) -> Choice:
        box = Choice()
        box.set_choices(list(choices))  # type: ignore[call-overload]
        box.show_choice(chosen)
        box.picked.connect(self._follow)
        return box

    def _tick(self, text: str, is_on: bool) -> TickBox:
        tick = TickBox(text)
        tick.setChecked(is_on)
        tick.toggled.connect(self._follow)
        return tick

    def _usual(self, name: str, lengths: tuple[int, ...], usual: int) -> int:
        kept = self._settings.number(name, usual, 0, 50)
        return min(lengths, key=lambda length: abs(length - kept))

    def _offer_lanes(self, _: object = None) -> None:
        kind = self.lanes.chosen()
        if isinstance(kind, LaneKind):
            self.shown_lanes.offer(kind)
        self._follow()

    def _follow(self, _: object = None) -> None:
        self.settle()
        self.changed.emit()

    def settle(self) -> None:
        """Leave only those controls that have something to say."""
        is_tiled = bool(self.tiles.chosen())
        is_by_sheets = is_tiled and self.most_sheets.chosen() is not None
        for control in (self.most_sheets, self.sheet_turn, self.overlap, self.margin, self.only_changed):
            control.setEnabled(is_tiled)
        self.notes_by.setEnabled(self.notes.isChecked() and len(self.notes_by.choices()) > 1)
        self.of_team.setEnabled(self.notes.isChecked() or self.problems.isChecked())
        self.heading.setEnabled(not self.heat.chosen())
        self.paper.setEnabled(not is_by_sheets)
        self.turn.setEnabled(not is_by_sheets)


def _counted(cards: int) -> str:
    return "1 card" if cards == 1 else f"{cards:,} cards"


def _length(box: Choice, usual: float) -> float:
    length = box.chosen()
    return float(length) if isinstance(length, int) else usual
