"""What an assessor has to do in the panels they sit in."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from juxian.evaluation.models import PanelCase, PanelMember
from juxian.evaluation.states import PanelState
from juxian.kit.access import Actor


def seats_to_fill(actor: Actor) -> QuerySet[PanelMember]:
    """The actor's seats in panels that still vote, with how many cases there are and how many are scored."""
    rows = PanelMember.objects.visible_to(actor).filter(panel__state=PanelState.VOTING)
    cases = PanelCase.objects.filter(panel=OuterRef("panel")).order_by().values("panel").annotate(n=Count("pk"))
    rows = rows.annotate(case_count=Coalesce(Subquery(cases.values("n")), 0), vote_count=Count("votes"))
    return rows.select_related("panel").order_by("panel__convened_on", "pk")
