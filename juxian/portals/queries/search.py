"""Services are found by title and summary, by everybody."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.search import Hit, SearchSource, register
from juxian.kit.text import matches, search_key
from juxian.portals.services import Service, services


def find_services(actor: Actor, text: str) -> list[Service]:
    return [each for each in services().values() if matches(text, _key(each))]


def _key(service: Service) -> str:
    """Both languages, and the pinyin of the title."""
    parts = (service.title.zh, service.title.en, service.summary.zh, service.summary.en)
    return "|".join(search_key(part) for part in parts)


def show_service(actor: Actor, row: Service) -> Hit:
    return Hit(str(row.title), reverse("portals:service_page", args=[row.key]), str(row.summary))


def more_services(actor: Actor, text: str) -> str:
    return reverse("portals:service_list")


register(SearchSource("portals.services", _("事项"), find_services, show_service, more=more_services, order=45))
