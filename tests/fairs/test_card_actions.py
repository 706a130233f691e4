"""Vacancies on a show's time line."""

import datetime as dt

import pytest

from juxian.fairs import actions
from juxian.fairs.models import Card
from juxian.fairs.queries.stream import chapters_of, funnels_of, pinned_card
from juxian.kit import clock
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.recruitment.actions import close_vacancy, expire_vacancies
from juxian.recruitment.actions.job_application import apply_to_vacancy
from juxian.recruitment.actions.profile import save_profile
from juxian.recruitment.resume.shape import Resume
from tests.cast import Cast
from tests.fairs.live import later, make_card, make_stream, on_air
from tests.jobs import run_jobs
from tests.recruitment.hiring import opened

pytestmark = pytest.mark.django_db


def test_one_card_at_a_time_is_pinned_and_the_time_line_keeps_both(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = on_air(make_stream(cast))
    first, second = make_card(cast, stream), make_card(cast, stream, title="车工")
    later(monkeypatch, 10)
    actions.pin_card(first, by=cast.wang.actor)
    later(monkeypatch, 20)
    actions.pin_card(second, by=cast.wang.actor)
    later(monkeypatch, 15)
    actions.end_stream(stream, by=cast.wang.actor)
    stream.refresh_from_db()
    actions.take_recording(stream, seconds=45)
    stream.refresh_from_db()
    parts = chapters_of(stream, "开场")
    assert [(part.title, round(part.start), round(part.end)) for part in parts] == [
        ("开场", 0, 10),
        (first.vacancy.title, 10, 30),
        ("车工", 30, 45),
    ]


def test_only_who_presents_pins_and_only_on_air(cast: Cast) -> None:
    stream = make_stream(cast)
    card = make_card(cast, stream)
    with pytest.raises(RuleBroken, match="还没有开播"):
        actions.pin_card(card, by=cast.wang.actor)
    on_air(stream)
    with pytest.raises(PermissionDenied):
        actions.pin_card(card, by=cast.stranger_employer.actor)
    actions.pin_card(card, by=cast.wang.actor)
    assert pinned_card(stream) == card
    with pytest.raises(TransitionNotAllowed):
        actions.pin_card(card, by=cast.wang.actor)
    assert len(timeline_of(card)) >= 1


def test_unpinned_it_stays_in_the_list(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    card = actions.pin_card(make_card(cast, stream), by=cast.wang.actor)
    card = actions.unpin_card(card, by=cast.wang.actor)
    assert card.state == "listed"
    assert card.pins.get().unpinned_at is not None


def test_a_vacancy_is_listed_once_and_comes_back_after_it_was_taken_away(cast: Cast) -> None:
    stream = make_stream(cast)
    card = make_card(cast, stream)
    with pytest.raises(RuleBroken, match="已在直播"):
        actions.add_card(stream, vacancy=card.vacancy, by=cast.zhao.actor)
    actions.withdraw_card(card, by=cast.wang.actor)
    assert actions.put_back_card(card, by=cast.wang.actor).state == "listed"
    actions.withdraw_card(card, by=cast.wang.actor)
    assert actions.add_card(stream, vacancy=card.vacancy, by=cast.zhao.actor).state == "listed"


def test_a_closed_vacancy_or_one_of_an_employer_that_is_not_there_is_refused(cast: Cast) -> None:
    stream = make_stream(cast)
    closed = opened(cast)
    close_vacancy(closed, by=cast.wang.actor)
    closed.refresh_from_db()
    with pytest.raises(RuleBroken, match="没有在招聘中"):
        actions.add_card(stream, vacancy=closed, by=cast.zhao.actor)
    foreign = opened(cast, by=cast.stranger_employer.actor)
    with pytest.raises(RuleBroken, match="没有参加本场活动"):
        actions.add_card(stream, vacancy=foreign, by=cast.zhao.actor)


def test_a_vacancy_that_closes_while_pinned_leaves_the_picture_with_a_reason(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    card = actions.pin_card(make_card(cast, stream), by=cast.wang.actor)
    close_vacancy(card.vacancy, by=cast.wang.actor)
    run_jobs()
    card.refresh_from_db()
    assert card.state == "withdrawn"
    assert "停止招聘" in card.reason
    assert card.pins.get().to_second is not None


def test_the_funnel_counts_what_came_from_this_card(cast: Cast, django_assert_num_queries) -> None:
    stream = on_air(make_stream(cast))
    card, other = make_card(cast, stream), make_card(cast, stream, title="车工")
    save_profile(cast.li.person, resume=Resume(headline="焊工"), source="quick", by=cast.li.citizen)
    apply_to_vacancy(card.vacancy, source="live", source_ref=card.source_ref, by=cast.li.citizen)
    with django_assert_num_queries(1):
        rows = dict(funnels_of([card, other]))
    assert (rows[card].applications, rows[other].applications) == (1, 0)


def test_pay_is_the_approved_vacancys(cast: Cast) -> None:
    card = make_card(cast, make_stream(cast))
    low = f"{card.vacancy.pay_low_fen // 100:,}"
    assert low in Card.objects.get().pay


def test_what_expires_leaves_the_shows_that_are_still_to_come(cast: Cast) -> None:
    stream = make_stream(cast)
    over, stays = make_card(cast, stream), make_card(cast, stream, title="车工")
    over.vacancy.valid_until_on = clock.today() - dt.timedelta(days=1)
    over.vacancy.save()
    assert expire_vacancies([over.vacancy_id, stays.vacancy_id]) == 1
    run_jobs()
    assert {card.pk: (card.state, card.reason) for card in Card.objects.all()} == {
        over.pk: ("withdrawn", "职位已到期。"),
        stays.pk: ("listed", ""),
    }
