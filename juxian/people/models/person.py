"""Persons."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.secrets import BlindIndexField, EncryptedTextField, blind_index
from juxian.kit.text import search_key
from juxian.people.permissions import Permission


class IdentityKind(models.TextChoices):
    """The document that says who a person is."""

    CITIZEN_ID = "citizen_id", _("居民身份证")
    HK_MO_PERMIT = "hk_mo_permit", _("港澳居民来往内地通行证")
    TW_PERMIT = "tw_permit", _("台湾居民来往大陆通行证")
    HMT_RESIDENCE = "hmt_residence", _("港澳台居民居住证")
    FOREIGN_PR = "foreign_pr", _("外国人永久居留身份证")
    PASSPORT = "passport", _("护照")


class Sex(models.TextChoices):
    """GB/T 2261.1, the two codes in use on documents."""

    MALE = "male", _("男")
    FEMALE = "female", _("女")


class Trust(models.TextChoices):
    """How far the platform may rely on what is written about a person's identity."""

    DECLARED = "declared", _("本人填报")
    DOCUMENT = "document", _("窗口核对证件")
    REGISTER = "register", _("部门数据核验")


class PersonQuerySet(VisibleQuerySet):
    """Persons as the business speaks of them."""

    def current(self) -> "PersonQuerySet":
        """Leave out rows merged into another and rows erased at the person's own request."""
        return self.filter(merged_into=None, erased_at=None)

    def with_identity(self, number: str) -> "PersonQuerySet":
        """The persons (merged ones too) who carry this document number."""
        return self.filter(identity_index=blind_index("identity", number))

    def with_phone(self, number: str) -> "PersonQuerySet":
        """The persons who can be reached at this number."""
        return self.filter(phone_index=blind_index("phone", number))

    def visible_to(self, actor: Actor) -> "PersonQuerySet":
        """An officer who may look persons up sees all; an organisation its own people; a person themselves."""
        if allows(actor, Permission.FIND_PERSONS):
            return self.current()
        if actor.organisation_id and allows(actor, Permission.MANAGE_ORGANISATION):
            return self.current().filter(memberships__organisation=actor.organisation_id).distinct()
        return self.current().filter(pk=actor.person_id) if actor.person_id else self.none()


class Person(Model):
    """A human being, known once by the number of one identity document."""

    name = models.CharField(max_length=60)
    identity_kind = models.CharField(max_length=20, choices=IdentityKind.choices)
    identity_number: Any = EncryptedTextField(key_class="identity", null=True)
    identity_index = BlindIndexField(of="identity_number", null=True)
    identity_tail = models.CharField(max_length=4, blank=True, default="")
    trust = models.CharField(max_length=10, choices=Trust.choices, default=Trust.DECLARED)
    birth_on = models.DateField(null=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True, default="")
    phone: Any = EncryptedTextField(key_class="phone", null=True, blank=True)
    phone_index = BlindIndexField(of="phone", null=True)
    phone_tail = models.CharField(max_length=4, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    # Street of residence, 9 digits of GB/T 10114; the list of streets belongs to the catalogue.
    street_code = models.CharField(max_length=9, blank=True, default="")
    portrait = models.ForeignKey("kit.Upload", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.OneToOneField("people.User", null=True, on_delete=models.PROTECT, related_name="person")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="absorbed")
    erased_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False)
    search_key = models.TextField(blank=True, default="")

    audited = True
    # An erased person must not live on in the record.
    audited_by_name = (
        "name",
        "search_key",
        "birth_on",
        "email",
        "identity_tail",
        "phone_tail",
        "identity_index",
        "phone_index",
    )
    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identity_index"],
                condition=models.Q(merged_into=None),
                name="people_person_identity_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="people_person_not_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def set_identity(self, kind: str, number: str) -> None:
        """Put the document and what follows from it; the caller has checked the number."""
        self.identity_kind, self.identity_number, self.identity_tail = kind, number, number[-4:]

    def set_phone(self, number: str | None) -> None:
        """Put the number and its last four digits."""
        self.phone, self.phone_tail = number, (number or "")[-4:]

    def set_name(self, name: str) -> None:
        """Put the name and the key it is found by (Chinese, pinyin, initials)."""
        self.name, self.search_key = name, search_key(name)

    def surviving(self) -> "Person":
        """Follow merges to the row that counts today."""
        person = self
        while person.merged_into_id:
            person = person.merged_into
        return person

    @property
    def masked_identity(self) -> str:
        """The document number for display: the last four characters."""
        return f"{'*' * 14}{self.identity_tail}" if self.identity_tail else ""

    @property
    def masked_phone(self) -> str:
        return f"{'*' * 7}{self.phone_tail}" if self.phone_tail else ""
