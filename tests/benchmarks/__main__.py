"""`python -m tests.benchmarks [NAME…] [--json]`: run all benchmarks, or those named."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from tests.benchmarks import canvas, data, paper, posters, start
from tests.benchmarks.measuring import Result

BENCHMARKS: dict[str, Callable[[], dict[str, Result]]] = {
    "start_version": start.start_version,
    "start_editor": start.start_editor,
    "start_editor_cxmap": start.start_editor_cxmap,
    "canvas": canvas.canvas,
    "decode_5000": data.decode_5000,
    "encode_5000": data.encode_5000,
    "check_after_move_5000": data.check_after_move_5000,
    "rules_5000": data.rules_5000,
    "rules_growth": data.rules_growth,
    "checklist_1000": paper.checklist_1000,
    "poster_1000": posters.poster_1000,
    "move_all_data_5000": data.move_all_data_5000,
}


def main(words: Sequence[str] | None = None) -> int:
    """Run what is asked for; each result is told when it is there, in JSON all at the end."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", action="store_true", help="print one JSON object: name → ours, floor, ratio, unit, n")
    asked = parser.parse_args(words)
    if unknown := [name for name in asked.names if name not in BENCHMARKS]:
        parser.error(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    results: dict[str, Result] = {}
    for name in asked.names or BENCHMARKS:
        found = BENCHMARKS[name]()
        results.update(found)
        if not asked.json:
            print("\n".join(_line(title, result) for title, result in found.items()), flush=True)
    if asked.json:
        print(json.dumps({name: result.as_json() for name, result in results.items()}, indent=1))
    return 0


def _line(name: str, result: Result) -> str:
    bar = "" if result.bar is None else f"  bar {result.bar:g}: {'kept' if result.ratio <= result.bar else 'BROKEN'}"
    figures = f"ours {result.ours:.4g} {result.unit}, floor {result.floor:.4g} {result.unit}, n {result.n}"
    return f"{name:<20} {result.ratio:6.2f} ×   ({figures}){bar}"


if __name__ == "__main__":
    sys.exit(main())
