"""Every address says for whom it is: in its first part, in its view, and by a permission that somebody has."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import path

from juxian.kit.access import ROLES, Audience
from juxian.kit.views import audience
from tests.house.addresses import Address, addresses
from tests.house.tree import assert_none

FIRST_PARTS = {"my": Audience.PERSON, "org": Audience.ORGANISATION, "office": Audience.OFFICE}
# Pages of the city's audiences ask for a permission; these few serve every hat of the office alike.
ANY_OFFICER = {"portals:work_queue", "portals:office_home"}


def find_unaddressed(found: Iterable[Address]) -> list[str]:
    """Views without an audience, at an address of another audience, or with a permission that no role has."""
    held = {permission for role in ROLES.values() for permission in role.permissions}
    faults = []
    for address in found:
        kind = getattr(address.view, "audience", None)
        permission = getattr(address.view, "permission", None)
        wanted = FIRST_PARTS.get(address.first_part)
        if kind is None:
            faults.append(f"/{address.route}: {address.place} declares no audience")
        elif wanted is not None and kind is not wanted:
            faults.append(f"/{address.route}: {address.place} is for {kind}, its address says {wanted}")
        elif wanted is None and kind not in (Audience.PUBLIC, Audience.SIGNED_IN):
            faults.append(f"/{address.route}: {address.place} is for {kind}, its address says for all")
        if permission is not None and str(permission) not in held:
            faults.append(f"/{address.route}: no role has {permission}")
    return faults


def find_unguarded_offices(found: Iterable[Address]) -> list[str]:
    """Office pages that any role of the office may open, from the system administrator to an assessor."""
    return [
        f"/{address.route}: {address.place} asks for no permission"
        for address in found
        if address.first_part == "office" and getattr(address.view, "permission", None) is None
        if address.name not in ANY_OFFICER
    ]


def find_nameless(found: Iterable[Address]) -> list[str]:
    """Addresses that nothing can link to, and names that stand for two views."""
    views: dict[str, set[object]] = {}
    for address in found:
        views.setdefault(address.name, set()).add(address.view)
    return [f"{name or '(no name)'}: {len(each)} views" for name, each in views.items() if not name or len(each) > 1]


def ours() -> list[Address]:
    return [address for address in addresses() if address.is_ours]


def test_every_address_says_its_audience():
    assert len(ours()) > 100
    assert_none(find_unaddressed(ours()))


def test_every_office_page_asks_for_a_permission():
    assert_none(find_unguarded_offices(ours()))


def test_every_address_has_a_name_of_its_own():
    assert_none(find_nameless(ours()))


def silent(request: HttpRequest) -> None: ...


@audience(Audience.PUBLIC)
def public(request: HttpRequest) -> None: ...


@audience(Audience.OFFICE, "evaluation.fly")
def office(request: HttpRequest) -> None: ...


@audience(Audience.OFFICE)
def any_officer(request: HttpRequest) -> None: ...


urlpatterns = [
    path("x/silent/", silent, name="silent"),
    path("my/public/", public, name="public"),
    path("open/office/", office, name="office"),
    path("office/any/", any_officer, name="twice"),
    path("office/public/", public, name="twice"),
]


def test_views_at_the_wrong_address_are_found():
    found = addresses(__name__)
    faults = find_unaddressed(found)
    assert [fault.split(":")[0] for fault in faults] == ["/x/silent/", "/my/public/", "/open/office/", "/open/office/", "/office/public/"]  # fmt: skip
    assert len(find_unguarded_offices(found)) == 2
    assert find_nameless(found) == ["twice: 2 views"]
