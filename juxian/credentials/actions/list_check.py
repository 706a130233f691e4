"""Somebody has a whole list of certificates checked, and says what for."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import ListCheck
from juxian.credentials.permissions import Permission
from juxian.credentials.queries.list_check import check_rows
from juxian.kit import clock
from juxian.kit.access import Actor, Audience
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken

MOST_ROWS = 2000
KEPT_DAYS = 30


@action(_("批量查验证书"), Permission.CHECK_LIST, sensitive=["rows"], lock=False)
def check_list(
    organisation: Any, *, rows: Sequence[dict[str, Any]], purpose: str, file_name: str, by: Actor
) -> ListCheck:
    """Check rows of number and name; `organisation` is the asker's. Every look-up is on record with its purpose."""
    if not purpose.strip():
        raise RuleBroken(_t("还没有写明查验用途。查验会留下记录，请写一句话。"), field="purpose")
    if not rows or len(rows) > MOST_ROWS:
        raise RuleBroken(_t("一次可查 1 到 %(n)d 行。请检查名单，多的请分几次。") % {"n": MOST_ROWS}, field="file")
    checked = check_rows(rows)
    return ListCheck.objects.create(
        organisation=organisation if by.audience is Audience.ORGANISATION else None,
        purpose=purpose.strip(),
        file_name=file_name[:200],
        row_count=len(checked),
        valid_count=sum(row.verdict == "valid" for row in checked),
        rows=[asdict(row) for row in checked],
        checked_by=by.label,
        checked_by_id=by.person_id,  # type: ignore[misc]  # whoever wears a hat is a person
        checked_at=clock.now(),
    )


@system_action(_("清除批量查验的名单"))
def clear_list_check(check: ListCheck) -> ListCheck:
    """After 30 days the names go; that there was a check, and what for, stays."""
    check.rows = []
    check.save(update_fields=["rows"])
    return check
