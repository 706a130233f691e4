"""People's rights: consent, taking one's data along, being forgotten."""

from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.audit import record
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.language import of_the_office
from juxian.kit.punctuation import sentences
from juxian.people.events import ConsentWithdrawn, DeletionDecided, PersonErased
from juxian.people.models import Consent, DeletionRequest, Membership, Person, User
from juxian.people.permissions import Permission
from juxian.people.queries.rights import CONSENT_PURPOSES, export_of, holds_on
from juxian.people.states import DELETION_REQUEST, DeletionRequestState, MembershipState

# Days in which somebody may still change their mind after a deletion was approved.
COOLING_OFF_DAYS = 15


@action(_("给予同意"), Permission.MANAGE_OWN_DATA)
def give_consent(person: Person, *, by: Actor, purpose: str, source: str, expires_on: date | None = None) -> Consent:
    """Allow one use of one's data. Saying yes twice changes nothing."""
    if purpose not in CONSENT_PURPOSES:
        raise RuleBroken(text("没有这项用途。请从列表中选择。"), field="purpose")
    if expires_on is not None and expires_on < clock.today():
        raise RuleBroken(text("到期日不能早于今天。请改为今天或以后。"), field="expires_on")
    open_consents = person.consents.filter(purpose=purpose, withdrawn_at=None)
    current = open_consents.in_force_on(clock.today()).first()
    if current is not None:
        return current
    open_consents.update(withdrawn_at=clock.now())
    return Consent.objects.create(
        person=person, purpose=purpose, source=source, given_at=clock.now(), expires_on=expires_on
    )


@action(_("撤回同意"), Permission.MANAGE_OWN_DATA)
def withdraw_consent(consent: Consent, *, by: Actor) -> Consent:
    """Stop a use from now on; what was done before stays lawful."""
    if consent.withdrawn_at is not None:
        raise RuleBroken(text("这项同意已经撤回。请刷新后再看。"))
    consent.withdrawn_at = clock.now()
    consent.save(update_fields=["withdrawn_at"])
    announce(ConsentWithdrawn(str(consent.person_id), consent.purpose))
    return consent


@action(_("导出我的数据"), Permission.MANAGE_OWN_DATA)
def request_export(person: Person, *, by: Actor) -> dict[str, Any]:
    """Return everything the platform keeps about a person, by section, in plain values."""
    record("export", "people.request_export", by=by, subject=person)
    return export_of(person)


@action(_("申请删除数据"), Permission.MANAGE_OWN_DATA)
def request_deletion(person: Person, *, by: Actor, reason: str = "") -> DeletionRequest:
    """Ask to be forgotten."""
    open_states = [DeletionRequestState.REQUESTED, DeletionRequestState.APPROVED]
    if person.deletion_requests.filter(state__in=open_states).exists():
        raise RuleBroken(text("您已有一项删除申请在办理。请等待结果，或先撤回。"))
    if person.memberships.in_force_on(clock.today()).exists():
        raise RuleBroken(text("您还在单位或机关任职。请先退出所有单位，再申请删除。"))
    return DeletionRequest.objects.create(person=person, reason=reason)


@action(_("撤回删除申请"), Permission.MANAGE_OWN_DATA)
def withdraw_deletion(request: DeletionRequest, *, by: Actor) -> DeletionRequest:
    """Change one's mind, as long as nothing was erased."""
    DELETION_REQUEST.move(request, "withdraw")
    request.save()
    return request


@action(_("同意删除数据"), Permission.DECIDE_DELETION)
def approve_deletion(request: DeletionRequest, *, by: Actor) -> DeletionRequest:
    """Approve, unless a domain names a law by which something must be kept."""
    _not_own(request, by)
    DELETION_REQUEST.move(request, "approve")
    holds = holds_on(request.person_id)
    if holds:
        raise RuleBroken(text("依法须保留：%(holds)s。请改为“不同意删除”并写明依据。") % {"holds": sentences(holds)})
    request.erase_after_on = clock.today() + timedelta(days=COOLING_OFF_DAYS)
    return _decided(request, by)


@action(_("不同意删除数据"), Permission.DECIDE_DELETION)
def refuse_deletion(request: DeletionRequest, *, by: Actor, legal_reason: str) -> DeletionRequest:
    """Refuse, naming the law; the person reads it word for word."""
    _not_own(request, by)
    DELETION_REQUEST.move(request, "refuse")
    if len(legal_reason.strip()) < 4:
        raise RuleBroken(text("请写明不能删除的法律依据。"), field="legal_reason")
    request.legal_reason = legal_reason.strip()
    return _decided(request, by)


@system_action(_("执行删除"))
def erase_person(request: DeletionRequest) -> DeletionRequest:
    """Remove who the person was; keys and the record of what the office decided stay."""
    DELETION_REQUEST.move(request, "erase")
    if request.erase_after_on is None or request.erase_after_on >= clock.today():
        raise RuleBroken(text("反悔期还没有过。"))
    person = request.person
    _forget(person)
    Membership.objects.not_ended().filter(person=person).update(state=MembershipState.ENDED)
    person.consents.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
    request.save()
    announce(PersonErased(str(person.pk)))
    return request


def _forget(person: Person) -> None:
    user_id, person.user = person.user_id, None
    with of_the_office():
        person.set_name(text("已注销"))
    person.identity_number, person.identity_tail = None, ""
    person.set_phone(None)
    person.email, person.street_code, person.sex = "", "", ""
    person.birth_on, person.portrait, person.erased_at = None, None, clock.now()
    person.save()
    person.corrections.update(
        name="", identity_number=None, identity_tail="", birth_on=None, sex="", reason="", document=None
    )
    if user_id:
        _close_account(User.objects.get(pk=user_id))


def _close_account(user: User) -> None:
    user.phone_number, user.phone_tail, user.email, user.is_active = None, "", "", False
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()


def _not_own(request: DeletionRequest, by: Actor) -> None:
    if by.person_id == request.person_id:
        raise RuleBroken(text("不能决定自己的申请。请由其他人员办理。"))


def _decided(request: DeletionRequest, by: Actor) -> DeletionRequest:
    request.decided_by, request.decided_at = by.label, clock.now()
    request.save()
    announce(DeletionDecided(str(request.pk)))
    return request
