"""Which examination an application has before it: of a scheme, the parts that are sat for and those a panel scores."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from juxian.evaluation.models import Application, Channel, Part, Scheme, SchemePart

PARTS_IN_ORDER = {part: number for number, part in enumerate(Part.values)}
Key = tuple[UUID, str]  # occupation and level


def scheme_of(application: Application) -> Scheme | None:
    """Return the scheme of the application's occupation and level, with its parts and their rubrics."""
    return schemes_of([application]).get(_key(application))


def sitting_parts_due(application: Application) -> list[SchemePart]:
    """Return what the applicant has still to sit for. Only the channel of contributions is examined, and only where
    the occupation and the level have a scheme."""
    return sitting_parts_due_of([application])[application.pk]


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


def sitting_parts_due_of(applications: Iterable[Application]) -> dict[UUID, list[SchemePart]]:
    """The same as `sitting_parts_due` for many applications, by their keys. Select `item` with them."""
    rows = list(applications)
    examined = [one for one in rows if one.channel == Channel.CONTRIBUTION]
    schemes = schemes_of(examined)
    due = {one.pk: _sat_for(schemes, one) for one in examined}
    return {one.pk: due.get(one.pk, []) for one in rows}


def parts_of(scheme: Scheme) -> list[SchemePart]:
    """Return the parts in the order of an evaluation plan: ethics, theory, practice, comprehensive, contribution."""
    return sorted(scheme.parts.all(), key=lambda one: PARTS_IN_ORDER[one.part])


def with_parts(schemes: QuerySet[Scheme]) -> QuerySet[Scheme]:
    """Add parts and rubrics, so that a list of schemes asks three times in all."""
    return schemes.select_related("occupation").prefetch_related(
        Prefetch("parts", SchemePart.objects.prefetch_related("rubric"))
    )


def _sat_for(schemes: Mapping[Key, Scheme], application: Application) -> list[SchemePart]:
    scheme = schemes.get(_key(application))
    return [part for part in parts_of(scheme) if not part.is_for_panel] if scheme else []


def _key(application: Application) -> Key:
    """Occupation and level; an application without an item has neither."""
    occupation = application.item.occupation_id if application.item else None
    return occupation, application.level  # type: ignore[return-value]
