"""The country package of `country.py` under the clock: all reasons and amounts of all months of a part."""

import numpy
from country import DATES, ENUMS, GOLD, MASKS, TRUTHS, YOUTH, build_system
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.periods import period
from openfisca_core.simulations import SimulationBuilder


def engine(policy, columns, months, codes, tuned):
    """A call that judges all months of a part; it returns the packing of its answers, which nobody measures."""
    system, names = build_system(tuned), GOLD if policy == "gold_allowance" else YOUTH
    inputs = {name: given(name, array, codes) for name, array in columns.items() if name in (*DATES, *TRUTHS, *ENUMS)}

    def judge():
        simulation = SimulationBuilder().build_default_simulation(system, len(columns["person"]))
        for name, array in inputs.items():
            simulation.set_input(name, period("ETERNITY"), array)
        set_monthly(simulation, policy, columns, months)
        found = []
        for month in months:
            when, own = f"{month['day']:%Y-%m}", [n for n in names if n != "either_or" or month["either_or"]]
            reasons = {name: simulation.calculate(name, when) for name in own}
            there = simulation.calculate("waits", when) if policy == "gold_allowance" else None
            found.append((reasons, there, simulation.calculate(policy, when)))
        return lambda: packed(found)

    return judge


def given(name, array, codes):
    """Dates as dates, members as the numbers that OpenFisca gives them."""
    if name in DATES:
        return array.astype("datetime64[D]")
    if name not in ENUMS:
        return array
    table = numpy.zeros(1 + max(codes.values()), numpy.uint8)
    for place, member in enumerate(ENUMS[name]):
        table[codes[member.name]] = place
    return EnumArray(table[array], ENUMS[name])


def set_monthly(simulation, policy, columns, months):
    mask = next(name for name in MASKS if name in columns)
    for month in months:
        held = (columns[mask] >> numpy.uint64(month["shift"])) & numpy.uint64(1) == 1
        simulation.set_input(MASKS[mask], f"{month['day']:%Y-%m}", held)
    first, before = f"{months[0]['day']:%Y-%m}", columns["state.months_received"]
    simulation.set_input("gold_months" if policy == "gold_allowance" else "youth_months", first, before)
    if policy == "youth_living_subsidy":
        simulation.set_input("youth_fen", first, columns["state.received_this_year_fen"])


def packed(found):
    met, not_met, amounts = [], [], []
    for reasons, waits_here, amount in found:
        good, bad = numpy.zeros(len(amount), numpy.uint16), numpy.zeros(len(amount), numpy.uint16)
        for place, (name, held) in enumerate(reasons.items()):
            there = waits_here if name == "waited" else True
            good |= (held & there).astype(numpy.uint16) << place
            bad |= (~held & there).astype(numpy.uint16) << place
        met.append(good)
        not_met.append(bad)
        amounts.append(amount)
    return met, not_met, amounts
