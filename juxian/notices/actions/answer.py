"""Telling who objected what became of it, at the contact they left."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from juxian.kit import clock
from juxian.kit.actions import system_action
from juxian.kit.language import of_the_office
from juxian.kit.messages import send
from juxian.kit.messages.gateways import DeliveryFailed
from juxian.notices.gateways import write_to
from juxian.notices.models import Objection
from juxian.notices.states import NoticeState

MESSAGE = "notices.objection_news"


@system_action(gettext_lazy("告知异议提出人"))
def tell_objector(objection: Objection) -> Objection:
    """Send how the objection stands: decided, or still open though its notice was withdrawn. Nobody is told the same
    twice. Where the channel refuses for good, `told_at` stays empty and the officer's page asks to reply by hand."""
    is_decided = objection.decided_at is not None
    if objection.is_anonymous or objection.is_told or (objection.told_at and not is_decided):
        return objection
    with of_the_office():
        title, text = _("您提出的异议有了新的进展"), _news(objection)
    key = f"objection-{objection.pk}-{objection.state if is_decided else NoticeState.WITHDRAWN}"
    if objection.objector_person:
        send(MESSAGE, to=objection.objector_person.open(), context={"news": text}, key=key)
    if _left_the_house(objection, title, text, key):
        objection.told_at = clock.now()
        objection.save(update_fields=["told_at"])
    return objection


def _news(objection: Objection) -> str:
    words = {"notice": objection.notice.title, "state": objection.get_state_display(), "answer": objection.answer}
    if objection.decided_at:
        return _("您对《%(notice)s》提出的异议，结论是：%(state)s。%(answer)s") % words
    return (
        _("您对《%(notice)s》提出了异议。这份公示已撤回，您的异议仍然有效，我们会继续核实并答复您，不用再提。") % words
    )


def _left_the_house(objection: Objection, title: str, text: str, key: str) -> bool:
    if objection.objector_contact is None:
        return False
    try:
        write_to(objection.objector_contact.open(), title, text, key=key)
    except DeliveryFailed as refusal:
        if not refusal.for_good:
            raise
        return False
    return True
