"""Reactions of notices to their own news: who objected hears of it."""

from juxian.kit.events import subscribe
from juxian.notices.actions import tell_objector
from juxian.notices.events import NoticeWithdrawn, ObjectionDecided
from juxian.notices.models import Objection


@subscribe(ObjectionDecided)
def tell_the_decision(news: ObjectionDecided) -> None:
    tell_objector(Objection.objects.get(pk=news.objection_id))


@subscribe(NoticeWithdrawn)
def tell_that_it_stays_open(news: NoticeWithdrawn) -> None:
    """The notice disappears, their objections do not."""
    for objection in Objection.objects.undecided().filter(notice=news.notice_id):
        tell_objector(objection)
