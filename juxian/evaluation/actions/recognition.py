"""From a passed panel to a recognised talent: notice, decision within the plan's places, certificate."""

from collections.abc import Collection

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.actions import issue_credential
from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.actions.place import _take_place
from juxian.evaluation.actions.seating import _must_not_be_own
from juxian.evaluation.events import TalentRecognised
from juxian.evaluation.models import Application
from juxian.evaluation.permissions import Permission
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.language import of_the_office
from juxian.notices.actions import EntryDraft, draft_notice, publish_notice
from juxian.notices.kinds import NoticeKind, register_kind

NOTICE_KIND = register_kind(NoticeKind("evaluation.recognition", _("认定公示"))).key


@action(_("公示评审结果"), Permission.CONVENE)
def publish_results(plan: None, *, title: str, applications: Collection[Application], by: Actor) -> object:
    """Put everybody who passed on public notice, with masked names, for five working days."""
    rows = list(Application.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in applications]))
    if not rows:
        raise RuleBroken(_t("还没有选择要公示的申报。请至少选一份。"), field="applications")
    for application in rows:
        _must_not_be_own(application, by)
    notice = draft_notice(NOTICE_KIND, title=title, entries=[_entry(row) for row in rows], by=by)
    for application in rows:
        _advance(application, "publish")
    return publish_notice(notice, by=by)


@system_action(_("公示无异议"))
def clear_application(application: Application) -> Application:
    """The notice is over and nobody's objection stands."""
    return _advance(application, "clear")


@system_action(_("异议成立"))
def uphold_objection(application: Application, *, answer: str) -> Application:
    """An objection was verified: this name stops, the others of the notice go on."""
    return _advance(application, "uphold", reason=answer)


@system_action(_("撤下公示"))
def take_off_notice(application: Application, *, reason: str) -> Application:
    """The notice was withdrawn; the application waits for a new one."""
    return _advance(application, "take_off_notice", reason=reason)


@action(_("认定"), Permission.RECOGNISE)
def recognise_application(application: Application, *, by: Actor) -> Application:
    """Within the plan's places, never above; 中级工 stands outside the plan."""
    _advance(application, "recognise")
    _take_place(application)
    application.recognised_on = clock.today()
    application.save(update_fields=["recognised_on"])
    announce(TalentRecognised(str(application.pk)))
    return application


@system_action(_("发证"))
def certify_application(application: Application) -> Application:
    """Issue the certificate for a recognition; running twice issues one."""
    application = _advance(application, "certify")
    issue_credential(
        application.applicant,
        origin=application,
        level=application.level,
        occupation=application.item.occupation,  # type: ignore[union-attr]  # nothing is submitted without an item
        employer=application.employer,
        portrait=application.portrait,
        issued_on=application.recognised_on,  # type: ignore[arg-type]  # set by the decision
    )
    return application


def _entry(application: Application) -> EntryDraft:
    """What the public sees of an application: masked name, employer, trade and level, nothing else."""
    with of_the_office():
        details = {
            _t("职业"): application.item.occupation.name,  # type: ignore[union-attr]  # nor published
            _t("等级"): str(SkillLevel(application.level).label),
            _t("申报编号"): application.number or "",
        }
    reviewers = application.reviews.values_list("reviewer_id", flat=True)  # with whoever confirmed
    return EntryDraft(
        subject=application,
        name=application.applicant.name,
        organisation_name=application.employer.name if application.employer else "",
        details=details,
        barred_ids=(application.applicant.surviving().pk, *reviewers),
    )
