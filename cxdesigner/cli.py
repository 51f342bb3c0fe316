"""The command line: everything that can be done without a display, and the way into the editor.

Exit codes: 0 done; 1 `check` found problems of severity error, `merge` left something to decide, `collect` refused a form, or `render` a file;
2 it could not be done, for the reason in one sentence on standard error. Nothing is left behind then: outputs are written whole or not at all.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from cxdesigner import __version__, cli_paper, cli_render, cli_reports, cli_wall
from cxdesigner.cli_files import map_named, map_to_print, opened, target_of, write, write_map
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, shown_name
from cxdesigner.terminal import complain, is_read, say

DONE, FOUND_ERRORS, REFUSED = 0, 1, 2

_HELP = """\
usage: cxdesigner [FILE]                     open the editor, with a map or a table
       cxdesigner import IN OUT.cxmap        make a map from a table or from lines as they were said
       cxdesigner check FILE [--json]        list what the map is missing
       cxdesigner paths FILE [--json]        tell the ways of customers, and how often each touchpoint is met;
                                             with --story, one way as the customer would tell it
       cxdesigner schedule FILE [--json]     tell when what happens, and where the customer waits
       cxdesigner measures FILE [--json]     count handoffs, evidence, moments of truth, clues, emotions
       cxdesigner compare FILE [FILE2]       list what makes one map the other
       cxdesigner poster FILE OUT.pdf        print the map for the wall (also OUT.svg, OUT.png)
       cxdesigner checklist FILE OUT.pdf     print the prompts for every team, also as a form (--fillable)
       cxdesigner manual FILE OUT.pdf        write the operations manual (also OUT.docx)
       cxdesigner cards FILE OUT.pdf         print the touchpoints as cards for a paper wall, or its empty grid
       cxdesigner collect FILE FILLED.pdf …  read filled forms back: how often is the checklist followed?
       cxdesigner render --out FOLDER FILE … print posters and checklists of many maps at once
       cxdesigner export FILE OUT.csv        write every record and field as a table
       cxdesigner merge BASE MINE THEIRS OUT bring two copies of one map together
       cxdesigner new OUT.cxmap              begin a map, with --template NAME from a template
       cxdesigner --version
       cxdesigner --self-test                try everything once, without touching your files

Every command takes a table (CSV, TSV) or a text file in place of FILE. `cxdesigner COMMAND --help` lists its options.
"""


class _Parser(argparse.ArgumentParser):
    """An argument parser that answers in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"The command is not understood ({clean_line(message)}); `{self.prog} --help` shows how it goes.")

    def print_help(self, file: Any = None) -> None:
        say(self.format_help().rstrip())


def run(words: Sequence[str]) -> int:
    """Do what the words of the command line say and return the exit code."""
    try:
        return _run(list(words))
    except Refused as error:
        complain(str(error))
    except OSError as error:
        name = f"“{shown_name(str(error.filename))}”: " if error.filename else ""
        complain(f"The system refused it: {name}{error.strerror or error}.")
    except MemoryError:
        complain("This takes more memory than there is; make it smaller, or close other programs.")
    except Exception as error:
        if os.environ.get("CXDESIGNER_DEBUG"):
            raise
        complain(f"Something went wrong inside the program ({type(error).__name__}: {error}).")
    return REFUSED


def _run(words: list[str]) -> int:
    if words and words[0] in COMMANDS:
        add_arguments, do = COMMANDS[words[0]]
        parser = _Parser(prog=f"cxdesigner {words[0]}", description=do.__doc__, allow_abbrev=False)
        add_arguments(parser)
        try:
            return do(parser.parse_args(words[1:]))
        except SystemExit:
            return DONE
    if len(words) == 1 and not words[0].startswith("-"):
        return _edit(words[0])  # A map is opened so often that it need not wait for a parser.
    parser = _Parser(prog="cxdesigner", add_help=False, allow_abbrev=False)
    parser.add_argument("file", nargs="?")
    for flag in ("--version", "--self-test", "--help", "-h"):
        parser.add_argument(flag, action="store_true")
    chosen = parser.parse_args(words)
    if chosen.version or chosen.help or chosen.h:
        say(f"cxdesigner {__version__}" if chosen.version else _HELP.rstrip())
        return DONE
    return _self_test() if chosen.self_test else _edit(chosen.file)


# -- commands --------------------------------------------------------------------------------------------------------


def _import(chosen: argparse.Namespace) -> int:
    """Make a map from a table or from lines as they were said."""
    from cxdesigner.formats.findings import summary

    target = target_of(chosen.out, (".cxmap",), chosen.input, chosen.force)
    found = opened(chosen.input)
    write_map(found.document, target)
    say(f"“{shown_name(target.name)}” holds {summary(found.document)}.")
    for note in () if found.is_native else found.notes:
        say(note)
    return DONE


def _check(chosen: argparse.Namespace) -> int:
    """List what the map is missing."""
    from cxdesigner.formats.findings import counted, findings, summary, told
    from cxdesigner.journey import rules

    document = opened(chosen.file).document
    map_id = map_named(document, chosen.map) if chosen.map else None
    problems = rules.check(document, map_id, only=chosen.only, without=chosen.without)
    if chosen.json:
        import json

        say(json.dumps(findings(document, problems), indent=1))
    else:
        for line in told(document, problems, is_whole=chosen.verbose):
            say(line)
        say(f"{counted(len(problems), 'problem')} in {summary(document)}.")
    return FOUND_ERRORS if any(str(problem.severity) == "error" for problem in problems) else DONE


def _export(chosen: argparse.Namespace) -> int:
    """Write every record and field as a table, which imported again gives the same document; or a workbook, a graph, a page."""
    from cxdesigner.formats import FORMATS, format_for

    suffixes = tuple(suffix for row in FORMATS.values() if row.write for suffix in row.suffixes)
    target = target_of(chosen.out, (*suffixes, ".html"), chosen.file)
    if target.suffix.lower() == ".html":
        document = opened(chosen.file).document
        from cxdesigner.wall.page import write_html

        write(target, write_html(document, map_to_print(document, chosen.map).id))
        return DONE
    row = format_for(target)
    assert row is not None
    assert row.write is not None
    document = opened(chosen.file).document
    if row.write_map is not None and chosen.map:
        write(target, row.write_map(document, map_named(document, chosen.map)))
    else:
        write(target, row.write(document))
    return DONE


def _new(chosen: argparse.Namespace) -> int:
    """Begin a map: an empty one, or from a template."""
    target = target_of(chosen.out, (".cxmap",), None, chosen.force)
    if chosen.template is not None:
        from cxdesigner.formats import templates

        document = templates.template(chosen.template)
    else:
        from cxdesigner.commands import maps

        document = maps.new_document()
    write_map(document, target)
    return DONE


def _merge(chosen: argparse.Namespace) -> int:
    """Bring two copies of one map together; what both changed in different ways is listed, and stays as in MINE."""
    from cxdesigner.document.merging import merge
    from cxdesigner.formats.merge_words import conflict_words, merged_words

    target = target_of(chosen.out, (".cxmap",), chosen.theirs, chosen.force)
    base = None if chosen.base == "-" else opened(chosen.base).document
    mine, theirs = opened(chosen.mine).document, opened(chosen.theirs).document
    merged = merge(base, mine, theirs)
    mine.apply(merged.change)
    write_map(mine, target)
    say(merged_words(merged))
    for conflict in merged.conflicts:
        say(conflict_words(mine, conflict))
    return FOUND_ERRORS if merged.conflicts else DONE


def _edit(file: str | None) -> int:
    """Open the editor."""
    gc.disable()  # A start makes much and throws nothing away; the editor collects when there is nothing else to do.
    path = Path(file) if file is not None else None
    has_platform = bool(os.environ.get("QT_QPA_PLATFORM"))
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    has_display = has_display or not sys.platform.startswith("linux")
    if path is not None and (is_read() or has_platform or not has_display):
        from cxdesigner.storage.load import read_whole

        read_whole(path)  # Started by an icon, the window tells what is wrong: nobody would read it here.
    if not has_display and not has_platform:
        raise Refused("There is no display for the editor; `cxdesigner --help` lists what works without one.")
    from cxdesigner.ui import application

    code = int(application.run(path))
    gc.freeze()  # or Python would look through everything there is once more, although the program ends
    return code


def _self_test() -> int:
    """Open a sample, lay it out, print a poster page and a checklist, all in a folder that is removed again."""
    from tempfile import TemporaryDirectory

    from cxdesigner.formats.templates import templates

    with TemporaryDirectory(prefix="cxdesigner-") as folder:
        sample, poster, checklist = (str(Path(folder, name)) for name in ("sample.cxmap", "poster.pdf", "list.pdf"))
        name = next(iter(templates()))
        for words in (
            ["new", "--template", name, sample],
            ["poster", sample, poster, "--paper", "A1"],
            ["checklist", sample, checklist],
        ):
            if _run(words) != DONE:
                raise Refused(f"The self-test failed at `cxdesigner {words[0]}`.")
        for output in (poster, checklist):
            if not Path(output).read_bytes().startswith(b"%PDF"):
                raise Refused("The self-test failed: what was printed is no PDF.")
    say(f"The self-test passed: cxdesigner {__version__} opens, lays out and prints.")
    return DONE


# -- arguments -------------------------------------------------------------------------------------------------------


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="IN", help="a table (CSV, TSV) or lines as they were said (TXT)")
    parser.add_argument("out", metavar="OUT.cxmap")
    parser.add_argument("--force", action="store_true", help="replace a map that exists")


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--json", action="store_true", help="for other programs")
    parser.add_argument("--verbose", action="store_true", help="each finding on a line of its own, however many")
    parser.add_argument("--map", metavar="NAME", default="", help="only this map of the file; default: all")
    parser.add_argument("--only", metavar="RULE", nargs="+", default=(), help="only these rules")
    parser.add_argument("--without", metavar="RULE", nargs="+", default=(), help="not these rules")


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("out", metavar="OUT.csv|.tsv|.xlsx|.html|.graphml|.json")
    parser.add_argument(
        "--map",
        metavar="NAME",
        default="",
        help="which map a page (default: the first) or a graph (default: all) shows",
    )


def _new_arguments(parser: argparse.ArgumentParser) -> None:
    from cxdesigner.formats.templates import templates

    parser.add_argument("out", metavar="OUT.cxmap")
    parser.add_argument("--template", metavar="NAME", help=f"one of: {', '.join(templates())}")
    parser.add_argument("--force", action="store_true", help="replace a map that exists")


def _merge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", help="the map from which both copies were made; - where nobody has it")
    parser.add_argument("mine", metavar="MINE", help="the copy that counts where both say something different")
    parser.add_argument("theirs", metavar="THEIRS")
    parser.add_argument("out", metavar="OUT.cxmap")
    parser.add_argument("--force", action="store_true", help="replace a map that exists")


Command = tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]

COMMANDS: dict[str, Command] = {
    "import": (_import_arguments, _import),
    "check": (_check_arguments, _check),
    "poster": (cli_wall.poster_arguments, cli_wall.poster),
    "checklist": (cli_paper.checklist_arguments, cli_paper.checklist),
    "manual": (cli_paper.manual_arguments, cli_paper.manual),
    "cards": (cli_paper.cards_arguments, cli_paper.cards),
    "collect": (cli_paper.collect_arguments, cli_paper.collect),
    "render": (cli_render.render_arguments, cli_render.render),
    "export": (_export_arguments, _export),
    "new": (_new_arguments, _new),
    "merge": (_merge_arguments, _merge),
    "paths": (cli_reports.paths_arguments, cli_reports.paths),
    "schedule": (cli_reports.report_arguments, cli_reports.schedule),
    "measures": (cli_reports.measures_arguments, cli_reports.measures),
    "compare": (cli_reports.compare_arguments, cli_reports.compare),
}
"""The commands by name: which arguments they take, and what they do."""
