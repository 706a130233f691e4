"""What an employer shows of itself. Its words are a draft; what an officer approved is kept apart as `published`."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import PAGE, PageState

TONES = {
    PageState.SUBMITTED: "wait",
    PageState.RETURNED: "stop",
    PageState.PUBLISHED: "ok",
    PageState.HIDDEN: "stop",
}


class StaffSize(models.TextChoices):
    """How many people work there, in the steps that job sites use."""

    MICRO = "micro", _("20人以下")
    SMALL = "small", _("20到99人")
    MEDIUM = "medium", _("100到499人")
    LARGE = "large", _("500到999人")
    HUGE = "huge", _("1000人以上")


class PageQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "PageQuerySet":
        """An employer sees its own; officers what was handed in at least once."""
        if allows(actor, Permission.SEE_ALL):
            return self.exclude(state=PageState.DRAFT, published=None)
        if actor.organisation_id and allows(actor, Permission.MANAGE_PAGE):
            return self.filter(organisation=actor.organisation_id)
        return self.none()

    def public(self) -> "PageQuerySet":
        """Approved once, not taken down, and of an employer that may recruit."""
        barred = Q(organisation__blacklistings__state="in_force")
        return self.filter(hidden_at=None).exclude(published=None).exclude(barred)


class EmployerPage(Model):
    """One a verified employer. `published` is what the public sees; see `queries.page.snapshot` for its keys."""

    organisation = models.OneToOneField("people.Organisation", models.PROTECT, related_name="employer_page")
    summary = models.CharField(_("一句话介绍"), max_length=100, blank=True, default="")
    story = models.TextField(_("单位介绍"), max_length=3000, blank=True, default="")
    staff_size = models.CharField(_("人员规模"), max_length=10, choices=StaffSize.choices, blank=True, default="")
    founded_year = models.PositiveSmallIntegerField(_("成立年份"), null=True, blank=True)
    website = models.URLField(_("网站"), max_length=200, blank=True, default="")
    video = models.ForeignKey("kit.Video", models.PROTECT, null=True, blank=True, related_name="+")
    # What the public sees may be an older video than the draft's: kept from the sweep by pointing at it.
    published_video = models.ForeignKey("kit.Video", models.PROTECT, null=True, blank=True, related_name="+")
    state = PAGE.field()
    state_since_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(_("审核意见"), max_length=500, blank=True, default="")
    published: Any = models.JSONField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True, default="")
    hidden_at = models.DateTimeField(null=True)

    objects = PageQuerySet.as_manager()
    states = PAGE
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["-state_since_at"]
        constraints = [PAGE.constraint("employer_page_state_known")]
        indexes = [models.Index(fields=["state", "state_since_at"], name="employer_page_queue")]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def tone(self) -> str:
        """The look of the state's badge."""
        return TONES.get(PageState(self.state), "plain")

    @property
    def is_public(self) -> bool:
        return self.published is not None and self.hidden_at is None


class PictureQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "PictureQuerySet":
        return self.filter(page__in=EmployerPage.objects.visible_to(actor))


class PagePicture(Model):
    """One picture of the draft, in its order. A published page keeps the key of the file in its snapshot."""

    page = models.ForeignKey(EmployerPage, models.CASCADE, related_name="pictures")
    upload = models.ForeignKey("kit.Upload", models.PROTECT, related_name="+")
    caption = models.CharField(_("图片说明"), max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [models.UniqueConstraint(fields=["page", "upload"], name="page_picture_once")]
