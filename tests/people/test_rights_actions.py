"""People's rights: consent, taking one's data along, being forgotten."""

from datetime import date, timedelta
from typing import Any

import pytest

from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.people import actions
from juxian.people.models import DeletionRequest, Person, User
from juxian.people.queries import contact, has_consent
from juxian.people.queries.rights import HOLDS
from juxian.people.states import DELETION_REQUEST
from tests.cast import Cast
from tests.people.audit import last, whole_record


def consent(cast: Cast, **changes: Any) -> Any:
    values = {"purpose": "contact_sms", "source": "测试", **changes}
    return actions.give_consent(cast.lv.person, by=cast.lv.citizen, **values)


# give_consent, withdraw_consent


def test_a_consent_holds_until_its_last_day(cast: Cast, frozen_time: Any) -> None:
    consent(cast, expires_on=date(2025, 3, 13))
    assert has_consent(cast.lv.person.pk, "contact_sms")
    frozen_time.shift(timedelta(days=2))
    assert not has_consent(cast.lv.person.pk, "contact_sms")


def test_saying_yes_twice_changes_nothing_and_after_the_end_gives_a_new_one(cast: Cast, frozen_time: Any) -> None:
    first = consent(cast, expires_on=date(2025, 3, 13))
    assert consent(cast) == first
    frozen_time.shift(timedelta(days=2))
    assert consent(cast) != first


def test_nobody_says_yes_for_another(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.give_consent(cast.lv.person, by=cast.chen.citizen, purpose="contact_sms", source="测试")


@pytest.mark.parametrize("changes", [{"purpose": "sell_it"}, {"expires_on": date(2025, 3, 11)}])
def test_an_unknown_purpose_or_a_past_end_is_refused(cast: Cast, changes: dict) -> None:
    with pytest.raises(RuleBroken):
        consent(cast, **changes)


def test_a_withdrawal_stops_the_use_at_once_and_happens_once(cast: Cast) -> None:
    row = consent(cast)
    with pytest.raises(PermissionDenied):
        actions.withdraw_consent(row, by=cast.chen.citizen)
    actions.withdraw_consent(row, by=cast.lv.citizen)
    assert not has_consent(cast.lv.person.pk, "contact_sms")
    assert last("people.give_consent").data["purpose"] == "contact_sms"
    assert last("people.withdraw_consent").subject_id == row.pk
    with pytest.raises(RuleBroken, match="已经撤回"):
        actions.withdraw_consent(row, by=cast.lv.citizen)


# request_export


def test_an_export_holds_the_whole_person_and_is_on_record(cast: Cast) -> None:
    consent(cast)
    sections = actions.request_export(cast.lv.person, by=cast.lv.citizen)
    assert sections["person"]["rows"][0]["证件号码"] == cast.lv.person.identity_number.open()
    assert len(sections["consents"]["rows"]) == 1
    assert last("people.request_export", "export").subject_id == cast.lv.person.pk
    assert cast.lv.person.identity_number.open() not in whole_record()


def test_nobody_exports_another(cast: Cast) -> None:
    for by in (cast.chen.citizen, cast.zhao.actor):
        with pytest.raises(PermissionDenied):
            actions.request_export(cast.lv.person, by=by)


# deletion


def request(cast: Cast, state: str = "requested") -> DeletionRequest:
    row = actions.request_deletion(cast.lv.person, by=cast.lv.citizen, reason="不再使用")
    DeletionRequest.objects.filter(pk=row.pk).update(state=state, erase_after_on=date(2025, 3, 1))
    row.refresh_from_db()
    return row


DECISIONS = {
    "approve": lambda cast, row: actions.approve_deletion(row, by=cast.lin.actor),
    "refuse": lambda cast, row: actions.refuse_deletion(row, by=cast.lin.actor, legal_reason="档案管理规定"),
    "withdraw": lambda cast, row: actions.withdraw_deletion(row, by=cast.lv.citizen),
    "erase": lambda cast, row: actions.erase_person(row),
}


@pytest.mark.parametrize("event", DECISIONS)
@pytest.mark.parametrize("state", DELETION_REQUEST.states.values)
def test_every_event_leads_where_the_table_says_or_is_refused(cast: Cast, state: str, event: str) -> None:
    row, target = request(cast, state), DELETION_REQUEST.target(state, event)
    if target is None:
        with pytest.raises(TransitionNotAllowed):
            DECISIONS[event](cast, row)
    else:
        assert DECISIONS[event](cast, row).state == target


def test_one_request_at_a_time_by_oneself_and_not_while_in_office(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.request_deletion(cast.lv.person, by=cast.chen.citizen)
    request(cast)
    with pytest.raises(RuleBroken, match="已有一项"):
        actions.request_deletion(cast.lv.person, by=cast.lv.citizen)
    with pytest.raises(RuleBroken, match="任职"):
        actions.request_deletion(cast.wang.person, by=cast.wang.citizen)
    assert last("people.request_deletion").data["reason"] == "不再使用"


@pytest.mark.parametrize("who", ["zhao", "chen", "zhou"])
def test_only_a_reviewer_decides(cast: Cast, who: str) -> None:
    row, by = request(cast), getattr(cast, who).actor
    with pytest.raises(PermissionDenied):
        actions.approve_deletion(row, by=by)
    with pytest.raises(PermissionDenied):
        actions.refuse_deletion(row, by=by, legal_reason="档案管理规定")
    with pytest.raises(PermissionDenied):
        actions.withdraw_deletion(row, by=by)


def test_what_the_law_keeps_is_not_erased(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HOLDS, "test", lambda person_id: ["证书须留存（档案法）"])
    with pytest.raises(RuleBroken, match="档案法"):
        actions.approve_deletion(request(cast), by=cast.lin.actor)


def test_a_refusal_names_the_law(cast: Cast) -> None:
    row = request(cast)
    with pytest.raises(RuleBroken, match="法律依据"):
        actions.refuse_deletion(row, by=cast.lin.actor, legal_reason="不")
    actions.refuse_deletion(row, by=cast.lin.actor, legal_reason="档案管理规定")
    assert last("people.refuse_deletion").data["legal_reason"] == "档案管理规定"


def test_nothing_is_erased_before_the_time_to_think_is_over(cast: Cast, frozen_time: Any) -> None:
    row = actions.approve_deletion(request(cast), by=cast.lin.actor)
    assert row.erase_after_on == date(2025, 3, 27)
    frozen_time.shift(timedelta(days=15))
    with pytest.raises(RuleBroken, match="反悔期"):
        actions.erase_person(row)
    frozen_time.shift(timedelta(days=1))
    assert actions.erase_person(row).state == "erased"


def test_an_erased_person_is_gone_in_name_number_and_account(cast: Cast) -> None:
    user, number, name = cast.lv.user, cast.lv.person.identity_number.open(), cast.lv.person.name
    actions.erase_person(request(cast, "approved"))
    person = Person.objects.get(pk=cast.lv.person.pk)
    assert (person.identity_number, person.phone, person.birth_on, person.user) == (None, None, None, None)
    assert name not in person.name + person.search_key
    assert not Person.objects.with_identity(number).exists()
    assert contact(person.pk) is None
    closed = User.objects.get(pk=user.pk)
    assert (closed.is_active, closed.phone_number, closed.has_usable_password()) == (False, None, False)
    assert last("people.erase_person").to_state == "erased"
