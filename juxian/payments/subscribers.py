"""What payments does when it hears its own news: payees are told, accounts are checked, claims that are paid end."""

from juxian.kit.events import subscribe
from juxian.payments import messages
from juxian.payments.actions import (
    begin_delivery,
    compute_chunk,
    confirm_delivery,
    mark_unknown_payments,
    take_back_delivery,
)
from juxian.payments.actions.account import take_account_answer
from juxian.payments.actions.recovery import collect_recovery
from juxian.payments.events import (
    AccountChanged,
    AccountUsable,
    BatchComputing,
    BatchSubmitted,
    BudgetNearlySpent,
    PaymentBounced,
    PaymentSettled,
    RecoveryOpened,
)
from juxian.payments.gateways.account_check import Inquiry, account_check
from juxian.payments.gateways.bank import NotSent, bank_gateway
from juxian.payments.models import BankAccount, Batch, Payment, Recovery
from juxian.payments.queries.budget import latest_budgets
from juxian.payments.queries.recovery import OPEN
from juxian.payments.queries.sealing import content_of
from juxian.payments.states import AccountState
from juxian.people.queries import same_human


@subscribe(AccountChanged)
def tell_of_account(news: AccountChanged) -> None:
    messages.tell_of_account(BankAccount.objects.select_related("person").get(pk=news.account_id), news.event)


@subscribe(AccountUsable)
def tell_usable(news: AccountUsable) -> None:
    messages.tell_usable(BankAccount.objects.select_related("person").get(pk=news.account_id))


@subscribe(AccountChanged)
def check_account(news: AccountChanged) -> None:
    """Ask whether name, identity and account agree; where the answer comes by file, nothing happens here."""
    account = BankAccount.objects.select_related("person").get(pk=news.account_id)
    if news.event != "propose" or account.state != AccountState.COOLING or account.check_answer:
        return
    answer = account_check().ask(inquiry_of(account))
    if answer is not None:
        take_account_answer(account, answer=answer.result, message=answer.message)


@subscribe(BatchComputing)
def compute(news: BatchComputing) -> None:
    """Go through the list. Any number of workers may; one that was killed is taken up by the next."""
    batch = Batch.objects.get(pk=news.batch_id)
    while compute_chunk(batch):
        pass


@subscribe(BatchSubmitted)
def deliver(news: BatchSubmitted) -> None:
    """Hand the sealed file over, once. Where an earlier try was cut off, look for the file and never send it again."""
    batch = Batch.objects.select_related("sealed_file").get(pk=news.batch_id)
    sealed, gateway = batch.sealed_file, bank_gateway()
    content = content_of(sealed)
    if begin_delivery(batch):
        try:
            gateway.send(sealed.file_name, content)
        except NotSent as error:
            take_back_delivery(batch, message=str(error))
            raise
        confirm_delivery(batch)
    elif batch.delivered_at is None:
        if gateway.has(sealed.file_name, sealed.sha256):
            confirm_delivery(batch)
        else:
            mark_unknown_payments(batch)


@subscribe(PaymentSettled)
def tell_settled(news: PaymentSettled) -> None:
    payment = _payment(news.payment_id)
    messages.tell_settled(payment)
    for recovery in Recovery.objects.filter(
        person__in=same_human(payment.person_id), policy=payment.batch.policy, state__in=OPEN
    ):
        collect_recovery(recovery)


@subscribe(PaymentBounced)
def tell_bounced(news: PaymentBounced) -> None:
    messages.tell_bounced(_payment(news.payment_id))


@subscribe(RecoveryOpened)
def tell_recovery(news: RecoveryOpened) -> None:
    recovery = Recovery.objects.select_related("person").get(pk=news.recovery_id)
    messages.tell_recovery(recovery, news.amount_fen)


@subscribe(BudgetNearlySpent)
def warn_of_budget(news: BudgetNearlySpent) -> None:
    budget = latest_budgets([news.year])[news.policy, news.year]
    messages.warn_readers(news.policy, news.year, news.share, f"{budget.pk}:{news.share}")


def inquiry_of(account: BankAccount) -> Inquiry:
    """Return what the port is asked about one account."""
    person = account.person.surviving()
    number = person.identity_number.open() if person.identity_number else ""
    return Inquiry(str(account.pk), account.holder_name, number, account.bank_code, account.number.open())


def _payment(payment_id: str) -> Payment:
    return Payment.objects.select_related("account__person", "batch", "person").get(pk=payment_id)
