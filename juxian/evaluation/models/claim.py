"""What an applicant shows instead of contributions: a national certificate, or an award of a contest.

And what an officer found when looking the certificate up by hand: the platform cannot reach the national site.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models.application import Application
from juxian.evaluation.models.contribution import OfApplicationQuerySet
from juxian.kit.models import Model


class CertificateClaim(Model):
    """A national certificate as the applicant copies it. On the certificate's road it is the claim itself, on the
    others it may show from which level a promotion starts."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="certificate_claim")
    number = models.CharField(_("证书编号"), max_length=22)
    holder_name = models.CharField(_("证书上的姓名"), max_length=100)
    occupation_name = models.CharField(_("证书上的职业"), max_length=100)
    level = models.CharField(_("证书等级"), max_length=20, choices=SkillLevel.choices)
    issued_on = models.DateField(_("发证日期"))
    issuing_body = models.CharField(_("发证机构"), max_length=100)
    picture = models.ForeignKey("kit.Upload", models.PROTECT, related_name="+")

    audited = True
    audited_by_name = ("number", "holder_name")
    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["number"], name="certificate_claim_number")]

    def __str__(self) -> str:
        return self.number


class ContestClass(models.TextChoices):
    """Classes of contests as the district's data name them (facts.yaml, `contest_class`)."""

    NATIONAL_1 = "national_1", _("国家级一类大赛")
    NATIONAL_2 = "national_2", _("国家级二类竞赛")
    PROVINCIAL = "provincial", _("省级竞赛")
    CITY_1 = "city_1", _("市级一类竞赛")
    CITY_2 = "city_2", _("市级二类竞赛")
    DISTRICT = "district", _("区级竞赛")
    IN_HOUSE = "in_house", _("企业或院校竞赛")


class Prize(models.TextChoices):
    """What was given besides a rank."""

    MEDAL = "medal", _("奖牌（金、银、铜）")
    MERIT = "merit", _("优胜奖")
    NONE = "none", _("只有名次")


class AwardClaim(Model):
    """An award of a skills contest."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="award_claim")
    contest = models.CharField(_("竞赛名称"), max_length=120)
    contest_class = models.CharField(_("竞赛级别"), max_length=20, choices=ContestClass.choices)
    prize = models.CharField(_("奖项"), max_length=10, choices=Prize.choices, default=Prize.NONE)
    rank = models.PositiveIntegerField(_("名次"))
    participants = models.PositiveIntegerField(_("参赛人数"), null=True, blank=True)
    awarded_on = models.DateField(_("获奖日期"))
    picture = models.ForeignKey("kit.Upload", models.PROTECT, related_name="+")

    audited = True
    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rank__gte=1) & (Q(participants=None) | Q(participants__gte=models.F("rank"))),
                name="award_rank_within_participants",
            ),
        ]

    def __str__(self) -> str:
        return self.contest


class CertificateLookUp(Model):
    """One look-up at the national site: who, when, with which result, and the screenshot. Never changed; a later one
    stands beside it. The number is kept as looked up: a claim that changed afterwards needs another look."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="look_ups")
    number = models.CharField(_("证书编号"), max_length=22)
    found = models.BooleanField(_("查到且相符"))
    looked_up_on = models.DateField(_("查询日期"))
    screenshot = models.ForeignKey("kit.Upload", models.PROTECT, related_name="+")
    note = models.CharField(_("说明"), max_length=300, blank=True, default="")
    looked_up_by = models.CharField(max_length=200)

    audited = True
    audited_by_name = ("number", "note")
    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
