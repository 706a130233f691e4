"""What the report says of online recruiting, counted from rows, and what one finds of it today."""

from collections import Counter
from typing import Any

from juxian.demo.today_people import RECRUITER, SCHOOL, TEACHER
from juxian.fairs.models import Appointment, Barring, Booth, Card, Comment, Event, Meeting, Stream
from juxian.kit import clock
from juxian.people.models import Person
from juxian.people.queries.hats import actor_of, hats_of
from juxian.recruitment.models import (
    Agreement,
    Blacklisting,
    Campaign,
    EmployerPage,
    Interview,
    JobApplication,
    Listing,
    Profile,
    ReplyRecord,
    Vacancy,
)


def check_recruiting(figures: dict[str, Any]) -> None:
    """`figures`: the ledger by key."""
    _check_the_report(figures)
    _check_employers()
    _check_candidates()
    _check_events()
    _check_who_can_be_tried()


def _check_the_report(figures: dict[str, Any]) -> None:
    """Rows 9 and 12 of the acceptance table; the three measures apart."""
    campus = ("f09.participations", "f09.vacancies", "f09.openings")
    assert [figures[key]["value"] for key in campus] == [1_110, 1_782, 8_369]
    assert (figures["f12"]["value"], figures["f12.participations"]["value"]) == (10, 265)
    assert figures["f12.person_times"]["value"] == 9_876 < 10_000


def _check_employers() -> None:
    """An autumn campaign and a school's own; some eighty posts in the public list, five of them 王建国's."""
    assert Counter(Campaign.objects.filter(ends_on__gt=clock.today()).values_list("kind", flat=True)) == {
        "season": 1,
        "school": 1,
    }
    assert 75 <= Vacancy.objects.public().count() <= 95
    assert Listing.objects.count() == Vacancy.objects.public().count()
    assert Vacancy.objects.public().filter(organisation__memberships__person__name="王建国").count() == 5
    assert Vacancy.objects.filter(state="submitted", is_flagged=True).count() == 1
    assert EmployerPage.objects.public().count() == 6
    assert all(page.pictures.count() == 2 for page in EmployerPage.objects.all())
    assert Blacklisting.objects.in_force().count() == 1


def _check_candidates() -> None:
    """王建国 has candidates in every state; 李晓雨 meets by video tomorrow; the silent employer has sunk."""
    own = JobApplication.objects.filter(organisation__memberships__person__name="王建国")
    assert set(own.values_list("state", flat=True)) == {
        "sent",
        "screening",
        "interviewing",
        "offered",
        "accepted",
        "hired",
        "refused",
        "withdrawn",
        "turned_down",
    }
    assert Profile.objects.count() == 26
    hers = JobApplication.objects.filter(person__name="李晓雨")
    assert Counter(hers.values_list("state", flat=True)) == {
        "sent": 1,
        "interviewing": 1,
        "accepted": 1,
        "refused": 1,
        "answered": 1,
    }
    meeting = Interview.objects.get(application__in=hers, state="booked")
    assert (meeting.slot.kind, meeting.slot.starts_at > clock.now()) == ("video", True)
    assert set(Agreement.objects.values_list("state", flat=True)) == {"invited", "signed_by_employer"}
    silent = hers.get(state="answered").organisation_id
    assert ReplyRecord.objects.get(organisation=silent).visibility == "hidden"


def _check_events() -> None:
    """One of each kind that is still to come or under way, with people in it."""
    today = Event.objects.exclude(state="ended")
    assert Counter(today.values_list("kind", "state")) == {
        ("live_show", "published"): 1,
        ("onsite_fair", "published"): 1,
        ("online_fair", "running"): 1,
        ("online_fair", "submitted"): 1,
        ("info_session", "submitted"): 1,
    }
    assert Counter(
        Meeting.objects.filter(booth__organisation__memberships__person__name="王建国").values_list("state")
    ) == {
        ("done",): 2,
        ("talking",): 1,
        ("waiting",): 3,
    }
    assert Appointment.objects.filter(state="told").count() >= 24
    assert Booth.objects.filter(state="requested").count() == 3
    assert Counter(Stream.objects.values_list("state", flat=True)) == {"ended": 1, "ready": 1}
    assert Card.objects.filter(pins__isnull=False).distinct().count() == 3
    assert Comment.objects.filter(state="held").count() == 1
    assert JobApplication.objects.filter(source="live").count() == 6
    assert Barring.objects.get().state == "explained"


def _check_who_can_be_tried() -> None:
    """A recruiter and the school's person have accounts, each with the hat they act in."""
    roles = {}
    for name in (RECRUITER, TEACHER):
        person = Person.objects.exclude(user=None).get(name=name)
        roles[name] = [hat.actor.role for hat in hats_of(person.user, person)]
    assert roles == {RECRUITER: ["citizen", "employer_admin"], TEACHER: ["citizen", "school"]}
    teacher = Person.objects.get(name=TEACHER).memberships.get()
    assert actor_of(teacher).organisation_name == SCHOOL
