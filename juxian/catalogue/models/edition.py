"""The shortage catalogue: an edition a year, its items, and what the public says about a draft."""

import re
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import RECOGNISED, RECOGNISED_CHOICES, labels, range_label
from juxian.catalogue.models.register import LONGEST_KEY, RegisterQuerySet
from juxian.catalogue.permissions import Permission
from juxian.catalogue.states import EDITION, OPINION, EditionState, OpinionState
from juxian.kit.access import allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.secrets import EncryptedTextField

# What somebody can be reached or known by: seven digits and more (with blanks or dashes), an e-mail address.
REACHABLE = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d(?:[\s-]?\d){6,}[Xx]?")
PUBLIC_STATES = [EditionState.OPINION, EditionState.PUBLISHED, EditionState.ARCHIVED]


class EditionQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Any) -> "EditionQuerySet":
        """Drafts are for the office; everything that was once shown stays public."""
        return self.all() if allows(actor, Permission.READ_DRAFTS) else self.public()

    def public(self) -> "EditionQuerySet":
        return self.filter(state__in=PUBLIC_STATES)

    def with_counts(self) -> "EditionQuerySet":
        """With how many items there are, and how many opinions wait for an answer."""
        waiting = Q(opinions__state=OpinionState.RECEIVED)
        return self.annotate(
            item_count=Count("items", distinct=True), waiting_count=Count("opinions", filter=waiting, distinct=True)
        ).order_by("-year")

    def in_force_on(self, day: date) -> "EditionQuerySet":
        """Published by then and not yet archived, newest first; the first one rules."""
        unarchived = Q(archived_on__isnull=True) | Q(archived_on__gt=day)
        return self.filter(unarchived, published_on__lte=day).order_by("-published_on", "-year")


class Edition(Model):
    """The catalogue of one year. Immutable once published: a trigger in the database says so too."""

    audited = True
    year = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=120)
    document_no = models.CharField(max_length=60, blank=True, default="")
    state = EDITION.field()
    is_illustrative = models.BooleanField(default=False, help_text=_("演示目录，不是政府正式发布的目录"))
    opinion_from_on = models.DateField(null=True)
    opinion_until_on = models.DateField(null=True)
    opened_by = models.CharField(max_length=200, blank=True, default="")
    opened_by_id = models.UUIDField(null=True)
    published_on = models.DateField(null=True)
    published_by = models.CharField(max_length=200, blank=True, default="")
    archived_on = models.DateField(null=True)
    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            EDITION.constraint("edition_state"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="edition_year"),
            models.CheckConstraint(
                condition=Q(opinion_until_on__isnull=True) | Q(opinion_until_on__gte=F("opinion_from_on")),
                name="edition_opinion_period",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[EditionState.PUBLISHED, EditionState.ARCHIVED])
                | (Q(published_on__isnull=False) & ~Q(document_no="")),
                name="edition_published_has_document",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_frozen(self) -> bool:
        """Published or archived: what it says is law of that year and stays as it is."""
        return self.state in (EditionState.PUBLISHED, EditionState.ARCHIVED)


class ItemQuerySet(RegisterQuerySet):
    def visible_to(self, actor: Any) -> "ItemQuerySet":
        return self if allows(actor, Permission.READ_DRAFTS) else self.filter(edition__state__in=PUBLIC_STATES)


class Item(Model):
    """One occupation that the district is short of in that year, and the levels it recognises for it."""

    audited = True
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="items")
    occupation = models.ForeignKey("catalogue.Occupation", models.PROTECT, related_name="items")
    industry_group = models.ForeignKey("catalogue.IndustryGroup", models.PROTECT, related_name="items")
    local_name = models.CharField(max_length=120, blank=True, default="")
    levels = ArrayField(models.CharField(max_length=20, choices=RECOGNISED_CHOICES))
    stars = models.PositiveSmallIntegerField()
    demand_count = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True, default="")
    search_key = models.CharField(max_length=LONGEST_KEY, blank=True, default="")
    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["occupation__code"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "occupation"], name="item_once_an_edition"),
            models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="item_stars"),
            models.CheckConstraint(
                condition=Q(levels__contained_by=[level.value for level in RECOGNISED]) & ~Q(levels=[]),
                name="item_levels",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What people of the district call it; the classification's name otherwise."""
        return self.local_name or self.occupation.name

    @property
    def level_labels(self) -> list[str]:
        return labels(self.levels)

    @property
    def level_range(self) -> str:
        """The levels in few words: 中级工 至 首席技师 where none in between is missing."""
        return range_label(self.levels)


class OpinionQuerySet(VisibleQuerySet):
    def answered(self) -> "OpinionQuerySet":
        """What everybody may read together with the answer; never the contact."""
        return self.filter(state=OpinionState.ANSWERED)

    def visible_to(self, actor: Any) -> "OpinionQuerySet":
        return self.all() if allows(actor, Permission.ANSWER_OPINION) else self.none()


class Opinion(Model):
    """What somebody said about a draft during its opinion period, and what the office answered."""

    audited = True
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="opinions")
    text = models.TextField(max_length=2000)
    contact = EncryptedTextField(key_class="phone", null=True)
    state = OPINION.field()
    answer = models.TextField(max_length=2000, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True, default="")
    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            OPINION.constraint("opinion_state"),
            models.CheckConstraint(condition=Q(state="received") | ~Q(answer=""), name="opinion_answered_has_answer"),
        ]

    @property
    def public_text(self) -> str:
        """The opinion for everybody's eyes: numbers and addresses that somebody typed into it are made unreadable."""
        return REACHABLE.sub("＊＊＊", self.text)
