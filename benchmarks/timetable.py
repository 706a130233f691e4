"""A fair's timetable of interviews beside CP-SAT: how good, how soon, and how soon again when somebody does not show.

    python -m venv /tmp/ortools && /tmp/ortools/bin/pip install ortools
    .venv/bin/python benchmarks/timetable.py --peer /tmp/ortools/bin/python

Both get the same fair and the same objective: the fairness floor first, then the worth of the interviews. CP-SAT runs
in an interpreter of its own with the plain model (one Boolean per pair and slot), and is given 10 and 60 seconds. Every
answer, theirs too, is judged by `faults`.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from juxian.fairs.timetable import Appointment, Booth, Candidate, Problem, Terms, faults, repair, solve  # noqa: E402
from juxian.fairs.timetable.problem import Market  # noqa: E402

SIZES = {"10 × 60 × 12": (10, 60, 12), "30 × 300 × 24": (30, 300, 24), "60 × 600 × 24": (60, 600, 24)}
PEER_SECONDS = (10, 60)
REPAIRS = 20


def make(booth_count: int, people_count: int, slot_count: int, *, narrow: bool) -> Problem:
    """A fair with popular booths, ten wishes a person, forty a booth; `narrow`: lunch, and people for a part."""
    draw = random.Random(f"{booth_count} {people_count} {slot_count}")
    names = [f"b{at}" for at in range(booth_count)]
    popularity = [1 / (1 + at / 10) for at in range(booth_count)]
    people = []
    for at in range(people_count):
        wishes = tuple(dict.fromkeys(draw.choices(names, popularity, k=10)))
        begins, length = draw.randrange(slot_count - 6), draw.choice([6, 8, 12, slot_count])
        slots = range(begins, min(slot_count, begins + length)) if narrow else range(slot_count)
        people.append(Candidate(f"p{at}", frozenset(slots), wishes, limit=4))
    asking = {name: [one.key for one in people if name in one.wishes] for name in names}
    lunch = (slot_count // 2 - 1, slot_count // 2) if narrow else ()
    seats = tuple(0 if slot in lunch else 1 for slot in range(slot_count))
    booths = [Booth(name, seats, tuple(draw.sample(asking[name], min(40, len(asking[name]))))) for name in names]
    return Problem(tuple(booths), tuple(people), Terms("2026-11-24"))


def measure(problem: Problem, appointments: tuple[Appointment, ...]) -> tuple[int, int]:
    """Return how many have what the floor owes them, and the worth of all interviews."""
    market = Market(problem)
    wrong = faults(problem, appointments)
    if wrong:
        raise SystemExit(f"not a timetable: {wrong[:3]}")
    counts = [0] * len(market.candidates)
    worth = 0
    for one in appointments:
        who = market.candidate_at[one.candidate]
        counts[who] += 1
        worth += market.pair[(who, market.booth_at[one.booth])].worth
    return sum(min(count, floor) for count, floor in zip(counts, market.floor_of, strict=True)), worth


def ours(problem: Problem) -> dict:
    begins = time.perf_counter()
    made = solve(problem)
    seconds = time.perf_counter() - begins
    floor, worth = measure(problem, made.appointments)
    draw, times, changes = random.Random("no-show"), [], []
    for missing in draw.sample(sorted({one.candidate for one in made.appointments}), REPAIRS):
        people = tuple(replace(one, slots=frozenset()) if one.key == missing else one for one in problem.candidates)
        begins = time.perf_counter()
        mended = repair(replace(problem, candidates=people), made.appointments)
        times.append(time.perf_counter() - begins)
        changes.append(len(mended.moved) + len([one for one in mended.lost if one.candidate != missing]))
    found = {"seconds": seconds, "floor": floor, "worth": worth, "bound": made.bound_worth, "best": made.is_best}
    return found | {"repair_seconds": max(times), "others_changed": max(changes)}


def peer(python: str, problem: Problem, name: str, narrow: bool, seconds: int) -> dict:
    command = [python, __file__, "--as-peer", json.dumps([name, narrow, seconds])]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(answer.stdout)
    floor, worth = measure(problem, tuple(Appointment(*one) for one in found.pop("appointments")))
    return found | {"floor": floor, "worth": worth}


def as_peer(name: str, narrow: bool, seconds: int) -> dict:
    """Solve with CP-SAT; printed as JSON for the other interpreter."""
    from ortools.sat.python import cp_model

    market = Market(make(*SIZES[name], narrow=narrow))
    model, cells = cp_model.CpModel(), {}
    for pair in market.pairs:
        for slot in market.candidates[pair.candidate].slots:
            if market.booths[pair.booth].seats[slot]:
                cells[pair.candidate, pair.booth, slot] = model.new_bool_var("")
    per_person = constrain(market, model, cells)
    goal = [market.pair[(who, where)].worth * cell for (who, where, _slot), cell in cells.items()]
    price = 1 + sum(pair.worth for pair in market.pairs)
    for who, row in per_person.items():
        if market.floor_of[who]:
            has_one = model.new_bool_var("")
            model.add(sum(row) >= 1).only_enforce_if(has_one)
            goal.append(price * has_one)
    model.maximize(sum(goal))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    begins = time.perf_counter()
    status = solver.solve(model)
    taken = time.perf_counter() - begins
    has_answer = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    chosen = [key for key, cell in cells.items() if has_answer and solver.boolean_value(cell)]
    names = [(market.candidates[who].key, market.booths[where].key, slot) for who, where, slot in chosen]
    return {"seconds": taken, "status": solver.status_name(status), "appointments": names}


def constrain(market: Market, model, cells: dict) -> dict:
    """Nobody in two places, no booth over its seats, no pair twice, nobody over their limit. Return cells a person."""
    groups: dict[tuple, list] = {}
    per_person: dict[int, list] = {}
    for (who, where, slot), cell in cells.items():
        groups.setdefault(("person", who, slot), []).append(cell)
        groups.setdefault(("seat", where, slot), []).append(cell)
        groups.setdefault(("pair", who, where), []).append(cell)
        per_person.setdefault(who, []).append(cell)
    for (kind, where, slot), group in groups.items():
        seats = market.booths[where].seats[slot] if kind == "seat" else 1
        model.add(sum(group) <= seats) if seats > 1 else model.add_at_most_one(group)
    for who, row in per_person.items():
        model.add(sum(row) <= market.candidates[who].limit)
    return per_person


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", help="a Python with ortools")
    parser.add_argument("--as-peer", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.as_peer:
        print(json.dumps(as_peer(*json.loads(options.as_peer))))
        return
    print("| booths × people × slots | | seconds | floor | worth | bound | mended in | others changed |")
    for name, size in SIZES.items():
        for narrow in (False, True):
            problem = make(*size, narrow=narrow)
            row = ours(problem)
            label = f"{name}, {'part of the day' if narrow else 'all day'}"
            best = ", proven best" if row["best"] else ""
            print(
                f"| {label} | ours{best} | {row['seconds']:.1f} | {row['floor']} | {row['worth']} | {row['bound']} "
                f"| {row['repair_seconds']:.2f} s | {row['others_changed']} |",
                flush=True,
            )
            for seconds in PEER_SECONDS if options.peer else ():
                row = peer(options.peer, problem, name, narrow, seconds)
                print(
                    f"| {label} | CP-SAT {seconds} s, {row['status'].lower()} | {row['seconds']:.1f} | {row['floor']} "
                    f"| {row['worth']} | | | |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
