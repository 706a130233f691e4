"""All sections of the yearly evaluation report, in the order in which a leader reads them."""

from juxian.evaluation.queries.forecast import plan_section
from juxian.evaluation.queries.judging import assessor_section, item_section
from juxian.evaluation.queries.plan import plan_in_force
from juxian.evaluation.queries.report import Section, outcome_sections, site_section, step_section
from juxian.kit import clock


def sections_of(year: int, pace: int = 100) -> list[Section]:
    """Return what was decided, where and by whom it was examined, how long it took, and how the plan stands today."""
    plan = plan_in_force(clock.today())
    found = [
        *outcome_sections(year),
        site_section(year),
        assessor_section(year),
        item_section(year),
        step_section(year),
    ]
    return [plan_section(plan, clock.today(), pace), *found] if plan else found
