"""What evaluation can vouch for about an applicant, and what the law says of it."""

import datetime as dt
from typing import Any

from django.conf import settings

from juxian import districts
from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.decision_record import merged
from juxian.evaluation.models import Application, Channel
from juxian.evaluation.queries.registered import checked_months, registered_facts
from juxian.evaluation.queries.shown import shown_facts
from juxian.kit.language import of_the_office
from juxian.policy import Given, Rulebook, explain, months_from

CONDITIONS = "gold_blue_collar_conditions"
CLASSES = "gold_blue_collar_classes"
NATIONAL = "national_declaration_conditions"
NATIONAL_LEVELS = frozenset(SkillLevel.values) - {SkillLevel.SPECIAL_GRADE, SkillLevel.CHIEF}
OWN_WORD = "申报人填写"  # untranslated: kept in the decision record
EMPLOYER_REGISTER = "单位登记"  # untranslated: kept in the decision record
CATALOGUE = "紧缺工种目录"  # untranslated: kept in the decision record


def rulebook() -> Rulebook:
    """Return the law of the district that this installation serves."""
    return districts.rulebook(settings.DISTRICT)


def check_conditions(application: Application, on: dt.date) -> dict[str, Any]:
    """Return the decision record of this application on that day: every clause of every policy that asks about it."""
    facts = facts_of(application, on)
    return merged([explain(rulebook(), policy, facts, on) for policy in policies_of(application)])


def policies_of(application: Application) -> list[str]:
    """Return the basic conditions, those of the class and the road, and on the employer's road the national ones: an
    employer evaluates by the national standard, which has no levels above 高级技师."""
    is_national = application.channel == Channel.EMPLOYER and application.level in NATIONAL_LEVELS
    return [CONDITIONS, CLASSES, *([NATIONAL] if is_national else [])]


def condition_texts(on: dt.date) -> list[dict[str, Any]]:
    """Return the conditions as everybody may read them: text and law."""
    return [
        {"text": clause["text"], "law": clause["law"]}
        for clause in explain(rulebook(), CONDITIONS, {}, on).to_dict()["clauses"]
    ]


def facts_of(application: Application, on: dt.date) -> dict[str, Any]:
    """Return the known facts by name, each with its trust and source. What is not known is left out, never guessed."""
    applicant, employer, item = application.applicant, application.employer, application.item
    with of_the_office():
        identity = str(applicant.get_trust_display())
    known = {
        "born_on": Given(applicant.birth_on, applicant.trust, identity),
        "sex": Given(applicant.sex or None, applicant.trust, identity),
        "applied_level": Given(application.level or None, "declared", OWN_WORD),
        "channel": Given(application.channel, "declared", OWN_WORD),
        "is_employer_in_district": Given(employer.is_in_district if employer else None, "register", EMPLOYER_REGISTER),
        "contract_started_on": Given(application.contract_from_on, "declared", OWN_WORD),
        "contract_ends_on": Given(application.contract_until_on, "declared", OWN_WORD),
        "is_contract_open_ended": Given(application.is_open_ended, "declared", OWN_WORD),
        "employed_on": Given(application.contract_from_on, "declared", OWN_WORD),
        "in_trade_since_on": Given(application.trade_since_on, "declared", OWN_WORD),
        "insured_months": checked_months(application, _months(application.insured_since_on, on), on, OWN_WORD),
        "monthly_pay_fen": Given(application.monthly_pay_fen, "declared", OWN_WORD),
    }
    if item is not None:
        known |= {
            "catalogue_year": Given(item.edition.year, "register", CATALOGUE),
            "is_occupation_listed": Given(True, "register", CATALOGUE),
            "is_level_listed": Given(application.level in item.levels, "register", CATALOGUE),
        }
    known |= shown_facts(application, on) | registered_facts(application, on)
    return {name: given for name, given in known.items() if given.value is not None}


def _months(since: dt.date | None, on: dt.date) -> list[str] | None:
    """Return the months from the first to the last full one, of the last years only: the engine counts up to 64."""
    if since is None:
        return None
    last = on.replace(day=1) - dt.timedelta(days=1)
    return months_from(max(since, dt.date(last.year - 5, last.month, 1)), last) if since <= last else []
