"""The command that prints the map for the wall, with every option of the window."""

from __future__ import annotations

import argparse
import datetime
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cxdesigner.cli_files import APP, map_to_print, opened, target_of, write
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, folded, shown_name
from cxdesigner.terminal import say

if TYPE_CHECKING:
    from cxdesigner.document.document import Document
    from cxdesigner.document.records import RecordId
    from cxdesigner.wall.order import Order
    from cxdesigner.wall.poster import Poster

_PDF, _SVG = ".pdf", ".svg"


def poster(chosen: argparse.Namespace) -> int:
    """Print the map for the wall: one sheet, or tiled over several."""
    target = target_of(chosen.out, (_PDF, _SVG, ".png"), chosen.file)
    suffix = target.suffix.lower()
    page = page_of(chosen, suffix)
    if chosen.only_changed and page.tiles is None:
        raise Refused("--only-changed compares sheets; name their paper too, as in --tiles A4.")
    if chosen.only_changed:
        return _only_changed(chosen, target, page)
    document = opened(chosen.file).document
    data, said = posted(document, map_to_print(document, chosen.map).id, chosen, suffix)
    write(target, data)
    for sentence in said:
        say(sentence)
    return 0


def posted(
    document: Document, map_id: RecordId, chosen: argparse.Namespace, suffix: str
) -> tuple[bytes, tuple[str, ...]]:
    """Return the poster of a map as it is chosen, as PDF, SVG or PNG, and what there is to say about it."""
    order = _ordered(document, map_id, chosen, page_of(chosen, suffix))
    if suffix == _PDF:
        from cxdesigner.wall.poster import told, write_poster

        said: list[str] = []

        def tell(made: Poster) -> None:
            said.extend((told(made), *_told_of_cuts(document, map_id, order, made)))

        return write_poster(document, map_id, order, tell=tell), tuple(said)
    from cxdesigner.wall.pictures import write_png, write_svg

    if suffix == _SVG:
        return write_svg(document, map_id, order), ()
    return write_png(document, map_id, order, dots_per_inch=chosen.dpi, dots_across=chosen.across), ()


def _told_of_cuts(document: Document, map_id: RecordId, order: Order, poster: Poster) -> Iterator[str]:
    """Yield which cards the sheets cut, and what to say so that they do not."""
    from cxdesigner.wall.sizing import to_the_end
    from cxdesigner.wall.sparing import cut_cards, cut_words, way_out_in_steps

    cut = [] if poster.tiling is None else cut_cards(document, poster.picture, poster.tiling)
    if not cut:
        return
    yield cut_words(cut)
    way_out = to_the_end(way_out_in_steps(document, map_id, order, poster))
    if way_out is not None:
        other = way_out.order
        turn = "--tiles-landscape" if other.tiles_landscape else "--tiles-portrait"
        words = [] if other.tiles_landscape is None else [turn]
        words += [f"--overlap {other.overlap_mm:g}"] if other.overlap_mm != order.overlap_mm else []
        words += [f"--margin {other.margin_mm:g}"] if other.margin_mm != order.margin_mm else []
        yield way_out.told(" ".join(words))


def _ordered(document: Document, map_id: RecordId, chosen: argparse.Namespace, page: Order) -> Order:
    """Return an order with what can only be said of this map."""
    page = _with_kept_scale(page, document, map_id, chosen)
    page = _with_part(_with_stages(page, document, map_id, chosen), document, map_id, chosen)
    page = _with_people(page, document, map_id, chosen)
    return _with_heat(page, document, map_id, chosen.colour)


def _only_changed(chosen: argparse.Namespace, target: Path, page: Order) -> int:
    """Print the sheets that have changed since the last time, and remember in the map what hangs on the wall now."""
    from cxdesigner.commands.printing import remember_printing
    from cxdesigner.storage.load import read_whole
    from cxdesigner.storage.save import save_document, sha256_of

    file = Path(chosen.file)
    known = sha256_of(read_whole(file))
    source = opened(chosen.file)
    if not source.is_native:
        raise Refused(
            "Only a map (.cxmap) remembers what was printed; make one of this file first (cxdesigner import)."
        )
    if source.notes:
        raise Refused(
            "This map is not as it was saved, so nothing is remembered in it; open it in the editor, look it over, and save it."
        )
    document = source.document
    document.revision += 1  # The sheets name the revision that remembers them.
    map_id = map_to_print(document, chosen.map).id
    order = _ordered(document, map_id, chosen, page)
    from cxdesigner.wall.changed import changed_since, looks_of, printing_of, way_of
    from cxdesigner.wall.poster import as_pdf, poster_of, stamp_of, told

    today = datetime.date.today()
    poster = poster_of(document, map_id, order, stamp_of(document, today))
    way, looks = way_of(document, map_id, order, poster), dict(looks_of(poster, order.theme))
    changed = changed_since(document, map_id, way, looks)
    if not changed.numbers:
        say(f"{changed.words} There is nothing to print.")
        return 0
    if not changed.is_all:
        poster = poster._replace(only=changed.numbers)
    printing = printing_of(document, map_id, way, looks, today, {sheet.label for sheet in poster.sheets})
    write(target, as_pdf(document, map_id, poster, order.theme, today))
    document.apply(remember_printing(document, map_id, printing).change)
    save_document(document, file, app=APP, known_sha256=known)
    for sentence in (changed.words, told(poster), *_told_of_cuts(document, map_id, order, poster)):
        say(sentence)
    return 0


def page_of(chosen: argparse.Namespace, suffix: str) -> Order:
    """Return all of the order that can be said without the map. Raises Refused where that contradicts itself."""
    from cxdesigner.document.records import LaneKind
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.wall.inks import theme_of
    from cxdesigner.wall.order import Order

    is_pdf = suffix == _PDF
    if chosen.tiles is not None and not is_pdf:
        raise Refused("Only a PDF has several sheets; leave out --tiles, or name an output that ends with .pdf.")
    if chosen.sheets is not None and chosen.tiles is None:
        raise Refused("--sheets counts sheets of a paper; name that too, as in --tiles A4.")
    # A picture that nobody puts on a paper, or turns, has the size of the map, as slides want it.
    is_on_paper = (is_pdf or chosen.landscape is not None) and chosen.scale is None and not chosen.keep_scale
    paper = "A0" if chosen.paper is None and is_on_paper else chosen.paper
    return Order(
        paper=None if paper is None else parse_paper(paper),
        scale=1.0 if chosen.scale is None else chosen.scale / 100,
        landscape=chosen.landscape,
        lanes=LaneKind(chosen.lanes) if chosen.lanes else None,
        may_fold=chosen.may_fold,
        tiles=None if chosen.tiles is None else parse_paper(chosen.tiles),
        tiles_landscape=chosen.tiles_landscape,
        overlap_mm=chosen.overlap,
        margin_mm=chosen.margin,
        most_sheets=chosen.sheets,
        has_heading=chosen.has_heading,
        has_notes=chosen.has_notes,
        has_problems=chosen.has_problems,
        has_times=chosen.times,
        theme=theme_of(chosen.ink),
    )


def _with_stages(order: Order, document: Document, map_id: RecordId, chosen: argparse.Namespace) -> Order:
    """Return an order for the stages from one to another, as they are named or numbered."""
    from dataclasses import replace

    from cxdesigner.document.reading import stages_of

    if not chosen.first and not chosen.last:
        return order
    stages = stages_of(document, map_id)
    titles = [stage.title for stage in stages]
    first = _place(titles, chosen.first) if chosen.first else 0
    last = _place(titles, chosen.last) if chosen.last else len(stages) - 1
    if first > last:
        raise Refused(f"“{titles[first]}” comes after “{titles[last]}”; name the earlier stage with --from.")
    return replace(order, stages=tuple(stage.id for stage in stages[first : last + 1]))


def _with_part(order: Order, document: Document, map_id: RecordId, chosen: argparse.Namespace) -> Order:
    """Return an order for the lanes and the cards that are named."""
    from dataclasses import replace

    from cxdesigner.wall.part import cards_named, lanes_named, lanes_of

    if chosen.only_lanes:
        kind = lanes_of(document, map_id, order)
        order = replace(order, only_lanes=lanes_named(document, map_id, kind, chosen.only_lanes))
    if chosen.cards:
        order = replace(order, only_cards=cards_named(document, map_id, chosen.cards))
    return order


def _with_kept_scale(order: Order, document: Document, map_id: RecordId, chosen: argparse.Namespace) -> Order:
    """Return an order at the scale of the last print, where that shall be kept."""
    from dataclasses import replace

    from cxdesigner.wall.changed import last_scale

    if not chosen.keep_scale:
        return order
    scale = last_scale(document, map_id)
    if scale is None:
        raise Refused("This map has not been printed on sheets yet, so there is no scale to keep; say --scale.")
    return replace(order, scale=scale)


def _with_people(order: Order, document: Document, map_id: RecordId, chosen: argparse.Namespace) -> Order:
    """Return an order for the stickers of one author, and for the stickers and marks of one team."""
    from dataclasses import replace

    from cxdesigner.document.reading import teams_of
    from cxdesigner.wall.shown import authors_of_notes

    if chosen.notes_by:
        authors = authors_of_notes(document, map_id)
        order = replace(
            order, notes_by=authors[_named(authors, chosen.notes_by, "Nobody who wrote a sticker is called")]
        )
    if chosen.of_team:
        teams = teams_of(document)
        place = _named([team.title for team in teams], chosen.of_team, "No team is called")
        order = replace(order, of_team=teams[place].id)
    return order


def _named(names: list[str], said: str, refusal: str) -> int:
    """Return which name is meant."""
    known = [folded(name) for name in names]
    if folded(said) in known:
        return known.index(folded(said))
    there = f"there are {', '.join(names)[:400]}" if names else "there is none"
    raise Refused(f"{refusal} “{shown_name(said)[:60]}”; {there}.")


def _with_heat(order: Order, document: Document, map_id: RecordId, said: str) -> Order:
    """Return an order for cards that are coloured by a measure, which is meant by its name or its title."""
    from dataclasses import replace

    from cxdesigner.journey.heat import measures_that_colour

    if not said:
        return order
    measures = measures_that_colour(document, map_id)
    for name, title in measures.items():
        if folded(said) in (folded(name), folded(title)):
            return replace(order, heat=name)
    names = ", ".join(title if ":" in name else name for name, title in measures.items())
    raise Refused(
        f"Nothing is called “{shown_name(said)[:60]}” by which cards can be coloured; there are {names[:400]}."
    )


def _place(titles: list[str], said: str) -> int:
    """Return which stage is meant by its title or by its number, from 1."""
    known = [folded(title) for title in titles]
    if folded(said) in known:
        return known.index(folded(said))
    if said.isascii() and said.isdigit() and 1 <= int(said[:6]) <= len(titles):
        return int(said) - 1
    raise Refused(f"There is no stage “{shown_name(said)[:60]}”; there are {', '.join(titles)[:400]}.")


def poster_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be ordered, of which map, and where it goes."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("out", metavar="OUT.pdf|.svg|.png")
    parser.add_argument("--map", metavar="NAME", default="", help="which map of the file; default: the first")
    parser.add_argument(
        "--only-changed",
        action="store_true",
        help="print only the --tiles that have changed since this was done last, and remember them in FILE",
    )
    order_arguments(parser)


def order_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be ordered."""
    from cxdesigner.document.records import LaneKind
    from cxdesigner.wall.inks import COLOUR, INKS

    size = parser.add_mutually_exclusive_group()
    size.add_argument("--paper", help="A0 (default of a PDF), A4, ANSI E, ARCH E1, roll 914, 841x1189, 90x120cm …")
    size.add_argument("--scale", type=_number(5, 2000, "%"), metavar="PERCENT", help="of the map's natural size")
    size.add_argument("--keep-scale", action="store_true", help="at the scale at which sheets were printed last")
    size.add_argument("--sheets", type=whole_number(1, 400), metavar="N", help="as large as so many --tiles allow")
    turned = parser.add_mutually_exclusive_group()
    turned.add_argument(
        "--landscape", action="store_true", default=None, dest="landscape", help="default: as the map fits best"
    )
    turned.add_argument("--portrait", action="store_false", default=None, dest="landscape")
    parser.add_argument("--lanes", choices=[kind.value for kind in LaneKind], help="default: as the map was left")
    parser.add_argument("--from", dest="first", metavar="STAGE", default="", help="first stage, by title or number")
    parser.add_argument("--to", dest="last", metavar="STAGE", default="", help="last stage, by title or number")
    parser.add_argument("--only-lanes", metavar="NAMES", default="", help="only these lanes: “Sales, Marketing”")
    parser.add_argument(
        "--cards", metavar="NAMES", default="", help="only these touchpoints, by title or short id: “K3V, First visit”"
    )
    parser.add_argument("--tiles", metavar="PAPER", help="print on sheets of this paper, to be glued together")
    sheets = parser.add_mutually_exclusive_group()
    sheets.add_argument(
        "--tiles-landscape", action="store_true", default=None, help="turn the --tiles; default: as they are fewest"
    )
    sheets.add_argument("--tiles-portrait", action="store_false", default=None, dest="tiles_landscape")
    parser.add_argument(
        "--no-fold", action="store_false", dest="may_fold", help="never fold a long map into bands below one another"
    )
    millimetres = _number(0, 100, "mm")
    parser.add_argument("--overlap", type=millimetres, default=10.0, metavar="MM", help="of the sheets, default 10")
    parser.add_argument("--margin", type=millimetres, default=12.0, metavar="MM", help="around each sheet, default 12")
    parser.add_argument("--ink", choices=[*INKS], default=COLOUR, help="default: colour")
    parser.add_argument("--no-heading", action="store_false", dest="has_heading", help="without title and legend")
    parser.add_argument("--no-notes", action="store_false", dest="has_notes", help="without stickers")
    parser.add_argument("--notes-by", metavar="NAME", default="", help="only the stickers of this author")
    parser.add_argument("--of-team", metavar="TEAM", default="", help="only the stickers and --problems of this team")
    parser.add_argument("--problems", action="store_true", dest="has_problems", help="mark cards that lack something")
    parser.add_argument(
        "--times",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="with a time scale and the day of each touchpoint; default: as the map was left",
    )
    parser.add_argument(
        "--colour", metavar="MEASURE", default="", help="of cards, by a measure: emotion, evidence, prompts, handoffs …"
    )
    dots = parser.add_mutually_exclusive_group()
    dots.add_argument(
        "--dpi", type=whole_number(10, 2400), default=150, metavar="N", help="dots an inch of a PNG, default 150"
    )
    dots.add_argument("--across", type=whole_number(50, 32_000), metavar="N", help="or how many dots a PNG has across")


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number of a range."""

    def read(word: str) -> int:
        if not word.isascii() or not word.isdigit() or not least <= int(word[:9]) <= most:
            raise argparse.ArgumentTypeError(f"“{clean_line(word)}” is no whole number from {least} to {most:,}")
        return int(word)

    return read


def _number(least: float, most: float, unit: str) -> Callable[[str], float]:
    """Return what reads a number of a range; its unit may be written behind it."""

    def read(word: str) -> float:
        try:
            value = float(word.lower().removesuffix(unit).strip().replace(",", "."))
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"“{clean_line(word)}” is no number from {least:g} to {most:g} {unit}")
        return value

    return read
