"""Who received which paper, when, from whom."""

from collections.abc import Collection

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import Ceremony, Copy
from juxian.credentials.permissions import Permission
from juxian.credentials.states import COPY, CopyState, CredentialState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken


@action(_("发放证书"), Permission.HAND_OVER, sensitive=("received_by", "received_for"))
def hand_over_copy(copy: Copy, *, received_by: str, received_for: str = "", by: Actor) -> Copy:
    """The paper was given to the holder, or to somebody who came for them."""
    receiver = received_by.strip()
    if not receiver:
        raise RuleBroken(_t("还没有填写领取人姓名。请填写当面领取证书的人。"), field="received_by")
    if receiver != copy.holder_name and not received_for.strip():
        raise RuleBroken(_t("领取人不是持证人本人，请写明与持证人的关系，例如“同事代领”。"), field="received_for")
    return _hand_over(copy, receiver, received_for.strip(), by)


@action(_("撤回发放登记"), Permission.HAND_OVER)
def take_back_copy(copy: Copy, *, reason: str, by: Actor) -> Copy:
    """The entry was a mistake: the paper still lies in the office."""
    if not reason.strip():
        raise RuleBroken(_t("还没有写明撤回发放登记的理由。请写清楚，以备查核。"), field="reason")
    COPY.move(copy, "take_back")
    copy.handed_over_at, copy.handed_over_by, copy.received_by, copy.received_for = None, "", "", ""
    copy.save()
    return copy


@action(_("登记仪式现场发放"), Permission.HAND_OVER)
def hand_over_at_ceremony(ceremony: Ceremony, *, absent: Collection[Copy] = (), by: Actor) -> Ceremony:
    """After the ceremony: everybody received theirs in person, except those who are named."""
    if ceremony.held_on > clock.today():
        raise RuleBroken(_t("仪式还没有举行，不能登记现场发放。请在仪式当天或之后办理。"))
    rows = Copy.objects.select_for_update(of=("self",)).select_related("credential__holder")
    rows = rows.filter(
        credential__ceremony_entry__ceremony=ceremony,
        credential__state=CredentialState.VALID,
        state=CopyState.WAITING,
    )
    for copy in rows.exclude(pk__in=[one.pk for one in absent]):
        _hand_over(copy, copy.holder_name, "", by)
    return ceremony


def _hand_over(copy: Copy, receiver: str, relation: str, by: Actor) -> Copy:
    if copy.credential.state != CredentialState.VALID:
        raise RuleBroken(
            _t("证书%(number)s现在是“%(state)s”，不能发放。")
            % {"number": copy.credential.number, "state": copy.credential.get_state_display()}
        )
    if copy.credential.holder.surviving().pk == by.person_id:
        raise RuleBroken(_t("不能给自己发放证书。请由其他人员办理。"))
    COPY.move(copy, "hand_over")
    copy.received_by, copy.received_for = receiver, relation
    copy.handed_over_at, copy.handed_over_by = clock.now(), by.label
    copy.save()
    return copy
