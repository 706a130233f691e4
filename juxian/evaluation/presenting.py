"""How an application is shown: its milestones, who has it, the clauses in words. No rule lives here."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from juxian.evaluation.models import FIRST, SECOND, Application, Mark, MarkSheet
from juxian.evaluation.models.application import CONFIRMED_CHANNELS
from juxian.evaluation.queries.mark_sheet import Progress
from juxian.evaluation.states import ApplicationState
from juxian.evaluation.steps import CONFIRMING, MILESTONES, STEPS, Step
from juxian.kit.clauses import present_clauses
from juxian.kit.files import download

STEP_LABELS = [_("工种等级"), _("工作单位"), _("申报依据"), _("照片承诺"), _("核对提交")]

MARKING_STEPS = [_("首次录入"), _("第二次录入"), _("两次一致"), _("主考签字"), _("公布成绩")]

MISSING = _("资料不足，由人核对")  # a paper that is not there does not refuse an application


# The registers and papers that the law's facts name as their source: said here to be translated.
SOURCES = (
    gettext_noop("企业登记"),
    gettext_noop("信用信息共享平台"),
    gettext_noop("劳动合同"),
    gettext_noop("厦门市人社局"),
    gettext_noop("国家技能人才评价证书"),
    gettext_noop("用人单位"),
    gettext_noop("申报表"),
    gettext_noop("社会保险"),
    gettext_noop("紧缺工种目录"),
    gettext_noop("身份证号"),
    gettext_noop("竞赛获奖证书"),
    gettext_noop("企业自主评价备案"),
    gettext_noop("区级认定档案"),
    gettext_noop("毕业证书"),
    gettext_noop("预备技师证书"),
)


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """Return a paper as a download."""
    return download(content, f"{name}.pdf")


# The articles that stand beside the conditions, for the same reason.
ARTICLES = (
    gettext_noop("2025年度办事指南 基本条件第1条"),
    gettext_noop("2025年度办事指南 基本条件第2条"),
    gettext_noop("2025年度办事指南 基本条件第3条"),
    gettext_noop("2025年度办事指南 基本条件第4条"),
    gettext_noop("2025年度办事指南 基本条件第5条"),
    gettext_noop("2025年度办事指南 基本条件第6条"),
    gettext_noop("2025年度办事指南 基本条件第7条"),
    gettext_noop("2025年度办事指南 基本条件第8条"),
    gettext_noop("2025年度办事指南 基本条件第9条"),
    gettext_noop("2025年度办事指南 首席技师条件 (所附清单未见全文，试用前须补全)"),
    gettext_noop("国家职业技能标准 (五个等级)"),
    gettext_noop("国家职业技能标准 2024年式文本 (所见文本在此截断，试用前须补全)"),
    gettext_noop("国家职业技能标准 2024年式文本 (试用前须核对所用标准)"),
    gettext_noop("国家职业技能标准 旧文本 (试用前须核对所用标准)"),
    gettext_noop("国家职业技能标准 旧文本 (试用前须核对所用标准；后来的文本为两至三年)"),
    gettext_noop("国家职业技能标准 旧文本 (试用前须核对所用标准；有的文本为四年)"),
    gettext_noop("没有找到可参照的条文，由人判断，试用前须补全"),
    gettext_noop("示例条款 试用前须修改"),
    gettext_noop("示例条款 试用前须修改 (2025年度办事指南 基本条件第3条)"),
    gettext_noop("示例条款 试用前须修改 (原政策只凭国家证书认定)"),
    gettext_noop("示例条款 试用前须修改 (参照外地特级技师评聘条件；有绝技的可放宽)"),
    gettext_noop("示例条款 试用前须修改 (参照天津市、海南省竞赛认定办法)"),
    gettext_noop("示例条款 试用前须修改 (参照天津市竞赛认定办法)"),
    gettext_noop("示例条款 试用前须修改 (参照山东省特级技师条件)"),
    gettext_noop("示例条款 试用前须修改 (参照徐州市特级、首席技师评聘办法)"),
    gettext_noop("集美区“金蓝领人才培养工程”实施意见 (认定等级)"),
)


def step_of(application: Application) -> Step | None:
    """Who has it now; None where nobody has to do anything more."""
    if application.state == ApplicationState.SECOND_REVIEWED and application.channel in CONFIRMED_CHANNELS:
        return CONFIRMING
    return STEPS.get(application.state)


def milestones_of(application: Application) -> dict[str, Any]:
    """Return the labels and which one is current (counted from 1; 0 where the application ended without success)."""
    labels = [label for label, _states in MILESTONES]
    if application.channel in CONFIRMED_CHANNELS:
        labels[3] = _("核定")  # somebody outside has judged already: no panel meets
    elif application.state == ApplicationState.SCHEDULED:
        labels[3] = _("考试")
    for number, (_label, states) in enumerate(MILESTONES, start=1):
        if application.state in states:
            is_over = application.state == ApplicationState.CERTIFIED
            return {"labels": labels, "current": number + 1 if is_over else number}
    return {"labels": labels, "current": 0}


def marking_steps(progress: Progress, sheet: MarkSheet | None) -> dict[str, Any]:
    """Return the steps from the paper to a released result, and which one is current (counted from 1)."""
    done = (
        progress.first >= progress.present,
        progress.second >= progress.present,
        progress.is_ready or sheet is not None,
        sheet is not None,
        sheet is not None and sheet.released_at is not None,
    )
    current = next((number for number, is_done in enumerate(done, start=1) if not is_done), len(done) + 1)
    return {"labels": MARKING_STEPS, "current": current}


def clauses_of(application: Application) -> list[dict[str, Any]]:
    """Return what the engine and then the officers said of each clause."""
    judged = {row.clause: row for row in application.judgements.all()}
    return present_clauses(application.check_record, judged, unknown=MISSING)


def shown_entries(mark: Mark) -> list[dict[str, Any]]:
    """Return the two current entries line by line, and whether they differ: for the third person, and for a query."""
    current = {one.round: one.points for one in mark.entries.all() if one.is_current}
    first, second = current.get(FIRST), current.get(SECOND)
    return [
        {
            "name": line["name"] or _t("成绩"),
            "weight": line["weight"],
            "minimum": line["minimum"],
            "first": first[at] if first else None,
            "second": second[at] if second else None,
            "final": mark.points[at] if mark.points else None,
            "differs": bool(first and second and first[at] != second[at]),
        }
        for at, line in enumerate(mark.measure)
    ]
