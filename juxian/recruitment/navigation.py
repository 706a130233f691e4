"""The lines of recruitment in every menu: one table an audience, in the order of the work."""

from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Audience, Text
from juxian.kit.ui import navigation
from juxian.recruitment.permissions import Permission as P

RECRUITMENT = _("招聘")

Line = tuple[Text, str, str, int, str, Text]
OFFICE: list[Line] = [
    (_("职位审核"), "recruitment:office_vacancies", P.SEE_ALL, 50, "list", RECRUITMENT),
    (_("单位主页审核"), "recruitment:office_pages", P.SEE_ALL, 51, "building", RECRUITMENT),
    (_("招聘专场"), "recruitment:office_campaigns", P.MANAGE_CAMPAIGN, 52, "calendar", RECRUITMENT),
    (_("职位举报"), "recruitment:office_reports", P.SEE_ALL, 53, "inbox", RECRUITMENT),
    (_("招聘黑名单"), "recruitment:office_blacklist", P.SEE_ALL, 54, "shield", RECRUITMENT),
    (_("答复情况"), "recruitment:office_replies", P.READ_FIGURES, 59, "chart", RECRUITMENT),
]
ORGANISATION: list[Line] = [
    (_("单位主页"), "recruitment:org_page", P.MANAGE_PAGE, 41, "building", RECRUITMENT),
    (_("招聘职位"), "recruitment:org_vacancies", P.POST_VACANCY, 42, "list", RECRUITMENT),
    (_("招聘专场"), "recruitment:org_campaigns", P.JOIN_CAMPAIGN, 43, "calendar", RECRUITMENT),
    (_("院校专场"), "recruitment:school_campaigns", P.MANAGE_CAMPAIGN, 44, "calendar", RECRUITMENT),
    (_("求职者"), "recruitment:org_candidates", P.HANDLE_APPLICATION, 45, "users", RECRUITMENT),
    (_("面试"), "recruitment:org_interviews", P.HANDLE_APPLICATION, 46, "calendar", RECRUITMENT),
    (_("三方协议"), "recruitment:org_agreements", P.SIGN_AGREEMENT, 47, "check", RECRUITMENT),
    (_("招聘阶段"), "recruitment:org_stages", P.HANDLE_APPLICATION, 48, "list", RECRUITMENT),
    (_("答复情况"), "recruitment:org_replies", P.HANDLE_APPLICATION, 49, "chart", RECRUITMENT),
]
PERSON: list[Line] = [
    (_("我的举报"), "recruitment:my_reports", P.APPLY, 36, "shield", RECRUITMENT),
    (_("我的简历"), "recruitment:my_profile", P.APPLY, 30, "file", RECRUITMENT),
    (_("我的投递"), "recruitment:my_applications", P.APPLY, 31, "mail", RECRUITMENT),
    (_("保存的搜索"), "recruitment:saved_search_list", P.SAVE_SEARCH, 34, "bell", RECRUITMENT),
]
PUBLIC: list[Line] = [
    (_("找工作"), "recruitment:job_list", "", 20, "search", ""),
]


def register() -> None:
    """Put every line into its menu."""
    for audience, lines in (
        (Audience.PUBLIC, PUBLIC),
        (Audience.PERSON, PERSON),
        (Audience.ORGANISATION, ORGANISATION),
        (Audience.OFFICE, OFFICE),
    ):
        for label, address, permission, order, icon, group in lines:
            navigation.register(audience, label, address, permission or None, order, icon=icon, group=group)
