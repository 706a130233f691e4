"""What notices has lying on whose desk: objections to verify and decide, drafts to publish."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.work_queue import Line, Waiting, WorkSource, register
from juxian.kit.working_days import deadline
from juxian.notices.models import Objection, PublicNotice
from juxian.notices.permissions import Permission
from juxian.notices.states import NoticeState

# The rules say "objection → verification → decision" and no limit (rules §2.1); ten is the project's assumption.
OBJECTION_WORKING_DAYS = 10


def objections_to_decide(actor: Actor) -> Iterator[Waiting]:
    """Undecided, and none on a case that the officer reviewed or a notice that they published."""
    involved = Q(notice__published_by_id=actor.person_id) | Q(entry__barred_ids__contains=[actor.person_id])
    rows = Objection.objects.visible_to(actor).undecided()
    if actor.person_id:
        rows = rows.exclude(pk__in=Objection.objects.filter(involved).values("pk"))
    for key, since_at in rows.values_list("pk", "created_at"):
        yield Waiting(key, since_at, deadline(since_at, OBJECTION_WORKING_DAYS))


def drafts_to_publish(actor: Actor) -> Iterator[Waiting]:
    rows = PublicNotice.objects.visible_to(actor).filter(state=NoticeState.DRAFT)
    return (Waiting(*row) for row in rows.values_list("pk", "created_at"))


def describe_objections(keys: Collection[UUID]) -> dict[UUID, Line]:
    """The notice and the state; what is objected to stands on the objection's own page."""
    rows = Objection.objects.filter(pk__in=keys).select_related("notice")
    return {
        row.pk: Line(row.notice.title, reverse("notices:objection_detail", args=[row.pk]), row.get_state_display())
        for row in rows
    }


def describe_drafts(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = PublicNotice.objects.filter(pk__in=keys)
    return {row.pk: Line(row.title, reverse("notices:office_notice", args=[row.pk]), row.kind_label) for row in rows}


register(
    WorkSource(
        "notices.1_objection",
        _("异议待办"),
        Permission.HANDLE_OBJECTION,
        objections_to_decide,
        describe_objections,
    )
)
register(WorkSource("notices.2_draft", _("公示待发布"), Permission.PUBLISH_NOTICE, drafts_to_publish, describe_drafts))
