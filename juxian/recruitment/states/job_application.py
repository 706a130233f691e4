"""The life of a job application (投递). Nobody is left without an answer: the platform gives one where nobody does."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class JobApplicationState(models.TextChoices):
    """Where one person's application to one vacancy stands."""

    SENT = "sent", _("已投递")
    SCREENING = "screening", _("筛选中")
    INTERVIEWING = "interviewing", _("面试中")
    OFFERED = "offered", _("待答复录用")
    ACCEPTED = "accepted", _("已接受录用")
    HIRED = "hired", _("已入职")
    REFUSED = "refused", _("未录用")
    WITHDRAWN = "withdrawn", _("已撤回")
    ANSWERED = "answered", _("平台代为答复")
    TURNED_DOWN = "turned_down", _("已谢绝")


A = JobApplicationState
WAITING = (A.SENT, A.SCREENING, A.INTERVIEWING)

JOB_APPLICATION = StateTable(
    "recruitment.JobApplication",
    JobApplicationState,
    A.SENT,
    [
        ("screen", _("开始筛选"), A.SENT, A.SCREENING),
        ("invite", _("邀请面试"), (A.SENT, A.SCREENING), A.INTERVIEWING),
        ("offer", _("发出录用"), WAITING, A.OFFERED),
        ("accept", _("接受录用"), A.OFFERED, A.ACCEPTED),
        ("turn_down", _("谢绝录用"), A.OFFERED, A.TURNED_DOWN),
        ("hire", _("确认入职"), A.ACCEPTED, A.HIRED),
        ("refuse", _("不录用"), (*WAITING, A.OFFERED), A.REFUSED),
        ("withdraw", _("撤回"), (*WAITING, A.OFFERED, A.ACCEPTED), A.WITHDRAWN),
        ("answer_for", pgettext_lazy("job_application", "平台代为答复"), (*WAITING, A.OFFERED), A.ANSWERED),
    ],
)
