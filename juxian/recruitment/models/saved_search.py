"""Searches that a person keeps, to be told of new vacancies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.models import Model, VisibleQuerySet


class SavedSearchQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "SavedSearchQuerySet":
        """Nobody sees what somebody else looks for."""
        return self.filter(person=actor.person_id) if actor.person_id else self.none()

    def alerting(self) -> "SavedSearchQuerySet":
        return self.filter(is_alerting=True)


class SavedSearch(Model):
    """The conditions of one list, as they stand in its address without page and order."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("名称"), max_length=60)
    query = models.CharField(max_length=1000)
    is_alerting = models.BooleanField(_("有新职位时提醒"), default=True)
    # What was put into the list after this instant is new to the person.
    seen_until_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["person", "query"], name="saved_search_once")]
        indexes = [models.Index(fields=["is_alerting", "seen_until_at"], name="saved_search_alerts")]

    def __str__(self) -> str:
        return self.name
