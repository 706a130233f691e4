"""The two policies by hand in NumPy: what a good analyst writes when nobody has to read, change or explain the law."""

import datetime as dt

import numpy

EPOCH = dt.date(1970, 1, 1)


def days(day):
    return (day - EPOCH).days


def gold(columns, months, codes):
    """Yields (met, not_met, amount) for each month."""
    c, received = columns, columns["state.months_received"].copy()
    recognised, promoted = c["gold_recognised_on"], c["is_gold_promoted"]
    valid, honest = c["gold_certificate_status"] == codes["valid"], ~c["is_dishonest"]
    for month in months:
        begun = recognised <= month["end"]
        paid = numpy.where(promoted & (recognised >= month["start"]), c["gold_previous_level"], c["gold_level"])
        rate = month["amount"][paid]
        waits = begun & (paid == codes["senior"])
        tests = [
            begun & (rate > 0),
            waits & (c["senior_since_on"] <= month["wait_until"]),
            valid,
            (c["district_insured_months"] >> numpy.uint64(month["shift"])) & numpy.uint64(1) == 1,
            c["district_job_ends_on"] >= month["start"],
            c["retired_on"] >= month["start"],
            c["died_on"] >= month["start"],
            honest,
            (received < month["cap_months"]) if month["cap_months"] else numpy.ones(len(paid), bool),
        ]
        met = bits(tests)
        there = numpy.uint16(0x1FD) | (waits.astype(numpy.uint16) << 1)
        amount = numpy.where(met == there, rate, 0)
        received += amount > 0
        yield met, there & ~met, amount


def youth(columns, months, codes):
    c = columns
    received, this_year = c["state.months_received"].copy(), c["state.received_this_year_fen"].copy()
    young = whole_years(c["born_on"], c["city_rent_qualified_on"]) <= 30
    graduate = numpy.isin(c["degree"], [codes[name] for name in ("bachelor", "master", "doctor")])
    educated = (graduate & c["is_degree_full_time"]) | c["is_technical_backbone"]
    in_enterprise = c["is_employer_in_district"] & (c["employer_kind"] == codes["enterprise"])
    first = c["first_xiamen_insured_on"]
    newcomer = first >= days(dt.date(2021, 1, 1))
    for month in months:
        if month["new_year"]:
            this_year[:] = 0
        rented = (c["city_half_rent_months"] >> numpy.uint64(month["shift"])) & numpy.uint64(1) == 1
        tests = [newcomer & (first <= month["end"]), young, educated, in_enterprise, rented]
        tests += [~rented] if month["either_or"] else []
        tests += [this_year < 600_000, received < 60]
        met, there = bits(tests), numpy.uint16((1 << len(tests)) - 1)
        amount = numpy.where(met == there, numpy.minimum(50_000, 600_000 - this_year), 0)
        received += amount > 0
        this_year += amount
        yield met, there & ~met, amount


def bits(tests):
    found = numpy.zeros(len(tests[0]), numpy.uint16)
    for place, test in enumerate(tests):
        found |= test.astype(numpy.uint16) << place
    return found


def whole_years(first, second):
    first, second = first.astype("datetime64[D]"), second.astype("datetime64[D]")
    months, later = first.astype("datetime64[M]"), second.astype("datetime64[M]")
    first_day, second_day = (first - months).astype(int), (second - later).astype(int)
    last = ((later + 1).astype("datetime64[D]") - later.astype("datetime64[D]")).astype(int) - 1
    whole = (later - months).astype(int) - ((first_day > second_day) & (second_day < last))
    return whole // 12


POLICIES = {"gold_allowance": gold, "youth_living_subsidy": youth}
