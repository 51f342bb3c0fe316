"""Pictures of every dialog: those that the window opens, and those that come of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gallery_wall import hang_up

if TYPE_CHECKING:
    from tests.gallery import Stage


def dialogs(stage: Stage) -> None:
    """Every dialog."""
    from PySide6.QtWidgets import QDialog

    from cxdesigner.formats.imported import RowProblem
    from cxdesigner.ui.dialogs.import_result import ImportResult
    from cxdesigner.ui.dialogs.opening import DIALOGS
    from cxdesigner.ui.dialogs.waiting import WaitingDialog
    from cxdesigner.ui.widgets.say import Answer, NameQuestion, Question

    window = stage.window()
    window.desk.show((stage.touchpoint(window, "Kickoff meeting").id,))
    _fill_in_checklists(window)
    made = ((name, make(window)) for name, make in DIALOGS.items())  # type: ignore[arg-type]
    shown: list[tuple[str, QDialog]] = [(name, dialog) for name, dialog in made if dialog is not None]
    rows = (
        RowProblem(7, "x;;;;;", "There is no touchpoint in this row."),
        RowProblem(12, "14;Proposal;Offer;…", "“Next” names row 99, which does not exist; the link was left out."),
    )
    shown.append(("merging", _merging()))
    shown.append(("waiting", WaitingDialog(window, "Reading “inventory.csv”", "Making sense of 14.2 MiB …")))
    shown.append(("import", ImportResult(window, "inventory.csv", "23 touchpoints in 7 stages", rows)))
    answers = (
        Answer("a", "Do not save"),
        Answer("b", "Go back"),
        Answer("c", "Save", is_default=True, is_primary=True),
    )
    text = "There are changes that are in no file yet. If you do not save them, they are lost."
    shown.append(("unsaved", Question(window, "Save “B2B onboarding” first?", text, answers)))
    shown.append(("name", NameQuestion(window, "New team", "Who in the company meets the customer?", "Add team")))
    for name, dialog in shown:
        dialog.show()
        stage.wait(150)
        stage.take(dialog, f"dialog-{name}")
        if name == "filled forms":
            dialog.view.button("prompts").click()  # type: ignore[attr-defined]
            stage.take(dialog, "dialog-filled forms-prompts")
        if name == "wall":
            dialog.wishes.tiles.show_choice("A4")  # type: ignore[attr-defined]
            dialog.is_known()  # type: ignore[attr-defined]
            stage.wait()
            stage.take(dialog, "dialog-wall-tiles")
            hang_up(window, dialog)
            stage.wait(1_000)
            stage.take(dialog, "dialog-wall-changed")
        dialog.hide()
        dialog.deleteLater()
    stage.close(window)


def _fill_in_checklists(window: object) -> None:
    """Let six checklists have come back."""
    from cxdesigner.commands.filled_forms import keep_forms
    from cxdesigner.document.records import Answer, FilledForm, RecordId, Touchpoint

    desk = window.desk  # type: ignore[attr-defined]
    cards = desk.document.all(Touchpoint)
    forms = [
        FilledForm(
            id=RecordId(f"form-{place}"),
            title=f"B2B onboarding - {case}.pdf",
            map_id=desk.map.id,
            case=case,
            by=by,
            on=f"{place + 3} November 2026",
            answers=tuple(
                Answer(touchpoint_id=c.id, done=(n * 7 + place * 3) % 11 > n % 4) for n, c in enumerate(cards)
            ),
        )
        for place, (case, by) in enumerate(
            [("Acme Ltd", "Ann"), ("Bolt AG", "Ann"), ("Corner Café", "Luís"), ("Dahl AS", "Ann"), ("Ekin", "Bo")]
        )
    ]
    desk.plan(keep_forms, forms)


def _merging() -> object:
    """Return the window in which two copies of a small map are brought together."""
    from dataclasses import replace

    from cxdesigner.document.change import Change
    from cxdesigner.document.merging import merge
    from cxdesigner.document.records import Expectation, Prompt
    from cxdesigner.ui.dialogs.merging import MergeDialog
    from cxdesigner.ui.merging import asking_before_removing
    from tests.onboarding import OFFER, SIGNING, TRAINING, WELCOME, onboarding

    base, mine, theirs = onboarding(), onboarding(), onboarding()
    for copy, said in (
        (mine, "Sales brings it along."),
        (theirs, "It comes by mail, two days before the visit, with a letter."),
    ):
        offer, welcome, training = copy.touchpoint(OFFER), copy.touchpoint(WELCOME), copy.touchpoint(TRAINING)
        copy.apply(
            Change.replacing(
                [
                    (
                        offer,
                        replace(offer, what=said, expectation=Expectation.MEETS if copy is mine else Expectation.BELOW),
                    ),
                    (welcome, replace(welcome, emotion=2 if copy is mine else -1)),
                    (training, replace(training, prompts=(Prompt(id="p", text=f"Prepare: {said}"),))),
                ]
            )
        )
    theirs.apply(Change.adding(replace(theirs.touchpoint(OFFER), id="new", title="Call after a week")))
    from cxdesigner.commands.removing import remove

    theirs.apply(remove(theirs, [SIGNING]).change)
    merged = asking_before_removing(mine, merge(base, mine, theirs))
    return MergeDialog(None, "breakout group 2.cxmap", mine, merged, has_base=True)
