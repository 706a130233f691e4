"""Figures of recruitment events are counted from rows, each measure by itself."""

import datetime as dt

from juxian.fairs import actions
from juxian.fairs.actions.visit import Seen
from juxian.fairs.models import Event
from juxian.insights.figures import FIGURES
from juxian.kit import clock
from tests.cast import Cast, make_organisation
from tests.fairs.factories import make_booth, make_event, make_vacancy, run_now


def test_the_four_measures_of_events_are_counted_apart(cast: Cast) -> None:
    show, fair = make_event(cast, "live_show"), make_event(cast)
    for title, event in (("焊工", show), ("电工", fair)):
        booth = make_booth(cast, event)
        actions.show_vacancies(booth, vacancies=[make_vacancy(cast, title, openings=4)], by=cast.wang.actor)
        run_now(event)
    make_booth(cast, show, make_organisation("演示第二家有限公司"))
    actions.record_visits(show, visits=[Seen("live", f"{number:064d}", clock.now()) for number in range(7)])
    year = dt.datetime(2023, 5, 1, 9, tzinfo=dt.UTC)
    Event.objects.filter(pk=show.pk).update(starts_at=year, ends_at=year + dt.timedelta(hours=2))
    found = {key: FIGURES[key].value() for key in FIGURES if key.startswith(("f12", "fairs."))}
    assert found == {
        "f12": 1,
        "f12.participations": 2,
        "f12.person_times": 7,
        "fairs.events": 2,
        "fairs.openings": 8,
    }
