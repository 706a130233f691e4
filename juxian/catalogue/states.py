"""The life of a catalogue edition and of an opinion on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class EditionState(models.TextChoices):
    DRAFT = "draft", _("草案")
    OPINION = "opinion", _("征求意见")
    PUBLISHED = "published", _("已发布")
    ARCHIVED = "archived", _("已归档")


class OpinionState(models.TextChoices):
    RECEIVED = "received", _("已收到")
    ANSWERED = "answered", _("已答复")


EDITION = StateTable(
    "catalogue.edition",
    EditionState,
    EditionState.DRAFT,
    [
        ("open_opinion", _("征求意见"), EditionState.DRAFT, EditionState.OPINION),
        ("withdraw", _("撤回修改"), EditionState.OPINION, EditionState.DRAFT),
        ("publish", _("发布"), EditionState.OPINION, EditionState.PUBLISHED),
        ("archive", _("归档"), EditionState.PUBLISHED, EditionState.ARCHIVED),
    ],
)
OPINION = StateTable(
    "catalogue.opinion",
    OpinionState,
    OpinionState.RECEIVED,
    [("answer", _("答复"), OpinionState.RECEIVED, OpinionState.ANSWERED)],
)
