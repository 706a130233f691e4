"""Three-party agreements: three signatures under one text, a correction asks all again, one at a time, release."""

import datetime as dt

import pytest

from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.messages import inbox_of
from juxian.recruitment.actions.agreement import (
    amend_agreement,
    ask_release,
    cancel_agreement,
    invite_to_agreement,
    keep_agreement,
    lapse_agreement,
    release_agreement,
    sign_agreement,
)
from juxian.recruitment.agreeing import TERMS, clean_terms, differences, digest
from juxian.recruitment.models import Agreement, Signature
from juxian.recruitment.paper import agreement_pdf
from juxian.recruitment.queries.agreement import first_terms, sheet_of
from tests.jobs import run_jobs
from tests.recruitment.applying import accepted, applied, school

TERMS_OF_EMPLOYER = {"start_on": "2025-07-01", "contract_years": "3", "probation_months": "3", "penalty": "0"}


@pytest.fixture
def parties(cast):
    """(agreement, 李同学, 王经理, 何老师): invited, nobody has signed."""
    place, teacher = school()
    application = accepted(cast)
    terms = first_terms(application) | TERMS_OF_EMPLOYER
    agreement = invite_to_agreement(application, school=place, terms=terms, by=cast.wang.actor)
    return agreement, cast.li.citizen, cast.wang.actor, teacher.actor


def signed(agreement, by):
    return sign_agreement(agreement, digest=sheet_of(agreement).version.digest, by=by)


def test_graduate_employer_and_school_sign_in_this_order(parties):
    agreement, graduate, employer, teacher = parties
    with pytest.raises(TransitionNotAllowed):
        signed(agreement, employer)
    assert signed(agreement, graduate).state == "signed_by_graduate"
    assert signed(agreement, employer).state == "signed_by_employer"
    agreement = signed(agreement, teacher)
    assert agreement.state == "signed"
    signatures = list(Signature.objects.values_list("party", "name"))
    assert signatures == [("graduate", "李晓雨"), ("employer", "王建国"), ("school", "何老师")]
    assert len(set(Signature.objects.values_list("digest", flat=True))) == 1
    assert agreement_pdf(agreement).startswith(b"%PDF")


def test_whose_turn_it_is_is_asked(parties, cast):
    agreement, graduate, employer, teacher = parties
    signed(agreement, graduate)
    run_jobs()
    assert inbox_of(graduate.person_id).filter(kind="recruitment.agreement_sign").count() == 1
    assert inbox_of(employer.person_id).filter(kind="recruitment.agreement_sign").count() == 1
    assert not inbox_of(teacher.person_id).filter(kind="recruitment.agreement_sign").exists()


def test_strangers_do_not_sign(parties, cast):
    agreement, *_ = parties
    for stranger in (cast.chen.citizen, cast.stranger_employer.actor, school("演示职业学院")[1].actor, cast.lin.actor):
        with pytest.raises(PermissionDenied):
            signed(agreement, stranger)


def test_a_corrected_word_asks_all_again_and_shows_the_difference(parties):
    agreement, graduate, employer, _teacher = parties
    old = sheet_of(agreement).version.digest
    signed(agreement, graduate)
    agreement = amend_agreement(agreement, changes={"base_pay": "6500"}, reason="工资写错了", by=employer)
    assert (agreement.state, agreement.version) == ("invited", 2)
    sheet = sheet_of(agreement)
    assert [(change.before, change.after) for change in sheet.changes] == [("6000", "6500")]
    assert sheet.signatures == {}
    assert Signature.objects.filter(version__number=1, digest=old).count() == 1
    with pytest.raises(RuleBroken, match="刚被更正"):
        sign_agreement(agreement, digest=old, by=graduate)
    assert signed(agreement, graduate).state == "signed_by_graduate"


def test_nobody_corrects_the_part_of_another(parties):
    agreement, graduate, employer, _teacher = parties
    with pytest.raises(RuleBroken, match="自己那一部分"):
        amend_agreement(agreement, changes={"base_pay": "9000"}, reason="想要", by=graduate)
    with pytest.raises(RuleBroken, match="没有改动"):
        amend_agreement(agreement, changes={"base_pay": "6000"}, reason="无", by=employer)
    with pytest.raises(RuleBroken, match="还没有填"):
        amend_agreement(agreement, changes={"base_pay": ""}, reason="无", by=employer)


def test_a_graduate_has_one_agreement_at_a_time(parties, cast):
    agreement, _graduate, employer, _teacher = parties
    with pytest.raises(RuleBroken, match="同一时间只能有一份"):
        invite_to_agreement(agreement.application, school=agreement.school, terms={}, by=employer)
    cancel_agreement(agreement, reason="岗位变动", by=employer)
    terms = first_terms(agreement.application) | TERMS_OF_EMPLOYER
    again = invite_to_agreement(agreement.application, school=agreement.school, terms=terms, by=employer)
    assert again.number != agreement.number


def test_before_the_offer_is_accepted_there_is_no_agreement(cast):
    place, _teacher = school()
    with pytest.raises(RuleBroken, match="接受录用以后"):
        invite_to_agreement(applied(cast), school=place, terms={}, by=cast.wang.actor)


def test_what_is_not_signed_in_time_lapses(parties, frozen_time):
    agreement, *_ = parties
    assert lapse_agreement(agreement).state == "invited"
    frozen_time.move_to(dt.datetime(2025, 4, 30, tzinfo=dt.UTC))
    assert lapse_agreement(agreement).state == "lapsed"
    assert lapse_agreement(Agreement.objects.get()).state == "lapsed"


def test_the_school_consents_to_a_release_or_not(parties, cast):
    agreement, graduate, employer, teacher = parties
    with pytest.raises(RuleBroken, match="还没有生效"):
        ask_release(agreement, reason="升学", by=graduate)
    for party in (graduate, employer, teacher):
        agreement = signed(agreement, party)
    with pytest.raises(RuleBroken, match="没有人申请"):
        release_agreement(agreement, by=teacher)
    agreement = ask_release(agreement, reason="升学", by=graduate)
    with pytest.raises(PermissionDenied):
        release_agreement(agreement, by=employer)
    agreement = keep_agreement(agreement, reason="请与单位再商量", by=teacher)
    assert (agreement.state, agreement.release_asked_by) == ("signed", "")
    agreement = release_agreement(ask_release(agreement, reason="单位同意了", by=graduate), by=teacher)
    assert agreement.state == "released"


def test_a_digest_holds_number_version_and_every_word():
    terms = clean_terms({term.key: "甲" for term in TERMS})
    first = digest("XY1", 1, terms)
    assert first == digest("XY1", 1, dict(reversed(terms.items())))
    others = {digest("XY2", 1, terms), digest("XY1", 2, terms), digest("XY1", 1, terms | {"post": "乙"})}
    assert first not in others
    assert len(others) == 3
    assert [change.after for change in differences(terms, terms | {"post": "乙"})] == ["乙"]
