"""How a district handles a benefit: `procedures.yaml`, read once and checked by type. What is owed: `policies/`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
SILENCES = ("confirm", "lapse")


@dataclass(frozen=True)
class Procedure:
    """One benefit. Days are working days, months calendar months, percents whole numbers.

    `silence` says what no answer means: `confirm` (it is taken as yes) or `lapse` (nothing is paid until asked again).
    `recompute_months`: how far back a run looks for late facts. `payout_months`: the months in which a batch is due.
    """

    policy: str
    sample_percent: int
    answer_working_days: int
    silence: str
    appeal_working_days: int
    recompute_months: int
    payout_months: tuple[int, ...]
    source: str


@cache
def procedures(district: str) -> dict[str, Procedure]:
    """Return the procedures by policy. Raises `KeyError`, `TypeError` or `ValueError` for a wrong file."""
    data = yaml.safe_load((FOLDER / district / "procedures.yaml").read_text(encoding="utf-8"))
    found = [Procedure(policy=policy, **_checked(entry)) for policy, entry in data["procedures"].items()]
    return {procedure.policy: procedure for procedure in found}


def _checked(entry: dict[str, object]) -> dict[str, object]:
    if entry["silence"] not in SILENCES:
        raise ValueError(f"silence must be one of {SILENCES}, not {entry['silence']}")
    return entry | {"payout_months": tuple(entry["payout_months"])}  # type: ignore[arg-type]
