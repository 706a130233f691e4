"""Registration of evaluation: menus, and who may read its files."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Audience


class EvaluationConfig(AppConfig):
    name = "juxian.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from juxian.evaluation.permissions import (
            ASSESSOR_SHEET,
            MARK_SHEET,
            SITE_SHEET,
            may_read_assessor_sheet,
            may_read_own,
            may_read_site_sheet,
        )
        from juxian.evaluation.queries.appeal import appeals_of_person
        from juxian.evaluation.queries.assessor import assessor_of_person
        from juxian.evaluation.queries.batch import exported_rows
        from juxian.evaluation.queries.dossier import blind_name
        from juxian.evaluation.queries.files import (
            may_read_batch,
            may_read_claim,
            may_read_evidence,
            may_read_portrait,
            may_read_standards,
        )
        from juxian.evaluation.queries.mark_rights import marks_of_person
        from juxian.evaluation.queries.passport import register_sections
        from juxian.evaluation.queries.rights import applications_of_person, reasons_to_keep
        from juxian.kit.uploads import register_purpose
        from juxian.notices.kinds import NoticeKind, register_kind
        from juxian.people.queries import register_export, register_hold

        register_sections()
        register_kind(NoticeKind("evaluation.recognition", _("金蓝领人才拟认定公示")))

        register_purpose("evaluation.evidence", may_read_evidence, file_name=blind_name)
        register_purpose("evaluation.portrait", may_read_portrait)
        register_purpose(ASSESSOR_SHEET, may_read_assessor_sheet)
        register_purpose(MARK_SHEET, may_read_own)
        register_purpose(SITE_SHEET, may_read_site_sheet)
        register_purpose("evaluation.batch", may_read_batch)
        register_purpose("evaluation.standards", may_read_standards)
        register_purpose("evaluation.claim", may_read_claim)
        register_purpose("evaluation.look_up", may_read_claim)
        register_export("evaluation", _("金蓝领申报"), applications_of_person)
        register_export("evaluation.marks", _("考试成绩"), marks_of_person)
        register_export("evaluation.batch", _("单位代填的申报"), exported_rows)
        register_export("evaluation.appeal", _("申诉"), appeals_of_person)
        register_export("evaluation.assessor", _("考评员登记"), assessor_of_person)
        register_hold("evaluation", reasons_to_keep)
        self._add_menus()

    def _add_menus(self) -> None:
        """The lines of every menu, by audience."""
        from juxian.evaluation.permissions import Permission
        from juxian.kit.ui import navigation

        add = navigation.register
        add(Audience.PUBLIC, _("金蓝领认定"), "evaluation:guide", order=20)
        add(Audience.PERSON, _("我的申报"), "evaluation:my_applications", Permission.APPLY, order=20, icon="file")
        add(
            Audience.ORGANISATION,
            _("员工申报"),
            "evaluation:staff_applications",
            Permission.SEE_STAFF,
            order=30,
            icon="file",
        )
        org, office = Audience.ORGANISATION, Audience.OFFICE
        add(org, _("批量申报"), "evaluation:org_batch_list", Permission.SEND_BATCH, order=31, icon="upload")
        add(org, _("自主评价"), "evaluation:org_plan_list", Permission.FILE_EVALUATION, order=32, icon="certificate")
        employer_plans = "evaluation:office_employer_plans"
        add(office, _("企业自主评价"), employer_plans, Permission.SEE_ALL, order=25, icon="certificate")
        add(Audience.OFFICE, _("申报办理"), "evaluation:office_list", Permission.SEE_ALL, order=20, icon="inbox")
        add(Audience.OFFICE, _("核定"), "evaluation:confirm_list", Permission.CONFIRM, order=21, icon="check")
        add(Audience.OFFICE, _("评审"), "evaluation:panel_list", Permission.CONVENE, order=21, icon="users")
        add(Audience.OFFICE, _("抽签"), "evaluation:draw_list", Permission.CONVENE, order=21, icon="list")
        add(Audience.OFFICE, _("考评员名册"), "evaluation:assessor_list", Permission.CONVENE, order=21, icon="users")
        add(Audience.OFFICE, _("申诉"), "evaluation:appeal_list", Permission.HANDLE_REMEDY, order=22, icon="inbox")
        add(Audience.OFFICE, _("利害关系申报"), "evaluation:my_interests", Permission.VOTE, order=22, icon="file")
        add(Audience.PUBLIC, _("评审抽签"), "evaluation:draw_index", order=24)
        add(Audience.OFFICE, _("我的评审"), "evaluation:case_list", Permission.VOTE, order=22, icon="users")
        add(Audience.OFFICE, _("认定"), "evaluation:recognise", Permission.RECOGNISE, order=23, icon="certificate")
        add(Audience.OFFICE, _("培养计划"), "evaluation:office_plan", Permission.SEE_ALL, order=24, icon="chart")
        add(Audience.OFFICE, _("年度报告"), "evaluation:report", Permission.READ_REPORT, order=25, icon="chart")
        add(office, _("成绩"), "evaluation:mark_list", Permission.SEE_MARKS, order=25, icon="list")
        add(office, _("成绩复核"), "evaluation:score_query_list", Permission.HANDLE_REMEDY, order=25, icon="inbox")
        add(office, _("考核方案"), "evaluation:scheme_list", Permission.DEFINE_SCHEME, order=26, icon="file")
        add(Audience.OFFICE, _("考试安排"), "evaluation:sitting_list", Permission.INVIGILATE, order=25, icon="calendar")
        add(Audience.OFFICE, _("考点考场"), "evaluation:site_list", Permission.ARRANGE, order=26, icon="map-pin")
