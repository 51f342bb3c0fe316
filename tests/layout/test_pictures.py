"""A picture has its room on a card and in a row, keeps its proportions and covers nothing."""

from __future__ import annotations

import struct
import zlib

import pytest

from cxdesigner.document.records import (
    ExperienceCell,
    ExperienceRow,
    LaneKind,
    Picture,
    RecordId,
    RowKind,
    Touchpoint,
)
from cxdesigner.layout.cards import CARD_HEIGHT
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.pictures import CARD_ROOM, pixel_size
from cxdesigner.layout.plan import Density, PictureBox, Plan, Rect
from tests.layout.sketches import MAP, board, measure, touchpoint

PICTURE, ROW = RecordId("picture"), RecordId("row")


def png(width: int, height: int) -> bytes:
    """Return the beginning of a PNG, which is all that layout reads."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))


def jpeg(width: int, height: int) -> bytes:
    """Return the beginning of a JPEG with something of a camera before its size."""
    camera = b"\xff\xe1" + struct.pack(">H", 12) + b"Exif123456"
    return b"\xff\xd8" + camera + b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + bytes(9)


def plan_with(data: bytes, density: Density = Density.SCREEN, **fields: object) -> Plan:
    cards = touchpoint(0, picture_id=PICTURE, **fields), touchpoint(1)
    return lay_out(board(*cards, Picture(id=PICTURE, data=data)), MAP, LaneKind.TEAM, measure, density)


def picture_on_first(plan: Plan) -> PictureBox:
    card = plan.card(RecordId("p0"))
    assert card is not None
    assert card.picture is not None
    return card.picture


def is_within(inner: Rect, outer: Rect) -> bool:
    return (
        outer.x <= inner.x and inner.right <= outer.right and outer.y <= inner.y and inner.bottom <= outer.bottom + 0.01
    )


@pytest.mark.parametrize(("data", "size"), [(png(800, 500), (800, 500)), (jpeg(300, 700), (300, 700))])
def test_a_picture_says_how_large_it_is(data: bytes, size: tuple[int, int]) -> None:
    assert pixel_size(data) == size


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", jpeg(3, 3)[:16], png(0, 5)])
def test_what_is_no_picture_says_nothing(data: bytes) -> None:
    assert pixel_size(data) is None


def test_on_screen_there_are_cards_of_two_heights() -> None:
    plan = plan_with(png(800, 500))

    assert [card.rect.height for card in plan.cards] == [CARD_HEIGHT + CARD_ROOM, CARD_HEIGHT]


@pytest.mark.parametrize("density", list(Density))
@pytest.mark.parametrize("size", [(800, 500), (300, 900), (4_000, 20), (1, 1)])
@pytest.mark.parametrize("emotion", [None, -2])
def test_a_picture_covers_no_word_and_keeps_its_proportions(
    density: Density, size: tuple[int, int], emotion: int | None
) -> None:
    words = "A title that is longer than one line of a card"
    plan = plan_with(png(*size), density, title=words, when="contract signing", what="Say it " * 20, emotion=emotion)

    card, picture = plan.cards[0], picture_on_first(plan)
    assert is_within(picture.rect, card.rect)
    assert not any(picture.rect.meets(block.rect) for block in (card.title, card.when, *card.details))
    assert picture.rect.width / picture.rect.height == pytest.approx(size[0] / size[1])


def test_a_small_picture_is_not_blown_up() -> None:
    assert picture_on_first(plan_with(png(20, 20))).rect.width < 60


def test_a_picture_that_cannot_be_read_has_a_place_all_the_same() -> None:
    assert picture_on_first(plan_with(b"broken")).rect.height > 50


def test_without_its_record_a_card_is_an_ordinary_one() -> None:
    card: Touchpoint = touchpoint(0)
    plan = lay_out(board(card), MAP, LaneKind.TEAM, measure)

    assert (plan.cards[0].picture, plan.cards[0].rect.height) == (None, CARD_HEIGHT)


@pytest.mark.parametrize("density", list(Density))
def test_a_row_grows_with_its_pictures_and_they_stand_below_the_words(density: Density) -> None:
    row = ExperienceRow(id=ROW, title="Storyboard", map_id=MAP, kind=RowKind.PICTURES)
    cells = [
        ExperienceCell(id=RecordId(f"c{n}"), row_id=ROW, stage_id=RecordId("s0"), step=n, text=text, picture_id=PICTURE)
        for n, text in enumerate(("Reads the offer", ""))
    ]
    document = board(touchpoint(0), touchpoint(1), row, *cells, Picture(id=PICTURE, data=png(800, 500)))

    plan = lay_out(document, MAP, LaneKind.TEAM, measure, density)

    (shown,) = plan.rows
    first, second = shown.pictures
    assert shown.cells[0][2].rect.bottom <= first.rect.y
    assert all(is_within(picture.rect, shown.rect) for picture in shown.pictures)
    assert first.rect.right < second.rect.x
