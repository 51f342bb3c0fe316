"""What the command line prints for the hand, and how filled forms come back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxdesigner.cli_files import folder_of, map_to_print, opened, target_of, write, write_map
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.terminal import complain, say

if TYPE_CHECKING:
    from cxdesigner.document.document import Document
    from cxdesigner.document.records import RecordId
    from cxdesigner.formats.collecting import Collected

REFUSED_SOME = 1


def checklist(chosen: argparse.Namespace) -> int:
    """Print one box for each prompt, with who, when and what proves it: for all in one file, or one file for each."""
    folder = folder_of(chosen.out) if chosen.each else None
    target = None if chosen.each else target_of(chosen.out, (".pdf",), chosen.file)
    from cxdesigner.layout.sheets import parse_paper

    paper = parse_paper(chosen.paper)
    source = opened(chosen.file)
    document = source.document
    if chosen.fillable and not source.is_native:
        complain("A table has no ids: to collect these forms later, make a map of it first (cxdesigner import).")
    from cxdesigner.paper.checklist import print_each, write_checklist

    map_id = map_to_print(document, chosen.map).id
    if target is not None:
        data = write_checklist(document, map_id, by=chosen.by, paper=paper, is_fillable=chosen.fillable)
        write(target, data)
    if folder is not None:
        folder.mkdir(exist_ok=True)
        for name, data in print_each(document, map_id, by=chosen.by, paper=paper, is_fillable=chosen.fillable):
            write(folder / name, data)
            say(f"“{shown_name(name)}”")
    return 0


def collect(chosen: argparse.Namespace) -> int:
    """Read filled forms of a map and tell how often each prompt was done, over how many forms, by whom and when.

    The map is left as it is, unless --save keeps the answers in it. Ends with 1 where a form was refused.
    """
    target = target_of(chosen.file, (".cxmap",), None) if chosen.save else None
    table = target_of(chosen.table, (".csv",), chosen.file) if chosen.table else None
    document = opened(chosen.file).document
    map = map_to_print(document, chosen.map)
    taken: list[tuple[str, Collected]] = []
    refused: list[tuple[str, str]] = []
    for file in chosen.filled:
        try:
            found = _collected(document, file)
        except Refused as refusal:
            refused.append((file, str(refusal)))
        else:
            taken.append((file, found))
            from cxdesigner.commands.filled_forms import keep_forms

            document.apply(keep_forms(document, [found.record]).change)
    if table is not None:
        from cxdesigner.formats.audit_table import write_audit_table

        write(table, write_audit_table(document, map.id))
    if target is not None and taken:
        document.revision += 1
        write_map(document, target)
    if chosen.json:
        import json

        say(json.dumps(_report(document, map.id, taken, refused), indent=1, ensure_ascii=False))
    else:
        for line in _words(document, map.id, taken, refused):
            say(line)
    return REFUSED_SOME if refused else 0


def _collected(document: Document, file: str) -> Collected:
    from cxdesigner.formats.collecting import collected, form_id
    from cxdesigner.formats.filled_form import read_filled_form
    from cxdesigner.storage.load import read_whole

    data = read_whole(Path(file))
    return collected(document, read_filled_form(data), form_id(data), Path(file).name)


def _report(
    document: Document, map_id: RecordId, taken: list[tuple[str, Collected]], refused: list[tuple[str, str]]
) -> dict[str, Any]:
    from cxdesigner.journey.followed import Followed, following, prompts_of

    found = following(document, map_id)
    prompts = []
    for touchpoint in _touchpoints(document, map_id):
        for prompt_id, text in prompts_of(touchpoint).items():
            done, total, _ = found.by_prompt.get((touchpoint.id, prompt_id), Followed())
            prompts.append(
                {
                    "id": prompt_id or touchpoint.id,
                    "touchpoint": touchpoint.id,
                    "title": touchpoint.title,
                    "text": text,
                    "done": done,
                    "total": total,
                }
            )
    return {
        "forms": [_form_report(file, form) for file, form in taken],
        "refused": [{"file": file, "reason": reason} for file, reason in refused],
        "prompts": prompts,
    }


def _form_report(file: str, form: Collected) -> dict[str, Any]:
    record = form.record
    return {
        "file": file,
        "revision": record.revision,
        "printed": record.printed,
        "part": record.part,
        "case": record.case,
        "by": record.by,
        "on": record.on,
        "done": sum(answer.done for answer in record.answers),
        "total": len(record.answers),
        "notes": list(form.notes),
        "answers": [
            {
                "id": answer.prompt_id or answer.touchpoint_id,
                "touchpoint": answer.touchpoint_id,
                "done": answer.done,
                "by": answer.by,
                "on": answer.on,
            }
            for answer in record.answers
        ],
    }


def _words(
    document: Document, map_id: RecordId, taken: list[tuple[str, Collected]], refused: list[tuple[str, str]]
) -> Iterator[str]:
    from cxdesigner.journey.followed import following, prompts_of

    for file, form in taken:
        answers = form.record.answers
        done = sum(answer.done for answer in answers)
        yield " ".join((f"“{shown_name(Path(file).name)}”: {done} of {len(answers)} boxes ticked.", *form.notes))
    for file, reason in refused:
        yield f"“{shown_name(Path(file).name)}” is not counted: {reason}"
    found = following(document, map_id)
    for touchpoint in _touchpoints(document, map_id):
        for prompt_id, text in prompts_of(touchpoint).items():
            followed = found.by_prompt.get((touchpoint.id, prompt_id))
            if followed is not None:
                yield f"{followed.done} of {followed.of}  {touchpoint.title}{f': {text}' if prompt_id else ''}"
    whole = found.whole
    share = f" ({100 * whole.share:.0f} %)" if whole.share is not None else ""
    forms = f"{whole.forms} form{'' if whole.forms == 1 else 's'}"
    yield f"{whole.done} of {whole.of} boxes ticked{share}, over {forms}."


def _touchpoints(document: Document, map_id: RecordId) -> list[Any]:
    from cxdesigner.document.reading import touchpoints_of

    return touchpoints_of(document, map_id)


def cards(chosen: argparse.Namespace) -> int:
    """Print the touchpoints as cards for a paper wall, with a short id and a QR code each; or the empty grid for them."""
    target = target_of(chosen.out, (".pdf",), chosen.file)
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper.cards import sheet_of, write_cards

    sheet = sheet_of(chosen.per_sheet, parse_paper(chosen.paper), chosen.labels)
    tiles = parse_paper(chosen.tiles) if chosen.tiles else None
    if tiles is not None and not chosen.grid:
        raise Refused("--tiles says on which sheets the empty grid is printed; add --grid.")
    document = opened(chosen.file).document
    map_id = map_to_print(document, chosen.map).id
    if chosen.grid:
        from cxdesigner.paper.workshop_grid import write_grid

        write(target, write_grid(document, map_id, sheet, tiles=tiles))
    else:
        write(target, write_cards(document, map_id, sheet, blanks=chosen.blank))
    return 0


def manual(chosen: argparse.Namespace) -> int:
    """Write the operations manual: the map, a section for each touchpoint, indexes, and what is still open."""
    target = target_of(chosen.out, (".pdf", ".docx"), chosen.file)
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper.manual import letterhead
    from cxdesigner.storage.letterhead import Kept, kept
    from cxdesigner.storage.load import read_whole

    paper = parse_paper(chosen.paper)
    known = Kept()
    if chosen.letterhead:
        from cxdesigner.storage.settings import Settings

        known = kept(Settings())
    logo = read_whole(Path(chosen.logo)) if chosen.logo else known.logo
    head = letterhead(logo, chosen.color or known.color, chosen.footer or known.footer)
    document = opened(chosen.file).document
    map_id = map_to_print(document, chosen.map).id
    from cxdesigner.wall.handbook import write_manual

    is_docx = target.suffix.lower() == ".docx"
    write(target, write_manual(document, map_id, is_docx=is_docx, paper=paper, letterhead=head))
    return 0


def manual_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the manual takes."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("out", metavar="OUT.pdf|.docx")
    parser.add_argument("--paper", default="A4", help="A4 (default), Letter, 170x240 …")
    parser.add_argument(
        "--letterhead", action="store_true", help="logo, colour and footer as chosen last in the window"
    )
    parser.add_argument("--logo", default="", metavar="PNG|JPEG", help="the logo of the house, on each page")
    parser.add_argument("--color", default="", metavar="#RRGGBB", help="the colour of titles, default: #25364a")
    parser.add_argument("--footer", default="", help="the line below each page; default: the title of the map")
    parser.add_argument("--map", metavar="NAME", default="", help="which map of the file; default: the first")


def cards_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what cards take."""
    from cxdesigner.paper.cards import LABELS

    parser.add_argument("file", metavar="FILE")
    parser.add_argument("out", metavar="OUT.pdf")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--per-sheet", type=int, choices=(8, 6, 4), default=8, help="how many cards a sheet, default: 8")
    size.add_argument("--labels", default="", help=f"a label sheet: {', '.join(s.name for s in LABELS.values())}")
    parser.add_argument("--paper", default="A4", help="A4 (default), Letter, A3, 210x297 …")
    parser.add_argument("--blank", type=int, default=0, metavar="N", help="so many blank cards behind them")
    parser.add_argument(
        "--grid", action="store_true", help="the empty grid in true size, with what its cells are called"
    )
    parser.add_argument("--tiles", metavar="PAPER", help="the grid on sheets of this paper, to be glued together")
    parser.add_argument("--map", metavar="NAME", default="", help="which map of the file; default: the first")


def checklist_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the checklist takes."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("out", metavar="OUT.pdf", help="with --each: a folder")
    part_arguments(parser)
    parser.add_argument("--each", action="store_true", help="one file for each part, into the folder OUT")
    parser.add_argument("--paper", default="A4", help="A4 (default), Letter, A5, 210x297 …")
    parser.add_argument("--map", metavar="NAME", default="", help="which map of the file; default: the first")


def part_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what a checklist is about, and whether it is a form."""
    by = ("stage", "team", "channel", "role", "person", "event")
    parser.add_argument("--by", choices=by, default="stage", help="what the parts of a checklist are, default: stage")
    parser.add_argument("--fillable", action="store_true", help="a form, to be filled in on a screen and collected")


def collect_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the collection of forms takes."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("filled", metavar="FILLED.pdf", nargs="+")
    parser.add_argument("--json", action="store_true", help="for other programs")
    parser.add_argument("--save", action="store_true", help="keep the answers in FILE, as the window does")
    parser.add_argument("--table", metavar="OUT.csv", help="write an audit table, a row for each prompt of each form")
    parser.add_argument("--map", metavar="NAME", default="", help="which map of the file; default: the first")
