"""What applicants are told when their application moves."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Application
from juxian.evaluation.states import APPLICATION
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


def tell_applicant(application: Application, event: str, reason: str) -> None:
    """One message a move, never doubled: the key holds the event and the count of returns."""
    if event in SILENT:
        return
    kind = RETURNED if event == "return" else MOVED
    send(
        kind.key,
        to=application.applicant_id,
        context={
            "number": application.number,
            "state": str(APPLICATION.states(application.state).label),
            "reason": reason,
            "due": application.due_at.date().isoformat() if application.due_at else "",
        },
        key=f"evaluation:{application.pk}:{event}:{application.returned_count}",
        link=reverse("evaluation:my_application", args=[application.pk]),
    )
