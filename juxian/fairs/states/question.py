"""The life of a question put to an event. Whether it is hidden is another matter: see the model."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.states import StateTable


class QuestionState(models.TextChoices):
    ASKED = "asked", _("待答复")
    ANSWERED = "answered", _("已答复")


QUESTION = StateTable(
    "fairs.EventQuestion",
    QuestionState,
    QuestionState.ASKED,
    [("answer", _("答复"), QuestionState.ASKED, QuestionState.ANSWERED)],
)
