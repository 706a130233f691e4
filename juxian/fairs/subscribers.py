"""What fairs does when it hears news: its own, and recruitment's of employers who may not recruit any more."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _t

from juxian.fairs import hall_messages, messages
from juxian.fairs.actions import (
    bar_absent,
    close_booth,
    drop_card,
    keep_solution,
    miss_reservation,
    propose_repair,
    release_meeting,
    release_reservation,
    show_progress,
    stop_stream,
)
from juxian.fairs.events import (
    AppointmentChanged,
    Barred,
    BarringDecided,
    BoothDecided,
    EventCancelled,
    EventChanged,
    EventEnded,
    EventReviewed,
    MeetingMoved,
    QuestionAnswered,
    ReservationMade,
    SolvingBegun,
    TimetablePublished,
)
from juxian.fairs.models import (
    Appointment,
    Barring,
    Booth,
    Card,
    Event,
    EventQuestion,
    Meeting,
    Reservation,
    Stream,
    Timetable,
)
from juxian.fairs.queries.timetable import problem_of
from juxian.fairs.states import CardState, ReservationState, StreamState
from juxian.fairs.states.event import EventState
from juxian.fairs.states.stream import ON_AIR
from juxian.fairs.timetable import solve
from juxian.kit.events import subscribe
from juxian.kit.pushes import publish
from juxian.recruitment.events import OrganisationBlacklisted, VacanciesExpired, VacancyClosed
from juxian.recruitment.states import VacancyState


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
    was_taken_down = news.event == "take_down"
    reason = _t("职位已被下架。") if was_taken_down else _t("单位已停止招聘这个职位。")
    for card in _shown_cards().filter(vacancy=news.vacancy_id):
        drop_card(card, reason=reason)


@subscribe(VacanciesExpired)
def drop_expired_cards(news: VacanciesExpired) -> None:
    """After midnight many are over at once; few of them stand in a show that is still to come."""
    for card in _shown_cards().filter(vacancy__state=VacancyState.EXPIRED):
        drop_card(card, reason=_t("职位已到期。"))


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


@subscribe(BoothDecided)
def empty_the_queue(news: BoothDecided) -> None:
    """A booth that closes in the middle of an online fair: whoever waits is told, and the timetable is made again."""
    if news.event not in ("withdraw", "forfeit", "cancel"):
        return
    booth = Booth.objects.select_related("event").get(pk=news.booth_id)
    for meeting in Meeting.objects.open().filter(booth=booth):
        release_meeting(meeting, reason=booth.reason or _t("该单位已取消参会。"))
    timetable = Timetable.objects.filter(event=booth.event_id).first()
    if timetable and timetable.appointments.standing().filter(booth=booth).exists():
        propose_repair(timetable, reason=_t("有单位退出，原定面谈不能进行。"))


@subscribe(EventEnded)
def close_the_hall(news: EventEnded) -> None:
    """Who still waits when the fair ends is told; talks that run are ended by those who talk."""
    for meeting in Meeting.objects.waiting().filter(event=news.event_id):
        release_meeting(meeting, reason=_t("双选会已结束。"))


@subscribe(EventCancelled)
def close_the_cancelled_hall(news: EventCancelled) -> None:
    for meeting in Meeting.objects.open().filter(event=news.event_id).select_related("event"):
        release_meeting(meeting, reason=meeting.event.reason)


@subscribe(MeetingMoved)
def tell_of_meeting(news: MeetingMoved) -> None:
    meeting = Meeting.objects.select_related("booth__organisation", "event").get(pk=news.meeting_id)
    hall_messages.tell_of_meeting(meeting, news.event, news.key)


@subscribe(SolvingBegun)
def solve_timetable(news: SolvingBegun) -> None:
    """Solve outside any transaction, so that the page can show how far it is. Run twice, the same seed finds the
    same timetable."""
    timetable = Timetable.objects.get(pk=news.timetable_id)
    found = solve(
        problem_of(timetable), progress=lambda step, steps: show_progress(timetable, percent=100 * step // steps)
    )
    keep_solution(timetable, found=found)


@subscribe(TimetablePublished)
def tell_timetable(news: TimetablePublished) -> None:
    hall_messages.tell_timetable(Timetable.objects.select_related("event").get(pk=news.timetable_id))


@subscribe(AppointmentChanged)
def tell_of_appointment(news: AppointmentChanged) -> None:
    rows = Appointment.objects.select_related("booth__organisation", "booth__event", "entrant__person")
    hall_messages.tell_of_appointment(rows.get(pk=news.appointment_id), news.event, news.key)


def _shown_cards() -> QuerySet[Card]:
    """Cards in the list of a show that is not over."""
    cards = Card.objects.filter(stream__state__in=(StreamState.READY, *ON_AIR)).exclude(state=CardState.WITHDRAWN)
    return cards.select_related("stream")
