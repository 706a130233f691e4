"""From a passed panel to a recognised talent: notice, decision within the plan's places, certificate."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.actions import issue_credential
from juxian.evaluation.actions.advance import advance
from juxian.evaluation.events import TalentRecognised
from juxian.evaluation.models import Application, Place, Plan, PlanPlaces
from juxian.evaluation.permissions import Permission
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.notices.actions import EntryDraft, draft_notice, publish_notice
from juxian.notices.kinds import NoticeKind, register_kind

NOTICE_KIND = register_kind(NoticeKind("evaluation.recognition", _("认定公示"))).key


@action(_("公示评审结果"), Permission.CONVENE)
def publish_results(plan: None, *, title: str, applications: Collection[Application], by: Actor) -> object:
    """Put everybody who passed on public notice, with masked names, for five working days."""
    rows = list(Application.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in applications]))
    if not rows:
        raise RuleBroken(_t("还没有选择要公示的申报。请至少选一份。"), field="applications")
    notice = draft_notice(NOTICE_KIND, title=title, entries=[_entry(row) for row in rows], by=by)
    for application in rows:
        advance(application, "publish")
    return publish_notice(notice, by=by)


@system_action(_("公示无异议"))
def clear_application(application: Application) -> Application:
    """The notice is over and nobody's objection stands."""
    return advance(application, "clear")


@system_action(_("异议成立"))
def uphold_objection(application: Application, *, answer: str) -> Application:
    """An objection was verified: this name stops, the others of the notice go on."""
    return advance(application, "uphold", reason=answer)


@system_action(_("撤下公示"))
def take_off_notice(application: Application, *, reason: str) -> Application:
    """The notice was withdrawn; the application waits for a new one."""
    return advance(application, "take_off_notice", reason=reason)


@action(_("认定"), Permission.RECOGNISE)
def recognise_application(application: Application, *, by: Actor) -> Application:
    """Within the plan's places, never above; 中级工 stands outside the plan."""
    advance(application, "recognise")
    take_place(application)
    application.recognised_on = clock.today()
    application.save(update_fields=["recognised_on"])
    announce(TalentRecognised(str(application.pk)))
    return application


@system_action(_("发证"))
def certify_application(application: Application) -> Application:
    """Issue the certificate for a recognition; running twice issues one."""
    issue_credential(
        application.applicant,
        origin=application,
        level=application.level,
        occupation=application.item.occupation,
        employer=application.employer,
        portrait=application.portrait,
        issued_on=application.recognised_on,
    )
    return advance(application, "certify")


def take_place(application: Application) -> Place | None:
    """Insert the holder first, then the conditional counter; the database guards both (reliability.md, Quotas)."""
    if not SkillLevel(application.level).is_highly_skilled:
        return None
    plan = Plan.objects.running_on(clock.today()).first()
    row = plan and PlanPlaces.objects.filter(plan=plan, level=application.level).first()
    if not row:
        raise RuleBroken(_t("今年没有包含这个等级的培养计划，不能认定。请先制定计划。"))
    place = _hold(row, application)
    if not PlanPlaces.objects.filter(pk=row.pk, taken__lt=F("places")).update(taken=F("taken") + 1):
        raise RuleBroken(
            _t("“%(level)s”的培养名额已经用完，暂不能认定。这份申报保留在待认定，可在增加名额后继续。")
            % {"level": SkillLevel(application.level).label}
        )
    return place


def _hold(row: PlanPlaces, application: Application) -> Place:
    try:
        with transaction.atomic():
            return Place.objects.create(plan_places=row, person=application.applicant, application=application)
    except IntegrityError as error:
        raise RuleBroken(_t("申请人已经占有一个培养名额。晋级认定请先释放原名额。")) from error


def _entry(application: Application) -> EntryDraft:
    """What the public sees of an application: masked name, employer, trade and level, nothing else."""
    return EntryDraft(
        subject=application,
        name=application.applicant.name,
        organisation_name=application.employer.name if application.employer else "",
        details={
            str(_t("职业")): application.item.occupation.name,
            str(_t("等级")): str(SkillLevel(application.level).label),
            str(_t("申报编号")): application.number or "",
        },
        barred_ids=tuple(who for who in (application.first_reviewer_id, application.second_reviewer_id) if who),
    )
