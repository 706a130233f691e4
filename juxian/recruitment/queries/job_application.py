"""Who applied where: obstacles before, counts after."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from juxian.districts.replies import ReplyLaw, reply_law
from juxian.kit import clock
from juxian.kit.codes import mask_name
from juxian.kit.text import search_filter
from juxian.people.queries import same_human
from juxian.recruitment.models import Blacklisting, JobApplication, NameShown, Profile, Vacancy
from juxian.recruitment.models.job_application import UNANSWERED
from juxian.recruitment.states import JobApplicationState, VacancyState

A = JobApplicationState
MET = (A.INTERVIEWING, A.OFFERED, A.ACCEPTED, A.HIRED, A.TURNED_DOWN)
PROMISED = (A.OFFERED, A.ACCEPTED, A.HIRED, A.TURNED_DOWN)


@dataclass(frozen=True)
class Tally:
    """How far the applications of one source came, in applications. Each number contains the next."""

    applied: int = 0
    interviewed: int = 0
    offered: int = 0
    hired: int = 0


def law() -> ReplyLaw:
    """Return the numbers of the reply clock of this district."""
    return reply_law(settings.DISTRICT)


def why_not(vacancy: Vacancy) -> str:
    """Return in one sentence why nobody can apply to this vacancy now; "" where one can."""
    title = {"title": vacancy.title}
    if vacancy.state == VacancyState.TAKEN_DOWN or is_barred(vacancy.organisation_id):
        return _("“%(title)s”已被下架，不能投递。请看看其他单位的职位。") % title
    if vacancy.state == VacancyState.EXPIRED or (
        vacancy.state == VacancyState.OPEN and vacancy.valid_until_on < clock.today()
    ):
        return _("“%(title)s”的招聘已经到期，不能再投递。请看看这个单位的其他职位。") % title
    if vacancy.state != VacancyState.OPEN:
        return _("“%(title)s”已停止招聘，不能再投递。请看看这个单位的其他职位。") % title
    return ""


def vacancies_once_open() -> QuerySet[Vacancy]:
    """Every vacancy that was public once: to what is over one cannot apply, but one is told why."""
    return Vacancy.objects.filter(approved_at__isnull=False).select_related("organisation")


def is_barred(organisation_id: Any) -> bool:
    return Blacklisting.objects.in_force().filter(organisation=organisation_id).exists()


def has_applied(person_id: Any, vacancy_ids: Collection[UUID]) -> set[UUID]:
    """Return to which of the vacancies the person has applied and not taken it back."""
    rows = JobApplication.objects.filter(person__in=same_human(person_id), vacancy__in=vacancy_ids)
    return set(rows.exclude(state=A.WITHDRAWN).values_list("vacancy_id", flat=True))


def profile_of(person_id: Any) -> Profile | None:
    """Return the person's profile, also where a row that was merged into theirs had written it."""
    return Profile.objects.filter(person__in=same_human(person_id)).order_by("-changed_at").first()


def applications_from(source: str, refs: Collection[str]) -> dict[str, Tally]:
    """Return for each reference of a source how far its applications came, in one query for any number."""
    rows = JobApplication.objects.filter(source=source, source_ref__in=refs).order_by()
    counted = rows.values("source_ref").annotate(
        applied=Count("pk", distinct=True),
        interviewed=Count("pk", filter=Q(state__in=MET) | Q(interviews__isnull=False), distinct=True),
        offered=Count("pk", filter=Q(state__in=PROMISED), distinct=True),
        hired=Count("pk", filter=Q(state=A.HIRED), distinct=True),
    )
    return {row.pop("source_ref"): Tally(**row) for row in counted}


def rows_from(source: str, ref: str, step: str = "applied") -> QuerySet[JobApplication]:
    """Return the applications behind one number of a `Tally`: applied, interviewed, offered or hired."""
    rows = JobApplication.objects.filter(source=source, source_ref=ref).select_related("person", "vacancy")
    met = Q(state__in=MET) | Q(interviews__isnull=False)
    steps = {"interviewed": met, "offered": Q(state__in=PROMISED), "hired": Q(state=A.HIRED)}
    return rows.filter(steps.get(step, Q())).distinct().order_by("sent_at")


def counts_by_vacancy(vacancy_ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """Return (all, not yet answered) for each vacancy to which somebody applied."""
    rows = JobApplication.objects.filter(vacancy__in=vacancy_ids).exclude(state=A.WITHDRAWN).order_by()
    waiting = Count("pk", filter=Q(state__in=UNANSWERED))
    counted = rows.values("vacancy").annotate(total=Count("pk"), waiting=waiting)
    return {row["vacancy"]: (row["total"], row["waiting"]) for row in counted}


def shown_name(application: JobApplication) -> str:
    """Return the applicant's name as the employer may read it now."""
    name = application.person.surviving().name
    is_masked = application.snapshot.get("name_shown") == NameShown.MASKED and not application.shows_contact
    return mask_name(name) if is_masked else name


def found_candidates(rows: QuerySet[JobApplication], values: dict[str, Any]) -> QuerySet[JobApplication]:
    """Narrow an employer's candidates by vacancy, state, stage, tag and words."""
    rows = rows.select_related("vacancy", "person", "stage")
    for name in ("vacancy", "state", "stage", "source"):
        if values.get(name):
            rows = rows.filter(**{name: values[name]})
    if values.get("tag"):
        rows = rows.filter(tags__contains=[values["tag"]])
    if words := (values.get("q") or "").strip():
        named = Q(snapshot__name_shown=NameShown.WHOLE) | Q(contact_agreed_at__isnull=False)
        rows = rows.filter(search_filter("person__search_key", words) & named)
    return rows


def others_of(application: JobApplication) -> QuerySet[JobApplication]:
    """The same person's other applications to the same employer: who reads one reads them together."""
    rows = JobApplication.objects.filter(
        organisation=application.organisation_id, person__in=same_human(application.person_id)
    )
    return rows.exclude(pk=application.pk).select_related("vacancy")


def duplicates_among(rows: Iterable[JobApplication], organisation_id: Any) -> dict[UUID, int]:
    """Return how many applications each of these people has with the employer, where it is more than one."""
    people = {row.person_id for row in rows}
    counted = (
        JobApplication.objects.filter(organisation=organisation_id, person__in=people)
        .order_by()
        .values_list("person")
        .annotate(Count("pk"))
    )
    return {person: count for person, count in counted if count > 1}
