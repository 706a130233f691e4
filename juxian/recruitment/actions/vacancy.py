"""An employer's vacancies: written, submitted, closed, renewed, posted again."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.numbering import next_number
from juxian.recruitment.events import VacancyClosed
from juxian.recruitment.models import Listing, Participation, Vacancy
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.draft import VacancyDraft, draft_of, shortage_items
from juxian.recruitment.queries.findings import findings_in, texts_of
from juxian.recruitment.queries.standing import obstacle_to_recruit
from juxian.recruitment.states import VACANCY, ParticipationState, VacancyState

EDITABLE = (VacancyState.DRAFT, VacancyState.RETURNED, VacancyState.CLOSED, VacancyState.EXPIRED)
LONGEST_DAYS = 180  # a vacancy is looked at again at least twice a year (timely update: rules.md §6.2)
SHORTEST = 10


@action(_("填写职位"), Permission.POST_VACANCY, lock=False, sensitive=["draft"])
def write_vacancy(
    organisation: Any, *, draft: VacancyDraft, participation: Participation | None = None, by: Actor
) -> Vacancy:
    """A draft is only the employer's; it may be unfinished."""
    _may_stand_in(participation, organisation)
    vacancy = _new_vacancy(organisation, draft, participation)
    vacancy.save(force_insert=True)
    return vacancy


@action(_("修改职位"), Permission.POST_VACANCY, sensitive=["draft"])
def change_vacancy(
    vacancy: Vacancy, *, draft: VacancyDraft, participation: Participation | None = None, by: Actor
) -> Vacancy:
    """What is open or waits for the officer stays as it is: close it or take it back first."""
    if vacancy.state not in EDITABLE:
        raise RuleBroken(
            _t("职位现在是“%(state)s”，不能修改。请先撤回或者关闭，改好后再提交。")
            % {"state": vacancy.get_state_display()}
        )
    _may_stand_in(participation, vacancy.organisation)
    vacancy.participation = participation
    _fill(vacancy, draft)
    vacancy.save()
    return vacancy


@action(_("复制职位"), Permission.POST_VACANCY, lock=False)
def copy_vacancy(vacancy: Vacancy, *, by: Actor) -> Vacancy:
    """A new draft with the same words, for another place or another year."""
    twin = _new_vacancy(vacancy.organisation, draft_of(vacancy), None)
    twin.save(force_insert=True)
    return twin


@action(_("提交职位审核"), Permission.POST_VACANCY)
def submit_vacancy(vacancy: Vacancy, *, by: Actor) -> Vacancy:
    """Complete, the only one of its kind at its place; what may be unlawful goes to the officer with a flag."""
    return _hand_in(vacancy, "submit")


@action(_("撤回职位"), Permission.POST_VACANCY)
def withdraw_vacancy(vacancy: Vacancy, *, by: Actor) -> Vacancy:
    """Back to the draft, to change something before an officer reads it."""
    VACANCY.move(vacancy, "withdraw")
    vacancy.save()
    return vacancy


@action(_("作废职位"), Permission.POST_VACANCY)
def discard_vacancy(vacancy: Vacancy, *, by: Actor) -> Vacancy:
    """A draft that nobody needs any more."""
    VACANCY.move(vacancy, "discard")
    vacancy.save()
    return vacancy


@action(_("关闭职位"), Permission.POST_VACANCY)
def close_vacancy(vacancy: Vacancy, *, by: Actor) -> Vacancy:
    """Filled, or not wanted any more. Who applied keeps waiting for an answer; nobody new applies."""
    VACANCY.move(vacancy, "close")
    vacancy.closed_at = clock.now()
    vacancy.save()
    Listing.objects.follow([vacancy])
    announce(VacancyClosed(str(vacancy.pk), "close"))
    return vacancy


@action(_("延长职位有效期"), Permission.POST_VACANCY)
def renew_vacancy(vacancy: Vacancy, *, valid_until_on: dt.date, by: Actor) -> Vacancy:
    """Still looking: the words stay as they were approved."""
    if vacancy.state != VacancyState.OPEN:
        raise RuleBroken(_t("只有招聘中的职位可以延长有效期。已到期的请点“重新发布”。"))
    _check_validity(valid_until_on)
    vacancy.valid_until_on = valid_until_on
    vacancy.save(update_fields=["valid_until_on"])
    Listing.objects.follow([vacancy])
    return vacancy


@action(_("重新发布职位"), Permission.POST_VACANCY)
def reopen_vacancy(vacancy: Vacancy, *, valid_until_on: dt.date, by: Actor) -> Vacancy:
    """Closed or expired, wanted again: an officer looks at it once more."""
    vacancy.valid_until_on = valid_until_on
    return _hand_in(vacancy, "reopen")


@action(_("改正被下架的职位"), Permission.POST_VACANCY)
def correct_vacancy(vacancy: Vacancy, *, by: Actor) -> Vacancy:
    """Taken down for its words: it begins again as a draft; the officer's reason stays on it."""
    VACANCY.move(vacancy, "correct")
    vacancy.save()
    return vacancy


def _new_vacancy(organisation: Any, draft: VacancyDraft, participation: Participation | None) -> Vacancy:
    """Return the vacancy, numbered, checked and unsaved."""
    number = f"ZW{clock.today().year}{next_number(f'recruitment.vacancy.{clock.today().year}'):06d}"
    vacancy = Vacancy(organisation=organisation, participation=participation, number=number)
    vacancy.industry_code = organisation.industry_code
    _fill(vacancy, draft)
    return vacancy


def _fill(vacancy: Vacancy, draft: VacancyDraft, items: dict[Any, Any] | None = None) -> None:
    """Put the draft's words, its shortage occupation and what the check says of them."""
    draft.put_into(vacancy)
    known = shortage_items([vacancy.occupation_id]) if items is None else items
    vacancy.item = known.get(vacancy.occupation_id) if vacancy.occupation_id else None
    vacancy.set_search_key()
    vacancy.findings = findings_in(texts_of(vacancy))
    vacancy.is_flagged = bool(vacancy.findings)


def _check_validity(day: dt.date) -> None:
    """From tomorrow up to half a year: what is never looked at again misleads people."""
    today = clock.today()
    if not today < day <= today + dt.timedelta(days=LONGEST_DAYS):
        raise RuleBroken(
            _t("有效期要在明天到%(day)s之间（最长180天），到期前可以再延长。")
            % {"day": (today + dt.timedelta(days=LONGEST_DAYS)).isoformat()},
            field="valid_until_on",
        )


def _check_complete(vacancy: Vacancy) -> None:
    """The legal minimum of an advertisement (rules.md §6.2), each missing piece named with its field. An occupation is
    suggested and not demanded: the register knows the trades of the district, not every office job."""
    if len(vacancy.description.strip()) < SHORTEST:
        raise RuleBroken(_t("工作内容太短。请写明每天做什么（至少十个字）。"), field="description")
    if not vacancy.address.strip():
        raise RuleBroken(_t("还没有写工作地址。请写到门牌号或者园区名称。"), field="address")
    if vacancy.pay_low_fen > vacancy.pay_high_fen:
        raise RuleBroken(_t("最低工资比最高工资还高。请核对后重填。"), field="pay_high")
    _check_validity(vacancy.valid_until_on)


def _same_post(vacancy: Vacancy) -> Vacancy | None:
    """Return the vacancy that already holds this place with this title, or None."""
    rows = Vacancy.objects.standing().filter(organisation=vacancy.organisation_id, street_code=vacancy.street_code)
    return rows.filter(title_key=vacancy.title_key).exclude(pk=vacancy.pk).first()


def _refuse_second(vacancy: Vacancy, number: str = "") -> RuleBroken:
    """One post per place (rules.md §6.3)."""
    return RuleBroken(
        _t("同一街道已有同名职位“%(title)s”（%(number)s）在审核或者招聘中。请在那一条上增加招聘人数，或者先关闭它。")
        % {"title": vacancy.title, "number": number or _t("刚刚提交")},
        field="title",
    )


def _hand_in(vacancy: Vacancy, event: str) -> Vacancy:
    if obstacle := obstacle_to_recruit(vacancy.organisation):
        raise RuleBroken(obstacle)
    VACANCY.move(vacancy, event)
    _check_complete(vacancy)
    if twin := _same_post(vacancy):
        raise _refuse_second(vacancy, twin.number)
    vacancy.findings = findings_in(texts_of(vacancy))
    vacancy.is_flagged = bool(vacancy.findings)
    vacancy.submitted_at, vacancy.reason = clock.now(), ""
    try:
        with transaction.atomic():
            vacancy.save()
    except IntegrityError as error:  # two colleagues at once: the partial unique index decides
        raise _refuse_second(vacancy) from error
    return vacancy


def _may_stand_in(participation: Participation | None, organisation: Any) -> None:
    if participation is None:
        return
    if participation.organisation_id != organisation.pk or participation.state != ParticipationState.CONFIRMED:
        raise RuleBroken(
            _t("单位还没有获准参加这个专场，职位不能放进去。请先报名，或者不选专场。"), field="participation"
        )
