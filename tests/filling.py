"""Filling in forms as other programs do: pypdf writes the fields, PDFium (Chrome, Edge) takes clicks and keys."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Mapping

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader, PdfWriter

Answers = Mapping[str, str | bool]


def filled_by_pypdf(blank: bytes, answers: Answers) -> bytes:
    """Return the form with these fields filled in by pypdf."""
    writer = PdfWriter(clone_from=io.BytesIO(blank))
    values = {
        name: ("/Yes" if value else "/Off") if isinstance(value, bool) else value for name, value in answers.items()
    }
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def filled_by_pdfium(blank: bytes, answers: Answers) -> bytes:
    """Return the form after clicks into these fields, and the keys typed there, in PDFium."""
    document = pypdfium2.PdfDocument(blank)
    document.init_forms()
    env = document.formenv.raw
    for number, page in enumerate(PdfReader(io.BytesIO(blank)).pages):
        shown = document[number]
        for reference in page.get("/Annots", ()):
            field = reference.get_object()
            value = answers.get(field["/T"], False)
            if value:
                left, bottom, right, top = map(float, field["/Rect"])
                _fill(env, shown, (left + right) / 2, (bottom + top) / 2, value)
        pdfium.FORM_ForceToKillFocus(env)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _fill(env: object, page: pypdfium2.PdfPage, x: float, y: float, value: str | bool) -> None:
    pdfium.FORM_OnMouseMove(env, page.raw, 0, x, y)
    pdfium.FORM_OnLButtonDown(env, page.raw, 0, x, y)
    pdfium.FORM_OnLButtonUp(env, page.raw, 0, x, y)
    if isinstance(value, str):
        text = ctypes.create_string_buffer(value.encode("utf-16-le") + b"\0\0")
        pdfium.FORM_ReplaceSelection(env, page.raw, ctypes.cast(text, pdfium.FPDF_WIDESTRING))
