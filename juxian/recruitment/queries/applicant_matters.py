"""What applications and agreements add to the matters of a person, an employer and a school."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, Audience, allows
from juxian.kit.matters import Matter, register
from juxian.recruitment.models import Agreement, Interview, JobApplication, Party
from juxian.recruitment.permissions import Permission, party_of
from juxian.recruitment.queries.agreement import UNSIGNED, waiting_for
from juxian.recruitment.replying import day_end
from juxian.recruitment.states import InterviewState, JobApplicationState

A = JobApplicationState
MOST = 20  # of a kind


def matters_of_applicant(actor: Actor) -> Iterator[Matter]:
    """Open applications: what the applicant has to do first, then what the employer owes."""
    if actor.audience is not Audience.PERSON or actor.person_id is None:
        return
    rows = JobApplication.objects.visible_to(actor).open().select_related("vacancy", "organisation")[:MOST]
    proposed = Interview.objects.visible_to(actor).filter(state=InterviewState.PROPOSED)
    to_choose = dict(proposed.values_list("application", "pk"))
    for row in rows:
        url, todo = reverse("recruitment:my_application", args=[row.pk]), ""
        if row.pk in to_choose:
            url, todo = reverse("recruitment:my_interview", args=[to_choose[row.pk]]), _("选择面试时间")
        elif row.state == A.OFFERED:
            todo = _("答复录用通知")
        yield Matter(
            kind=_("求职投递"),
            title=row.vacancy.title,
            url=url,
            state=row.get_state_display(),
            tone=row.tone,
            holder="" if todo else row.organisation.name,
            since_at=row.sent_at,
            due_at=day_end(row.due_on) if row.due_on else None,
            todo=todo,
        )


def matters_of_agreements(actor: Actor) -> Iterator[Matter]:
    """Agreements that are not yet signed by all; whose turn it is reads so."""
    if not allows(actor, Permission.SIGN_AGREEMENT):
        return
    rows = Agreement.objects.visible_to(actor).filter(state__in=UNSIGNED).select_related("person", "organisation")
    page = "my_agreement" if actor.audience is Audience.PERSON else "org_agreement"
    for row in rows[:MOST]:
        is_mine = waiting_for(Agreement.objects.filter(pk=row.pk), _party(actor, row)).exists()
        yield Matter(
            kind=_("三方协议"),
            title=f"{row.person.name} · {row.organisation.name}",
            url=reverse(f"recruitment:{page}", args=[row.pk]),
            state=row.get_state_display(),
            tone=row.tone,
            since_at=row.created_at,
            due_at=day_end(row.sign_by_on),
            todo=_("签署三方协议") if is_mine else "",
        )


def matters_of_employer(actor: Actor) -> Iterator[Matter]:
    """Applications that wait for this employer's answer: one line for all, with the earliest day."""
    if actor.organisation_id is None or not allows(actor, Permission.HANDLE_APPLICATION):
        return
    rows = JobApplication.objects.visible_to(actor).unanswered().order_by("due_on", "sent_at")
    first, count = rows.first(), rows.count()
    if first is not None:
        yield Matter(
            kind=_("求职投递"),
            title=_("%(count)d份投递等您答复") % {"count": count},
            url=reverse("recruitment:org_candidates") + "?state=sent",
            state=_("待答复"),
            tone="wait",
            since_at=first.sent_at,
            due_at=day_end(first.due_on) if first.due_on else None,
            todo=_("答复求职者"),
        )


def _party(actor: Actor, agreement: Agreement) -> str:
    return party_of(actor, agreement) or Party.GRADUATE


def register_matters() -> None:
    """Let the home pages ask here."""
    register("recruitment.applications", matters_of_applicant)
    register("recruitment.agreements", matters_of_agreements)
    register("recruitment.candidates", matters_of_employer)
