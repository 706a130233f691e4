"""Sites and their rooms: where people sit for a part."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models.scheme import Method
from juxian.evaluation.permissions import Permission
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

MOST_SEATS = 500


class SiteQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "SiteQuerySet":
        """The office that arranges sittings keeps the sites."""
        return self.all() if allows(actor, Permission.ARRANGE) else self.none()


class Site(Model):
    """A school, a training base or an employer's workshop in which sittings are held."""

    name = models.CharField(_("考点名称"), max_length=100, unique=True)
    address = models.CharField(_("地址"), max_length=200)
    street_code = models.CharField(_("所在街道"), max_length=9, blank=True, default="")
    contact = models.CharField(_("联系人和电话"), max_length=100, blank=True, default="")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    is_open = models.BooleanField(_("开放使用"), default=True)

    objects = SiteQuerySet.as_manager()
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RoomQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "RoomQuerySet":
        return self.filter(site__in=Site.objects.visible_to(actor))

    def in_use(self) -> "RoomQuerySet":
        """Rooms of sites that are open."""
        return self.filter(site__is_open=True)


class Room(Model):
    """One room with its seats, and the methods for which it is equipped."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="rooms")
    name = models.CharField(_("考场名称"), max_length=60)
    seat_count = models.PositiveSmallIntegerField(
        _("座位数"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    methods = models.JSONField(_("适用的考核方式"), default=list)

    objects = RoomQuerySet.as_manager()
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["site__name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="room_name_once_a_site"),
            models.CheckConstraint(
                condition=Q(seat_count__gte=1, seat_count__lte=MOST_SEATS), name="room_has_sensible_seats"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site.name} {self.name}"

    @property
    def method_labels(self) -> list[str]:
        return [str(Method(method).label) for method in self.methods]
