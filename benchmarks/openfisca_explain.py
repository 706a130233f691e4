"""The peer of `policy_explain.py`: the same six conditions as a country package for OpenFisca-core, as its
documentation teaches. Runs in an interpreter of its own; reads cases from standard input, prints JSON.
"""

import datetime as dt
import json
import statistics
import sys
import time
from importlib.metadata import version

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

ROUNDS = 300
Person = build_entity(key="person", plural="persons", label="Person", is_person=True)
GROUPS = {
    "men": (720, "1965-01-01", 4, 36),
    "women_55": (660, "1970-01-01", 4, 36),
    "women_50": (600, "1975-01-01", 2, 60),
}


class Sex(Enum):
    male = "male"
    female = "female"


class Post(Enum):
    unknown = "unknown"
    management = "management"
    worker = "worker"


def dated(value, before=None):
    values = {"2023-03-16": {"value": value if before is None else before}}
    return {"values": values if before is None else values | {"2025-01-01": {"value": value}}}


def parameters():
    tree = {"contract_months": dated(36), "insured_months": dated(12)}
    for name, (age, _first, step, cap) in GROUPS.items():
        tree[name] = {"age": dated(age), "step": dated(step), "cap": dated(cap, before=0)}
    return ParameterNode("", data=tree)


def add_months(days, months):
    """Month arithmetic on datetime64 that keeps the day, at most to the end of the month."""
    month = days.astype("datetime64[M]")
    target = month + months
    last = (target + 1).astype("datetime64[D]") - target.astype("datetime64[D]") - 1
    return target.astype("datetime64[D]") + numpy.minimum(days - month.astype("datetime64[D]"), last)


def retires(person, period, law, name):
    born, group = person("born_on", period), getattr(law(period), name)
    cohort = (born.astype("datetime64[M]") - numpy.datetime64(GROUPS[name][1], "M")).astype(int)
    delay = numpy.where(cohort < 0, 0, numpy.minimum(group.cap, 1 + cohort // group.step))
    return add_months(born, group.age + delay)


def variable(name, kind, formula=None, unit=DateUnit.DAY, **more):
    body = {"value_type": kind, "entity": Person, "definition_period": unit, "label": name, **more}
    return type(name, (Variable,), body | ({"formula": formula} if formula else {}))


def today(period):
    return numpy.datetime64(str(period.start), "D")


def working_age(person, period, law):
    day, post = today(period), person("female_post", period)
    woman = (day < retires(person, period, law, "women_50")) | (
        (post == Post.management) & (day < retires(person, period, law, "women_55"))
    )
    return numpy.where(person("sex", period) == Sex.male, day < retires(person, period, law, "men"), woman)


def listed_occupation(person, period):
    same_year = person("catalogue_year", period) == period.start.year
    return same_year * person("is_occupation_listed", period) * person("is_level_listed", period)


def contract(person, period, law):
    starts, ends, day = person("contract_started_on", period), person("contract_ends_on", period), today(period)
    long_enough = add_months(starts, law(period).contract_months) <= ends + 1
    in_force = person("is_contract_open_ended", period) | ((day <= ends) & long_enough)
    return person("is_employer_in_district", period) * (starts <= day) * in_force


def insured(person, period, law):
    months, month = law(period).insured_months, period.first_month
    paid = [person("is_insured", month.offset(-back)) for back in range(months + 1)]
    run = numpy.logical_and.reduce(paid[:-1]) | numpy.logical_and.reduce(paid[1:])
    since = add_months(numpy.array([today(period)]), -months)
    return person("is_employer_in_district", period) * (person("employed_on", period) <= since) * run


FACTS = {
    **dict.fromkeys(("born_on", "contract_started_on", "contract_ends_on", "employed_on"), dt.date),
    **dict.fromkeys(
        (
            "is_dishonest",
            "is_occupation_listed",
            "is_level_listed",
            "is_employer_in_district",
            "is_contract_open_ended",
        ),
        bool,
    ),
    **dict.fromkeys(("catalogue_year", "monthly_pay_fen", "wage_guidance_fen"), int),
}
CONDITIONS = {
    "working_age": working_age,
    "honest": lambda person, period: ~person("is_dishonest", period),
    "listed_occupation": listed_occupation,
    "contract": contract,
    "insured": insured,
    "pay": lambda person, period: person("monthly_pay_fen", period) >= person("wage_guidance_fen", period),
}


def eligible(person, period):
    return numpy.logical_and.reduce([person(name, period) for name in CONDITIONS])


def build_system():
    system = TaxBenefitSystem([Person])
    system.parameters = parameters()
    for name, kind in FACTS.items():
        system.add_variable(variable(name, kind))
    system.add_variable(variable("sex", Enum, possible_values=Sex, default_value=Sex.male))
    system.add_variable(variable("female_post", Enum, possible_values=Post, default_value=Post.unknown))
    system.add_variable(variable("is_insured", bool, unit=DateUnit.MONTH))
    for name, formula in (*CONDITIONS.items(), ("eligible", eligible)):
        system.add_variable(variable(name, bool, formula))
    return system


def situation(case):
    known = (*FACTS, "sex", "female_post")
    person = {name: {case["on"]: value} for name, value in case["facts"].items() if name in known}
    person["is_insured"] = dict.fromkeys(case["facts"]["insured_months"], True)
    return {"persons": {"someone": person}}


def simulate(system, case):
    simulation = SimulationBuilder().build_from_entities(system, situation(case))
    simulation.trace = True
    return simulation


def explain(system, case):
    simulation = simulate(system, case)
    simulation.calculate("eligible", case["on"])
    return simulation.tracer.computation_log.lines()


def median(prepare, run):
    times = []
    for _ in range(ROUNDS):
        ready = prepare()
        started = time.process_time_ns()
        run(ready)
        times.append(time.process_time_ns() - started)
    return statistics.median(times) / 1_000


def main():
    cases, system = json.load(sys.stdin), build_system()
    verdicts = []
    for case in cases:
        simulation = simulate(system, case)
        verdicts.append({name: bool(simulation.calculate(name, case["on"])[0]) for name in CONDITIONS})
    case = cases[0]
    times = {
        "OpenFisca: calculate with trace": median(
            lambda: simulate(system, case), lambda simulation: simulation.calculate("eligible", case["on"])
        ),
        "OpenFisca: build one person, calculate, print the trace": median(
            lambda: None, lambda _: explain(system, case)
        ),
    }
    json.dump({"version": version("openfisca-core"), "verdicts": verdicts, "times": times}, sys.stdout)


if __name__ == "__main__":
    main()
