"""What the public says about a draft, and the office's answer."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from juxian.catalogue.models import Edition, Opinion
from juxian.catalogue.permissions import Permission
from juxian.catalogue.queries import open_editions
from juxian.catalogue.states import OPINION
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken, TransitionNotAllowed

SHORTEST = 5


@action(gettext_lazy("提出意见"), Permission.GIVE_OPINION, sensitive=["text", "contact"], lock=False)
def give_opinion(edition: Edition, *, text: str, contact: str = "", by: Actor) -> Opinion:
    """Keep an opinion on a draft; only within the opinion period. A contact is wanted only for a direct answer."""
    if not open_editions(clock.today()).filter(pk=edition.pk).exists():
        raise TransitionNotAllowed(_("这份目录现在不征求意见。您可以拨打12345热线向经办科室反映。"))
    if len(text.strip()) < SHORTEST:
        raise RuleBroken(_("意见太短，看不出您的想法。请写明哪个工种、建议怎样调整和理由。"), field="text")
    return Opinion.objects.create(edition=edition, text=text.strip(), contact=contact.strip())


@action(gettext_lazy("答复意见"), Permission.ANSWER_OPINION)
def answer_opinion(opinion: Opinion, *, answer: str, by: Actor) -> Opinion:
    """Say whether the opinion was taken up, and why."""
    OPINION.move(opinion, "answer")
    if not answer.strip():
        raise RuleBroken(_("请写明是否采纳以及理由，再提交答复。"), field="answer")
    opinion.answer, opinion.answered_at, opinion.answered_by = answer.strip(), clock.now(), by.label
    opinion.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    return opinion
