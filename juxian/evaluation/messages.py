"""What applicants are told when their application moves."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.events import ApplicationMoved
from juxian.evaluation.models import Application
from juxian.evaluation.states import ApplicationState
from juxian.kit.messages import MessageKind, send

MOVED = MessageKind(
    key="evaluation.moved",
    title=_("申报{number}：{state}"),
    body=_("您的金蓝领人才申报（{number}）现在是“{state}”。{reason}"),
    channels=("inbox", "sms"),
)
RETURNED = MessageKind(
    key="evaluation.returned",
    title=_("申报{number}需要补正"),
    body=_("窗口请您补正申报（{number}）：{reason} 请在{due}前补正并再次提交。"),
    channels=("inbox", "sms"),
)
SILENT = {"submit", "resubmit", "withdraw", "certify"}


def tell_applicant(news: ApplicationMoved) -> None:
    """One message a move, never doubled: the key holds the event and its instant."""
    if news.event in SILENT:
        return
    application = Application.objects.get(pk=news.application_id)
    kind = RETURNED if news.event == "return" else MOVED
    _send(
        kind,
        application,
        {"state": str(ApplicationState(news.state).label), "reason": news.reason, "due": news.due_on},
        key=f"evaluation:{application.pk}:{news.event}:{news.moved_at}",
    )


def _send(kind: MessageKind, application: Application, context: dict[str, str], key: str) -> None:
    """To the applicant as they are known today: a merged row has its inbox with the one that was kept."""
    send(
        kind.key,
        to=application.applicant.surviving().pk,
        context={"number": application.number or "", **context},
        key=key,
        link=reverse("evaluation:my_application", args=[application.pk]),
    )
