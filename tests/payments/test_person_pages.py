"""A payee's own pages: the account on a phone, the change that was not theirs, what has to come back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from juxian.kit.matters import matters_of
from juxian.payments import actions
from juxian.payments.models import BankAccount
from juxian.people.queries import export_of
from tests.cast import Cast, client_as
from tests.payments.money import POLICY, debt, number, proposed, usable
from tests.scenes import scene


@scene
def worker(cast: Cast) -> Client:
    return client_as(cast.lv.citizen)


def read(client: Client, name: str, *args: Any, status: int = 200) -> str:
    answer = client.get(reverse(f"payments:{name}", args=args))
    assert answer.status_code == status
    return answer.content.decode()


def fill_in(client: Client, **fields: Any) -> Any:
    values = {"bank_code": "105", "number": number(), "holder_name": "吕志强", **fields}
    return client.post(reverse("payments:my_account"), values, follow=True)


class TestAccount:
    def test_a_first_account_is_named_and_cools(self, worker: Client) -> None:
        assert "还没有收款账号" in read(worker, "my_account")
        page = fill_in(worker).content.decode()
        assert "新账号在冷静期内" in page
        assert "2025-03-15" in page
        assert number() not in page
        assert f"****{number()[-4:]}" in page

    def test_a_doubtful_number_is_asked_about_once_and_then_taken(self, worker: Client) -> None:
        wrong = number()[:-1] + str((int(number()[-1]) + 1) % 10)
        page = fill_in(worker, number=wrong)
        assert page.status_code == 422
        assert "校验位对不上" in page.content.decode()
        assert not BankAccount.objects.exists()
        fill_in(worker, number=wrong, is_checked="on")
        assert BankAccount.objects.get().last_four == wrong[-4:]

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"holder_name": "吕志刚"}, "必须是您本人的登记姓名"),
            ({"number": "62220O1234567890"}, "别的字符"),
            ({"bank_code": ""}, "开户银行"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field(self, worker: Client, fields: dict[str, str], said: str) -> None:
        page = fill_in(worker, **fields)
        assert page.status_code == 422
        assert said in page.content.decode()

    def test_a_change_is_cancelled_with_one_tap(self, worker: Client, cast: Cast) -> None:
        old, new = usable(cast.lv), proposed(cast.lv, 2)
        page = read(worker, "my_account")
        assert old.masked_number in page
        assert "在此之前仍发到" in page
        worker.post(reverse("payments:my_account_cancel", args=[new.pk]))
        assert "新账号在冷静期内" not in read(worker, "my_account")

    def test_this_was_not_me_stops_the_change_and_signs_out_everywhere(self, worker: Client, cast: Cast) -> None:
        account, thief = proposed(cast.lv), client_as(cast.lv.citizen)
        page = worker.post(reverse("payments:my_account_disown", args=[account.pk])).content.decode()
        assert "所有设备已退出登录" in page
        account.refresh_from_db()
        assert account.state == "cancelled"
        for client in (worker, thief):
            read(client, "my_account", status=302)

    def test_an_account_of_somebody_else_cannot_be_found(self, cast: Cast) -> None:
        account, stranger = proposed(cast.lv), client_as(cast.chen.citizen)
        for name in ("my_account_cancel", "my_account_disown"):
            assert stranger.post(reverse(f"payments:{name}", args=[account.pk])).status_code == 404
        assert account.masked_number not in read(stranger, "my_account")


class TestRecoveries:
    def test_a_debt_says_why_how_much_and_what_to_do(self, worker: Client, cast: Cast) -> None:
        assert "没有应退款项" in read(worker, "my_recoveries")
        debt(cast.lv)
        fields = {"policy": POLICY, "amount_fen": 150_000, "reason": "1月已离职", "article": "第九条"}
        recovery = actions.open_recovery(cast.lv.person, **fields)
        page = read(worker, "my_recoveries")
        for words in ("1,500.00", "1月已离职", "第九条", "不超过 50%"):
            assert words in page
        letter = worker.get(reverse("payments:my_recovery_letter", args=[recovery.pk]))
        assert letter.content.startswith(b"%PDF")
        stranger = client_as(cast.chen.citizen)
        read(stranger, "my_recovery_letter", recovery.pk, status=404)
        assert "没有应退款项" in read(stranger, "my_recoveries")


class TestMatters:
    def test_who_has_no_usable_account_is_told_what_to_do(self, cast: Cast) -> None:
        assert not [one for one in matters_of(cast.lv.citizen) if one.url == reverse("payments:my_account")]
        account = usable(cast.lv)
        actions.close_account(account, reason="银行退回：已销户", by=cast.qian.actor)
        [matter] = [one for one in matters_of(cast.lv.citizen) if one.url == reverse("payments:my_account")]
        assert (str(matter.todo), matter.note) == ("填写新的收款账号", "银行退回：已销户")
        proposed(cast.lv, 2)
        [matter] = [one for one in matters_of(cast.lv.citizen) if one.url == reverse("payments:my_account")]
        assert (matter.todo, matter.due_at) == ("", proposed_until(cast))

    def test_an_open_recovery_is_a_matter(self, cast: Cast) -> None:
        debt(cast.lv)
        actions.open_recovery(cast.lv.person, policy=POLICY, amount_fen=150_000, reason="1月已离职")
        [matter] = [one for one in matters_of(cast.lv.citizen) if one.url == reverse("payments:my_recoveries")]
        assert matter.note == "1月已离职"


def proposed_until(cast: Cast) -> Any:
    return BankAccount.objects.get(person=cast.lv.person, state="cooling").usable_from_at


def test_the_export_of_ones_data_names_accounts_by_their_tail(cast: Cast) -> None:
    usable(cast.lv)
    rows = export_of(cast.lv.person)["payments"]["rows"]
    assert f"****{number()[-4:]}" in str(rows)
    assert number() not in str(rows)
