"""From the answers to `when` and `if` to one verdict a clause and one for the policy: the same rules as `explain`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from juxian.policy.bulk.emitter import Emitter
from juxian.policy.explanation import Verdict
from juxian.policy.prepared import Prepared

E = TypeVar("E")
# The numbers that the column `verdict` holds; they order as `overall` decides.
VERDICTS = {Verdict.MET: 0, Verdict.JUDGEMENT: 1, Verdict.UNKNOWN: 2, Verdict.NOT_MET: 3}
# The bit columns of a result: bit n is clause n of those in force on the day.
CLAUSE_VERDICTS = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.JUDGEMENT)
MOST_CLAUSES = 62


@dataclass(frozen=True)
class Answer(Generic[E]):
    """Four tests of a clause, none of them ever null; all false means that the clause is not there for this person."""

    met: E
    not_met: E
    unknown: E
    judgement: E

    def of(self, verdict: Verdict) -> E:
        return getattr(self, verdict.value)  # type: ignore[no-any-return]


def answer(emitter: Emitter[E], item: Prepared, *, is_judged_in_columns: bool) -> Answer[E]:
    """Say of a clause in which of four states it is; `explain._verdict`, as expressions."""
    true, false = emitter.literal(True), emitter.literal(False)
    applies = emitter.operand(item.when) if item.when else true
    there, surely = emitter.negate(is_true(emitter, emitter.negate(applies))), is_true(emitter, applies)
    by_hand = emitter.judgement(item.condition.key) if is_judged_in_columns else emitter.literal(None)
    judged = Answer(
        met=is_true(emitter, by_hand),
        not_met=is_true(emitter, emitter.negate(by_hand)),
        unknown=false,
        judgement=emitter.negate(emitter.known(by_hand)) if is_judged_in_columns else true,
    )
    if item.test is None:
        return Answer(
            emitter.all_of([surely, judged.met]),
            emitter.all_of([surely, judged.not_met]),
            emitter.all_of([there, emitter.negate(surely)]),
            emitter.all_of([surely, judged.judgement]),
        )
    test = emitter.operand(item.test)
    met, not_met = (
        emitter.all_of([there, is_true(emitter, test)]),
        emitter.all_of([surely, is_true(emitter, emitter.negate(test))]),
    )
    rest = emitter.all_of([there, emitter.negate(met), emitter.negate(not_met)])
    if not item.condition.judged_when_unknown:
        return Answer(met, not_met, rest, false)
    asked = emitter.all_of([rest, surely])
    return Answer(
        emitter.any_of([met, emitter.all_of([asked, judged.met])]),
        emitter.any_of([not_met, emitter.all_of([asked, judged.not_met])]),
        emitter.all_of([rest, emitter.negate(surely)]),
        emitter.all_of([asked, judged.judgement]),
    )


def is_true(emitter: Emitter[E], item: E) -> E:
    """True where the item is true; false where it is false or unknown."""
    return emitter.cases([(item, emitter.literal(True))], emitter.literal(False))


def clause_verdicts(clauses: Sequence[Prepared], bits: dict[Verdict, int]) -> Iterator[tuple[str, Verdict]]:
    """Read the bits of one row back: the clauses that are there for the person, each with its verdict."""
    for place, item in enumerate(clauses):
        for verdict in CLAUSE_VERDICTS:
            if bits[verdict] >> place & 1:
                yield item.condition.key, verdict
