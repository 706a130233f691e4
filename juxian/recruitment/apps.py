"""Registration of recruitment: its menus, its uploads, and what it knows of a person."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecruitmentConfig(AppConfig):
    name = "juxian.recruitment"
    label = "recruitment"

    def ready(self) -> None:
        from juxian.recruitment import navigation

        navigation.register()
        _register_employers()
        _register_applicants()


def _register_employers() -> None:
    """Who may read pictures, sheets and evidence, and the complaints that a person made."""
    from juxian.kit.uploads import register_purpose
    from juxian.people.queries import register_export
    from juxian.recruitment.permissions import EVIDENCE, PICTURE, SHEET, may_read_evidence, may_read_sheet
    from juxian.recruitment.queries.page import may_read_picture
    from juxian.recruitment.queries.report import reports_of_person

    register_purpose(PICTURE, may_read_picture)
    register_purpose(SHEET, may_read_sheet)
    register_purpose(EVIDENCE, may_read_evidence)
    register_export("recruitment.reports", _("职位举报"), reports_of_person)


def _register_applicants() -> None:
    """Who may read a photo, who sits in the video room of an interview, and what is known of an applicant."""
    from juxian.kit.uploads import register_purpose
    from juxian.people.queries import register_export, register_hold
    from juxian.recruitment.permissions import PHOTO
    from juxian.recruitment.queries import applicant_matters, application_rights, calling
    from juxian.recruitment.queries.photo import may_read_photo

    register_purpose(PHOTO, may_read_photo)
    register_export("recruitment.profile", _("求职简历"), application_rights.profile_of_person)
    register_export("recruitment.applications", _("投递记录"), application_rights.applications_of_person)
    register_hold("recruitment", application_rights.reasons_to_keep)
    applicant_matters.register_matters()
    calling.register()
