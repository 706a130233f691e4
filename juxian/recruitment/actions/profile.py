"""The profile of a person: written, shown again and confirmed by the person, and never by anybody else."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.models import Upload
from juxian.recruitment.models import NameShown, Profile, ProfileSource
from juxian.recruitment.permissions import Permission
from juxian.recruitment.resume.shape import Resume


@action(_("保存简历"), Permission.APPLY, sensitive=("resume",))
def save_profile(
    person: Any,
    *,
    resume: Resume,
    source: str,
    street_code: str = "",
    free_from_on: dt.date | None = None,
    name_shown: str = NameShown.WHOLE,
    by: Actor,
) -> Profile:
    """Keep what the person has seen and confirmed. Applications that were sent keep the copy that was sent."""
    if not resume.headline:
        raise RuleBroken(_t("还没有写求职方向。请写明会做什么、想找什么工作，例如“数控车工”。"), field="headline")
    profile, _is_new = Profile.objects.update_or_create(
        person=person,
        defaults={
            "content": resume.as_data(),
            "source": ProfileSource(source),
            "street_code": street_code,
            "free_from_on": free_from_on,
            "name_shown": name_shown,
            "changed_at": clock.now(),
        },
    )
    return profile


@action(_("更换简历照片"), Permission.APPLY, sensitive=("photo",))
def put_photo(profile: Profile, *, photo: Upload | None, by: Actor) -> Profile:
    """Show a photo, or none: no employer may ask for one."""
    profile.photo = photo
    profile.save(update_fields=["photo"])
    return profile


@action(_("删除简历"), Permission.APPLY)
def delete_profile(profile: Profile, *, by: Actor) -> None:
    """Forget the profile. What was sent stays with the employers until their application is over."""
    profile.delete()
