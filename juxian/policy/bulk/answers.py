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
    """Four tests of a clause, none of them ever null; all false means that the clause is not there for this person.

    `None` in the place of a test: the clause never has this verdict."""

    met: E | None = None
    not_met: E | None = None
    unknown: E | None = None
    judgement: E | None = None
    # Where the clause is there at all, if it is then either met or not: then the one follows from the other.
    there: E | None = None

    def of(self, verdict: Verdict) -> E | None:
        return getattr(self, verdict.value)  # type: ignore[no-any-return]


def answer(emitter: Emitter[E], item: Prepared, *, is_judged_in_columns: bool) -> Answer[E]:
    """Say of a clause in which of four states it is; `explain._verdict`, as expressions."""
    there, surely, unsure = _applies(emitter, item)
    by_hand = _by_hand(emitter, item) if is_judged_in_columns else Answer(judgement=emitter.literal(True))
    if item.test is None:
        met, not_met, judgement = (_all(emitter, surely, e) for e in (by_hand.met, by_hand.not_met, by_hand.judgement))
        return Answer(met, not_met, unsure, judgement)
    tree = emitter.simple(item.test)
    test, is_decided = emitter.operand(tree), emitter.reading.is_known(tree)
    if is_decided and unsure is None:
        applies = surely[0] if surely else emitter.literal(True)
        return Answer(_all(emitter, surely, test), _all(emitter, surely, emitter.negate(test)), there=applies)
    met, not_met = _all(emitter, there, emitter.is_true(test)), _all(emitter, surely, emitter.is_false(test))
    asked = _all(emitter, surely, emitter.negate(emitter.known(test)))
    unsure = _all(emitter, [emitter.negate(emitter.is_true(test))], unsure)
    if not item.condition.judged_when_unknown:
        return Answer(met, not_met, _any(emitter, asked, unsure))
    assert asked is not None
    return Answer(
        _any(emitter, met, _all(emitter, [asked], by_hand.met)),
        _any(emitter, not_met, _all(emitter, [asked], by_hand.not_met)),
        unsure,
        _all(emitter, [asked], by_hand.judgement),
    )


def _applies(emitter: Emitter[E], item: Prepared) -> tuple[list[E], list[E], E | None]:
    """Whether the clause is there for a person, as guards: at least possibly, surely; and where that is unknown."""
    if item.when is None:
        return [], [], None
    tree = emitter.simple(item.when)
    applies = emitter.operand(tree)
    if emitter.reading.is_known(tree):
        return [applies], [applies], None
    there = emitter.negate(emitter.is_false(applies))
    return [there], [emitter.is_true(applies)], emitter.negate(emitter.known(applies))


def _by_hand(emitter: Emitter[E], item: Prepared) -> Answer[E]:
    given = emitter.judgement(item.condition.key)
    return Answer(emitter.is_true(given), emitter.is_false(given), None, emitter.negate(emitter.known(given)))


def _all(emitter: Emitter[E], guards: list[E], item: E | None) -> E | None:
    return None if item is None else emitter.all_of([*guards, item])


def _any(emitter: Emitter[E], left: E | None, right: E | None) -> E | None:
    found = [item for item in (left, right) if item is not None]
    return emitter.any_of(found) if found else None


def carried_on(emitter: Emitter[E], name: str, before: E, amount: E, *, is_new_year: bool) -> E:
    """A state after a month: an amount that is unknown or nothing leaves it as it was; an unknown state stays so."""
    if name == "state.received_this_year_fen" and is_new_year:
        return emitter.where(emitter.known(before), emitter.literal(0))
    more = amount if name == "state.received_this_year_fen" else emitter.literal(1)
    paid = emitter.compare(">", amount, emitter.literal(0))
    return emitter.cases([(paid, emitter.calculate("+", before, more))], before)


def clause_verdicts(clauses: Sequence[Prepared], bits: dict[Verdict, int]) -> Iterator[tuple[str, Verdict]]:
    """Read the bits of one row back: the clauses that are there for the person, each with its verdict."""
    for place, item in enumerate(clauses):
        for verdict in CLAUSE_VERDICTS:
            if bits[verdict] >> place & 1:
                yield item.condition.key, verdict
