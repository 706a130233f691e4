"""The right to be written down correctly: a person asks, an officer compares with the document and decides."""

from datetime import date

from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.models import Upload
from juxian.people.actions.person import _put_identity
from juxian.people.events import CorrectionDecided
from juxian.people.models import CorrectionRequest, Person, read_identity
from juxian.people.permissions import Permission
from juxian.people.states import CORRECTION_REQUEST, CorrectionRequestState

SHORTEST = 4


@action(_("申请更正身份信息"), Permission.MANAGE_OWN_DATA, sensitive=("name", "identity_number", "birth_on", "reason"))
def request_correction(
    person: Person,
    *,
    by: Actor,
    name: str,
    identity_kind: str,
    identity_number: str,
    reason: str,
    document: Upload,
    birth_on: date | None = None,
    sex: str = "",
) -> CorrectionRequest:
    """Say what is wrong and what is right. Whether the number belongs to somebody else is told to the officer only."""
    if person.corrections.filter(state=CorrectionRequestState.REQUESTED).exists():
        raise RuleBroken(text("您已有一项更正申请在办理。请等待结果，或先撤回。"))
    identity = read_identity(identity_kind, identity_number, birth_on=birth_on, sex=sex)
    if (name, identity.number) == (person.name, person.identity_number and person.identity_number.open()):
        raise RuleBroken(text("填写的姓名和证件号码与现在登记的相同，没有需要更正的内容。请核对后再填。"), field="name")
    return CorrectionRequest.objects.create(
        person=person,
        state_since_at=clock.now(),
        name=name,
        identity_kind=identity.kind,
        identity_number=identity.number,
        identity_tail=identity.number[-4:],
        birth_on=identity.birth_on,
        sex=identity.sex,
        reason=reason.strip(),
        document=document,
    )


@action(_("撤回更正申请"), Permission.MANAGE_OWN_DATA)
def withdraw_correction(request: CorrectionRequest, *, by: Actor) -> CorrectionRequest:
    """Take the request back."""
    CORRECTION_REQUEST.move(request, "withdraw")
    request.save()
    return request


@action(_("同意更正"), Permission.DECIDE_CORRECTION)
def approve_correction(request: CorrectionRequest, *, by: Actor) -> CorrectionRequest:
    """Put what the document shows. A number that another person carries is refused: the two may be one human."""
    _not_own(request, by)
    CORRECTION_REQUEST.move(request, "correct")
    number = request.identity_number.open()
    identity = read_identity(request.identity_kind, number, birth_on=request.birth_on, sex=request.sex)
    _put_identity(Person.objects.select_for_update().get(pk=request.person_id), request.name, identity)
    return _decided(request, by)


@action(_("不同意更正"), Permission.DECIDE_CORRECTION)
def refuse_correction(request: CorrectionRequest, *, by: Actor, answer: str) -> CorrectionRequest:
    """Refuse, with a reason that the person reads word for word."""
    _not_own(request, by)
    CORRECTION_REQUEST.move(request, "refuse")
    if len(answer.strip()) < SHORTEST:
        raise RuleBroken(text("请写明不同意的理由（至少四个字），本人会逐字看到。"), field="answer")
    request.answer = answer.strip()
    return _decided(request, by)


def _not_own(request: CorrectionRequest, by: Actor) -> None:
    if by.person_id == request.person_id:
        raise RuleBroken(text("不能决定自己的申请。请由其他人员办理。"))


def _decided(request: CorrectionRequest, by: Actor) -> CorrectionRequest:
    request.decided_by, request.decided_at = by.label, clock.now()
    request.save()
    announce(CorrectionDecided(str(request.pk)))
    return request
