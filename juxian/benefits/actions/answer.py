"""What the person answers, and what silence means."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.actions.entitlement import _reopen
from juxian.benefits.actions.found import _tell
from juxian.benefits.models import Entitlement
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.law import procedure_of
from juxian.benefits.states import ENTITLEMENT, EntitlementState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.registers.actions import ask_about_fact


@action(_("确认享受"), Permission.CLAIM)
def confirm_entitlement(entitlement: Entitlement, *, by: Actor) -> Entitlement:
    """One tap. An account is asked for when money is to be paid, not here."""
    ENTITLEMENT.move(entitlement, "confirm")
    return _answered(entitlement)


@action(_("放弃待遇"), Permission.CLAIM)
def decline_entitlement(entitlement: Entitlement, *, reason: str = "", by: Actor) -> Entitlement:
    """Before it is shown or once it is paid. What was owed until now stays owed; from then on the months are given up,
    and the person may change their mind."""
    first = _first_waived(entitlement)
    ENTITLEMENT.move(entitlement, "decline")
    entitlement.waived = [*entitlement.waived, [first, None]]
    entitlement.reason = reason.strip()
    _tell(entitlement, "decline")
    return _answered(entitlement)


@action(_("数据有误"), Permission.CLAIM, sensitive=["reason"])
def dispute_entitlement(entitlement: Entitlement, *, reason: str, register: str = "", by: Actor) -> Entitlement:
    """The person says what is wrong; an officer looks into it before anything goes on. Where they name the
    register, the office that delivers it is asked as well."""
    if len(reason.strip()) < 4:
        raise RuleBroken(_t("请写明哪里不对（至少四个字），我们好去核实。"), field="reason")
    ENTITLEMENT.move(entitlement, "dispute")
    entitlement.reason, entitlement.fact_query_id = reason.strip(), None
    if register:
        person = entitlement.person.surviving()
        entitlement.fact_query_id = ask_about_fact(person, register=register, question=reason.strip(), by=by).pk
    return _answered(entitlement)


@action(_("重新享受"), Permission.CLAIM)
def take_up_entitlement(entitlement: Entitlement, *, by: Actor) -> Entitlement:
    """Whoever gave up, or let the time go by, may change their mind. A refusal is changed by an appeal alone."""
    if entitlement.state not in (EntitlementState.DECLINED, EntitlementState.LAPSED):
        raise RuleBroken(_t("只有放弃过的、逾期未确认的待遇可以重新享受。对不予兑现不服的，请提出申诉。"))
    _reopen(entitlement, _t("本人要求重新享受。"))
    return entitlement


@system_action(_("未答复视为确认"))
def presume_entitlement(entitlement: Entitlement) -> Entitlement:
    """The time to answer is over, and for this benefit silence is a yes."""
    _must_be_over(entitlement, "confirm")
    ENTITLEMENT.move(entitlement, "presume")
    entitlement.due_at = None
    entitlement.save()
    _tell(entitlement, "presume")
    return entitlement


@system_action(_("逾期未确认"))
def lapse_entitlement(entitlement: Entitlement) -> Entitlement:
    """The time to answer is over, and for this benefit silence is no yes."""
    _must_be_over(entitlement, "lapse")
    ENTITLEMENT.move(entitlement, "lapse")
    entitlement.due_at = None
    entitlement.save()
    _tell(entitlement, "lapse")
    return entitlement


def _must_be_over(entitlement: Entitlement, silence: str) -> None:
    if entitlement.due_at is None or entitlement.due_at > clock.now():
        raise RuleBroken(_t("确认期限还没有到。"))
    if procedure_of(entitlement.policy).silence != silence:
        raise RuleBroken(_t("这项待遇对不答复另有规定，不能这样办理。"))


def _answered(entitlement: Entitlement) -> Entitlement:
    entitlement.answered_at, entitlement.due_at = clock.now(), None
    entitlement.save()
    return entitlement


def _first_waived(entitlement: Entitlement) -> str:
    """From which month on the person gives up: all that was promised, or, once it is paid, from the next month."""
    today = clock.today()
    if entitlement.state != EntitlementState.GRANTED:
        return f"{entitlement.from_month or today:%Y-%m}"
    return f"{today.year + today.month // 12}-{today.month % 12 + 1:02d}"
