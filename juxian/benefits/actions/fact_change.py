"""Noting that facts changed: no money moves by it."""

from django.utils.translation import gettext_lazy as _

from juxian.benefits.models import Cause, FactChange
from juxian.kit import clock
from juxian.kit.actions import system_action


@system_action(_("记下事实变动"), lock=False)
def note_fact_change(cause: Cause, *, key: str) -> None:
    """So that whoever opens the next run reads it. Heard twice on a day, noted once."""
    words = {"cause": cause, "changed_at": clock.now()}
    FactChange.objects.get_or_create(key=f"{cause}:{key}:{clock.today()}", defaults=words)
