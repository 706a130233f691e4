"""The register of assessors as Excel: template, export, and an import that says which cells are wrong."""

import datetime as dt
import io
from typing import Any

import openpyxl
from django.core.files.base import ContentFile
from django.test import Client

from juxian.evaluation.forms.assessor_sheet import assessor_columns, assessor_rows
from juxian.evaluation.models import Assessor
from juxian.evaluation.queries.assessor import register_of_assessors
from juxian.kit.excel import export_rows, template_file
from tests.cast import Member, client_as, make_member
from tests.evaluation.factories import Stage
from tests.scenes import scene

REGISTER = "/office/assessors/"
UNTIL = dt.date(2028, 3, 12)


@scene
def newcomer(stage: Stage) -> Member:
    """Somebody with the role of an assessor and no line in the register yet."""
    return make_member("欧阳平", (stage.cast.office, "assessor"))


def line(member: Member) -> Assessor:
    return Assessor.objects.get(person=member.person)


def test_what_is_exported_changes_nothing_when_it_comes_back(stage: Stage) -> None:
    client = client_as(stage.cast.lin.actor)
    page = preview(client, sheet(*assessor_rows(register_of_assessors())))
    assert len(page.context["sheet"].preview.same) == 3
    assert page.context["sheet"].preview.is_clean


def test_wrong_rows_come_back_with_reasons_and_the_right_ones_go_in(stage: Stage, newcomer: Member) -> None:
    client = client_as(stage.cast.lin.actor)
    page = preview(client, sheet(good(stage, newcomer), *wrong(stage, newcomer)))
    address = page.request["PATH_INFO"]
    faults = reasons(client.get(f"{address}faults/"))
    for sentence in ("名册里没有编号“K9999”", "没有“火星工业”这个产业", "没有在任的考评员", "1 至 1000 之间"):
        assert sentence in faults
    assert client.post(address).status_code == 200  # not clean, and nobody asked for the right rows alone
    assert not Assessor.objects.filter(person=newcomer.person).exists()
    assert client.post(address, {"is_partial": "on"}).status_code == 302
    assert line(newcomer).level == "technician"
    assert Assessor.objects.count() == 4


def test_what_is_no_sheet_is_told_so(stage: Stage) -> None:
    client = client_as(stage.cast.lin.actor)
    answer = client.post(f"{REGISTER}sheet/", {"file": ContentFile(b"not a book", name="a.xlsx")})
    assert answer.status_code == 422


def test_a_colleague_without_the_office_sees_no_preview(stage: Stage) -> None:
    page = preview(client_as(stage.cast.lin.actor), sheet(*assessor_rows(register_of_assessors())))
    assert client_as(stage.cast.zhao.actor).get(page.request["PATH_INFO"]).status_code == 403


def test_the_template_is_understood_by_the_reader(stage: Stage) -> None:
    answer = client_as(stage.cast.lin.actor).get(f"{REGISTER}template/")
    ours = template_file("x", assessor_columns())
    assert words(answer)[:2] == words(ours)[:2]


def good(stage: Stage, member: Member, **values: Any) -> dict[str, Any]:
    return {
        "identity_number": member.person.identity_number.open(),
        "level": "technician",
        "industry_groups": stage.item.industry_group.name,
        "occupations": stage.item.occupation.code,
        "valid_until_on": UNTIL,
        **values,
    }


def wrong(stage: Stage, member: Member) -> list[dict[str, Any]]:
    """A number nobody has, an industry that is none, a citizen without the role, more cases than days."""
    return [
        good(stage, member, identity_number="", number="K9999"),
        good(stage, stage.assessors[1], industry_groups="火星工业"),
        good(stage, stage.cast.lv),
        good(stage, stage.assessors[2], most_cases_a_year=5000),
    ]


def sheet(*rows: dict[str, Any]) -> ContentFile:
    answer = export_rows("名册", assessor_columns(), [{"number": "", "name": "", **row} for row in rows])
    return ContentFile(body(answer), name="assessors.xlsx")


def preview(client: Client, file: ContentFile) -> Any:
    answer = client.post(f"{REGISTER}sheet/", {"file": file}, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:800]
    return answer


def body(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def words(answer: Any) -> list[Any]:
    return list(openpyxl.load_workbook(io.BytesIO(body(answer))).active.values)


def reasons(answer: Any) -> str:
    return str(words(answer))
