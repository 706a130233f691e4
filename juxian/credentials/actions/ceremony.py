"""A ceremony: who comes, in which order, and from when the public may know."""

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.models import Ceremony, CeremonyEntry, Credential
from juxian.credentials.permissions import Permission
from juxian.credentials.states import CredentialState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.text import search_key


@action(_("安排颁证仪式"), Permission.HAND_OVER)
def arrange_ceremony(
    subject: None, *, title: str, held_on: dt.date, place: str, seats_a_row: int, by: Actor
) -> Ceremony:
    """Set the day and the hall."""
    if held_on < clock.today():
        raise RuleBroken(_t("仪式日期已经过去。请填写今天或以后的日期。"), field="held_on")
    return Ceremony.objects.create(title=title.strip(), held_on=held_on, place=place.strip(), seats_a_row=seats_a_row)


@action(_("列入颁证仪式"), Permission.HAND_OVER)
def invite_to_ceremony(
    ceremony: Ceremony, *, credentials: Collection[Credential], is_embargoed: bool = False, by: Actor
) -> Ceremony:
    """Add certificates in the order of level, trade and name. `is_embargoed`: the public learns on the day itself."""
    _must_lie_ahead(ceremony)
    rows = list(Credential.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in credentials]))
    _must_be_free(rows)
    begin = ceremony.entries.aggregate(last=models.Max("position"))["last"] or 0
    for position, credential in enumerate(sorted(rows, key=_place_in_order), start=begin + 1):
        CeremonyEntry.objects.create(ceremony=ceremony, credential=credential, position=position)
        if is_embargoed:
            credential.published_on = ceremony.held_on
            credential.save(update_fields=["published_on"])
    return ceremony


@action(_("移出颁证仪式"), Permission.HAND_OVER)
def leave_ceremony(ceremony: Ceremony, *, credential: Credential, by: Actor) -> Ceremony:
    """Take one off the list; what was kept back for the day is public as if there had been none."""
    _must_lie_ahead(ceremony)
    ceremony.entries.filter(credential=credential).delete()
    row = Credential.objects.select_for_update().get(pk=credential.pk)
    row.published_on = row.issued_on
    row.save(update_fields=["published_on"])
    return ceremony


@action(_("调整颁证顺序"), Permission.HAND_OVER)
def order_ceremony(ceremony: Ceremony, *, order: Sequence[UUID], by: Actor) -> Ceremony:
    """Put the entries into this order; it names each of them once."""
    entries = {entry.pk: entry for entry in ceremony.entries.all()}
    if sorted(order) != sorted(entries):
        raise RuleBroken(_t("名单已有变动，顺序没有保存。请刷新页面后重新排序。"))
    for position, key in enumerate(order, start=1):
        entries[key].position = position
    CeremonyEntry.objects.bulk_update(entries.values(), ["position"])
    return ceremony


def _must_lie_ahead(ceremony: Ceremony) -> None:
    if ceremony.held_on < clock.today():
        raise RuleBroken(_t("仪式已经举行，名单不能再改。"))


def _must_be_free(rows: Sequence[Credential]) -> None:
    if not rows:
        raise RuleBroken(_t("还没有选择证书。请至少选择一张。"), field="credentials")
    for row in rows:
        if row.state != CredentialState.VALID or CeremonyEntry.objects.filter(credential=row).exists():
            raise RuleBroken(
                _t("证书%(number)s不是有效状态，或已列入一场仪式。请取消勾选后再试。") % {"number": row.number},
                field="credentials",
            )


def _place_in_order(credential: Credential) -> tuple[int, str, str]:
    """The highest level first, then by the code of the trade, then by pinyin."""
    pinyin = search_key(credential.holder_name).partition("|")[2] or credential.holder_name
    return (-SkillLevel(credential.level).number, credential.occupation_code, pinyin)
