"""The bank's files come in: followed line by line where they fit, kept as differences where they do not."""

import base64
import hashlib
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.payments.actions.answering import Answer, take_answers
from juxian.payments.actions.lines import reason_of
from juxian.payments.formats import BankFormat, ReadLine, bank_format, read_reply
from juxian.payments.judging import DECISIONS, WAITING, Known, Verdict, judge, missing, result_of
from juxian.payments.models import BankReply, BankReplyLine, Batch, Decision, Fault, Payment, ReplyKind
from juxian.payments.permissions import Permission

AT_ONCE = 1000


@action(_("登记银行回复"), Permission.TAKE_IN_REPLY, sensitive=("content",))
def take_in_reply(
    batch: Batch | None, *, content: bytes, file_name: str, kind: str, bank_format: str = "", by: Actor
) -> BankReply:
    """Read a return file of a batch, or a statement (which may name no batch). Lines that fit are followed; every
    other becomes a difference that a person settles. A file that cannot be read changes nothing and says why."""
    form = _form_of(batch, kind, bank_format)
    _must_be_new(content)
    lines = read_reply(form, kind, content)
    if not lines:
        raise RuleBroken(_t("文件里没有一笔明细。请确认选对了文件，或向银行重新取。"))
    reply = _kept(batch, form, content, file_name, kind, by)
    payments = _payments_of(lines)
    verdicts = judge(lines, _known(payments, lines), batch.pk if batch else None)
    rows = [_row(reply, verdict) for verdict in verdicts]
    rows += _missing_rows(reply, form, batch, lines)
    BankReplyLine.objects.bulk_create(rows, batch_size=AT_ONCE)
    news = [row for row, verdict in zip(rows, verdicts, strict=False) if verdict.is_news]
    take_answers([_answer(payments[row.payment_number], row) for row in news])
    _sum_up(reply, verdicts, rows)
    return reply


@action(_("处理差异"), Permission.SETTLE_DIFFERENCE)
def settle_difference(line: BankReplyLine, *, decision: str, reason: str, by: Actor) -> BankReplyLine:
    """Say what a difference means, with the reason; the payment and the books follow."""
    if not line.fault or line.settled_at is not None:
        raise RuleBroken(_t("这一行没有待处理的差异，可能已有人处理。请刷新后再看。"))
    if decision not in DECISIONS[line.fault]:
        message = _t("“%(fault)s”不能这样处理。可选：%(choices)s。")
        choices = "、".join(str(Decision(each).label) for each in DECISIONS[line.fault])
        raise RuleBroken(message % {"fault": line.get_fault_display(), "choices": choices}, field="decision")
    line.decision, line.reason = decision, reason_of(reason)
    line.settled_at, line.settled_by = clock.now(), by.label
    line.save()
    result = result_of(decision, line.result)
    if result and line.payment_id:
        payment = Payment.objects.select_for_update().get(pk=line.payment_id)
        take_answers([_answer(payment, line, result)])
    return line


def _form_of(batch: Batch | None, kind: str, key: str) -> BankFormat:
    if kind not in ReplyKind.values:
        raise RuleBroken(_t("请说明这是回盘文件还是对账单。"), field="kind")
    if batch is None and kind == ReplyKind.RETURN:
        raise RuleBroken(_t("回盘文件要登记到具体批次。请从批次页面上传。"))
    if batch is not None and batch.submitted_at is None:
        raise RuleBroken(_t("这个批次还没有报送银行，不会有回复。请核对选对了批次。"))
    return bank_format(key or (batch.bank_format if batch else ""))


def _must_be_new(content: bytes) -> None:
    before = BankReply.objects.filter(file_hash=_digest(content)).first()
    if before is not None:
        day = timezone.localtime(before.received_at)
        message = _t("这份文件%(day)s已由%(who)s登记过，内容完全相同，没有重复登记。如要上传新的回复，请重新选择文件。")
        raise RuleBroken(message % {"day": f"{day:%Y-%m-%d %H:%M}", "who": before.received_by})


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _kept(batch: Batch | None, form: BankFormat, content: bytes, name: str, kind: str, by: Actor) -> BankReply:
    try:
        with transaction.atomic():
            return BankReply.objects.create(
                kind=kind,
                bank_format=form.key,
                batch=batch,
                file_name=name[-120:],
                file_hash=_digest(content),
                content=base64.b64encode(content).decode(),
                received_at=clock.now(),
                received_by=by.label,
            )
    except IntegrityError as error:  # somebody else sent the same file at this very moment
        raise RuleBroken(_t("这份文件刚刚由别人登记，没有重复登记。请刷新后再看。")) from error


def _payments_of(lines: Sequence[ReadLine]) -> dict[str, Payment]:
    """Return the payments that the lines name, by number, locked until the file is taken in."""
    rows = Payment.objects.filter(number__in={line.payment_number for line in lines}).order_by("pk")
    return {row.number: row for row in rows.select_for_update(of=("self",)).select_related("account")}


def _known(payments: dict[str, Payment], lines: Sequence[ReadLine]) -> dict[str, Known]:
    names_accounts = any(line.account_number for line in lines)
    return {
        number: Known(
            payment_id=payment.pk,
            batch_id=payment.batch_id,
            amount_fen=payment.amount_fen,
            state=payment.state,
            account_number=payment.account.number.open() if names_accounts else "",
        )
        for number, payment in payments.items()
    }


def _row(reply: BankReply, verdict: Verdict) -> BankReplyLine:
    line = verdict.line
    return BankReplyLine(
        reply=reply,
        row=line.row,
        payment_id=verdict.payment_id,
        payment_number=line.payment_number[:60],
        amount_fen=line.amount_fen,
        result=line.result,
        message=line.message[:200],
        bank_reference=line.bank_reference[:60],
        booked_on=line.booked_on,
        fault=verdict.fault,
    )


def _missing_rows(
    reply: BankReply, form: BankFormat, batch: Batch | None, lines: Sequence[ReadLine]
) -> list[BankReplyLine]:
    """A reply that lists everything must not be silent about a payment that waits."""
    if batch is None or form.replies[reply.kind].lists != "all":
        return []
    waiting = {row.number: row for row in batch.payments.filter(state__in=WAITING)}
    return [
        BankReplyLine(
            reply=reply,
            row=0,
            payment=waiting[number],
            payment_number=number,
            amount_fen=waiting[number].amount_fen,
            fault=Fault.MISSING,
        )
        for number in missing(lines, waiting)
    ]


def _answer(payment: Payment, row: BankReplyLine, result: str = "") -> Answer:
    return Answer(payment, result or row.result, row.message, row.bank_reference, row.booked_on, row.pk)


def _sum_up(reply: BankReply, verdicts: Sequence[Verdict], rows: Sequence[BankReplyLine]) -> None:
    news = [verdict.line.result for verdict in verdicts if verdict.is_news]
    reply.line_count, reply.total_fen = len(verdicts), sum(verdict.line.amount_fen for verdict in verdicts)
    reply.settled_count, reply.returned_count = news.count("paid"), news.count("returned")
    reply.difference_count = sum(bool(row.fault) for row in rows)
    reply.save()
