"""How often the checklist was followed: what filled forms say about the prompts that are still there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.reading import forms_of
from cxdesigner.document.records import FilledForm, RecordId, Touchpoint


class Followed(NamedTuple):
    """So many boxes were ticked of so many, over so many forms."""

    done: int = 0
    of: int = 0
    forms: int = 0

    @property
    def share(self) -> float | None:
        """The share of boxes that were ticked, from 0 to 1; None where no form has one."""
        return self.done / self.of if self.of else None


@dataclass(frozen=True)
class Following:
    """How often the checklist of one map was followed. Whoever is on no form is in no dictionary; None is “without one”.

    `by_prompt` goes by touchpoint and prompt id ("" for the touchpoint itself, where it has no prompts).
    """

    whole: Followed
    by_prompt: dict[tuple[RecordId, str], Followed]
    by_touchpoint: dict[RecordId, Followed]
    by_stage: dict[RecordId | None, Followed]
    by_team: dict[RecordId | None, Followed]


def following(document: Document, map_id: RecordId) -> Following:
    """Return how often the checklist was followed, from the filled forms that the document keeps.

    An answer counts as long as its prompt is there (or, for a touchpoint without prompts, the touchpoint).
    """
    whole = _Tally()
    by_prompt: defaultdict[tuple[RecordId, str], _Tally] = defaultdict(_Tally)
    by_touchpoint: defaultdict[RecordId, _Tally] = defaultdict(_Tally)
    by_stage: defaultdict[RecordId | None, _Tally] = defaultdict(_Tally)
    by_team: defaultdict[RecordId | None, _Tally] = defaultdict(_Tally)
    for form in forms_of(document, map_id):
        for touchpoint, prompt_id, is_done in _counting(document, form):
            for tally in (
                whole,
                by_prompt[touchpoint.id, prompt_id],
                by_touchpoint[touchpoint.id],
                by_stage[touchpoint.stage_id],
                by_team[touchpoint.team_id],
            ):
                tally.take(form.id, is_done)
    return Following(
        whole.total(),
        {key: tally.total() for key, tally in by_prompt.items()},
        {key: tally.total() for key, tally in by_touchpoint.items()},
        {key: tally.total() for key, tally in by_stage.items()},
        {key: tally.total() for key, tally in by_team.items()},
    )


def followed_at(document: Document, touchpoint: Touchpoint) -> Followed:
    """Return how often the checklist was followed at one touchpoint."""
    prompts = prompts_of(touchpoint)
    tally = _Tally()
    for form in document.all(FilledForm):
        for answer in form.answers:
            if answer.touchpoint_id == touchpoint.id and answer.prompt_id in prompts:
                tally.take(form.id, answer.done)
    return tally.total()


def prompts_of(touchpoint: Touchpoint) -> dict[str, str]:
    """Return what a checklist asks about a touchpoint: by the id of the prompt, or, without prompts, its title by ""."""
    return {prompt.id: prompt.text for prompt in touchpoint.prompts} or {"": touchpoint.title}


def _counting(document: Document, form: FilledForm) -> list[tuple[Touchpoint, str, bool]]:
    found = []
    for answer in form.answers:
        touchpoint = document.find(RecordId(answer.touchpoint_id))
        if isinstance(touchpoint, Touchpoint) and answer.prompt_id in prompts_of(touchpoint):
            found.append((touchpoint, answer.prompt_id, answer.done))
    return found


class _Tally:
    def __init__(self) -> None:
        self.done = self.of = 0
        self.forms: set[RecordId] = set()

    def take(self, form_id: RecordId, is_done: bool) -> None:
        self.done += is_done
        self.of += 1
        self.forms.add(form_id)

    def total(self) -> Followed:
        return Followed(self.done, self.of, len(self.forms))
