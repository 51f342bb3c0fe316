"""The fields of one type of record, as the field table lists them: labels, editors, and what is said below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxdesigner.canvas.theme import Theme
from cxdesigner.commands.lanes import add_channel, add_team
from cxdesigner.commands.values import set_values
from cxdesigner.document.change import Edit
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FIELDS, FieldInfo, Kind, groups_of
from cxdesigner.document.reading import channels_of, events_of, layer_of, teams_of
from cxdesigner.document.records import Channel, Event, Map, Record, RecordId, Team, Touchpoint
from cxdesigner.formats.form_reports import followed_words
from cxdesigner.journey.followed import followed_at
from cxdesigner.ui.panels.editors import EDITORS, ChoiceEditor, Editor, ReferenceEditor
from cxdesigner.ui.panels.parts import PartsEditor
from cxdesigner.ui.panels.pickers import PICKERS
from cxdesigner.ui.panels.timing import what_was_understood
from cxdesigner.ui.widgets.label import Label, set_plain_tooltip
from cxdesigner.ui.widgets.section import Section

Plan = Callable[..., bool]

OPEN_GROUPS = {"", "The meeting", "The customer", "Into action"}
"""Groups that are open from the start."""


TITLED = (Map,)
"""The title stands among the fields of these; elsewhere it is the heading above them."""


def _add_event(document: Document, title: str) -> Edit:
    from cxdesigner.commands.events import add_event

    return add_event(document, title)


CREATORS: dict[type[Record], Callable[[Document, str], Edit]] = {
    Team: add_team,
    Channel: add_channel,
    Event: _add_event,
}
"""How a name becomes a record that a field can refer to."""

LISTS: dict[type[Record], Callable[[Document], Sequence[Any]]] = {
    Team: teams_of,
    Channel: channels_of,
    Event: events_of,
}


def refer_to_name(document: Document, record_ids: Sequence[RecordId], info: FieldInfo, title: str) -> Edit:
    """Plan letting a field refer to something by its name, made where it is not there yet; one step for Undo."""
    assert info.refers_to is not None
    making = CREATORS[info.refers_to](document, title)
    setting = set_values(document, record_ids, info.name, making.show[0])
    return Edit(f"Change “{info.label}”", making.change.then(setting.change))


def how_it_was_followed(document: Document, touchpoint: Touchpoint) -> tuple[str, str]:
    """Return how often the checklist of a touchpoint was followed, and the role of that sentence."""
    return followed_words(followed_at(document, touchpoint)), "small"


SAID: dict[str, Callable[[Document, Touchpoint], tuple[str, str]]] = {
    "when": what_was_understood,
    "prompts": how_it_was_followed,
}
"""What is said under a field of a touchpoint: a sentence and its role."""


class Form(QWidget):
    """Editors for the fields of one type. It shows records of that type and plans what is typed."""

    def __init__(
        self,
        record_type: type[Record],
        plan: Plan,
        seal: Callable[[], None],
        theme: Theme,
        about_time: Callable[[RecordId], str] = lambda _: "",
    ) -> None:
        super().__init__()
        self.record_type = record_type
        self._about_time = about_time
        self._plan = plan
        self._seal = seal
        self._theme = theme
        self._document: Document | None = None
        self._records: list[Record] = []
        self._editors: dict[str, Editor] = {}
        self._said: dict[str, Label] = {}
        self.when_it_is = Label("", "small", wraps=True, parent=self)
        """What the schedule says of the touchpoint."""
        self.when_it_is.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.sections: dict[str, Section] = {}
        for group, infos in groups_of(FIELDS[record_type]).items():
            infos = [info for info in infos if info.name != "title" or record_type in TITLED]
            if infos:
                make = partial(self._make_group, infos)
                section = Section(group, make, is_open=group in OPEN_GROUPS, parent=self)
                section.toggled.connect(self._refresh_section)
                self.sections[group] = section
                self._column.addWidget(section)

    def editor(self, name: str) -> Editor:
        """Return the editor of a field, opening the group in which it stands."""
        for group, infos in groups_of(FIELDS[self.record_type]).items():
            if any(info.name == name for info in infos):
                self.sections[group].open()
        return self._editors[name]

    def show_records(self, document: Document, records: Sequence[Record]) -> None:
        """Show the values of records, all of one type."""
        self._document = document
        self._records = list(records)
        for name in self._editors:
            self._show(name)
        self.show_said()

    def settle(self, document: Document) -> None:
        """Let what is typed and not told yet go to the records it was typed for, if they are still there."""
        is_there = document is self._document and all(record.id in document for record in self._records)
        for editor in self._editors.values():
            if is_there and self._records:
                editor.settle()
            else:
                editor.drop_typed()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for editor in self._editors.values():
            editor.set_theme(theme)

    # -- making ------------------------------------------------------------------------------------------------------

    def _make_group(self, infos: list[FieldInfo], section: QWidget) -> QWidget:
        inside = QWidget(section)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        for info in infos:
            editor = self._make_editor(info, inside)
            self._editors[info.name] = editor
            if info.kind is not Kind.YES_NO:
                label = Label(info.label, "small", parent=inside)
                set_plain_tooltip(label, info.help)
                label.setBuddy(editor)
                column.addSpacing(4)
                column.addWidget(label)
            else:
                column.addSpacing(6)
            column.addWidget(editor)
            if info.name in SAID and self.record_type is Touchpoint:
                self._said[info.name] = Label("", "good", wraps=True, parent=inside)
                column.addWidget(self._said[info.name])
                if info.name == "when":
                    column.addWidget(self.when_it_is)
        return inside

    def _make_editor(self, info: FieldInfo, parent: QWidget) -> Editor:
        editor: Editor
        if (self.record_type, info.name) in PICKERS:
            editor = PICKERS[self.record_type, info.name](info, parent)
        elif info.refers_to is not None:
            editor = ReferenceEditor(info, parent, takes_names=info.refers_to in CREATORS)
        elif info.kind is Kind.PARTS:
            editor = PartsEditor(info, parent)
        elif info.kind is Kind.CHOICE:
            editor = ChoiceEditor(info, parent, may_be_empty=_may_be_empty(self.record_type, info))
        else:
            editor = EDITORS[info.kind](info, parent)
        set_plain_tooltip(editor, info.help)
        editor.set_theme(self._theme)
        editor.changed.connect(partial(self._change, info.name))
        editor.named.connect(partial(self._name, info))
        editor.left.connect(self._seal)
        return editor

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show(self, name: str) -> None:
        if self._document is None or not self._records:
            return
        editor = self._editors[name]
        if editor.info.refers_to is not None:
            editor.set_choices(self._choices(editor.info))
        values = [getattr(record, name) for record in self._records]
        is_mixed = any(value != values[0] for value in values)
        editor.show_value(values[0], is_mixed=is_mixed)
        if name == "layer" and values[0] is None and not is_mixed:
            editor.suggest(suggested_layer(self._document, self._records))

    def show_said(self) -> None:
        """Say below fields what follows from them: what was understood of a timing and when that is, and the like."""
        record: Record | None = self._records[0] if len(self._records) == 1 else None
        if record is not None and self._document is not None:
            record = self._document.find(record.id)  # What is hidden may be gone, and so may its stage.
        for name, label in self._said.items():
            text, role = "", "good"
            if isinstance(record, Touchpoint) and self._document is not None:
                text, role = SAID[name](self._document, record)
            label.setText(text)
            label.set_role(role)
            label.setVisible(bool(text))
        said = self._about_time(record.id) if isinstance(record, Touchpoint) else ""
        self.when_it_is.setText(said)
        self.when_it_is.setVisible(bool(said))

    def _choices(self, info: FieldInfo) -> list[tuple[object, str]]:
        assert self._document is not None
        assert info.refers_to is not None
        list_of = LISTS.get(info.refers_to)
        records = list_of(self._document) if list_of else self._document.all(info.refers_to)
        return [(None, "—"), *((record.id, getattr(record, "title", record.id)) for record in records)]

    def _refresh_section(self, is_open: bool) -> None:
        if is_open and self._document is not None:
            self.show_records(self._document, self._records)

    # -- editing -----------------------------------------------------------------------------------------------------

    def _change(self, name: str, value: object) -> None:
        ids = [record.id for record in self._records]
        if ids and not self._plan(set_values, ids, name, value):
            self._show(name)

    def _name(self, info: FieldInfo, title: str) -> None:
        ids = [record.id for record in self._records]
        if ids:
            self._plan(refer_to_name, ids, info, title)
            self._show(info.name)


def suggested_layer(document: Document, records: Sequence[Record]) -> str:
    """Return in which lane cards stand that name no layer, or an empty text where it is not one."""
    layers = {layer_of(document, record) for record in records if isinstance(record, Touchpoint)}
    return f"as it stands: {layers.pop().value.capitalize()}" if len(layers) == 1 else ""


def _may_be_empty(record_type: type[Record], info: FieldInfo) -> bool:
    """Tell whether a choice may be none: where a new record starts without one."""
    fields = record_type.__dataclass_fields__
    return fields[info.name].default is None
