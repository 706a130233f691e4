"""The register of assessors: who may enter, change and import lines, and what assessors declare of themselves."""

import datetime as dt
from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.actions.assessor import AssessorDraft
from juxian.evaluation.models import Assessor, DeclaredInterest
from juxian.evaluation.queries.assessor import interests_of
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken
from tests.cast import Member, client_as, make_member
from tests.evaluation.factories import Stage, make_assessor
from tests.people.audit import last
from tests.scenes import scene

REGISTER = "/office/assessors/"
INTERESTS = "/office/interests/"
UNTIL = dt.date(2028, 3, 12)
OUTSIDERS = ["sun", "zhao", "huang", "ye"]


@scene
def newcomer(stage: Stage) -> Member:
    """Somebody with the role of an assessor and no line in the register yet."""
    return make_member("欧阳平", (stage.cast.office, "assessor"))


def line(member: Member) -> Assessor:
    return Assessor.objects.get(person=member.person)


def said(stage: Stage, **values: Any) -> dict[str, Any]:
    """What the office says of an assessor of the stage's trade."""
    item = stage.item
    facts = {"industry_groups": [item.industry_group], "occupations": [item.occupation], "level": "technician"}
    return {**facts, "valid_until_on": UNTIL, **values}


def draft(stage: Stage, member: Member, **values: Any) -> AssessorDraft:
    facts = {
        "person_id": member.person.pk,
        "industry_group_ids": (stage.item.industry_group_id,),
        "occupation_ids": (stage.item.occupation_id,),
        "level": "technician",
        "valid_until_on": UNTIL,
    }
    return AssessorDraft(**{**facts, **values})


class TestAdd:
    def test_the_line_has_a_number_of_its_own(self, stage: Stage, newcomer: Member) -> None:
        row = make_assessor(newcomer, stage.item, stage.cast.lin.actor, employer=stage.cast.employer)
        assert row.number == "K0004"  # three are on the stage
        assert (row.employer, row.is_active, list(row.occupations.all())) == (
            stage.cast.employer,
            True,
            [stage.item.occupation],
        )
        assert last("evaluation.add_assessor").subject_id == row.pk

    @pytest.mark.parametrize("who", OUTSIDERS)
    def test_others_cannot(self, stage: Stage, newcomer: Member, who: str) -> None:
        with pytest.raises(PermissionDenied):
            make_assessor(newcomer, stage.item, getattr(stage.cast, who).actor)
        assert not Assessor.objects.filter(person=newcomer.person).exists()

    def test_who_is_in_it_is_not_entered_again(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="孙明华 已在名册里") as refused:
            make_assessor(stage.cast.sun, stage.item, stage.cast.lin.actor)
        assert refused.value.field == "person"

    def test_without_an_industry_nobody_sits_anywhere(self, stage: Stage, newcomer: Member) -> None:
        with pytest.raises(RuleBroken, match="至少要选一个产业"):
            make_assessor(newcomer, stage.item, stage.cast.lin.actor, industry_groups=[])
        assert not Assessor.objects.filter(person=newcomer.person).exists()


class TestChange:
    def test_the_line_says_what_is_true_now(self, stage: Stage) -> None:
        before = line(stage.cast.sun)
        actions.change_assessor(before, **said(stage, is_active=False, most_cases_a_year=12), by=stage.cast.lin.actor)
        row = line(stage.cast.sun)
        assert (row.level, row.valid_until_on, row.most_cases_a_year, row.is_active) == ("technician", UNTIL, 12, False)
        assert row.number == before.number
        assert last("evaluation.change_assessor").subject_id == row.pk

    @pytest.mark.parametrize("who", OUTSIDERS)
    def test_others_cannot(self, stage: Stage, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.change_assessor(line(stage.cast.sun), **said(stage), by=getattr(stage.cast, who).actor)

    def test_without_an_industry_the_line_stays_as_it_was(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="至少要选一个产业"):
            actions.change_assessor(line(stage.cast.sun), **said(stage, industry_groups=[]), by=stage.cast.lin.actor)
        assert line(stage.cast.sun).level == "chief"


class TestImport:
    def test_new_ones_are_entered_and_known_ones_changed(self, stage: Stage, newcomer: Member) -> None:
        drafts = [draft(stage, newcomer), draft(stage, stage.cast.sun)]
        counts = actions.import_assessors(None, drafts=drafts, by=stage.cast.lin.actor)
        assert counts == {"new": 1, "changed": 1}
        assert {line(newcomer).level, line(stage.cast.sun).level} == {"technician"}
        assert last("evaluation.import_assessors")

    @pytest.mark.parametrize("who", OUTSIDERS)
    def test_others_cannot(self, stage: Stage, newcomer: Member, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.import_assessors(None, drafts=[draft(stage, newcomer)], by=getattr(stage.cast, who).actor)

    def test_one_bad_line_and_none_is_written(self, stage: Stage, newcomer: Member) -> None:
        drafts = [draft(stage, newcomer), draft(stage, stage.cast.sun, industry_group_ids=())]
        with pytest.raises(RuleBroken, match="至少要选一个产业"):
            actions.import_assessors(None, drafts=drafts, by=stage.cast.lin.actor)
        assert not Assessor.objects.filter(person=newcomer.person).exists()


class TestInterest:
    def test_an_assessor_declares_and_takes_it_back(self, stage: Stage) -> None:
        sun = stage.cast.sun
        interest = actions.declare_interest(line(sun), kind="kin", name="吕志强", note="表兄", by=sun.actor)
        declared = last("evaluation.declare_interest")
        assert interest.declared_at == clock.now()
        assert "吕志强" not in str(declared.data)
        assert "表兄" not in str(declared.data)
        actions.withdraw_interest(interest, by=sun.actor)
        assert last("evaluation.withdraw_interest").subject_id == interest.pk
        assert not interests_of(line(sun)).exists()
        assert DeclaredInterest.objects.get().withdrawn_at == clock.now()  # the line stays on record

    def test_taken_back_twice_is_taken_back_once(self, stage: Stage) -> None:
        sun = stage.cast.sun
        interest = actions.declare_interest(line(sun), kind="kin", name="吕志强", by=sun.actor)
        first = actions.withdraw_interest(interest, by=sun.actor).withdrawn_at
        with clock.at(clock.now() + dt.timedelta(days=1)):
            assert actions.withdraw_interest(interest, by=sun.actor).withdrawn_at == first

    def test_it_names_somebody(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="还没有写是谁") as refused:
            actions.declare_interest(line(stage.cast.sun), kind="kin", by=stage.cast.sun.actor)
        assert refused.value.field == "name"

    def test_nobody_declares_or_withdraws_for_a_colleague(self, stage: Stage) -> None:
        sun, other = stage.cast.sun, stage.assessors[1]
        interest = actions.declare_interest(line(sun), kind="kin", name="吕志强", by=sun.actor)
        for by in (other.actor, stage.cast.lin.actor):
            with pytest.raises(PermissionDenied):
                actions.declare_interest(line(sun), kind="kin", name="王某", by=by)
            with pytest.raises(PermissionDenied):
                actions.withdraw_interest(interest, by=by)


class TestPages:
    def test_a_line_is_made_read_and_changed(self, stage: Stage, newcomer: Member) -> None:
        client = client_as(stage.cast.lin.actor)
        said = {
            "person": str(newcomer.person.pk),
            "level": "technician",
            "industry_groups": [str(stage.item.industry_group_id)],
            "occupations": stage.item.occupation.code,
            "employer": stage.cast.employer.name,
            "valid_until_on": "2028-03-12",
            "most_cases_a_year": "20",
            "is_active": "on",
        }
        wrong = client.post(f"{REGISTER}new/", {**said, "occupations": "磨刀工"})
        assert wrong.status_code == 422
        assert "职业分类里没有“磨刀工”" in wrong.content.decode()
        made = client.post(f"{REGISTER}new/", said)
        row = line(newcomer)
        assert made["Location"].endswith(f"{REGISTER}{row.pk}/")
        assert row.number in client.get(made["Location"]).content.decode()
        said.pop("person")
        assert client.post(f"{REGISTER}{row.pk}/change/", {**said, "level": "chief"}).status_code == 302
        assert line(newcomer).level == "chief"
        assert newcomer.person.name in client.get(f"{REGISTER}?q={row.number}").content.decode()

    def test_declared_on_a_page_of_ones_own(self, stage: Stage) -> None:
        client = client_as(stage.cast.sun.actor)
        assert "还没有写是谁" in client.post(INTERESTS, {"kind": "kin"}).content.decode()
        assert client.post(INTERESTS, {"kind": "kin", "name": "吕志强"}).status_code == 302
        assert "吕志强" in client.get(INTERESTS).content.decode()
        interest = DeclaredInterest.objects.get()
        stranger = client_as(stage.assessors[1].actor)
        assert stranger.post(f"{INTERESTS}{interest.pk}/withdraw/").status_code == 404
        assert client.post(f"{INTERESTS}{interest.pk}/withdraw/").status_code == 302
        assert not interests_of(line(stage.cast.sun)).exists()

    def test_who_is_in_no_register_has_nothing_to_declare(self, stage: Stage, newcomer: Member) -> None:
        client = client_as(newcomer.actor)
        assert client.get(INTERESTS).status_code == 200
        client.post(INTERESTS, {"kind": "kin", "name": "吕志强"})
        assert not DeclaredInterest.objects.exists()
