"""The application as a form on paper (申报表), for the applicant and for the file, with the way back to the record."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t

from juxian.evaluation.models import Application
from juxian.evaluation.presenting import clauses_of
from juxian.kit import clock
from juxian.kit.language import of_the_office
from juxian.kit.pdf import typeset

TEMPLATE = "evaluation/pdf/application.typ"


def application_pdf(application: Application) -> bytes:
    """Return the A4 form. The paper is Chinese, whatever the screen was."""
    with of_the_office():
        data, files = paper_data(application)
    return typeset(TEMPLATE, data, files, at=clock.now(), missing="mark")


def paper_data(application: Application) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what the template sets, and the portrait. The words beside the values stand in the template."""
    portrait = application.portrait
    data = {
        "number": application.number or "",
        "record_url": f"{settings.SITE_URL}{reverse('evaluation:record', args=[application.pk])}",
        "person": _person(application),
        "work": _work(application),
        "statement": application.statement,
        "channel": str(application.get_channel_display()),
        "certificate": _certificate(application),
        "award": _award(application),
        "contributions": [_contribution(row) for row in application.contributions.prefetch_related("evidence")],
        "clauses": [_clause(row) for row in clauses_of(application)],
        "reviews": [_review(row) for row in application.reviews.all()],
        "has_pledged": application.has_pledged,
        "has_portrait": portrait is not None,
    }
    return data, {"portrait.jpg": portrait.read_thumbnail()} if portrait else {}


def _person(application: Application) -> dict[str, str]:
    applicant, submitted_at = application.applicant, application.submitted_at
    return {
        "name": applicant.name,
        "identity": applicant.masked_identity,
        "born": _day(applicant.birth_on),
        "phone": applicant.masked_phone,
        "trade": application.item.name if application.item else "",
        "level": str(application.get_level_display()),
        "submitted": _day(submitted_at and timezone.localdate(submitted_at)),
        "state": str(application.get_state_display()),
    }


def _work(application: Application) -> dict[str, Any]:
    pay = application.monthly_pay_fen
    return {
        "employer": application.employer.name if application.employer else "",
        "post": application.post,
        "begins": _day(application.contract_from_on),
        "ends": _day(application.contract_until_on),
        "is_open_ended": application.is_open_ended,
        "insured_since": _day(application.insured_since_on),
        "pay": "" if pay is None else f"{pay / 100:,.2f}",
    }


def _contribution(row: Any) -> dict[str, Any]:
    return {
        "title": row.title,
        "kind": str(row.get_kind_display()),
        "done_on": _day(row.done_on),
        "description": row.description,
        "evidence_count": len(row.evidence.all()),
    }


def _certificate(application: Application) -> dict[str, str] | None:
    claim = getattr(application, "certificate_claim", None)
    return claim and {
        "number": claim.number,
        "holder_name": claim.holder_name,
        "occupation": claim.occupation_name,
        "level": str(claim.get_level_display()),
        "issued_on": _day(claim.issued_on),
        "issuing_body": claim.issuing_body,
        "looked_up": "；".join(_look_up(row) for row in application.look_ups.all()),
    }


def _look_up(row: Any) -> str:
    found = _t("查到且相符") if row.found else _t("未查到或不符")
    return f"{_day(row.looked_up_on)} {found} {row.note}".strip()


def _award(application: Application) -> dict[str, str] | None:
    claim = getattr(application, "award_claim", None)
    return claim and {
        "contest": claim.contest,
        "contest_class": str(claim.get_contest_class_display()),
        "prize": str(claim.get_prize_display()),
        "rank": str(claim.rank),
        "participants": "" if claim.participants is None else str(claim.participants),
        "awarded_on": _day(claim.awarded_on),
    }


def _clause(row: dict[str, Any]) -> dict[str, str]:
    return {"text": row["text"], "label": str(row["label"]), "why": row["note"] or row["because"]}


def _review(row: Any) -> dict[str, Any]:
    """The office acts, not a person: reviewers are not named on paper that leaves the house."""
    return {
        "stage": str(row.get_stage_display()),
        "has_approved": row.has_approved,
        "opinion": row.opinion,
        "on": _day(timezone.localdate(row.reviewed_at)),
    }


def _day(on: Any) -> str:
    return on.isoformat() if on else ""
