"""The bundled letters: ours first, the others when a text needs them."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from cxdesigner import resources
from cxdesigner.canvas import fonts


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
from cxdesigner.layout.plan import DETAIL
fonts.measure({said!r}, DETAIL)
sys.exit(fonts.load.cache_info().currsize)
"""

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == count
