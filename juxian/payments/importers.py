"""Taking in what a bank answered about accounts: every fit row is followed, every other one is named."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _t

from juxian.kit.access import Actor
from juxian.kit.errors import RuleBroken, TransitionNotAllowed
from juxian.payments.actions.account import record_account_check
from juxian.payments.forms.account_sheet import read_answers
from juxian.payments.models import AccountCheck, BankAccount

NAMED = 20  # faults that the page spells out


@dataclass
class Answers:
    """What came of a file: how many agree, how many do not, and the rows that could not be followed."""

    agreed: int = 0
    differed: int = 0
    unknown: int = 0
    same: int = 0
    faults: list[str] = field(default_factory=list)


def take_in_answers(*, file: Any, by: Actor) -> Answers:
    """Follow the bank's answers row by row. The same file again changes nothing and says so."""
    reading = read_answers(file)
    answers = Answers(faults=[str(fault) for fault in reading.faults[:NAMED]])
    accounts = BankAccount.objects.in_bulk([row["reference"] for row in reading.rows])
    found = {str(key): account for key, account in accounts.items()}
    for number, row in reading.by_number.items():
        account = found.get(row["reference"].lower())
        if account is None:
            answers.faults.append(_t("第 %(row)d 行：没有这个核对编号的账号。") % {"row": number})
        elif account.check_answer == row["result"]:
            answers.same += 1
        else:
            _follow(answers, number, account, row, by)
    return answers


def _follow(answers: Answers, number: int, account: BankAccount, row: dict[str, Any], by: Actor) -> None:
    try:
        record_account_check(account, answer=row["result"], message=row["message"] or "", by=by)
    except (RuleBroken, TransitionNotAllowed) as error:
        answers.faults.append(_t("第 %(row)d 行：%(message)s") % {"row": number, "message": error.message})
        return
    answers.agreed += row["result"] == AccountCheck.AGREES
    answers.differed += row["result"] == AccountCheck.DIFFERS
    answers.unknown += row["result"] == AccountCheck.UNKNOWN
