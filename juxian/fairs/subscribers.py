"""What fairs does when it hears news: its own, and recruitment's of employers who may not recruit any more."""

from django.utils.translation import gettext as _t

from juxian.fairs import messages
from juxian.fairs.actions import (
    bar_absent,
    close_booth,
    drop_card,
    miss_reservation,
    release_reservation,
    stop_stream,
)
from juxian.fairs.events import (
    Barred,
    BarringDecided,
    BoothDecided,
    EventCancelled,
    EventChanged,
    EventEnded,
    EventReviewed,
    QuestionAnswered,
    ReservationMade,
)
from juxian.fairs.models import Barring, Booth, Card, Event, EventQuestion, Reservation, Stream
from juxian.fairs.states import CardState, ReservationState, StreamState
from juxian.fairs.states.event import EventState
from juxian.fairs.states.stream import ON_AIR
from juxian.kit.events import subscribe
from juxian.kit.pushes import publish
from juxian.recruitment.events import OrganisationBlacklisted, VacancyClosed


@subscribe(EventReviewed)
def tell_host(news: EventReviewed) -> None:
    messages.tell_host(Event.objects.get(pk=news.event_id), news.event, news.at)


@subscribe(EventChanged)
def tell_changed(news: EventChanged) -> None:
    messages.tell_changed(Event.objects.get(pk=news.event_id), news.key)


@subscribe(EventCancelled)
def let_places_go(news: EventCancelled) -> None:
    """Every place falls free with the event, and its owner is told why."""
    event = Event.objects.get(pk=news.event_id)
    waiting = list(event.reservations.filter(state=ReservationState.BOOKED).select_related("event"))
    for reservation in waiting:
        release_reservation(reservation, reason=event.reason)
    messages.tell_cancelled(event, (row for row in waiting if row.person_id))


@subscribe(EventEnded)
def note_absences(news: EventEnded) -> None:
    """Who had a place and did not come. Where nobody checks in at all, nobody can be absent."""
    event = Event.objects.get(pk=news.event_id)
    if event.is_online or event.state != EventState.ENDED:
        return
    for reservation in event.reservations.filter(state=ReservationState.BOOKED).select_related("person", "booth"):
        bar_absent(miss_reservation(reservation))


@subscribe(ReservationMade)
def tell_reserved(news: ReservationMade) -> None:
    messages.tell_reserved(Reservation.objects.select_related("event").get(pk=news.reservation_id))


@subscribe(BoothDecided)
def tell_of_booth(news: BoothDecided) -> None:
    messages.tell_of_booth(Booth.objects.select_related("event").get(pk=news.booth_id), news.event)


@subscribe(Barred)
def tell_barred(news: Barred) -> None:
    messages.tell_of_barring(Barring.objects.get(pk=news.barring_id), "barred", "")


@subscribe(BarringDecided)
def tell_of_barring(news: BarringDecided) -> None:
    barring = Barring.objects.get(pk=news.barring_id)
    messages.tell_of_barring(barring, f"barring_{news.event}", barring.state_since_at.isoformat())


@subscribe(QuestionAnswered)
def tell_answered(news: QuestionAnswered) -> None:
    messages.tell_answered(EventQuestion.objects.select_related("event").get(pk=news.question_id))


@subscribe(OrganisationBlacklisted)
def close_booths(news: OrganisationBlacklisted) -> None:
    """An employer that may not recruit leaves every event that is not over, also in its middle."""
    for booth in Booth.objects.held().filter(
        organisation=news.organisation_id, event__state__in=("published", "running")
    ):
        close_booth(booth, reason=_t("主管部门已限制该单位在本平台招聘。"))


@subscribe(VacancyClosed)
def drop_cards(news: VacancyClosed) -> None:
    """A vacancy that closes while it is spoken about leaves the picture at once."""
    reasons = {"expire": _t("职位已到期。"), "take_down": _t("职位已被下架。")}
    cards = Card.objects.filter(vacancy=news.vacancy_id, stream__state__in=(StreamState.READY, *ON_AIR))
    for card in cards.exclude(state=CardState.WITHDRAWN).select_related("stream"):
        drop_card(card, reason=reasons.get(news.event, _t("单位已停止招聘这个职位。")))


@subscribe(BoothDecided)
def take_off_air(news: BoothDecided) -> None:
    """Who leaves an event leaves its shows: the own one ends, cards in those of others go."""
    if news.event not in ("withdraw", "forfeit", "cancel"):
        return
    booth = Booth.objects.get(pk=news.booth_id)
    reason = booth.reason or _t("该单位已退出本场活动。")
    for stream in Stream.objects.filter(event=booth.event_id, organisation=booth.organisation_id):
        stop_stream(stream, reason=reason)
    cards = Card.objects.filter(stream__event=booth.event_id, vacancy__organisation=booth.organisation_id)
    for card in cards.exclude(state=CardState.WITHDRAWN).select_related("stream"):
        drop_card(card, reason=reason)


@subscribe(EventCancelled)
def stop_cancelled(news: EventCancelled) -> None:
    """No show goes on without its event."""
    event = Event.objects.get(pk=news.event_id)
    for stream in event.streams.all():
        stop_stream(stream, reason=event.reason)


@subscribe(EventEnded)
def call_off_unstarted(news: EventEnded) -> None:
    """A show that never began is called off with the end of its event; one that runs may say goodbye."""
    for stream in Stream.objects.filter(event=news.event_id, state=StreamState.READY):
        stop_stream(stream, reason=_t("活动结束前没有开播。"))


@subscribe(QuestionAnswered)
def show_answer(news: QuestionAnswered) -> None:
    """The answer appears in every open room of the event."""
    question = EventQuestion.objects.select_related("event").get(pk=news.question_id)
    for stream in question.event.streams.all():
        publish(stream.topic, "question", question.pk)
