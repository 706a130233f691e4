"""Questions and answers. What is hidden stays in the record."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.events import QuestionAnswered
from juxian.fairs.models import Booth, Event, EventQuestion
from juxian.fairs.permissions import Permission
from juxian.fairs.states import QUESTION, BoothState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.people.queries.employers import person_of

SHORTEST_REASON = 4
MOST_OPEN = 5


@action(_("提问"), Permission.ASK, lock=False)
def ask_question(event: Event, *, question: str, booth: Booth | None = None, by: Actor) -> EventQuestion:
    """Ask whoever runs the event, or one booth. A person may have a few questions open at one event."""
    person = person_of(by)
    if not event.is_public:
        raise RuleBroken(_t("这场活动还没有发布，不能提问。"))
    if booth is not None and (booth.event_id != event.pk or booth.state != BoothState.APPROVED):
        raise RuleBroken(_t("这家单位已不在本场活动中。可以改向主办单位提问。"), field="question")
    mine = EventQuestion.objects.filter(event=event, person=person, answered_at=None)
    if mine.count() >= MOST_OPEN:
        message = _t("您在这场活动中已有%(most)d个问题等待答复，请等答复后再提问。")
        raise RuleBroken(message % {"most": MOST_OPEN}, field="question")
    return EventQuestion.objects.create(event=event, booth=booth, person=person, question=question.strip())


@action(_("答复提问"), Permission.RUN_EVENT)
def answer_question(question: EventQuestion, *, answer: str, by: Actor) -> EventQuestion:
    """Answer what was asked of the event, or of any booth in its place."""
    return _answered(question, answer, by)


@action(_("答复展位提问"), Permission.SERVE_BOOTH)
def answer_booth_question(question: EventQuestion, *, answer: str, by: Actor) -> EventQuestion:
    """Answer what was asked of one's own booth."""
    return _answered(question, answer, by)


@action(_("隐藏提问"), Permission.RUN_EVENT)
def hide_question(question: EventQuestion, *, reason: str, by: Actor) -> EventQuestion:
    """Take a question out of the archive, with a reason; only whoever asked still sees it."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明隐藏的原因（至少四个字）。"), field="reason")
    question.hidden_at, question.hidden_by, question.hidden_reason = clock.now(), by.label, reason.strip()
    question.save()
    return question


@action(_("恢复显示"), Permission.RUN_EVENT)
def show_question(question: EventQuestion, *, by: Actor) -> EventQuestion:
    """Put a hidden question back."""
    question.hidden_at, question.hidden_by, question.hidden_reason = None, "", ""
    question.save()
    return question


def _answered(question: EventQuestion, answer: str, by: Actor) -> EventQuestion:
    if not answer.strip():
        raise RuleBroken(_t("答复还是空的。请写明答复内容。"), field="answer")
    QUESTION.move(question, "answer")
    question.answer, question.answered_at, question.answered_by = answer.strip(), clock.now(), by.label
    question.save()
    announce(QuestionAnswered(str(question.pk)))
    return question
