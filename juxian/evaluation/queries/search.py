"""Applications are found by number, or by the applicant's name where the actor sees it."""

from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Application
from juxian.evaluation.permissions import Permission
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.search import Hit, SearchSource, register
from juxian.kit.text import search_filter


def find_applications(actor: Actor, text: str) -> QuerySet[Application]:
    """Assessors judge work and not names: only the two others search."""
    if actor.audience is not Audience.PERSON and not allows(actor, Permission.SEE_ALL):
        return Application.objects.none()
    rows = Application.objects.visible_to(actor)
    wanted = Q(number__istartswith=text.strip()) | search_filter("applicant__search_key", text)
    wanted |= search_filter("item__search_key", text) if actor.audience is Audience.PERSON else Q()
    return rows.filter(wanted).select_related("applicant", "item__occupation").order_by("-created_at")


def show_application(actor: Actor, row: Application) -> Hit:
    is_own = actor.audience is Audience.PERSON
    url = reverse("evaluation:my_application" if is_own else "evaluation:office_application", args=[row.pk])
    trade = f"{row.item.name if row.item else ''} {row.get_level_display()}".strip()
    title = trade if is_own else f"{row.applicant.name} · {trade}"
    return Hit(title or str(row), url, row.number or "", row.get_state_display(), row.tone)


def more_applications(actor: Actor, text: str) -> str:
    name = "evaluation:my_applications" if actor.audience is Audience.PERSON else "evaluation:office_list"
    return f"{reverse(name)}?{urlencode({'q': text})}"


register(
    SearchSource(
        "evaluation.applications",
        _("申报"),
        find_applications,
        show_application,
        more=more_applications,
        order=10,
    )
)
