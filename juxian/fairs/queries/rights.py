"""What fairs keeps of a person, for their export."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t

from juxian.fairs.models import EventQuestion, Reservation
from juxian.people.queries import same_human


def fairs_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return the person's places and questions."""
    people = same_human(person_id)
    places = Reservation.objects.filter(person__in=people).select_related("event")
    questions = EventQuestion.objects.filter(person__in=people).select_related("event")
    return [
        {
            _t("活动"): row.event.title,
            _t("预约时间"): row.booked_at.isoformat(),
            _t("签到时间"): row.checked_in_at.isoformat() if row.checked_in_at else "",
            _t("状态"): str(row.get_state_display()),
        }
        for row in places
    ] + [{_t("活动"): row.event.title, _t("问题"): row.question, _t("答复"): row.answer} for row in questions]
