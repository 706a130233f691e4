"""The life of a vacancy (职位): written, checked, read by an officer, open, and closed by somebody or by the day."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class VacancyState(models.TextChoices):
    """Where a vacancy stands."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("待修改")
    OPEN = "open", _("招聘中")
    CLOSED = "closed", _("已关闭")
    EXPIRED = "expired", _("已到期")
    TAKEN_DOWN = "taken_down", _("已下架")
    DISCARDED = "discarded", _("已作废")


V = VacancyState
STANDING = (V.SUBMITTED, V.OPEN)  # holds the place: the same post is not put up twice beside one of these

VACANCY = StateTable(
    "recruitment.Vacancy",
    VacancyState,
    V.DRAFT,
    [
        ("submit", _("提交审核"), (V.DRAFT, V.RETURNED), V.SUBMITTED),
        ("withdraw", _("撤回"), V.SUBMITTED, V.DRAFT),
        ("approve", pgettext_lazy("recruitment", "审核通过"), V.SUBMITTED, V.OPEN),
        ("return", _("退回修改"), V.SUBMITTED, V.RETURNED),
        ("close", pgettext_lazy("vacancy", "关闭"), V.OPEN, V.CLOSED),
        ("expire", pgettext_lazy("vacancy", "到期"), V.OPEN, V.EXPIRED),
        ("take_down", _("下架"), V.OPEN, V.TAKEN_DOWN),
        ("reopen", _("重新发布"), (V.CLOSED, V.EXPIRED), V.SUBMITTED),
        ("correct", _("改正后重写"), V.TAKEN_DOWN, V.DRAFT),
        ("discard", _("作废"), (V.DRAFT, V.RETURNED), V.DISCARDED),
    ],
    ended=[V.CLOSED, V.EXPIRED, V.TAKEN_DOWN],
)
