"""Who gains and who loses by a new edition, for the office, before it is published."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from juxian.catalogue.queries import difference, editions_seen_by
from juxian.evaluation.forms.officer import EffectQuery
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.effect import effects
from juxian.kit.access import Audience
from juxian.kit.views import audience, render


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_safe
def catalogue_effect(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Against the year before, or the edition that the address names."""
    editions = editions_seen_by(request.actor)
    edition = get_object_or_404(editions, pk=pk)
    others = editions.exclude(pk=pk)
    asked = EffectQuery(request.GET).values()["to"]
    previous = others.filter(pk=asked).first() or others.filter(year__lt=edition.year).order_by("-year").first()
    context = {"edition": edition, "previous": previous}
    if previous:
        found = difference(edition, previous)
        context |= {"gains": effects(found, found.gains()), "losses": effects(found, found.losses())}
    return render(request, "evaluation/officer/catalogue_effect.html", context)
