"""Whether an employer may recruit here, in one sentence where it may not."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t

from juxian.recruitment.models import Blacklisting


def blacklisting_of(organisation_id: Any) -> Blacklisting | None:
    """Return the entry in force, or None."""
    return Blacklisting.objects.in_force().filter(organisation=organisation_id).first()


def barred_organisations() -> set[UUID]:
    """Return the keys of all employers that may not recruit today."""
    return set(Blacklisting.objects.in_force().values_list("organisation_id", flat=True))


def is_barred(organisation_id: Any) -> bool:
    """Tell whether the employer is on the blacklist."""
    return Blacklisting.objects.in_force().filter(organisation=organisation_id).exists()


def obstacle_to_recruit(organisation: Any) -> str:
    """Return why this employer may not recruit now and what to do; nothing where it may."""
    if not organisation.is_verified:
        return _t("单位还没有通过营业执照核验，不能发布。请先在“单位信息”里提交核验。")
    entry = blacklisting_of(organisation.pk)
    if entry is None:
        return ""
    return _t("单位自%(day)s起被列入招聘黑名单，不能发布。理由：%(reason)s 有异议的，请向人社部门书面说明。") % {
        "day": entry.from_on.isoformat(),
        "reason": entry.reason,
    }
