"""How much is too much: every limit of the program, in one place."""

from __future__ import annotations

FILE_BYTES = 32 * 1024 * 1024
JSON_DEPTH = 64
RECORDS = 20_000
TEXT_CHARACTERS = 20_000
TITLE_CHARACTERS = 500
PARTS_PER_RECORD = 500
"""Prompts, clues, measures or custom fields of one record."""
ANSWERS_PER_FORM = 5_000
"""Prompts of one filled checklist."""
REVISION = 1_000_000_000
UNBROKEN_RUN = 200
"""Characters without a place to break; layout breaks a longer run softly."""

PICTURES = 16
PICTURE_BYTES = 8 * 1024 * 1024
PICTURE_PIXELS = 40_000_000
PICTURE_SIDE = 2048
"""Longest side, in pixels, of a picture as it is kept."""

TABLE_ROWS = 5_000
TABLE_COLUMNS = 60
TABLE_CELL_CHARACTERS = 20_000

COORDINATE = 1_000_000.0
"""Largest magnitude of any number in the document."""
POSITION = 1_000_000
"""Largest position, step or order."""
