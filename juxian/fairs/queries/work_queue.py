"""What fairs has lying on whose desk: events to publish, booths to confirm, explanations to read, questions."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Barring, Booth, Event, EventQuestion
from juxian.fairs.permissions import Permission
from juxian.fairs.states import BarringState
from juxian.kit.access import Actor
from juxian.kit.work_queue import Line, Waiting, WorkSource, register


def events_to_review(actor: Actor) -> Iterator[Waiting]:
    """Submitted by somebody else, to be decided before they begin."""
    rows = Event.objects.visible_to(actor).to_review().exclude(submitted_by_id=actor.person_id)
    return (Waiting(*row) for row in rows.values_list("pk", "state_since_at", "starts_at"))


def booths_to_decide(actor: Actor) -> Iterator[Waiting]:
    rows = Booth.objects.visible_to(actor).to_decide()
    return (Waiting(*row) for row in rows.values_list("pk", "state_since_at", "event__starts_at"))


def explanations_to_read(actor: Actor) -> Iterator[Waiting]:
    rows = Barring.objects.visible_to(actor).filter(state=BarringState.EXPLAINED).exclude(person=actor.person_id)
    return (Waiting(*row) for row in rows.values_list("pk", "state_since_at"))


def questions_to_answer(actor: Actor) -> Iterator[Waiting]:
    """Put to events that the office itself hosts; employers answer their own."""
    rows = EventQuestion.objects.visible_to(actor).filter(answered_at=None, hidden_at=None, booth=None)
    rows = rows.filter(event__host=actor.organisation_id)
    return (Waiting(*row) for row in rows.values_list("pk", "asked_at", "event__starts_at"))


def describe_events(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Event.objects.filter(pk__in=keys).select_related("host")
    return {row.pk: Line(row.title, reverse("fairs:office_event", args=[row.pk]), row.host.name) for row in rows}


def describe_booths(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Booth.objects.filter(pk__in=keys).select_related("event", "organisation")
    return {row.pk: Line(row.organisation.name, _part(row.event_id, "booths"), row.event.title) for row in rows}


def describe_explanations(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Barring.objects.filter(pk__in=keys).select_related("person", "organisation")
    return {row.pk: Line(row.name, reverse("fairs:barring", args=[row.pk]), row.explanation[:60]) for row in rows}


def describe_questions(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = EventQuestion.objects.filter(pk__in=keys).select_related("event")
    return {row.pk: Line(row.question[:60], _part(row.event_id, "questions"), row.event.title) for row in rows}


def _part(event_id: UUID, part: str) -> str:
    return f"{reverse('fairs:office_event', args=[event_id])}#{part}"


for _source in (
    WorkSource("fairs.1_event", _("活动待审核"), Permission.REVIEW_EVENT, events_to_review, describe_events),
    WorkSource("fairs.2_booth", _("参会申请待确认"), Permission.DECIDE_BOOTH, booths_to_decide, describe_booths),
    WorkSource(
        "fairs.3_barring", _("未到场说明待审"), Permission.DECIDE_BARRING, explanations_to_read, describe_explanations
    ),
    WorkSource("fairs.4_question", _("活动提问待答复"), Permission.RUN_EVENT, questions_to_answer, describe_questions),
):
    register(_source)
