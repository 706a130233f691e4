"""Reactions of people: telling those concerned, sending invitations."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as text

from juxian.kit.access import Text
from juxian.kit.events import subscribe
from juxian.kit.messages import send, send_to_each
from juxian.kit.messages.gateways import send_sms
from juxian.people.actions.membership import ADMIN_ROLES
from juxian.people.events import (
    AccountLinked,
    CorrectionDecided,
    DeletionDecided,
    MemberInvited,
    OrganisationReturned,
    OrganisationVerified,
    PersonsMerged,
    PersonsMergeUndone,
)
from juxian.people.models import CorrectionRequest, DeletionRequest, Membership, Organisation, Person, User
from juxian.people.queries import member_ids
from juxian.people.states import ORGANISATION, MembershipState


@subscribe(OrganisationVerified)
def tell_verified(news: OrganisationVerified) -> None:
    """Tell those who administer the organisation."""
    organisation = Organisation.objects.get(pk=news.organisation_id)
    _tell(organisation, "people.organisation_verified", {"organisation": organisation.name})


@subscribe(OrganisationReturned)
def tell_returned(news: OrganisationReturned) -> None:
    """Tell them what is wrong, in the officer's words."""
    organisation = Organisation.objects.get(pk=news.organisation_id)
    words = {"decision": ORGANISATION.label(news.decision), "reason": organisation.reason}
    _tell(organisation, "people.organisation_returned", {"organisation": organisation.name, **words})


@subscribe(DeletionDecided)
def tell_deletion(news: DeletionDecided) -> None:
    """Tell the person, with the law word for word where something must be kept."""
    row = DeletionRequest.objects.get(pk=news.request_id)
    words = {"decision": row.get_state_display(), "reason": row.legal_reason}
    _tell_person(row, "people.deletion_decided", words)


@subscribe(CorrectionDecided)
def tell_correction(news: CorrectionDecided) -> None:
    """Tell the person, with the officer's reason where it was refused."""
    row = CorrectionRequest.objects.get(pk=news.request_id)
    _tell_person(row, "people.correction_decided", {"decision": row.get_state_display(), "reason": row.answer})


@subscribe(MemberInvited)
def send_invitation(news: MemberInvited) -> None:
    """Send the code to the invited phone; a withdrawn invitation is not sent."""
    row = Membership.objects.select_related("organisation", "invitation").get(pk=news.membership_id)
    if row.state != MembershipState.INVITED:
        return
    words = {"organisation": row.organisation.name, "role": row.role_label, "code": row.invitation.code.open()}
    message = text("%(organisation)s 邀请您担任“%(role)s”。登录后在“我的单位”输入邀请码 %(code)s，七天内有效。") % words
    send_sms(row.invitation.phone.open(), message, key=f"invitation:{row.pk}")


@subscribe(AccountLinked)
def warn_old_telephone(news: AccountLinked) -> None:
    """Whoever loses the account must hear of it at once, on the telephone that the counter did not type in."""
    person = Person.objects.select_related("user").get(pk=news.person_id)
    old = User.objects.filter(pk=news.old_user_id).first() if news.old_user_id else None
    telephones = {_plain(old and old.phone_number), _plain(person.phone)} - {_plain(person.user.phone_number)}
    words = text(
        "窗口已把您的人员信息绑定到另一个手机号，原手机号不能再登录。不是您本人办理的，请立即拨打12345或带证件到窗口。"
    )
    _warn(telephones, words, f"linked:{person.pk}:{person.user_id}")


@subscribe(PersonsMerged)
def warn_of_merge(news: PersonsMerged) -> None:
    words = text("窗口已把您名下重复的两条人员记录合并，请重新登录。不是您本人办理的，请立即拨打12345或带证件到窗口。")
    _warn(_telephones_of(news.kept_id, news.merged_id), words, f"merged:{news.merge_id}")


@subscribe(PersonsMergeUndone)
def warn_of_undone_merge(news: PersonsMergeUndone) -> None:
    words = text("窗口已撤销您人员记录的合并，两条记录分开使用，请重新登录。有疑问请拨打12345或带证件到窗口。")
    _warn(_telephones_of(news.kept_id, news.merged_id), words, f"unmerged:{news.merge_id}")


def _telephones_of(*person_ids: str) -> set[str]:
    """Those the persons are reached at, and those they sign in with."""
    rows = Person.objects.filter(pk__in=person_ids).select_related("user")
    return {_plain(sealed) for row in rows for sealed in (row.phone, row.user and row.user.phone_number)}


def _plain(number: Any) -> str:
    return number.open() if number else ""


def _warn(telephones: set[str], words: str, key: str) -> None:
    """By text message and no other way: the inbox belongs to whoever holds the account by now."""
    for place, telephone in enumerate(sorted(telephones - {""})):
        send_sms(telephone, words, key=f"{key}:{place}")


def _tell_person(row: CorrectionRequest | DeletionRequest, kind: str, words: dict[str, str]) -> None:
    send(kind, to=row.person_id, context=words, key=f"{row.pk}:{row.state}", link=reverse("people:my_data"))


def _tell(organisation: Organisation, kind: str, context: dict[str, Text]) -> None:
    admins = member_ids(organisation.pk, ADMIN_ROLES)
    key = f"{organisation.pk}:{organisation.state_since_at.isoformat()}"
    send_to_each(kind, admins, context, key, link=reverse("people:organisation_profile"))
