"""What a run posts: what is owed less what stands in the ledger, each difference with what changed."""

import datetime as dt
from typing import Any

import pytest

from juxian import districts
from juxian.benefits.actions import (
    decline_entitlement,
    discard_run,
    end_entitlement,
    post_run,
    record_sample,
    review_run,
)
from juxian.benefits.models import DecisionRecord, Entitlement, Run
from juxian.benefits.queries.decision import replay
from juxian.benefits.queries.window import window_of
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.identifiers import uuid7
from juxian.payments.actions import ObligationRow, post_obligations
from juxian.payments.models import Obligation
from juxian.people.models import Person
from juxian.policy.rulebook import Rulebook, rulebook_of
from tests.benefits.runs import MONTH, evaluated, posted, reviewed
from tests.benefits.town import aware, certify, deliver, insured, make_town, note
from tests.cast import Cast, Member, citizen_actor
from tests.jobs import run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_engine")]
FEBRUARY = dt.date(2025, 2, 1)


def owed(person: Person) -> dict[str, int]:
    """Fen by month, as the ledger has it."""
    found: dict[str, int] = {}
    for row in Obligation.objects.filter(person=person).order_by("month"):
        found[f"{row.month:%Y-%m}"] = found.get(f"{row.month:%Y-%m}", 0) + row.amount_fen
    return found


def by_run(run: Run) -> list[tuple[str, int, str, list[str]]]:
    """Month, fen, kind and what changed, of one run."""
    rows = Obligation.objects.filter(run_id=run.pk).order_by("month", "amount_fen")
    return [(f"{r.month:%Y-%m}", r.amount_fen, r.kind, [one["what"] for one in r.changed]) for r in rows]


def test_what_is_owed_since_the_ceremony_enters_the_ledger(cast: Cast, fang: Member):
    technician, senior, _ = make_town()
    run = posted(cast.lin.actor, fang.actor)
    assert sum(owed(technician).values()) == 17 * 150_000
    assert owed(senior) == {
        f"{year}-{month:02d}": 80_000 for year, month in [(2024, 11), (2024, 12), (2025, 1), (2025, 2), (2025, 3)]
    }
    assert (run.posted_count, run.posted_fen) == (39, run.window_fen)
    kinds = {(kind, tuple(what)) for _m, _f, kind, what in by_run(run)}
    assert kinds == {("regular", ()), ("arrears", ("granted",))}


def test_a_run_of_the_same_month_again_adds_nothing(cast: Cast, fang: Member):
    make_town()
    posted(cast.lin.actor, fang.actor)
    again = posted(cast.lin.actor, fang.actor)
    assert (again.posted_count, again.posted_fen) == (0, 0)


def test_the_next_month_is_the_only_thing_that_is_new(cast: Cast, fang: Member):
    make_town(("technician",))
    posted(cast.lin.actor, fang.actor, month=FEBRUARY)
    assert by_run(posted(cast.lin.actor, fang.actor)) == [("2025-03", 150_000, "regular", [])]


def test_a_month_that_was_not_insured_after_all_is_taken_back(cast: Cast, fang: Member):
    (person,) = make_town(("technician",))
    first = posted(cast.lin.actor, fang.actor)
    deliver("insurance", insured(person, [dt.date(2024, 6, 1)], status="refunded"), aware(dt.date(2025, 3, 1)))
    run = posted(cast.lin.actor, fang.actor)
    assert by_run(run) == [("2024-06", -150_000, "overpayment", ["district_insured_months"])]
    row = Obligation.objects.get(run_id=run.pk)
    (change,) = row.changed
    assert (change["before"], change["after"]) == (["2024-06"], [])
    assert change["text"]["zh"] == "由区内用人单位参保的月份：少了 2024-06"
    assert (row.previous_snapshot_hash, row.snapshot_hash) == (first.snapshot.digest, run.snapshot.digest)
    deliver("insurance", insured(person, [dt.date(2024, 6, 1)], status="paid_late"))
    assert by_run(posted(cast.lin.actor, fang.actor)) == [
        ("2024-06", 150_000, "correction", ["district_insured_months"])
    ]


def test_a_late_month_of_insurance_is_paid_as_arrears(cast: Cast, fang: Member):
    (person,) = make_town(("technician",))
    deliver("insurance", insured(person, [FEBRUARY], status="owed"), aware(dt.date(2025, 3, 1)))
    posted(cast.lin.actor, fang.actor)
    assert "2025-02" not in owed(person)
    deliver("insurance", insured(person, [FEBRUARY], status="paid_late"))
    assert by_run(posted(cast.lin.actor, fang.actor)) == [("2025-02", 150_000, "arrears", ["district_insured_months"])]


def test_a_revoked_certificate_ends_the_months_since(cast: Cast, fang: Member):
    (person,) = make_town(("technician",))
    posted(cast.lin.actor, fang.actor)
    note(person_certificate(person), "revoke", aware(dt.date(2025, 2, 20)))
    run = posted(cast.lin.actor, fang.actor)
    assert by_run(run) == [
        ("2025-02", -150_000, "overpayment", ["gold_certificate_status"]),
        ("2025-03", -150_000, "overpayment", ["gold_certificate_status"]),
    ]


def person_certificate(person: Person) -> Any:
    from juxian.credentials.models import Credential

    return Credential.objects.get(holder=person)


def test_a_promotion_counts_from_the_month_after(cast: Cast, fang: Member):
    (person,) = make_town(("technician",))
    certify(person, "senior_technician", dt.date(2025, 2, 10))
    posted(cast.lin.actor, fang.actor)
    assert [owed(person)[month] for month in ("2025-01", "2025-02", "2025-03")] == [150_000, 150_000, 200_000]


def test_changed_law_is_named_by_its_parameter(cast: Cast, fang: Member, monkeypatch: pytest.MonkeyPatch):
    (person,) = make_town(("technician",))
    posted(cast.lin.actor, fang.actor)
    monkeypatch.setattr(districts, "rulebook", lambda district: dearer())
    run = posted(cast.lin.actor, fang.actor)
    assert sum(owed(person).values()) == 17 * 160_000
    assert {(fen, kind, tuple(what)) for _m, fen, kind, what in by_run(run)} == {
        (10_000, "correction", ("gold_allowance.amount",))
    }
    row = Obligation.objects.filter(run_id=run.pk).first()
    assert row.previous_rulebook_id != row.rulebook_id == dearer().id
    assert row.changed[0]["after"]["technician"] == 160_000


def dearer() -> Rulebook:
    """The law with 1,600 yuan for a 技师."""
    files = dict(districts.load_rulebook(districts.FOLDER / "jimei").files)
    name = "policies/gold_blue_collar_allowance/parameters.yaml"
    files[name] = files[name].replace(b"technician: 150000", b"technician: 160000")
    for examples in [key for key in files if key.endswith("examples.yaml") and "allowance" in key]:
        files[examples] = files[examples].replace(b"150000", b"160000")
    return rulebook_of(files)


def test_the_doubtful_of_the_sample_get_nothing_from_this_run(cast: Cast, fang: Member):
    (person,) = make_town(("technician",))
    run = evaluated(cast.lin.actor)
    finding = run.findings.get()
    with pytest.raises(RuleBroken, match="没有看"):
        review_run(run, by=fang.actor)
    with pytest.raises(RuleBroken, match="疑问是什么"):
        record_sample(finding, result="held", by=fang.actor)
    record_sample(finding, result="held", note="合同地址不在区内", by=fang.actor)
    run = review_run(run, by=fang.actor)
    entitlement = Entitlement.objects.get(person=person)
    assert (entitlement.state, entitlement.reason) == ("held", "合同地址不在区内")
    post_run(run, by=cast.lin.actor)
    run_jobs()
    assert owed(person) == {}


def test_who_started_does_not_pass_the_sample_and_who_passed_does_not_post(cast: Cast, fang: Member):
    make_town(("technician",))
    run = evaluated(cast.lin.actor)
    record_sample(run.findings.get(), result="right", by=cast.lin.actor)
    with pytest.raises(RuleBroken, match="另一位同事"):
        review_run(run, by=cast.lin.actor)
    run = review_run(run, by=fang.actor)
    with pytest.raises(RuleBroken, match="另一位同事"):
        post_run(run, by=fang.actor)
    with pytest.raises(PermissionDenied):
        post_run(run, by=cast.qian.actor)


def test_a_run_that_was_not_reviewed_is_not_posted_and_one_that_was_posted_not_discarded(cast: Cast, fang: Member):
    make_town(("technician",))
    run = evaluated(cast.lin.actor)
    with pytest.raises(TransitionNotAllowed):
        post_run(run, by=cast.lin.actor)
    discard_run(run, reason="重新来过", by=cast.lin.actor)
    run = posted(cast.lin.actor, fang.actor)
    with pytest.raises(RuleBroken, match="不能作废"):
        discard_run(run, reason="重新来过", by=cast.lin.actor)


def test_what_was_given_up_or_ended_is_not_added(cast: Cast, fang: Member):
    first, second = make_town(("technician", "senior_technician"))
    posted(cast.lin.actor, fang.actor, month=FEBRUARY)
    end_entitlement(Entitlement.objects.get(person=second), reason="调往区外工作", by=cast.lin.actor)
    decline_entitlement(Entitlement.objects.get(person=first), by=citizen_actor(first))
    run = reviewed(cast.lin.actor, fang.actor)
    post_run(run, by=cast.lin.actor)
    run_jobs()
    assert [row for row in by_run(run) if row[0] == "2025-03"] == []


def test_a_decision_says_the_same_bytes_again_in_other_years(cast: Cast, fang: Member, monkeypatch: pytest.MonkeyPatch):
    make_town(("technician",))
    run = posted(cast.lin.actor, fang.actor)
    record = DecisionRecord.objects.get(run=run, month=MONTH)
    monkeypatch.setattr(districts, "rulebook", lambda district: dearer())
    with clock.at(aware(dt.date(2031, 1, 1))):
        again = replay(record)
    assert again.is_same
    assert again.is_signed
    assert again.content == record.content


def test_a_decision_that_was_altered_is_not_the_same(cast: Cast, fang: Member):
    make_town(("technician",))
    run = posted(cast.lin.actor, fang.actor)
    record = DecisionRecord.objects.get(run=run, month=MONTH)
    record.content = record.content.replace("150000", "950000")
    again = replay(record)
    assert not again.is_same
    assert not again.is_signed


def test_what_is_owed_under_an_excluding_benefit_stands_and_this_one_yields(
    cast: Cast, fang: Member, monkeypatch: pytest.MonkeyPatch
):
    """If the two excluded each other: February is drawn under the other already."""
    (person,) = make_town(("technician",))
    other = "youth_living_subsidy"
    post_obligations(uuid7(), rows=[ObligationRow(person.pk, other, FEBRUARY, 50_000)])
    monkeypatch.setattr("juxian.benefits.queries.owed._is_either_or", lambda *pair: True)
    run = posted(cast.lin.actor, fang.actor)
    assert "2025-02" not in {month for month, *_rest in by_run(run)}
    reasons = window_of(run).reasons(FEBRUARY).to_dicts()
    assert (reasons[0]["verdict"], reasons[0]["reasons"]) == ("not_met", [f"either_or.{other}"])
