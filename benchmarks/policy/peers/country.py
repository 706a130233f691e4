"""The two policies as a country package for OpenFisca-core, twice: as its documentation teaches, with values of the law
looked up by each person's level (`parameters(period).gold.amount[level]`), and tuned, with the values of a month as one
array and what does not change with the month worked out once.

Months are asked for in order: asked for the last month alone, OpenFisca would give up the recursion of
`months_received` silently and take 0.
"""

import datetime as dt

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="Person", is_person=True)
Level = Enum(
    "Level",
    ["apprentice", "junior", "intermediate", "senior", "technician", "senior_technician", "special_grade", "chief"],
)
Status = Enum("Status", ["valid", "suspended", "revoked", "expired", "not_issued"])
Kind = Enum("Kind", ["enterprise", "public_institution", "organ", "other"])
Degree = Enum("Degree", ["below_bachelor", "bachelor", "master", "doctor"])
ENUMS = {
    "gold_level": Level,
    "gold_previous_level": Level,
    "gold_certificate_status": Status,
    "employer_kind": Kind,
    "degree": Degree,
}
DATES = [
    "gold_recognised_on",
    "senior_since_on",
    "district_job_ends_on",
    "retired_on",
    "died_on",
    "first_xiamen_insured_on",
    "born_on",
    "city_rent_qualified_on",
]
TRUTHS = ["is_gold_promoted", "is_dishonest", "is_degree_full_time", "is_technical_backbone", "is_employer_in_district"]
MASKS = {"district_insured_months": "is_district_insured", "city_half_rent_months": "draws_city_half_rent"}
OLD = {"senior": 50_000, "technician": 80_000, "senior_technician": 100_000}
NEW = {
    "senior": 80_000,
    "technician": 150_000,
    "senior_technician": 200_000,
    "special_grade": 250_000,
    "chief": 300_000,
}


def dated(old, new):
    return {"values": {"2020-04-01": {"value": old}, "2023-03-01": {"value": new}}}


def parameters():
    amount = {level.name: dated(OLD.get(level.name, 0), NEW.get(level.name, 0)) for level in Level}
    youth = {"monthly": dated(50_000, 50_000), "year_limit": dated(600_000, 600_000), "most_months": dated(60, 60)}
    gold = {"amount": amount, "wait_months": dated(12, 12), "cap_months": dated(36, 0)}
    return ParameterNode("", data={"gold": gold, "youth": youth | {"greatest_age": dated(30, 30)}})


def end_of(month):
    return numpy.datetime64(str(month.start.offset("last-of", "month")), "D")


def start_of(month):
    return numpy.datetime64(str(month.start), "D")


def add_months(days, months):
    month = days.astype("datetime64[M]")
    target = month + months
    last = (target + 1).astype("datetime64[D]") - target.astype("datetime64[D]") - 1
    return target.astype("datetime64[D]") + numpy.minimum(days - month.astype("datetime64[D]"), last)


def whole_years(first, second):
    months = (second.astype("datetime64[M]") - first.astype("datetime64[M]")).astype(int)
    return (months - (add_months(first, months) > second)) // 12


def first_month(person, month, law):
    return person("gold_recognised_on", month).astype("datetime64[M]") + person("is_gold_promoted", month).astype(int)


def paid_level(person, month, law):
    waits = person("is_gold_promoted", month) & (first_month(person, month, law) > start_of(month))
    chosen = numpy.where(waits, person("gold_previous_level", month), person("gold_level", month))
    return EnumArray(chosen, Level)


def rate(person, month, law):
    return law(month).gold.amount[person("paid_level", month)]


def rate_tuned(person, month, law):
    amount = law(month).gold.amount
    return numpy.array([amount[level.name] for level in Level])[person("paid_level", month)]


def recognised(person, month, law):
    begun = person("gold_recognised_on", month) <= end_of(month)
    entitled = person("is_gold_promoted", month) | (first_month(person, month, law) <= start_of(month))
    return begun & entitled & (person("rate", month) > 0)


def waits(person, month, law):
    return (person("gold_recognised_on", month) <= end_of(month)) & (person("paid_level", month) == Level.senior)


def waited(person, month, law):
    full_year = add_months(person("senior_since_on", month), law(month).gold.wait_months)
    return full_year <= end_of(month)


def lasts(fact):
    def formula(person, month, law):
        return add_months(person(fact, month).astype("datetime64[M]").astype("datetime64[D]"), 1) > start_of(month)

    return formula


def lasts_tuned(fact):
    return lambda person, month, law: person(fact, month) >= start_of(month)


def waited_tuned(person, month, law):
    return person("full_year_on", month) <= end_of(month)


def below_cap(person, month, law):
    cap = law(month).gold.cap_months
    return (person("gold_months", month) < cap) if cap else numpy.ones(person.count, bool)


def months_before(paid):
    def formula(person, month, law):
        before = month.last_month
        name = "gold_months" if paid == "gold_allowance" else "youth_months"
        return person(name, before) + (person(paid, before) > 0)

    return formula


def gold_allowance(person, month, law):
    met = numpy.logical_and.reduce([person(name, month) for name in GOLD if name != "waited"])
    met = met & (~person("waits", month) | person("waited", month))
    return numpy.where(met, person("rate", month), 0)


def young(person, month, law):
    age = whole_years(person("born_on", month), person("city_rent_qualified_on", month))
    return age <= law(month).youth.greatest_age


def educated(person, month, law):
    degree = person("degree", month)
    graduate = (degree == Degree.bachelor) + (degree == Degree.master) + (degree == Degree.doctor)
    return (graduate & person("is_degree_full_time", month)) | person("is_technical_backbone", month)


def newcomer(person, month, law):
    first = person("first_xiamen_insured_on", month)
    return (first >= numpy.datetime64("2021-01-01")) & (first <= end_of(month))


def this_year(person, month, law):
    if month.start.month == 1:
        return numpy.zeros(person.count, int)
    return person("youth_fen", month.last_month) + person("youth_living_subsidy", month.last_month)


def youth_living_subsidy(person, month, law):
    names = [name for name in YOUTH if name != "either_or" or month.start.date < dt.date(2023, 2, 1)]
    met = numpy.logical_and.reduce([person(name, month) for name in names])
    left = law(month).youth.year_limit - person("youth_fen", month)
    return numpy.where(met, numpy.minimum(law(month).youth.monthly, left), 0)


GOLD = {
    "recognised": recognised,
    "waited": waited,
    "certified": lambda person, month, law: person("gold_certificate_status", month) == Status.valid,
    "district_insured": lambda person, month, law: person("is_district_insured", month),
    "in_post": lasts("district_job_ends_on"),
    "not_retired": lasts("retired_on"),
    "alive": lasts("died_on"),
    "not_dishonest": lambda person, month, law: ~person("is_dishonest", month),
    "below_cap": below_cap,
}
YOUTH = {
    "newcomer": newcomer,
    "young": young,
    "educated": educated,
    "in_enterprise": lambda person, month, law: (
        person("is_employer_in_district", month) & (person("employer_kind", month) == Kind.enterprise)
    ),
    "city_paid": lambda person, month, law: person("draws_city_half_rent", month),
    "either_or": lambda person, month, law: ~person("draws_city_half_rent", month),
    "within_year": lambda person, month, law: person("youth_fen", month) < law(month).youth.year_limit,
    "within_five_years": lambda person, month, law: person("youth_months", month) < law(month).youth.most_months,
}
TUNED = {
    "rate": rate_tuned,
    "waited": waited_tuned,
    "in_post": lasts_tuned("district_job_ends_on"),
    "not_retired": lasts_tuned("retired_on"),
    "alive": lasts_tuned("died_on"),
    "young": lambda person, month, law: person("age_when_qualified", month) <= law(month).youth.greatest_age,
}


def variable(name, kind, formula=None, unit=DateUnit.MONTH, **more):
    body = {"value_type": kind, "entity": Person, "definition_period": unit, "label": name, **more}
    return type(name, (Variable,), body | ({"formula": formula} if formula else {}))


def build_system(tuned):
    system = TaxBenefitSystem([Person])
    system.parameters = parameters()
    for names, kind in ((DATES, dt.date), (TRUTHS, bool)):
        for name in names:
            system.add_variable(variable(name, kind, unit=DateUnit.ETERNITY))
    for name, enum in (*ENUMS.items(), ("paid_level", Level)):
        unit, formula = (DateUnit.MONTH, paid_level) if name == "paid_level" else (DateUnit.ETERNITY, None)
        more = {"possible_values": enum, "default_value": next(iter(enum))}
        system.add_variable(variable(name, Enum, formula, unit, **more))
    for name in MASKS.values():
        system.add_variable(variable(name, bool))
    numbers = {"rate": rate, "gold_allowance": gold_allowance, "gold_months": months_before("gold_allowance")}
    numbers |= {"youth_living_subsidy": youth_living_subsidy, "youth_fen": this_year}
    numbers |= {"youth_months": months_before("youth_living_subsidy")}
    for name, formula in numbers.items():
        system.add_variable(variable(name, int, TUNED.get(name, formula) if tuned else formula))
    for name, formula in (*GOLD.items(), *YOUTH.items(), ("waits", waits)):
        system.add_variable(variable(name, bool, TUNED.get(name, formula) if tuned else formula))
    _add_lasting(system)
    return system


def _add_lasting(system):
    """For the tuned package: what is the same in every month."""

    def full_year_on(person, _always, law):
        return add_months(person("senior_since_on", _always), law("2022-07").gold.wait_months)

    def age(person, _always, law):
        return whole_years(person("born_on", _always), person("city_rent_qualified_on", _always))

    system.add_variable(variable("full_year_on", dt.date, full_year_on, DateUnit.ETERNITY))
    system.add_variable(variable("age_when_qualified", int, age, DateUnit.ETERNITY))
