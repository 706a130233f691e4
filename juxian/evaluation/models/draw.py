"""Draws of lots: committed to before the pool is known, revealed and published afterwards (see `drawing`)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import DRAW, DrawState
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.secrets import EncryptedTextField


class DrawQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "DrawQuerySet":
        return self if allows(actor, Permission.SEE_ALL) else self.none()

    def public(self) -> "DrawQuerySet":
        """Everybody sees every draw, also those that were committed to and never held."""
        return self

    def ready(self) -> "DrawQuerySet":
        """Committed to and not held yet, the oldest first."""
        return self.filter(state=DrawState.COMMITTED).order_by("number")


class Draw(Model):
    """One draw. Until it is held only the commitment is known; afterwards everything is, and nothing changes."""

    number = models.CharField(_("抽签编号"), max_length=20, unique=True)
    state = DRAW.field()
    commitment = models.CharField(_("承诺值"), max_length=64)
    committed_at = models.DateTimeField()
    committed_by = models.CharField(max_length=200)
    secret: Any = EncryptedTextField(key_class="identity", null=True)  # opened by nobody but the draw itself

    public_text = models.CharField(_("现场公开文字"), max_length=200, blank=True, default="")
    witness = models.CharField(_("监督员"), max_length=60, blank=True, default="")
    seed = models.CharField(_("种子"), max_length=400, blank=True, default="")
    algorithm = models.CharField(max_length=40, blank=True, default="")
    # Numbers of assessors with the codes of their trades, never a name; what was needed; the whole order; who sits.
    pool = models.JSONField(default=dict)
    needs = models.JSONField(default=list)
    count = models.PositiveSmallIntegerField(default=0)
    ranking = models.JSONField(default=list)
    result = models.JSONField(default=list)
    drawn_at = models.DateTimeField(null=True)
    reason = models.CharField(_("作废原因"), max_length=300, blank=True, default="")

    objects = DrawQuerySet.as_manager()
    states = DRAW
    audited: ClassVar[bool] = True

    class Meta:
        ordering = ["-number"]
        constraints = [
            DRAW.constraint("draw_state_known"),
            models.CheckConstraint(condition=~Q(state="drawn") | ~Q(seed=""), name="what_was_drawn_has_its_seed"),
        ]

    def __str__(self) -> str:
        return self.number
