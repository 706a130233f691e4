"""Which examination an application has before it: of a scheme, the parts that are sat for and those a panel scores."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from juxian.catalogue.levels import SkillLevel
from juxian.catalogue.queries.current import current_items
from juxian.evaluation.models import PASS_SCORE, Application, Channel, Mark, Part, Scheme, SchemePart, Sitting
from juxian.evaluation.queries.kept_part import kept_marks_of
from juxian.evaluation.states import ApplicationState, MarkState

PARTS_IN_ORDER = {part: number for number, part in enumerate(Part.values)}
WAITING_FOR_PARTS = (ApplicationState.SECOND_REVIEWED, ApplicationState.SCHEDULED)
Key = tuple[UUID, str]  # occupation and level


def scheme_of(application: Application) -> Scheme | None:
    """Return the scheme of the application's occupation and level, with its parts and their rubrics."""
    return schemes_of([application]).get(_key(application))


def examined_parts(application: Application) -> list[SchemePart]:
    """Return the parts that are sat for, whatever was passed before. Only the channel of contributions is examined,
    and only where the occupation and the level have a scheme."""
    return examined_parts_of([application])[application.pk]


def panel_parts(application: Application) -> list[SchemePart]:
    """Return the parts that the panel scores."""
    scheme = scheme_of(application)
    return [part for part in parts_of(scheme) if part.is_for_panel] if scheme else []


def schemes_of(applications: Iterable[Application]) -> dict[Key, Scheme]:
    """Return the schemes for many applications at once, by occupation and level: three queries however many."""
    wanted = {_key(one) for one in applications if one.item_id and one.level}
    if not wanted:
        return {}
    either = Q()
    for occupation_id, level in wanted:
        either |= Q(occupation=occupation_id, level=level)
    return {(scheme.occupation_id, scheme.level): scheme for scheme in with_parts(Scheme.objects.filter(either))}


def examined_parts_of(applications: Iterable[Application]) -> dict[UUID, list[SchemePart]]:
    """The same as `examined_parts` for many applications, by their keys. Select `item` with them."""
    rows = list(applications)
    examined = [one for one in rows if one.channel == Channel.CONTRIBUTION]
    schemes = schemes_of(examined)
    parts = {one.pk: _sat_for(schemes, one) for one in examined}
    return {one.pk: parts.get(one.pk, []) for one in rows}


def sitting_parts_due(application: Application) -> list[SchemePart]:
    """Return what the applicant has still to sit for."""
    return sitting_parts_due_of([application])[application.pk]


def sitting_parts_due_of(applications: Iterable[Application]) -> dict[UUID, list[SchemePart]]:
    """Return for many applications what has still to be sat for: the parts of the scheme without those of which this
    application has a released mark, and those kept from an earlier one. Select `item` and `applicant` with them."""
    rows = list(applications)
    examined = examined_parts_of(rows)
    kept = kept_marks_of([one for one in rows if examined[one.pk]])
    done = {(pk, mark.part) for pk, marks in kept.items() for mark in marks}
    done |= set(Mark.objects.released().filter(application__in=rows).values_list("application", "part"))
    return {pk: [part for part in parts if (pk, part.part) not in done] for pk, parts in examined.items()}


def parts_of(scheme: Scheme) -> list[SchemePart]:
    """Return the parts in the order of an evaluation plan: ethics, theory, practice, comprehensive, contribution."""
    return sorted(scheme.parts.all(), key=lambda one: PARTS_IN_ORDER[one.part])


def with_parts(schemes: QuerySet[Scheme]) -> QuerySet[Scheme]:
    """Add parts and rubrics, so that a list of schemes asks three times in all."""
    return schemes.select_related("occupation").prefetch_related(
        Prefetch("parts", SchemePart.objects.prefetch_related("rubric"))
    )


@dataclass(frozen=True)
class LineDraft:
    """A line of a rubric as somebody wrote it."""

    name: str
    weight: int
    minimum: int = 0


@dataclass(frozen=True)
class PartDraft:
    """A part as somebody wrote it. Without a rubric it is marked by one number."""

    part: str
    method: str
    minutes: int
    pass_score: int = PASS_SCORE
    rubric: tuple[LineDraft, ...] = ()


@dataclass(frozen=True)
class Gap:
    """An occupation and a level of the catalogue for which nobody has said what is examined."""

    occupation_id: UUID
    code: str
    name: str
    level: SkillLevel


def gaps(on: dt.date) -> list[Gap]:
    """Return the occupations × levels of the catalogue in force that have no scheme."""
    there = set(Scheme.objects.values_list("occupation", "level"))
    return [
        Gap(item.occupation_id, item.occupation.code, item.name, SkillLevel(level))
        for item in current_items(on)
        for level in item.levels
        if (item.occupation_id, level) not in there
    ]


def sittings_using(scheme: Scheme) -> QuerySet[Sitting]:
    """The sittings by this scheme whose results are not released yet."""
    by_seat = Q(seats__application__item__occupation=scheme.occupation_id, seats__application__level=scheme.level)
    by_name = Q(occupation=scheme.occupation_id, level=scheme.level)
    return Sitting.objects.live().filter(by_seat | by_name, mark_sheet__released_at=None).distinct()


def halfway_through(scheme: Scheme) -> QuerySet[Application]:
    """Applications by this scheme of which one part is known and another is still to come."""
    rows = Application.objects.filter(item__occupation=scheme.occupation_id, level=scheme.level)
    return rows.filter(state__in=WAITING_FOR_PARTS, marks__state=MarkState.RELEASED).distinct()


def drafts_of(scheme: Scheme) -> list[PartDraft]:
    """Return the parts of a scheme as they could be written again."""
    return [
        PartDraft(
            part.part,
            part.method,
            part.minutes,
            part.pass_score,
            tuple(LineDraft(line.name, line.weight, line.minimum) for line in part.rubric.all()),
        )
        for part in parts_of(scheme)
    ]


def filtered_schemes(schemes: QuerySet[Scheme], values: Mapping[str, Any]) -> QuerySet[Scheme]:
    """Narrow a list of schemes by what the filter form says."""
    if values.get("q"):
        words = values["q"].strip()
        schemes = schemes.filter(Q(occupation__name__icontains=words) | Q(occupation__code__startswith=words))
    if values.get("level"):
        schemes = schemes.filter(level=values["level"])
    return with_parts(schemes).order_by("occupation__code", "level")


def _sat_for(schemes: Mapping[Key, Scheme], application: Application) -> list[SchemePart]:
    scheme = schemes.get(_key(application))
    return [part for part in parts_of(scheme) if not part.is_for_panel] if scheme else []


def _key(application: Application) -> Key:
    """Occupation and level; an application without an item has neither."""
    occupation = application.item.occupation_id if application.item else None
    return occupation, application.level  # type: ignore[return-value]
