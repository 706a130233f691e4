"""What a public guide says of a benefit: its conditions as the law words them, and who does what within how long."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from juxian import districts
from juxian.benefits.queries.law import procedure_of
from juxian.kit.access import Text
from juxian.notices.kinds import notice_kind, working_days_of

NOTICE = "benefits.entitlement"


def clause_texts(policy: str, on: dt.date) -> list[dict[str, dict[str, str]]]:
    """Return the text of every condition in force on that day, in both languages."""
    conditions = districts.rulebook(settings.DISTRICT).policies[policy].conditions
    return [{"text": {"zh": one.label.zh, "en": one.label.en}} for one in conditions if one.holds_on(on)]


def promised_steps(policy: str) -> list[tuple[Text, Text, int | None]]:
    """Return holder, promise and working days (None: no clock) of each step, in order."""
    procedure = procedure_of(policy)
    return [
        (_("系统"), _("每月比对部门数据，找出符合条件的人"), None),
        (_("您"), _("确认、放弃，或说明哪里不对"), procedure.answer_working_days),
        (_("区人社局"), _("公示，姓名隐去中间的字"), working_days_of(notice_kind(NOTICE))),
        (_("分管领导和财务人员"), _("兑现，拨付到银行账户"), None),
        (_("没有经手的人员"), _("答复申诉"), procedure.appeal_working_days),
    ]
