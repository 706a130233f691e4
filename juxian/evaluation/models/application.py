"""An application for recognition under the district's own catalogue."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import APPLICATION, ApplicationState, tone_of
from juxian.kit.access import Actor, Audience, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.people.queries import same_human

OPEN = [
    state for state in ApplicationState.values if state not in APPLICATION.ended() and state != ApplicationState.DRAFT
]


class Channel(models.TextChoices):
    """By which road the skill is shown. Degree and licence are never mandatory (不唯学历，不唯职业资格证书)."""

    CERTIFICATE = "certificate", _("证书认定")
    COMPETITION = "competition", _("竞赛认定")
    EMPLOYER = "employer", _("企业自主评价")
    CONTRIBUTION = "contribution", _("业绩评审")


# Where somebody outside has judged already, an officer confirms it; contributions go to an examination or a panel.
CONFIRMED_CHANNELS = frozenset({Channel.CERTIFICATE, Channel.COMPETITION, Channel.EMPLOYER})


class ApplicationQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "ApplicationQuerySet":
        """Applicants see their own; officers all that were submitted; assessors the cases of their panels."""
        if actor.audience is Audience.PERSON:
            return self.filter(applicant__in=same_human(actor.person_id))
        if allows(actor, Permission.SEE_ALL):
            return self.exclude(state=ApplicationState.DRAFT)
        if allows(actor, Permission.VOTE):
            return self.filter(pk__in=self.model.before_assessor(actor.person_id))
        return self.none()

    def decidable_by(self, actor: Actor) -> "ApplicationQuerySet":
        """What waits for a decision and was never in this person's hands: not theirs, not reviewed, not scored."""
        rows = self.filter(state=ApplicationState.NOTICE_CLEARED)
        for role in ("applicant", "first_reviewer", "second_reviewer"):
            rows = rows.exclude(**{role: actor.person_id})
        rows = rows.exclude(reviews__reviewer=actor.person_id)
        return rows.exclude(panel_cases__panel__members__assessor=actor.person_id)

    def confirmable_by(self, actor: Actor) -> "ApplicationQuerySet":
        """What waits to be confirmed, without the actor's own and those that they reviewed."""
        rows = self.filter(state=ApplicationState.SECOND_REVIEWED, channel__in=CONFIRMED_CHANNELS)
        for role in ("applicant", "first_reviewer", "second_reviewer"):
            rows = rows.exclude(**{role: actor.person_id})
        return rows

    def open(self) -> "ApplicationQuerySet":
        """Submitted and not at its end."""
        return self.filter(state__in=OPEN)

    def recognised(self) -> "ApplicationQuerySet":
        return self.filter(state__in=[ApplicationState.RECOGNISED, ApplicationState.CERTIFIED])


class Application(Model):
    """What a worker says of their work, what the law says of it, and who decided what."""

    applicant = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    employer = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    item = models.ForeignKey("catalogue.Item", models.PROTECT, related_name="+", null=True)
    level = models.CharField(_("申报等级"), max_length=20, choices=SkillLevel.choices, blank=True, default="")
    channel = models.CharField(max_length=20, choices=Channel.choices, default=Channel.CONTRIBUTION)
    number = models.CharField(_("申报编号"), max_length=20, unique=True, null=True)

    post = models.CharField(_("岗位"), max_length=100, blank=True, default="")
    contract_from_on = models.DateField(_("劳动合同起"), null=True, blank=True)
    contract_until_on = models.DateField(_("劳动合同止"), null=True, blank=True)
    is_open_ended = models.BooleanField(_("无固定期限合同"), default=False)
    trade_since_on = models.DateField(_("从事本职业起"), null=True, blank=True)
    insured_since_on = models.DateField(_("本单位连续参保起"), null=True, blank=True)
    monthly_pay_fen = models.PositiveBigIntegerField(_("月工资"), null=True, blank=True)
    statement = models.TextField(_("主要业绩与绝招绝活"), blank=True, default="")
    portrait = models.ForeignKey("kit.Upload", models.PROTECT, related_name="+", null=True, blank=True)
    has_pledged = models.BooleanField(_("承诺内容属实"), default=False)
    wants_human_check = models.BooleanField(_("有条件未满足，仍请人工核对"), default=False)

    state = APPLICATION.field()
    state_since_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(_("办理期限"), null=True)
    reason = models.TextField(_("意见"), blank=True, default="")
    returned_count = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=200, blank=True, default="")
    first_reviewer = models.ForeignKey("people.Person", models.PROTECT, related_name="+", null=True)
    second_reviewer = models.ForeignKey("people.Person", models.PROTECT, related_name="+", null=True)
    recognised_on = models.DateField(_("认定日期"), null=True)
    # What the engine said on submission: rulebook hash, facts with their sources, a verdict for each clause.
    check_record = models.JSONField(default=dict)

    objects = ApplicationQuerySet.as_manager()
    states = APPLICATION
    audited = True
    # Somebody's own words and pay, and their day of birth among the facts: changes are on record, values are not.
    audited_by_name = ("statement", "monthly_pay_fen", "check_record")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            APPLICATION.constraint("application_state_known"),
            models.UniqueConstraint(
                fields=["applicant"], condition=Q(state__in=OPEN), name="one_open_application_a_person"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="application_queue"),
            models.Index(fields=["due_at", "-submitted_at", "id"], name="application_by_deadline"),
            models.Index(fields=["employer", "-submitted_at"], name="application_of_employer"),
            models.Index(fields=["applicant", "-created_at"], name="application_of_person"),
        ]

    def __str__(self) -> str:
        return self.number or str(_("申报草稿"))

    @classmethod
    def before_assessor(cls, person_id: Any) -> models.QuerySet:
        """The keys of what lies before an assessor: who has left a panel sees its cases no more."""
        sitting = Q(panel_cases__panel__members__assessor=person_id, panel_cases__panel__members__left_at=None)
        return cls.objects.filter(sitting).values("pk")

    @property
    def panel_case(self) -> Any:
        """The case before the latest panel, or None: an appeal brings an application before a second one."""
        return self.panel_cases.select_related("panel").order_by("-created_at", "-id").first()  # type: ignore[attr-defined]

    @property
    def tone(self) -> str:
        """The tone of the state's badge."""
        return tone_of(self.state)

    @property
    def is_editable(self) -> bool:
        return self.state in (ApplicationState.DRAFT, ApplicationState.RETURNED)
