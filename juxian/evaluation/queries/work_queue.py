"""What evaluation has lying on whose desk. What its officer may not touch (their own, reviewed before) is not there."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Appeal, Application, Panel, PanelCase
from juxian.evaluation.permissions import Permission as P
from juxian.evaluation.queries import (
    employer_work,
    mark_work,
    sitting_work,  # noqa: F401 - registers its sources
)
from juxian.evaluation.queries.plan import changes_to_confirm, describe_changes
from juxian.evaluation.queries.pool import convenable, without_sittings_due
from juxian.evaluation.states import AppealState, PanelState
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.access import Actor, Text
from juxian.kit.work_queue import Line, Waiting, WorkSource, register

COLUMNS = ("pk", "state_since_at", "due_at")


def in_state(state: str, actor: Actor) -> Iterator[Waiting]:
    """Applications in a state, without the actor's own."""
    return _waiting(Application.objects.visible_to(actor).filter(state=state).exclude(applicant_id=actor.person_id))


def for_second_review(actor: Actor) -> Iterator[Waiting]:
    """Who gave the first review does not give the second."""
    rows = Application.objects.visible_to(actor).filter(state=S.FIRST_REVIEWED)
    return _waiting(rows.exclude(applicant_id=actor.person_id).exclude(first_reviewer_id=actor.person_id))


def to_be_convened(actor: Actor) -> Iterator[Waiting]:
    """Contributions that wait for a panel, without the actor's own; who has still to sit an examination waits for the
    exam officers (`sitting_work`)."""
    rows = convenable(Application.objects.visible_to(actor)).exclude(state=S.APPEALED)
    ready = without_sittings_due(rows.exclude(applicant_id=actor.person_id))
    return (Waiting(one.pk, one.state_since_at, one.due_at) for one in ready)  # type: ignore[arg-type]


def for_confirmation(actor: Actor) -> Iterator[Waiting]:
    """Who reviewed does not confirm."""
    return _waiting(Application.objects.visible_to(actor).confirmable_by(actor))


def for_recognition(actor: Actor) -> Iterator[Waiting]:
    """Who reviewed or scored does not recognise."""
    return _waiting(Application.objects.visible_to(actor).decidable_by(actor))


def cases_to_score(actor: Actor) -> Iterator[Waiting]:
    """Cases of the assessor's panels that they have not scored."""
    cases = PanelCase.objects.visible_to(actor).filter(panel__state=PanelState.VOTING)
    cases = cases.exclude(votes__member__assessor_id=actor.person_id)
    columns = ("pk", "application__state_since_at", "application__due_at")
    return (Waiting(*row) for row in cases.values_list(*columns).distinct())


def panels_to_close(actor: Actor) -> Iterator[Waiting]:
    """Panels of which every sitting member has signed: nobody signs before having scored every case."""
    panels = Panel.objects.visible_to(actor).filter(state=PanelState.VOTING)
    panels = panels.annotate(
        member_count=Count("members", filter=Q(members__left_at=None), distinct=True),
        signed_count=Count("members", filter=Q(members__left_at=None, members__signed_at__isnull=False), distinct=True),
        scored_at=Max("cases__votes__voted_at"),
    ).filter(signed_count=F("member_count"), signed_count__gt=0)
    return (Waiting(*row) for row in panels.values_list("pk", "scored_at"))


def appeals_to_answer(actor: Actor) -> Iterator[Waiting]:
    """Appeals that were filed, without the actor's own."""
    rows = Appeal.objects.visible_to(actor).filter(state=AppealState.FILED)
    rows = rows.exclude(application__applicant=actor.person_id)
    return (Waiting(*row) for row in rows.values_list("pk", "state_since_at", "due_at"))


def appeals_to_convene(actor: Actor) -> Iterator[Waiting]:
    """Accepted appeals for which no second panel has been convened."""
    rows = convenable(Application.objects.visible_to(actor)).filter(state=S.APPEALED)
    return _waiting(rows.exclude(applicant_id=actor.person_id))


def describe_appeals(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Appeal.objects.filter(pk__in=keys).with_words()
    return {row.pk: Line(_title(row.application), _appeal_page(row), row.application.number or "") for row in rows}


def describe_applications(url_of: Callable[[Application], str], keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Application.objects.filter(pk__in=keys).select_related("applicant", "item__occupation", "employer")
    return {row.pk: Line(_title(row), url_of(row), row.employer.name if row.employer else "") for row in rows}


def describe_cases(keys: Collection[UUID]) -> dict[UUID, Line]:
    """A panel looks at work and not at names."""
    rows = PanelCase.objects.filter(pk__in=keys).select_related("panel", "application__item__occupation")
    return {
        row.pk: Line(_trade(row.application), reverse("evaluation:case_detail", args=[row.pk]), row.panel.title)
        for row in rows
    }


def describe_panels(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Panel.objects.filter(pk__in=keys).annotate(case_count=Count("cases"))
    return {
        row.pk: Line(
            row.title,
            reverse("evaluation:panel_detail", args=[row.pk]),
            _t("%(count)d份申报，评分已齐") % {"count": row.case_count},
        )
        for row in rows
    }


def _waiting(rows: QuerySet[Application]) -> Iterator[Waiting]:
    return (Waiting(*row) for row in rows.values_list(*COLUMNS))


def _title(row: Application) -> str:
    return f"{row.applicant.name} · {_trade(row)}"


def _trade(row: Application) -> str:
    return f"{row.item.name if row.item else ''} {row.get_level_display()}"


def _appeal_page(row: Appeal) -> str:
    return reverse("evaluation:appeal_detail", args=[row.pk])


def _own_page(row: Application) -> str:
    return reverse("evaluation:office_application", args=[row.pk])


def _page(name: str) -> Callable[[Application], str]:
    """Work that is done for many at once is done on one page."""
    return lambda row: reverse(name)


def _register(
    key: str, label: Text, permission: P, waiting: Callable, url_of: Callable[[Application], str] = _own_page
) -> None:
    register(WorkSource(f"evaluation.{key}", label, permission, waiting, partial(describe_applications, url_of)))


_register("1_intake", _("待受理"), P.ACCEPT, partial(in_state, S.SUBMITTED))
_register("2_first_review", _("待初审"), P.REVIEW, partial(in_state, S.ACCEPTED))
_register("3_second_review", _("待复审"), P.REVIEW, for_second_review)
_register("4_confirm", _("待核定"), P.CONFIRM, for_confirmation)
_register("4_convene", _("待送评审"), P.CONVENE, to_be_convened, _page("evaluation:panel_create"))
register(WorkSource("evaluation.4_appeal", _("申诉待受理"), P.HANDLE_REMEDY, appeals_to_answer, describe_appeals))
_register("4_reconvene", _("申诉待复评"), P.CONVENE, appeals_to_convene, _page("evaluation:panel_create"))
register(WorkSource("evaluation.5_score", _("待评分"), P.VOTE, cases_to_score, describe_cases))
register(WorkSource("evaluation.6_close", _("评审待结束"), P.CONVENE, panels_to_close, describe_panels))
_register("7_publish", _("待公示"), P.CONVENE, partial(in_state, S.PASSED), _page("evaluation:publish"))
_register("8_recognise", _("待认定"), P.RECOGNISE, for_recognition, _page("evaluation:recognise"))
register(WorkSource("evaluation.9_places", _("名额调整待确认"), P.CONFIRM_PLACES, changes_to_confirm, describe_changes))
employer_work.register_all()
mark_work.register_all()
