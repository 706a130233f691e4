"""What payments announces. Benefits tells people and counts; nobody has to listen."""

from dataclasses import dataclass
from typing import ClassVar

from juxian.kit.events import event


@event
@dataclass(frozen=True)
class PaymentSettled:
    """The bank says the money arrived."""

    public: ClassVar[bool] = True
    payment_id: str


@event
@dataclass(frozen=True)
class PaymentBounced:
    """The bank gave the money back; it is owed again."""

    public: ClassVar[bool] = True
    payment_id: str


@event
@dataclass(frozen=True)
class BatchComputing:
    """Who has a balance is written down; workers may go through the list."""

    batch_id: str


@event
@dataclass(frozen=True)
class BatchSubmitted:
    """The books say that the money is on its way; the file may leave the house."""

    batch_id: str


@event
@dataclass(frozen=True)
class BatchSealed:
    """The bank file exists and will not change any more."""

    public: ClassVar[bool] = True
    batch_id: str


@event
@dataclass(frozen=True)
class AccountUsable:
    """The days of cooling are over: money may go there."""

    public: ClassVar[bool] = True
    account_id: str


@event
@dataclass(frozen=True)
class BudgetNearlySpent:
    """So many percent (80, 95) of a year's budget are promised. Announced once each."""

    public: ClassVar[bool] = True
    policy: str
    year: int
    share: int


@event
@dataclass(frozen=True)
class AccountChanged:
    """An account was proposed, cancelled, refused or closed."""

    account_id: str
    event: str


@event
@dataclass(frozen=True)
class RecoveryOpened:
    """So much more has to come back from a person."""

    recovery_id: str
    amount_fen: int
