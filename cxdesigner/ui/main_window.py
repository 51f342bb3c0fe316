"""The window: puts the rooms together and decides nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from cxdesigner import resources
from cxdesigner.canvas import fonts
from cxdesigner.document.text import shown_name
from cxdesigner.storage.settings import Settings
from cxdesigner.ui.desk import Desk
from cxdesigner.ui.dressing import dress
from cxdesigner.ui.fetching import files_there
from cxdesigner.ui.filing import Filing
from cxdesigner.ui.journey_pages import write_action_plan, write_measures
from cxdesigner.ui.look import LOOKS, SYSTEM, Look, look_named
from cxdesigner.ui.safety import SafetyClock

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from cxdesigner.canvas.view import MapView
    from cxdesigner.storage.offers import Offer
    from cxdesigner.ui.actions.menus import Actions
    from cxdesigner.ui.editor import EditorPage
    from cxdesigner.ui.panels.welcome import Welcome
    from cxdesigner.ui.rescue import Rescued
    from cxdesigner.ui.widgets.toast import Toast

SIZE = QSize(1440, 880)
LEAST_SIZE = QSize(960, 600)
FILL_AFTER_MS = 40
"""So long the first picture has the processor for itself, before menus are filled."""
MENU_TITLES = {"file": "&File", "edit": "&Edit", "map": "&Map", "view": "&View", "help": "&Help"}
_ON_THINGS = (
    "edit.select_cards", "map.link_next", "map.link_branch", "map.link_recovery", "",
    "edit.rename", "edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.picture_remove", "",
    "map.add_touchpoint", "map.add_link", "map.add_note", "map.add_stage_before", "map.add_stage_after", "", "view.focus", "", "edit.delete",
)  # fmt: skip
_ON_THE_MAP = (
    "map.add_touchpoint",
    "map.add_stage",
    "map.add_team",
    "map.add_channel",
    "map.add_note",
    "edit.paste",
    "",
    "view.fit",
)


class MainWindow(QMainWindow):
    """One window with one document, or the page to begin with."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.desk = Desk(self)
        self.filing = Filing(self.desk, self.settings, self)
        self.safety = SafetyClock(self.desk)
        self._look: Look = look_named(self.chosen_look())
        dress(self._look)
        self._editor: EditorPage | None = None
        self._welcome: Welcome | None = None
        self._toast: Toast | None = None
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.setAcceptDrops(True)
        self.setMinimumSize(LEAST_SIZE)
        self.resize(SIZE)
        self.restoreGeometry(QByteArray.fromBase64(self.settings.text("window.geometry").encode()))
        self._titles = {name: self.menuBar().addMenu(title) for name, title in MENU_TITLES.items()}
        self._menus: Actions | None = None
        self._is_painted = False
        self.asks_nothing = False
        """The system or an error ends the program: what is not saved stays in a safe copy, and nobody is asked."""
        self.left_path: Path | None = None
        """The file that was open when the window closed."""
        self.desk.replaced.connect(self._show_document)
        self.desk.changed.connect(self._refresh)
        self.desk.saved.connect(self._refresh)
        self.desk.selected.connect(self._refresh_actions)
        self.desk.said.connect(self.say)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    # -- pages -------------------------------------------------------------------------------------------------------

    def editor(self) -> EditorPage:
        """Return the page on which a map is edited, made now if there was none."""
        if self._editor is None:
            from cxdesigner.ui.editor import EditorPage

            self._editor = EditorPage(self.desk)
            self._editor.set_look(self._look)
            self._editor.menu_asked.connect(self._open_menu)
            self._editor.where_asked.connect(partial(self.ask, "where"))
            self._editor.wall_asked.connect(partial(self.ask, "wall"))
            self._editor.checklist_asked.connect(partial(self.ask, "checklist"))
            self._editor.wayfinding.save_asked.connect(partial(self.ask, "story"))
            self._editor.beside.rules_asked.connect(partial(self.ask, "rules"))
            self._editor.beside.entry_asked.connect(self.focus_quick_entry)
            self._editor.beside.acceptances_asked.connect(partial(self.ask, "accepted"))
            self._editor.beside.measures_page_asked.connect(partial(write_measures, self.desk, self.filing))
            self._editor.comparing.pages_asked.connect(partial(write_action_plan, self.desk, self.filing, ".pdf"))
            self._editor.comparing.table_asked.connect(partial(write_action_plan, self.desk, self.filing, ".csv"))
            self._editor.panels_changed.connect(self._refresh_actions)
            self.safety.told.connect(self._editor.status.show_safety)
            self._pages.addWidget(self._editor)
        return self._editor

    def welcome(self) -> Welcome:
        """Return the first page, made now if there was none."""
        if self._welcome is None:
            from cxdesigner.formats.templates import templates
            from cxdesigner.ui.panels.welcome import Welcome

            self._welcome = Welcome(self._picture, self._picture_of_work)
            self._welcome.show_templates([(row.name, row.title, row.about) for row in templates().values()])
            self._welcome.blank_asked.connect(self.filing.new)
            self._welcome.open_asked.connect(self.filing.ask_and_open)
            self._welcome.template_picked.connect(self.filing.new_from_template)
            self._welcome.file_picked.connect(self.filing.open)
            self._welcome.restored.connect(self.filing.restore)
            self._welcome.thrown_away.connect(self._throw_away)
            self._welcome.back_asked.connect(self._show_editor)
            self._pages.addWidget(self._welcome)
        return self._welcome

    def view(self) -> MapView:
        """Return the map."""
        return self.editor().view()

    def show_start(self) -> None:
        """Show the first page; what is open stays open."""
        page = self.welcome()
        page.show_recent(self.settings.recent_files())
        page.show_rescued(self.filing.rescued())
        page.show_back(self.desk.is_open())
        self._pages.setCurrentWidget(page)
        self._refresh()

    def _throw_away(self, offer: Offer) -> None:
        if self.filing.throw_away(offer):
            self.welcome().show_rescued(self.filing.rescued())

    def _show_document(self) -> None:
        if not self.desk.is_open():
            self.show_start()
            return
        self.editor().show_document()
        self._show_editor()
        self.safety.tell()
        self._take_the_keys()

    def _take_the_keys(self) -> None:
        """Let a new map be begun in quick entry at once; any other one has the keys itself."""
        workspace = self.desk.workspace
        is_new = workspace is not None and workspace.path is None and not self.view().plan.cards
        (self.editor().speaking.bar.line if is_new else self.view()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_editor(self) -> None:
        self._pages.setCurrentWidget(self.editor())
        self._refresh()

    def _picture(self, name: str, size: QSize, dots: float) -> QPixmap:
        from cxdesigner.ui.pictures import picture_of_template

        return picture_of_template(name, size, dots, self._look)

    def _picture_of_work(self, work: Rescued, size: QSize, dots: float) -> QPixmap | None:
        from cxdesigner.ui.pictures import picture_of_work

        return picture_of_work(work.offer, size, dots, self._look)

    # -- what actions may ask (see `actions.spec.Rooms`) ----------------------------------------------------------------

    def focus_find(self) -> None:
        """Put the cursor into the find field."""
        self._show_editor()
        self.editor().top_bar.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.editor().top_bar.find_field.selectAll()

    def step_find(self, by: int) -> None:
        """Go to the next place that was found, or to the one before; with nothing looked for, begin to."""
        if self.editor().search.is_on():
            self.editor().search.step(by)
        else:
            self.focus_find()

    def focus_panel(self, by: int) -> None:
        """Put the keys into the next panel, or into the one before."""
        self._show_editor()
        self.editor().focus_panel(by)

    def focus_quick_entry(self) -> None:
        """Put the cursor into quick entry."""
        self._show_editor()
        self.editor().speaking.bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle(self, panel: str) -> None:
        """Open a panel, or close it."""
        self._show_editor()
        self.editor().toggle(panel)

    def is_shown(self, panel: str) -> bool:
        """Tell whether a panel is open."""
        return self._editor is not None and self._editor.is_shown(panel)

    def chosen_look(self) -> str:
        """Return the name of the look that was chosen."""
        return self.settings.choice("look", (SYSTEM, *LOOKS), SYSTEM)

    def choose_look(self, name: str) -> None:
        """Take another look, now and at the next start."""
        self.settings.keep("look", name)
        self.settings.save()
        self._dress(look_named(name))

    def colour_by(self, measure: str) -> None:
        """Colour the cards of the map by a measure, or, by an empty name, no longer."""
        self.editor().colouring.colour_by(measure)

    def coloured_by(self) -> str:
        """Return the measure that colours the cards; empty: none does."""
        return self._editor.colouring.measure if self._editor is not None else ""

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def ask_name(self, title: str, text: str, button: str) -> str:
        """Ask for a name."""
        from cxdesigner.ui.widgets.say import ask_name

        return ask_name(self, title, text, button)

    def ask(self, dialog: str) -> None:
        """Open a dialog by its name."""
        from cxdesigner.ui.dialogs.opening import open_dialog

        open_dialog(self, dialog)

    @property
    def menus(self) -> Actions:
        """All actions. They are made after the first picture of the window, so that a start does not wait for them."""
        if self._menus is None:
            from cxdesigner.ui.actions.menus import Actions
            from cxdesigner.ui.actions.spec import Bench
            from cxdesigner.ui.actions.view import COLOUR, list_entered

            bench = Bench(self.desk, self.filing, self, self.view)
            self._menus = Actions(bench, self.menuBar(), self._titles, self._icon)
            self._menus.submenu("recent").aboutToShow.connect(self._list_recent)
            colours = self._menus.submenu(COLOUR)
            colours.aboutToShow.connect(partial(list_entered, self.editor, colours))
        return self._menus

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.WindowActivate:
            self.filing.look_at_disk()
        if event.type() == QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(FILL_AFTER_MS, self, self._fill)
        return done

    def _fill(self) -> None:
        """Bring what the first picture did without: the menus, and the letters of all scripts."""
        self._refresh_actions()
        fonts.load()
        self.update()

    def say(self, text: str) -> None:
        """Show a sentence for a while: over the map, or over the first page."""
        if self._pages.currentWidget() is self._editor and self._editor is not None:
            self._editor.say(text)
            return
        if self._toast is None:
            from cxdesigner.ui.widgets.toast import Toast

            self._toast = Toast(self._pages)
        self._toast.show_text(text)

    def tell_notice(self) -> None:
        """Say what happened to the settings, if anything did."""
        if self.settings.notice:
            self.say(self.settings.notice)

    # -- look --------------------------------------------------------------------------------------------------------

    def look(self) -> Look:
        """Return the look that is shown."""
        return self._look

    def _dress(self, look: Look) -> None:
        self._look = look
        dress(look)
        if self._editor is not None:
            self._editor.set_look(look)
        if self._welcome is not None:
            self._welcome.redraw()

    def _follow_system(self) -> None:
        if self.chosen_look() == SYSTEM:
            self._dress(look_named(SYSTEM))

    def _icon(self, name: str) -> QIcon:
        from cxdesigner.canvas.icons import icon

        return icon(name, self._look.theme.detail, 16)

    # -- menus -------------------------------------------------------------------------------------------------------

    def _refresh(self, _: object = None) -> None:
        self._show_title()
        self._refresh_actions()

    def _refresh_actions(self, _: object = None) -> None:
        if self._menus is not None or self._is_painted:
            self.menus.refresh()

    def _show_title(self) -> None:
        workspace = self.desk.workspace
        title = shown_name(workspace.title) if workspace is not None else ""
        title += " (for reading only)" if workspace is not None and workspace.is_for_reading else ""
        self.setWindowTitle(f"{title}[*] – CX Designer" if title else "CX Designer[*]")
        self.setWindowModified(workspace is not None and not workspace.is_clean)

    def _list_recent(self) -> None:
        menu = self.menus.submenu("recent")
        menu.clear()
        files = self.settings.recent_files()
        there = files_there(files)
        for path in files:
            action = menu.addAction(shown_name(path.name).replace("&", "&&"), partial(self.filing.open, path))
            action.setEnabled(path in there)
        if menu.isEmpty():
            menu.addAction("Nothing yet").setEnabled(False)

    def _open_menu(self, record_id: object, place: QPoint) -> None:
        otherwise = _ON_THINGS if record_id is not None else _ON_THE_MAP
        menu = self.menus.context_menu(self.menus.ids_at(record_id, otherwise))
        menu.setParent(self, menu.windowFlags())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        menu.popup(place)

    # -- coming and going --------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.filing.open(path)

    def keep_what_is_typed(self) -> None:
        """Let the field with the cursor tell what it tells when it is left."""
        field = QApplication.focusWidget()
        if field is not None:
            field.clearFocus()

    def end(self) -> None:
        """Close without a question; what is not saved stays in a safe copy and is offered at the next start."""
        self.asks_nothing = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.asks_nothing and not self.filing.may_leave():
            event.ignore()
            return
        self.settings.keep("window.geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        self.settings.save()
        self.safety.stop()
        self.left_path = self.desk.workspace.path if self.desk.workspace is not None else None
        self.desk.leave()
        event.accept()


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one file that is dropped, if it is one that we open."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in (".cxmap", ".csv", ".tsv", ".txt") else None


def window_icon() -> QIcon:
    """Return the icon of the program, or an empty one."""
    path = resources.path("icons", "map.svg")
    return QIcon(str(path)) if path.is_file() else QIcon()
