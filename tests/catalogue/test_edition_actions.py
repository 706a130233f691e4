"""An edition from its draft to the archive."""

from datetime import date

import pytest

from juxian.catalogue.actions import (
    archive_edition,
    create_edition,
    open_opinion,
    publish_edition,
    withdraw_edition,
)
from juxian.catalogue.models import Edition
from juxian.catalogue.states import EditionState
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import AuditEvent
from tests.catalogue.factories import make_edition, make_item, put_into

pytestmark = pytest.mark.django_db
DRAFT, OPINION, PUBLISHED, ARCHIVED = EditionState


def lines(name: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(kind="action", name=f"catalogue.{name}"))


class TestCreate:
    def test_an_officer_creates_the_draft_of_a_year(self, cast):
        edition = create_edition(2026, by=cast.lin.actor)
        assert (edition.year, edition.state, edition.items.count()) == (2026, DRAFT, 0)
        assert "2026" in edition.title

    def test_last_years_items_are_copied_and_stay_their_own(self, cast):
        old = make_edition(2024)
        item = make_item(old, local_name="氩弧焊工", stars=5)
        put_into(old, PUBLISHED)
        copied = create_edition(2025, copy_from=old, by=cast.lin.actor).items.get()
        assert copied.pk != item.pk
        assert (copied.occupation, copied.local_name, copied.stars) == (item.occupation, "氩弧焊工", 5)

    def test_a_citizen_cannot_create(self, cast):
        with pytest.raises(PermissionDenied):
            create_edition(2026, by=cast.lv.citizen)
        assert not Edition.objects.exists()

    def test_a_year_has_one_edition(self, cast):
        make_edition(2025)
        with pytest.raises(RuleBroken, match="一年只有一份") as refusal:
            create_edition(2025, by=cast.lin.actor)
        assert refusal.value.field == "year"

    def test_the_creation_is_on_record(self, cast):
        edition = create_edition(2026, by=cast.lin.actor)
        (line,) = lines("create_edition")
        assert (line.subject_id, line.actor_id, line.to_state) == (edition.pk, cast.lin.person.pk, DRAFT)


class TestOpenOpinion:
    until_on = date(2025, 4, 1)

    def test_an_officer_opens_the_opinion_period(self, cast):
        edition = make_edition()
        make_item(edition)
        open_opinion(edition, until_on=self.until_on, by=cast.lin.actor)
        edition.refresh_from_db()
        assert (edition.state, edition.opinion_from_on) == (OPINION, date(2025, 3, 12))
        assert (edition.opinion_until_on, edition.opened_by_id) == (self.until_on, cast.lin.person.pk)

    def test_the_counter_cannot(self, cast):
        edition = make_edition()
        make_item(edition)
        with pytest.raises(PermissionDenied):
            open_opinion(edition, until_on=self.until_on, by=cast.zhao.actor)

    def test_a_published_edition_is_not_asked_about_again(self, cast):
        edition = make_edition(state=PUBLISHED)
        with pytest.raises(TransitionNotAllowed):
            open_opinion(edition, until_on=self.until_on, by=cast.lin.actor)

    def test_an_empty_draft_is_not_shown(self, cast):
        edition = make_edition()
        with pytest.raises(RuleBroken, match="还没有工种"):
            open_opinion(edition, until_on=self.until_on, by=cast.lin.actor)
        edition.refresh_from_db()
        assert edition.state == DRAFT

    def test_the_period_ends_after_today(self, cast):
        edition = make_edition()
        make_item(edition)
        with pytest.raises(RuleBroken, match="晚于今天"):
            open_opinion(edition, until_on=date(2025, 3, 12), by=cast.lin.actor)

    def test_opening_is_on_record(self, cast):
        edition = make_edition()
        make_item(edition)
        open_opinion(edition, until_on=self.until_on, by=cast.lin.actor)
        (line,) = lines("open_opinion")
        assert (line.from_state, line.to_state, line.data["until_on"]) == (DRAFT, OPINION, "2025-04-01")


class TestWithdraw:
    def test_an_officer_takes_the_draft_back(self, cast):
        edition = make_edition(state=OPINION)
        withdraw_edition(edition, reason="漏列两个工种", by=cast.lin.actor)
        edition.refresh_from_db()
        assert (edition.state, edition.opinion_until_on) == (DRAFT, None)

    def test_a_citizen_cannot(self, cast):
        with pytest.raises(PermissionDenied):
            withdraw_edition(make_edition(state=OPINION), reason="不同意", by=cast.lv.citizen)

    def test_a_published_edition_cannot_be_withdrawn(self, cast):
        with pytest.raises(TransitionNotAllowed):
            withdraw_edition(make_edition(state=PUBLISHED), reason="改主意了", by=cast.lin.actor)

    def test_a_reason_is_needed(self, cast):
        with pytest.raises(RuleBroken, match="原因"):
            withdraw_edition(make_edition(state=OPINION), reason="  ", by=cast.lin.actor)

    def test_the_reason_is_on_record(self, cast):
        withdraw_edition(make_edition(state=OPINION), reason="漏列两个工种", by=cast.lin.actor)
        (line,) = lines("withdraw_edition")
        assert (line.to_state, line.data["reason"]) == (DRAFT, "漏列两个工种")


class TestPublish:
    def test_the_leader_puts_it_in_force_today(self, cast):
        edition = self.ready()
        publish_edition(edition, document_no=" 集人社〔2025〕8号 ", by=cast.huang.actor)
        edition.refresh_from_db()
        assert (edition.state, edition.published_on) == (PUBLISHED, date(2025, 3, 12))
        assert edition.document_no == "集人社〔2025〕8号"

    def test_who_edits_cannot_publish(self, cast):
        with pytest.raises(PermissionDenied):
            publish_edition(self.ready(), document_no="8号", by=cast.lin.actor)

    def test_a_leader_who_opened_the_opinions_cannot_publish_alone(self, cast):
        edition = self.ready(opened_by_id=cast.huang.person.pk)
        with pytest.raises(PermissionDenied):
            publish_edition(edition, document_no="8号", by=cast.huang.actor)

    def test_a_draft_is_not_published_unasked(self, cast):
        edition = make_edition()
        make_item(edition)
        with pytest.raises(TransitionNotAllowed):
            publish_edition(edition, document_no="8号", by=cast.huang.actor)

    def test_a_document_number_is_needed(self, cast):
        with pytest.raises(RuleBroken, match="文号") as refusal:
            publish_edition(self.ready(), document_no=" ", by=cast.huang.actor)
        assert refusal.value.field == "document_no"

    def test_the_last_day_of_opinions_still_belongs_to_the_public(self, cast):
        edition = self.ready(opinion_until_on=date(2025, 3, 12))
        with pytest.raises(RuleBroken, match="才结束"):
            publish_edition(edition, document_no="8号", by=cast.huang.actor)

    def test_an_empty_catalogue_is_not_published(self, cast):
        with pytest.raises(RuleBroken, match="还没有工种"):
            publish_edition(make_edition(state=OPINION), document_no="8号", by=cast.huang.actor)

    def test_publishing_is_on_record(self, cast):
        publish_edition(self.ready(), document_no="8号", by=cast.huang.actor)
        (line,) = lines("publish_edition")
        assert (line.from_state, line.to_state, line.data["document_no"]) == (OPINION, PUBLISHED, "8号")

    def ready(self, **fields) -> Edition:
        edition = make_edition()
        make_item(edition)
        return put_into(edition, OPINION, **fields)


class TestArchive:
    def test_the_leader_archives(self, cast):
        edition = make_edition(2024, state=PUBLISHED)
        archive_edition(edition, by=cast.huang.actor)
        edition.refresh_from_db()
        assert (edition.state, edition.archived_on) == (ARCHIVED, date(2025, 3, 12))

    def test_the_editor_cannot(self, cast):
        with pytest.raises(PermissionDenied):
            archive_edition(make_edition(2024, state=PUBLISHED), by=cast.lin.actor)

    def test_a_draft_cannot_be_archived(self, cast):
        with pytest.raises(TransitionNotAllowed):
            archive_edition(make_edition(), by=cast.huang.actor)

    def test_archiving_twice_is_refused(self, cast):
        edition = make_edition(2024, state=PUBLISHED)
        archive_edition(edition, by=cast.huang.actor)
        with pytest.raises(TransitionNotAllowed):
            archive_edition(edition, by=cast.huang.actor)

    def test_archiving_is_on_record(self, cast):
        archive_edition(make_edition(2024, state=PUBLISHED), by=cast.huang.actor)
        assert [line.to_state for line in lines("archive_edition")] == [ARCHIVED]
