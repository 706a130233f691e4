"""A vacancy as schema.org JobPosting, which search engines and other job sites read. Never a contact of a person.

Field by field: https://schema.org/JobPosting and Google's guide for job postings.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from juxian.catalogue.queries.divisions import street_names
from juxian.recruitment.models import Vacancy

EMPLOYMENT = {"full_time": "FULL_TIME", "part_time": "PART_TIME", "internship": "INTERN"}
UNITS = {"month": "MONTH", "day": "DAY", "hour": "HOUR"}
# Google's words for what must have been learnt; the schools below have none of their own.
CREDENTIALS = {
    "high_school": "high school",
    "college": "associate degree",
    "bachelor": "bachelor degree",
    "master": "postgraduate degree",
    "doctor": "postgraduate degree",
}

PROVINCE, CITY = "福建省", "厦门市"  # untranslated: a postal address


def job_posting(vacancy: Vacancy, site: str) -> dict[str, Any]:
    """Return the vacancy as JSON-LD. `site` is the address of the platform; the organisation must be at hand."""
    posting = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": _paragraphs(vacancy.description, vacancy.requirements),
        "identifier": {"@type": "PropertyValue", "name": str(settings.SITE_NAME), "value": vacancy.number},
        "datePosted": _day(vacancy.approved_at),
        "validThrough": f"{vacancy.valid_until_on.isoformat()}T23:59:59+08:00",
        "employmentType": EMPLOYMENT[vacancy.kind],
        "hiringOrganization": _organisation(vacancy, site),
        "jobLocation": _place(vacancy),
        "baseSalary": _pay(vacancy),
        "totalJobOpenings": vacancy.openings,
        "directApply": True,
        "url": site.rstrip("/") + reverse("recruitment:job_page", args=[vacancy.number]),
    }
    return posting | _demands(vacancy)


def _paragraphs(*texts: str) -> str:
    """The description is HTML by the guide: what was written is escaped, its lines become paragraphs."""
    lines = [line.strip() for text in texts for line in text.splitlines() if line.strip()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _day(instant: Any) -> str:
    return timezone.localtime(instant).date().isoformat() if instant else ""


def _organisation(vacancy: Vacancy, site: str) -> dict[str, str]:
    page = site.rstrip("/") + reverse("recruitment:employer_page", args=[vacancy.organisation.uscc])
    return {"@type": "Organization", "name": vacancy.organisation.name, "sameAs": page}


def _place(vacancy: Vacancy) -> dict[str, Any]:
    street = street_names().get(vacancy.street_code, "")
    address = {
        "@type": "PostalAddress",
        "streetAddress": f"{street}{vacancy.address}",
        "addressLocality": CITY,
        "addressRegion": PROVINCE,
        "addressCountry": "CN",
    }
    return {"@type": "Place", "address": address}


def _pay(vacancy: Vacancy) -> dict[str, Any]:
    value = {
        "@type": "QuantitativeValue",
        "minValue": vacancy.pay_low_fen / 100,
        "maxValue": vacancy.pay_high_fen / 100,
        "unitText": UNITS[vacancy.pay_unit],
    }
    return {"@type": "MonetaryAmount", "currency": "CNY", "value": value}


def _demands(vacancy: Vacancy) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if vacancy.degree in CREDENTIALS:
        learnt = CREDENTIALS[vacancy.degree]
        found["educationRequirements"] = {"@type": "EducationalOccupationalCredential", "credentialCategory": learnt}
    if vacancy.experience_years:
        months = 12 * vacancy.experience_years
        found["experienceRequirements"] = {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": months}
    if vacancy.occupation:
        found["occupationalCategory"] = f"{vacancy.occupation.code} {vacancy.occupation.name}"
    return found
