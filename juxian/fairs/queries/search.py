"""Events are found by name, host and place."""

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Event
from juxian.kit.access import Actor
from juxian.kit.search import Hit, SearchSource, register
from juxian.kit.text import search_filter


def find_events(actor: Actor, text: str) -> QuerySet[Event]:
    rows: QuerySet[Event] = Event.objects.public().filter(search_filter("search_key", text)).order_by("-starts_at")
    return rows


def show_event(actor: Actor, row: Event) -> Hit:
    kind = str(row.get_kind_display())
    return Hit(row.title, reverse("fairs:event", args=[row.pk]), kind, row.get_state_display(), row.tone)


def more_events(actor: Actor, text: str) -> str:
    return f"{reverse('fairs:events')}?{urlencode({'q': text})}"


register(SearchSource("fairs.events", _("招聘活动"), find_events, show_event, more=more_events, order=45))
