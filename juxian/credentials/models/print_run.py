"""Many certificates as one PDF. Set by a job in pieces, for a hundred and fifty take longer than a page may."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.credentials.permissions import Permission
from juxian.credentials.states import PRINT_RUN, PrintRunState
from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet


class PaperFormat(models.TextChoices):
    A4 = "a4", _("A4 证书")
    A5 = "a5", _("A5 证书")
    CARD = "card", _("卡证（85.6×54 毫米，正反面）")
    CARD_SHEET = "card_sheet", _("卡证拼版（A4，每页十张，双面）")


class PaperLanguage(models.TextChoices):
    SIMPLIFIED = "zh-hans", _("简体中文")
    TRADITIONAL = "zh-hant", _("繁体中文")
    ENGLISH = "en", _("英文")


class PrintRunQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "PrintRunQuerySet":
        return self if allows(actor, Permission.HAND_OVER) else self.none()


class PrintRun(Model):
    """A pile of copies in the order in which they are to lie."""

    title = models.CharField(_("名称"), max_length=120)
    paper = models.CharField(_("规格"), max_length=20, choices=PaperFormat.choices, default=PaperFormat.A4)
    language = models.CharField(
        _("文字"), max_length=10, choices=PaperLanguage.choices, default=PaperLanguage.SIMPLIFIED
    )
    copy_ids = ArrayField(models.UUIDField())
    fault = models.CharField(max_length=500, blank=True, default="")
    ordered_by = models.CharField(max_length=200)
    ordered_by_id = models.UUIDField()
    ordered_at = models.DateTimeField(default=clock.now)
    state = PRINT_RUN.field()
    state_since_at = models.DateTimeField(default=clock.now)

    objects = PrintRunQuerySet.as_manager()
    states = PRINT_RUN
    audited = True
    audited_by_name = ("fault",)

    class Meta:
        ordering = ["-ordered_at", "-id"]
        constraints = [PRINT_RUN.constraint("print_run_state_known")]

    @property
    def count(self) -> int:
        return len(self.copy_ids)

    @property
    def done_count(self) -> int:
        """How many papers are set so far."""
        return sum(self.pieces.values_list("count", flat=True))

    @property
    def tone(self) -> str:
        return {PrintRunState.QUEUED: "wait", PrintRunState.DONE: "ok"}.get(PrintRunState(self.state), "stop")


class PrintPiece(Model):
    """Some papers of a run, as they were set. A worker that was killed goes on behind the last of them."""

    run = models.ForeignKey(PrintRun, models.CASCADE, related_name="pieces")
    begin = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["begin"]
        constraints = [models.UniqueConstraint(fields=["run", "begin"], name="one_piece_a_place")]
