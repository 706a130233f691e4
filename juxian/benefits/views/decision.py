"""Decision records: the page, the signed text, and the paper; for the office and for the person."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from juxian.benefits.models import DecisionRecord
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.decision import explanation_in, replay
from juxian.benefits.queries.law import title_of
from juxian.benefits.run_paper import decision_pdf
from juxian.benefits.signing import public_key_text
from juxian.kit.access import Audience
from juxian.kit.clauses import present_clauses
from juxian.kit.files import download
from juxian.kit.views import audience, render

OFFICE = audience(Audience.OFFICE, Permission.SEE_ALL)
PERSON = audience(Audience.PERSON, Permission.CLAIM)


@OFFICE
@require_GET
def decision(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Facts, law and result of one month, and whether judging again gives the same bytes."""
    record = _get(request, pk)
    return render(request, "benefits/officer/decision.html", _context(record) | {"replay": replay(record)})


@PERSON
@require_GET
def my_decision(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same for whom it is about."""
    return render(request, "benefits/person/decision.html", _context(_get(request, pk)))


@OFFICE
@require_GET
def decision_text(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The text that is signed, byte for byte."""
    return _text(_get(request, pk))


@PERSON
@require_GET
def my_decision_text(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _text(_get(request, pk))


@OFFICE
@require_GET
def decision_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _paper(_get(request, pk))


@PERSON
@require_GET
def my_decision_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _paper(_get(request, pk))


def _get(request: HttpRequest, pk: UUID) -> DecisionRecord:
    rows = DecisionRecord.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    return get_object_or_404(rows.with_words(), pk=pk)


def _context(record: DecisionRecord) -> dict[str, Any]:
    said = explanation_in(record)
    return {
        "record": record,
        "title": title_of(said["policy"]),
        "said": said,
        "clauses": present_clauses(said),
        "public_key": public_key_text(),
    }


def _text(record: DecisionRecord) -> HttpResponse:
    """The signature travels in a header, so that the body is exactly what was signed."""
    answer = download(record.content, f"{record.number}.json", "application/json; charset=utf-8")
    answer["X-Signature"], answer["X-Digest"] = record.signature, record.digest
    return answer


def _paper(record: DecisionRecord) -> HttpResponse:
    return download(decision_pdf(record), f"{record.number}.pdf")
