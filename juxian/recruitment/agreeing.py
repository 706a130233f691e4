"""The words of a three-party agreement: whose part each one is, their digest, what changed between versions. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GRADUATE, EMPLOYER, SCHOOL = "graduate", "employer", "school"
LONGEST_TERM = 300


@dataclass(frozen=True)
class Term:
    """One line of the agreement. Its party alone may write it."""

    key: str
    label: Promise
    party: str
    required: bool = True


TERMS = (
    Term("graduate_name", _("毕业生姓名"), GRADUATE),
    Term("graduate_identity", _("证件号码后四位"), GRADUATE),
    Term("major", _("专业"), GRADUATE),
    Term("degree", _("学历"), GRADUATE),
    Term("graduates_on", _("毕业时间"), GRADUATE),
    Term("employer_name", _("用人单位"), EMPLOYER),
    Term("employer_uscc", _("统一社会信用代码"), EMPLOYER),
    Term("post", _("工作岗位"), EMPLOYER),
    Term("work_place", _("工作地点"), EMPLOYER),
    Term("base_pay", _("基本工资（元/月）"), EMPLOYER),
    Term("start_on", _("报到日期"), EMPLOYER),
    Term("contract_years", _("劳动合同期限（年）"), EMPLOYER),
    Term("probation_months", _("试用期（月）"), EMPLOYER),
    Term("penalty", _("违约金（元）"), EMPLOYER),
    Term("other_terms", _("其他约定"), EMPLOYER, required=False),
    Term("school_name", _("院校"), SCHOOL),
    Term("department", _("院系"), SCHOOL, required=False),
    Term("school_contact", _("就业部门电话"), SCHOOL, required=False),
)
KEYS = {term.key for term in TERMS}


@dataclass(frozen=True)
class Difference:
    """One line as it was signed before and as it is now."""

    label: Promise
    before: str
    after: str


def terms_of(party: str) -> list[Term]:
    """Return the lines that a party writes."""
    return [term for term in TERMS if term.party == party]


def clean_terms(values: Mapping[str, object]) -> dict[str, str]:
    """Return all lines as texts within bounds; what is unknown is left out, what is missing is empty."""
    return {term.key: str(values.get(term.key) or "").strip()[:LONGEST_TERM] for term in TERMS}


def missing(terms: Mapping[str, str], party: str = "") -> list[Promise]:
    """Return the labels of what has to be there and is not, of one party or of all."""
    return [term.label for term in TERMS if term.required and not terms.get(term.key) and party in ("", term.party)]


def digest(number: str, version: int, terms: Mapping[str, str]) -> str:
    """Return the SHA-256 (hex) of the whole text with its number and version: a signature under one cannot be carried
    to another."""
    whole = {"number": number, "version": version, "terms": {key: terms[key] for key in sorted(terms)}}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Difference]:
    """Return the lines that are not the same, in the order of the agreement."""
    return [
        Difference(term.label, before.get(term.key, ""), after.get(term.key, ""))
        for term in TERMS
        if before.get(term.key, "") != after.get(term.key, "")
    ]
