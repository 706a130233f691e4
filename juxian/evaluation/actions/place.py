"""Places of the plan: taken on recognition, moved on a promotion, given back when a certificate is revoked."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models import Application, Place, Plan, PlanPlaces
from juxian.kit import clock
from juxian.kit.actions import system_action
from juxian.kit.errors import RuleBroken
from juxian.people.queries import same_human


def _take_place(application: Application) -> Place | None:
    """Insert the holder first, then the conditional counter; the database guards both (reliability.md, Quotas)."""
    level = SkillLevel(application.level)
    if not level.is_highly_skilled:
        return None
    row = _places_today(level)
    _give_up_lower_place(application, row)
    place = _hold(row, application)
    if not PlanPlaces.objects.filter(pk=row.pk, taken__lt=F("places")).update(taken=F("taken") + 1):
        raise RuleBroken(
            _t("“%(level)s”的培养名额已经用完，暂不能认定。这份申报保留在待认定，可在增加名额后继续。")
            % {"level": level.label}
        )
    return place


@system_action(_("释放名额"))
def release_place(place: Place) -> Place:
    """The holder was promoted, or lost the certificate: somebody else may have the place [assumption: rules.md has no
    word on it]. Running twice gives back one."""
    if Place.objects.filter(pk=place.pk, released_at=None).update(released_at=clock.now()):
        PlanPlaces.objects.filter(pk=place.plan_places_id).update(taken=F("taken") - 1)
    place.refresh_from_db()
    return place


def _places_today(level: SkillLevel) -> PlanPlaces:
    plan = Plan.objects.running_on(clock.today()).first()
    row = plan and PlanPlaces.objects.filter(plan=plan, level=level).first()
    if not row:
        raise RuleBroken(_t("今年没有包含这个等级的培养计划，不能认定。请先制定计划。"))
    return row


def _give_up_lower_place(application: Application, wanted: PlanPlaces) -> None:
    """A promotion gives the lower place back. Both counters are locked in the order of their keys: no deadlock."""
    person = same_human(application.applicant_id)
    held = Place.objects.filter(person__in=person, released_at=None).select_related("plan_places").first()
    if held is None:
        return
    level = SkillLevel(held.plan_places.level)
    if level.number >= SkillLevel(wanted.level).number:
        raise RuleBroken(_t("申请人已占有“%(level)s”的培养名额，不能再认定同级或更低的等级。") % {"level": level.label})
    list(PlanPlaces.objects.select_for_update().filter(pk__in=[held.plan_places_id, wanted.pk]).order_by("pk"))
    release_place(held)


def _hold(row: PlanPlaces, application: Application) -> Place:
    try:
        with transaction.atomic():
            return Place.objects.create(plan_places=row, person=application.applicant, application=application)
    except IntegrityError as error:
        raise RuleBroken(_t("申请人刚刚占用了另一个培养名额。请刷新后再看。")) from error
