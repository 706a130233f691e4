"""Who may take a seat in a panel: fit for the trade, near no applicant, in no other room at that time."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t

from juxian.evaluation.models import Application, Panel, PanelMember
from juxian.evaluation.permissions import is_not_own
from juxian.evaluation.queries.avoidance import avoidances_of
from juxian.evaluation.queries.pool import Candidate, candidates_for, needs_of
from juxian.kit.access import Actor
from juxian.kit.errors import RuleBroken
from juxian.kit.punctuation import listed
from juxian.people.queries import display_name

SMALLEST_PANEL = 3
ONE_ROOM = "assessor_in_one_room_at_a_time"


def _must_be_a_panel(assessors: Sequence[UUID]) -> None:
    if len(set(assessors)) != len(assessors):
        raise RuleBroken(_t("同一位考评员选了两次。请换成另一位。"), field="assessors")
    if len(assessors) < SMALLEST_PANEL or len(assessors) % 2 == 0:
        raise RuleBroken(_t("评审组要有单数的考评员，至少三位。请调整人选。"), field="assessors")


def _must_be_fit(panel: Panel, rows: Sequence[Application], assessors: Sequence[UUID]) -> list[Candidate]:
    """Those named by hand answer to the same rules as those drawn. No reason lifts avoidance or the trade."""
    for person, reasons in avoidances_of(rows, assessors).items():
        words = {"number": reasons[0].number, "name": display_name(person), "why": reasons[0].why.label}
        raise RuleBroken(_t("%(number)s 的评审要回避：%(name)s——%(why)s。请换人。") % words, field="assessors")
    candidates = candidates_for(rows, starts_at=panel.starts_at, ends_at=panel.ends_at, people=assessors)
    unknown = set(assessors) - {one.assessor.person_id for one in candidates}
    if unknown:
        name = display_name(next(iter(unknown)))
        raise RuleBroken(_t("%(name)s 不在考评员名册里。请先登记，或换人。") % {"name": name}, field="assessors")
    for one in candidates:
        if one.reasons:
            words = {"name": one.assessor.person.name, "why": listed(one.reasons)}
            raise RuleBroken(_t("%(name)s 不能参加这次评审：%(why)s。请换人。") % words, field="assessors")
    return candidates


def _must_know_the_trades(candidates: Sequence[Candidate], rows: Sequence[Application]) -> None:
    known = {trade for one in candidates for trade in one.trades}
    for application in rows:
        if not set(needs_of([application])) <= known:
            raise RuleBroken(
                _t("评审组里没有懂“%(trade)s”的考评员。请至少选一位这个职业的考评员。")
                % {"trade": application.item.name if application.item else ""},
                field="assessors",
            )


def _seat(panel: Panel, person: UUID, *, replaces: PanelMember | None = None) -> PanelMember:
    """Take a seat; the database itself refuses a second room at the same time."""
    sits = (panel.starts_at, panel.ends_at) if panel.starts_at else None
    try:
        with transaction.atomic():
            return PanelMember.objects.create(panel=panel, assessor_id=person, sits=sits, replaces=replaces)
    except IntegrityError as error:
        if ONE_ROOM not in str(error):
            raise
        raise RuleBroken(
            _t("%(name)s 同一时间已在另一个评审组。请改时间，或换人。") % {"name": display_name(person)},
            field="starts_at",
        ) from error


def _must_not_be_own(application: Application, by: Actor) -> None:
    """Who handles many at once handles none of their own."""
    if not is_not_own(by, application):
        raise RuleBroken(_t("%(number)s 是您本人的申报，要由同事办理。请去掉它再试。") % {"number": application.number})
