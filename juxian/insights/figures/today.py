"""Figures of today: the catalogue and its industries (rules §11, row 20), applications, certificates, notices."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.catalogue.queries.current import current_items
from juxian.catalogue.queries.industries import active_industry_groups
from juxian.credentials.queries.holder import valid_credentials
from juxian.evaluation.queries import ledger
from juxian.insights.figures.registry import figure
from juxian.insights.figures.shapes import APPLICATIONS, CREDENTIALS, INDUSTRIES, ITEMS, NOTICES, ORGANISATIONS
from juxian.insights.figures.talent import ARTICLE, PEOPLE
from juxian.kit import clock
from juxian.notices.queries.public import public_notices
from juxian.people.queries.portal import verified_organisations

REGISTERS, SERVICE = _("产业、工种与单位"), _("申报与证书")
APPLIED = _("份")

figure(
    "f20",
    label=_("重点产业"),
    unit=pgettext_lazy("industries", "个"),
    group=REGISTERS,
    shape=INDUSTRIES,
    description=_("正在使用的区级产业分组。"),
    source=ARTICLE,
)(active_industry_groups)


@figure(
    "catalogue.items",
    label=_("紧缺工种"),
    unit=pgettext_lazy("trades", "个"),
    group=REGISTERS,
    shape=ITEMS,
    description=_("今天有效的那一年度紧缺工种目录所列的工种。"),
)
def items() -> QuerySet:
    return current_items(clock.today()).select_related("edition", "occupation", "industry_group")


figure(
    "organisations.verified",
    label=_("已核验单位"),
    unit=_("家"),
    group=REGISTERS,
    shape=ORGANISATIONS,
    description=_("登记信息已由工作人员核验的单位，不含机关。"),
)(verified_organisations)
figure(
    "applications.submitted",
    label=_("累计申报"),
    unit=APPLIED,
    group=SERVICE,
    shape=APPLICATIONS,
    description=_("提交过的全部申报，不论结果。"),
    is_delicate=True,
)(ledger.submitted)
figure(
    "applications.open",
    label=_("正在办理的申报"),
    unit=APPLIED,
    group=SERVICE,
    shape=APPLICATIONS,
    description=_("已提交、还没有办结的申报。"),
    is_delicate=True,
)(ledger.under_way)
figure(
    "recognised.people",
    label=_("累计认定"),
    unit=PEOPLE,
    group=SERVICE,
    shape=APPLICATIONS,
    description=_("已认定或已发证的全部申报。"),
)(ledger.recognitions)
figure(
    "certificates.valid",
    label=_("有效证书"),
    unit=_("本"),
    group=SERVICE,
    shape=CREDENTIALS,
    description=_("今天有效的证书，不含暂停和撤销的。"),
)(valid_credentials)
figure(
    "notices.published",
    label=_("公示"),
    unit=_("次"),
    group=SERVICE,
    shape=NOTICES,
    description=_("公示中和公示期满的公示，不含撤回的。"),
)(public_notices)
