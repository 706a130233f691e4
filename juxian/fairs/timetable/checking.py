"""The judge: every clash and every broken promise of a timetable, found without anything the solver uses."""

from collections import Counter
from collections.abc import Iterable

from juxian.fairs.timetable.problem import Appointment, Problem


def faults(problem: Problem, appointments: Iterable[Appointment]) -> list[str]:
    """Return what is wrong, in English words for tests and records; nothing where all is well."""
    found = list(appointments)
    everything = [*found, *problem.held]
    booths = {one.key: one for one in problem.booths}
    candidates = {one.key: one for one in problem.candidates}
    wrong = [
        f"{key} is in two places in slot {slot}" for key, slot in _twice((a.candidate, a.slot) for a in everything)
    ]
    wrong += [f"{who} meets {where} twice" for who, where in _twice((a.candidate, a.booth) for a in everything)]
    for (key, slot), count in Counter((one.booth, one.slot) for one in found).items():
        if count > _seats(booths[key].seats, slot):
            wrong.append(f"{key} has {count} people in slot {slot}")
    for one in found:
        who, where = candidates[one.candidate], booths[one.booth]
        if one.slot not in who.slots:
            wrong.append(f"{who.key} cannot come in slot {one.slot}")
        if where.key not in who.wishes or who.key in where.refuses:
            wrong.append(f"{who.key} and {where.key} may not meet")
        if problem.terms.is_mutual_only and who.key not in where.wishes:
            wrong.append(f"{where.key} does not wish {who.key}")
    for key, count in Counter(one.candidate for one in everything).items():
        if key in candidates and count > candidates[key].limit and any(one.candidate == key for one in found):
            wrong.append(f"{key} has {count} interviews, more than wished")
    return wrong


def _seats(seats: tuple[int, ...], slot: int) -> int:
    return seats[slot] if 0 <= slot < len(seats) else 0


def _twice(keys: Iterable[tuple]) -> list[tuple]:
    return [key for key, count in Counter(keys).items() if count > 1]
