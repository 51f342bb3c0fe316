"""Tests of the set-up import its modules as it does itself: from its own folder, which is no package."""

from __future__ import annotations

import pytest

from tests.source_tree import ROOT


@pytest.fixture(autouse=True)
def _set_up_is_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "packaging")
