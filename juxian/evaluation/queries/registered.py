"""What registers of other offices say of an applicant: where they say anything, it goes before the own word."""

import datetime as dt

from juxian.evaluation.models import Application
from juxian.kit import clock
from juxian.policy import Given
from juxian.registers.facts import TRUST, applicant_facts, insured_at

CHECKED = "其中{count}个月已按登记数据核对：{source}"  # untranslated: kept in the decision record


def registered_facts(application: Application, on: dt.date) -> dict[str, Given]:
    """Return the facts by name that a register knows; a value of None takes back what was declared."""
    employer, item = application.employer, application.item
    if employer is None:
        return {}
    occupation = item.occupation.code if item else ""
    applicant, now = application.applicant_id, clock.now()
    return applicant_facts(applicant, employer.uscc, occupation, on, now)


def checked_months(application: Application, declared: list[str] | None, on: dt.date, own_word: str) -> Given:
    """Return the months at the employer: as the insurance register tells them, and for months of which it has told
    nothing as the applicant does. Only what the register tells throughout has its trust."""
    employer = application.employer
    known = insured_at(application.applicant_id, employer.uscc, on, clock.now()) if employer else None
    if known is None:
        return Given(declared, "declared", own_word)
    own = set(declared or ())
    months = sorted((own - known.told) | known.insured)
    if own <= known.told:
        return Given(months, TRUST, known.source)
    checked = CHECKED.format(count=len(own & known.told), source=known.source)
    return Given(months, "declared", f"{own_word}，{checked}")
