"""Members of a panel: they confirm that they are near nobody, recuse themselves, fall ill, and are replaced."""

from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.seating import _must_be_fit, _must_know_the_trades, _seat
from juxian.evaluation.drawing import next_in_line
from juxian.evaluation.events import MemberLeft
from juxian.evaluation.models import Panel, PanelMember
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.pool import applications_of_panel, candidates_for
from juxian.evaluation.states import PANEL
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce


@action(_("确认没有利害关系"), Permission.VOTE)
def confirm_no_interest(member: PanelMember, *, by: Actor) -> PanelMember:
    """Before scoring each member says that they know of no tie to any applicant of the panel."""
    _must_be_open(member)
    member.confirmed_at = member.confirmed_at or clock.now()
    member.save(update_fields=["confirmed_at"])
    return member


@action(_("回避退出评审组"), Permission.VOTE)
def recuse_member(member: PanelMember, *, reason: str, by: Actor) -> PanelMember:
    """The member leaves by themselves. Where members were drawn the next of the same draw follows at once; where
    nobody is left in it, the office names somebody."""
    _must_be_open(member)
    _leave(member, reason)
    if next_person := _next_of_the_draw(member.panel):
        _seat(member.panel, next_person, replaces=member)
    announce(MemberLeft(str(member.pk)))
    return member


@action(_("更换评审组成员"), Permission.CONVENE)
def replace_member(member: PanelMember, *, reason: str, successor: UUID | None = None, by: Actor) -> PanelMember:
    """Replace a member who cannot sit, or who has left: by the next of the draw, else by somebody named here. Votes of
    who left stay on record and count no more."""
    _must_be_open(member)
    if PanelMember.objects.filter(replaces=member).exists():
        raise RuleBroken(_t("这位成员已经有人接替。请刷新页面查看。"))
    if member.left_at is None:
        _leave(member, reason)
    drawn = _next_of_the_draw(member.panel)
    person = drawn or successor
    if person is None:
        raise RuleBroken(_t("没有可以接替的备选考评员。请在名册里指定一位接替。"), field="successor")
    if drawn is None:
        _must_be_fit_to_follow(member.panel, person)
    announce(MemberLeft(str(member.pk)))
    return _seat(member.panel, person, replaces=member)


def _must_be_open(member: PanelMember) -> None:
    if member.panel.state != PANEL.initial:
        raise RuleBroken(_t("评审已经结束，成员不能再变动。"))
    if member.signed_at:
        raise RuleBroken(_t("评分已经签字锁定，成员不能再变动。"))


def _leave(member: PanelMember, reason: str) -> None:
    member.left_at, member.left_reason = clock.now(), reason
    member.save(update_fields=["left_at", "left_reason"])


def _next_of_the_draw(panel: Panel) -> UUID | None:
    """Return who is next in the ranking of the panel's draw and still fit today."""
    if panel.draw is None:
        return None
    rows = applications_of_panel(panel)
    candidates = {one.number: one for one in candidates_for(rows, starts_at=panel.starts_at, ends_at=panel.ends_at)}
    present = set(panel.members.sitting().values_list("assessor_id", flat=True))
    staying = {number for number, one in candidates.items() if one.assessor.person_id in present}
    fit = {number for number, one in candidates.items() if not one.reasons}
    barred = set(panel.draw.ranking) - fit
    number = next_in_line(panel.draw.ranking, panel.draw.pool, panel.draw.needs, staying, barred)
    return candidates[number].assessor.person_id if number else None


def _must_be_fit_to_follow(panel: Panel, person: UUID) -> None:
    """The successor answers to the same rules, and together with those who stay knows every trade."""
    rows = applications_of_panel(panel)
    staying = list(panel.members.sitting().values_list("assessor_id", flat=True))
    try:
        _must_be_fit(panel, rows, [person])
        _must_know_the_trades(candidates_for(rows, people=[*staying, person]), rows)
    except RuleBroken as error:
        raise RuleBroken(error.message, field="successor") from error
