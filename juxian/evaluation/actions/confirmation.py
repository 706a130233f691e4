"""What the office does where somebody outside has judged already: look the certificate up, then confirm or refuse."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.actions.review import _write_review
from juxian.evaluation.models import Application, CertificateLookUp, Channel, ClauseJudgement, ReviewStage
from juxian.evaluation.models.application import CONFIRMED_CHANNELS
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.certificate_number import LOOK_UP_CLAUSE, is_recognised_for_another
from juxian.evaluation.queries.employer_plan import may_confirm
from juxian.evaluation.states import ApplicationState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.language import of_the_office

IN_REVIEW = (ApplicationState.ACCEPTED, ApplicationState.FIRST_REVIEWED)


@action(_("记录全国联网查询"), Permission.REVIEW, sensitive=("note",))
def record_look_up(
    application: Application, *, found: bool, looked_up_on: dt.date, screenshot: Any, note: str = "", by: Actor
) -> CertificateLookUp:
    """Keep who looked the certificate up at the national site, when and with which result: the platform cannot reach
    it. The answer is the judgement of the clause that asks for it."""
    claim = getattr(application, "certificate_claim", None)
    if application.state not in IN_REVIEW or claim is None:
        raise RuleBroken(_t("现在不能记录查询结果：申报不在审核阶段，或没有填写证书。"))
    if looked_up_on > clock.today() or looked_up_on < claim.issued_on:
        raise RuleBroken(_t("查询日期应当在发证日期之后、今天或今天以前。请核对。"), field="looked_up_on")
    if not found and not note.strip():
        raise RuleBroken(_t("没有查到或信息不符的，要写明哪里不符，申请人会看到。"), field="note")
    look_up = CertificateLookUp.objects.create(
        application=application,
        number=claim.number,
        found=found,
        looked_up_on=looked_up_on,
        screenshot=screenshot,
        note=note,
        looked_up_by=by.label,
    )
    if application.channel == Channel.CERTIFICATE:
        _judge(application, look_up)
    return look_up


@action(_("核定通过"), Permission.CONFIRM)
def confirm_application(application: Application, *, opinion: str, by: Actor) -> Application:
    """Confirm what a national body, a jury or an employer has judged. Who reviewed does not confirm."""
    _must_be_of_a_confirmed_channel(application)
    _must_have_grounds(application)
    application = _advance(application, "confirm")
    _write_review(application, ReviewStage.CONFIRM, True, opinion, by)
    return application


@action(_("核定不通过"), Permission.CONFIRM)
def refuse_application(application: Application, *, opinion: str, by: Actor) -> Application:
    """The applicant reads the opinion."""
    _must_be_of_a_confirmed_channel(application)
    if not opinion.strip():
        raise RuleBroken(_t("还没有写明理由。申请人需要知道哪里不符合、怎么办。"), field="opinion")
    application = _advance(application, "refuse", reason=opinion)
    _write_review(application, ReviewStage.CONFIRM, False, opinion, by)
    return application


def _judge(application: Application, look_up: CertificateLookUp) -> None:
    """Write the result as the answer to the clause; the words stay with the record and are the office's."""
    with of_the_office():
        said = _t("%(day)s全国联网查询：查到且相符") if look_up.found else _t("%(day)s全国联网查询：未查到或不符")
        note = said % {"day": look_up.looked_up_on.isoformat()}
    ClauseJudgement.objects.update_or_create(
        application=application,
        clause=LOOK_UP_CLAUSE,
        defaults={
            "is_met": look_up.found,
            "note": f"{note} {look_up.note}".strip()[:300],
            "judged_by": look_up.looked_up_by,
        },
    )


def _must_be_of_a_confirmed_channel(application: Application) -> None:
    if application.channel not in CONFIRMED_CHANNELS:
        raise RuleBroken(_t("业绩评审的申报不能直接核定。请安排考试或送评审组。"))


def _must_have_grounds(application: Application) -> None:
    """A certificate that is nobody else's, an award, or the employer's result."""
    if application.channel == Channel.CERTIFICATE and is_recognised_for_another(application):
        raise RuleBroken(_t("这个证书编号已经用于另一人的认定。请核对证书后作不通过处理。"))
    if application.channel == Channel.EMPLOYER:
        why_not = may_confirm(application)
        if why_not:
            raise RuleBroken(why_not)
