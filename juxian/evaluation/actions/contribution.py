"""What the applicant has done, and the proof of it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Application, Contribution, Evidence
from juxian.evaluation.permissions import Permission
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import PermissionDenied, RuleBroken

MOST_CONTRIBUTIONS = 20
MOST_EVIDENCE = 9


@action(_("添加业绩"), Permission.APPLY, sensitive=("description",))
def add_contribution(
    application: Application, *, kind: str, title: str, done_on: dt.date, description: str, by: Actor
) -> Contribution:
    """One thing done, at a day that is not in the future. Said twice it is one: a double click adds none."""
    _check(application, done_on)
    said = application.contributions.filter(kind=kind, title=title, done_on=done_on).first()
    if said:
        return said
    if application.contributions.count() >= MOST_CONTRIBUTIONS:
        raise RuleBroken(_t("业绩最多写二十项。请保留最有代表性的。"))
    return Contribution.objects.create(
        application=application, kind=kind, title=title, done_on=done_on, description=description
    )


@action(_("修改业绩"), Permission.APPLY, sensitive=("description",))
def change_contribution(
    application: Application, *, contribution: Contribution, by: Actor, **fields: Any
) -> Contribution:
    """Words, kind or day of one contribution."""
    _check(application, fields.get("done_on", contribution.done_on))
    _must_belong(application, contribution)
    for name in ("kind", "title", "done_on", "description"):
        setattr(contribution, name, fields.get(name, getattr(contribution, name)))
    contribution.save()
    return contribution


@action(_("删除业绩"), Permission.APPLY)
def remove_contribution(application: Application, *, contribution: Contribution, by: Actor) -> None:
    """Take one contribution out, with its proof."""
    _check(application)
    _must_belong(application, contribution)
    contribution.delete()


@action(_("添加证明材料"), Permission.APPLY)
def add_evidence(application: Application, *, contribution: Contribution, upload: Any, by: Actor) -> Evidence:
    """A picture or paper that shows the contribution; the same file twice is one."""
    _check(application)
    _must_belong(application, contribution)
    shown = contribution.evidence.filter(upload__received_sha256=upload.received_sha256).first()
    if shown:
        return shown
    if contribution.evidence.count() >= MOST_EVIDENCE:
        raise RuleBroken(_t("每项业绩最多九个附件。请先删除一个再添加。"))
    return Evidence.objects.create(contribution=contribution, upload=upload)


@action(_("删除证明材料"), Permission.APPLY)
def remove_evidence(application: Application, *, evidence: Evidence, by: Actor) -> None:
    """Take one picture or paper out."""
    _check(application)
    _must_belong(application, evidence.contribution)
    evidence.delete()


def _must_belong(application: Application, contribution: Contribution) -> None:
    if contribution.application_id != application.pk:
        raise PermissionDenied("a contribution of another application")


def _check(application: Application, done_on: dt.date | None = None) -> None:
    if not application.is_editable:
        raise RuleBroken(_t("申报已经提交，业绩不能再改。如需修改，请先撤回，或等待窗口退回补正。"))
    if done_on and done_on > clock.today():
        raise RuleBroken(_t("完成时间在今天之后。请填写已经完成的日期。"), field="done_on")
