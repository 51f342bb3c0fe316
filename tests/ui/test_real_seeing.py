"""With a real mouse and real keys in a real window: looking at the map from everywhere, which never changes the file.

Fingers (pinch, two fingers that push, a long press) no mouse of xdotool can do: `tests/canvas/test_touch.py` has them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QAbstractButton

from cxdesigner.storage.codec import encode
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, OFFER, SIGNING, TRAINING, USE, WELCOME
from tests.ui.real_hand import DOWN, MIDDLE, UP, RealHand

pytestmark = pytest.mark.window


@pytest.fixture
def looker(window: MainWindow, hand: RealHand) -> Iterator[RealHand]:
    """A hand that only looks: after each test the file is the same, and nothing can be undone."""
    document, workspace = window.desk.document, window.desk.workspace
    assert workspace is not None
    yield hand
    assert encode(document, "test") == hand.encoded
    assert not workspace.history.undo_name()


def scrolled(window: MainWindow) -> tuple[int, int]:
    view = window.view()
    return view.horizontalScrollBar().value(), view.verticalScrollBar().value()


@pytest.fixture
def near(window: MainWindow, looker: RealHand) -> RealHand:
    """The map so near that only some of it is in view, its middle."""
    view = window.view()
    view.viewpoint.set_zoom(3.0)
    for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
        bar.setValue((bar.minimum() + bar.maximum()) // 2)
    return looker


@pytest.mark.parametrize(("button", "is_nearer"), [(UP, True), (DOWN, False)], ids=["nearer", "farther"])
def test_what_is_below_the_pointer_stays_there_when_the_wheel_zooms(
    window: MainWindow, near: RealHand, button: str, is_nearer: bool
) -> None:
    view = window.view()
    x, y = view.viewport().width() // 2 + 40, view.viewport().height() // 2 + 25
    before, zoom = view.in_map(QPointF(x, y)), view.viewpoint.zoom

    near.wheel(near.on(view.viewport(), QPoint(x, y)), button, 1, "ctrl")

    near.until(lambda: (view.viewpoint.zoom > zoom) == is_nearer and view.viewpoint.zoom != zoom)
    after = view.in_map(QPointF(x, y))
    assert abs(after.x() - before.x()) * view.viewpoint.scale <= 1.5
    assert abs(after.y() - before.y()) * view.viewpoint.scale <= 1.5


@pytest.mark.parametrize(
    ("key", "is_nearer"), [("plus", True), ("minus", False), ("ctrl+plus", True), ("ctrl+minus", False)]
)
def test_keys_zoom(window: MainWindow, looker: RealHand, key: str, is_nearer: bool) -> None:
    window.view().viewpoint.set_zoom(1.1)
    looker.keys(key)

    looker.until(lambda: (window.view().viewpoint.zoom > 1.1) == is_nearer and window.view().viewpoint.zoom != 1.1)


def test_keys_show_the_natural_size_and_the_whole_map(window: MainWindow, near: RealHand) -> None:
    view = window.view()
    near.keys("ctrl+0")
    near.until(lambda: view.viewpoint.zoom == 1.0)

    near.keys("ctrl+1")

    near.until(lambda: view.viewpoint.zoom == view.viewpoint.whole_map())
    assert view.visible_rect().contains(*near.box(TRAINING).center)


def test_keys_show_what_is_selected_and_its_stage(window: MainWindow, looker: RealHand) -> None:
    view = window.view()
    looker.click(looker.card(WELCOME))
    looker.keys("ctrl+2")
    looker.until(lambda: view.viewpoint.zoom > 1.3)
    assert view.visible_rect().contains(*looker.box(WELCOME).center)

    view.viewpoint.set_zoom(4.0)
    looker.keys("ctrl+3")

    looker.until(lambda: view.viewpoint.zoom < 4.0)
    assert all(view.visible_rect().contains(*looker.box(card_id).center) for card_id in (WELCOME, TRAINING))


@pytest.mark.parametrize(
    ("button", "held"), [(MIDDLE, ()), ("1", ("space",))], ids=["the middle button", "the space bar"]
)
def test_the_map_is_pushed(window: MainWindow, near: RealHand, button: str, held: tuple[str, ...]) -> None:
    viewport, before = window.view().viewport(), scrolled(window)
    start = near.on(viewport)

    near.drag(start, (str(int(start[0]) - 90), str(int(start[1]) - 40)), held=held, button=button)

    assert scrolled(window) == (before[0] + 90, before[1] + 40)
    assert window.desk.selection == ()


@pytest.mark.parametrize("held", [(), ("shift",)], ids=["down", "across"])
def test_the_wheel_scrolls(window: MainWindow, near: RealHand, held: tuple[str, ...]) -> None:
    before = scrolled(window)

    near.wheel(near.on(window.view().viewport()), DOWN, 1, *held)

    place = 0 if held else 1
    near.until(lambda: scrolled(window)[place] > before[place])
    assert scrolled(window)[1 - place] == before[1 - place]
    assert window.view().viewpoint.zoom == 3.0


def test_headings_stay_in_view_and_with_their_columns_and_lanes(window: MainWindow, near: RealHand) -> None:
    view = window.view()
    tops = view.stage_strip.mapTo(view, QPoint()), view.lane_strip.mapTo(view, QPoint())
    start = near.on(view.viewport())

    near.drag(start, (str(int(start[0]) - 90), str(int(start[1]) - 40)), button=MIDDLE)

    assert (view.stage_strip.mapTo(view, QPoint()), view.lane_strip.mapTo(view, QPoint())) == tops
    spot = view.stage_strip.spot_of(USE)
    assert spot is not None
    on_screen = int(near.on(view.stage_strip, spot.rect.topLeft())[0])
    stage = next(stage for stage in view.plan.stages if stage.stage_id == USE)
    assert abs(on_screen - int(near.point(stage.rect.x, 0)[0])) <= 1


def test_the_overview_leads_elsewhere(window: MainWindow, near: RealHand) -> None:
    view = window.view()
    view.show_record(OFFER)
    view.select([])
    minimap = view.minimap
    near.until(minimap.isVisible)

    near.click(near.on(minimap, QPoint(minimap.width() - 6, minimap.height() // 2)))
    near.until(lambda: view.visible_rect().contains(*near.box(TRAINING).center))
    near.drag(
        near.on(minimap, QPoint(minimap.width() - 20, minimap.height() // 2)),
        near.on(minimap, QPoint(4, minimap.height() // 4)),
    )

    near.until(lambda: view.visible_rect().contains(*near.box(OFFER).center))


def test_a_menu_looks_at_one_stage_alone_and_its_cards_stand_out(window: MainWindow, looker: RealHand) -> None:
    looker.click(looker.heading(USE))
    looker.keys("ctrl+4")

    looker.until(lambda: window.view().spotlight.stage_id == USE)
    assert window.view().scene_of_map.attention.faded >= {OFFER, SIGNING}
    assert not window.view().scene_of_map.attention.faded & {WELCOME, TRAINING}
    looker.keys("ctrl+4")
    looker.until(lambda: window.view().spotlight.stage_id is None)
    assert not window.view().scene_of_map.attention.faded


def test_find_steps_through_what_it_finds_both_ways_and_others_fade(window: MainWindow, looker: RealHand) -> None:
    field = window.editor().top_bar.find_field
    looker.click(looker.on(field))
    looker.type("service")
    looker.until(lambda: window.desk.selection == (WELCOME,))
    assert window.view().scene_of_map.attention.faded >= {OFFER, SIGNING}

    looker.keys("F3")
    looker.until(lambda: window.desk.selection == (TRAINING,))
    looker.keys("shift+F3")
    looker.until(lambda: window.desk.selection == (WELCOME,))
    looker.keys("Escape")

    looker.until(lambda: not window.view().scene_of_map.attention.faded)


@pytest.mark.parametrize(
    ("button", "entry", "faded"),
    [
        ("Team", "Service", {OFFER, SIGNING}),
        ("Channel", "Phone", {OFFER, WELCOME}),
        ("Status", "Missing", {OFFER, SIGNING, WELCOME, TRAINING}),
        ("Evidence", "Nobody has said it", set()),
        ("Moments of truth", None, {OFFER, SIGNING, WELCOME, TRAINING}),
    ],
)
def test_the_mouse_sets_a_filter(
    window: MainWindow, looker: RealHand, button: str, entry: str | None, faded: set[str]
) -> None:
    looker.keys("ctrl+shift+f")
    bar = window.editor().lighting.bar
    looker.until(bar.isVisible)
    pressed = next(one for one in bar.findChildren(QAbstractButton) if one.text().replace("&", "").startswith(button))
    looker.click(looker.on(pressed))
    if entry is not None:
        looker.choose(entry, stays=True)

    looker.until(lambda: bool(window.view().spotlight.filter))
    cards = {OFFER, SIGNING, WELCOME, TRAINING}
    assert window.view().scene_of_map.attention.faded & cards == faded
    assert BUY in window.desk.document
