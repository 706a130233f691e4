"""Sites and rooms: kept by the exam officers, closed rather than deleted once a sitting was held there."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Method, Room, Site
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.sitting import coming_in
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken


@action(_("新增考点"), Permission.ARRANGE)
def create_site(
    plan: None,
    *,
    name: str,
    address: str,
    street_code: str = "",
    contact: str = "",
    organisation: Any = None,
    by: Actor,
) -> Site:
    """A place where sittings may be held; its rooms follow."""
    site = Site(name=name, address=address, street_code=street_code, contact=contact, organisation=organisation)
    return _saved_site(site)


@action(_("修改考点"), Permission.ARRANGE)
def change_site(
    site: Site,
    *,
    name: str,
    address: str,
    street_code: str = "",
    contact: str = "",
    organisation: Any = None,
    by: Actor,
) -> Site:
    """Change what stands on the tickets; tickets that are printed afterwards show it."""
    site.name, site.address, site.street_code = name, address, street_code
    site.contact, site.organisation = contact, organisation
    return _saved_site(site)


@action(_("停用考点"), Permission.ARRANGE)
def close_site(site: Site, *, by: Actor) -> Site:
    """No new sitting is planned here. Sittings that are still to come must be moved or cancelled first."""
    if coming := coming_in(site):
        raise RuleBroken(_t("这个考点还有%(count)d场考试没有结束。请先改期、换考场或取消。") % {"count": coming})
    site.is_open = False
    site.save(update_fields=["is_open"])
    return site


@action(_("恢复考点"), Permission.ARRANGE)
def reopen_site(site: Site, *, by: Actor) -> Site:
    """Its rooms may be given to sittings again."""
    site.is_open = True
    site.save(update_fields=["is_open"])
    return site


@action(_("新增考场"), Permission.ARRANGE)
def add_room(site: Site, *, name: str, seat_count: int, methods: Iterable[str], by: Actor) -> Room:
    """A room of the site, with the methods for which it is equipped."""
    return _saved_room(Room(site=site, name=name, seat_count=seat_count, methods=_known_methods(methods)))


@action(_("修改考场"), Permission.ARRANGE)
def change_room(room: Room, *, name: str, seat_count: int, methods: Iterable[str], by: Actor) -> Room:
    """Never fewer seats than a coming sitting has candidates."""
    room.name, room.seat_count, room.methods = name, seat_count, _known_methods(methods)
    for sitting in room.sittings.filter(state__in=("planned", "published")):
        if sitting.seats.filter(number__gt=seat_count).exists():
            raise RuleBroken(
                _t("场次 %(number)s 已排到第%(count)d座以后。请先把考生换到别的场次，再减少座位。")
                % {"number": sitting.number, "count": seat_count},
                field="seat_count",
            )
    return _saved_room(room)


@action(_("导入考点考场"), Permission.ARRANGE)
def import_sites(plan: None, *, rows: Iterable[Mapping[str, Any]], by: Actor) -> dict[str, int]:
    """One row a room, found by the names of site and room. The same file twice changes nothing."""
    counts = {"new": 0, "changed": 0, "same": 0}
    for row in rows:
        counts[_import_row(row, by)] += 1
    return counts


def _import_row(row: Mapping[str, Any], by: Actor) -> str:
    site_values = {"name": row["site"], "address": row["address"], "contact": row.get("contact") or ""}
    site_values["street_code"] = row.get("street_code") or ""
    site = Site.objects.filter(name=row["site"]).first()
    was_new, was_changed = site is None, False
    if site is None:
        site = create_site(None, by=by, **site_values)
    elif any(getattr(site, field) != value for field, value in site_values.items()):
        site, was_changed = change_site(site, organisation=site.organisation, by=by, **site_values), True
    room_values = {"name": row["room"], "seat_count": row["seat_count"], "methods": _known_methods(row["methods"])}
    room = site.rooms.filter(name=row["room"]).first()
    if room is None:
        add_room(site, by=by, **room_values)
        return "new"
    if any(getattr(room, field) != value for field, value in room_values.items()):
        change_room(room, by=by, **room_values)
        return "changed"
    return "new" if was_new else "changed" if was_changed else "same"


def _known_methods(methods: Iterable[str]) -> list[str]:
    """Keep the methods in the order of the list, each once."""
    wanted = set(methods)
    known = [method for method in Method.values if method in wanted]
    if not known or wanted - set(known):
        raise RuleBroken(_t("还没有选择考场适用的考核方式。请至少选一种。"), field="methods")
    return known


def _saved_site(site: Site) -> Site:
    try:
        with transaction.atomic():
            site.save()
    except IntegrityError as error:
        message = _t("已有名为“%(name)s”的考点。请换一个名称，或修改原来的考点。") % {"name": site.name}
        raise RuleBroken(message, field="name") from error
    return site


def _saved_room(room: Room) -> Room:
    try:
        with transaction.atomic():
            room.save()
    except IntegrityError as error:
        message = _t("这个考点已有名为“%(name)s”的考场。请换一个名称。") % {"name": room.name}
        raise RuleBroken(message, field="name") from error
    return room
