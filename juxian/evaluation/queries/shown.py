"""What an applicant shows on their road, as facts of the law: certificate, award, employer's result, earlier levels."""

import datetime as dt
from typing import Any

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.queries import highest_level_of
from juxian.evaluation.models import Application, Channel
from juxian.evaluation.states import EmployerPlanState
from juxian.people.queries import same_human
from juxian.policy import Given

CERTIFICATE = "国家技能人才评价证书"  # untranslated: kept in the decision record
AWARD = "竞赛获奖证书"  # untranslated: kept in the decision record
FILED_PLAN = "企业自主评价备案"  # untranslated: kept in the decision record
OWN_REGISTER = "区级认定档案"  # untranslated: kept in the decision record


def shown_facts(application: Application, on: dt.date) -> dict[str, Given]:
    """Return the facts by name; a value of None is not known."""
    certificate = getattr(application, "certificate_claim", None)
    return {
        **(_certificate(application, certificate) if certificate else {}),
        **_held(application, certificate),
        **_award(application),
        **_employer(application, on),
        **_last_promotion(application),
    }


def _certificate(application: Application, claim: Any) -> dict[str, Given]:
    is_one_below = SkillLevel(claim.level).number + 1 == _number(application.level)
    is_same_name = claim.holder_name.strip() == application.applicant.name
    return {
        "certificate_level": Given(claim.level, "document", CERTIFICATE),
        "is_certificate_name_same": Given(is_same_name, "document", CERTIFICATE),
        "previous_level_certified_on": Given(claim.issued_on if is_one_below else None, "document", CERTIFICATE),
    }


def _held(application: Application, claim: Any) -> dict[str, Given]:
    """The highest level held: by the district's own certificate, or by the national one that is shown."""
    own = highest_level_of(application.applicant_id)
    shown = SkillLevel(claim.level) if claim else None
    if own and (shown is None or own.number >= shown.number):
        return {"held_level": Given(own.value, "register", OWN_REGISTER)}
    return {"held_level": Given(shown.value if shown else None, "document", CERTIFICATE)}


def _award(application: Application) -> dict[str, Given]:
    claim = getattr(application, "award_claim", None)
    if claim is None or application.channel != Channel.COMPETITION:
        return {}
    return {
        "contest_class": Given(claim.contest_class, "document", AWARD),
        "contest_prize": Given(claim.prize, "document", AWARD),
        "contest_rank": Given(claim.rank, "document", AWARD),
        "contest_participants": Given(claim.participants, "document", AWARD),
    }


def _employer(application: Application, on: dt.date) -> dict[str, Given]:
    result = getattr(application, "employer_result", None)
    if result is None or application.channel != Channel.EMPLOYER:
        return {}
    is_on_file = result.plan.state in (EmployerPlanState.APPROVED, EmployerPlanState.CLOSED)
    return {
        "is_employer_plan_on_file": Given(is_on_file, "register", FILED_PLAN),
        "is_employer_result_published": Given(result.published_until_on < on, "register", FILED_PLAN),
    }


def _last_promotion(application: Application) -> dict[str, Given]:
    """When the district last promoted this human by a contest; that it never did is known as well."""
    if application.channel != Channel.COMPETITION:
        return {}
    rows = Application.objects.recognised().filter(applicant__in=same_human(application.applicant_id))
    last = rows.filter(channel=Channel.COMPETITION).order_by("-recognised_on").first()
    return {
        "is_promoted_by_contest": Given(last is not None, "register", OWN_REGISTER),
        "promoted_by_contest_on": Given(last.recognised_on if last else None, "register", OWN_REGISTER),
    }


def _number(level: str) -> int:
    return SkillLevel(level).number if level else -1
