"""What painting puts on paper and on the screen, and that nothing of it degrades in a PDF."""

from __future__ import annotations

import itertools
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter

from cxdesigner.canvas import fonts, icons, legend
from cxdesigner.canvas.hits import Hits
from cxdesigner.canvas.painting import THEMES, paint_plan
from cxdesigner.canvas.theme import PATTERNS, Theme
from cxdesigner.canvas.walking import next_card
from cxdesigner.document.document import Document
from cxdesigner.document.reading import first_map
from cxdesigner.document.records import LaneKind
from cxdesigner.formats.table_read import read_table
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.plan import SMALL, TITLE, Density, Plan, Rect
from tests.contrast import contrast
from tests.onboarding import OFFER, SIGNING, TRAINING, WELCOME, onboarding

SHEETS = ("b2b-onboarding", "support-case-two-views")


def _plan(document: Document, density: Density = Density.SCREEN, *, paper_title: bool = False) -> Plan:
    map_id = first_map(document).id
    return lay_out(document, map_id, LaneKind.TEAM, fonts.measure, density, paper_title=paper_title)


def _print(plan: Plan, path: Path) -> pypdfium2.PdfPage:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QSizeF(plan.width / 10, plan.height / 10), QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF())
    writer.setResolution(254)
    painter = QPainter(writer)
    paint_plan(painter, plan, THEMES["paper"])
    painter.end()
    return pypdfium2.PdfDocument(path)[0]


def _image(plan: Plan, theme: Theme, **more: object) -> QImage:
    image = QImage(int(plan.width / 4), int(plan.height / 4), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.ground))
    painter = QPainter(image)
    painter.scale(0.25, 0.25)
    paint_plan(painter, plan, theme, **more)  # type: ignore[arg-type]
    painter.end()
    return image


@pytest.mark.parametrize("name", SHEETS)
def test_a_printed_map_holds_vectors_and_every_title_as_text(samples: Path, tmp_path: Path, name: str) -> None:
    document = read_table((samples / f"{name}.csv").read_bytes(), f"{name}.csv").document
    plan = _plan(document, Density.PAPER, paper_title=True)

    page = _print(plan, tmp_path / "map.pdf")

    said = " ".join(page.get_textpage().get_text_range().split())
    titles = [" ".join(card.title.lines) for card in plan.cards]
    assert [title for title in titles if title not in said] == []
    assert [thing for thing in page.get_objects() if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE] == []


def test_the_legend_holds_every_sign_within_its_frame(tmp_path: Path) -> None:
    plan = _plan(onboarding(), Density.PAPER, paper_title=True)

    page = _print(plan, tmp_path / "map.pdf")

    said = " ".join(page.get_textpage().get_text_range().split())
    words = [words for _, words in legend.entries()]
    assert [word for word in words if word not in said] == []
    assert max(fonts.measure(word, SMALL) for word in words) < legend.ENTRY_WIDTH - legend.SIGN_WIDTH - legend.GAP
    columns = int((plan.legend.width - legend.EDGE) // legend.ENTRY_WIDTH)
    assert legend.HEAD + -(-len(words) // columns) * legend.ENTRY_HEIGHT <= plan.legend.height


def test_titles_in_other_scripts_are_measured_without_a_warning(qapp) -> None:
    for text in ("عرض السعر", "报价单", "प्रस्ताव", "ข้อเสนอ", "הצעה"):
        assert fonts.measure(text, TITLE) > 0


def test_only_what_meets_the_clip_is_sent_to_the_printer(tmp_path: Path) -> None:
    plan = _plan(onboarding())
    box = plan.card(OFFER)
    assert box is not None
    writer = QPdfWriter(str(tmp_path / "clip.pdf"))
    painter = QPainter(writer)

    paint_plan(painter, plan, THEMES["paper"], clip=box.rect)
    painter.end()

    said = pypdfium2.PdfDocument(tmp_path / "clip.pdf")[0].get_textpage().get_text_range()
    assert "Offer" in said
    assert "Training" not in said


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_theme_paints_the_map_in_its_own_colours(qapp, theme: Theme) -> None:
    plan = _plan(onboarding())

    image = _image(plan, theme)

    card = plan.cards[0].rect
    x, y = int((card.x + card.width * 0.6) / 4), int((card.y + card.height * 0.55) / 4)
    assert image.pixelColor(x, y).name() == theme.card
    assert image.pixelColor(int((card.x + 6) / 4), y).name() == theme.team(plan.cards[0].color)


def test_a_problem_leaves_a_mark_on_its_card(qapp) -> None:
    plan = _plan(onboarding())

    clean, marked = (_image(plan, THEMES["light"], problems=found) for found in ({}, {OFFER: "error"}))

    assert clean != marked


def test_ten_teams_or_more_differ_in_colour_and_twelve_in_pattern() -> None:
    for theme in THEMES.values():
        assert theme.is_grey or len(set(theme.teams)) == len(theme.teams) >= 10
    assert len(set(PATTERNS)) >= 10


def _seen_without_green(name: str) -> tuple[float, float, float]:
    """Return a colour as somebody without green cones sees it (Viénot, Brettel and Mollon 1999), linear light."""
    red, green, blue = (((channel / 255) ** 2.2) for channel in QColor(name).getRgb()[:3])
    both = 0.29275 * red + 0.70725 * green
    return both, both, -0.02234 * red + 0.02234 * green + blue


def test_neighbours_in_the_palette_stay_apart_for_the_colour_blind() -> None:
    for theme in THEMES.values():
        for one, other in itertools.pairwise(theme.teams):
            a, b = _seen_without_green(one), _seen_without_green(other)
            distance = sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5
            assert distance > 0.03, f"{one} and {other} in the theme {theme.name}"


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_words_can_be_read_on_their_ground(theme: Theme) -> None:
    pairs = [
        (theme.ink, theme.card),
        (theme.detail, theme.card),
        (theme.detail, theme.heading),
        (theme.stage_ink, theme.stage),
        (theme.stage_detail, theme.stage),
        (theme.note_ink, theme.note),
        (theme.recovery, theme.lane),
    ]

    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_measuring_agrees_with_the_bundled_font(qapp) -> None:
    assert fonts.metrics(TITLE).xHeight() > 0
    assert fonts.font(TITLE).pixelSize() == TITLE.size
    assert fonts.measure("mmmm", TITLE) > fonts.measure("iiii", TITLE) > 0
    assert fonts.measure("Offer", TITLE) > fonts.measure("Offer", SMALL)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "no-such-icon", "A" * 200, "mail.svg"])
def test_an_unknown_icon_name_from_a_file_becomes_a_question_mark(qapp, name: str) -> None:
    assert not icons.exists(name)
    assert icons.renderer(name, "#000000").isValid()


def test_what_lies_under_a_point_is_found_at_any_place() -> None:
    plan = _plan(onboarding())
    hits = Hits(plan)

    for card in plan.cards:
        assert hits.thing_at(*card.rect.center, 5) == card.touchpoint_id
    link = plan.links[0]
    middle = len(link.points) // 2
    (x1, y1), (x2, y2) = link.points[middle - 1 : middle + 1]
    assert hits.thing_at((x1 + x2) / 2, (y1 + y2) / 2, 5) == link.link_id
    assert hits.things_in(Rect(0, 0, plan.width, plan.height)) == [OFFER, SIGNING, WELCOME, TRAINING]


def test_walking_right_from_the_last_card_of_a_lane_goes_on_in_another_lane() -> None:
    plan = _plan(onboarding())

    assert next_card(plan, SIGNING, 1, 0) == WELCOME
    assert next_card(plan, TRAINING, 1, 0) is None
