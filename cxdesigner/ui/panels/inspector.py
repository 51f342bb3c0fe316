"""All that is known about what is selected, open to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cxdesigner.canvas.theme import LIGHT, Theme
from cxdesigner.commands.values import set_value
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FIELDS
from cxdesigner.document.records import (
    TYPE_NAMES,
    ExperienceCell,
    Link,
    LinkKind,
    Picture,
    Record,
    RecordId,
    Stage,
    Touchpoint,
)
from cxdesigner.ui.panels.editors import WORDS, LineEditor
from cxdesigner.ui.panels.form import TITLED, Form, Plan
from cxdesigner.ui.widgets.columns import empty
from cxdesigner.ui.widgets.first_to_focus import first_to_focus
from cxdesigner.ui.widgets.label import Label, set_plain_tooltip

if TYPE_CHECKING:
    from cxdesigner.ui.widgets.picture_view import PictureView

LAID_OUT_AFTER_MS = 30
"""What was just opened has its place so much later, and can be scrolled to."""
OUTDENT = 7
"""The title's field stands out to the left by so much, that its letters stand above the others."""

Near = Callable[[Sequence[RecordId]], list[str]]
AboutTime = Callable[[RecordId], str]
"""Says in a sentence when a touchpoint happens, where that is shown."""


class Inspector(QScrollArea):
    """Built from the field table. It plans edits through `plan`, ends merging through `seal`, and keeps no value."""

    record_asked = Signal(object)
    """Somebody wants to see this record."""

    def __init__(
        self,
        plan: Plan,
        seal: Callable[[], None],
        near: Near,
        about_time: AboutTime = lambda _: "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan, self._seal, self._near, self._about_time = plan, seal, near, about_time
        self._theme: Theme = LIGHT
        self._document: Document | None = None
        self._ids: tuple[RecordId, ...] = ()
        self._forms: dict[type[Record], Form] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Details")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Its fields take the keys; on the frame nothing would show them.
        self._lay_out()

    def _lay_out(self) -> None:
        self._title = LineEditor(FIELDS[Touchpoint][0])
        self._title.set_role("title")
        self._title.changed.connect(self._retitle)
        self._title.left.connect(self._seal)
        self._heading = Label("", "title", wraps=True)
        self._about = Label("", "detail", wraps=True)
        self._place = QVBoxLayout()
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        self._picture_place = QVBoxLayout()
        self._picture: PictureView | None = None
        self._near_box = QFrame()
        self._near_box.setObjectName("near")
        self._near_column = QVBoxLayout(self._near_box)
        self._near_column.setContentsMargins(12, 8, 12, 8)
        below = QVBoxLayout()
        below.setContentsMargins(OUTDENT, 0, 0, 0)
        below.setSpacing(4)
        for part in (self._heading, self._about):
            below.addWidget(part)
        below.addSpacing(4)
        below.addLayout(self._place)
        below.addLayout(self._links)
        below.addLayout(self._picture_place)
        below.addSpacing(8)
        below.addWidget(self._near_box)
        below.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16 - OUTDENT, 8, 16, 16)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addLayout(below, 1)
        self.setWidget(inside)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_records(self, document: Document, record_ids: Sequence[RecordId]) -> None:
        """Show what records have in common; records of several types can only be named."""
        if tuple(record_ids) != self._ids or document is not self._document:
            for form in self._forms.values():
                form.settle(document)
        self._document = document
        self._ids = tuple(record_ids)
        self.refresh()

    def follow(self, change: Change) -> None:
        """Look again after a change, where it concerns what is shown or may be referred to."""
        if self._document is None:
            return
        touched = set(change.edits)
        refers = any(type(after or before) is not Touchpoint for before, after in change.edits.values())
        if refers or touched & set(self._ids):
            self.refresh()

    def refresh(self) -> None:
        """Show the values as they are now."""
        assert self._document is not None
        records = [record for record in map(self._document.find, self._ids) if record is not None]
        types = {type(record) for record in records}
        record_type = next(iter(types)) if len(types) == 1 else None
        self._show_heading(records, record_type)
        for known, form in self._forms.items():
            form.setVisible(known is record_type)
        if record_type is not None:
            form = self._form(record_type)
            form.show_records(self._document, records)
            form.setVisible(True)
        self._show_links(records)
        self._show_picture(records)
        self.show_near()

    def show_times(self) -> None:
        """Say again when the touchpoint happens that is shown."""
        form = self._forms.get(Touchpoint)
        if form is not None:
            form.show_said()

    def show_near(self) -> None:
        """Show the problems that concern what is selected."""
        sentences = self._near(self._ids) if self._ids else []
        empty(self._near_column)
        self._near_box.setVisible(bool(sentences))
        if sentences:
            count = "1 problem" if len(sentences) == 1 else f"{len(sentences)} problems"
            self._near_column.addWidget(Label(f"{count} near here", "caution"))
            for sentence in sentences[:6]:
                self._near_column.addWidget(Label(sentence, wraps=True))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for form in self._forms.values():
            form.set_theme(theme)

    def form(self) -> Form | None:
        """Return the form that is shown."""
        return next((form for form in self._forms.values() if not form.isHidden()), None)

    def title_editor(self) -> LineEditor:
        """Return the editor of the title."""
        return self._title

    def go_to(self, name: str) -> None:
        """Put the keys into a field of what is shown, and bring it into view."""
        form = self.form()
        editor: QWidget = (
            self._title if form is None or (name == "title" and not self._title.isHidden()) else form.editor(name)
        )
        QTimer.singleShot(LAID_OUT_AFTER_MS, editor, partial(self._enter, editor))

    def _enter(self, editor: QWidget) -> None:
        (first_to_focus(editor) or editor).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(editor, 0, 60)

    def _form(self, record_type: type[Record]) -> Form:
        if record_type not in self._forms:
            form = Form(record_type, self._plan, self._seal, self._theme, self._about_time)
            self._forms[record_type] = form
            self._place.addWidget(form)
        return self._forms[record_type]

    def _show_heading(self, records: Sequence[Record], record_type: type[Record] | None) -> None:
        has_title = len(records) == 1 and hasattr(records[0], "title") and record_type not in TITLED
        self._title.setVisible(has_title)
        self._heading.setVisible(not has_title)
        if has_title:
            self._title.show_value(records[0].title)  # type: ignore[attr-defined]
        elif len(records) == 1:
            self._heading.setText(self._name_of(records[0]))
        else:
            what = f"{_type_name(record_type).lower()}s" if record_type else "things"
            self._heading.setText(f"{len(records)} {what}" if records else "Nothing selected")
        self._about.setText(self._about_text(records))
        self._about.setVisible(bool(self._about.text()))

    def _about_text(self, records: Sequence[Record]) -> str:
        assert self._document is not None
        if len(records) != 1:
            return "What is changed here changes in all of them." if records else ""
        record = records[0]
        if isinstance(record, Touchpoint):
            return f"Touchpoint · {self._document.title_of(record.stage_id)}, step {record.step + 1}"
        if isinstance(record, Link):
            source, target = self._document.title_of(record.source_id), self._document.title_of(record.target_id)
            return f"From “{source}” to “{target}”"
        if isinstance(record, ExperienceCell):
            return f"Row cell · {self._document.title_of(record.stage_id)}, step {record.step + 1}"
        if isinstance(record, Stage):
            count = len(self._document.referring_to(record.id, Touchpoint))
            return f"Stage · {count} touchpoint{'' if count == 1 else 's'}"
        return _type_name(type(record)) if hasattr(record, "title") and type(record) not in TITLED else ""

    def _name_of(self, record: Record) -> str:
        """Return what a record without a title is called: a cell by its row."""
        assert self._document is not None
        row = self._document.title_of(record.row_id) if isinstance(record, ExperienceCell) else ""
        return row or _type_name(type(record))

    # -- the picture -------------------------------------------------------------------------------------------------

    def _show_picture(self, records: Sequence[Record]) -> None:
        """Show the picture of one record, where it has one; most have none, and then nothing is made."""
        assert self._document is not None
        picture_id = getattr(records[0], "picture_id", None) if len(records) == 1 else None
        picture = self._document.find(picture_id)
        if self._picture is not None:
            self._picture.setVisible(isinstance(picture, Picture))
        if not isinstance(picture, Picture):
            return
        from cxdesigner.canvas.pictures import decode
        from cxdesigner.ui.widgets.picture_view import PictureView

        if self._picture is None:
            self._picture = PictureView()
            self._picture.removed.connect(self._remove_picture)
            self._picture_place.addWidget(self._picture)
        self._picture.show_image(decode(picture.data), picture.title)

    def picture_view(self) -> PictureView | None:
        """Return what shows the picture, where there was one."""
        return self._picture

    def _remove_picture(self) -> None:
        from cxdesigner.commands.pictures import remove_picture

        self._plan(remove_picture, self._ids)

    # -- links -------------------------------------------------------------------------------------------------------

    def _show_links(self, records: Sequence[Record]) -> None:
        empty(self._links)
        if len(records) != 1 or not isinstance(records[0], Touchpoint):
            return
        assert self._document is not None
        touchpoint = records[0]
        links = sorted(
            self._document.referring_to(touchpoint.id, Link), key=lambda link: link.source_id == touchpoint.id
        )
        if not links:
            return
        self._links.addWidget(Label("Links", "bold"))
        for link in links:
            is_leaving = link.source_id == touchpoint.id
            other = self._document.title_of(link.target_id if is_leaving else link.source_id)
            self._links.addWidget(self._link_button(link, f"{'→' if is_leaving else '←'}  {other}"))

    def _link_button(self, link: Link, text: str) -> QPushButton:
        word = link.condition or ("" if link.kind is LinkKind.NEXT else WORDS.get(link.kind, link.kind.value))
        full = f"{text}  ({word})" if word else text
        button = QPushButton(self.fontMetrics().elidedText(full, Qt.TextElideMode.ElideRight, 280).replace("&", "&&"))
        button.setProperty("role", "row")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_plain_tooltip(button, f"{full}\nPress to change this link")
        button.clicked.connect(partial(self._ask_for, link.id))
        return button

    def _ask_for(self, record_id: RecordId, is_checked: bool = False) -> None:
        self.record_asked.emit(record_id)

    def _retitle(self, title: object) -> None:
        if len(self._ids) == 1:
            self._plan(set_value, self._ids[0], "title", title)


def _type_name(record_type: type[Record] | None) -> str:
    return "" if record_type is None else TYPE_NAMES[record_type].replace("_", " ").capitalize()
