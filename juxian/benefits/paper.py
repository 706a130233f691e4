"""Papers of benefits."""

from typing import Any

from juxian.benefits.queries.statement import StatementLine, totals_of
from juxian.kit import clock
from juxian.kit.language import of_the_office
from juxian.kit.pdf import typeset

TEMPLATE = "benefits/pdf/statement.typ"


def statement_pdf(person: Any, lines: list[StatementLine]) -> bytes:
    """Return the statement for a bank, a landlord or one's own file. The paper is Chinese, whatever the screen was."""
    with of_the_office():
        data = {
            "name": person.name,
            "made_on": clock.today().isoformat(),
            "rows": [_row(line) for line in lines],
            "totals": {key: _yuan(value) for key, value in totals_of(lines).items()},
        }
    return typeset(TEMPLATE, data, at=clock.now(), missing="mark")


def _row(line: StatementLine) -> dict[str, str]:
    row = line.row()
    return {
        "month": f"{row['month']:%Y-%m}",
        "title": row["title"],
        "owed": _yuan(row["owed_fen"]),
        "paid": _yuan(row["paid_fen"]),
        "state": row["state"],
        "paid_on": row["paid_on"].isoformat() if row["paid_on"] else "",
        "message": row["message"],
    }


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"
