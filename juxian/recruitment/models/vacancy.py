"""Vacancies (职位). One row is one post at one place; `openings` says how many people are wanted (岗位)."""

import re
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.secrets import EncryptedTextField
from juxian.kit.text import fold, search_key
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import STANDING, VACANCY, VacancyState

NOT_WORDS = re.compile(r"[\W_]+")
TONES = {
    VacancyState.SUBMITTED: "wait",
    VacancyState.RETURNED: "stop",
    VacancyState.OPEN: "ok",
    VacancyState.TAKEN_DOWN: "stop",
}


class VacancyKind(models.TextChoices):
    """How somebody works there."""

    FULL_TIME = "full_time", _("全职")
    PART_TIME = "part_time", _("兼职")
    INTERNSHIP = "internship", _("实习")


class PayUnit(models.TextChoices):
    """For what the pay is counted."""

    MONTH = "month", _("元/月")
    DAY = "day", _("元/天")
    HOUR = "hour", _("元/小时")


class Degree(models.TextChoices):
    """The lowest education asked for, lowest first; empty: none is asked for."""

    JUNIOR_HIGH = "junior_high", _("初中")
    HIGH_SCHOOL = "high_school", _("高中、中专、技校")
    COLLEGE = "college", _("大专")
    BACHELOR = "bachelor", _("本科")
    MASTER = "master", _("硕士")
    DOCTOR = "doctor", _("博士")


class Housing(models.TextChoices):
    LODGING = "lodging", _("提供住宿")
    ALLOWANCE = "allowance", _("住房补贴")


class Shift(models.TextChoices):
    DAY = "day", _("白班")
    TWO = "two", _("两班倒")
    THREE = "three", _("三班倒")
    FLEXIBLE = "flexible", _("弹性工作")


class Perk(models.TextChoices):
    """What the employer gives besides the pay."""

    INSURANCE = "insurance", _("五险")
    HOUSING_FUND = "housing_fund", _("住房公积金")
    TWO_DAYS_OFF = "two_days_off", _("双休")
    PAID_LEAVE = "paid_leave", _("带薪年假")
    MEALS = "meals", _("包餐或餐补")
    TRANSPORT = "transport", _("班车或交通补贴")
    BONUS = "bonus", _("年终奖")
    TRAINING = "training", _("技能培训")
    CHECK_UP = "check_up", _("年度体检")


class VacancyQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "VacancyQuerySet":
        """An employer sees its own; officers what was handed in; everybody else what is open."""
        if allows(actor, Permission.SEE_ALL):
            return self.exclude(state__in=[VacancyState.DRAFT, VacancyState.DISCARDED], submitted_at=None)
        if actor.organisation_id and allows(actor, Permission.POST_VACANCY):
            return self.filter(organisation=actor.organisation_id)
        return self.public()

    def public(self) -> "VacancyQuerySet":
        """In the public list today. The job that closes what is over comes later in the night than midnight."""
        return self.filter(state=VacancyState.OPEN, valid_until_on__gte=clock.today())

    def standing(self) -> "VacancyQuerySet":
        """Holds its place: nothing else may be posted there under the same title."""
        return self.filter(state__in=STANDING)

    def overdue(self) -> "VacancyQuerySet":
        return self.filter(state=VacancyState.OPEN, valid_until_on__lt=clock.today())


class Vacancy(Model):
    """One post of one employer at one place. Pay is in fen; contact data are never on a public page."""

    number = models.CharField(_("职位编号"), max_length=20, unique=True)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="vacancies")
    participation = models.ForeignKey(
        "recruitment.Participation", models.PROTECT, null=True, blank=True, related_name="vacancies"
    )
    title = models.CharField(_("职位名称"), max_length=60)
    title_key = models.CharField(max_length=60)
    kind = models.CharField(_("用工方式"), max_length=10, choices=VacancyKind.choices, default=VacancyKind.FULL_TIME)
    occupation = models.ForeignKey(
        "catalogue.Occupation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("职业（工种）")
    )
    item = models.ForeignKey(
        "catalogue.Item", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("紧缺工种")
    )
    industry_code = models.CharField(_("行业"), max_length=5, blank=True, default="")
    openings = models.PositiveIntegerField(_("招聘人数"))
    pay_low_fen = models.PositiveBigIntegerField(_("最低工资"))
    pay_high_fen = models.PositiveBigIntegerField(_("最高工资"))
    pay_unit = models.CharField(_("计薪方式"), max_length=5, choices=PayUnit.choices, default=PayUnit.MONTH)
    pay_months = models.PositiveSmallIntegerField(_("一年发几个月"), default=12)
    degree = models.CharField(_("学历要求"), max_length=12, choices=Degree.choices, blank=True, default="")
    majors = ArrayField(models.CharField(max_length=120), verbose_name=_("专业"), default=list, blank=True)
    skill_level = models.CharField(_("技能等级"), max_length=20, choices=SkillLevel.choices, blank=True, default="")
    experience_years = models.PositiveSmallIntegerField(_("工作经验（年）"), default=0)
    graduates_of_year = models.PositiveSmallIntegerField(_("面向哪一届毕业生"), null=True, blank=True)
    perks = ArrayField(
        models.CharField(max_length=15, choices=Perk.choices), verbose_name=_("福利"), default=list, blank=True
    )
    housing = models.CharField(_("住宿"), max_length=10, choices=Housing.choices, blank=True, default="")
    shift = models.CharField(_("班次"), max_length=10, choices=Shift.choices, blank=True, default="")
    street_code = models.CharField(_("街道（镇）"), max_length=9)
    address = models.CharField(_("工作地址"), max_length=200)
    description = models.TextField(_("工作内容"), max_length=3000)
    requirements = models.TextField(_("任职要求"), max_length=3000, blank=True, default="")
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True, default="")
    contact_phone: Any = EncryptedTextField(key_class="phone", null=True, blank=True)
    source_name = models.CharField(_("信息来源"), max_length=120, blank=True, default="")
    valid_until_on = models.DateField(_("有效期至"))

    state = VACANCY.field()
    state_since_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(_("审核意见"), max_length=500, blank=True, default="")
    is_flagged = models.BooleanField(_("可能违法"), default=False)
    findings: Any = models.JSONField(default=list, blank=True)
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    search_key = models.TextField(blank=True, default="")

    objects = VacancyQuerySet.as_manager()
    states = VACANCY
    audited: ClassVar[bool] = True
    audited_by_name = ("contact_name", "search_key")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            VACANCY.constraint("vacancy_state_known"),
            models.UniqueConstraint(
                fields=["organisation", "title_key", "street_code"],
                condition=Q(state__in=STANDING),
                name="one_post_a_place",
            ),
            models.CheckConstraint(condition=Q(openings__gt=0), name="vacancy_has_openings"),
            models.CheckConstraint(
                condition=Q(pay_low_fen__gt=0) & Q(pay_high_fen__gte=F("pay_low_fen")), name="vacancy_pay_range"
            ),
            models.CheckConstraint(condition=Q(pay_months__range=(1, 24)), name="vacancy_pay_months"),
        ]
        indexes = [
            models.Index(fields=["state", "state_since_at"], name="vacancy_queue"),
            models.Index(fields=["organisation", "state"], name="vacancy_of_employer"),
            models.Index(fields=["valid_until_on"], condition=Q(state="open"), name="vacancy_open_until"),
        ]

    def __str__(self) -> str:
        return self.title

    def set_title(self, title: str) -> None:
        """Put the title and the key by which the same post is known again, whatever its spaces and characters."""
        self.title, self.title_key = title, title_key(title)

    def set_search_key(self) -> None:
        """Put what the public search looks at. Needs `organisation` and `occupation` at hand."""
        names = [self.title, self.organisation.name, self.occupation.name if self.occupation else ""]
        self.search_key = "|".join(search_key(name) for name in names if name)

    @property
    def tone(self) -> str:
        """The look of the state's badge."""
        return TONES.get(VacancyState(self.state), "plain")

    @property
    def is_public(self) -> bool:
        return self.state == VacancyState.OPEN and self.valid_until_on >= clock.today()


def title_key(title: str) -> str:
    """Return the title without case, width, traditional characters, spaces and signs: `CNC 操作工` is `cnc操作工`."""
    return NOT_WORDS.sub("", fold(title))[:60]
