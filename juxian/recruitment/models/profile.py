"""One profile a person, for all of their applications."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor, Audience
from juxian.kit.models import Model, VisibleQuerySet
from juxian.recruitment.resume.shape import Resume, from_data


class NameShown(models.TextChoices):
    """Whether an employer reads the whole name before the applicant shows their contact data."""

    WHOLE = "whole", _("显示姓名")
    MASKED = "masked", _("先隐去名字，我同意以后再显示")


class ProfileSource(models.TextChoices):
    """Out of what it was filled in last."""

    QUICK = "quick", _("五项简表")
    TYPED = "typed", _("逐项填写")
    PDF = "pdf", _("PDF")
    WORD = "word", _("Word")
    JSON_RESUME = "json_resume", _("JSON Resume")
    TEXT = "text", _("粘贴的文字")


class ProfileQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "ProfileQuerySet":
        """One's own and nobody else's: employers get the copy that an application keeps."""
        if actor.audience is Audience.PERSON and actor.person_id:
            return self.filter(person=actor.person_id)
        return self.none()


class Profile(Model):
    """What a person tells employers. `content` is `Resume.as_data`; name and contact belong to the account."""

    person = models.OneToOneField("people.Person", models.PROTECT, related_name="job_profile")
    content: Any = models.JSONField(default=dict)
    street_code = models.CharField(_("想在哪个街道工作"), max_length=9, blank=True, default="")
    # Empty: at once.
    free_from_on = models.DateField(_("什么时候能上班"), null=True, blank=True)
    photo = models.ForeignKey("kit.Upload", models.PROTECT, null=True, blank=True, related_name="+")
    name_shown = models.CharField(_("姓名"), max_length=6, choices=NameShown.choices, default=NameShown.WHOLE)
    source = models.CharField(max_length=12, choices=ProfileSource.choices)
    changed_at = models.DateTimeField(default=clock.now)

    objects = ProfileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.resume.headline

    @property
    def resume(self) -> Resume:
        return from_data(self.content)
