"""What a booth looks for: which vacancies it showed, and how many openings each had then."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from juxian.fairs.models.booth import Booth
from juxian.fairs.permissions import Permission
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet


class BoothVacancyQuerySet(VisibleQuerySet):
    def shown(self) -> Self:
        return self.filter(removed_at=None)

    def visible_to(self, actor: Actor) -> Self:
        if allows(actor, Permission.SEE_ALL):
            return self
        mine = Q(booth__organisation=actor.organisation_id) | Q(booth__event__host=actor.organisation_id)
        return self.filter(mine) if actor.organisation_id else self.none()


class BoothVacancy(Model):
    """One vacancy at one booth. `openings` is kept as it was when it was shown, so that what an event offered does not
    change when the vacancy does; taken down it still counts as offered."""

    booth = models.ForeignKey(Booth, on_delete=models.PROTECT, related_name="shown_vacancies")
    vacancy = models.ForeignKey("recruitment.Vacancy", on_delete=models.PROTECT, related_name="+")
    openings = models.PositiveIntegerField()
    shown_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True)

    audited = True
    objects: Any = BoothVacancyQuerySet.as_manager()

    class Meta:
        ordering = ["shown_at", "id"]
        constraints = [models.UniqueConstraint(fields=["booth", "vacancy"], name="fairs_booth_vacancy_once")]
