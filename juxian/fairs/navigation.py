"""The lines of fairs in every menu."""

from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Comment
from juxian.fairs.permissions import Permission as P
from juxian.fairs.states.stream import ON_AIR
from juxian.kit.access import Actor, Audience
from juxian.kit.ui import navigation

GROUP = _("招聘活动")


def comments_held(actor: Actor) -> int:
    """How many comments of shows on air wait to be read by a person."""
    return Comment.objects.visible_to(actor).held().filter(stream__state__in=ON_AIR).count()


def register() -> None:
    """Put every line into its menu."""
    add = navigation.register
    add(Audience.PUBLIC, _("招聘活动"), "fairs:events", order=30)
    add(Audience.PERSON, _("我的预约"), "fairs:my_reservations", P.RESERVE, 38, icon="calendar")
    add(Audience.PERSON, _("我的交谈"), "fairs:my_meetings", P.MEET, 39, icon="users")
    add(Audience.ORGANISATION, _("举办的活动"), "fairs:org_events", P.RUN_EVENT, 48, icon="calendar", group=GROUP)
    add(Audience.ORGANISATION, _("我的展位"), "fairs:org_booths", P.SERVE_BOOTH, 49, icon="building", group=GROUP)
    add(Audience.ORGANISATION, _("直播"), "fairs:streams", P.PRESENT, 50, icon="camera", group=GROUP)
    add(Audience.OFFICE, _("直播"), "fairs:streams", P.PRESENT, 65, icon="camera", group=GROUP, count=comments_held)
    add(Audience.OFFICE, _("活动"), "fairs:office_events", P.SEE_ALL, 62, icon="calendar", group=GROUP)
    add(Audience.OFFICE, _("活动统计"), "fairs:figures", P.READ_FIGURES, 64, icon="chart", group=GROUP)
    add(Audience.OFFICE, _("预约限制"), "fairs:barrings", P.SEE_ALL, 63, icon="stop", group=GROUP)
