"""Organisations."""

from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.secrets import EncryptedTextField
from juxian.kit.text import search_key
from juxian.people.permissions import Permission
from juxian.people.states import ORGANISATION, TONES


class OrganisationKind(models.TextChoices):
    """What an organisation is; it decides which roles its people may hold."""

    ENTERPRISE = "enterprise", _("企业")
    INDIVIDUAL = "individual", _("个体工商户")
    INSTITUTION = "institution", _("事业单位")
    SCHOOL = "school", _("院校")
    TRAINING_BODY = "training_body", _("培训机构")
    SOCIAL = "social", _("社会组织")
    PARK = "park", _("产业园运营方")
    STATION = "station", _("人才驿站")
    OFFICE = "office", _("机关")


class OrganisationQuerySet(VisibleQuerySet):
    """Organisations as the business speaks of them."""

    def verified(self) -> "OrganisationQuerySet":
        return self.filter(state=ORGANISATION.states.VERIFIED)

    def registered(self) -> "OrganisationQuerySet":
        """What the review queue is about: not the offices themselves."""
        return self.exclude(kind=OrganisationKind.OFFICE)

    def visible_to(self, actor: Actor) -> "OrganisationQuerySet":
        """Officers see what was handed in; everybody else only organisations they are a member of."""
        if allows(actor, Permission.VIEW_ORGANISATIONS):
            return self.exclude(state=ORGANISATION.states.DRAFT)
        if actor.person_id:
            held = apps.get_model("people", "Membership").objects.in_force_on(clock.today())
            return self.filter(pk__in=held.filter(person=actor.person_id).values("organisation"))
        return self.none()


class Organisation(Model):
    """A legal body, known once by its unified social credit code (USCC)."""

    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    # Up to four characters of GB/T 4754-2017: letter, division, group or class.
    industry_code = models.CharField(max_length=5, blank=True, default="")
    street_code = models.CharField(max_length=9, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    is_in_district = models.BooleanField(default=False)
    licence = models.ForeignKey("kit.Upload", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact_name = models.CharField(max_length=60, blank=True, default="")
    contact_phone: Any = EncryptedTextField(key_class="phone", null=True, blank=True)
    state = ORGANISATION.field()
    state_since_at = models.DateTimeField(default=clock.now)
    # Why it was returned, rejected or suspended: shown to the organisation word for word.
    reason = models.CharField(max_length=500, blank=True, default="")
    submitted_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.CharField(max_length=200, blank=True, default="")
    is_demo = models.BooleanField(default=False)
    search_key = models.TextField(blank=True, default="")

    audited = True
    audited_by_name = ("contact_name",)
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [ORGANISATION.constraint("people_organisation_state")]
        indexes = [models.Index(fields=["state", "state_since_at"], name="people_organisation_queue")]

    def __str__(self) -> str:
        return self.name

    def set_name(self, name: str) -> None:
        """Put the name and the key it is found by."""
        self.name, self.search_key = name, search_key(name)

    @property
    def tone(self) -> str:
        """The look of the state's badge."""
        return TONES[self.state]

    @property
    def is_verified(self) -> bool:
        return self.state == ORGANISATION.states.VERIFIED
