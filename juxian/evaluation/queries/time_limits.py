"""Within how many working days each step of an application is promised: for the service page."""

from juxian.evaluation.steps import STEPS, Step


def time_limits() -> list[Step]:
    """The steps that have a clock, in their order."""
    return [step for step in STEPS.values() if step.working_days]
