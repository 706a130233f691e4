"""What an employer, or somebody who complained, has going in recruitment."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, Audience, allows
from juxian.kit.matters import Matter, register
from juxian.recruitment.models import EmployerPage, Vacancy, VacancyReport
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import PageState, ReportState, VacancyState

OFFICE = _("人社部门")
# What an employer has in hand: what is open or over stands in its own list.
IN_HAND = [VacancyState.DRAFT, VacancyState.SUBMITTED, VacancyState.RETURNED, VacancyState.TAKEN_DOWN]
MOST = 50


def of_employer(actor: Actor) -> Iterator[Matter]:
    if not (actor.organisation_id and allows(actor, Permission.POST_VACANCY)):
        return
    for row in EmployerPage.objects.visible_to(actor).exclude(state=PageState.PUBLISHED).select_related("organisation"):
        yield _page(row)
    for row in Vacancy.objects.visible_to(actor).filter(state__in=IN_HAND).order_by("-state_since_at")[:MOST]:
        yield _vacancy(row)


def of_complainant(actor: Actor) -> Iterator[Matter]:
    if actor.audience is not Audience.PERSON:
        return
    for row in VacancyReport.objects.visible_to(actor).select_related("vacancy"):
        is_open = row.state in (ReportState.FILED, ReportState.ACCEPTED)
        yield Matter(
            kind=_("职位举报"),
            title=row.vacancy.title,
            url=reverse("recruitment:my_report", args=[row.pk]),
            state=row.get_state_display(),
            tone=row.tone,
            holder=OFFICE if is_open else "",
            since_at=row.state_since_at,
            due_at=row.due_at,
            note=row.number,
            is_open=is_open,
        )


def _vacancy(row: Vacancy) -> Matter:
    todos = {
        VacancyState.DRAFT: _("写完后提交审核"),
        VacancyState.RETURNED: _("按审核意见修改后再提交"),
        VacancyState.TAKEN_DOWN: _("看下架的理由，改正后重新提交"),
    }
    return Matter(
        kind=_("招聘职位"),
        title=row.title,
        url=reverse("recruitment:org_vacancy", args=[row.pk]),
        state=row.get_state_display(),
        tone=row.tone,
        holder=OFFICE if row.state == VacancyState.SUBMITTED else "",
        since_at=row.state_since_at,
        todo=todos.get(VacancyState(row.state), ""),
        note=row.reason,
        is_open=row.state != VacancyState.TAKEN_DOWN,
    )


def _page(row: EmployerPage) -> Matter:
    is_waiting = row.state == PageState.SUBMITTED
    return Matter(
        kind=_("单位主页"),
        title=row.organisation.name,
        url=reverse("recruitment:org_page"),
        state=row.get_state_display(),
        tone=row.tone,
        holder=OFFICE if is_waiting else "",
        since_at=row.state_since_at,
        todo="" if is_waiting else _("改好后提交审核"),
        note=row.reason,
    )


register("recruitment.1_employer", of_employer)
register("recruitment.2_complainant", of_complainant)
