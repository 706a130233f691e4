"""Within how many working days each step of an application is promised: for the service page."""

from django.utils.translation import gettext_lazy as _

from juxian.evaluation.queries.kept_part import defaults
from juxian.evaluation.steps import STEPS, Step


def time_limits() -> list[Step]:
    """The steps that have a clock, in their order, and the two clocks of a score query."""
    periods = defaults()
    queries = [
        Step(_("您"), periods.query_working_days, _("成绩公布后申请复核")),
        Step(_("没有经手这份成绩的人员"), periods.answer_working_days, _("答复成绩复核")),
    ]
    return [*(step for step in STEPS.values() if step.working_days), *queries]
