"""What the applicant has done, with the pictures and papers that show it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models.application import Application
from juxian.kit.access import Actor
from juxian.kit.models import Model, VisibleQuerySet


class ContributionKind(models.TextChoices):
    """The kinds of the 2025 guide and of 业绩评审 elsewhere (rules.md §1.5, channel D)."""

    WORK = "work", _("代表作品")
    IMPROVEMENT = "improvement", _("工艺改进")
    PATENT = "patent", _("专利或发明")
    APPRENTICE = "apprentice", _("带徒传技")
    AWARD = "award", _("竞赛或荣誉")
    STANDARD = "standard", _("标准或操作法")
    OTHER = "other", _("其他贡献")


class OfApplicationQuerySet(VisibleQuerySet):
    """Rows that are seen by whoever sees their application."""

    def visible_to(self, actor: Actor) -> "OfApplicationQuerySet":
        return self.filter(application__in=Application.objects.visible_to(actor))


class Contribution(Model):
    """One thing done, in the applicant's words."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="contributions")
    kind = models.CharField(_("类型"), max_length=20, choices=ContributionKind.choices)
    title = models.CharField(_("名称"), max_length=100)
    done_on = models.DateField(_("完成时间"))
    description = models.TextField(_("做了什么，有什么效果"), max_length=1000)

    audited = True
    audited_by_name = ("title", "description")  # somebody's own words
    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "id"]

    def __str__(self) -> str:
        return self.title


class Evidence(Model):
    """A picture or paper that shows a contribution."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="evidence")
    upload = models.ForeignKey("kit.Upload", models.PROTECT, related_name="+")

    audited = True

    class Meta:
        ordering = ["id"]
