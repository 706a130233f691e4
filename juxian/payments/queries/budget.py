"""How much of a year's money is promised, paid and still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from juxian.kit import clock
from juxian.payments.models import Budget, Entry, LedgerAccount, Obligation
from juxian.payments.policies import policy_title

WARNINGS = (80, 95)  # per cent of the budget that are promised
LAST_MONTHS = 3  # the forecast goes on as these did


@dataclass(frozen=True)
class BudgetState:
    """One policy and year, in fen. `budget` None: nobody has set one. `forecast_fen`: the whole year, if the months to
    come cost what the last three did on average."""

    policy: str
    year: int
    budget: Budget | None
    committed_fen: int
    paid_fen: int
    forecast_fen: int

    @property
    def amount_fen(self) -> int:
        return self.budget.amount_fen if self.budget else 0

    @property
    def share(self) -> int:
        """Percent of the budget that are promised, rounded down; 0 without a budget."""
        return self.committed_fen * 100 // self.amount_fen if self.amount_fen else 0

    @property
    def policy_title(self) -> str:
        return policy_title(self.policy)

    @property
    def amount_yuan(self) -> int:
        return self.amount_fen // 100

    @property
    def committed_yuan(self) -> int:
        return self.committed_fen // 100

    @property
    def gap_fen(self) -> int:
        """What the year will cost beyond its budget, if it goes on as it did."""
        return max(self.forecast_fen - self.amount_fen, 0) if self.budget else 0

    @property
    def is_short(self) -> bool:
        return self.gap_fen > 0

    @property
    def warning(self) -> int:
        """The highest warning that is due, or 0."""
        return max((share for share in WARNINGS if self.amount_fen and self.share >= share), default=0)


def budget_state(policy: str, year: int) -> BudgetState:
    """Return one policy's year."""
    return next(iter(budget_states([(policy, year)])))


def budget_states(keys: Iterable[tuple[str, int]]) -> list[BudgetState]:
    """Return the years of several policies, in three queries."""
    wanted = list(keys)
    years = {year for _policy, year in wanted}
    months, paid, budgets = _promised(years), _paid(years), latest_budgets(years)
    return [_state(key, months, paid, budgets) for key in wanted]


def latest_budgets(years: Iterable[int] = ()) -> dict[tuple[str, int], Budget]:
    """Return the newest version of each policy's year."""
    rows = Budget.objects.filter(year__in=list(years)) if years else Budget.objects.all()
    return {(row.policy, row.year): row for row in rows.order_by("version")}


def known_years() -> list[tuple[str, int]]:
    """Return every (policy, year) for which something was promised or set aside, the newest year first."""
    owed = set(Obligation.objects.values_list("policy", "month__year").distinct().order_by())
    return sorted(owed | set(latest_budgets()), key=lambda key: (-key[1], key[0]))


Monthly = dict[tuple[str, date], int]


def _promised(years: set[int]) -> Monthly:
    rows = Obligation.objects.filter(month__year__in=years).values_list("policy", "month").order_by()
    return {(policy, month): total for policy, month, total in rows.annotate(total=Sum("amount_fen"))}


def _paid(years: set[int]) -> dict[tuple[str, int], int]:
    """What left the house for months of a year, less what came back of it."""
    rows = Entry.objects.filter(account__in=[LedgerAccount.BANK, LedgerAccount.RECOVERED], month__year__in=years)
    totals = rows.values_list("policy", "month__year").order_by().annotate(total=Sum("amount_fen"), n=Count("id"))
    return {(policy, year): total for policy, year, total, _n in totals}


def _state(
    key: tuple[str, int], promised: Monthly, paid: dict[tuple[str, int], int], budgets: dict[tuple[str, int], Budget]
) -> BudgetState:
    policy, year = key
    months = {month: total for (name, month), total in promised.items() if name == policy and month.year == year}
    committed = sum(months.values())
    return BudgetState(policy, year, budgets.get(key), committed, paid.get(key, 0), committed + _to_come(months, year))


def _to_come(months: dict[date, int], year: int) -> int:
    """Return what the rest of the year will cost; nothing for a year that is over or of which nothing is known."""
    if not months or year < clock.today().year:
        return 0
    last = sorted(months)[-LAST_MONTHS:]
    return sum(months[month] for month in last) // len(last) * (12 - last[-1].month)
