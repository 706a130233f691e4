"""Holders see and download their own; officers find, filter, export; nobody reaches what is not theirs."""

import io
from typing import Any

import openpyxl
import pytest

from juxian.credentials.models import Credential
from juxian.credentials.paper import certificate_pdf, paper_data, public_url
from juxian.people.actions import merge_persons
from tests.cast import Cast, client_as, make_person
from tests.credentials.factories import make_credential
from tests.people.audit import last
from tests.scenes import scene

OFFICE = "/office/credentials/"


@scene
def certificate(cast: Cast) -> Credential:
    return make_credential(cast.lv.person)


class TestHolder:
    def test_a_holder_opens_the_list_the_page_and_the_paper(self, cast: Cast, certificate: Credential) -> None:
        client = client_as(cast.lv.citizen)
        assert certificate.number in client.get("/my/credentials/").content.decode()
        page = client.get(f"/my/credentials/{certificate.pk}/").content.decode()
        assert "<svg" in page
        paper = client.get(f"/my/credentials/{certificate.pk}/pdf/")
        assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
        assert certificate.number in paper["Content-Disposition"]

    def test_somebody_elses_does_not_exist(self, cast: Cast, certificate: Credential) -> None:
        client = client_as(cast.chen.citizen)
        for address in (f"/my/credentials/{certificate.pk}/", f"/my/credentials/{certificate.pk}/pdf/"):
            assert client.get(address).status_code == 404

    def test_without_any_there_is_a_way_to_one(self, cast: Cast) -> None:
        assert "怎么申报" in client_as(cast.chen.citizen).get("/my/credentials/").content.decode()

    def test_after_a_merge_the_kept_person_holds_it(self, cast: Cast, certificate: Credential) -> None:
        kept = make_person("吕志强", identity_kind="passport", identity_number="E12345678")
        merge_persons(kept, by=cast.zhao.actor, merged=cast.lv.person, reason="同一人两种证件")
        assert certificate in Credential.objects.visible_to(
            cast.lv.citizen.__class__(role="citizen", person_id=kept.pk)
        )
        certificate.refresh_from_db()
        assert certificate.holder == cast.lv.person


class TestOffice:
    def found(self, cast: Cast, **query: Any) -> list[str]:
        page = client_as(cast.lin.actor).get(OFFICE, query).context["page"]
        return [row.holder_name for row in page]

    @scene
    def several(self, cast: Cast) -> None:
        make_credential(cast.lv.person, level="senior")
        make_credential(cast.li.person, state="revoked")
        make_credential(cast.chen.person, level="chief")

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ({"q": "lzq"}, ["吕志强"]),
            ({"q": "李晓雨"}, ["李晓雨"]),
            ({"level": "chief"}, ["陈某"]),
            ({"state": "revoked"}, ["李晓雨"]),
            ({"year": "2024"}, []),
            ({"level": "nonsense", "year": "x", "page": "-1"}, ["陈某", "李晓雨", "吕志强"]),
        ],
    )
    def test_the_list_is_narrowed(self, cast: Cast, several: None, query: dict[str, str], names: list[str]) -> None:
        assert sorted(self.found(cast, **query)) == sorted(names)

    @pytest.mark.parametrize("rows", [3, 30])
    def test_the_list_asks_as_much_for_thirty_as_for_three(
        self, cast: Cast, rows: int, django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(rows):
            make_credential()
        client = client_as(cast.lin.actor)
        with django_assert_max_num_queries(15):
            assert len(client.get(OFFICE).context["page"].object_list) == rows

    def test_the_list_as_excel_is_recorded_and_holds_what_was_filtered(self, cast: Cast, several: None) -> None:
        answer = client_as(cast.lin.actor).post(f"{OFFICE}export/", {"level": "chief"})
        rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active.values)
        assert rows[0][:3] == ("证书编号", "姓名", "证件后四位")
        assert [row[1] for row in rows[1:]] == ["陈某"]
        assert last("credentials.credentials", "export").data == {"count": 1}

    def test_a_get_exports_nothing(self, cast: Cast) -> None:
        assert client_as(cast.lin.actor).get(f"{OFFICE}export/").status_code == 405

    def test_a_leader_suspends_on_the_page(self, cast: Cast, certificate: Credential) -> None:
        client = client_as(cast.huang.actor)
        address = f"{OFFICE}{certificate.pk}/"
        assert "suspend-dialog" in client.get(address).content.decode()
        assert client.post(f"{address}suspend/", {"reason": ""}).status_code == 422
        assert client.post(f"{address}suspend/", {"reason": "正在核查"}).status_code == 302
        assert client.post(f"{address}resume/", {"reason": "查无问题"}).status_code == 302
        assert client.post(f"{address}revoke/", {"reason": "属实"}).status_code == 302
        certificate.refresh_from_db()
        assert certificate.state == "revoked"
        assert "正在核查" in client.get(address).content.decode()

    def test_a_reviewer_reads_and_controls_nothing(self, cast: Cast, certificate: Credential) -> None:
        client = client_as(cast.lin.actor)
        address = f"{OFFICE}{certificate.pk}/"
        assert "suspend-dialog" not in client.get(address).content.decode()
        assert client.post(f"{address}suspend/", {"reason": "正在核查"}).status_code == 403
        assert client.get(f"{address}pdf/").content[:5] == b"%PDF-"

    @pytest.mark.parametrize("who", ["wang", "lv", "wu", "sun", "qian"])
    def test_who_has_no_business_here_is_refused(self, cast: Cast, who: str) -> None:
        client = client_as(getattr(cast, who).actor)
        assert client.get(OFFICE).status_code == 403
        assert client.post(f"{OFFICE}export/").status_code == 403


class TestPaper:
    def test_equal_certificates_give_equal_bytes(self, certificate: Credential) -> None:
        assert certificate_pdf(certificate) == certificate_pdf(certificate)

    def test_the_code_leads_to_the_public_page_and_carries_the_signature(self, certificate: Credential) -> None:
        copy = certificate.copy
        address, _, fragment = public_url(copy).partition("#")
        assert address.endswith(f"/c/{copy.code}/")
        assert fragment.split(".")[1] == copy.signature

    def test_the_paper_shows_the_last_four_and_the_level_in_words(self, certificate: Credential) -> None:
        data, files = paper_data(certificate)
        [item] = data["items"]
        assert item["identity"].endswith(certificate.holder.identity_tail)
        assert item["identity"].startswith("**************")
        assert (item["level"], item["portrait"], set(files)) == ("技师", "", {"code-0.svg"})
