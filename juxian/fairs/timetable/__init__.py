"""A timetable of interviews from both sides' wishes: `solve`, `repair` after somebody fails, `faults` as the judge.

Pure: no Django, no clock, no chance but the published seed. Three steps, each with its own proof or test:

1. `selection` — *who meets whom*: a flow of greatest worth with the fairness floor first. Without times it is exact,
   so it is also an upper bound of what any timetable can reach.
2. `board` — *when*: a chosen pair is placed by an alternating chain (König 1916). Where everybody can come at all
   times a place is always found, so the result of step 1 is reached and proven best.
3. `improving` — where people's times are narrow, what did not fit is exchanged as long as the whole gains.
"""

from juxian.fairs.timetable.checking import faults
from juxian.fairs.timetable.problem import Appointment, Booth, Candidate, Problem, Terms
from juxian.fairs.timetable.reasons import Cause, Shortfall
from juxian.fairs.timetable.repairing import Repair, repair
from juxian.fairs.timetable.solving import Timetable, solve

__all__ = [
    "Appointment",
    "Booth",
    "Candidate",
    "Cause",
    "Problem",
    "Repair",
    "Shortfall",
    "Terms",
    "Timetable",
    "faults",
    "repair",
    "solve",
]
