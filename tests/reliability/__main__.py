"""The night: the whole bar by one command, `python3 packaging/dev.py night`, and a table of what came of it.

`--only R15 R2` runs some rows, `--share 0.1` a tenth of each (`--whole R15` all of that one), `--write` puts the table into
RESULTS.md.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.reliability.bar import BAR, Row
from tests.reliability.outcome import Outcome

RESULTS = Path(__file__).with_name("RESULTS.md")
_MOST_TOLD = 5


def main() -> int:
    """Run the rows, tell what came of each, and return 1 if any case was bad."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="ROW", default=[row.number for row in BAR])
    parser.add_argument("--share", type=float, default=1.0, help="of the cases of each row")
    parser.add_argument(
        "--whole", nargs="+", metavar="ROW", default=[], help="rows of which nothing is left out all the same"
    )
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    chosen = parser.parse_args()
    begun = time.monotonic()
    rows = []
    for row in BAR:
        if row.number in chosen.only:
            share = 1.0 if row.number in chosen.whole else chosen.share
            rows.append((row, tried(row, max(1, round(row.night * share)))))
    scaled = "" if chosen.share == 1 else f", {chosen.share:g} of each row"
    scaled += f" but {', '.join(chosen.whole)}" if scaled and chosen.whole else ""
    table = told(rows, time.monotonic() - begun, scaled)
    print(f"\n{table}")
    bad = [f"{row.number}: {case}" for row, outcome in rows for case in outcome.bad]
    for case in bad:
        print(case)
    if chosen.write:
        RESULTS.write_text(f"{HEADING}\n{table}\n" + "".join(f"- {case}\n" for case in bad), encoding="utf-8")
    return 1 if bad else 0


def tried(row: Row, count: int) -> Outcome:
    """Run one row in folders of its own; a row that fails by itself is bad too."""
    print(f"{row.number:<4} {row.what} …", flush=True)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="cxdesigner-night-") as folder:
        for kind in ("DATA", "CONFIG", "CACHE"):
            os.environ[f"CXDESIGNER_{kind}_DIR"] = str(Path(folder, kind.lower()))
        try:
            outcome = row.run(count)
        except Exception as error:
            traceback.print_exc()
            outcome = Outcome(
                count, [f"the row itself failed: {type(error).__name__} {error}"], time.monotonic() - begun
            )
    verdict = outcome.skipped or f"{outcome.count:,} tried, {len(outcome.bad):,} bad, {outcome.seconds:.0f} s"
    print(f"     {verdict}. {outcome.told}", flush=True)
    for case in outcome.bad[:_MOST_TOLD]:
        print(f"     BAD {case}", flush=True)
    return outcome


HEADING = """# What the night found

Written by `python3 packaging/dev.py night --write`; the rows are those of `bar.py`. A skipped row says why. Where the bar of
the contract asks for more than half an hour on two cores gives, the table says how much; `--share 10` has the patience.
"""


def told(rows: list[tuple[Row, Outcome]], seconds: float, scaled: str) -> str:
    """Return the table."""
    when = datetime.datetime.now().strftime("%Y-%m-%d %H:%M")
    screen = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    about = (
        f"{when}, Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores, windows: {screen}"
    )
    load = ", ".join(f"{one:.0f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    lines = [
        f"{about}, other programs beside it: load {load}; {seconds / 60:.0f} minutes{scaled}.",
        "",
        "| row | what | how many | the bar asks | bad | seconds | |",
        "|---|---|--:|--:|--:|--:|---|",
        *(
            f"| {row.number} | {row.what} | {outcome.count:,} | {row.asked} | {len(outcome.bad)} | {outcome.seconds:.0f} | {outcome.skipped and 'skipped: '}{outcome.skipped or outcome.told} |"
            for row, outcome in rows
        ),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
