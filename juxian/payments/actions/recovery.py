"""Money that has to come back: claimed, netted or paid by instalments, or waived with four eyes.

What is still owed to us stands in the ledger alone (`debt_of`); a recovery adds who agreed to what, and until when."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import SYSTEM, Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.payments.events import RecoveryOpened
from juxian.payments.instalments import MOST_PARTS, months_later, oldest_first, plan, years_later
from juxian.payments.ledger import between, book
from juxian.payments.models import Instalment, LedgerAccount, Recovery, Repayment
from juxian.payments.permissions import Permission
from juxian.payments.queries.recovery import debt_months, debt_of
from juxian.payments.states import RECOVERY, RecoveryState
from juxian.people.queries import same_human

SHORTEST_REASON = 4
OPEN = (RecoveryState.OPEN, RecoveryState.COLLECTING)


@system_action(_("立案追回"))
def open_recovery(
    person: Any, *, policy: str, amount_fen: int, reason: str, article: str = "", opened_by: str = SYSTEM.label
) -> Recovery:
    """Claim what was paid too much. One open claim a person and policy: a further one adds to it, and while
    instalments run becomes one more of them."""
    return _opened(person, policy, amount_fen, reason, article, opened_by)


@action(_("登记追回"), Permission.MANAGE_RECOVERY)
def claim_back(person: Any, *, policy: str, reason: str, article: str = "", by: Actor) -> Recovery:
    """Claim the whole debt that the ledger shows and that nobody has claimed yet."""
    _not_own(person.pk, by)
    claimed = sum(row.amount_fen for row in _open_rows(person, policy))
    return _opened(person, policy, debt_of(person.pk, policy) - claimed, reason, article, by.label)


@action(_("约定分期"), Permission.MANAGE_RECOVERY)
def agree_instalments(recovery: Recovery, *, count: int, first_due_on: dt.date, by: Actor) -> Recovery:
    """Agree on equal monthly parts of what is still owed. From now on nothing is kept back from payments."""
    _not_own(recovery.person_id, by)
    debt = debt_of(recovery.person_id, recovery.policy)
    if first_due_on <= clock.today():
        raise RuleBroken(_t("首期应还日期要在今天以后。请改选日期。"), field="first_due_on")
    if not 1 <= count <= MOST_PARTS or debt < count:
        message = _t("期数应是1到%(most)d期，且每期不少于一分钱。请改填期数。")
        raise RuleBroken(message % {"most": MOST_PARTS}, field="count")
    RECOVERY.move(recovery, "agree")
    recovery.offset_share = 0
    recovery.save()
    _add_parts(recovery, debt, count, first_due_on, begin=0)
    return recovery


@action(_("登记还款"), Permission.MANAGE_RECOVERY)
def record_repayment(
    instalment: Instalment, *, paid_on: dt.date, paid_fen: int, reference: str = "", by: Actor
) -> Repayment:
    """Book money that arrived. The oldest overpaid month is made good first."""
    recovery = Recovery.objects.select_for_update().get(pk=instalment.recovery_id)
    _not_own(recovery.person_id, by)
    _must_be_open(recovery)
    _must_fit(instalment, paid_on, paid_fen, debt_of(recovery.person_id, recovery.policy))
    _must_be_another_slip(recovery, reference)
    repayment = Repayment.objects.create(
        instalment=instalment,
        paid_on=paid_on,
        amount_fen=paid_fen,
        reference=reference.strip(),
        recorded_at=clock.now(),
        recorded_by=by.label,
    )
    _make_good(recovery, paid_fen, LedgerAccount.RECOVERED, "repaid", repayment.pk)
    instalment.paid_fen, instalment.paid_on, instalment.recorded_by = instalment.paid_fen + paid_fen, paid_on, by.label
    instalment.save()
    _collect_if_paid(recovery)
    return repayment


@action(_("提出免除"), Permission.MANAGE_RECOVERY)
def propose_waiver(recovery: Recovery, *, reason: str, by: Actor) -> Recovery:
    """Say why the rest should be let go. Nothing happens before another officer agrees."""
    _not_own(recovery.person_id, by)
    _must_be_open(recovery)
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明免除的理由和依据（至少四个字）。"), field="reason")
    recovery.waiver_reason, recovery.waiver_proposed_by = reason.strip(), by.label
    recovery.waiver_proposed_by_id, recovery.waiver_proposed_at = by.person_id, clock.now()
    recovery.save()
    return recovery


@action(_("免除追回"), Permission.WAIVE)
def waive_recovery(recovery: Recovery, *, by: Actor) -> Recovery:
    """Let the rest go, by another officer than the one who proposed it."""
    _must_be_proposed(recovery)
    _not_own(recovery.person_id, by)
    if recovery.waiver_proposed_by_id in same_human(by.person_id):
        raise RuleBroken(_t("免除由您提出，须由另一位人员确认。"))
    RECOVERY.move(recovery, "waive")
    _make_good(recovery, debt_of(recovery.person_id, recovery.policy), LedgerAccount.WAIVED, "waived", recovery.pk)
    recovery.ended_by = by.label
    recovery.save()
    return recovery


@action(_("不予免除"), Permission.WAIVE)
def refuse_waiver(recovery: Recovery, *, by: Actor) -> Recovery:
    """The claim goes on; the proposal stays in the record."""
    _must_be_proposed(recovery)
    recovery.waiver_reason = recovery.waiver_proposed_by = ""
    recovery.waiver_proposed_by_id = recovery.waiver_proposed_at = None
    recovery.save()
    return recovery


@system_action(_("追回完毕"))
def collect_recovery(recovery: Recovery) -> Recovery:
    """End a claim whose debt is gone: later payments were netted, or a correction took it back."""
    if recovery.state in OPEN:
        _collect_if_paid(recovery)
    return recovery


def _opened(person: Any, policy: str, amount_fen: int, reason: str, article: str, opened_by: str) -> Recovery:
    debt = debt_of(person.pk, policy)
    if not 0 < amount_fen <= debt:
        message = _t("账上多发的金额是%(debt)s元，与要追回的不符。请先核对应付明细。")
        raise RuleBroken(message % {"debt": f"{debt / 100:,.2f}"}, field="amount_fen")
    row = _open_rows(person, policy).first()
    if row is None:
        row = _new(person, policy, amount_fen, reason, article, opened_by)
    else:
        row.amount_fen += amount_fen
        row.save()
        last = row.instalments.last()
        if row.state == RecoveryState.COLLECTING and last:
            _add_parts(row, amount_fen, 1, months_later(last.due_on, 1), begin=last.number)
    announce(RecoveryOpened(str(row.pk), amount_fen))
    return row


def _new(person: Any, policy: str, amount_fen: int, reason: str, article: str, opened_by: str) -> Recovery:
    now = clock.now()
    return Recovery.objects.create(
        person=person,
        policy=policy,
        amount_fen=amount_fen,
        reason=reason.strip(),
        article=article.strip(),
        offset_share=settings.PAYMENTS_OFFSET_SHARE,
        opened_at=now,
        opened_by=opened_by,
        limitation_on=years_later(clock.today(), settings.RECOVERY_LIMITATION_YEARS),
        state_since_at=now,
    )


def _open_rows(person: Any, policy: str) -> Any:
    return Recovery.objects.select_for_update().filter(person__in=same_human(person.pk), policy=policy, state__in=OPEN)


def _add_parts(recovery: Recovery, amount_fen: int, count: int, first_due_on: dt.date, *, begin: int) -> None:
    Instalment.objects.bulk_create(
        Instalment(recovery=recovery, number=begin + part.number, due_on=part.due_on, amount_fen=part.amount_fen)
        for part in plan(amount_fen, count, first_due_on)
    )


def _make_good(recovery: Recovery, amount_fen: int, source: LedgerAccount, cause: str, cause_id: Any) -> None:
    """Book an amount against the overpaid months, the oldest first."""
    months = oldest_first(debt_months(recovery.person_id, recovery.policy), amount_fen)
    book(cause, cause_id, between(source, LedgerAccount.OWED, recovery.person_id, recovery.policy, months))


def _must_fit(instalment: Instalment, paid_on: dt.date, paid_fen: int, debt_fen: int) -> None:
    if paid_on > clock.today():
        raise RuleBroken(_t("还款日期不能在今天以后。请核对银行回单上的日期。"), field="paid_on")
    rest = min(instalment.amount_fen - instalment.paid_fen, debt_fen)
    if not 0 < paid_fen <= rest:
        message = _t("这一期还可登记%(rest)s元。多还的请登记到下一期；都还清的，多出的应退还本人。")
        raise RuleBroken(message % {"rest": f"{rest / 100:,.2f}"}, field="paid_fen")


def _must_be_another_slip(recovery: Recovery, reference: str) -> None:
    slip = reference.strip()
    if slip and Repayment.objects.filter(instalment__recovery=recovery, reference=slip).exists():
        raise RuleBroken(_t("这张银行回单已经登记过，没有再登记。请核对回单号。"), field="reference")


def _must_be_open(recovery: Recovery) -> None:
    if recovery.state not in OPEN:
        raise RuleBroken(_t("这项追回已经结束。请刷新后再看。"))


def _must_be_proposed(recovery: Recovery) -> None:
    _must_be_open(recovery)
    if recovery.waiver_proposed_by_id is None:
        raise RuleBroken(_t("还没有人提出免除。请先由一人提出，再由另一人确认。"))


def _not_own(person_id: Any, by: Actor) -> None:
    if by.person_id in same_human(person_id):
        raise RuleBroken(_t("不能办理自己的追回。请由其他财务人员办理。"))


def _collect_if_paid(recovery: Recovery) -> None:
    if debt_of(recovery.person_id, recovery.policy) == 0:
        RECOVERY.move(recovery, "collect")
        recovery.save(update_fields=["state", "state_since_at"])
