"""One model for info session, live job show, online fair and on-site fair: they differ in kind, not in their life."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from juxian.fairs.permissions import Permission
from juxian.fairs.states import EVENT, EventState
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet

PUBLIC_STATES = (EventState.PUBLISHED, EventState.RUNNING, EventState.ENDED, EventState.CANCELLED)
UPCOMING_STATES = (EventState.PUBLISHED, EventState.RUNNING)
TONES = {
    EventState.SUBMITTED: "wait",
    EventState.RETURNED: "stop",
    EventState.PUBLISHED: "ok",
    EventState.RUNNING: "ok",
    EventState.CANCELLED: "stop",
}


class EventKind(models.TextChoices):
    INFO_SESSION = "info_session", _("空中宣讲")
    LIVE_SHOW = "live_show", _("直播带岗")
    ONLINE_FAIR = "online_fair", _("线上双选会")
    ONSITE_FAIR = "onsite_fair", _("现场招聘会")


LIVE_KINDS = (EventKind.INFO_SESSION, EventKind.LIVE_SHOW)
ONLINE_KINDS = (*LIVE_KINDS, EventKind.ONLINE_FAIR)


class EventQuerySet(VisibleQuerySet):
    """Events as the business speaks of them."""

    def public(self) -> Self:
        """What everybody may see, also what is over or was called off."""
        return self.filter(state__in=PUBLIC_STATES)

    def visible_to(self, actor: Actor) -> Self:
        """Officers see what was handed in and their office's drafts; everybody else what is public and their own."""
        own = Q(host=actor.organisation_id) if actor.organisation_id else Q(pk=None)
        if allows(actor, Permission.SEE_ALL):
            return self.exclude(~own, state=EventState.DRAFT)
        return self.filter(own | Q(state__in=PUBLIC_STATES))

    def run_by(self, actor: Actor) -> Self:
        """Events whose desk this actor may open: all for the office, an organisation's own."""
        if allows(actor, Permission.SEE_ALL):
            return self.visible_to(actor)
        return self.filter(host=actor.organisation_id) if actor.organisation_id else self.none()

    def upcoming(self) -> Self:
        return self.filter(state__in=UPCOMING_STATES)

    def to_review(self) -> Self:
        return self.filter(state=EventState.SUBMITTED)


class Event(Model):
    """Something to which employers and people come at a set time, at a place or on the platform.

    `seats` None: nobody has to reserve. `booth_limit` None: any number of booths. The counters `seats_taken` and
    `booths_taken` are moved by conditional updates only (queries never count rows to decide whether there is room)."""

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(_("形式"), max_length=20, choices=EventKind.choices)
    title = models.CharField(_("名称"), max_length=80)
    summary = models.CharField(_("一句话介绍"), max_length=160, blank=True, default="")
    rules = models.TextField(_("参加须知"), max_length=3000, blank=True, default="")
    cover = models.ForeignKey("kit.Upload", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("开始时间"))
    ends_at = models.DateTimeField(_("结束时间"))
    place = models.CharField(_("地点"), max_length=120, blank=True, default="")
    street_code = models.CharField(max_length=9, blank=True, default="")
    host = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    organisers = models.CharField(_("主办、承办单位"), max_length=300, blank=True, default="")
    school = models.ForeignKey("people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveIntegerField(_("预约名额"), null=True, blank=True)
    seats_taken = models.PositiveIntegerField(default=0)
    booth_limit = models.PositiveIntegerField(_("展位上限"), null=True, blank=True)
    booths_taken = models.PositiveIntegerField(default=0)
    booths_until_at = models.DateTimeField(_("展位申请截止"), null=True, blank=True)
    reserve_from_at = models.DateTimeField(_("预约开放"), null=True, blank=True)
    reserve_until_at = models.DateTimeField(_("预约截止"), null=True, blank=True)
    cancel_until_at = models.DateTimeField(_("免费取消截止"), null=True, blank=True)
    # Who is not there by then has not come; an employer loses the booth.
    check_in_until_at = models.DateTimeField(_("签到截止"), null=True, blank=True)
    peak_viewers = models.PositiveIntegerField(default=0)
    peak_at = models.DateTimeField(null=True)
    state = EVENT.field()
    state_since_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=500, blank=True, default="")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=200, blank=True, default="")
    submitted_by_id = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True, default="")
    search_key = models.TextField(blank=True, default="")

    audited = True
    states = EVENT
    objects: Any = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            EVENT.constraint("fairs_event_state"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="fairs_event_ends_later"),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(seats_taken__lte=F("seats")), name="fairs_event_not_oversold"
            ),
            models.CheckConstraint(
                condition=Q(booth_limit=None) | Q(booths_taken__lte=F("booth_limit")), name="fairs_event_booths_fit"
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="fairs_event_calendar")]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        return TONES.get(EventState(self.state), "plain")

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def is_upcoming(self) -> bool:
        return self.state in UPCOMING_STATES

    @property
    def is_online(self) -> bool:
        return self.kind in ONLINE_KINDS

    @property
    def is_live(self) -> bool:
        """One or a few employers on a stream, rather than a hall of booths."""
        return self.kind in LIVE_KINDS

    @property
    def seats_left(self) -> int | None:
        """How many places are free; None where nobody has to reserve."""
        return None if self.seats is None else max(self.seats - self.seats_taken, 0)
