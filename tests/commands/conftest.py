"""The small onboarding, and a history for it."""

from __future__ import annotations

import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from tests.onboarding import onboarding


@pytest.fixture
def document() -> Document:
    return onboarding()


@pytest.fixture
def history(document: Document) -> History:
    return History(document)
