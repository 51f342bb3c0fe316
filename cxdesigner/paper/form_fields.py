"""The fields of a fillable checklist (AcroForm): boxes to tick and lines to type in, under names that stay.

Written as plain PDF objects: reportlab's own check box draws six pictures for each box, and here all boxes share two.
Viewers draw what is typed by themselves (`NeedAppearances`), so that every script works that the viewer has.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc

_PRINTED, _HIDDEN, _READ_ONLY = 4, 2, 1
_TICK = b"0.13 0.19 0.26 RG 1.5 w 1 J 1 j 1.9 5.2 m 4.2 2.6 l 8.3 7.9 l S\n"
_LETTERS = "/Helv 8 Tf 0.13 g"
_FONTS = (
    b"<< /Helv << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> "
    b"/ZaDb << /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >> >>"
)


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object of a PDF whose text we know; references in it are names of other objects in braces."""

    __RefOnly__ = 1

    def __init__(self, text: str) -> None:
        self.text = text

    def format(self, document: Any) -> bytes:
        return self.text.encode("ascii")


class _Form(pdfdoc.PDFObject):  # type: ignore[misc]
    """The list of all fields; it is written when all of them are known."""

    __RefOnly__ = 1

    def __init__(self, fields: list[Any]) -> None:
        self.fields = fields

    def format(self, document: Any) -> bytes:
        fields = b" ".join(field.format(document) for field in self.fields)
        return (
            b"<< /NeedAppearances true /DA ("
            + _LETTERS.encode()
            + b") /DR << /Font %b >> /Fields [%b] >>"
            % (
                _FONTS,
                fields,
            )
        )


class FormFields:
    """Puts fields onto the pages of a canvas, in its own coordinates (points)."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._fields: list[Any] = []
        self._boxes = ""
        canvas._doc._catalog.AcroForm = _Form(self._fields)

    def box(self, name: str, told: str, x: float, y: float, side: float) -> None:
        """Add a box to tick. *told* is what a screen reader says, and what was printed beside it."""
        dress = f"/FT /Btn /V /Off /AS /Off /MK << /CA (4) >> /DA (/ZaDb 0 Tf 0 g) /AP {self._shared()}"
        self._add(name, told, (x, y, side, side), _PRINTED, dress)

    def line(self, name: str, told: str, x: float, y: float, width: float, height: float) -> None:
        """Add a line to type in."""
        self._add(name, told, (x, y, width, height), _PRINTED, f"/FT /Tx /MaxLen 100 /DA ({_LETTERS})")

    def hidden(self, name: str, value: str) -> None:
        """Add a field that nobody sees and nobody changes."""
        self._add(name, "", (0, 0, 0, 0), _HIDDEN, f"/FT /Tx /Ff {_READ_ONLY} /V {_text(value)} /DA ({_LETTERS})")

    def _add(self, name: str, told: str, place: tuple[float, float, float, float], flags: int, dress: str) -> None:
        x, y, width, height = place
        left, bottom = self._canvas.absolutePosition(x, y)
        right, top = self._canvas.absolutePosition(x + width, y + height)
        rect = f"[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
        said = f"/TU {_text(told)} " if told else ""
        text = f"<< /Type /Annot /Subtype /Widget /T ({name}) {said}/Rect {rect} /F {flags} {dress} >>"
        key = f"field-{len(self._fields)}"
        self._canvas._addAnnotation(_Raw(text), key)
        self._fields.append(self._canvas._doc.refAnnotation(key))

    def _shared(self) -> str:
        """Return the two pictures that all boxes share: ticked and not."""
        if not self._boxes:
            ticked, empty = (self._picture(key, drawn) for key, drawn in (("Ticked", _TICK), ("Empty", b"\n")))
            self._boxes = f"<< /N << /Yes {ticked} /Off {empty} >> >>"
        return self._boxes

    def _picture(self, key: str, drawn: bytes) -> str:
        document = self._canvas._doc
        names = {"Type": "XObject", "Subtype": "Form"}
        facts: dict[str, Any] = {name: pdfdoc.PDFName(value) for name, value in names.items()}
        facts |= {"BBox": pdfdoc.PDFArray([0, 0, 10, 10]), "Resources": pdfdoc.PDFDictionary({})}
        stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(facts), drawn, [])
        return str(document.Reference(stream, f"Box{key}").format(document), "ascii")


def _text(text: str) -> str:
    """Return a text as a string of a PDF that holds every script."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
