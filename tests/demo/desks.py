"""What a newcomer finds in the demo of today: every kind of work, at somebody's desk."""

from juxian.evaluation.models import Application, Batch, BatchRow, EmployerPlan
from juxian.evaluation.queries.scheme import gaps
from juxian.kit import clock
from juxian.kit.work_queue import SOURCES, described, sources_of, work_queue_items
from juxian.people.models import Membership, Person
from juxian.people.queries.hats import actor_of

# A draft of a notice exists only between two clicks: evaluation publishes what it drafts at once.
NEVER_WAITING = {"notices.2_draft"}
OFFICERS = {"赵立新", "林文静", "许国平", "宋雅琴", "黄海波", "叶芳", "高建平", "孙明华"}
OFFICERS |= {"钱丽", "何静怡", "沈国栋", "杜敏"}


def check_desks() -> None:
    """Every source has something for somebody of the cast, each line opens a page, and no officer's desk is empty."""
    found: dict[str, int] = dict.fromkeys(SOURCES, 0)
    for membership in Membership.objects.filter(person__name__in=OFFICERS).select_related("person"):
        actor = actor_of(membership)
        if not sources_of(actor):
            continue
        items = work_queue_items(actor)
        assert items, f"nothing waits for {membership.person.name}"
        assert len(described(items)) == len(items)
        for item in items:
            found[item.source.key] += 1
    assert {key for key, count in found.items() if not count} == NEVER_WAITING


def check_the_newcomers_own() -> None:
    """吕志强 is free to apply; 王建国 has a plan on file and a batch with rows in several states."""
    assert not Application.objects.filter(applicant__name="吕志强").exists()
    employer = Person.objects.get(name="王建国", memberships__role="employer_admin").memberships.get().organisation
    today = clock.today()
    assert EmployerPlan.objects.filter(organisation=employer, state="approved", year=today.year).exists()
    assert set(Batch.objects.filter(organisation=employer).values_list("state", flat=True)) == {"imported", "ready"}
    states = set(BatchRow.objects.filter(organisation=employer).values_list("state", flat=True))
    assert states == {"waiting", "invited", "submitted", "declined"}
    assert Batch.objects.get(organisation=employer, state="ready").faulty_count == 2
    assert gaps(today), "the office's page of schemes has something to fill"
