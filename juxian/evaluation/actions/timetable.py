"""A whole timetable at once: what the preview showed, or nothing."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.actions.arranging import _lock_people, _locked_applications
from juxian.evaluation.actions.seat import seat_candidates
from juxian.evaluation.actions.sitting import assign_staff, plan_sitting
from juxian.evaluation.models import Application, Duty, Part, Room, Sitting
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.timetable import Request, digest_of, draft, sitting_key
from juxian.evaluation.timetable import Planned
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.language import of_the_office


@action(_("排考"), Permission.ARRANGE)
def commit_timetable(plan: None, *, request: Request, digest: str, by: Actor) -> list[Sitting]:
    """Make every sitting of the previewed timetable with its staff and its candidates. `digest` is the preview's: if
    anything has changed since, nothing is made."""
    rooms = {
        str(room.pk): room
        for room in Room.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in request.rooms])
        .order_by("pk")
    }
    applications = {str(row.pk): row for row in _locked_applications(one.pk for one in request.applications)}
    _lock_people(request.staff)
    timetable = draft(request)
    if digest_of(timetable) != digest:
        raise RuleBroken(_t("预览以后情况有变（座位、考场或人员），没有保存。请再预览一次。"))
    if not timetable.planned:
        raise RuleBroken(_t("没有一场能排下。请增加日期、考场或人员后再预览。"))
    return [_make(one, rooms, applications, by) for one in timetable.planned]


def _make(planned: Planned, rooms: Mapping[str, Room], applications: Mapping[str, Application], by: Actor) -> Sitting:
    candidates = [applications[key] for key in planned.candidates]
    occupation, level = sitting_key(planned)
    sitting = plan_sitting(
        rooms[planned.hall],
        title=_title(planned, candidates[0]),
        part=planned.part,
        method=planned.method,
        starts_at=planned.starts_at,
        minutes=planned.minutes,
        occupation=candidates[0].item.occupation if occupation and candidates[0].item else None,
        level=level,
        by=by,
    )
    if planned.servers:
        chief, *others = planned.servers
        assign_staff(sitting, staff={UUID(chief): Duty.CHIEF, **{UUID(one): Duty.INVIGILATOR for one in others}}, by=by)
    seat_candidates(sitting, applications=candidates, by=by)
    return sitting


def _title(planned: Planned, first: Application) -> str:
    """Name the sitting by trade, level and part; where several sit together by the part alone."""
    with of_the_office():
        part = str(Part(planned.part).label)
        if not planned.group or first.item is None:
            return part
        return f"{first.item.name}{SkillLevel(first.level).label}{part}"
