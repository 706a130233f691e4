"""An on-site fair of one employer: a booth on its plan, a place, a paper, a question, a barring; for the walker."""

import datetime as dt
from dataclasses import dataclass

from juxian.fairs import actions
from juxian.fairs.models import Barring, Booth, Event, EventQuestion, Material, Reservation, Spot
from juxian.kit import clock
from tests.cast import Cast, Member
from tests.evaluation.factories import picture
from tests.fairs.factories import make_draft, publish


@dataclass
class FairRows:
    """One of each. The event is hosted by the employer, which has a booth at it; the member has reserved."""

    event: Event
    draft: Event
    booth: Booth
    spot: Spot
    place: Reservation
    material: Material
    booth_material: Material
    question: EventQuestion
    barring: Barring
    employer_barring: Barring  # which was over yesterday, so that the employer may still ask for booths


def fair_rows(member: Member, admin: Member, cast: Cast) -> FairRows:
    """The member comes to the fair of `admin`."""
    draft = make_draft(cast, "onsite_fair", by=admin.actor, title="没有提交的招聘会")
    event = publish(make_draft(cast, "onsite_fair", by=admin.actor, title="现场招聘会"), cast, by=admin.actor)
    actions.draw_floor(event, rows=1, columns=2, by=admin.actor)
    first, second = event.spots.filter(kind="booth")
    booth = actions.add_participant(event, organisation=event.host, spot=first, by=admin.actor)
    today, yesterday = clock.today(), clock.today() - dt.timedelta(days=1)
    return FairRows(
        event=event,
        draft=draft,
        booth=booth,
        spot=second,
        place=actions.reserve_place(event, by=member.citizen),
        material=actions.add_material(event, title="手册", file=picture(), by=admin.actor),
        booth_material=actions.add_booth_material(booth, title="简介", file=picture(), by=admin.actor),
        question=actions.ask_question(event, booth=booth, question="几点开始？", by=member.citizen),
        barring=Barring.objects.create(person=member.person, reservation_ids=[], from_on=yesterday, until_on=today),
        employer_barring=Barring.objects.create(
            organisation=event.host, reservation_ids=[], from_on=today - dt.timedelta(days=9), until_on=yesterday
        ),
    )
