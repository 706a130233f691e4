"""A holder takes the digital twin of a certificate along."""

import secrets

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import Credential, OpenBadge
from juxian.credentials.permissions import Permission
from juxian.credentials.states import CredentialState
from juxian.credentials.status_list import SIZE
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken

FULLEST = SIZE // 2  # badges in a list: with half of the places free, two draws find one


@action(_("领取数字证书"), Permission.HOLD)
def take_open_badge(credential: Credential, *, by: Actor) -> OpenBadge:
    """Return the badge of a certificate that holds; the first time it gets its place in the public lists."""
    if credential.state != CredentialState.VALID or not credential.is_published:
        raise RuleBroken(_t("证书现在不是有效状态，不能下载数字证书。请先看证书页上的说明。"))
    found = OpenBadge.objects.filter(credential=credential).first()
    return found or _placed(credential)


def _placed(credential: Credential) -> OpenBadge:
    """Draw places until one is free; the database decides between two who drew the same."""
    number = _list_with_room()
    while not OpenBadge.objects.filter(credential=credential).exists():
        drawn = OpenBadge(credential=credential, list_number=number, place=secrets.randbelow(SIZE))
        OpenBadge.objects.bulk_create([drawn], ignore_conflicts=True)
    return OpenBadge.objects.get(credential=credential)


def _list_with_room() -> int:
    newest = OpenBadge.objects.order_by("-list_number").values_list("list_number", flat=True).first() or 1
    return newest + (OpenBadge.objects.filter(list_number=newest).count() >= FULLEST)
