"""The office's pages: requests, ceremonies, piles, bulk revocation; the holder's request; the verdicts in words."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from pypdf import PdfReader

from juxian.credentials import actions
from juxian.credentials.models import Ceremony, Copy, CopyRequest, Credential, PrintRun, Revocation
from juxian.kit.work_queue import work_queue_items
from tests.cast import Cast, client_as
from tests.credentials.factories import make_copy, make_credential
from tests.scenes import scene

OFFICE = "/office"
TODAY = dt.date(2025, 3, 12)


@scene
def certificate(cast: Cast) -> Credential:
    return make_credential(cast.lv.person)


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


class TestVerdicts:
    """Each verdict in words, with its date and what it means."""

    @pytest.mark.parametrize(
        ("state", "title"),
        [
            ("valid", "证书真实有效"),
            ("suspended", "证书已暂停"),
            ("revoked", "证书已撤销"),
            ("replaced", "证书已换发"),
            ("expired", "证书已过期"),
        ],
    )
    def test_every_state_has_its_words(self, cast: Cast, client: Client, state: str, title: str) -> None:
        row = make_credential(state=state)
        assert title in read(client, f"/c/{row.code}/")
        found = client.post("/verify/", {"name": row.holder_name, "number": row.number}).content.decode()
        assert title in found

    def test_a_replaced_one_names_the_newer_and_nothing_else_of_it(self, cast: Cast, client: Client) -> None:
        old = make_credential(cast.lv.person, state="replaced")
        new = make_credential(cast.lv.person, replaces=old, occupation_name="电工")
        page = read(client, f"/c/{old.code}/")
        assert new.number in page
        assert "电工" not in page

    def test_the_day_of_the_revocation_stands_on_the_page(self, cast: Cast, client: Client) -> None:
        row = make_credential()
        actions.revoke_credential(row, reason="造假", by=cast.huang.actor)
        assert "自 2025-03-12 起" in read(client, f"/c/{row.code}/")

    def test_what_is_not_yet_public_is_not_told_by_two_facts_either(self, cast: Cast, client: Client) -> None:
        row = make_credential(cast.lv.person, published_on=dt.date(2025, 3, 20))
        page = client.post("/verify/", {"name": "吕志强", "number": row.number}).content.decode()
        assert "证书尚未公布" in page
        assert "焊工" not in page

    def test_an_old_paper_with_the_old_name_is_found_as_what_it_is(self, cast: Cast, client: Client) -> None:
        row = make_credential(cast.lv.person)
        Copy.objects.filter(credential=row).update(state="replaced")
        Credential.objects.filter(pk=row.pk).update(holder_name="吕志坚")
        row.refresh_from_db()
        make_copy(row, serial=2)
        page = client.post("/verify/", {"name": "吕志强", "number": row.number}).content.decode()
        assert "这一份已换发" in page
        page = client.post("/verify/", {"name": "吕志坚", "number": row.number}).content.decode()
        assert "证书真实有效" in page


class TestCopies:
    def test_a_holder_asks_sees_it_and_withdraws(self, cast: Cast, certificate: Credential) -> None:
        client = client_as(cast.lv.citizen)
        address = f"/my/credentials/{certificate.pk}/"
        assert "申请补发" in read(client, address)
        assert client.post(f"{address}copy/", {"reason": "nonsense"}).status_code == 422
        assert client.post(f"{address}copy/", {"reason": "lost"}).status_code == 302
        assert "补发申请在办理" in read(client, address)
        row = CopyRequest.objects.get()
        assert client_as(cast.chen.citizen).post(f"/my/copy-requests/{row.pk}/withdraw/").status_code == 404
        assert client.post(f"/my/copy-requests/{row.pk}/withdraw/").status_code == 302

    def test_the_holder_downloads_the_signed_paper_in_the_wanted_language(
        self, cast: Cast, certificate: Credential
    ) -> None:
        address = f"/my/credentials/{certificate.pk}/pdf/?paper=a5&language=en"
        answer = client_as(cast.lv.citizen).get(address)
        reader = PdfReader(io.BytesIO(answer.content))
        assert "Certificate of Gold-Blue-Collar Talent" in reader.pages[0].extract_text()
        assert "/AcroForm" in reader.trailer["/Root"]  # type: ignore[operator]

    def test_it_waits_for_who_may_decide(self, cast: Cast, certificate: Credential) -> None:
        row = actions.request_copy_at_counter(certificate, reason="lost", by=cast.lin.actor)
        waiting = [item.waiting.key for item in work_queue_items(cast.lin.actor)]
        assert row.pk not in waiting
        assert row.pk in [item.waiting.key for item in work_queue_items(cast.huang.actor)]
        page = read(client_as(cast.huang.actor), f"{OFFICE}/copy-requests/{row.pk}/")
        assert "同意补发" in page
        assert "同意补发" not in read(client_as(cast.zhao.actor), f"{OFFICE}/copy-requests/{row.pk}/")
        assert certificate.number in read(client_as(cast.zhao.actor), f"{OFFICE}/copy-requests/?state=requested")

    def test_refused_at_the_desk(self, cast: Cast, certificate: Credential) -> None:
        row = actions.request_copy(certificate, reason="lost", by=cast.lv.citizen)
        client = client_as(cast.lin.actor)
        address = f"{OFFICE}/copy-requests/{row.pk}/refuse/"
        assert client.post(address, {"answer": ""}).status_code == 422
        assert client.post(address, {"answer": "原件在窗口。"}).status_code == 302

    def test_taken_at_the_counter_handed_over_and_taken_back(self, cast: Cast, certificate: Credential) -> None:
        client = client_as(cast.zhao.actor)
        page = f"{OFFICE}/credentials/{certificate.pk}/"
        assert "登记领取" in read(client, page)
        copies = f"{OFFICE}/copies/{certificate.copy.pk}"
        assert client.get(f"{copies}/receipt/").content[:5] == b"%PDF-"
        assert client.post(f"{copies}/hand-over/", {"received_by": "吕志强"}).status_code == 302
        assert "已领取" in read(client, page)
        assert client.post(f"{copies}/take-back/", {"reason": "登记错人"}).status_code == 302
        assert client.get(f"{page}copy/").status_code == 200
        assert client.post(f"{page}copy/", {"reason": "damaged"}).status_code == 302
        assert "有一项补发申请" in read(client, page)

    def test_a_leader_renews_on_the_page(self, cast: Cast) -> None:
        row = make_credential(state="expired", expires_on=dt.date(2025, 3, 1))
        client = client_as(cast.huang.actor)
        assert "renew-dialog" in read(client, f"{OFFICE}/credentials/{row.pk}/")
        address = f"{OFFICE}/credentials/{row.pk}/renew/"
        assert client.post(address, {"expires_on": "", "reason": "x"}).status_code == 422
        assert client.post(address, {"expires_on": "2030-01-01", "reason": "复评合格"}).status_code == 302


class TestRevocation:
    def test_proposed_from_a_sheet_previewed_and_executed_by_another(self, cast: Cast) -> None:
        rows = [make_credential(), make_credential()]
        book, sheet = openpyxl.Workbook(), io.BytesIO()
        book.active.append(["证书编号"])
        book.active.append([rows[0].number])
        book.save(sheet)
        sheet.seek(0)
        sheet.name = "名单.xlsx"
        officer, leader = client_as(cast.lin.actor), client_as(cast.huang.actor)
        data = {"numbers": rows[1].number, "file": sheet, "reason": "材料造假"}
        assert officer.post(f"{OFFICE}/revocations/new/", data).status_code == 302
        proposal = Revocation.objects.get()
        page = read(officer, f"{OFFICE}/revocations/{proposal.pk}/")
        assert "等待另一位人员执行" in page
        assert all(row.number in page for row in rows)
        assert officer.post(f"{OFFICE}/revocations/{proposal.pk}/execute/").status_code == 403
        assert [item.waiting.key for item in work_queue_items(cast.huang.actor)] == [proposal.pk]
        assert leader.post(f"{OFFICE}/revocations/{proposal.pk}/execute/").status_code == 302
        assert set(Credential.objects.values_list("state", flat=True)) == {"revoked"}
        assert "已执行" in read(leader, f"{OFFICE}/revocations/")

    def test_a_wrong_number_is_named_at_its_field(self, cast: Cast) -> None:
        answer = client_as(cast.lin.actor).post(f"{OFFICE}/revocations/new/", {"numbers": "错号", "reason": "x"})
        assert answer.status_code == 422
        assert "没有对应的证书：错号" in answer.content.decode()

    def test_dropped_on_the_page(self, cast: Cast, certificate: Credential) -> None:
        row = actions.propose_revocation(None, numbers=[certificate.number], reason="x", by=cast.lin.actor)
        assert client_as(cast.lin.actor).post(f"{OFFICE}/revocations/{row.pk}/drop/").status_code == 302
        assert client_as(cast.lin.actor).get(f"{OFFICE}/revocations/template/").status_code == 200
        assert client_as(cast.zhao.actor).get(f"{OFFICE}/revocations/").status_code == 403


class TestCeremony:
    def test_from_the_day_to_the_hand_over(self, cast: Cast) -> None:
        client = client_as(cast.zhao.actor)
        rows = [make_credential(level="senior"), make_credential(level="chief")]
        data = {"title": "2025年颁证仪式", "held_on": "2025-03-12", "place": "礼堂", "seats_a_row": 10}
        assert client.post(f"{OFFICE}/ceremonies/new/", {**data, "held_on": "2025-03-01"}).status_code == 422
        assert client.post(f"{OFFICE}/ceremonies/new/", data).status_code == 302
        ceremony = Ceremony.objects.get()
        page = f"{OFFICE}/ceremonies/{ceremony.pk}/"
        assert "还没有列入证书" in read(client, page)
        offered = read(client, f"{page}invite/?level=chief")
        assert rows[1].holder_name in offered
        assert rows[0].holder_name not in offered
        assert client.post(f"{page}invite/", {"credentials": [row.pk for row in rows]}).status_code == 302
        self.papers(client, page)
        first, second = ceremony.entries.order_by("position")
        assert first.credential == rows[1]
        order = {f"position_{first.pk}": "5", f"position_{second.pk}": "1.5"}
        assert client.post(page, {**order, f"position_{first.pk}": "x"}).status_code == 422
        assert client.post(page, order).status_code == 302
        assert ceremony.entries.order_by("position").first() == second
        assert client.post(f"{page}leave/{rows[0].pk}/").status_code == 302
        assert client.post(f"{page}hand-over/", {}).status_code == 302
        assert rows[1].copies.get().state == "handed_over"

    def papers(self, client: Client, page: str) -> None:
        for kind in ("order", "seats", "receipts"):
            assert client.get(f"{page}{kind}/").content[:5] == b"%PDF-"
        assert client.get(f"{page}nonsense/").status_code == 404
        book = openpyxl.load_workbook(io.BytesIO(b"".join(client.post(f"{page}export/"))))
        assert [row[0] for row in book.active.values] == ["顺序", 1, 2]
        form = {"paper": "card_sheet", "language": "zh-hant", "title": "仪式"}
        assert client.post(f"{page}print/", form).status_code == 302
        assert PrintRun.objects.get().state == "done"


class TestPrintRun:
    def test_a_small_pile_is_there_at_once_and_a_large_one_shows_how_far_it_is(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_credential(level="chief")
        make_credential(level="senior")
        client = client_as(cast.zhao.actor)
        form: dict[str, Any] = {"paper": "a4", "language": "zh-hans", "title": "全部", "level": "chief"}
        address = client.post(f"{OFFICE}/print-runs/order/", form)["Location"]
        assert "可下载" in read(client, address)
        assert len(PdfReader(io.BytesIO(client.get(f"{address}file/").content)).pages) == 1
        monkeypatch.setattr("juxian.credentials.views.print_run.AT_ONCE", 1)
        address = client.post(f"{OFFICE}/print-runs/order/", {**form, "level": ""})["Location"]
        page = read(client, address)
        assert 'hx-trigger="every 2s"' in page
        assert client.get(f"{address}file/").status_code == 404
        assert client.post(f"{address}retry/").status_code == 409
        assert "全部" in read(client, f"{OFFICE}/print-runs/")

    def test_nothing_to_print_and_no_right_to(self, cast: Cast) -> None:
        form = {"paper": "a4", "language": "zh-hans", "title": "x"}
        assert client_as(cast.zhao.actor).post(f"{OFFICE}/print-runs/order/", form).status_code in (400, 409, 422)
        assert client_as(cast.zhao.actor).post(f"{OFFICE}/print-runs/order/", {}).status_code == 422
        assert client_as(cast.huang.actor).get(f"{OFFICE}/print-runs/").status_code == 403
