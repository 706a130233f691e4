"""Applications by where they came from, over many references at once: an event has one for each booth and card."""

from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet

from juxian.recruitment.models import JobApplication
from juxian.recruitment.queries.job_application import MET, PROMISED, Tally, applications_from
from juxian.recruitment.states import JobApplicationState


def tallies(sources: Collection[str], refs: Collection[str]) -> Mapping[str, Tally]:
    """Return for each reference how far its applications came, whichever of the sources they name."""
    found: dict[str, Tally] = {}
    for source in sources if refs else ():
        for ref, more in applications_from(source, refs).items():
            known = found.get(ref, Tally())
            found[ref] = Tally(
                known.applied + more.applied,
                known.interviewed + more.interviewed,
                known.offered + more.offered,
                known.hired + more.hired,
            )
    return found


def applications_at(sources: Collection[str], refs: Collection[str], step: str = "applied") -> QuerySet[JobApplication]:
    """Return the applications behind such a number: applied, interviewed, offered or hired."""
    rows = JobApplication.objects.filter(source__in=sources, source_ref__in=refs)
    steps = {
        "interviewed": Q(state__in=MET) | Q(interviews__isnull=False),
        "offered": Q(state__in=PROMISED),
        "hired": Q(state=JobApplicationState.HIRED),
    }
    return (
        rows.filter(steps.get(step, Q())).distinct().select_related("vacancy__organisation").order_by("sent_at", "pk")
    )
