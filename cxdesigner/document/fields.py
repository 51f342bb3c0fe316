"""Every field of every record: its label, kind, help and group.

The inspector, the file, table import and export, and the checklist read this table; a new field is one line in
`records.py` and one row here.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from cxdesigner.document import limits
from cxdesigner.document import records as r
from cxdesigner.document.field_kinds import FieldInfo, Kind

__all__ = ["FIELDS", "PART_FIELDS", "FieldInfo", "Kind", "field", "fields_of", "groups_of", "references_of"]


def _title(label: str = "Title", help: str = "", synonyms: tuple[str, ...] = ()) -> FieldInfo:
    return FieldInfo("title", label, Kind.LINE, required=True, help=help, synonyms=synonyms)


def _place(name: str, label: str) -> FieldInfo:
    return FieldInfo(name, label, Kind.INTEGER, least=0, most=limits.POSITION, hidden=True)


def _reference(name: str, label: str, to: type[r.Record], **more: object) -> FieldInfo:
    return FieldInfo(name, label, Kind.REFERENCE, refers_to=to, **more)  # type: ignore[arg-type]


def _choice(name: str, label: str, choices: type[StrEnum], **more: object) -> FieldInfo:
    return FieldInfo(name, label, Kind.CHOICE, choices=choices, **more)  # type: ignore[arg-type]


def _text(name: str, label: str, group: str = "", help: str = "", synonyms: tuple[str, ...] = ()) -> FieldInfo:
    return FieldInfo(name, label, Kind.TEXT, group, help, synonyms=synonyms)


def _line(name: str, label: str, group: str = "", help: str = "", synonyms: tuple[str, ...] = ()) -> FieldInfo:
    return FieldInfo(name, label, Kind.LINE, group, help, synonyms=synonyms)


def _scale(name: str, label: str, group: str, help: str, least: int, most: int, *synonyms: str) -> FieldInfo:
    return FieldInfo(name, label, Kind.SCALE, group, help, least=least, most=most, synonyms=synonyms)


_MEETING, _CUSTOMER, _QUALITY = "The meeting", "The customer", "How good it is"
_ACTION, _MORE = "Into action", "More"

FIELDS: dict[type[r.Record], tuple[FieldInfo, ...]] = {
    r.Map: (
        _title(help="What everybody calls this journey"),
        _choice("kind", "Kind", r.MapKind, help="What is there today (as-is) or what should be there (to-be)"),
        _line("customer", "Customer", help="Whose journey it is: one kind of customer a map"),
        _reference("persona_id", "Persona", r.Persona),
        _text("scenario", "Scenario", help="What the customer wants to get done, and what they expect"),
        _text("scope", "Scope", help="Where the journey begins and where it ends"),
        _text("purpose", "Purpose", help="What will be decided with this map"),
        _line("authors", "Authors", help="Who was in the room"),
        _line("date", "Date", help="When the room met"),
        _line("language", "Language", help="In which the map is written: en, de, pt-BR …; print tells it to readers"),
        _choice("lanes", "Lanes by", r.LaneKind, hidden=True),
        FieldInfo("lane_shapes", "Shapes of lanes", Kind.PARTS, part=r.LaneShape, hidden=True),
        FieldInfo("shows_times", "Shown with times", Kind.YES_NO, hidden=True),
        FieldInfo("rules_off", "Rules switched off", Kind.NAMES, hidden=True),
        FieldInfo("rule_limits", "Limits of rules", Kind.PARTS, part=r.RuleLimit, hidden=True),
        FieldInfo("company_words", "Company language", Kind.NAMES, hidden=True),
        FieldInfo("accepted", "Accepted problems", Kind.PARTS, part=r.Acceptance, hidden=True),
        FieldInfo("actions", "Action plan", Kind.PARTS, part=r.Action, hidden=True),
        FieldInfo("printed", "Printed sheets", Kind.PARTS, part=r.Printing, hidden=True),
        _place("position", "Position"),
        _reference("origin_id", "Copied from", r.Map, hidden=True),
    ),
    r.Persona: (
        _title("Name"),
        _text("description", "Description"),
        _text("goals", "Goals"),
        _line("quote", "Quote"),
        _reference("picture_id", "Picture", r.Picture, hidden=True),
    ),
    r.Stage: (
        _title("Stage", "A part of the journey, as we call it"),
        _line("outside", "Customer's word", help="What the customer would call this part"),
        _text("description", "Description"),
        FieldInfo("is_collapsed", "Collapsed", Kind.YES_NO, hidden=True),
        FieldInfo("card_width", "Width of cards", Kind.NUMBER, least=200, most=2_000, hidden=True),
        _reference("map_id", "Map", r.Map, required=True, hidden=True),
        _place("position", "Position"),
        _reference("origin_id", "Copied from", r.Stage, hidden=True),
    ),
    r.Team: (
        _title("Team", "Who in the company meets the customer"),
        _text("description", "Description"),
        FieldInfo("color", "Colour", Kind.INTEGER, help="Colour and pattern of its cards", least=0, most=99),
        _place("position", "Position"),
    ),
    r.Channel: (
        _title("Channel", "By what the customer and the company meet"),
        _choice("kind", "Kind", r.ChannelKind),
        _line("icon", "Icon", help="What stands before the titles of its cards"),
        _place("position", "Position"),
    ),
    r.Event: (
        _title("Event", "A trigger that others refer to, such as the signing of the contract"),
        _reference("touchpoint_id", "Happens at", r.Touchpoint, help="The touchpoint at which it happens"),
        _text("description", "Description"),
    ),
    r.Touchpoint: (
        _title(
            "Touchpoint",
            "What the customer meets, in a few words",
            ("title", "name", "activity", "contact point", "interaction", "customer contact", "touchpoint name"),
        ),
        _reference(
            "team_id",
            "Team",
            r.Team,
            group=_MEETING,
            help="By whom",
            synonyms=("by whom", "owner", "who", "department", "responsible", "responsible team", "role", "unit"),
        ),
        _reference(
            "channel_id",
            "Channel",
            r.Channel,
            group=_MEETING,
            help="By what",
            synonyms=("by what", "type", "medium", "media", "channel type", "via", "contact channel"),
        ),
        _line(
            "when",
            "When",
            _MEETING,
            "As it is said in the room: “Contract signing + 2 days”, “within 3 rings”",
            ("timing", "trigger", "time", "when (trigger)", "due"),
        ),
        _choice("layer", "Layer", r.Layer, group=_MEETING, help="On which side of the counter it happens"),
        _choice("status", "Status", r.Status, group=_MEETING, help="Whether it is there today", synonyms=("state",)),
        _text("what", "What", _MEETING, "What happens", ("description", "content")),
        _line(
            "whom", "Whom", _MEETING, "Who at the customer's is met", ("to whom", "recipient", "audience", "for whom")
        ),
        _text("how", "How", _MEETING, "With which means, in which manner", ("tools", "means")),
        FieldInfo("duration_days", "Duration (days)", Kind.NUMBER, _MEETING, "How long it lasts, in days", least=0),
        _scale("emotion", "Emotion", _CUSTOMER, "From −2 (angry) to +2 (delighted)", -2, 2, "mood", "sentiment"),
        _text(
            "does",
            "Customer does",
            _CUSTOMER,
            "What the customer does",
            ("customer action", "customer actions", "action", "actions", "does"),
        ),
        _text("needs", "Customer needs", _CUSTOMER, "What must be there", ("needs", "need")),
        _text("wants", "Customer wants", _CUSTOMER, "What would be welcome", ("wants", "want")),
        _text(
            "thinks",
            "Customer thinks",
            _CUSTOMER,
            "In the customer's own words",
            ("thinks", "thoughts", "customer thoughts", "customer says", "says", "quote", "verbatim"),
        ),
        _text("feels", "Customer feels", _CUSTOMER, "One word for the feeling", ("feels", "feeling", "feelings")),
        _text(
            "inside",
            "Inside word",
            _CUSTOMER,
            "What we call it or do, seen from inside",
            ("inside", "inside view", "what we do", "what we do (inside)", "our word", "our view"),
        ),
        _text(
            "outside",
            "Outside word",
            _CUSTOMER,
            "What the customer calls it or sees, from outside",
            (
                "outside",
                "outside view",
                "what the customer experiences",
                "what the customer experiences (outside)",
                "customer's word",
                "customer experiences",
            ),
        ),
        _choice(
            "expectation",
            "Expectation",
            r.Expectation,
            group=_QUALITY,
            help="Against what the customer expected",
            synonyms=("experience",),
        ),
        FieldInfo(
            "moment_of_truth",
            "Moment of truth",
            Kind.YES_NO,
            _QUALITY,
            "It decides how the customer remembers the whole",
            synonyms=("mot", "moment-of-truth", "critical moment"),
        ),
        _scale("importance_to_customer", "Importance to the customer", _QUALITY, "", 1, 5, "importance"),
        _scale("importance_to_company", "Importance to the company", _QUALITY, "", 1, 5, "importance to us"),
        _choice("evidence", "Evidence", r.Evidence, group=_QUALITY, help="How we know", synonyms=("source",)),
        FieldInfo(
            "clues",
            "Clues",
            Kind.PARTS,
            _QUALITY,
            "What the customer notices",
            part=r.Clue,
            synonyms=("clue", "evidence clue"),
        ),
        _text("pain_point", "Pain point", _QUALITY, "What hurts", ("pain points", "pain", "pains", "problem")),
        _text(
            "opportunity",
            "Opportunity",
            _QUALITY,
            "What could be better",
            ("opportunities", "idea", "ideas", "improvement"),
        ),
        _text("recovery", "Recovery", _ACTION, "What is done when it goes wrong", ("service recovery", "if it fails")),
        FieldInfo(
            "prompts",
            "Prompts",
            Kind.PARTS,
            _ACTION,
            "One line each: what to do so that it goes well every time",
            part=r.Prompt,
            synonyms=("prompt", "checklist", "check list", "control", "to do", "to dos", "tasks", "control checklist"),
        ),
        FieldInfo(
            "measures",
            "Measures",
            Kind.PARTS,
            _ACTION,
            "Figures that show how well it goes",
            part=r.Measure,
            synonyms=("measure", "metric", "metrics", "kpi"),
        ),
        _line("number", "No", _MORE, "The number by which your table calls it", ("number", "nr", "no.", "#", "id no")),
        FieldInfo("custom", "Custom fields", Kind.PARTS, _MORE, "Columns that you brought along", part=r.CustomField),
        _reference("event_id", "Event", r.Event, group=_MORE, help="The trigger that “when” speaks of"),
        FieldInfo("offset_days", "Days after the event", Kind.NUMBER, _MORE, "Below zero: before the event"),
        _reference("stage_id", "Stage", r.Stage, required=True, hidden=True, synonyms=("phase", "part", "phases")),
        _place("step", "Step"),
        _place("order", "Order in the cell"),
        _reference("picture_id", "Picture", r.Picture, hidden=True),
        _reference("origin_id", "Copied from", r.Touchpoint, hidden=True),
    ),
    r.Link: (
        _choice("kind", "Kind", r.LinkKind, help="Next, branch (on a condition) or recovery (when it went wrong)"),
        _line("condition", "Condition", help="When the customer goes this way"),
        FieldInfo(
            "probability",
            "Probability",
            Kind.NUMBER,
            help="Share of customers who go this way, 0 to 1",
            least=0,
            most=1,
        ),
        _reference("source_id", "From", r.Touchpoint, required=True, hidden=True),
        _reference("target_id", "To", r.Touchpoint, required=True, hidden=True),
        _reference("origin_id", "Copied from", r.Link, hidden=True),
    ),
    r.ExperienceRow: (
        _title("Row"),
        _choice("kind", "Kind", r.RowKind),
        _line("unit", "Unit"),
        _reference("map_id", "Map", r.Map, required=True, hidden=True),
        _place("position", "Position"),
    ),
    r.ExperienceCell: (
        _text("text", "Text"),
        FieldInfo("value", "Value", Kind.NUMBER),
        _reference("row_id", "Row", r.ExperienceRow, required=True, hidden=True),
        _reference("stage_id", "Stage", r.Stage, required=True, hidden=True),
        _place("step", "Step"),
        _reference("picture_id", "Picture", r.Picture, hidden=True),
    ),
    r.Note: (
        _text("text", "Note"),
        _line("author", "Author"),
        _reference("stage_id", "Stage", r.Stage, required=True, hidden=True),
        _place("step", "Step"),
        _reference("team_id", "Team", r.Team, hidden=True),
        _reference("channel_id", "Channel", r.Channel, hidden=True),
        _reference("row_id", "Row", r.ExperienceRow, hidden=True, is_home=True),
        FieldInfo("right", "Right of the cell's corner", Kind.NUMBER, hidden=True),
        FieldInfo("down", "Below the cell's corner", Kind.NUMBER, hidden=True),
    ),
    r.FilledForm: (
        _title("Form", "The file that came back"),
        _line("part", "Part", help="The team, stage … that it is for"),
        _line("case", "Customer or case"),
        _line("by", "Filled in by"),
        _line("on", "Filled in on"),
        _line("printed", "Printed on"),
        FieldInfo("revision", "Made from revision", Kind.INTEGER, least=0, most=limits.REVISION),
        FieldInfo("answers", "Answers", Kind.PARTS, part=r.Answer, hidden=True),
        _reference("map_id", "Map", r.Map, required=True, hidden=True),
    ),
    r.Picture: (
        _line("title", "Title"),
        _line("media_type", "Media type"),
        FieldInfo("data", "Data", Kind.BYTES, hidden=True),
    ),
}

PART_FIELDS: dict[type, tuple[FieldInfo, ...]] = {
    r.Prompt: (
        FieldInfo("id", "Id", Kind.LINE, required=True, hidden=True),
        _line("text", "What to do"),
        _line("who", "Who", help="The role that does it; nobody named: the team"),
        _line("person", "Person", help="Who does it, by name"),
        _line("when", "When"),
        _line("how", "How"),
        _line("proof", "What proves it"),
    ),
    r.Clue: (_text("text", "Clue"), _choice("kind", "Kind", r.ClueKind)),
    r.Measure: (
        _line("title", "Measure"),
        FieldInfo("value", "Value", Kind.NUMBER),
        _line("unit", "Unit"),
        _choice("side", "Side", r.Side),
    ),
    r.CustomField: (_line("title", "Field"), _text("value", "Value")),
    r.RuleLimit: (_line("rule", "Rule"), FieldInfo("value", "Limit", Kind.NUMBER, least=0, most=1_000_000)),
    r.Printing: (
        FieldInfo("way", "Way", Kind.NAMES),
        _line("on", "On"),
        FieldInfo("sheets", "Sheets", Kind.NAMES),
    ),
    r.LaneShape: (
        _line("lane", "Lane"),
        FieldInfo("is_hidden", "Hidden", Kind.YES_NO),
        FieldInfo("is_collapsed", "Collapsed", Kind.YES_NO),
        FieldInfo("height", "Least height", Kind.NUMBER, least=0, most=20_000),
    ),
    r.Answer: (
        FieldInfo("touchpoint_id", "Touchpoint", Kind.LINE, required=True),
        _line("prompt_id", "Prompt"),
        FieldInfo("done", "Done", Kind.YES_NO),
        _line("by", "By"),
        _line("on", "On"),
        _line("text", "What was asked"),
    ),
    r.Action: (
        FieldInfo("id", "Id", Kind.LINE, required=True, hidden=True),
        _text("what", "What"),
        _line("owner", "Owner"),
        _line("due", "Due"),
        FieldInfo("is_done", "Done", Kind.YES_NO),
    ),
    r.Acceptance: (_line("rule", "Rule"), FieldInfo("record_ids", "Records", Kind.NAMES), _text("reason", "Reason")),
}
"""The same for parts."""


def fields_of(record_type: type) -> tuple[FieldInfo, ...]:
    """Return the rows of a record type or of a part, in the order in which people read them."""
    return FIELDS[record_type] if record_type in FIELDS else PART_FIELDS[record_type]


_REFERENCES = {
    record_type: tuple(info for info in infos if info.refers_to is not None) for record_type, infos in FIELDS.items()
}
_BY_NAME = {(kind, info.name): info for kind, infos in (FIELDS | PART_FIELDS).items() for info in infos}


def references_of(record_type: type[r.Record]) -> tuple[FieldInfo, ...]:
    """Return the rows of those fields that hold the id of another record."""
    return _REFERENCES[record_type]


def field(record_type: type, name: str) -> FieldInfo:
    """Return the row of one field."""
    return _BY_NAME[record_type, name]


def groups_of(infos: Iterable[FieldInfo]) -> dict[str, list[FieldInfo]]:
    """Return the rows that people see, by group, in order."""
    groups: dict[str, list[FieldInfo]] = {}
    for info in infos:
        if not info.hidden:
            groups.setdefault(info.group, []).append(info)
    return groups
