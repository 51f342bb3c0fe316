"""What the command line tells about journeys: ways, times, figures, and the difference between two maps."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from cxdesigner.cli_files import map_named, opened, target_of, write
from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.terminal import say

LIKELIEST = "likeliest"
"""The way whose story is told where nobody names one."""

Report = Callable[[Document, RecordId], Any]


def paths(chosen: argparse.Namespace) -> int:
    """List the ways of customers, and how often each touchpoint is met."""
    from cxdesigner.formats.journey_reports import paths_report, paths_words

    if chosen.out is not None or chosen.story is not None:
        return _story(chosen)
    return _tell(chosen, paths_report, paths_words)


def _story(chosen: argparse.Namespace) -> int:
    """Tell one way as its customer would, as lines or as a PDF."""
    from cxdesigner.formats.journey_reports import story_of

    target = None if chosen.out is None else target_of(chosen.out, (".pdf",), chosen.file)
    document = opened(chosen.file).document
    map_id = map_named(document, chosen.map)
    way, sentences = story_of(document, map_id, chosen.story or LIKELIEST)
    if target is not None:
        from cxdesigner.layout.sheets import parse_paper
        from cxdesigner.paper.story import write_story

        write(target, write_story(document, map_id, way.title, way.facts, sentences, paper=parse_paper(chosen.paper)))
    elif chosen.json:
        _say_json({"way": way.key, "title": way.title, "story": sentences})
    else:
        say(f"{way.title}: {way.facts}")
        for sentence in sentences:
            say(sentence)
    return 0


def measures(chosen: argparse.Namespace) -> int:
    """Count what can be counted: handoffs, evidence, moments of truth, clues, emotions."""
    from cxdesigner.formats.journey_reports import measures_report, measures_words

    if chosen.pdf is not None:
        return _measures_page(chosen)
    return _tell(chosen, measures_report, measures_words)


def _measures_page(chosen: argparse.Namespace) -> int:
    target = target_of(chosen.pdf, (".pdf",), chosen.file)
    from cxdesigner.layout.sheets import parse_paper

    paper = parse_paper(chosen.paper)
    document = opened(chosen.file).document
    from cxdesigner.paper.measures_page import write_measures

    write(target, write_measures(document, map_named(document, chosen.map), paper=paper))
    return 0


def schedule(chosen: argparse.Namespace) -> int:
    """Tell when each touchpoint happens at the earliest, and where the customer waits."""
    from cxdesigner.formats.journey_reports import schedule_report, schedule_words

    return _tell(chosen, schedule_report, schedule_words)


def compare(chosen: argparse.Namespace) -> int:
    """List what must be done so that one map becomes the other."""
    from cxdesigner.document.reading import maps_of
    from cxdesigner.formats.journey_reports import comparison_report, comparison_words

    before = opened(chosen.file).document
    after = opened(chosen.other).document if chosen.other else before
    first = map_named(before, chosen.map)
    if chosen.other:
        second = map_named(after, "")
    else:
        others = [map.id for map in maps_of(before) if map.id != first]
        if not others:
            raise Refused("This file holds one map only; name a second file to compare it with.")
        derived = [map_id for map_id in others if before.map(map_id).origin_id == first]
        second = (derived or others)[0]
    if chosen.pdf is not None or chosen.csv is not None:
        return _write_plan(chosen, (before, first, after, second))
    if chosen.json:
        _say_json(comparison_report(before, first, after, second))
    else:
        for line in comparison_words(before, first, after, second):
            say(line)
    return 0


def _write_plan(chosen: argparse.Namespace, maps: tuple[Document, RecordId, Document, RecordId]) -> int:
    """Write the action plan as pages, as a table, or both."""
    targets = {}
    for out, suffix in ((chosen.pdf, ".pdf"), (chosen.csv, ".csv")):
        for source in filter(None, (chosen.file, chosen.other) if out is not None else ()):
            targets[suffix] = target_of(out, (suffix,), source)
    if ".pdf" in targets:
        from cxdesigner.layout.sheets import parse_paper
        from cxdesigner.paper.action_pages import write_action_plan

        write(targets[".pdf"], write_action_plan(*maps, paper=parse_paper(chosen.paper)))
    if ".csv" in targets:
        from cxdesigner.formats.action_table import write_action_table
        from cxdesigner.journey.action_plan import action_plan

        write(targets[".csv"], write_action_table(action_plan(*maps)))
    return 0


def _tell(chosen: argparse.Namespace, report: Report, words: Report) -> int:
    document = opened(chosen.file).document
    map_id = map_named(document, chosen.map)
    if chosen.json:
        _say_json(report(document, map_id))
    else:
        for line in words(document, map_id):
            say(line)
    return 0


def _say_json(report: Any) -> None:
    import json

    say(json.dumps(report, indent=1, ensure_ascii=False, allow_nan=False))


def report_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what all reports take."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--json", action="store_true", help="for other programs")
    parser.add_argument("--map", metavar="NAME", default="", help="which map of the file; default: the first")


def paths_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the report about ways takes: a story of one of them, and where that is printed."""
    report_arguments(parser)
    parser.add_argument(
        "--story",
        metavar="WAY",
        nargs="?",
        const=LIKELIEST,
        help="tell one way as its customer would: likeliest (default), shortest, most-handoffs, worst-emotion, longest, "
        "or its number",
    )
    parser.add_argument("--out", metavar="OUT.pdf", help="print that story")
    parser.add_argument("--paper", default="A4", help="of the print: A4 (default), Letter, A5, 210x297 …")


def measures_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what measures take."""
    report_arguments(parser)
    parser.add_argument("--pdf", metavar="OUT.pdf", help="write them as a page for print")
    parser.add_argument("--paper", default="A4", help="of the page: A4 (default), Letter, A5, 210x297 …")


def compare_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what a comparison takes."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("other", metavar="FILE2", nargs="?", help="default: the to-be map in the same file")
    parser.add_argument("--json", action="store_true", help="for other programs")
    parser.add_argument("--map", metavar="NAME", default="", help="the map to begin with; default: the first")
    parser.add_argument("--pdf", metavar="OUT.pdf", help="write the action plan as pages for print")
    parser.add_argument("--csv", metavar="OUT.csv", help="write the action plan as a table")
    parser.add_argument("--paper", default="A4", help="of the pages: A4 (default), Letter, A5, 210x297 …")
