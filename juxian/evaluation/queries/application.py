"""Lists of applications as officers and applicants look at them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t

from juxian.evaluation.models import Application, AwardClaim, CertificateClaim, Channel, EmployerResult
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.text import search_filter

# The tabs of the office's list: what waits for whom.
TABS: dict[str, frozenset[str]] = {
    "intake": frozenset({S.SUBMITTED}),
    "first": frozenset({S.ACCEPTED}),
    "second": frozenset({S.FIRST_REVIEWED}),
    "panel": frozenset({S.SECOND_REVIEWED, S.SCHEDULED, S.SCORED, S.IN_PANEL, S.APPEALED}),
    "notice": frozenset({S.PASSED, S.IN_NOTICE}),
    "decision": frozenset({S.NOTICE_CLEARED, S.RECOGNISED}),
    "returned": frozenset({S.RETURNED}),
    "done": frozenset({S.CERTIFIED, S.DECLINED, S.REJECTED, S.WITHDRAWN, S.LAPSED}),
}


@dataclass(frozen=True)
class Missing:
    """Something without which an application is not taken: at which step (counted from 1), at which page, in words."""

    step: int
    page: str
    sentence: str


def missing_parts(application: Application) -> list[Missing]:
    """Return what is still missing, in the order of the steps."""
    wanted = [
        (application.item_id and application.level, 1, "my_trade", _t("还没有选择工种和等级。请回到第一步选择。")),
        (application.employer_id, 2, "my_work", _t("还没有填写工作单位。请回到第二步填写。")),
        *_wanted_on_the_road(application),
        (application.portrait_id, 4, "my_statement", _t("还没有上传本人照片，证书上要用。请在第四步上传。")),
        (application.has_pledged, 4, "my_statement", _t("还没有勾选承诺。请阅读后勾选。")),
    ]
    return [
        Missing(step, reverse(f"evaluation:{page}", args=[application.pk]), sentence)
        for is_there, step, page, sentence in wanted
        if not is_there
    ]


def _wanted_on_the_road(application: Application) -> list[tuple[Any, int, str, str]]:
    """Return what the chosen road asks for; contributions are wanted on their own road only."""
    if application.channel == Channel.CERTIFICATE:
        claim = CertificateClaim.objects.filter(application=application).exists()
        return [(claim, 3, "my_certificate", _t("还没有填写国家证书。请照证书填写，并上传照片。"))]
    if application.channel == Channel.COMPETITION:
        claim = AwardClaim.objects.filter(application=application).exists()
        return [(claim, 3, "my_award", _t("还没有填写竞赛获奖。请照获奖证书填写，并上传照片。"))]
    if application.channel == Channel.EMPLOYER:
        result = EmployerResult.objects.filter(application=application).exists()
        return [(result, 3, "my_employer", _t("您单位还没有登记您的评价结果。请联系单位人事，或换一条路。"))]
    words = _t("还没有填写任何业绩。请至少写一项您做成的事。")
    return [(application.contributions.exists(), 3, "my_contributions", words)]


def day_of_application(application: Application) -> dt.date:
    """Return the day whose catalogue counts: that of the first submission, today before it."""
    first = application.submitted_at
    return timezone.localdate(first) if first else clock.today()


def clauses_without_answer(application: Application) -> list[str]:
    """The clauses that neither the engine nor an officer has found to be met."""
    judged = dict(application.judgements.values_list("clause", "is_met"))
    return [
        clause["key"]
        for clause in application.check_record.get("clauses", [])
        if not judged.get(clause["key"], clause["verdict"] == "met")
    ]


def filtered(rows: QuerySet[Application], *, now: dt.datetime, values: dict[str, Any]) -> QuerySet[Application]:
    """Narrow the list by what the filter form says. Unknown values were dropped by the form."""
    if values.get("q"):
        rows = rows.filter(Q(number__iexact=values["q"]) | search_filter("applicant__search_key", values["q"]))
    if values.get("level"):
        rows = rows.filter(level=values["level"])
    if values.get("channel"):
        rows = rows.filter(channel=values["channel"])
    if values.get("occupation"):
        rows = rows.filter(item__occupation__code=values["occupation"])
    if values.get("is_overdue"):
        rows = rows.filter(due_at__lt=now)
    if values.get("year"):
        rows = rows.filter(submitted_at__year=values["year"])
    if values.get("state"):
        rows = rows.filter(state=values["state"])
    rows = rows.defer("check_record", "statement")  # long, and shown in no list
    return rows.select_related("applicant", "employer", "item__occupation", "item__industry_group")


def counts_by_tab(rows: QuerySet[Application]) -> dict[str, int]:
    """Return how many applications stand under each tab: one query, answered from the index of states."""
    counted = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    return {name: sum(counted.get(state, 0) for state in states) for name, states in TABS.items()}
