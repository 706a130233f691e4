"""Certificates are found by number or by the holder's name: one's own, or all for officers who see them."""

from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import Credential
from juxian.kit.access import Actor, Audience
from juxian.kit.search import Hit, SearchSource, register
from juxian.kit.text import search_filter


def find_credentials(actor: Actor, text: str) -> QuerySet[Credential]:
    rows = Credential.objects.visible_to(actor)
    wanted = Q(number__istartswith=text.strip()) | search_filter("holder__search_key", text)
    if actor.audience is Audience.PERSON:
        wanted |= Q(occupation_name__icontains=text.strip())
    return rows.filter(wanted)


def show_credential(actor: Actor, row: Credential) -> Hit:
    is_own = actor.audience is Audience.PERSON
    url = reverse("credentials:my_credential" if is_own else "credentials:office_credential", args=[row.pk])
    title = f"{row.holder_name} · {row.occupation_name} {row.get_level_display()}"
    return Hit(title, url, row.number, row.get_state_display(), row.tone)


def more_credentials(actor: Actor, text: str) -> str:
    is_own = actor.audience is Audience.PERSON
    name = "credentials:my_credentials" if is_own else "credentials:office_credentials"
    return f"{reverse(name)}?{urlencode({'q': text})}"


register(
    SearchSource(
        "credentials.credentials",
        _("证书"),
        find_credentials,
        show_credential,
        more=more_credentials,
        order=40,
    )
)
