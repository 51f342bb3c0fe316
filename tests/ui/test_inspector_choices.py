"""What is chosen in the inspector rather than typed: faces, buttons, boxes, and names out of a list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from cxdesigner.document.records import Expectation, Link, Persona, RecordId, Team
from cxdesigner.ui.dressing import dress
from cxdesigner.ui.look import LOOKS
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.widgets.combo import Choice, Naming
from cxdesigner.ui.widgets.faces import Faces
from cxdesigner.ui.widgets.segmented import Segmented
from cxdesigner.ui.widgets.tick_box import TickBox
from tests.onboarding import MAP, OFFER, SERVICE, SIGNING, WELCOME
from tests.ui.conftest import touchpoint
from tests.ui.inspecting import form_of, part


def test_a_face_sets_the_emotion_and_the_same_face_takes_it_away(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    faces = part(form, "emotion", Faces)
    assert isinstance(faces, Faces)

    QTest.mouseClick(faces, Qt.MouseButton.LeftButton, pos=faces.center_of(-2).toPoint())
    angry = touchpoint(window, OFFER).emotion
    QTest.mouseClick(faces, Qt.MouseButton.LeftButton, pos=faces.center_of(-2).toPoint())

    assert angry == -2
    assert touchpoint(window, OFFER).emotion is None


def test_a_few_choices_stand_side_by_side_and_can_be_let_go(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    choices = part(form, "expectation", Segmented)
    assert isinstance(choices, Segmented)

    choices.button(Expectation.BELOW).click()
    chosen = touchpoint(window, OFFER).expectation
    choices.button(Expectation.BELOW).click()

    assert chosen is Expectation.BELOW
    assert touchpoint(window, OFFER).expectation is None


def test_a_box_is_ticked(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    box = part(form, "moment_of_truth", QCheckBox)
    assert isinstance(box, QCheckBox)

    box.click()

    assert touchpoint(window, OFFER).moment_of_truth is True


def test_a_team_is_chosen_from_the_list(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    box = part(form, "team_id", Naming)
    assert isinstance(box, Naming)

    box.setCurrentIndex([key for key, _ in box.choices()].index(SERVICE))
    box.activated.emit(box.currentIndex())

    assert touchpoint(window, OFFER).team_id == SERVICE


def test_a_new_team_is_made_by_its_name_in_one_step(window: MainWindow) -> None:
    before = window.desk.document.copy()
    form = form_of(window, OFFER, SIGNING)
    box = part(form, "team_id", Naming)
    assert isinstance(box, Naming)

    box.words().selectAll()
    QTest.keyClicks(box.words(), "Finance")
    QTest.keyClick(box.words(), Qt.Key.Key_Return)
    teams = {window.desk.document.title_of(touchpoint(window, i).team_id) for i in (OFFER, SIGNING)}
    window.desk.undo()

    assert teams == {"Finance"}
    assert window.desk.document == before


def test_a_name_that_is_known_makes_no_second_team(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    box = part(form, "team_id", Naming)
    assert isinstance(box, Naming)

    box.words().selectAll()
    QTest.keyClicks(box.words(), "service")
    QTest.keyClick(box.words(), Qt.Key.Key_Return)

    assert touchpoint(window, OFFER).team_id == SERVICE
    assert len(window.desk.document.all(Team)) == 2


def test_the_wheel_over_a_box_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    form = form_of(window, OFFER)
    box = part(form, "status", Choice)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(box, wheel)

    assert touchpoint(window, OFFER).status.value == "existing"


def test_where_cards_differ_the_field_says_so(window: MainWindow) -> None:
    form = form_of(window, OFFER, WELCOME)
    box = part(form, "team_id", Naming)
    assert isinstance(box, Naming)

    assert box.chosen() is None
    assert box.words().placeholderText() == "different"


def test_leaving_a_field_in_which_cards_differ_changes_none_of_them(window: MainWindow) -> None:
    before = window.desk.document.copy()
    form = form_of(window, OFFER, WELCOME)
    box = part(form, "team_id", Naming)
    assert isinstance(box, Naming)

    box.words().setFocus()
    QTest.keyClick(box.words(), Qt.Key.Key_Return)

    assert window.desk.document == before


def test_a_persona_can_be_chosen_for_the_map(window: MainWindow) -> None:
    from cxdesigner.document.change import Change, Edit

    window.desk.perform(Edit("Add persona", Change.adding(Persona(id=RecordId("anna"), title="Anna"))))
    form = form_of(window, MAP)
    box = part(form, "persona_id", Choice)
    assert isinstance(box, Choice)

    box.setCurrentIndex(1)
    box.activated.emit(1)

    assert window.desk.map.persona_id == "anna"


def test_a_box_that_is_not_ticked_is_seen_in_every_look(window: MainWindow) -> None:
    for look in LOOKS.values():
        dress(look)
        panel = QScrollArea()
        box = TickBox("Moment of truth")
        panel.setWidget(box)

        picture = panel.grab(box.rect()).toImage()

        ground = picture.pixelColor(box.width() - 1, box.height() - 1).lightness()
        row = [picture.pixelColor(x, box.height() // 2).lightness() for x in range(16)]
        assert max(abs(light - ground) for light in row) > 60, look.name
    dress(LOOKS["light"])


def test_a_layer_that_nobody_named_says_where_the_card_stands(window: MainWindow) -> None:
    box = part(form_of(window, OFFER), "layer", Choice)
    assert isinstance(box, Choice)

    assert box.chosen() is None
    assert box.placeholderText() == "as it stands: Frontstage"


def test_a_recovery_link_is_called_the_same_as_on_the_poster(window: MainWindow) -> None:
    link = window.desk.document.all(Link)[0]

    kinds = part(form_of(window, link.id), "kind", Segmented)

    assert "when it goes wrong" in [button.text() for button in kinds.findChildren(QPushButton)]
