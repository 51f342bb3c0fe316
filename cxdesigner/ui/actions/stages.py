"""What is done to stages, in the Map menu and below the pointer at their headings."""

from __future__ import annotations

from functools import partial

from cxdesigner.document.reading import stages_of, steps_of
from cxdesigner.document.records import RecordId, Stage, Touchpoint
from cxdesigner.ui.actions.spec import N_, ActionSpec, Bench

_STAGE = N_("Sta&ge")
WIDER = 60.0
"""How much one step makes the cards of a stage wider, in units."""


def meant_stages(bench: Bench) -> list[RecordId]:
    """Return the stages that are selected; or the one of the card that was selected last."""
    if not bench.desk.is_open():
        return []
    document, chosen = bench.desk.document, bench.desk.selection
    last = document.find(chosen[-1]) if chosen else None
    if isinstance(last, Touchpoint):  # Asked with each selection, and that may be thousands of cards.
        return [last.stage_id]
    return [record_id for record_id in chosen if isinstance(document.find(record_id), Stage)]


def _place(bench: Bench) -> tuple[RecordId, int] | None:
    """Return the stage and the step that are meant: of the selected card, or where the heading was pressed."""
    last = bench.desk.document.find(bench.desk.selection[-1]) if bench.desk.selection else None
    if isinstance(last, Touchpoint):
        return last.stage_id, last.step
    x, stages = bench.view().stage_strip.pressed_at, meant_stages(bench)
    for column in bench.view().plan.columns:
        if x is not None and column.stage_id in stages[:1] and column.rect.x <= x < column.rect.right:
            return column.stage_id, column.step
    return None


def _has_stage(bench: Bench) -> bool:
    return bool(meant_stages(bench))


def _has_one_stage(bench: Bench) -> bool:
    return len(meant_stages(bench)) == 1


# -- stages --------------------------------------------------------------------------------------------------------------


def _add_stage_beside(bench: Bench, *, is_after: bool) -> None:
    from cxdesigner.canvas.verbs import add_and_name
    from cxdesigner.commands.stages import add_stage_beside

    stage_id = meant_stages(bench)[-1 if is_after else 0]
    add_and_name(bench.view(), lambda: add_stage_beside(bench.desk.document, stage_id, is_after=is_after))


def _can_split(bench: Bench) -> bool:
    if not bench.desk.is_open():
        return False
    place = _place(bench)
    return place is not None and 0 < place[1] < steps_of(bench.desk.document, place[0])


def _split(bench: Bench) -> None:
    from cxdesigner.canvas.verbs import add_and_name
    from cxdesigner.commands.stages import split_stage

    place = _place(bench)
    if place is not None:
        add_and_name(bench.view(), lambda: split_stage(bench.desk.document, *place))


def _can_merge(bench: Bench) -> bool:
    stages = meant_stages(bench)
    if len(stages) != 1:  # As on the first page, where no map is open.
        return False
    return stages[0] in [stage.id for stage in stages_of(bench.desk.document, bench.desk.map.id)][:-1]


def _merge(bench: Bench) -> None:
    from cxdesigner.commands.stages import merge_stage_with_next

    stage_id = meant_stages(bench)[0]
    if bench.desk.plan(merge_stage_with_next, stage_id):
        bench.desk.show((stage_id,))


def _move_stage(bench: Bench, *, places: int) -> None:
    from cxdesigner.commands.stages import move_stage_by

    bench.desk.plan(move_stage_by, meant_stages(bench)[0], places)


def _are_collapsed(bench: Bench) -> bool:
    stages = meant_stages(bench)
    return bool(stages) and all(bench.desk.document.stage(stage_id).is_collapsed for stage_id in stages)


def _collapse_stages(bench: Bench) -> None:
    from cxdesigner.commands.shapes import collapse_stages

    bench.desk.plan(collapse_stages, meant_stages(bench), is_collapsed=not _are_collapsed(bench))


def _widen(bench: Bench, *, by: float) -> None:
    from cxdesigner.commands.shapes import resize_stage
    from cxdesigner.layout.spacing import CARD_WIDTH

    stage = bench.desk.document.stage(meant_stages(bench)[0])
    bench.desk.plan(resize_stage, stage.id, (stage.card_width or CARD_WIDTH) + by)


def _fit_stage(bench: Bench) -> None:
    from cxdesigner.canvas import fonts
    from cxdesigner.commands.shapes import resize_stage
    from cxdesigner.layout.fitting import fitting_width

    stage_id = meant_stages(bench)[0]
    bench.desk.plan(resize_stage, stage_id, fitting_width(bench.desk.document, stage_id, fonts.measure))


def _remove_stage(bench: Bench) -> None:
    bench.desk.select(meant_stages(bench))
    bench.rooms.ask("where")


STAGE_ROWS = (
    ActionSpec(
        "map.add_stage_before",
        N_("Add a stage &before this one"),
        run=partial(_add_stage_beside, is_after=False),
        enabled=_has_stage,
        submenu=_STAGE,
    ),
    ActionSpec(
        "map.add_stage_after",
        N_("Add a stage &after this one"),
        run=partial(_add_stage_beside, is_after=True),
        enabled=_has_stage,
        submenu=_STAGE,
    ),
    ActionSpec("map.split_stage", N_("&Split it at this step"), run=_split, enabled=_can_split, submenu=_STAGE),
    ActionSpec("map.merge_stage", N_("&Merge it with the next"), run=_merge, enabled=_can_merge, submenu=_STAGE),
    ActionSpec(
        "map.stage_left",
        N_("Move it to the &left"),
        run=partial(_move_stage, places=-1),
        enabled=_has_one_stage,
        submenu=_STAGE,
    ),
    ActionSpec(
        "map.stage_right",
        N_("Move it to the &right"),
        run=partial(_move_stage, places=1),
        enabled=_has_one_stage,
        submenu=_STAGE,
    ),
    ActionSpec(
        "map.collapse_stage",
        N_("&Collapse"),
        run=_collapse_stages,
        enabled=_has_stage,
        submenu=_STAGE,
        text_now=lambda bench: N_("&Expand") if _are_collapsed(bench) else N_("&Collapse"),
    ),
    ActionSpec(
        "map.stage_wider",
        N_("&Wider cards"),
        run=partial(_widen, by=WIDER),
        enabled=_has_one_stage,
        submenu=_STAGE,
    ),
    ActionSpec(
        "map.stage_narrower",
        N_("&Narrower cards"),
        run=partial(_widen, by=-WIDER),
        enabled=_has_one_stage,
        submenu=_STAGE,
    ),
    ActionSpec(
        "map.fit_stage", N_("Cards as wide as their &titles"), run=_fit_stage, enabled=_has_one_stage, submenu=_STAGE
    ),
    ActionSpec("map.remove_stage", N_("Remo&ve it…"), run=_remove_stage, enabled=_has_stage, submenu=_STAGE),
)
"""Rows of the Map menu about stages."""

ON_STAGE = (
    "edit.rename", "edit.select_cards", "", "map.add_touchpoint", "map.add_stage_before", "map.add_stage_after", "",
    "map.split_stage", "map.merge_stage", "map.stage_left", "map.stage_right", "",
    "map.collapse_stage", "map.fit_stage", "map.expand_all", "",
    "edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "", "map.remove_stage",
)  # fmt: skip
"""The menu at the heading of a stage; an empty id is a line."""
