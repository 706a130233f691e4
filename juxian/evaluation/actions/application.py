"""What an applicant does: start, fill in, submit, withdraw."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.catalogue.queries import edition_in_force
from juxian.credentials.queries import highest_level_of
from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.facts import check_conditions
from juxian.evaluation.models import Application
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.application import day_of_application, missing_parts
from juxian.evaluation.queries.certificate_number import is_recognised_for_another
from juxian.evaluation.states import ApplicationState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.numbering import next_number
from juxian.people.queries import same_human


@action(_("开始申报"), Permission.APPLY)
def start_application(person: Any, *, by: Actor) -> Application:
    """Return the person's draft, or a new one. Locking the person makes a double click give one draft."""
    own = Application.objects.filter(applicant__in=same_human(person.pk))
    draft = own.filter(state=ApplicationState.DRAFT).first()
    if draft:
        return draft
    if own.open().exists():
        raise RuleBroken(_t("您已有一份申报正在办理，办结后才能再次申报。请到“我的事项”查看进度。"))
    return Application.objects.create(applicant=person, state_since_at=clock.now())


@action(_("选择工种和等级"), Permission.APPLY)
def change_trade(application: Application, *, item: Any, level: str, by: Actor) -> Application:
    """The item must stand in the edition in force, and the level be one that the item lists."""
    _must_be_editable(application)
    _item_must_be_listed(application, item)
    if level not in item.levels:
        raise RuleBroken(_t("这个工种今年不评这个等级。请从列出的等级里选一个。"), field="level")
    _must_be_a_step_up(application, level)
    application.item, application.level = item, level
    application.save(update_fields=["item", "level"])
    return application


@action(_("填写工作情况"), Permission.APPLY, sensitive=("monthly_pay_fen",))
def change_work(application: Application, *, by: Actor, **work: Any) -> Application:
    """Employer, post, contract, insurance and pay, as the applicant knows them."""
    _must_be_editable(application)
    begins, ends = work.get("contract_from_on"), work.get("contract_until_on")
    if begins and ends and ends <= begins:
        raise RuleBroken(_t("合同的结束日期早于开始日期。请核对两个日期。"), field="contract_until_on")
    for name in WORK_FIELDS & work.keys():
        setattr(application, name, work[name])
    application.save()
    return application


WORK_FIELDS = {
    "employer",
    "post",
    "contract_from_on",
    "contract_until_on",
    "is_open_ended",
    "trade_since_on",
    "insured_since_on",
    "monthly_pay_fen",
}


@action(_("填写个人陈述"), Permission.APPLY, sensitive=("statement",))
def change_statement(
    application: Application, *, statement: str, portrait: Any = None, has_pledged: bool = False, by: Actor
) -> Application:
    """The applicant's own words, photo and pledge."""
    _must_be_editable(application)
    application.statement, application.has_pledged = statement, has_pledged
    application.portrait = portrait or application.portrait
    application.save(update_fields=["statement", "portrait", "has_pledged"])
    return application


@action(_("提交申报"), Permission.APPLY)
def submit_application(application: Application, *, wants_human_check: bool = False, by: Actor) -> Application:
    """Check what is missing, ask the law about each clause, and hand the application to the counter.

    A clause that is not met stops nobody for good: no decision is final by machine alone, so the applicant may ask
    for a person to look. The answer of the engine is kept with the application."""
    _must_be_complete(application)
    _item_must_be_listed(application, application.item)
    _must_be_a_step_up(application, application.level)
    _certificate_must_be_ones_own(application)
    explanation = check_conditions(application, clock.today())
    application.check_record = explanation
    unmet = [clause for clause in explanation["clauses"] if clause["verdict"] == "not_met"]
    if unmet and not wants_human_check:
        raise RuleBroken(
            _t("有条件看来还不满足。请核对所填内容，或勾选“仍请人工核对”后提交。"), field="wants_human_check"
        )
    application.wants_human_check = bool(unmet)
    if application.number is None:
        year = clock.today().year
        application.number = f"SB{year}{next_number(f'evaluation.application.{year}'):06d}"
    is_first = application.state == ApplicationState.DRAFT
    application.submitted_at = clock.now()
    return _advance(application, "submit" if is_first else "resubmit")


@action(_("撤回申报"), Permission.APPLY)
def withdraw_application(application: Application, *, by: Actor, reason: str = "") -> Application:
    """The applicant takes the application back; a new one may be started at once."""
    return _advance(application, "withdraw", reason=reason)


def _must_be_editable(application: Application) -> None:
    if not application.is_editable:
        raise RuleBroken(_t("申报已经提交，内容不能再改。如需修改，请先撤回，或等待窗口退回补正。"))


def _item_must_be_listed(application: Application, item: Any) -> None:
    """The catalogue of the year of application counts (rules.md §1.6): a correction in January keeps last year's."""
    edition = edition_in_force(day_of_application(application))
    if edition is None or item is None or item.edition_id != edition.pk:
        raise RuleBroken(_t("所选工种不在今年公布的紧缺工种目录里。请从今年的目录中重新选择。"), field="item")


def _must_be_a_step_up(application: Application, level: str) -> None:
    """One class at a time, the highest wins (rules.md §1.9): what one is already is not applied for again."""
    held = highest_level_of(application.applicant_id)
    if held and SkillLevel(level).number <= held.number:
        raise RuleBroken(
            _t("您已是“%(level)s”，不能再申报同级或更低的等级。请选择更高的等级。") % {"level": held.label},
            field="level",
        )


def _certificate_must_be_ones_own(application: Application) -> None:
    """A certificate with which somebody else was recognised is theirs: told at once, and not weeks later."""
    if is_recognised_for_another(application):
        raise RuleBroken(
            _t("这个证书编号已经用于另一人的认定，不能再用。请照证书核对编号；确实是您的证书，请到窗口说明。")
        )


def _must_be_complete(application: Application) -> None:
    """Say the first thing that is missing and where to add it."""
    for part in missing_parts(application):
        raise RuleBroken(part.sentence)
