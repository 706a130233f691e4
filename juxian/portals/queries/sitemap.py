"""The public pages that search engines may list."""

from django.urls import reverse

from juxian.catalogue.queries.current import current_items
from juxian.insights.queries import FIGURES
from juxian.kit import clock
from juxian.notices.queries.public import public_notices
from juxian.portals.services import services

PAGES = [
    "portals:home",
    "portals:service_list",
    "portals:help",
    "evaluation:guide",
    "evaluation:plan",
    "catalogue:edition_list",
    "notices:notice_list",
    "credentials:verify",
    "insights:figure_list",
    "recruitment:job_list",
    "recruitment:employer_list",
    "recruitment:campaign_list",
]


def public_addresses() -> list[str]:
    """Return the paths of all public pages: fixed ones, services, the catalogue in force, notices, figures.
    Certificates and searches are not for search engines."""
    items = current_items(clock.today()).values_list("edition__year", "occupation__code")
    return [
        *(reverse(name) for name in PAGES),
        *(reverse("portals:service_page", args=[key]) for key in services()),
        *(reverse("catalogue:item_page", args=row) for row in items),
        *(reverse("notices:notice_page", args=[pk]) for pk in public_notices().values_list("pk", flat=True)),
        *(reverse("insights:figure_page", args=[key]) for key in FIGURES),
    ]
