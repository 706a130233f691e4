"""Who is who: finding persons and organisations, and how to reach them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from juxian.kit import clock
from juxian.kit.messages import Contacts
from juxian.kit.secrets import blind_index
from juxian.kit.text import search_filter
from juxian.people.models import CorrectionRequest, Membership, Organisation, Person
from juxian.people.models.organisation import OrganisationKind
from juxian.people.states import CorrectionRequestState


@dataclass(frozen=True)
class Contact:
    """Where a person can be reached, in plain values: for sending, never for a page."""

    person_id: UUID
    name: str
    phone: str
    email: str


def persons(ids: Iterable[Any]) -> dict[UUID, Person]:
    """Return the persons with these keys, by key. A merged person answers with the one that was kept."""
    rows = Person.objects.select_related("merged_into").in_bulk(list(ids))
    return {key: row.surviving() for key, row in rows.items()}


def same_human(person_id: Any) -> list[UUID]:
    """Return the keys of all rows of one human: the row itself and whatever was merged into it, through chains."""
    keys, fresh = [], [person_id] if person_id else []
    while fresh:
        keys += fresh
        fresh = list(Person.objects.filter(merged_into__in=fresh).values_list("pk", flat=True))
    return keys


def same_humans(ids: Iterable[Any]) -> dict[UUID, set[UUID]]:
    """Return for each key the keys of all rows of that human, for many at once: the kept row and what it absorbed."""
    kept = {key: row.pk for key, row in persons(ids).items()}
    merged: dict[UUID, set[UUID]] = {}
    for row in Person.objects.filter(merged_into__in=kept.values()).only("merged_into_id"):
        merged.setdefault(row.merged_into_id, set()).add(row.pk)
    return {key: {key, survivor} | merged.get(survivor, set()) for key, survivor in kept.items()}


def names_by_identity(indexes: Iterable[str]) -> dict[str, str]:
    """Return the names of whoever is registered under these indexes of document numbers; a merged row has the name of
    the one that was kept."""
    rows = Person.objects.filter(identity_index__in=list(indexes), erased_at=None).select_related("merged_into")
    return {row.identity_index: row.surviving().name for row in rows.order_by("-created_at")}


def display_name(person_id: Any) -> str:
    """Return a person's name, or the empty string for an unknown key."""
    row = Person.objects.filter(pk=person_id).first()
    return row.surviving().name if row else ""


def contact(person_id: Any) -> Contact | None:
    """Return where to reach a person, or None where the person is unknown or erased."""
    row = Person.objects.filter(pk=person_id).first()
    person = row.surviving() if row else None
    if person is None or person.erased_at is not None:
        return None
    return Contact(person.pk, person.name, person.phone.open() if person.phone else "", person.email)


def telephones_of(person_id: Any) -> set[str]:
    """Return every number at which a person can be warned, plain: the one on file and the one that signs in. Whoever
    changed the first to hide something has not changed the second."""
    row = Person.objects.select_related("user").filter(pk=person_id).first()
    person = row.surviving() if row else None
    if person is None or person.erased_at is not None:
        return set()
    found = (person.phone, person.user.phone_number if person.user else None)
    return {number.open() for number in found if number is not None}


def person_by_identity(number: str) -> Person | None:
    """Return the person who carries this document number, also through a merge, or None."""
    row = Person.objects.with_identity(number).order_by("created_at").first()
    return row.surviving() if row else None


def persons_by_identities(numbers: Collection[str]) -> dict[str, Person]:
    """Return the persons who carry these document numbers, by number, in one query; merged ones as the one kept."""
    by_index = {blind_index("identity", number): number for number in numbers}
    rows = Person.objects.filter(identity_index__in=by_index).select_related("merged_into").order_by("-created_at")
    return {by_index[row.identity_index]: row.surviving() for row in rows}


def person_of_user(user_id: Any) -> Person | None:
    """Return the person who signs in with this account, also through a merge, or None."""
    row = Person.objects.filter(user=user_id).first()
    return row.surviving() if row else None


def organisation_by_uscc(uscc: str) -> Organisation | None:
    """Return the organisation with this credit code, or None."""
    return Organisation.objects.filter(uscc=uscc.strip().upper()).first()


def organisations(ids: Iterable[Any]) -> dict[UUID, Organisation]:
    """Return the organisations with these keys, by key."""
    return Organisation.objects.in_bulk(list(ids))


def member_ids(organisation_id: Any, roles: Collection[str] = ()) -> list[UUID]:
    """Return the persons who act for an organisation today, in any of the roles (all roles where none is named)."""
    rows = Membership.objects.in_force_on(clock.today()).filter(organisation=organisation_id)
    if roles:
        rows = rows.filter(role__in=roles)
    return list(rows.values_list("person_id", flat=True).distinct())


def search_persons(rows: Any, text: str) -> Any:
    """Narrow visible persons by name, pinyin, initials, or a whole document or telephone number."""
    text = text.strip()
    if not text:
        return rows
    found = search_filter("search_key", text)
    if sum(character.isdigit() for character in text) >= 6:
        found |= Q(pk__in=Person.objects.with_identity(text).values("pk"))
        found |= Q(pk__in=Person.objects.with_phone(text).values("pk"))
    return rows.filter(found)


def message_contacts(person_id: UUID) -> Contacts | None:
    """Tell the kit how a message reaches a person."""
    found = contact(person_id)
    return Contacts(email=found.email, mobile=found.phone) if found else None


def corrected_person(request_id: Any) -> UUID | None:
    """Return whose name or document a decided request put right; None where it was refused."""
    rows = CorrectionRequest.objects.filter(pk=request_id, state=CorrectionRequestState.CORRECTED)
    return rows.values_list("person_id", flat=True).first()


def schools() -> list[Organisation]:
    """Return the verified schools by name: for choosing one."""
    return list(Organisation.objects.verified().filter(kind=OrganisationKind.SCHOOL).order_by("name"))
