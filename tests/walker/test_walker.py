"""Every address × every role × own and foreign rows × GET and POST × with and without htmx.

A refusal is a refusal, nothing of another tenant is shown or changed, no GET changes anything, and nothing fails.
Nobody waits for all of that each day: every address is tried daily by a third of the roles, and see `_ways` for what else
is left out in turn. `JUXIAN_WALK=full` leaves out nothing.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from unittest.mock import patch

from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

from juxian.config.roles import ROLES
from juxian.evaluation.models import Application
from juxian.kit.access import Audience
from juxian.kit.views import audience
from tests.house.addresses import Address, addresses
from tests.house.tree import assert_none
from tests.turns import IN_FULL, in_turn
from tests.walker import places
from tests.walker.case import WorldTest
from tests.walker.places import PLACES, find_unplaced, names_a_tenant
from tests.walker.visits import Visit, Visitor, everything, find_faults, fingerprint, is_locked, is_refusal
from tests.walker.world import World

ACTORS = [role for role in ROLES if role != "system"] + ["stranger", "assessor_of_no_panel"]
# Old redirects of allauth, which our middleware keeps closed, have no name; nobody can link to them.
NAMED = [address for address in addresses() if address.name]
PLACED = [address for address in NAMED if set(PLACES.get(address.name, ())) == set(address.parameters)]


# Addresses at which nobody of this world can arrive, and why.
NOT_HERE = {
    "people:demo_sign_in": "the demo's sign-in is closed in tests, as it is in production",
    "account_confirm_password_reset_code": "a step that only a code by SMS or mail leads to",
    "mfa_view_recovery_codes": "our own page stands at this address",
    "people:recovery_codes": "nobody here has set up an authenticator",
    "mfa_deactivate_totp": "nobody here has set up an authenticator",
    "socialaccount_login_error": "a step of a city's sign-in, which is not configured",
    "socialaccount_signup": "a step of a city's sign-in, which is not configured",
    "openid_connect_login": "a step of a city's sign-in, which is not configured",
    "openid_connect_callback": "a step of a city's sign-in, which is not configured",
}


def visits(visitor: Visitor, found: list[Address], method: str) -> Iterator[Visit]:
    """The ways in which this role tries these addresses."""
    for place, address in enumerate(found):
        for is_foreign, htmx in _ways(visitor, address, method, place + ACTORS.index(visitor.role)):
            yield Visit(visitor.role, address, method, htmx, is_foreign)


def _ways(visitor: Visitor, address: Address, method: str, turn: int) -> Iterable[tuple[bool, bool]]:
    """Whose row, and with htmx or without.

    The ways take turns over addresses and roles, own and foreign against each other: each address is drawn whole for some
    roles and as a part for the others. A door that the middleware keeps locked, before any row is looked at, is tried
    once a role, by GET or by POST, mostly with htmx, whose refusal is a line and not a page."""
    whose = [False, True] if names_a_tenant(address.name) else [False]
    if IN_FULL:
        return product(whose, (False, True))
    if is_locked(address, visitor.actor):
        return [(whose[-1], turn % 8 > 1)] if (turn % 2 == 0) == (method == "GET") else []
    return [(is_foreign, (turn + is_foreign) % 2 == 0) for is_foreign in whose]


def walk(world: World, role: str, found: list[Address]) -> list[str]:
    """Make every visit and return what was wrong."""
    visitor, faults = Visitor(world, role), []
    world.fingerprint = fingerprint(world.foreign_rows)
    before = everything()
    for visit in visits(visitor, found, "GET"):
        faults += find_faults(visit, visitor.go(visit), visitor.actor, world.foreign)
    after = everything()
    faults += [f"{role}: a GET changed {table}" for table in after if after[table] != before.get(table)]
    for visit in visits(visitor, found, "POST"):
        faults += find_faults(visit, visitor.go(visit), visitor.actor, world.foreign)
    return faults


def test_every_address_has_its_place():
    assert len(NAMED) > 150
    assert_none(find_unplaced(NAMED))


class Everywhere(WorldTest):
    """One test a role, made below; and what the walker must find, in the same world."""

    def test_every_role_has_an_actor(self):
        assert set(ACTORS) == set(self.world.actors)

    def test_every_address_lets_somebody_in(self):
        """A walk among locked doors proves nothing: each address opens for at least one role."""
        visitors = [Visitor(self.world, role) for role in ACTORS]
        asked = [address for address in in_turn(PLACED) if address.name not in NOT_HERE]
        assert_none([address.name for address in asked if not any(_opens(visitor, address) for visitor in visitors)])

    def test_a_careless_view_is_found(self):
        found = self._walk("citizen", "careless")
        assert any("shows 罕标" in fault for fault in found)
        assert any("instead of a refusal" in fault for fault in found)
        assert any("rows of the foreign tenant changed" in fault for fault in found)

    def test_an_error_is_found(self):
        found = self._walk("visitor", "broken")
        assert len(found) == (4 if IN_FULL else 2)  # GET and POST
        assert all("ZeroDivisionError" in fault for fault in found)

    def _walk(self, role: str, name: str) -> list[str]:
        with override_settings(ROOT_URLCONF=__name__), patch.dict(places.PLACES, {"careless": places.DRAFT}):
            return walk(self.world, role, [address for address in addresses(__name__) if address.name == name])


def _everywhere_as(role):
    def test(self):
        assert_none(walk(self.world, role, in_turn(PLACED, ACTORS.index(role))))

    return test


for _role in ACTORS:
    setattr(Everywhere, f"test_everywhere_as_{_role}", _everywhere_as(_role))


def _opens(visitor: Visitor, address: Address) -> bool:
    """Opened: shown, done, or refused by a rule of the business and not at the door."""
    for method in () if is_locked(address, visitor.actor) else ("GET", "POST"):
        response = visitor.go(Visit(visitor.role, address, method, False, False))
        if not is_refusal(response) or response.status_code in (409, 422):
            return True
    return False


# --- what the walker must find


@audience(Audience.PERSON, "evaluation.apply")
def careless(request, pk):
    """Shows, and on POST changes, whatever row is named."""
    row = Application.objects.get(pk=pk)
    if request.method == "POST":
        Application.objects.filter(pk=pk).update(post="x")
    return HttpResponse(f"{row.statement} {row.applicant.identity_number.open()}")


@audience(Audience.PUBLIC)
def broken(request):
    return HttpResponse(1 / 0)


urlpatterns = [
    path("my/careless/<uuid:pk>/", careless, name="careless"),
    path("broken/", broken, name="broken"),
    path("", include("juxian.config.urls")),
]
