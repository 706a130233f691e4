"""The blacklist: an employer is kept from recruiting, with a reason, a document and a last day."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.models import Upload
from juxian.recruitment.actions.vacancy_review import take_down_all
from juxian.recruitment.events import OrganisationBlacklisted, OrganisationCleared
from juxian.recruitment.models import Blacklisting, VacancyReport
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.standing import is_barred
from juxian.recruitment.states import BLACKLISTING

SHORTEST = 10


@action(_("列入招聘黑名单"), Permission.BLACKLIST)
def blacklist_organisation(
    organisation: Any,
    *,
    reason: str,
    document: str,
    until_on: dt.date | None = None,
    evidence: Upload | None = None,
    report: VacancyReport | None = None,
    by: Actor,
) -> Blacklisting:
    """Its open vacancies go out of sight, what waits is returned, and it cannot post, join or show its page."""
    _refuse(organisation, reason, document, until_on)
    entry = Blacklisting(
        organisation=organisation,
        reason=reason.strip(),
        document=document.strip(),
        evidence=evidence,
        report=report,
        from_on=clock.today(),
        until_on=until_on,
        listed_by=by.label,
        state_since_at=clock.now(),
    )
    entry.vacancy_count = take_down_all(
        organisation, reason=_t("单位被列入招聘黑名单：%(reason)s") % {"reason": entry.reason}
    )
    entry.save(force_insert=True)
    announce(OrganisationBlacklisted(str(organisation.pk), str(entry.pk)))
    return entry


@action(_("移出招聘黑名单"), Permission.BLACKLIST)
def lift_blacklisting(entry: Blacklisting, *, reason: str, by: Actor) -> Blacklisting:
    """It may recruit again; nothing that was taken down comes back by itself."""
    if len(reason.strip()) < SHORTEST:
        raise RuleBroken(_t("请写明移出的理由（至少十个字），例如整改和核查的情况。"), field="reason")
    BLACKLISTING.move(entry, "lift")
    entry.lift_reason = reason.strip()
    entry.save()
    announce(OrganisationCleared(str(entry.organisation_id), str(entry.pk)))
    return entry


@system_action(_("黑名单期满移出"))
def end_blacklisting(entry: Blacklisting) -> Blacklisting:
    """The last day is over."""
    BLACKLISTING.move(entry, "end")
    entry.save()
    announce(OrganisationCleared(str(entry.organisation_id), str(entry.pk)))
    return entry


def _refuse(organisation: Any, reason: str, document: str, until_on: dt.date | None) -> None:
    if is_barred(organisation.pk):
        raise RuleBroken(_t("这个单位已经在黑名单里，不能重复列入。需要改期限的，请先移出再列入。"))
    if len(reason.strip()) < SHORTEST:
        raise RuleBroken(_t("请写明列入的理由（至少十个字），单位会看到。"), field="reason")
    if not document.strip():
        raise RuleBroken(_t("请写明依据的文书，例如处罚决定书的文号。"), field="document")
    if until_on is not None and until_on <= clock.today():
        raise RuleBroken(_t("到期日要在今天以后。长期列入的，请不填到期日。"), field="until_on")
