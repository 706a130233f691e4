"""A vacancy from the draft to its end: allowed, not permitted, wrong state, broken rule, audited."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import AuditEvent
from juxian.people.states import OrganisationState
from juxian.recruitment.actions import (
    approve_vacancies,
    approve_vacancy,
    change_vacancy,
    close_vacancy,
    copy_vacancy,
    correct_vacancy,
    discard_vacancy,
    expire_vacancies,
    post_vacancies,
    renew_vacancy,
    reopen_vacancy,
    return_vacancy,
    submit_vacancy,
    take_down_vacancy,
    withdraw_vacancy,
)
from juxian.recruitment.models import Listing, Vacancy
from juxian.recruitment.tasks import close_overdue
from tests.cast import Cast, make_member
from tests.recruitment.hiring import draft, opened, submitted, written

UNTIL = dt.date(2025, 6, 30)

pytestmark = pytest.mark.django_db


def test_an_employer_writes_submits_and_an_officer_opens(cast: Cast):
    vacancy = opened(cast)
    assert vacancy.state == "open"
    assert vacancy.number.startswith("ZW2025")
    assert vacancy.approved_by == cast.zhao.actor.label
    assert list(Vacancy.objects.public()) == [vacancy]
    assert Listing.objects.filter(vacancy=vacancy).exists()
    names = set(AuditEvent.objects.filter(kind="action").values_list("name", flat=True))
    assert {"recruitment.write_vacancy", "recruitment.submit_vacancy", "recruitment.approve_vacancy"} <= names


def test_a_stranger_and_an_officer_cannot_write_for_an_employer(cast: Cast):
    for actor in (cast.stranger_employer.actor, cast.zhao.actor, cast.li.citizen):
        with pytest.raises(PermissionDenied):
            submit_vacancy(written(cast), by=actor)


def test_an_officer_does_not_review_an_employer_they_act_for(cast: Cast):
    both = make_member("郑双", (cast.employer, "employer_staff"), (cast.office, "counter_officer"))
    with pytest.raises(PermissionDenied):
        approve_vacancy(submitted(cast), by=both.actor)


def test_an_unlawful_limit_is_flagged_and_goes_to_the_officer_all_the_same(cast: Cast):
    vacancy = submitted(cast, requirements="男 性 优 先")
    assert vacancy.state == "submitted"
    assert vacancy.is_flagged
    assert vacancy.findings[0]["rule"] == "sex"
    assert vacancy.findings[0]["words"] == "男 性 优 先"


def test_what_is_incomplete_is_not_handed_in_and_the_field_is_named(cast: Cast):
    for changes, field in (
        ({"address": " "}, "address"),
        ({"description": "焊接"}, "description"),
        ({"valid_until_on": dt.date(2025, 3, 12)}, "valid_until_on"),
        ({"valid_until_on": dt.date(2025, 12, 31)}, "valid_until_on"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            submit_vacancy(written(cast, **changes), by=cast.wang.actor)
        assert refusal.value.field == field


def test_an_employer_that_is_not_verified_cannot_hand_in(cast: Cast):
    vacancy = written(cast)
    cast.employer.state = OrganisationState.SUBMITTED
    cast.employer.save()
    with pytest.raises(RuleBroken, match="核验"):
        submit_vacancy(vacancy, by=cast.wang.actor)


def test_one_post_a_place_whatever_its_spelling(cast: Cast):
    first = opened(cast, title="CNC 操作工")
    with pytest.raises(RuleBroken, match=first.number):
        submitted(cast, title="ＣＮＣ操作工")
    assert submitted(cast, title="CNC操作工", street_code="350211001").state == "submitted"
    close_vacancy(first, by=cast.wang.actor)
    assert submitted(cast, title="cnc操作工").state == "submitted"


def test_the_database_itself_refuses_the_second_post_at_a_place(cast: Cast):
    first, second = submitted(cast), written(cast)
    with pytest.raises(IntegrityError, match="one_post_a_place"), transaction.atomic():
        Vacancy.objects.filter(pk=second.pk).update(state="submitted", title_key=first.title_key)


def test_what_waits_cannot_be_changed_but_taken_back(cast: Cast):
    vacancy = submitted(cast)
    with pytest.raises(RuleBroken, match="待审核"):
        change_vacancy(vacancy, draft=draft(openings=5), by=cast.wang.actor)
    vacancy = withdraw_vacancy(vacancy, by=cast.wang.actor)
    vacancy = change_vacancy(vacancy, draft=draft(openings=5), by=cast.wang.actor)
    assert vacancy.openings == 5
    assert discard_vacancy(vacancy, by=cast.wang.actor).state == "discarded"


def test_a_return_has_a_reason_and_leads_to_a_second_try(cast: Cast):
    vacancy = submitted(cast)
    with pytest.raises(RuleBroken):
        return_vacancy(vacancy, reason=" 改 ", by=cast.zhao.actor)
    vacancy = return_vacancy(vacancy, reason="请写明工作地址。", by=cast.zhao.actor)
    assert vacancy.reason == "请写明工作地址。"
    assert submit_vacancy(vacancy, by=cast.wang.actor).reason == ""
    with pytest.raises(TransitionNotAllowed):
        return_vacancy(opened(cast, title="另一个职位"), reason="理由很充分", by=cast.zhao.actor)


def test_a_vacancy_taken_down_leaves_the_list_and_begins_again(cast: Cast):
    vacancy = take_down_vacancy(opened(cast), reason="工资与实际不符。", by=cast.zhao.actor)
    assert not Listing.objects.filter(vacancy=vacancy).exists()
    assert correct_vacancy(vacancy, by=cast.wang.actor).state == "draft"


def test_close_renew_and_post_again(cast: Cast):
    vacancy = renew_vacancy(opened(cast), valid_until_on=dt.date(2025, 7, 31), by=cast.wang.actor)
    assert Listing.objects.get(vacancy=vacancy).valid_until_on == dt.date(2025, 7, 31)
    vacancy = close_vacancy(vacancy, by=cast.wang.actor)
    with pytest.raises(RuleBroken):
        renew_vacancy(vacancy, valid_until_on=UNTIL, by=cast.wang.actor)
    vacancy = reopen_vacancy(vacancy, valid_until_on=UNTIL, by=cast.wang.actor)
    assert vacancy.state == "submitted"


def test_a_copy_is_a_draft_with_the_same_words_and_another_number(cast: Cast):
    vacancy = opened(cast)
    twin = copy_vacancy(vacancy, by=cast.wang.actor)
    assert (twin.state, twin.title, twin.pay_low_fen) == ("draft", vacancy.title, vacancy.pay_low_fen)
    assert twin.number != vacancy.number
    assert twin.contact_phone.open() == "13800000001"


def test_the_clock_closes_what_is_over_and_nothing_twice(cast: Cast):
    vacancy = opened(cast)
    with clock.at(dt.datetime(2025, 7, 1, 0, 5, tzinfo=dt.UTC)):
        assert not Vacancy.objects.public().exists()
        assert close_overdue() == 1
        assert close_overdue() == 0
    vacancy.refresh_from_db()
    assert vacancy.state == "expired"
    assert expire_vacancies([vacancy.pk]) == 0


def test_many_are_posted_and_opened_in_few_queries(cast: Cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        made = post_vacancies(cast.employer, rows=[draft(title="焊工甲"), draft(title="焊工乙")], by=cast.wang.actor)
    ids = [row.pk for row in made]
    with django_assert_max_num_queries(30):
        assert approve_vacancies(ids, by=cast.zhao.actor) == 2
    assert Vacancy.objects.public().count() == Listing.objects.count() == 2
    assert approve_vacancies(ids, by=cast.zhao.actor) == 0


def test_bulk_approval_leaves_flagged_ones_to_a_person(cast: Cast):
    rows = [draft(title="焊工甲"), draft(title="焊工乙", requirements="只招男性")]
    made = post_vacancies(cast.employer, rows=rows, by=cast.wang.actor)
    assert approve_vacancies([row.pk for row in made], by=cast.zhao.actor) == 1
    assert Vacancy.objects.get(is_flagged=True).state == "submitted"


def test_bulk_posting_refuses_twins_and_writes_nothing(cast: Cast):
    with pytest.raises(RuleBroken, match="同名职位"):
        post_vacancies(cast.employer, rows=[draft(title="焊工甲"), draft(title="焊 工 甲")], by=cast.wang.actor)
    assert not Vacancy.objects.exists()


def test_the_telephone_number_of_a_vacancy_is_encrypted(cast: Cast):
    vacancy = written(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact_phone::text FROM recruitment_vacancy WHERE id = %s", [vacancy.pk])
        assert "13800000001" not in cursor.fetchone()[0]
