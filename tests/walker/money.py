"""Money of one worker on its way: a batch that the bank has answered, what did not fit, an account that cools, a hold,
and a debt in instalments; for the walker."""

from dataclasses import dataclass
from typing import Any

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.payments import actions
from juxian.payments.instalments import months_later
from juxian.payments.models import BankAccount, BankReply, BankReplyLine, Batch, Hold, Instalment, Payment, Recovery
from tests.cast import Cast, Member, finance_team
from tests.payments.batches import again, return_file
from tests.payments.money import FEBRUARY, JANUARY, POLICY, debt, owe, proposed, usable

OTHER_POLICY = "youth_living_subsidy"


@dataclass
class MoneyRows:
    """One of each, of one worker."""

    account: BankAccount  # in use
    cooling: BankAccount
    batch: Batch
    payment: Payment  # returned by the bank
    reply: BankReply
    line: BankReplyLine  # a difference
    hold: Hold
    recovery: Recovery
    instalment: Instalment


def money_rows(member: Member, cast: Cast, serial: int) -> MoneyRows:
    """Two months paid and returned, a debt under another policy. `serial` makes the account numbers."""
    qian, he, shen = _team(cast)
    account = usable(member, 900 + serial)
    owe(member, (JANUARY, 150_000), (FEBRUARY, 150_000))
    batch = _submitted(qian, he, shen)
    payment = batch.payments.get()
    lines = [(payment.number, payment.amount_fen, "1001"), (f"{payment.number}9", 1, "0000")]
    content = return_file(lines, batch=batch.number)
    reply = actions.take_in_reply(batch, content=content, file_name="return.txt", kind="return", by=qian)
    debt(member, 60_000, policy=OTHER_POLICY)
    recovery = actions.open_recovery(member.person, policy=OTHER_POLICY, amount_fen=60_000, reason="一月未参保")
    recovery = actions.agree_instalments(recovery, count=2, first_due_on=months_later(clock.today(), 1), by=qian)
    part = recovery.instalments.get(number=1)
    actions.record_repayment(part, paid_on=clock.today(), paid_fen=10_000, by=qian)
    return MoneyRows(
        account=account,
        cooling=proposed(member, 950 + serial),
        batch=again(batch),
        payment=again(payment),
        reply=reply,
        line=reply.lines.get(fault="unknown_line"),
        hold=actions.hold_payee(member.person, policy=POLICY, reason=f"{member.person.name}在岗情况待核实", by=qian),
        recovery=recovery,
        instalment=part,
    )


def _submitted(qian: Actor, he: Actor, shen: Actor) -> Batch:
    month = clock.today().replace(day=1)
    batch = actions.draft_batch(None, policy=POLICY, month=month, bank_format="xiahai", by=he)
    batch = actions.compute_batch(batch, by=he)
    while actions.compute_chunk(batch):
        pass
    # Sealed by the one who walks: they may neither review nor seal what they computed.
    batch = actions.seal_batch(actions.review_batch(again(batch), by=shen), by=qian)
    return actions.submit_batch(batch, by=qian)


def _team(cast: Cast) -> Any:
    """The same three officers for every worker."""
    if not hasattr(cast, "team"):
        cast.team = finance_team(cast)  # type: ignore[attr-defined]
    return cast.team  # type: ignore[attr-defined]
