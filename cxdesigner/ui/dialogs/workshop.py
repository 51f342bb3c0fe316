"""For the paper wall: cards and the empty grid to print, and afterwards the place where ids and cells are typed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFormLayout, QPlainTextEdit, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.ui.dialogs.checklist import PAPERS
from cxdesigner.ui.dialogs.frame import AskWhere, Dialog, Write
from cxdesigner.ui.widgets.combo import Choice
from cxdesigner.ui.widgets.label import Label
from cxdesigner.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from cxdesigner.paper.cards import Sheet

WHAT = (("cards", "Cards"), ("grid", "Empty grid"))
BLANKS = (0, 4, 6, 8, 12, 16, 24, 48, 100)
ONE_PAGE = "one page"


class WorkshopDialog(Dialog):
    """Cards or grid, how large, on which paper; and how many sheets that gives."""

    def __init__(
        self, parent: QWidget | None, document: Document, map_id: RecordId, ask_where: AskWhere, write: Write
    ) -> None:
        super().__init__(
            parent,
            "Workshop on paper",
            "Cards with a short id and a QR code, and the empty grid in true size to stick them on. "
            "Afterwards “Place cards…” takes what hangs on the wall back into the map.",
        )
        self._document, self._map_id = document, map_id
        self._ask_where, self._write = ask_where, write
        self.setMinimumWidth(520)
        self.what = Segmented(WHAT, name="What is printed")
        self.what.show_choice("cards")
        self.per_sheet = Choice()
        self.per_sheet.set_choices(_sizes())
        self.per_sheet.show_choice(8)
        self.paper = Choice()
        self.paper.set_choices([(paper, paper) for paper in PAPERS])
        self.paper.show_choice("A4")
        self.tiles = Choice()
        self.tiles.set_choices([("", "One page, for a plotter"), *((paper, f"Sheets of {paper}") for paper in PAPERS)])
        self.tiles.show_choice("A3")
        self.blanks = Choice()
        self.blanks.set_choices([(number, str(number) if number else "none") for number in BLANKS])
        self.blanks.show_choice(8)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        for label, field in (
            ("Print", self.what),
            ("Cards", self.per_sheet),
            ("Paper of the cards", self.paper),
            ("Blank cards", self.blanks),
            ("Grid on", self.tiles),
        ):
            form.addRow(label, field)
        self.body.addLayout(form)
        self.counted = Label("", "strong", wraps=True)
        self.body.addSpacing(4)
        self.body.addWidget(self.counted)
        self.body.addStretch(1)
        self.add_close("Cancel")
        self.save = self.add_button("Save as PDF…", is_primary=True, is_default=True)
        self.save.clicked.connect(self.save_pdf)
        for choice in (self.per_sheet, self.paper, self.blanks, self.tiles):
            choice.picked.connect(self._count)
        self.what.picked.connect(self._count)
        self._count()

    def save_pdf(self) -> None:
        """Ask where, write the PDF, and close when it is written."""
        title = "Save the cards" if self.what.chosen() == "cards" else "Save the grid"
        path = self._ask_where(title, ".pdf", "PDF (*.pdf)")
        if path is not None and self._write(path, self._pdf):
            self.accept()

    def _pdf(self) -> bytes:
        from cxdesigner.ui.apart import workshop_apart

        wishes = {
            "what": self.what.chosen(),
            **self._cards_on_a_sheet(),
            "blanks": self._blanks(),
            "tiles": str(self.tiles.chosen() or ""),
        }
        return workshop_apart(self._document, self._map_id, wishes, self)

    def _blanks(self) -> int:
        chosen = self.blanks.chosen()
        return chosen if isinstance(chosen, int) else 0

    def _cards_on_a_sheet(self) -> dict[str, Any]:
        """Return how many cards are on which paper, or else the name of the label sheet."""
        size, paper = self.per_sheet.chosen(), str(self.paper.chosen() or "A4")
        if isinstance(size, int):
            return {"per_sheet": size, "labels": "", "paper": paper}
        return {"per_sheet": 8, "labels": str(size), "paper": paper}

    def _sheet(self) -> Sheet:
        from cxdesigner.layout.sheets import parse_paper
        from cxdesigner.paper.cards import sheet_of

        asked = self._cards_on_a_sheet()
        return sheet_of(asked["per_sheet"], parse_paper(asked["paper"]), asked["labels"])

    def _count(self, _: object = None) -> None:
        from cxdesigner.layout.sheets import parse_paper
        from cxdesigner.paper.workshop_grid import grid_of, sheets_of

        is_cards = self.what.chosen() == "cards"
        self.paper.setEnabled(isinstance(self.per_sheet.chosen(), int))
        self.blanks.setEnabled(is_cards)
        self.tiles.setEnabled(not is_cards)
        try:
            sheet = self._sheet()
        except Refused as refusal:
            self.counted.setText(str(refusal))
            self.save.setEnabled(False)
            return
        self.save.setEnabled(True)
        size = f"{sheet.width:.0f} × {sheet.height:.0f} mm"
        if is_cards:
            cards = len(touchpoints_of(self._document, self._map_id)) + self._blanks()
            sheets = max(1, -(-cards // (sheet.columns * sheet.rows)))
            self.counted.setText(f"{cards:,} cards of {size} on {sheets:,} sheet{'' if sheets == 1 else 's'}")
            return
        grid = grid_of(self._document, self._map_id, sheet)
        tiles = str(self.tiles.chosen() or "")
        columns, rows = sheets_of(grid, parse_paper(tiles)) if tiles else (1, 1)
        on = f"{columns * rows:,} sheets of {tiles}" if tiles else ONE_PAGE
        self.counted.setText(f"{grid.width / 1000:.1f} × {grid.height / 1000:.1f} m for cards of {size}, on {on}")


class PlacingDialog(Dialog):
    """Lines of ids and cells, and what each of them means; what is understood is placed in one step."""

    def __init__(self, parent: QWidget | None, document: Document, map_id: RecordId, plan: Callable[..., bool]) -> None:
        super().__init__(
            parent,
            "Place cards",
            "A line for each card: its short id and the cell in which it hangs, such as “K3V B2.1” (lane B, stage 2, step 1). "
            "“+ B2.1 Thank-you call” makes a new card.",
        )
        self._document, self._map_id, self._plan = document, map_id, plan
        self.resize(640, 520)
        self.typed = QPlainTextEdit()
        self.typed.setAccessibleName("Ids and cells")
        self.typed.setPlaceholderText("K3V B2.1\nD61 A1.2\n+ C3.1 Thank-you call")
        self.typed.setTabChangesFocus(True)
        self.typed.textChanged.connect(self._understand)
        self.body.addWidget(self.typed, 1)
        self.understood = Label("", "detail", wraps=True)
        self.body.addWidget(self.understood)
        self.lanes = Label(_lanes_in_words(document, map_id), "small", wraps=True)
        self.body.addWidget(self.lanes)
        self.add_close("Cancel")
        self.place = self.add_button("Place cards", is_primary=True)
        self.place.clicked.connect(self._place)
        self._understand()

    def _understand(self) -> None:
        from cxdesigner.commands.placing import read_placings

        readings = read_placings(self._document, self._map_id, self.typed.toPlainText())
        wrong = [reading for reading in readings if reading.problem]
        good = len(readings) - len(wrong)
        said = [f"{good:,} understood" + (f", {len(wrong):,} not" if wrong else "") + "."] if readings else []
        if readings and not wrong:
            said.append(f"Last: “{readings[-1].title}”.")
        said += [f"“{reading.line[:60]}”: {reading.problem}" for reading in wrong[:4]]
        self.understood.setText("\n".join(said))
        self.place.setEnabled(good > 0)
        self.place.setText(f"Place {good:,} card{'' if good == 1 else 's'}" if good else "Place cards")

    def _place(self) -> None:
        """Place what is understood; lines that are not stay, so that they can be mended and placed too."""
        from cxdesigner.commands.placing import place_cards, read_placings

        text = self.typed.toPlainText()
        left = [reading.line for reading in read_placings(self._document, self._map_id, text) if reading.problem]
        if not self._plan(place_cards, self._map_id, text):
            return
        if left:
            self.typed.setPlainText("\n".join(left))
            self.understood.setText(f"The other cards are placed. Left to mend:\n{self.understood.text()}")
        else:
            self.accept()


def _sizes() -> list[tuple[object, str]]:
    from cxdesigner.paper.cards import LABELS, PER_SHEET

    plain: list[tuple[object, str]] = [(number, f"{number} a sheet") for number in PER_SHEET]
    return plain + [
        (name, f"{sheet.name}: {sheet.columns * sheet.rows} a sheet, {sheet.width:g} × {sheet.height:g} mm")
        for name, sheet in LABELS.items()
    ]


def _lanes_in_words(document: Document, map_id: RecordId) -> str:
    from cxdesigner.layout.addresses import addresses_of, lane_letter
    from cxdesigner.layout.lanes import LANES

    lanes, stages = addresses_of(document, map_id)
    rows = []
    for number, key in enumerate(lanes):
        kind = LANES[key.kind]
        outer = f"{kind.outer_title(document, key)} › " if kind.outer_title is not None else ""
        rows.append(f"{lane_letter(number)} {outer}{kind.lane_title(document, key)}")
    columns = [f"{number} {stage.title}" for number, stage in enumerate(stages, start=1)]
    return f"Lanes: {' · '.join(rows)}\nStages: {' · '.join(columns)}"
