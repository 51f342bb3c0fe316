"""The bundled letters: ours first, the others when a text needs them."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from PySide6.QtGui import QImage, QPainter
from reportlab.pdfbase.ttfonts import TTFontFace

from cxdesigner import resources
from cxdesigner.canvas import fonts
from cxdesigner.canvas.ink import text_block
from cxdesigner.layout.plan import TITLE
from cxdesigner.layout.text_fit import block


def _letters(name: str) -> set[str]:
    return {chr(code) for code in TTFontFace(str(resources.path("fonts", name))).charToGlyph}


@pytest.mark.parametrize("own", ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf"])
def test_what_counts_as_our_own_letter_is_in_no_other_bundled_font_alone(own: str) -> None:
    others = {
        letter for path in fonts._files() if not path.name.startswith("NotoSans-") for letter in _letters(path.name)
    }
    claimed = {letter for letter in others if fonts.is_own(letter) and unicodedata.category(letter) not in ("Cc", "Cf")}

    missed = claimed - _letters(own)

    assert missed == set()


@pytest.mark.parametrize(("said", "count"), [("Größe – “Ελλάς” €", 0), ("שלום", 1)])
def test_the_other_fonts_come_with_the_first_text_that_needs_them(said: str, count: int) -> None:
    code = f"""
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["test", "-platform", "offscreen"])
from cxdesigner.canvas import fonts
from cxdesigner.canvas.ink import text_block
from cxdesigner.layout.plan import TITLE
from cxdesigner.layout.text_fit import block
from cxdesigner.layout.plan import DETAIL
fonts.measure({said!r}, DETAIL)
sys.exit(fonts.load.cache_info().currsize)
"""

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == count


@pytest.mark.parametrize("said", ["合同签订后两周内", "お客様に送る", "환영 전화", "CRM 培训阶段"])
def test_what_has_no_bold_letters_is_no_blot_from_afar(qapp: object, said: str) -> None:
    words = block(said, 0, 0, 1000, TITLE, fonts.measure)
    picture = QImage(120, 12, QImage.Format.Format_RGB32)
    picture.fill("#ffffff")

    painter = QPainter(picture)
    painter.scale(0.2, 0.2)
    text_block(painter, words, "#000000")
    painter.end()

    wide = int(fonts.measure(said, TITLE) * 0.2)
    dark = [picture.pixelColor(x, y).lightness() < 100 for x in range(wide) for y in range(2, 11)]
    assert 0.02 < sum(dark) / len(dark) < 0.4


def test_letters_that_have_a_bold_face_keep_it(qapp: object) -> None:
    assert fonts.legible(TITLE, "Größe 🎉 – مرحبا") == TITLE
    assert not fonts.legible(TITLE, "客户").bold
