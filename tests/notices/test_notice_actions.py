"""A notice from its draft to its end."""

from datetime import date

import pytest

from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import AuditEvent
from juxian.notices.actions import EntryDraft, close_notice, draft_notice, publish_notice, withdraw_notice
from juxian.notices.events import NoticeClosed, NoticeWithdrawn
from juxian.notices.models import PublicNotice
from juxian.notices.queries import clear_subjects
from juxian.notices.states import NoticeState
from juxian.notices.tasks import close_due_notices
from tests.notices.factories import KIND, STRICT_KIND, make_notice, make_objection

pytestmark = pytest.mark.django_db
DRAFT, PUBLISHED, CLOSED, WITHDRAWN = NoticeState
AFTER_THE_LAST_DAY = "2025-03-20 00:00:01+08:00"


def line(name: str) -> AuditEvent:
    return AuditEvent.objects.get(kind="action", name=f"notices.{name}")


class TestDraft:
    def draft(self, cast, **fields) -> PublicNotice:
        entries = [
            EntryDraft(cast.lv.person, cast.lv.person.name, cast.employer.name, {"职业": "焊工", "等级": "高级技师"}),
            EntryDraft(cast.li.person, cast.li.person.name, details={"等级": "高级工", "编号": "2"}),
        ]
        values = {"title": "认定公示", "entries": entries, "by": cast.lin.actor}
        return draft_notice(fields.pop("kind", KIND), **{**values, **fields})

    def test_an_officer_drafts_with_masked_names_only(self, cast):
        notice = self.draft(cast)
        first, second = notice.entries.all()
        assert [entry.masked_name for entry in (first, second)] == ["吕*强", "李*雨"]
        assert (first.subject_type, first.subject_id) == ("people.Person", cast.lv.person.pk)
        assert (notice.state, notice.columns) == (DRAFT, ["职业", "等级", "编号"])
        assert first.details_in_order() == [("职业", "焊工"), ("等级", "高级技师"), ("编号", "")]
        assert second.details_in_order() == [("职业", ""), ("等级", "高级工"), ("编号", "2")]

    def test_a_citizen_cannot(self, cast):
        with pytest.raises(PermissionDenied):
            self.draft(cast, by=cast.lv.citizen)

    def test_a_list_of_nobody_is_refused(self, cast):
        with pytest.raises(RuleBroken, match="名单是空的"):
            self.draft(cast, entries=[])

    def test_a_kind_that_nobody_registered_is_refused(self, cast):
        with pytest.raises(RuleBroken, match="没有“gossip”这一类公示"):
            self.draft(cast, kind="gossip")

    def test_the_days_come_from_the_kind_unless_the_district_says_otherwise(self, cast, settings):
        assert self.draft(cast, kind=STRICT_KIND).working_days == 7
        settings.NOTICE_WORKING_DAYS = {STRICT_KIND: 10}
        assert self.draft(cast, kind=STRICT_KIND).working_days == 10

    def test_drafting_is_on_record_without_names(self, cast):
        self.draft(cast)
        assert line("draft_notice").data["entries"] is None
        assert "吕" not in str(line("draft_notice").data)


class TestPublish:
    def test_five_working_days_from_a_wednesday_end_on_the_next(self, cast):
        notice = make_notice(DRAFT)
        publish_notice(notice, by=cast.lin.actor)
        notice.refresh_from_db()
        assert (notice.state, notice.starts_on, notice.ends_on) == (PUBLISHED, date(2025, 3, 12), date(2025, 3, 19))
        assert notice.published_by_id == cast.lin.person.pk

    def test_a_holiday_in_between_does_not_count(self, cast, frozen_time):
        frozen_time.move_to("2025-04-30 10:00:00+08:00")
        notice = make_notice(DRAFT)
        publish_notice(notice, by=cast.lin.actor)
        notice.refresh_from_db()
        assert notice.ends_on == date(2025, 5, 12)

    def test_the_counter_cannot(self, cast):
        with pytest.raises(PermissionDenied):
            publish_notice(make_notice(DRAFT), by=cast.zhao.actor)

    @pytest.mark.parametrize("state", [PUBLISHED, CLOSED, WITHDRAWN])
    def test_only_a_draft_is_published(self, cast, state):
        with pytest.raises(TransitionNotAllowed):
            publish_notice(make_notice(state), by=cast.lin.actor)

    def test_publishing_is_on_record(self, cast):
        publish_notice(make_notice(DRAFT), by=cast.lin.actor)
        assert (line("publish_notice").from_state, line("publish_notice").to_state) == (DRAFT, PUBLISHED)


class TestClose:
    def test_after_the_last_day_everybody_nobody_objected_to_is_clear(self, frozen_time, heard):
        notice = make_notice()
        held = notice.entries.last()
        make_objection(notice, held)
        frozen_time.move_to(AFTER_THE_LAST_DAY)
        close_notice(notice)
        first = notice.entries.first()
        assert [entry.state for entry in notice.entries.all()] == ["clear", "pending"]
        assert heard == [NoticeClosed(str(notice.pk), KIND, [str(first.subject_id)])]
        assert clear_subjects(notice.pk) == [first.subject_id]

    def test_the_last_day_still_belongs_to_the_public(self, frozen_time):
        notice = make_notice()
        frozen_time.move_to("2025-03-19 23:59:59+08:00")
        with pytest.raises(RuleBroken, match="才结束"):
            close_notice(notice)
        notice.refresh_from_db()
        assert notice.state == PUBLISHED

    @pytest.mark.parametrize("state", [DRAFT, CLOSED, WITHDRAWN])
    def test_only_a_published_notice_is_closed(self, state):
        with pytest.raises(TransitionNotAllowed):
            close_notice(make_notice(state))

    def test_an_anonymous_objection_that_nobody_took_up_holds_nothing(self, frozen_time):
        notice = make_notice(entries=1)
        make_objection(notice, notice.entries.get(), is_anonymous=True)
        frozen_time.move_to(AFTER_THE_LAST_DAY)
        close_notice(notice)
        assert notice.entries.get().state == "clear"

    @pytest.mark.parametrize("fields", [{"is_anonymous": True}, {}])
    def test_an_objection_to_the_whole_notice_holds_everybody_once_it_is_taken_up(self, frozen_time, fields):
        notice = make_notice(entries=2)
        make_objection(notice, state="verifying", **fields)
        frozen_time.move_to(AFTER_THE_LAST_DAY)
        close_notice(notice)
        assert {entry.state for entry in notice.entries.all()} == {"pending"}

    def test_the_clock_closes_what_is_due_and_nothing_twice(self, frozen_time):
        due, open_still = make_notice(), make_notice(ends_on=date(2025, 3, 20))
        frozen_time.move_to(AFTER_THE_LAST_DAY)
        assert [close_due_notices(), close_due_notices()] == [1, 0]
        due.refresh_from_db()
        open_still.refresh_from_db()
        assert (due.state, open_still.state) == (CLOSED, PUBLISHED)

    def test_closing_is_on_record_as_the_systems(self, frozen_time):
        notice = make_notice()
        frozen_time.move_to(AFTER_THE_LAST_DAY)
        close_notice(notice)
        assert (line("close_notice").role, line("close_notice").to_state) == ("system", CLOSED)


class TestWithdraw:
    @pytest.mark.parametrize("state", [DRAFT, PUBLISHED])
    def test_an_officer_withdraws_and_the_subjects_are_told(self, cast, heard, state):
        notice = make_notice(state)
        withdraw_notice(notice, reason="一人单位名称有误", by=cast.huang.actor)
        subjects = [str(entry.subject_id) for entry in notice.entries.all()]
        assert heard == [NoticeWithdrawn(str(notice.pk), KIND, subjects, "一人单位名称有误")]
        assert not PublicNotice.objects.public().exists()

    def test_the_counter_cannot(self, cast):
        with pytest.raises(PermissionDenied):
            withdraw_notice(make_notice(), reason="有误", by=cast.zhao.actor)

    def test_a_closed_notice_stays(self, cast):
        with pytest.raises(TransitionNotAllowed):
            withdraw_notice(make_notice(CLOSED), reason="有误", by=cast.huang.actor)

    def test_a_reason_is_needed(self, cast):
        with pytest.raises(RuleBroken, match="原因"):
            withdraw_notice(make_notice(), reason=" ", by=cast.huang.actor)

    def test_withdrawing_is_on_record_with_its_reason(self, cast):
        withdraw_notice(make_notice(), reason="有误", by=cast.huang.actor)
        assert (line("withdraw_notice").to_state, line("withdraw_notice").data["reason"]) == (WITHDRAWN, "有误")
