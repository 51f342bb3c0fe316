"""The bar with every change: the same rows as at night, each a little."""

from __future__ import annotations

import sys

import pytest

from tests.reliability.bar import BAR, Row

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="signals, limits and pipes of POSIX"),
    pytest.mark.slow,
    pytest.mark.timeout(1_200),
]


@pytest.mark.parametrize("row", [row for row in BAR if row.quick], ids=lambda row: f"{row.number} {row.what}")
def test_the_bar_is_met(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("DATA", "CONFIG", "CACHE"):  # The rows take folders of their own; these come back behind them.
        monkeypatch.setenv(f"CXDESIGNER_{kind}_DIR", f"/nowhere/{kind}")

    outcome = row.try_quickly()

    if outcome.skipped:
        pytest.skip(outcome.skipped)
    assert outcome.bad == []
    assert outcome.count
