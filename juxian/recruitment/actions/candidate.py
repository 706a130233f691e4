"""What an employer does with the applications that it received."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.people.queries import Contact, contact
from juxian.recruitment.actions.answering import answered, call_off
from juxian.recruitment.models import ApplicationNote, JobApplication, RefusalReason, Stage, StageKind
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import JOB_APPLICATION, JobApplicationState

A = JobApplicationState
MOST_TAGS, LONGEST_TAG = 10, 20


@action(_("开始筛选"), Permission.HANDLE_APPLICATION)
def screen_application(application: JobApplication, *, by: Actor) -> JobApplication:
    """Begin to look at it. This is no answer: the clock runs on."""
    JOB_APPLICATION.move(application, "screen")
    application.save(update_fields=["state", "state_since_at"])
    return application


@action(_("调整阶段"), Permission.HANDLE_APPLICATION)
def move_to_stage(application: JobApplication, *, stage: Stage, by: Actor) -> JobApplication:
    """Put an application at one of the employer's stages; the state follows the stage."""
    if stage.organisation_id != application.organisation_id or not stage.is_used:
        raise RuleBroken(_t("这个阶段不在本单位启用的阶段里。请刷新后重新选择。"), field="stage")
    if application.state not in (A.SENT, A.SCREENING, A.INTERVIEWING):
        message = _t("“%(state)s”的投递不能再调整阶段。请刷新后再看。")
        raise RuleBroken(message % {"state": application.get_state_display()}, field="stage")
    if stage.kind == StageKind.SCREENING and application.state == A.INTERVIEWING:
        raise RuleBroken(_t("已经邀请面试的，不能退回筛选阶段。不合适的，请直接答复不录用。"), field="stage")
    application.stage = stage
    if application.state == A.SENT:
        JOB_APPLICATION.move(application, "screen")
    if stage.kind == StageKind.INTERVIEWING and application.state == A.SCREENING:
        answered(application, "invite")
    application.save()
    return application


@action(_("批量调整阶段"), Permission.HANDLE_APPLICATION, lock=False)
def move_many(organisation: Any, *, ids: Collection[UUID], stage: Stage, by: Actor) -> int:
    """Put several at one stage, all or none. Return how many."""
    rows = _rows(organisation, ids)
    for row in rows:
        move_to_stage(row, stage=stage, by=by)
    return len(rows)


@action(_("不录用"), Permission.HANDLE_APPLICATION)
def refuse_application(application: JobApplication, *, refusal: str, message: str = "", by: Actor) -> JobApplication:
    """Say no, with a reason of the list and, where it is none of those, in words. The applicant reads both."""
    chosen, words = RefusalReason(refusal), message.strip()
    if chosen is RefusalReason.OTHER and not words:
        raise RuleBroken(_t("选“其他”时请写明原因，求职者会看到。"), field="message")
    answered(application, "refuse")
    application.refusal, application.due_on, application.contact_agreed_at = chosen, None, None
    whole = _t("%(reason)s。%(words)s") % {"reason": chosen.label, "words": words}
    application.reason = words if chosen is RefusalReason.OTHER else whole
    application.save()
    call_off(application, application.reason, "employer")
    return application


@action(_("批量答复不录用"), Permission.HANDLE_APPLICATION, lock=False)
def refuse_many(organisation: Any, *, ids: Collection[UUID], refusal: str, message: str = "", by: Actor) -> int:
    """Say no to several with the same reason, all or none. Return how many."""
    rows = _rows(organisation, ids)
    for row in rows:
        refuse_application(row, refusal=refusal, message=message, by=by)
    return len(rows)


@action(_("评分和标签"), Permission.HANDLE_APPLICATION)
def rate_application(
    application: JobApplication, *, rating: int | None, tags: Collection[str], by: Actor
) -> JobApplication:
    """Keep the employer's own stars and words; the applicant does not see them."""
    words = list(dict.fromkeys(tag.strip()[:LONGEST_TAG] for tag in tags if tag.strip()))
    if len(words) > MOST_TAGS:
        raise RuleBroken(_t("标签最多%(most)d个。请删去不用的。") % {"most": MOST_TAGS}, field="tags")
    application.rating, application.tags = rating, words
    application.save(update_fields=["rating", "tags"])
    return application


@action(_("添加备注"), Permission.HANDLE_APPLICATION, sensitive=("text",))
def add_note(application: JobApplication, *, text: str, by: Actor) -> ApplicationNote:
    """Write something down for one's colleagues."""
    if not text.strip():
        raise RuleBroken(_t("备注是空的，没有保存。请写几个字。"), field="text")
    return ApplicationNote.objects.create(
        application=application, text=text.strip(), noted_at=clock.now(), noted_by=by.label
    )


@action(_("查看联系方式"), Permission.HANDLE_APPLICATION)
def reveal_contact(application: JobApplication, *, by: Actor) -> Contact:
    """Open telephone and e-mail, where the applicant agreed; each look is in the record."""
    if not application.shows_contact:
        raise RuleBroken(_t("求职者还没有同意显示联系方式。可以先邀请面试，求职者同意后就能看到。"))
    found = contact(application.person_id)
    if found is None:
        raise RuleBroken(_t("这位求职者已经注销，没有联系方式可以查看。"))
    return found


def _rows(organisation: Any, ids: Collection[UUID]) -> list[JobApplication]:
    """The employer's applications with these keys, in the order in which rows are locked."""
    rows = list(JobApplication.objects.filter(organisation=organisation.pk, pk__in=ids).order_by("pk"))
    if not rows:
        raise RuleBroken(_t("没有选中任何求职者。请先勾选，再点批量办理。"), field="ids")
    return rows
