"""Staying away twice, and how one comes back: by the end of the year, or by a written explanation."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.events import Barred, BarringDecided
from juxian.fairs.models import Barring, Reservation
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.barring import barring_in_force, months_later, uncounted_absences
from juxian.fairs.queries.timing import rules_of_barring
from juxian.fairs.states import BARRING
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce

SHORTEST_EXPLANATION = 10
SHORTEST_REASON = 4


@system_action(_("两次未到场，限制预约"), lock=False)
def bar_absent(reservation: Reservation) -> Barring | None:
    """Bar whoever has stayed away as often as the rule says. Return the barring, or None where it is not that far."""
    who = _who(reservation)
    if barring_in_force(**who):
        return None
    missed = list(uncounted_absences(**who))
    rules = rules_of_barring()
    if len(missed) < rules.no_shows:
        return None
    today = clock.today()
    barring = Barring.objects.create(
        **who,
        reservation_ids=[row.pk for row in missed],
        from_on=today,
        until_on=months_later(today, rules.months),
    )
    announce(Barred(str(barring.pk)))
    return barring


@action(_("提交书面说明"), Permission.EXPLAIN)
def explain_barring(barring: Barring, *, explanation: str, by: Actor) -> Barring:
    """Say why one did not come. An officer reads it and decides."""
    if len(explanation.strip()) < SHORTEST_EXPLANATION:
        raise RuleBroken(_t("请写清楚没有到场的原因（至少十个字），审核人员据此判断。"), field="explanation")
    BARRING.move(barring, "explain")
    barring.explanation, barring.explained_at, barring.answer = explanation.strip(), clock.now(), ""
    barring.save()
    return barring


@action(_("接受说明，解除限制"), Permission.DECIDE_BARRING)
def lift_barring(barring: Barring, *, answer: str = "", by: Actor) -> Barring:
    """Accept the explanation: reservations are open again from now on."""
    return _decided(barring, "lift", answer, by)


@action(_("不接受说明，维持限制"), Permission.DECIDE_BARRING)
def keep_barring(barring: Barring, *, answer: str, by: Actor) -> Barring:
    """Do not accept it, with the reason; another explanation may follow."""
    if len(answer.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明不接受的理由（至少四个字），本人会逐字看到。"), field="answer")
    return _decided(barring, "keep", answer, by)


@system_action(_("限制期满"))
def expire_barring(barring: Barring) -> Barring:
    """The year is over."""
    if barring.until_on < clock.today() and BARRING.can(barring, "expire"):
        BARRING.move(barring, "expire")
        barring.save()
    return barring


def _who(reservation: Reservation) -> dict[str, Any]:
    if reservation.person is not None:
        return {"person_id": reservation.person.surviving().pk}
    assert reservation.booth is not None  # held by a check constraint
    return {"organisation_id": reservation.booth.organisation_id}


def _decided(barring: Barring, event: str, answer: str, by: Actor) -> Barring:
    BARRING.move(barring, event)
    barring.answer, barring.decided_by = answer.strip(), by.label
    barring.save()
    announce(BarringDecided(str(barring.pk), event))
    return barring
