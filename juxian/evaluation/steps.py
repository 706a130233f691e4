"""Who holds an application in each state, and for how many working days. Both sides see the same (rules.md §2.1)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.evaluation.states import ApplicationState as S
from juxian.kit.access import Text


@dataclass(frozen=True)
class Step:
    """`working_days` None: no clock runs."""

    holder: Text
    working_days: int | None
    promise: Text


# 5 working days to say accepted or not, and 5 for a review: [found]; the others are the project's assumption.
STEPS: dict[str, Step] = {
    S.DRAFT: Step(_("您"), None, _("填写并提交")),
    S.SUBMITTED: Step(_("区人社局窗口"), 5, _("告知是否受理")),
    S.RETURNED: Step(_("您"), 10, _("补正后再次提交")),
    S.ACCEPTED: Step(_("初审人员"), 5, _("完成初审")),
    S.FIRST_REVIEWED: Step(_("复审人员"), 5, _("完成复审")),
    S.SECOND_REVIEWED: Step(_("评审组织人员"), 20, _("核定、安排考试或送评审组")),
    S.SCHEDULED: Step(_("考务人员"), None, _("按准考证的时间考试")),
    S.SCORED: Step(_("评审组织人员"), 20, _("送评审组")),
    S.IN_PANEL: Step(_("评审组"), 10, _("完成评审")),
    S.APPEALED: Step(_("复评评审组"), 20, _("作出复评结论")),
    S.PASSED: Step(_("区人社局"), 5, _("发布公示")),
    S.IN_NOTICE: Step(_("社会公众"), None, _("公示五个工作日")),
    S.NOTICE_CLEARED: Step(_("分管领导"), 5, _("作出认定")),
    S.RECOGNISED: Step(_("系统"), 1, _("生成证书")),
}

# An employer's plan is decided upon in ten working days, a worker answers a batch in fifteen: the project's assumption.
DAYS_TO_FILE, DAYS_TO_ANSWER = 10, 15

# After the reviews the road decides: where somebody outside has judged already, an officer confirms.
CONFIRMING = Step(_("核定人员"), 20, _("完成核定"))

# The seven milestones that an applicant sees at the top of the page.
MILESTONES: list[tuple[Text, frozenset[str]]] = [
    (pgettext_lazy("step", "申报"), frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED})),
    (_("初审"), frozenset({S.ACCEPTED})),
    (_("复审"), frozenset({S.FIRST_REVIEWED})),
    (_("评审"), frozenset({S.SECOND_REVIEWED, S.SCHEDULED, S.SCORED, S.IN_PANEL, S.APPEALED})),
    (pgettext_lazy("step", "公示"), frozenset({S.PASSED, S.IN_NOTICE})),
    (_("认定"), frozenset({S.NOTICE_CLEARED})),
    (_("发证"), frozenset({S.RECOGNISED, S.CERTIFIED})),
]
