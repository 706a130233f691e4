"""What the catalogue has lying on whose desk: opinions to answer, editions whose opinion period is over."""

import datetime as dt
from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.models import Edition, Opinion
from juxian.catalogue.permissions import Permission
from juxian.catalogue.states import EditionState, OpinionState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.work_queue import Line, Waiting, WorkSource, register


def opinions_to_answer(actor: Actor) -> Iterator[Waiting]:
    """They are answered before the edition is published; no day is set."""
    rows = Opinion.objects.visible_to(actor).filter(state=OpinionState.RECEIVED)
    return (Waiting(*row) for row in rows.values_list("pk", "created_at"))


def editions_to_publish(actor: Actor) -> Iterator[Waiting]:
    """The opinion period is over; who opened it does not publish."""
    rows = Edition.objects.visible_to(actor).filter(state=EditionState.OPINION, opinion_until_on__lt=clock.today())
    for key, until_on in rows.exclude(opened_by_id=actor.person_id).values_list("pk", "opinion_until_on"):
        yield Waiting(key, timezone.make_aware(dt.datetime.combine(until_on, dt.time.max)))


def describe_opinions(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Opinion.objects.filter(pk__in=keys).select_related("edition")
    return {
        row.pk: Line(row.edition.title, reverse("catalogue:opinion_detail", args=[row.pk]), row.text[:60])
        for row in rows
    }


def describe_editions(keys: Collection[UUID]) -> dict[UUID, Line]:
    return {
        row.pk: Line(row.title, reverse("catalogue:office_edition", args=[row.pk]), _("征求意见期已满"))
        for row in Edition.objects.filter(pk__in=keys)
    }


register(
    WorkSource("catalogue.1_opinion", _("目录意见"), Permission.ANSWER_OPINION, opinions_to_answer, describe_opinions)
)
register(
    WorkSource(
        "catalogue.2_edition", _("目录待发布"), Permission.PUBLISH_CATALOGUE, editions_to_publish, describe_editions
    )
)
