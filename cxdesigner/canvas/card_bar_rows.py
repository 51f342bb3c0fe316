"""What stands on the small bar: the fields of cards that one changes all the time, and those of a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout

from cxdesigner.canvas import card_bar_parts as parts
from cxdesigner.canvas.card_bar_parts import MIXED, Bar, BarButton, Divider, Entry, MenuButton, NameField, Words
from cxdesigner.canvas.faces import WORDS as FEELINGS
from cxdesigner.canvas.theme import Theme
from cxdesigner.commands import links, values
from cxdesigner.document.change import Edit
from cxdesigner.document.reading import channels_of, teams_of
from cxdesigner.document.records import Channel, Expectation, Link, LinkKind, Record, RecordId, Status, Team

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

KINDS = {LinkKind.NEXT: "next", LinkKind.BRANCH: "branch", LinkKind.RECOVERY: "when it goes wrong"}
NOBODY = {"channel_id": "No channel", "team_id": "No team"}
NEW = {"channel_id": "New channel", "team_id": "New team"}
EXPECTATIONS = {"below": "below what was expected", "meets": "as expected", "exceeds": "more than expected"}
NOT_SAID = "not said"


class Row(Bar):
    """A bar with buttons. It asks for edits by `do`; what the values are is read from the document each time."""

    left = Signal()
    menu_asked = Signal(QPoint)
    typing_asked = Signal(object)
    """Somebody wants to type the words of this record on the map."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view.viewport(), view.theme)
        self._view = view
        self.ids: tuple[RecordId, ...] = ()
        self._records: list[Record] = []
        self._buttons: dict[str, BarButton] = {}
        self._dividers: list[Divider] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(5, 4, 5, 4)
        self._line.setSpacing(2)
        self._count = Words(self)
        self._line.addWidget(self._count)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def show_records(self, ids: Sequence[RecordId], theme: Theme, *, is_narrow: bool, room: int = 10_000) -> None:
        """Show what records say; on a narrow map without words, and where even that is wider than *room* the closer together."""
        self.ids, self.theme = tuple(ids), theme
        self._records = [record for record in map(self._view.document.find, ids) if record is not None]
        self._count.show_text(f"{len(ids):,} {self.noun}" if len(ids) > 1 else "")
        self.show_values(is_narrow)
        self._line.setSpacing(2)
        for divider in self._dividers:
            divider.show()
        for give_way in (self._count.hide, *(divider.hide for divider in self._dividers), self._close_up):
            self._line.activate()
            if self._line.sizeHint().width() <= room:
                break
            give_way()
        self._line.activate()
        self.adjustSize()

    def _close_up(self) -> None:
        self._line.setSpacing(0)

    noun = "things"

    def show_values(self, is_narrow: bool) -> None:
        """Show the values of all buttons."""
        raise NotImplementedError

    def button(self, name: str) -> BarButton:
        """Return a button by the name of its field or verb."""
        return self._buttons[name]

    def take_keys(self) -> None:
        """Let the first button have the keys."""
        first = next(button for button in self._buttons.values() if button.isEnabled())
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_keys(self) -> bool:
        """Tell whether somebody goes through the bar by keys, or types into it."""
        inside = QApplication.focusWidget()
        return inside is not None and self.isAncestorOf(inside)

    def _add(self, button: BarButton) -> BarButton:
        self._buttons[button.name] = button
        button.left.connect(self.left)
        button.passed.connect(partial(self._go_on, button))
        button.asked_for_tip.connect(self._view.asked_for_tip)
        self._line.addWidget(button)
        return button

    def _go_on(self, button: BarButton, places: int) -> None:
        shown = [one for one in self._buttons.values() if one.isEnabled() and not one.isHidden()]
        after = shown[(shown.index(button) + places) % len(shown)]
        after.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_menu(self, name: str, entries: Callable[[], Sequence[Entry | None]], picked: Any) -> None:
        button = MenuButton(name, self, entries)
        button.picked.connect(picked)
        self._add(button)

    def _add_press(self, name: str, pressed: Callable[[], object]) -> None:
        button = BarButton(name, self)
        button.clicked.connect(partial(_press, pressed))
        self._add(button)

    def _divide(self) -> None:
        self._dividers.append(Divider(self))
        self._line.addWidget(self._dividers[-1])

    def _add_more(self) -> None:
        self._add_press("more", self._ask_menu)

    def _ask_menu(self) -> None:
        button = self._buttons["more"]
        self.menu_asked.emit(button.mapToGlobal(button.rect().bottomLeft()))

    def _show_more(self) -> None:
        self._buttons["more"].show_state("", "More", parts.icon("ellipsis", self.theme))

    def _common(self, name: str) -> tuple[Any, bool]:
        """Return what all records say in a field, and whether they differ."""
        first = getattr(self._records[0], name)
        return first, any(getattr(record, name) != first for record in self._records)

    def _do(self, command: Callable[..., Edit], *arguments: object) -> None:
        ids = self.ids
        self._view.do(lambda: command(self._view.document, ids, *arguments), selects=False)


class CardRow(Row):
    """Channel, team, emotion, moment of truth, expectation and status of cards."""

    noun = "cards"

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._fields: dict[str, NameField] = {}
        self._add_reference("channel_id", self._channels)
        self._add_reference("team_id", self._teams)
        self._divide()
        for emotion in range(-2, 3):
            self._add_press(f"emotion {emotion}", partial(self._feel, emotion))
        self._divide()
        self._add_press("moment_of_truth", lambda: self._do(values.toggle, "moment_of_truth"))
        self._add_menu("expectation", self._expectations, partial(self._mark, "expectation"))
        self._add_menu("status", self._statuses, partial(self._mark, "status"))
        self._add_more()

    def _add_reference(self, name: str, entries: Callable[[], list[Entry | None]]) -> None:
        self._add_menu(
            name,
            lambda: [*entries(), None, Entry(partial(self._name, name), f"{NEW[name]}…")],
            partial(self._mark, name),
        )
        field = NameField(NEW[name], self)
        field.named.connect(partial(self._take_name, name))
        field.left.connect(partial(self._end_name, name))
        self._fields[name] = field
        self._line.addWidget(field)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_values(self, is_narrow: bool) -> None:
        self._show_reference("channel_id", "Channel", is_narrow)
        self._show_reference("team_id", "Team", is_narrow)
        emotion, is_mixed = self._common("emotion")
        for each in range(-2, 3):
            is_chosen = each == emotion and not is_mixed
            tip = f"Emotion: {FEELINGS[each]} ({each + 3})" + (", chosen" if is_chosen else "")
            self._buttons[f"emotion {each}"].show_state("", tip, parts.face_icon(each, self.theme), is_chosen=is_chosen)
        moment, is_mixed = self._common("moment_of_truth")
        state = MIXED if is_mixed else "yes" if moment else "no"
        is_on = bool(moment) and not is_mixed
        button = self._buttons["moment_of_truth"]
        button.show_state("", f"Moment of truth: {state} (M)", parts.moment_icon(self.theme, is_on), is_chosen=is_on)
        self._show_expectation()
        self._show_status(is_narrow)
        self._show_more()

    def _show_reference(self, name: str, label: str, is_narrow: bool) -> None:
        value, is_mixed = self._common(name)
        title = MIXED if is_mixed else self._view.document.title_of(value, NOBODY[name])
        record = None if is_mixed else self._view.document.find(value)
        if is_mixed:
            icon = parts.icon("users" if name == "team_id" else "message-square", self.theme)
        elif name == "team_id":
            icon = parts.team_icon(record.color if isinstance(record, Team) else None, self.theme)
        else:
            known = record.icon if isinstance(record, Channel) and record.icon else "message-square"
            icon = parts.icon(known, self.theme)
        self._show_menu(name, value, is_mixed, "" if is_narrow else title, f"{label}: {title}", icon)

    def _show_menu(self, name: str, value: object, is_mixed: bool, words: str, tip: str, icon: Any) -> None:
        button = self._buttons[name]
        assert isinstance(button, MenuButton)
        button.show_chosen(value, is_mixed=is_mixed)
        button.show_state(words, tip, icon)

    def _show_expectation(self) -> None:
        value, is_mixed = self._common("expectation")
        kind = "" if is_mixed or value is None else str(value)
        state = MIXED if is_mixed else EXPECTATIONS.get(kind, NOT_SAID)
        icon = parts.expectation_icon(kind, self.theme)
        self._show_menu("expectation", value, is_mixed, "", f"Expectation: {state}", icon)

    def _show_status(self, is_narrow: bool) -> None:
        value, is_mixed = self._common("status")
        word = MIXED if is_mixed else str(value or Status.EXISTING)
        icon = parts.icon("flag", self.theme)
        self._show_menu("status", value, is_mixed, "" if is_narrow else word, f"Status: {word}", icon)

    # -- offering ----------------------------------------------------------------------------------------------------

    def _channels(self) -> list[Entry | None]:
        known = channels_of(self._view.document)
        listed = [Entry(one.id, one.title, parts.icon(one.icon or "message-square", self.theme)) for one in known]
        return [*listed, Entry(None, NOBODY["channel_id"])]

    def _teams(self) -> list[Entry | None]:
        listed = [
            Entry(one.id, one.title, parts.team_icon(one.color, self.theme)) for one in teams_of(self._view.document)
        ]
        return [*listed, Entry(None, NOBODY["team_id"])]

    def _expectations(self) -> list[Entry | None]:
        told = [Entry(e, EXPECTATIONS[e].capitalize(), parts.expectation_icon(e, self.theme)) for e in Expectation]
        return [*told, None, Entry(None, NOT_SAID.capitalize())]

    def _statuses(self) -> list[Entry | None]:
        return [Entry(status, status.value.capitalize()) for status in Status]

    # -- changing ----------------------------------------------------------------------------------------------------

    def _mark(self, name: str, value: object) -> None:
        self._do(values.mark, name, value)

    def _feel(self, emotion: int) -> None:
        chosen, is_mixed = self._common("emotion")
        self._mark("emotion", None if chosen == emotion and not is_mixed else emotion)

    def _name(self, name: str) -> None:
        """Take the name of a new channel or team in the place of the button."""
        # The field comes first: a button that hides with the keys would send them along the links of the map.
        self._fields[name].begin()
        self._buttons[name].hide()
        self._line.activate()
        self.adjustSize()

    def _take_name(self, name: str, title: str) -> None:
        self._do(values.refer_to_name, name, title)
        self._end_name(name)

    def _end_name(self, name: str) -> None:
        if self._fields[name].isHidden():
            return
        if self._fields[name].hasFocus():
            self.left.emit()
            return  # The field has told that the keys have left it, and is hidden by now.
        self._fields[name].hide()
        self._buttons[name].show()
        self._line.activate()
        self.adjustSize()


class LinkRow(Row):
    """Kind, condition and probability of links, and turning them round or taking them away."""

    noun = "links"

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._add_menu("kind", lambda: [Entry(kind, word.capitalize()) for kind, word in KINDS.items()], self._set_kind)
        self._add_press("condition", lambda: self.typing_asked.emit(self.ids[0]))
        self._add_menu("probability", self._shares, partial(self._do_mark, "probability"))
        self._divide()
        self._add_press("reverse", lambda: self._do(links.reverse))
        self._add_press("remove", self._remove)

    def show_values(self, is_narrow: bool) -> None:
        kind, is_mixed = self._common("kind")
        word = MIXED if is_mixed else KINDS[kind]
        button = self._buttons["kind"]
        assert isinstance(button, MenuButton)
        button.show_chosen(kind, is_mixed=is_mixed)
        button.show_state(
            "" if is_narrow else word,
            f"Kind of link: {word}",
            parts.icon("repeat" if kind is LinkKind.RECOVERY else "arrow-right", self.theme),
        )
        condition, is_mixed = self._common("condition")
        said = MIXED if is_mixed else condition or "always"
        words = MIXED if is_mixed else condition or "Condition…"
        self._buttons["condition"].show_state(words, f"Condition: {said}", parts.icon("pencil", self.theme))
        self._buttons["condition"].setEnabled(len(self.ids) == 1)
        share, is_mixed = self._common("probability")
        said = MIXED if is_mixed else NOT_SAID if share is None else f"{share:.0%}"
        button = self._buttons["probability"]
        assert isinstance(button, MenuButton)
        button.show_chosen(share, is_mixed=is_mixed)
        button.show_state("%" if share is None or is_mixed else said, f"Share of customers who go this way: {said}")
        self._buttons["reverse"].show_state("", "Turn the link round", parts.icon("arrow-right-left", self.theme))
        self._buttons["remove"].show_state("", "Remove the link", parts.icon("trash-2", self.theme))

    def _shares(self) -> list[Entry | None]:
        chosen, is_mixed = self._common("probability")
        steps = {share / 100 for share in (5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 95)}
        shares = sorted(steps | ({chosen} if chosen is not None and not is_mixed else set()))
        return [*(Entry(share, f"{share:.0%}") for share in shares), None, Entry(None, NOT_SAID.capitalize())]

    def _set_kind(self, kind: object) -> None:
        self._do(links.set_kind, kind)

    def _do_mark(self, name: str, value: object) -> None:
        self._do(values.mark, name, value)

    def _remove(self) -> None:
        from cxdesigner.commands.removing import remove

        self._do(remove)


def _press(pressed: Callable[[], object], is_checked: bool = False) -> None:
    pressed()


def row_for(view: MapView, rows: dict[str, Row]) -> tuple[Row | None, Sequence[RecordId]]:
    """Return the bar for what is selected, and which of it: the cards, or else links; none for anything else."""
    cards = view.selected_cards()
    if cards:
        if "card" not in rows:
            rows["card"] = CardRow(view)
        return rows["card"], cards
    chosen = [record_id for record_id in view.selection if isinstance(view.document.find(record_id), Link)]
    if not chosen or len(chosen) < len(view.selection):
        return None, ()
    if "link" not in rows:
        rows["link"] = LinkRow(view)
    return rows["link"], chosen
