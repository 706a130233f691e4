"""The lines of evaluation in every menu: one table an audience, in the order of the work."""

from django.utils.translation import gettext_lazy as _

from juxian.evaluation.permissions import Permission as P
from juxian.kit.access import Audience, Text
from juxian.kit.ui import navigation

APPLYING, EXAMS, PANELS, REMEDIES = _("申报与认定"), _("考试"), _("评审"), _("复核与申诉")

Line = tuple[Text, str, str, int, str, Text]
OFFICE: list[Line] = [
    (_("申报办理"), "evaluation:office_list", P.SEE_ALL, 20, "inbox", APPLYING),
    (_("核定"), "evaluation:confirm_list", P.CONFIRM, 21, "check", APPLYING),
    (_("认定"), "evaluation:recognise", P.RECOGNISE, 22, "certificate", APPLYING),
    (_("培养计划"), "evaluation:office_plan", P.SEE_ALL, 23, "chart", APPLYING),
    (_("企业自主评价"), "evaluation:office_employer_plans", P.SEE_ALL, 24, "building", APPLYING),
    (_("考试安排"), "evaluation:sitting_list", P.INVIGILATE, 25, "calendar", EXAMS),
    (_("成绩"), "evaluation:mark_list", P.SEE_MARKS, 26, "list", EXAMS),
    (_("考点考场"), "evaluation:site_list", P.ARRANGE, 27, "map-pin", EXAMS),
    (_("考核方案"), "evaluation:scheme_list", P.DEFINE_SCHEME, 28, "file", EXAMS),
    (_("我的评审"), "evaluation:case_list", P.VOTE, 30, "users", PANELS),
    (_("利害关系申报"), "evaluation:my_interests", P.VOTE, 31, "file", PANELS),
    (_("评审组"), "evaluation:panel_list", P.CONVENE, 32, "users", PANELS),
    (_("评审抽签"), "evaluation:draw_list", P.CONVENE, 33, "list", PANELS),
    (_("考评员名册"), "evaluation:assessor_list", P.CONVENE, 34, "user", PANELS),
    (_("成绩复核"), "evaluation:score_query_list", P.HANDLE_REMEDY, 36, "inbox", REMEDIES),
    (_("申诉"), "evaluation:appeal_list", P.HANDLE_REMEDY, 37, "inbox", REMEDIES),
    (_("年度报告"), "evaluation:report", P.READ_REPORT, 430, "chart", _("数据")),
]
ORGANISATION: list[Line] = [
    (_("员工申报"), "evaluation:staff_applications", P.SEE_STAFF, 30, "file", ""),
    (_("批量申报"), "evaluation:org_batch_list", P.SEND_BATCH, 31, "upload", ""),
    (_("自主评价"), "evaluation:org_plan_list", P.FILE_EVALUATION, 32, "certificate", ""),
]
PERSON: list[Line] = [(_("我的申报"), "evaluation:my_applications", P.APPLY, 20, "file", "")]


def register() -> None:
    """Put every line into its menu."""
    navigation.register(Audience.PUBLIC, _("金蓝领认定"), "evaluation:guide", order=20)
    for audience, lines in (
        (Audience.PERSON, PERSON),
        (Audience.ORGANISATION, ORGANISATION),
        (Audience.OFFICE, OFFICE),
    ):
        for label, address, permission, order, icon, group in lines:
            navigation.register(audience, label, address, permission, order, icon=icon, group=group)
