"""Where the money goes: proposed, cooled, checked, used; told on every telephone; stopped by one tap."""

import datetime as dt
from typing import Any, ClassVar

import pytest
from django.test import override_settings

from juxian.kit import clock
from juxian.kit.access import SYSTEM
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.messages.gateways import MemorySms
from juxian.kit.models import Message
from juxian.payments import actions
from juxian.payments.gateways.account_check import Answer, Inquiry
from juxian.payments.models import BankAccount
from juxian.payments.queries.account import due_accounts
from juxian.payments.states import ACCOUNT
from juxian.payments.tasks import activate_due_accounts
from juxian.people.models import Person
from tests.cast import Cast, citizen_actor, make_person
from tests.jobs import run_jobs
from tests.payments.money import number, proposed, usable
from tests.people.audit import last, whole_record

CELLS = {
    ("cooling", "activate"): "active",
    ("cooling", "cancel"): "cancelled",
    ("cooling", "refuse"): "refused",
    ("active", "replace"): "replaced",
    ("active", "close"): "closed",
}
COOLED = dt.timedelta(days=3)


def told(kind: str) -> list[str]:
    return list(Message.objects.filter(kind=f"payments.{kind}").values_list("title", flat=True))


class TestProposing:
    def test_an_account_cools_for_three_days_and_the_owner_is_told(self, cast: Cast) -> None:
        account = proposed(cast.lv)
        run_jobs()
        assert (account.state, account.last_four) == ("cooling", number()[-4:])
        assert account.usable_from_at == clock.now() + COOLED
        assert told("account_propose") == [f"收款账号将在2025-03-15变更为中国建设银行****{number()[-4:]}"]
        assert last("payments.propose_account").data["number"] is None
        assert number() not in whole_record()

    def test_the_old_telephone_rings_where_the_number_on_file_was_changed(self, cast: Cast) -> None:
        signs_in = cast.lv.person.user.phone_number.open()
        cast.lv.person.set_phone("13811112222")
        cast.lv.person.save()
        proposed(cast.lv)
        run_jobs()
        assert {message.mobile for message in MemorySms.outbox[-2:]} == {"13811112222", signs_in}

    def test_nobody_proposes_for_another(self, cast: Cast) -> None:
        with pytest.raises(PermissionDenied):
            actions.propose_account(
                cast.lv.person, bank_code="105", number=number(), holder_name="吕志强", by=cast.chen.citizen
            )
        with pytest.raises(PermissionDenied):
            actions.propose_account(
                cast.lv.person, bank_code="105", number=number(), holder_name="吕志强", by=cast.qian.actor
            )

    @pytest.mark.parametrize(
        ("fields", "field", "said"),
        [
            ({"holder_name": "吕志刚"}, "holder_name", "登记姓名“吕志强”"),
            ({"number": "123"}, "number", "填了3位"),
            ({"bank_code": "999"}, "bank_code", "没有这家银行"),
        ],
    )
    def test_what_is_wrong_is_named(self, cast: Cast, fields: dict[str, Any], field: str, said: str) -> None:
        with pytest.raises(RuleBroken, match=said) as refused:
            proposed(cast.lv, **fields)
        assert refused.value.field == field
        assert not BankAccount.objects.exists()

    def test_one_cools_at_a_time_and_the_one_in_use_is_no_change(self, cast: Cast) -> None:
        usable(cast.lv)
        with pytest.raises(RuleBroken, match="现在使用的账号"):
            proposed(cast.lv)
        proposed(cast.lv, 2)
        with pytest.raises(RuleBroken, match="冷静期内"):
            proposed(cast.lv, 3)

    def test_an_account_of_somebody_else_is_refused_without_saying_whose(self, cast: Cast) -> None:
        usable(cast.lv)
        with pytest.raises(RuleBroken, match="已有人登记") as refused:
            proposed(cast.chen)
        assert "吕" not in str(refused.value.message)


class TestCooling:
    def test_the_old_one_stays_in_use_until_the_new_one_has_cooled(self, cast: Cast) -> None:
        old, new = usable(cast.lv), proposed(cast.lv, 2)
        assert activate_due_accounts() == 0
        with pytest.raises(RuleBroken, match="冷静期还没有满"):
            actions.activate_account(new)
        with clock.at(clock.now() + COOLED):
            assert [account.pk for account in due_accounts()] == [new.pk]
            assert activate_due_accounts() == 1
            assert activate_due_accounts() == 0
        old.refresh_from_db()
        new.refresh_from_db()
        assert (old.state, new.state, new.replaces_id) == ("replaced", "active", old.pk)
        run_jobs()
        assert f"收款账号中国建设银行****{new.last_four}已启用" in told("account_usable")
        assert last("payments.activate_account").to_state == "active"

    def test_one_tap_stops_it(self, cast: Cast) -> None:
        old, new = usable(cast.lv), proposed(cast.lv, 2)
        with pytest.raises(PermissionDenied):
            actions.cancel_account(new, by=cast.chen.citizen)
        actions.cancel_account(new, by=cast.lv.citizen)
        with pytest.raises(TransitionNotAllowed):
            actions.cancel_account(new, by=cast.lv.citizen)
        with clock.at(clock.now() + COOLED):
            assert activate_due_accounts() == 0
        old.refresh_from_db()
        assert old.state == "active"
        run_jobs()
        assert told("account_cancel") == ["收款账号变更已撤销"]


class TestCounter:
    def test_the_counter_writes_down_what_the_person_shows_and_it_cools_too(self, cast: Cast) -> None:
        fields = {"bank_code": "102", "number": number(), "holder_name": "吕志强"}
        account = actions.propose_account_at_counter(cast.lv.person, by=cast.zhao.actor, **fields)
        assert (account.state, account.source, account.proposed_by) == ("cooling", "counter", cast.zhao.actor.label)
        assert last("payments.propose_account_at_counter").data["number"] is None
        for other in (cast.qian.actor, cast.lv.citizen, cast.wang.actor):
            with pytest.raises(PermissionDenied):
                actions.propose_account_at_counter(cast.chen.person, by=other, **fields)

    def test_an_officer_does_not_register_their_own(self, cast: Cast) -> None:
        with pytest.raises(RuleBroken, match="自己的收款账号"):
            actions.propose_account_at_counter(
                cast.zhao.person, bank_code="102", number=number(), holder_name="赵立新", by=cast.zhao.actor
            )


class TestCityList:
    def test_an_account_that_is_paid_already_is_usable_at_once_where_there_is_none(self, cast: Cast) -> None:
        fields = {"bank_code": "313", "number": number(), "holder_name": "李晓雨"}
        account = actions.record_account(cast.li.person, **fields)
        assert account is not None
        assert (account.state, account.source) == ("active", "city_list")
        assert actions.record_account(cast.li.person, **{**fields, "number": number(2)}) is None


class TestBanksAnswer:
    def test_an_account_that_the_bank_contradicts_never_becomes_usable(self, cast: Cast) -> None:
        account = proposed(cast.lv)
        actions.record_account_check(account, answer="differs", message="户名不符", by=cast.qian.actor)
        account.refresh_from_db()
        assert (account.state, account.reason) == ("refused", "户名不符")
        run_jobs()
        assert "没有通过核对" in told("account_refuse")[0]
        with clock.at(clock.now() + COOLED):
            assert activate_due_accounts() == 0

    def test_one_in_use_is_closed_and_the_owner_asked_for_another(self, cast: Cast) -> None:
        account = usable(cast.lv)
        actions.record_account_check(account, answer="agrees", by=cast.qian.actor)
        actions.record_account_check(account, answer="differs", by=cast.qian.actor)
        account.refresh_from_db()
        assert account.state == "closed"
        run_jobs()
        assert "已不能使用" in told("account_close")[0]

    def test_others_do_not_answer_for_the_bank(self, cast: Cast) -> None:
        account = proposed(cast.lv)
        for other in (cast.zhao.actor, cast.lv.citizen, cast.huang.actor, cast.zhou.actor):
            with pytest.raises(PermissionDenied):
                actions.record_account_check(account, answer="agrees", by=other)

    @override_settings(ACCOUNT_CHECK_GATEWAY="tests.payments.test_account_actions.Contradicting")
    def test_a_gateway_that_answers_at_once_is_followed(self, cast: Cast) -> None:
        account = proposed(cast.lv)
        run_jobs()
        account.refresh_from_db()
        assert (account.state, account.check_message) == ("refused", "三要素不一致")
        assert Contradicting.asked == [("吕志强", number())]


class Contradicting:
    """A bank that says no."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def ask(self, inquiry: Inquiry) -> Answer:
        self.asked.append((inquiry.name, inquiry.account_number))
        return Answer("differs", "三要素不一致")


class TestClosing:
    def test_finance_closes_what_the_bank_refused(self, cast: Cast) -> None:
        account = usable(cast.lv)
        with pytest.raises(RuleBroken, match="理由"):
            actions.close_account(account, reason="销", by=cast.qian.actor)
        with pytest.raises(PermissionDenied):
            actions.close_account(account, reason="账户已销户", by=cast.zhao.actor)
        actions.close_account(account, reason="账户已销户", by=cast.qian.actor)
        with pytest.raises(TransitionNotAllowed):
            actions.close_account(account, reason="账户已销户", by=SYSTEM)
        run_jobs()
        assert "账户已销户" in Message.objects.get(kind="payments.account_close").body

    def test_a_number_is_opened_for_a_reason_and_on_the_record(self, cast: Cast) -> None:
        account = usable(cast.lv)
        with pytest.raises(RuleBroken, match="理由"):
            actions.reveal_account(account, reason=" ", by=cast.qian.actor)
        with pytest.raises(PermissionDenied):
            actions.reveal_account(account, reason="核对退回", by=cast.zhou.actor)
        assert actions.reveal_account(account, reason="核对退回", by=cast.qian.actor) == number()
        assert last("payments.bankaccount.number", "read").data["reason"] == "核对退回"


def test_an_account_follows_its_owner_through_a_merge(cast: Cast) -> None:
    kept = make_person("吕志强")
    account = usable(cast.lv)
    Person.objects.filter(pk=cast.lv.person.pk).update(merged_into=kept)
    by = citizen_actor(kept)
    assert list(BankAccount.objects.visible_to(by)) == [account]
    with pytest.raises(RuleBroken, match="现在使用的账号"):
        actions.propose_account(kept, bank_code="105", number=number(), holder_name="吕志强", by=by)


@pytest.mark.parametrize(("state", "event", "target"), list(ACCOUNT.cells()))
def test_every_cell_of_an_account(state: str, event: str, target: str | None) -> None:
    assert target == CELLS.get((state, event))
