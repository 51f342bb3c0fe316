"""A picture goes where it is dropped, and what cannot be read is told in one sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from cxdesigner.canvas import pictures
from cxdesigner.canvas.keeping import kept_picture
from cxdesigner.canvas.pictures import Decoded
from cxdesigner.document import limits
from cxdesigner.document.change import Change
from cxdesigner.document.records import ExperienceCell, ExperienceRow, Picture, RecordId, RowKind
from cxdesigner.document.refused import Refused
from cxdesigner.layout.plan import PictureBox, Rect
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import Board
from tests.onboarding import BUY, MAP, OFFER

ROW = RecordId("row")


def image(width: int = 80, height: int = 50, color: str = "#3377cc") -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(color))
    return made


def written(made: QImage, kind: str = "png") -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(kind.encode())).write(made)
    return bytes(buffer.data().data())


def as_file(path: Path, data: bytes) -> QMimeData:
    path.write_bytes(data)
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    return dragged


def drop(board: Board, data: QMimeData, at: QPoint) -> bool:
    """Drag over a point and let go; tell whether it might be dropped there."""
    viewport, copying = board.view.viewport(), Qt.DropAction.CopyAction
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewport, QDragEnterEvent(at, copying, data, buttons, none))
    over = QDragMoveEvent(at, copying, data, buttons, none)
    QApplication.sendEvent(viewport, over)
    QApplication.sendEvent(viewport, QDropEvent(QPointF(at), copying, data, buttons, none))
    return over.isAccepted()


def kept(board: Board) -> list[Picture]:
    return board.document.all(Picture)


def test_a_file_that_is_dropped_on_a_card_is_its_picture_in_one_step(board: Board, tmp_path: Path):
    before, data = encode(board.document, "test"), written(image())

    allowed = drop(board, as_file(tmp_path / "shop.png", data), board.card(OFFER))

    assert allowed
    assert [(one.title, one.media_type, one.data) for one in kept(board)] == [("shop.png", "image/png", data)]
    card = board.view.plan.card(OFFER)
    assert card is not None
    assert card.picture is not None
    board.history.undo()
    assert encode(board.document, "test") == before


def test_an_image_that_is_dropped_without_a_file_is_kept_too(board: Board):
    data = QMimeData()
    data.setImageData(image())

    drop(board, data, board.card(OFFER))

    assert [one.media_type for one in kept(board)] == ["image/png"]


def test_a_picture_goes_into_a_row_at_its_step(board: Board, tmp_path: Path):
    board.document.apply(Change.adding(ExperienceRow(id=ROW, title="Storyboard", map_id=MAP, kind=RowKind.PICTURES)))
    (row,) = board.view.plan.rows
    column = next(one for one in board.view.plan.columns if (one.stage_id, one.step) == (BUY, 1))

    at = board.pixel(column.rect.center[0], row.rect.center[1])
    drop(board, as_file(tmp_path / "shop.jpg", written(image(), "jpeg")), at)

    (cell,) = board.document.all(ExperienceCell)
    assert (cell.row_id, cell.stage_id, cell.step, cell.picture_id) == (ROW, BUY, 1, kept(board)[0].id)


def test_elsewhere_a_picture_cannot_be_dropped(board: Board, tmp_path: Path):
    allowed = drop(board, as_file(tmp_path / "shop.png", written(image())), board.cell(BUY, 1, None))

    assert not allowed
    assert kept(board) == []


@pytest.mark.qt_log_ignore("JPEG datastream contains no image")
@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nbroken", b"\xff\xd8\xff\xe0\x00\x10JFIF", b"<svg/>"])
def test_what_is_no_picture_is_told_and_nothing_changes(board: Board, tmp_path: Path, data: bytes):
    drop(board, as_file(tmp_path / "shop.png", data), board.card(OFFER))

    assert len(board.said) == 1
    assert board.said[0].endswith(".")
    assert kept(board) == []


def test_another_kind_of_file_is_not_ours(board: Board, tmp_path: Path):
    assert not drop(board, as_file(tmp_path / "letter.pdf", b"%PDF"), board.card(OFFER))


# -- what is kept ------------------------------------------------------------------------------------------------------


def test_a_large_picture_is_scaled_down_and_stays_what_it_was() -> None:
    side = limits.PICTURE_SIDE

    photo = kept_picture(written(image(side + 400, 300), "jpeg"), "photo.jpg")
    drawing = kept_picture(written(image(300, side + 400)), "drawing.png")

    assert photo.media_type == "image/jpeg"
    assert drawing.media_type == "image/png"
    assert QImage.fromData(photo.data).width() == side
    assert QImage.fromData(drawing.data).height() == side


def test_another_format_becomes_a_png() -> None:
    made = kept_picture(written(image(), "bmp"), "shop.bmp")

    assert made.media_type == "image/png"
    assert QImage.fromData(made.data).pixelColor(5, 5).name() == "#3377cc"


def test_too_many_pixels_are_refused_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PICTURE_PIXELS", 1_000)

    with pytest.raises(Refused, match="million pixels"):
        kept_picture(written(image()), "shop.png")


def test_a_photo_that_lies_on_its_side_is_put_upright(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written(image(80, 50), "jpeg")
    turn = bytes.fromhex("ffe1 0022 4578 6966 0000 4d4d 002a 0000 0008 0001 0112 0003 0000 0001 0006 0000 0000 0000")

    made = kept_picture(data[:2] + turn + data[2:], "photo.jpg")

    assert (QImage.fromData(made.data).width(), QImage.fromData(made.data).height()) == (50, 80)


# -- drawing -----------------------------------------------------------------------------------------------------------


def box(data: bytes, name: str = "picture") -> PictureBox:
    return PictureBox(Rect(0, 0, 100, 60), RecordId(name), data)


def test_a_picture_is_decoded_once_and_again_when_its_bytes_change(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[bytes] = []
    decode = pictures.decode
    monkeypatch.setattr(pictures, "decode", lambda data: calls.append(data) or decode(data))
    cache, first, second = Decoded(), written(image()), written(image(color="#ffffff"))

    for data in (first, first, second, second):
        cache.image(box(data))

    assert calls == [first, second]


def test_what_is_kept_decoded_has_a_limit() -> None:
    cache = Decoded(most_bytes=40_000)

    for number in range(10):
        cache.image(box(written(image()), f"picture {number}"))

    assert cache.size() <= 40_000


def test_a_broken_picture_leaves_a_frame_and_no_error(board: Board) -> None:
    broken = Picture(id=RecordId("broken"), data=b"broken")
    board.document.apply(Change.adding(broken))
    offer = board.touchpoint(OFFER)
    board.document.apply(Change.replacing([(offer, replace(offer, picture_id=broken.id))]))

    assert not board.view.grab().isNull()


def test_a_click_on_a_picture_in_a_row_selects_what_stands_there(board: Board) -> None:
    shown = Picture(id=RecordId("shown"), data=written(image()))
    row = ExperienceRow(id=ROW, title="Storyboard", map_id=MAP, kind=RowKind.PICTURES)
    cell = ExperienceCell(id=RecordId("cell"), row_id=ROW, stage_id=BUY, step=1, picture_id=shown.id)
    board.document.apply(Change.adding(shown, row, cell))
    (place,) = board.view.plan.rows[0].pictures

    board.click(board.pixel(*place.rect.center))
    selected = board.view.selection
    board.key(Qt.Key.Key_Delete)

    assert selected == (cell.id,)
    assert cell.id not in board.document
    assert kept(board) == []
