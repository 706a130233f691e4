"""The registers: who delivers them, what a row says, and which later row takes the place of which.

A column's key is the field of the row's model. `name` and `identity_number` say whom the row is about.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.access import Text
from juxian.kit.excel import Column

TRUST = "register"  # of every fact that another office delivers (see `juxian.policy`)
SOCIAL_INSURANCE, LABOUR, CITY_HR = _("社会保险经办机构"), _("劳动关系管理部门"), _("市人力资源和社会保障局")
MARKET, HOUSING, CREDIT = _("市场监督管理局"), _("市住房局"), _("信用信息共享平台")
CIVIL_AFFAIRS = _("公安、民政和社会保险部门")


class InsuranceStatus(models.TextChoices):
    """Whether a month counts: only paid ones do, in time or later."""

    PAID = "paid", _("已缴费")
    PAID_LATE = "paid_late", _("补缴")
    OWED = "owed", _("欠缴")
    REFUNDED = "refunded", _("已退费")


INSURED = (InsuranceStatus.PAID, InsuranceStatus.PAID_LATE)


class EmployerKind(models.TextChoices):
    """What an employer is, as far as a policy asks."""

    ENTERPRISE = "enterprise", _("企业")
    ORGAN = "organ", _("党政机关")
    PUBLIC_INSTITUTION = "public_institution", _("事业单位")
    OTHER = "other", pgettext_lazy("employer", "其他")


class EndKind(models.TextChoices):
    """What ends a working life."""

    DEATH = "death", _("死亡")
    RETIREMENT = "retirement", _("退休")


class Degree(models.TextChoices):
    """The highest degree; the words of `facts.yaml`."""

    BELOW_BACHELOR = "below_bachelor", _("本科以下")
    BACHELOR = "bachelor", _("本科")
    MASTER = "master", _("硕士研究生")
    DOCTOR = "doctor", _("博士研究生")


@dataclass(frozen=True)
class Register:
    """A described kind of row. `identifies` are the columns that together name a row: a later row with the same values
    there takes the place of the earlier one. `month_column` (a month or a date) must lie in the month of the file."""

    key: str
    label: Text
    office: Text
    columns: tuple[Column, ...]
    identifies: tuple[str, ...]
    month_column: str = ""
    explanation: Text = ""

    @property
    def is_monthly(self) -> bool:
        return bool(self.month_column)

    @property
    def is_about_people(self) -> bool:
        return "identity_number" in self.identifies

    @property
    def values(self) -> tuple[str, ...]:
        """The fields of the row itself, without whom it is about."""
        return tuple(column.key for column in self.columns if column.key not in ("name", "identity_number"))


_VOID = Column("is_void", _("作废"), "boolean", help=_("以前报送的这一行不应存在时填“是”，其余不填。"))


def _person(*columns: Column) -> tuple[Column, ...]:
    """The columns of a register about people."""
    who = (
        Column("name", _("姓名"), required=True, longest=60, help=_("与证件一致。")),
        Column("identity_number", _("证件号码"), required=True, longest=30, width=22),
    )
    return (*who, *columns, _VOID)


def _employer(*, required: bool = True) -> tuple[Column, ...]:
    return (
        Column("employer", _("单位统一社会信用代码"), "uscc", required=required),
        Column("employer_name", _("单位名称"), longest=120, width=28),
    )


_ALL = [
    Register(
        "insurance",
        _("社会保险缴费"),
        SOCIAL_INSURANCE,
        _person(
            *_employer(),
            Column("month", _("缴费月份"), "month", required=True),
            Column("base_fen", _("缴费基数"), "money"),
            Column("status", _("缴费状态"), "choice", required=True, choices=InsuranceStatus.choices),
        ),
        ("identity_number", "month"),
        "month",
        _("每人每月一行。补缴、退费另报一份该月的文件，以后报的为准。"),
    ),
    Register(
        "contract",
        _("劳动合同备案"),
        LABOUR,
        _person(
            *_employer(),
            Column("from_on", _("合同起"), "date", required=True),
            Column("until_on", _("合同止"), "date", help=_("无固定期限合同不填。")),
            Column("is_open_ended", _("无固定期限"), "boolean"),
        ),
        ("identity_number", "employer", "from_on"),
        explanation=_("每份合同一行。解除合同时再报一次，把合同止改为解除日期。"),
    ),
    Register(
        "employer",
        _("单位所在地"),
        MARKET,
        (
            *_employer(),
            Column("kind", _("单位性质"), "choice", required=True, choices=EmployerKind.choices),
            Column("from_on", _("在区起"), "date", help=_("在集美区登记的起始日期；一直在区外的不填。")),
            Column("until_on", _("在区止"), "date", help=_("仍在区内的不填。")),
            _VOID,
        ),
        ("employer", "from_on"),
        explanation=_("每家单位一行；迁出后又迁入的，每段在区时间一行。"),
    ),
    Register(
        "rent",
        _("市级五折租房补贴发放"),
        HOUSING,
        _person(
            *_employer(required=False),
            Column("from_month", _("补贴起始月份"), "month", required=True),
            Column("months", _("补贴月数"), "integer", required=True, help=_("1 到 12。")),
            Column("amount_fen", _("补贴金额"), "money", required=True),
            Column("paid_on", _("发放日期"), "date", required=True),
            Column(
                "division", _("发放所在区"), required=True, longest=6, help=_("六位行政区划代码，集美区为 350211。")
            ),
            Column("account_tail", _("收款账号后四位"), longest=4),
        ),
        ("identity_number", "from_month"),
        "paid_on",
        _("每人每个补贴期一行，按发放日期归月。"),
    ),
    Register(
        "scheme",
        _("市级五折租房资格"),
        HOUSING,
        _person(
            Column("degree", _("学历"), "choice", required=True, choices=Degree.choices),
            Column("is_full_time", _("全日制"), "boolean", required=True),
            Column("is_backbone", _("技术骨干"), "boolean", help=_("由区认定的填“是”。")),
            Column("qualified_on", _("资格确认日期"), "date", required=True),
            Column("first_insured_on", _("首次在厦参保日期"), "date", required=True),
            Column("first_contract_on", _("首份在厦劳动合同日期"), "date"),
            Column("ended_on", _("资格终止日期"), "date", help=_("仍有资格的不填。")),
        ),
        ("identity_number",),
        explanation=_("每人一行。"),
    ),
    Register(
        "dishonesty",
        _("失信联合惩戒名单"),
        CREDIT,
        _person(
            Column("listed_on", _("列入日期"), "date", required=True),
            Column("removed_on", _("移出日期"), "date", help=_("仍在名单上的不填。")),
        ),
        ("identity_number", "listed_on"),
        explanation=_("每次列入一行。移出时再报一次，填上移出日期。"),
    ),
    Register(
        "end",
        _("死亡与退休"),
        CIVIL_AFFAIRS,
        _person(
            Column("kind", _("类别"), "choice", required=True, choices=EndKind.choices),
            Column("happened_on", _("日期"), "date", required=True),
        ),
        ("identity_number", "kind"),
        explanation=_("每人每类一行。"),
    ),
    Register(
        "wage",
        _("工资指导价位"),
        CITY_HR,
        (
            Column(
                "occupation", _("职业代码"), required=True, longest=20, help=_("国家职业分类代码，例如 6-18-02-04。")
            ),
            Column("year", _("年度"), "integer", required=True),
            Column("monthly_fen", _("月工资指导价位"), "money", required=True),
            _VOID,
        ),
        ("occupation", "year"),
        explanation=_("每个职业每年一行。"),
    ),
]
REGISTERS = {register.key: register for register in _ALL}
CHOICES = [(register.key, register.label) for register in _ALL]
