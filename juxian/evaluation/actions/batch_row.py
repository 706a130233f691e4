"""One worker of a batch: met at registration, answering, reminded, or let go."""

import datetime as dt
import json
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.actions.batch import _application_of, _result_of
from juxian.evaluation.events import WorkerAnswered, WorkerAwaited
from juxian.evaluation.models import BatchRow
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import BATCH_ROW, ApplicationState, BatchRowState
from juxian.evaluation.steps import DAYS_TO_ANSWER
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.text import fold
from juxian.kit.working_days import deadline

MOST_REMINDERS = 3
DAYS = ("contract_from_on", "contract_until_on", "insured_since_on", "published_from_on", "published_until_on")


@system_action(_("受邀员工已注册"))
def meet_row(row: BatchRow, *, person: Any) -> BatchRow:
    """An invited worker has registered: their draft is made of what was kept sealed. A document number under another
    name is a mistake of the sheet, and nobody is shown what it says."""
    if fold(person.name) != fold(row.name):
        return _end(row, "lapse", _t("本人登记的姓名与名单不一致。请对照证件核对后重新提交。"))
    kept = json.loads(row.draft.open())
    row.application = _application_of(row.batch, person.pk, row, _with_days(kept["work"]))
    row.application.save()
    if row.plan:
        _result_of(row.batch, _with_days(kept["result"]), row.application, row.plan).save()
    BATCH_ROW.move(row, "meet")
    row.draft, row.due_at = None, deadline(clock.now(), DAYS_TO_ANSWER)
    row.save()
    announce(WorkerAwaited(str(row.pk), row.reminded_count))
    return row


@system_action(_("跟随申报"))
def follow_application(row: BatchRow) -> BatchRow:
    """The worker submitted the draft, or took it back, on the pages of the application itself."""
    if row.application and row.application.state == ApplicationState.WITHDRAWN:
        return _end(row, "decline", _t("本人撤回了草稿。"))
    BATCH_ROW.move(row, "submit")
    row.save()
    return row


@action(_("不同意单位提交"), Permission.APPLY)
def decline_row(row: BatchRow, *, reason: str, by: Actor) -> BatchRow:
    """The draft is withdrawn; the employer reads the reason."""
    if not reason.strip():
        raise RuleBroken(_t("还没有写原因。单位要知道哪里不对。"), field="reason")
    return _end(row, "decline", reason)


@action(_("提醒员工确认"), Permission.SEND_BATCH)
def remind_row(row: BatchRow, *, by: Actor) -> BatchRow:
    """Send the message again, three times at most: the time to answer stays as it is."""
    if row.state not in (BatchRowState.INVITED, BatchRowState.WAITING):
        raise RuleBroken(_t("这位员工已经答复，不用再提醒。"))
    if row.reminded_count >= MOST_REMINDERS:
        raise RuleBroken(_t("已经提醒过三次。请当面告诉本人登录确认。"))
    row.reminded_count += 1
    row.save(update_fields=["reminded_count"])
    announce(WorkerAwaited(str(row.pk), row.reminded_count))
    return row


@action(_("撤回员工"), Permission.SEND_BATCH)
def withdraw_row(row: BatchRow, *, by: Actor) -> BatchRow:
    """The employer takes a worker back before they have answered."""
    return _end(row, "withdraw", "")


@system_action(_("员工逾期未确认"))
def lapse_row(row: BatchRow) -> BatchRow:
    """Silence is no consent: the draft goes, and the employer may send the worker again."""
    if row.due_at > clock.now():
        raise RuleBroken(_t("确认期限还没有到。"))
    return _end(row, "lapse", _t("本人在期限内没有确认。可以重新提交。"))


@system_action(_("删除名单中的个人信息"))
def forget_row(row: BatchRow) -> BatchRow:
    """What the employer wrote of a person who was erased at their own request."""
    _let_go(row)
    row.name, row.identity_tail, row.reason, row.certificate_number = "", "", "", ""
    row.save()
    return row


def _end(row: BatchRow, event: str, reason: str) -> BatchRow:
    """Let the row end and take its draft along; contacts, number and sealed words are kept no longer."""
    BATCH_ROW.move(row, event)
    row.reason = reason
    _let_go(row)
    row.save()
    if row.application and row.application.state == ApplicationState.DRAFT:
        _advance(row.application, "withdraw", reason=reason)
    if event != "withdraw":
        announce(WorkerAnswered(str(row.pk)))
    return row


def _let_go(row: BatchRow) -> None:
    row.identity_number = row.phone = row.draft = None


def _with_days(kept: dict[str, Any]) -> dict[str, Any]:
    """Return what JSON kept, its days as days again."""
    return kept | {name: dt.date.fromisoformat(kept[name]) for name in DAYS if kept.get(name)}
