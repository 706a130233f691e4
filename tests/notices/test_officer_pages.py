"""Notices and objections in the office."""

import pytest

from juxian.kit.models import AuditEvent
from juxian.notices.states import NoticeState, ObjectionState
from tests.cast import client_as
from tests.notices.factories import make_entry, make_notice, make_objection
from tests.scenes import scene

pytestmark = pytest.mark.django_db
ANSWER = "经查社保记录，情况属实。"


@scene
def counter(cast):
    return client_as(cast.zhao.actor)


class TestNotice:
    def test_the_leader_publishes_and_withdraws(self, cast):
        client, notice = client_as(cast.huang.actor), make_notice(NoticeState.DRAFT)
        address = f"/office/notices/{notice.pk}/"
        assert "发布公示" in client.get(address).content.decode()
        client.post(f"{address}publish/")
        notice.refresh_from_db()
        assert notice.state == NoticeState.PUBLISHED
        assert client.post(f"{address}withdraw/", {"reason": ""}).status_code == 422
        client.post(f"{address}withdraw/", {"reason": "名单有误"})
        notice.refresh_from_db()
        assert (notice.state, notice.withdrawn_reason) == (NoticeState.WITHDRAWN, "名单有误")
        assert "名单有误" in client.get(address).content.decode()

    def test_the_counter_reads_and_does_not_publish(self, counter):
        notice = make_notice(NoticeState.DRAFT)
        assert "发布公示" not in counter.get(f"/office/notices/{notice.pk}/").content.decode()
        assert counter.post(f"/office/notices/{notice.pk}/publish/").status_code == 403

    def test_publishing_twice_is_one_clear_sentence(self, cast):
        response = client_as(cast.huang.actor).post(f"/office/notices/{make_notice().pk}/publish/")
        assert response.status_code == 409
        assert "可能已有人先办理" in response.content.decode()

    @pytest.mark.parametrize(("query", "count"), [("", 4), ("state=draft", 1), ("state=closed", 1), ("state=x", 4)])
    def test_a_tab_for_each_state(self, counter, query, count):
        for state in NoticeState:
            make_notice(state)
        assert len(counter.get(f"/office/notices/?{query}").context["page"]) == count

    @pytest.mark.parametrize("who", ["lv", "wang", "qian", "zheng"])
    def test_who_has_no_business_here_is_refused(self, cast, who):
        client, notice = client_as(getattr(cast, who).actor), make_notice()
        for address in ("/office/notices/", f"/office/notices/{notice.pk}/", "/office/objections/"):
            assert client.get(address).status_code == 403


class TestObjection:
    @pytest.fixture
    def objection(self):
        notice = make_notice()
        return make_objection(notice, notice.entries.first())

    def test_it_is_verified_and_decided(self, counter, objection):
        address = f"/office/objections/{objection.pk}/"
        assert objection.reason[:20] in counter.get("/office/objections/").content.decode()
        counter.post(f"{address}accept/")
        assert counter.post(f"{address}decide/", {"is_upheld": "yes", "answer": ""}).status_code == 422
        counter.post(f"{address}decide/", {"is_upheld": "yes", "answer": ANSWER})
        objection.refresh_from_db()
        assert (objection.state, objection.entry.state) == (ObjectionState.UPHELD, "objected")
        assert ANSWER in counter.get(address).content.decode()

    @pytest.mark.parametrize(("word", "state"), [("yes", "upheld"), ("no", "dismissed")])
    def test_the_conclusion_is_the_one_that_was_chosen(self, counter, objection, word, state):
        counter.post(f"/office/objections/{objection.pk}/accept/")
        counter.post(f"/office/objections/{objection.pk}/decide/", {"is_upheld": word, "answer": ANSWER})
        objection.refresh_from_db()
        assert objection.state == state

    def test_who_objects_is_shown_for_a_reason_and_on_record(self, counter, objection):
        address = f"/office/objections/{objection.pk}/"
        assert "13800000009" not in counter.get(address).content.decode()
        assert "13800000009" not in counter.post(f"{address}reveal/", {"reason": ""}).content.decode()
        assert "13800000009" in counter.post(f"{address}reveal/", {"reason": "电话核实"}).content.decode()
        reads = AuditEvent.objects.filter(kind="read", subject_id=objection.pk)
        assert {line.data["reason"] for line in reads} == {"电话核实"}

    def test_who_reviewed_the_case_is_told_to_leave_it_to_others(self, cast):
        notice = make_notice(entries=0)
        entry = make_entry(notice, position=1, barred_ids=[cast.lin.person.pk])
        objection = make_objection(notice, entry)
        client, address = client_as(cast.lin.actor), f"/office/objections/{objection.pk}/"
        assert "请由其他人员办理" in client.get(address).content.decode()
        assert client.post(f"{address}accept/").status_code == 403

    def test_the_leader_does_not_see_objections(self, cast, objection):
        client = client_as(cast.huang.actor)
        assert client.get(f"/office/objections/{objection.pk}/").status_code == 403
        assert objection.reason not in client.get(f"/office/notices/{objection.notice_id}/").content.decode()

    @pytest.mark.parametrize("rows", [3, 30])
    def test_the_queue_asks_the_same_number_of_times(self, counter, django_assert_max_num_queries, rows):
        notice = make_notice()
        for _ in range(rows):
            make_objection(notice, notice.entries.first())
        with django_assert_max_num_queries(22):
            assert len(counter.get("/office/objections/").context["page"]) == rows
