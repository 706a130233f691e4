"""The life of an employer's page. What was published stays visible while a change waits for the officer."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class PageState(models.TextChoices):
    """Where the words of the employer stand; what the public sees is kept apart from them."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("待修改")
    PUBLISHED = "published", _("已发布")
    HIDDEN = "hidden", _("已下架")


P = PageState

PAGE = StateTable(
    "recruitment.EmployerPage",
    PageState,
    P.DRAFT,
    [
        ("submit", _("提交审核"), (P.DRAFT, P.RETURNED, P.PUBLISHED, P.HIDDEN), P.SUBMITTED),
        ("withdraw", _("撤回"), P.SUBMITTED, P.DRAFT),
        ("publish", pgettext_lazy("recruitment", "审核通过"), P.SUBMITTED, P.PUBLISHED),
        ("return", _("退回修改"), P.SUBMITTED, P.RETURNED),
        ("hide", _("下架"), (P.PUBLISHED, P.RETURNED, P.DRAFT), P.HIDDEN),
        ("restore", _("恢复"), P.HIDDEN, P.PUBLISHED),
    ],
)
