"""Pictures of what the journey is worth: measures, coloured cards, the comparison of two maps, and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.gallery import Stage


def measures(stage: Stage) -> None:
    """The measures beside the map, and cards that one of them colours, near by and from afar."""
    window = stage.window()
    window.toggle("measures")
    stage.wait(100)
    stage.take(window, "measures")
    for measure in ("emotion", "handoffs"):
        window.colour_by(measure)
        window.view().actual_size()
        stage.wait(100)
        stage.take(window, f"measures-{measure}")
    window.view().fit_map()
    stage.wait(100)
    stage.take(window, "measures-whole-map")
    stage.close(window)


def comparison(stage: Stage) -> None:
    """A to-be map below which everything is listed that makes it another one, and the map of today with its signs."""
    from cxdesigner.commands.actions import set_action
    from cxdesigner.commands.maps import start_to_be
    from cxdesigner.commands.removing import remove
    from cxdesigner.commands.touchpoints import add_touchpoint
    from cxdesigner.commands.values import set_value
    from cxdesigner.document.reading import teams_of, touchpoints_of

    window = stage.window()
    desk = window.desk
    desk.plan(start_to_be, desk.map_id)
    cards = {touchpoint.title: touchpoint.id for touchpoint in touchpoints_of(desk.document, desk.map_id)}
    desk.plan(set_value, cards["Written proposal"], "emotion", 1)
    desk.plan(set_value, cards["Fault report"], "emotion", 1)
    desk.plan(set_value, cards["Fault report"], "when", "Within 2 hours")
    desk.plan(set_value, cards["Welcome call"], "team_id", teams_of(desk.document)[0].id)
    desk.plan(remove, (cards["Progress note"],))
    desk.plan(add_touchpoint, desk.map_id, after_id=cards["Kickoff meeting"], title="Weekly call")
    window.toggle("comparison")
    stage.wait(400)
    first = window.editor().comparing.panel().model.step(0).id
    desk.plan(set_action, desk.map_id, first, "owner", "Maria")
    desk.plan(set_action, desk.map_id, first, "due", "End of March")
    stage.wait(400)
    stage.take(window, "comparison")
    desk.show_map(desk.map.origin_id)
    window.view().actual_size()
    stage.wait(400)
    stage.take(window, "comparison-today")
    stage.close(window)


def rules(stage: Stage) -> None:
    """The rules of a map with their reasons and limits, what was accepted, and the company's own words."""
    from cxdesigner.commands.maps import accept_problem, set_rule
    from cxdesigner.ui.dialogs.rules import ACCEPTED, RULES, WORDS, RulesDialog

    window = stage.window()
    desk = window.desk
    desk.plan(set_rule, desk.map_id, "no-timing", False)
    problem = desk.workspace.problems[0]
    desk.plan(
        accept_problem, desk.map_id, problem.rule, problem.record_ids, "Sales decides this by the end of the month."
    )
    dialog = RulesDialog(window, desk.document, desk.map.id, desk.plan)
    dialog.show()
    for page in (RULES, ACCEPTED, WORDS):
        dialog.turn_to(page)
        stage.wait(100)
        stage.take(dialog, f"rules-{page}")
    dialog.close()
    dialog.deleteLater()
    stage.close(window)
