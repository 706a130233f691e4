"""What holds and what does not, in bulk: for the lists that others load."""

from collections.abc import Iterator

from django.db.models import Q

from juxian.credentials.models import Copy, OpenBadge
from juxian.credentials.states import CopyState, CredentialState
from juxian.kit import clock

# The public lists know two purposes. Replaced and expired certificates do not come back under their number or day, so
# they are said as revoked; a badge that expired is renewed as a new badge.
STATES_OF = {
    "revocation": (CredentialState.REVOKED, CredentialState.REPLACED, CredentialState.EXPIRED),
    "suspension": (CredentialState.SUSPENDED,),
}


def papers_that_do_not_hold() -> Iterator[tuple[str, str]]:
    """Yield (code, word) for every paper that is no proof today, by code: equal states make equal lists."""
    bad = (
        Q(state=CopyState.REPLACED)
        | ~Q(credential__state=CredentialState.VALID)
        | Q(credential__published_on__gt=clock.today())
    )
    rows = Copy.objects.filter(bad).order_by().values_list("code", "state", "credential__state")
    for code, copy_state, state in sorted(rows):  # sorted here: the database would walk all codes in their order
        yield code, _word(copy_state, state)


def _word(copy_state: str, state: str) -> str:
    """The certificate's end is said before the copy's: a replaced copy of a revoked certificate is revoked."""
    if state == CredentialState.REVOKED:
        return "revoked"
    if copy_state == CopyState.REPLACED:
        return "replaced"
    return "not_yet" if state == CredentialState.VALID else state


def places_set(list_number: int, purpose: str) -> list[int]:
    """Return the places of a public list whose bit is set."""
    rows = OpenBadge.objects.filter(list_number=list_number, credential__state__in=STATES_OF[purpose])
    return list(rows.order_by("place").values_list("place", flat=True))


def list_exists(list_number: int) -> bool:
    """Tell whether a public list has begun. The first always has: an empty list is an answer."""
    return list_number == 1 or OpenBadge.objects.filter(list_number=list_number).exists()
