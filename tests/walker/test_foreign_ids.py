"""Ids of another tenant in every form field and query string: nothing of theirs is shown, and none of their rows change.

Each day every address is asked by one of the roles; `JUXIAN_WALK=full` lets all of them ask."""

from collections.abc import Iterator

from django import forms
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from juxian.evaluation.models import Application
from juxian.kit.access import Audience
from juxian.kit.views import audience
from tests.house.addresses import Address, addresses
from tests.house.tree import assert_none
from tests.turns import in_turn
from tests.walker import nasty
from tests.walker.case import WorldTest
from tests.walker.test_fuzzer import Fields, Fuzzer
from tests.walker.test_walker import PLACED
from tests.walker.visits import Visit, Visitor, find_faults, fingerprint, is_locked
from tests.walker.world import World

# Those who act for one tenant; an officer may name any row.
ROLES = ["visitor", "citizen", "employer_admin"]
USUAL = ("id", "pk", "person", "application", "organisation", "item", "next")
NO_IDS = (forms.DateField, forms.BooleanField, forms.IntegerField, forms.FileField)


def foreign_ids(world: World) -> list[str]:
    """The keys of what the other tenant has."""
    their = world.foreign
    rows = [their.member.person, their.employer, their.draft, their.contribution, their.evidence, their.evidence.upload]
    rows += [
        their.credential,
        their.copy_request,
        their.staff,
        their.invitation,
        their.message,
        their.consent,
        their.deletion,
        their.passport,
        their.list_check,
        their.sat.appeal,
        their.seat,
        their.query,
        their.evaluated.plan,
        their.evaluated.batch,
        their.evaluated.row,
    ]
    return [str(row.pk) for row in rows]


def visits(visitor: Visitor, address: Address, turn: int = 0) -> Iterator[Visit]:
    """Foreign ids in all fields that can hold one, with everything else plausible, by GET and by POST."""
    for method in ("GET", "POST"):
        fuzzer = Fuzzer(visitor, address)
        fields = fuzzer.fields(method)
        if method in fuzzer.closed:
            continue
        good = {
            name: nasty.plausible(field) for name, field in fields.items() if not isinstance(field, forms.FileField)
        }
        names = [name for name, field in fields.items() if not isinstance(field, NO_IDS)]
        for key in _keys_for(fields, visitor.world, turn):
            data = {**good, **dict.fromkeys([*USUAL, *names], key), **_of_their_kind(fields, visitor.world)}
            yield Visit(visitor.role, address, method, False, False, data)


def _keys_for(fields: Fields, world: World, turn: int) -> list[str]:
    """Every key where a field takes the key of anything. Else only a view that reads by hand could take one, and a
    list of choices does not ask which foreign key it is: two keys show it, the next address gets the next two."""
    keys = foreign_ids(world)
    if any(isinstance(field, forms.UUIDField) for field in fields.values()):
        return keys
    return [keys[place % len(keys)] for place in (2 * turn, 2 * turn + 1)]


def _of_their_kind(fields: Fields, world: World) -> dict[str, str]:
    """A choice among rows is asked for a foreign row of that very kind, if the other tenant has one."""
    kinds = {name: field.queryset.model for name, field in fields.items() if isinstance(field, forms.ModelChoiceField)}
    found = {name: world.foreign_rows.get(kind._meta.db_table) for name, kind in kinds.items()}
    return {name: str(keys[0]) for name, keys in found.items() if keys}


def try_foreign_ids(world: World, role: str, found: list[Address]) -> list[str]:
    """Return what a role could see or change of the other tenant by naming its rows."""
    visitor, faults = Visitor(world, role), []
    world.fingerprint = fingerprint(world.foreign_rows)
    for turn, address in enumerate(found):
        if not is_locked(address, visitor.actor):
            for visit in visits(visitor, address, turn):
                faults += find_faults(visit, visitor.go(visit), visitor.actor, world.foreign)
    return faults


class ForeignIds(WorldTest):
    """One test a role, made below; and what they must find, in the same world."""

    def test_a_view_that_trusts_an_id_is_found(self):
        with override_settings(ROOT_URLCONF=__name__):
            found = try_foreign_ids(self.world, "citizen", addresses(__name__))
        assert any("shows 罕标" in fault for fault in found)
        assert any("rows of the foreign tenant changed" in fault for fault in found)


def _as(role):
    def test(self):
        ours = [address for address in PLACED if address.is_ours]
        assert_none(try_foreign_ids(self.world, role, in_turn(ours, ROLES.index(role))))

    return test


for _role in ROLES:
    setattr(ForeignIds, f"test_foreign_ids_open_nothing_for_{_role}", _as(_role))


# --- what must be found


class AskForm(forms.Form):
    application = forms.UUIDField()


@audience(Audience.PERSON, "evaluation.apply")
def trusting(request):
    """Takes the row that the form names, whosever it is."""
    form = AskForm(request.POST or request.GET)
    row = Application.objects.filter(pk=form.cleaned_data["application"]).first() if form.is_valid() else None
    if row and request.method == "POST":
        Application.objects.filter(pk=row.pk).update(post="x")
    return HttpResponse(row.statement if row else "")


urlpatterns = [path("my/trusting/", trusting, name="trusting")]
