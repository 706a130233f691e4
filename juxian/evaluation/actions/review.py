"""First and second review, by different officers."""

from collections.abc import Mapping

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.models import Application, Channel, ClauseJudgement, Review, ReviewStage
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.application import clauses_without_answer
from juxian.evaluation.queries.certificate_number import has_look_up
from juxian.evaluation.states import ApplicationState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken

Judgements = Mapping[str, tuple[bool, str]]


@action(_("核对条件"), Permission.REVIEW)
def judge_clauses(application: Application, *, judgements: Judgements, by: Actor) -> Application:
    """Say of each clause that no machine can judge whether it is met, and why (clause → is met, note)."""
    if application.state not in (ApplicationState.ACCEPTED, ApplicationState.FIRST_REVIEWED):
        raise RuleBroken(_t("现在不在审核阶段，条件不能再核对。"))
    unknown = judgements.keys() - {clause["key"] for clause in application.check_record["clauses"]}
    if unknown:
        raise RuleBroken(_t("条件名称不在核对表里，请刷新页面后再填。"))
    for clause, (is_met, note) in judgements.items():
        if not is_met and not note.strip():
            raise RuleBroken(_t("判断为“不符合”时要写明依据，申请人会看到。"), field=f"note_{clause}")
    _write_judgements(application, judgements, by)
    return application


@action(_("初审通过"), Permission.REVIEW)
def give_first_review(application: Application, *, opinion: str, by: Actor) -> Application:
    """Every clause must be met, by the engine's word or by the officer's."""
    _every_clause_must_be_met(application)
    application.first_reviewer_id = by.person_id
    application = _advance(application, "first_review")
    _write_review(application, ReviewStage.FIRST, True, opinion, by)
    return application


@action(_("复审通过"), Permission.REVIEW)
def give_second_review(application: Application, *, opinion: str, by: Actor) -> Application:
    """Another officer looks again and may judge otherwise; the permission's rule refuses the first reviewer."""
    _every_clause_must_be_met(application)
    _certificate_must_be_looked_up(application)
    application.second_reviewer_id = by.person_id
    application = _advance(application, "second_review")
    _write_review(application, ReviewStage.SECOND, True, opinion, by)
    return application


@action(_("审核不通过"), Permission.REVIEW)
def reject_application(application: Application, *, opinion: str, by: Actor) -> Application:
    """At either stage; the applicant reads the opinion."""
    if not opinion.strip():
        raise RuleBroken(_t("还没有写明理由。申请人需要知道哪一条不符合、怎么办。"), field="opinion")
    is_first = application.state == ApplicationState.ACCEPTED
    stage = ReviewStage.FIRST if is_first else ReviewStage.SECOND
    setattr(application, f"{stage.value}_reviewer_id", by.person_id)
    application = _advance(application, "reject", reason=opinion)
    _write_review(application, stage, False, opinion, by)
    return application


def _every_clause_must_be_met(application: Application) -> None:
    open_clauses = clauses_without_answer(application)
    if open_clauses:
        raise RuleBroken(
            _t("还有%(count)d项条件没有核对为符合。请逐项核对，或作不通过处理。") % {"count": len(open_clauses)}
        )


def _certificate_must_be_looked_up(application: Application) -> None:
    """On the certificate's road nobody passes on the word of a picture."""
    if application.channel == Channel.CERTIFICATE and not has_look_up(application):
        raise RuleBroken(_t("还没有这个证书的全国联网查询记录。请先查询并上传截图，再作复审。"))


def _write_review(application: Application, stage: ReviewStage, has_approved: bool, opinion: str, by: Actor) -> None:
    Review.objects.create(
        application=application,
        stage=stage,
        reviewer_id=by.person_id,  # type: ignore[misc]  # whoever wears an office's hat is a person
        reviewed_by=by.label,
        has_approved=has_approved,
        opinion=opinion,
        reviewed_at=clock.now(),
    )


def _write_judgements(application: Application, judgements: Judgements, by: Actor) -> None:
    """One statement for all clauses; what was said of one before is said anew."""
    rows = [
        ClauseJudgement(application=application, clause=clause, is_met=is_met, note=note, judged_by=by.label)
        for clause, (is_met, note) in judgements.items()
    ]
    ClauseJudgement.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["application", "clause"],
        update_fields=["is_met", "note", "judged_by"],
    )
