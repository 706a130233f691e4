"""The public list of vacancies, as narrow rows: what it is filtered, ordered and searched by, and nothing else.

A row exists exactly while its vacancy may be in the list. `follow` alone writes it; the actions on vacancies call it in
their own transaction, and `reindex` makes everything anew. A row of a vacancy itself is a page of text: scanning
178,200 of them takes seconds, of these 30 ms.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Lookup

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.models import VisibleQuerySet
from juxian.recruitment.facet_values import monthly_yuan, values_of
from juxian.recruitment.models.reply import ReplyRecord
from juxian.recruitment.models.vacancy import Vacancy
from juxian.recruitment.states import VacancyState
from juxian.recruitment.words import as_vector, major_words, name_words, text_words

AT_ONCE = 500  # rows written by one statement


class Standing(models.IntegerChoices):
    """Where an employer's vacancies come in the list, by how it answers who applies."""

    FULL = 0
    LOWERED = 1  # after all others
    HIDDEN = 2  # only for those who ask for them


class ListingQuerySet(VisibleQuerySet):
    """The public list is the same for everybody."""

    def visible_to(self, actor: Actor) -> "ListingQuerySet":
        return self.public()

    def public(self) -> "ListingQuerySet":
        """In the list today; what is over leaves it at midnight, before the job that closes it has run."""
        return self.filter(valid_until_on__gte=clock.today())

    def in_order(self) -> "ListingQuerySet":
        """Employers that answer first, then the newest."""
        return self.order_by("standing", "-listed_at", "-pk")

    def follow(self, vacancies: Iterable[Vacancy]) -> None:
        """Bring the rows of these vacancies in line with their state: five statements for every 500 of them."""
        keys = [vacancy.pk for vacancy in vacancies]
        for start in range(0, len(keys), AT_ONCE):
            self._follow(keys[start : start + AT_ONCE])

    def _follow(self, keys: list[UUID]) -> None:
        rows = Vacancy.objects.filter(pk__in=keys).select_related("organisation", "occupation", "item", "participation")
        kept = [row for row in rows if row.state == VacancyState.OPEN and row.valid_until_on >= clock.today()]
        self.filter(pk__in=keys).delete()
        held = standings_of({row.organisation_id for row in kept})
        self.bulk_create([_listing(row, held.get(row.organisation_id, Standing.FULL)) for row in kept])
        ListingWords.objects.bulk_create([_words(row) for row in kept])

    def reindex(self) -> int:
        """Make the whole list anew from the vacancies. Return how many rows it has."""
        self.exclude(vacancy__in=Vacancy.objects.public()).delete()
        self.follow(Vacancy.objects.public().only("pk").order_by("pk").iterator())
        return self.count()

    def place(self, standings: Mapping[UUID, int]) -> None:
        """Move the open vacancies of employers whose replies have become better or worse."""
        for standing in Standing:
            moved = [organisation for organisation, held in standings.items() if held == standing]
            self.filter(organisation__in=moved).exclude(standing=standing).update(standing=standing)


class Listing(models.Model):
    """One line of the public list. The small integers are those of `facet_values`; 0 says: none, or not known."""

    vacancy = models.OneToOneField(Vacancy, models.CASCADE, primary_key=True, related_name="listing")
    organisation = models.ForeignKey("people.Organisation", models.CASCADE, related_name="+")
    campaign = models.ForeignKey("recruitment.Campaign", models.CASCADE, null=True, related_name="+")
    listed_at = models.DateTimeField()
    valid_until_on = models.DateField()
    standing = models.SmallIntegerField(choices=Standing.choices, default=Standing.FULL)
    kind = models.SmallIntegerField()
    street = models.SmallIntegerField()
    group = models.SmallIntegerField()
    industry = models.SmallIntegerField()
    pay = models.SmallIntegerField()
    monthly_pay = models.PositiveIntegerField(default=0)  # yuan, the lowest that is offered
    degree = models.SmallIntegerField()
    level = models.SmallIntegerField()
    shortage = models.SmallIntegerField()
    graduates = models.SmallIntegerField()
    housing = models.SmallIntegerField()

    objects: Any = ListingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(F("standing"), F("listed_at").desc(), F("vacancy").desc(), name="listing_order"),
        ]


class ListingWords(models.Model):
    """The words of one line, apart from it: they are wide, and only a typed query looks at them."""

    listing = models.OneToOneField(Listing, models.CASCADE, primary_key=True, related_name="words")
    title = SearchVectorField()
    all_words = SearchVectorField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(fields=["all_words"], fastupdate=False, name="listing_words")]


@SearchVectorField.register_lookup
class Matches(Lookup):
    """`field__matches="'焊工' & 'cnc':*"`: the words as they stand, without a dictionary in between."""

    lookup_name = "matches"

    def get_prep_lookup(self) -> str:
        return str(self.rhs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} @@ %s::tsquery", [*parameters, self.rhs]


def standings_of(organisations: Iterable[UUID]) -> dict[UUID, int]:
    """Where the vacancies of each employer come now, by its last reply figures; the others are in full standing."""
    held = ReplyRecord.objects.filter(organisation__in=list(organisations)).values_list("organisation", "visibility")
    return {organisation: Standing[visibility.upper()].value for organisation, visibility in held}


def _listing(row: Vacancy, standing: int) -> Listing:
    return Listing(
        vacancy=row,
        organisation_id=row.organisation_id,
        campaign_id=row.participation.campaign_id if row.participation else None,
        listed_at=row.approved_at or row.state_since_at,
        valid_until_on=row.valid_until_on,
        standing=standing,
        monthly_pay=monthly_yuan(row.pay_low_fen, row.pay_unit),
        **values_of(row),
    )


def _words(row: Vacancy) -> ListingWords:
    occupation = row.occupation.name if row.occupation else ""
    title = name_words(row.title)
    names = title | name_words(row.organisation.name, occupation)
    texts = text_words(row.requirements, row.description, row.address) | major_words(*row.majors)
    return ListingWords(listing_id=row.pk, title=as_vector(title), all_words=as_vector(names | texts))
