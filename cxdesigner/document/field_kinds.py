"""What is known of a field: how it is kept, what it is called, and what fits into it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from cxdesigner.document import limits
from cxdesigner.document import records as r


class Kind(Enum):
    """How a field is kept, and so how it is edited, checked and written."""

    LINE = auto()
    TEXT = auto()
    CHOICE = auto()
    REFERENCE = auto()
    INTEGER = auto()
    NUMBER = auto()
    YES_NO = auto()
    SCALE = auto()
    PARTS = auto()
    NAMES = auto()
    BYTES = auto()


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One row of the table.

    `synonyms` are other headers under which people keep this field in their tables (any case). `hidden` fields are
    places and bookkeeping that the inspector does not show. A record lives with what its `is_home` field refers to and is
    removed with it, although it can be without one (what is `required` is a home anyway).
    """

    name: str
    label: str
    kind: Kind
    group: str = ""
    help: str = ""
    choices: type[StrEnum] | None = None
    refers_to: type[r.Record] | None = None
    part: type | None = None
    least: float = -limits.COORDINATE
    most: float = limits.COORDINATE
    required: bool = False
    hidden: bool = False
    is_home: bool = False
    synonyms: tuple[str, ...] = ()

    @property
    def most_characters(self) -> int:
        """How long a text in this field may be."""
        return limits.TEXT_CHARACTERS if self.kind is Kind.TEXT else limits.TITLE_CHARACTERS

    @property
    def most_parts(self) -> int:
        """How many parts or names this field may hold."""
        return limits.ANSWERS_PER_FORM if self.part is r.Answer else limits.PARTS_PER_RECORD
