"""What people are told about their questions."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.messages import MessageKind, send
from juxian.registers.models import FactQuery
from juxian.registers.states import FactQueryState

QUERY_ANSWERED = MessageKind(
    key="registers.query_answered",
    title=_("{register}：核实结果"),
    body=_("您申请核实的“{register}”，结果是“{state}”。{answer}"),
    channels=("inbox", "sms"),
)


def tell_answer(query: FactQuery) -> None:
    """Once for each question."""
    words = {
        "register": query.get_register_display(),
        "state": FactQueryState(query.state).label,
        "answer": query.answer,
    }
    key = f"registers:{query.pk}:answered"
    send(
        QUERY_ANSWERED.key,
        to=query.person.surviving().pk,
        context=words,
        key=key,
        link=reverse("registers:my_registers"),
    )
