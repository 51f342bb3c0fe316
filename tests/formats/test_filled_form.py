"""Forms come back as they were filled in, by whatever program; what is no form of ours is refused with the reason."""

from __future__ import annotations

import contextlib
import datetime
import io
from collections.abc import Mapping
from dataclasses import replace

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from cxdesigner.commands.filled_forms import keep_forms
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import FilledForm, Map, Prompt, RecordId, Stage, Team, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.formats.audit_table import write_audit_table
from cxdesigner.formats.collecting import Collected, collected, form_id
from cxdesigner.formats.filled_form import read_filled_form
from cxdesigner.formats.form_names import field_name, prompt_of
from cxdesigner.journey.followed import Followed, following
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.paper.checklist import write_checklist
from tests.filling import filled_by_pdfium, filled_by_pypdf

MAP, CALL, VISIT = RecordId("map"), RecordId("call"), RecordId("a.b:c/ä")
DATE = datetime.date(2026, 11, 22)


@pytest.fixture
def document() -> Document:
    """A call with two prompts, and a visit without one whose id is as odd as ids may be."""
    return Document(
        [
            Map(id=MAP, title="Onboarding"),
            Stage(id=RecordId("s"), title="Welcome", map_id=MAP),
            Team(id=RecordId("t"), title="Service"),
            Touchpoint(
                id=CALL,
                title="Welcome call",
                stage_id=RecordId("s"),
                team_id=RecordId("t"),
                prompts=(Prompt(id="1", text="Say your name"), Prompt(id="2.b", text="Ask for one wish – مرحبا")),
            ),
            Touchpoint(id=VISIT, title="Visit", stage_id=RecordId("s"), step=1),
        ],
        id="doc",
        revision=3,
    )


def blank(document: Document, **more: object) -> bytes:
    return write_checklist(document, MAP, by="team", paper=parse_paper("A4"), date=DATE, is_fillable=True, **more)  # type: ignore[arg-type]


ANSWERS: dict[str, str | bool] = {
    field_name(CALL, "1", "done"): True,
    field_name(CALL, "1", "by"): "AB",
    field_name(CALL, "1", "on"): "22 Nov",
    field_name(VISIT, "", "done"): True,
    field_name(VISIT, "", "by"): "Żółć",
    "form:case": "ACME",
    "form:by": "Ann",
}


def taken(document: Document, data: bytes, name: str = "form.pdf") -> Collected:
    return collected(document, read_filled_form(data), form_id(data), name)


def keep(document: Document, *answers: Mapping[str, str | bool]) -> None:
    for each in answers:
        form = taken(document, filled_by_pypdf(blank(document), each))
        document.apply(keep_forms(document, [form.record]).change)


def test_a_filled_form_tells_what_was_ticked_by_whom_and_when(document: Document) -> None:
    form = read_filled_form(filled_by_pypdf(blank(document), ANSWERS))

    said = {(one.touchpoint_id, one.prompt_id): (one.done, one.by, one.on) for one in form.said}
    assert said == {
        (CALL, "1"): (True, "AB", "22 Nov"),
        (CALL, "2.b"): (False, "", ""),
        (VISIT, ""): (True, "Żółć", ""),
    }
    assert (form.case, form.by, form.on) == ("ACME", "Ann", "")
    assert (form.head.document, form.head.map, form.head.revision, form.head.date) == ("doc", MAP, "3", "2026-11-22")


def test_forms_filled_by_pypdf_and_by_pdfium_come_back_the_same(document: Document) -> None:
    empty = blank(document)

    by_pypdf, by_pdfium = (fill(empty, ANSWERS) for fill in (filled_by_pypdf, filled_by_pdfium))

    assert by_pypdf != by_pdfium
    assert read_filled_form(by_pypdf) == read_filled_form(by_pdfium)


def test_a_box_tells_a_screen_reader_what_stands_beside_it(document: Document) -> None:
    form = read_filled_form(filled_by_pypdf(blank(document), ANSWERS))

    assert [one.text for one in form.said] == ["Say your name", "Ask for one wish – مرحبا", "Visit"]


@pytest.mark.parametrize("ids", [("a", "b"), ("a.b", "c:d"), ("%2E", ""), ("ä (x)\\", "<1>"), ("a" * 100, " ")])
def test_every_id_comes_back_from_the_name_of_its_field(ids: tuple[str, str]) -> None:
    name = field_name(RecordId(ids[0]), ids[1], "done")

    assert prompt_of(name) == (*ids, "done")
    assert name.isascii()
    assert not set(name) & set(".()<>\\ ")


def test_two_prints_of_one_map_name_their_fields_alike(document: Document) -> None:
    before = read_filled_form(filled_by_pypdf(blank(document), ANSWERS))
    call = document.touchpoint(CALL)
    document.apply(Change.replacing([(call, replace(call, prompts=call.prompts[::-1], title="Call"))]))

    after = read_filled_form(filled_by_pypdf(blank(document), ANSWERS))

    assert {one[:2] for one in before.said} == {one[:2] for one in after.said}


# -- what is refused -------------------------------------------------------------------------------------------------


def reason(document: Document, data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        taken(document, data)
    return str(refused.value)


def test_a_form_of_another_map_is_refused_by_its_title(document: Document) -> None:
    other = Document(document, id="other")

    assert reason(document, filled_by_pypdf(blank(other), ANSWERS)) == "it is a form of another map, “Onboarding”."


def test_a_form_that_was_collected_is_not_counted_twice(document: Document) -> None:
    keep(document, ANSWERS)

    assert reason(document, filled_by_pypdf(blank(document), ANSWERS)) == "it has been collected already."


def test_a_form_in_which_nothing_is_filled_in_is_refused(document: Document) -> None:
    assert reason(document, blank(document)) == "nothing is filled in."


def test_a_checklist_without_fields_is_refused(document: Document) -> None:
    plain = write_checklist(document, MAP, paper=parse_paper("A4"), date=DATE)

    assert "holds no fields" in reason(document, plain)


def _foreign() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    field = DictionaryObject({NameObject("/T"): TextStringObject("name"), NameObject("/FT"): NameObject("/Tx")})
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([writer._add_object(field)])})
    writer._root_object[NameObject("/AcroForm")] = form
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_somebody_elses_form_is_refused(document: Document) -> None:
    assert "no checklist of CX Designer" in reason(document, _foreign())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"%PDF-1.7\n" + b"1 0 obj <<" * 10_000])
def test_what_is_no_pdf_is_refused(document: Document, data: bytes) -> None:
    assert reason(document, data) == "it is no PDF that can be read."


def test_a_form_locked_by_a_password_is_refused(document: Document) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(blank(document)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    assert reason(document, out.getvalue()) == "it is locked by a password."


def test_fields_that_hold_each_other_in_a_circle_end(document: Document) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(filled_by_pypdf(blank(document), ANSWERS)))
    fields = writer._root_object["/AcroForm"]["/Fields"]  # type: ignore[index]
    first = fields[1].get_object()
    first[NameObject("/Kids")] = ArrayObject([fields[1], fields[2]])
    out = io.BytesIO()
    writer.write(out)

    assert read_filled_form(out.getvalue()).head.document == "doc"


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_form_cut_anywhere_is_read_or_refused(document: Document, cut: int) -> None:
    data = filled_by_pypdf(blank(document), ANSWERS)

    with contextlib.suppress(Refused):
        assert read_filled_form(data[: len(data) * cut // 12]).head.document == "doc"


# -- older revisions -------------------------------------------------------------------------------------------------


def test_an_older_revision_with_the_same_prompts_is_counted_and_said(document: Document) -> None:
    data = filled_by_pypdf(blank(document), ANSWERS)
    document.revision = 7

    form = taken(document, data)

    assert form.notes == ("It is of an older revision (3; the map is at 7): its prompts are still the same.",)


def test_prompts_that_are_reworded_or_gone_since_are_told(document: Document) -> None:
    data = filled_by_pypdf(blank(document), ANSWERS)
    call = document.touchpoint(CALL)
    document.apply(
        Change.replacing([(call, replace(call, prompts=(replace(call.prompts[0], text="Say who you are"),)))])
    )
    document.revision = 4

    form = taken(document, data)

    (note,) = form.notes
    assert "older revision" in note
    assert "1 prompt is worded differently now and 1 prompt is gone and not counted" in note
    assert [answer.text for answer in form.record.answers] == ["Say your name", "Ask for one wish – مرحبا", ""]


def test_a_form_of_which_nothing_is_left_is_refused(document: Document) -> None:
    data = filled_by_pypdf(blank(document), ANSWERS)
    document.apply(Change.removing(*document.all(Touchpoint)))

    assert "none of its prompts is in this map any more" in reason(document, data)


# -- what is counted -------------------------------------------------------------------------------------------------


def test_the_map_knows_how_often_its_checklist_was_followed(document: Document) -> None:
    keep(document, ANSWERS, ANSWERS | {"form:case": "Bolt", field_name(CALL, "1", "done"): False})

    found = following(document, MAP)

    assert found.whole == Followed(3, 6, 2)
    assert found.by_prompt[CALL, "1"] == Followed(1, 2, 2)
    assert found.by_touchpoint == {CALL: Followed(1, 4, 2), VISIT: Followed(2, 2, 2)}
    assert found.by_stage == {RecordId("s"): Followed(3, 6, 2)}
    assert found.by_team == {RecordId("t"): Followed(1, 4, 2), None: Followed(2, 2, 2)}


def test_answers_to_a_touchpoint_that_is_gone_stay_and_are_not_counted(document: Document) -> None:
    keep(document, ANSWERS)
    document.apply(Change.removing(document.touchpoint(VISIT)))

    assert following(document, MAP).whole == Followed(1, 2, 1)
    assert len(document.all(FilledForm)[0].answers) == 3


def test_the_audit_table_has_a_row_for_each_prompt_of_each_form(document: Document) -> None:
    keep(document, ANSWERS)

    lines = write_audit_table(document, MAP).decode("utf-8-sig").splitlines()

    assert len(lines) == 4
    assert lines[1] == "form.pdf,,ACME,Ann,,2026-11-22,3,Welcome,Service,Welcome call,Say your name,yes,AB,22 Nov"
    assert lines[3].endswith("Visit,Visit,yes,Żółć,")


def test_a_cell_of_the_audit_table_is_never_a_formula(document: Document) -> None:
    keep(document, ANSWERS | {"form:case": "=1+1"})

    assert ",=1+1" not in write_audit_table(document, MAP).decode("utf-8-sig")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_two_hundred_forms_of_forty_prompts_are_collected_without_a_wrong_one() -> None:
    import random

    chance = random.Random(6)
    prompts = tuple(Prompt(id=f"p{n}", text=f"Do thing {n}") for n in range(8))
    stage = Stage(id=RecordId("s"), title="S", map_id=MAP)
    cards = [Touchpoint(id=RecordId(f"c{n}"), title=f"Card {n}", stage_id=stage.id, prompts=prompts) for n in range(5)]
    document = Document([Map(id=MAP, title="Map"), stage, *cards], id="doc")
    empty = blank(document)
    names = [(card.id, prompt.id) for card in cards for prompt in prompts]
    ticked = [{name: chance.random() < 0.7 for name in names} for _ in range(200)]

    for number, form in enumerate(ticked):
        answers: dict[str, str | bool] = {field_name(*name, "done"): is_done for name, is_done in form.items()}
        answers |= {field_name(*name, "by"): f"{number}-{name[1]}" for name in names} | {"form:case": f"Case {number}"}
        data = filled_by_pypdf(empty, answers)
        record = taken(document, data, f"{number}.pdf").record
        got = {(answer.touchpoint_id, answer.prompt_id): (answer.done, answer.by) for answer in record.answers}
        assert got == {name: (is_done, f"{number}-{name[1]}") for name, is_done in form.items()}
        document.apply(keep_forms(document, [record]).change)

    found = following(document, MAP)
    assert found.whole.forms == 200
    assert {name: followed.done for name, followed in found.by_prompt.items()} == {
        name: sum(form[name] for form in ticked) for name in names
    }
