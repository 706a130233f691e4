"""What the registers of other offices can vouch for, in bulk, as known at an instant. Columns are named as in
`facts.yaml`; null says that the register has not been delivered, "it did not happen" is a value (2199-12-31, false).

    facts_in(month, people, known_at)           one row a person: the facts of that month, masks counted back from it
    facts_in_months(months, people, known_at)   the same for several months, read once, with a column `month`
    given_of(person_id, month, known_at)        one person's facts with trust and source, as `explain` takes them
    applicant_facts(…) · insured_at(…)          somebody at one employer on a day, for an application
    people_of_city_scheme(known_at)             whom the city's half-rent list names
    known_now()                                 an instant to freeze: whatever counts by then is there to be read

`people` are keys of persons as text (of rows that were kept in a merge). No loop runs over rows.
"""

from juxian.registers.facts.applicant import applicant_facts, insured_at
from juxian.registers.facts.monthly import FACTS, facts_in, facts_in_months
from juxian.registers.facts.one import given_of
from juxian.registers.facts.reading import people_of_city_scheme
from juxian.registers.kinds import TRUST
from juxian.registers.queries.freezing import known_now

__all__ = [
    "FACTS",
    "TRUST",
    "applicant_facts",
    "facts_in",
    "facts_in_months",
    "given_of",
    "insured_at",
    "known_now",
    "people_of_city_scheme",
]
