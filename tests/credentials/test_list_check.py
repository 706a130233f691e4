"""A list by Excel: what each row says, who may ask, what is kept and for how long."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from juxian.credentials.actions import check_list, revoke_credential, suspend_credential
from juxian.credentials.list_table import SHEET_COLUMNS
from juxian.credentials.models import Credential, ListCheck
from juxian.credentials.numbers import new_number
from juxian.credentials.queries.list_check import check_rows
from juxian.credentials.tasks import clear_old_list_checks
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.excel.export import export_bytes
from tests.cast import Cast, client_as
from tests.credentials.factories import make_credential
from tests.people.audit import last
from tests.scenes import scene

ORG, OFFICE = "/org/certificates/check/", "/office/certificates/check/"


@scene
def certificate(cast: Cast) -> Credential:
    return make_credential(cast.lv.person)


def row(certificate: Credential, name: str = "") -> dict[str, str]:
    return {"number": certificate.number, "name": name or certificate.holder_name}


def sheet(rows: list[dict[str, str]]) -> SimpleUploadedFile:
    return SimpleUploadedFile("名单.xlsx", export_bytes(SHEET_COLUMNS, rows))


class TestVerdicts:
    def test_every_word(self, cast: Cast, certificate: Credential) -> None:
        by = cast.huang.actor
        suspended, revoked = make_credential(), make_credential()
        suspend_credential(suspended, reason="核查", by=by)
        revoke_credential(revoked, reason="属实", by=by)
        tomorrow = make_credential(published_on=clock.today() + dt.timedelta(1))
        asked = [row(one) for one in (certificate, suspended, revoked, tomorrow)]
        asked += [
            row(certificate, "吕志刚"),
            {"number": new_number(2025, "senior"), "name": "甲"},
            {"number": "JMJLL-2025-5-9999990", "name": "甲"},
        ]
        found = [one.verdict for one in check_rows(asked)]
        assert found == ["valid", "suspended", "revoked", "not_yet", "other_name", "unknown", "mistyped"]

    def test_another_name_learns_nothing(self, certificate: Credential) -> None:
        (found,) = check_rows([row(certificate, "吕志刚")])
        assert (found.occupation, found.level, found.issued_on) == ("", "", "")

    def test_spaces_width_and_tradition_do_no_harm(self, certificate: Credential) -> None:
        typed = {"number": f" {certificate.number.lower()} ", "name": " 呂志強 "}
        assert check_rows([typed])[0].verdict == "valid"

    def test_two_thousand_rows_are_one_query(self, certificate: Credential, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            assert len(check_rows([row(certificate)] * 2000)) == 2000


class TestAsking:
    def asked(self, by: Any, **changes: Any) -> ListCheck:
        values = {"rows": [{"number": "x", "name": "吕志强"}], "purpose": "入职核实", "file_name": "a.xlsx", **changes}
        return check_list(None, by=by, **values)

    def test_it_is_on_record_with_its_purpose_and_without_names(self, cast: Cast) -> None:
        check = self.asked(cast.wang.actor)
        line = last("credentials.check_list")
        assert (line.subject_id, line.data["purpose"], line.data["rows"]) == (check.pk, "入职核实", None)

    @pytest.mark.parametrize("who", ["lv", "qian", "zhou", "sun"])
    def test_who_may_not_is_refused(self, cast: Cast, who: str) -> None:
        member = getattr(cast, who)
        with pytest.raises(PermissionDenied):
            self.asked(member.citizen if who == "lv" else member.actor)

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"purpose": " "}, "purpose"),
            ({"rows": []}, "file"),
            ({"rows": [{"number": "x", "name": "y"}] * 2001}, "file"),
        ],
    )
    def test_a_broken_rule_names_its_field(self, cast: Cast, change: dict[str, Any], field: str) -> None:
        with pytest.raises(RuleBroken) as refused:
            self.asked(cast.wang.actor, **change)
        assert refused.value.field == field

    def test_after_thirty_days_the_names_are_gone(self, cast: Cast) -> None:
        check = self.asked(cast.wang.actor)
        assert clear_old_list_checks() == 0
        with time_machine.travel(clock.now() + dt.timedelta(days=31), tick=False):
            assert (clear_old_list_checks(), clear_old_list_checks()) == (1, 0)
        check.refresh_from_db()
        assert (check.rows, check.row_count, check.purpose) == ([], 1, "入职核实")


class TestPages:
    def sent(self, cast: Cast, certificate: Credential) -> Any:
        rows = [row(certificate), row(certificate, "吕志刚")]
        return client_as(cast.wang.actor).post(ORG, {"file": sheet(rows), "purpose": "入职核实"})

    def test_an_employer_sends_a_list_and_gets_each_row(self, cast: Cast, certificate: Credential) -> None:
        client = client_as(cast.wang.actor)
        address = self.sent(cast, certificate)["Location"]
        page = client.get(address).content.decode()
        assert all(word in page for word in ("有效", "姓名不符", certificate.number))
        assert "吕志刚" not in client.get(address, {"verdict": "valid"}).content.decode()
        book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(f"{address}file/"))))
        rows = list(book.active.values)
        assert [one[2] for one in rows[1:]] == ["有效", "姓名不符"]
        assert rows[2][3] is None

    def test_what_others_asked_does_not_exist(self, cast: Cast, certificate: Credential) -> None:
        address = self.sent(cast, certificate)["Location"]
        pk = ListCheck.objects.get().pk
        assert client_as(cast.lin.actor).get(f"{OFFICE}{pk}/").status_code == 404
        assert client_as(cast.lin.actor).get(address).status_code == 403

    def test_an_officer_asks_too(self, cast: Cast, certificate: Credential) -> None:
        client = client_as(cast.lin.actor)
        answer = client.post(OFFICE, {"file": sheet([row(certificate)]), "purpose": "核对"})
        assert answer["Location"].startswith(OFFICE)
        assert ListCheck.objects.get().organisation is None
        assert "核对" in client.get(OFFICE).content.decode()

    def test_a_faulty_sheet_gets_one_sentence(self, cast: Cast) -> None:
        client = client_as(cast.wang.actor)
        missing = client.post(ORG, {"file": sheet([{"number": "", "name": "甲"}]), "purpose": "核对"})
        assert missing.status_code == 422
        assert client.post(ORG, {"purpose": "核对"}).status_code == 422
        assert not ListCheck.objects.exists()

    def test_the_template_has_the_two_columns(self, cast: Cast) -> None:
        answer = client_as(cast.wang.actor).get("/certificates/check/template/")
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer) if answer.streaming else answer.content))
        assert [cell.value for cell in book[book.sheetnames[0]][1]][:2] == ["证书编号*", "姓名*"]

    def test_twenty_one_an_hour_are_too_many(self, cast: Cast, certificate: Credential) -> None:
        answers = [self.sent(cast, certificate).status_code for _ in range(21)]
        assert (answers[19], answers[20]) == (302, 429)
