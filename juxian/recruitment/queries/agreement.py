"""Agreements as their parties read them: the text in force, who signed it, what a correction changed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from juxian.kit import clock
from juxian.kit.text import search_filter
from juxian.people.queries import same_human
from juxian.recruitment.agreeing import TERMS, Difference, differences
from juxian.recruitment.models import Agreement, AgreementVersion, JobApplication, Offer, Party, Signature
from juxian.recruitment.models.agreement import HOLDING
from juxian.recruitment.states import AgreementState

FEN = 100
UNSIGNED = (AgreementState.INVITED, AgreementState.SIGNED_BY_GRADUATE, AgreementState.SIGNED_BY_EMPLOYER)


@dataclass(frozen=True)
class Line:
    """One line of the text for a page or the paper."""

    label: Any
    value: str
    party: str


@dataclass(frozen=True)
class Sheet:
    """The current text of an agreement with its signatures, and what is different from the version before."""

    version: AgreementVersion
    lines: list[Line]
    signatures: dict[str, Signature]
    changes: list[Difference]

    @property
    def signed(self) -> list[tuple[Any, Signature | None]]:
        """Each party with its signature, in the order in which they sign."""
        return [(party.label, self.signatures.get(party)) for party in Party]


def sheet_of(agreement: Agreement) -> Sheet:
    """Return what is asked to be signed, or was."""
    versions = list(agreement.versions.prefetch_related("signatures")[:2])  # type: ignore[attr-defined]
    now, before = versions[0], versions[1] if len(versions) > 1 else None
    lines = [Line(term.label, now.terms.get(term.key, ""), term.party) for term in TERMS]
    signatures = {row.party: row for row in now.signatures.all()}
    return Sheet(now, lines, signatures, differences(before.terms, now.terms) if before else [])


def holding_of(person_id: Any) -> Agreement | None:
    """Return the agreement that is open or in force for a person; there is one at most."""
    return Agreement.objects.filter(person__in=same_human(person_id), state__in=HOLDING).first()


def agreements_of_application(application: JobApplication) -> QuerySet[Agreement]:
    """Return the agreements that came of an application, newest first."""
    return Agreement.objects.filter(application=application).select_related("school")


def waiting_for(rows: QuerySet[Agreement], party: str) -> QuerySet[Agreement]:
    """Narrow agreements to those whose next signature is the party's."""
    states = {
        Party.GRADUATE: AgreementState.INVITED,
        Party.EMPLOYER: AgreementState.SIGNED_BY_GRADUATE,
        Party.SCHOOL: AgreementState.SIGNED_BY_EMPLOYER,
    }
    return rows.filter(state=states[Party(party)])


def overdue_agreements() -> QuerySet[Agreement]:
    """Those that were not signed by all in time."""
    return Agreement.objects.filter(state__in=UNSIGNED, sign_by_on__lt=clock.today())


def agreement_of_code(code: str) -> Agreement | None:
    """Return the agreement whose paper bears this code."""
    return Agreement.objects.filter(check_code=code).select_related("person", "organisation", "school").first()


def parties_of(agreement: Agreement) -> dict[str, UUID]:
    """Return the graduate's person and the two organisations, by party."""
    return {
        Party.GRADUATE: agreement.person_id,
        Party.EMPLOYER: agreement.organisation_id,
        Party.SCHOOL: agreement.school_id,
    }


def found_agreements(rows: QuerySet[Agreement], values: dict[str, Any]) -> QuerySet[Agreement]:
    """Narrow a list by state and name."""
    if values["state"]:
        rows = rows.filter(state=values["state"])
    if words := (values["q"] or "").strip():
        rows = rows.filter(search_filter("person__search_key", words))
    return rows.select_related("person", "organisation", "school", "application__vacancy")


def first_terms(application: JobApplication) -> dict[str, str]:
    """Return what the employer's part begins with: what its vacancy and its offer said."""
    vacancy, offer = application.vacancy, Offer.objects.filter(application=application).first()
    return {
        "employer_name": vacancy.organisation.name,
        "employer_uscc": vacancy.organisation.uscc,
        "post": offer.post if offer else vacancy.title,
        "work_place": vacancy.address,
        "base_pay": str((offer.base_pay_fen if offer else vacancy.pay_low_fen) // FEN),
        "start_on": offer.start_on.isoformat() if offer else "",
        "penalty": "0",
    }
