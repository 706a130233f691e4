"""The public home page: what everybody may know today."""

from typing import Any

from juxian.catalogue.queries import edition_in_force
from juxian.catalogue.queries.current import current_items
from juxian.evaluation.queries import places_of_plan, plan_in_force
from juxian.insights.queries import entries
from juxian.kit import clock
from juxian.notices.queries import open_notices
from juxian.notices.queries.public import public_notices
from juxian.recruitment.queries.search import Asked, listed

NOTICES, ITEMS = 4, 8
FIGURES = ["recognised.people", "certificates.valid", "catalogue.items", "organisations.verified"]


def home_of_everybody() -> dict[str, Any]:
    """Return places left, the scarcest occupations, notices and figures, each from rows."""
    today = clock.today()
    plan = plan_in_force(today)
    return {
        "plan": plan,
        "places": places_of_plan(plan) if plan else [],
        "edition": edition_in_force(today),
        "items": current_items(today).order_by("-stars", "-demand_count", "occupation__code")[:ITEMS],
        "notices": public_notices()[:NOTICES],
        "open_count": open_notices(today).count(),
        "job_count": listed(Asked()).count(),
        "figures": entries(is_public=True, keys=FIGURES),
    }
