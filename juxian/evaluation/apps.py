"""Registration of evaluation: menus, its notice, who may read its files, and what it knows of a person."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    name = "juxian.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from juxian.evaluation import navigation
        from juxian.evaluation.queries.passport import register_sections
        from juxian.notices.kinds import NoticeKind, register_kind

        navigation.register()
        register_sections()
        register_kind(NoticeKind("evaluation.recognition", _("金蓝领人才拟认定公示")))
        _register_uploads()
        _register_personal_data()


def _register_uploads() -> None:
    """Who may read the files of evaluation."""
    from juxian.evaluation import permissions as may
    from juxian.evaluation.queries import files
    from juxian.evaluation.queries.dossier import blind_name
    from juxian.kit.uploads import register_purpose

    register_purpose("evaluation.evidence", files.may_read_evidence, file_name=blind_name)
    register_purpose("evaluation.portrait", files.may_read_portrait)
    register_purpose("evaluation.batch", files.may_read_batch)
    register_purpose("evaluation.standards", files.may_read_standards)
    register_purpose("evaluation.claim", files.may_read_claim)
    register_purpose("evaluation.look_up", files.may_read_claim)
    register_purpose(may.ASSESSOR_SHEET, may.may_read_assessor_sheet)
    register_purpose(may.MARK_SHEET, may.may_read_own)
    register_purpose(may.SITE_SHEET, may.may_read_site_sheet)


def _register_personal_data() -> None:
    """What a person gets when they ask for their data, and what has to be kept when they ask to be forgotten."""
    from juxian.evaluation.queries import appeal, assessor, batch, mark_rights, rights
    from juxian.people.queries import register_export, register_hold

    register_export("evaluation", _("金蓝领申报"), rights.applications_of_person)
    register_export("evaluation.marks", _("考试成绩"), mark_rights.marks_of_person)
    register_export("evaluation.batch", _("单位代填的申报"), batch.exported_rows)
    register_export("evaluation.appeal", _("申诉"), appeal.appeals_of_person)
    register_export("evaluation.assessor", _("考评员登记"), assessor.assessor_of_person)
    register_hold("evaluation", rights.reasons_to_keep)
