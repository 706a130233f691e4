"""The auditor's desk: find, open, follow, take along; nobody else, and nothing in plain."""

import io
from uuid import uuid4

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse

from juxian.kit.access import SYSTEM
from juxian.kit.audit import record
from juxian.kit.audit.checking import check_and_note, latest_check
from juxian.kit.audit.masking import changes_of, inputs_of, masked
from juxian.kit.audit.searching import as_line, seal_of
from juxian.kit.models import AuditEvent
from tests.cast import Cast, client_as
from tests.jobs import queued_jobs
from tests.kit.sealing import seal_all, tamper

pytestmark = pytest.mark.django_db
LIST = "/office/audit/"
NUMBER = "350299199003078019"


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def auditor(cast: Cast):
    return client_as(cast.zhou.actor)


@pytest.fixture
def events(cast: Cast) -> dict[str, AuditEvent]:
    """One event of each sort."""
    record("action", "people.merge_persons", by=cast.zhao.actor, subject=cast.lv.person, data={"reason": "重复登记"})
    record("refusal", "people.assign_office_role", by=cast.zheng.actor, subject=cast.lv.person)
    record("export", "evaluation.applications", by=cast.huang.actor, data={"count": 3})
    return {event.kind: event for event in AuditEvent.objects.exclude(kind="row")}


def listed(client, **query: str) -> set[str]:
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return {line["event"].name for line in answer.context["lines"] if line["event"].kind != "row"}


# --- who


@pytest.mark.parametrize("name", ["zheng", "wu", "zhao", "lin", "huang", "qian", "sun"])
def test_nobody_else_in_the_office_reads_the_record(cast: Cast, events, name):
    client = client_as(getattr(cast, name).actor)
    for address in (LIST, f"{LIST}{events['action'].pk}/", f"{LIST}people.Person/{cast.lv.person.pk}/"):
        assert client.get(address).status_code == 403
    assert client.post(f"{LIST}export/").status_code == 403
    assert client.post(f"{LIST}check/").status_code == 403
    assert not queued_jobs("juxian.kit.tasks.check_record")


def test_the_auditor_does_nothing_else_of_the_kit(auditor):
    assert [auditor.get(address).status_code for address in ("/office/messages/", "/office/jobs/")] == [403, 403]


def test_rows_are_visible_to_the_auditor_alone(cast: Cast, events):
    visible = {
        name: AuditEvent.objects.visible_to(getattr(cast, name).actor).exists() for name in ("zhou", "zheng", "wu")
    }
    assert visible == {"zhou": True, "zheng": False, "wu": False}


# --- search


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"people.merge_persons", "people.assign_office_role", "evaluation.applications"}),
        ({"actor": "赵立新"}, {"people.merge_persons"}),
        ({"kind": "refusal"}, {"people.assign_office_role"}),
        ({"action": "合并"}, {"people.merge_persons"}),
        ({"action": "evaluation.app"}, {"evaluation.applications"}),
        ({"subject": "people.Person"}, {"people.merge_persons", "people.assign_office_role"}),
        ({"subject": "no such thing"}, set()),
        ({"until_on": "2025-03-11"}, set()),
        ({"since_on": "2025-03-12", "until_on": "2025-03-12", "kind": "export"}, {"evaluation.applications"}),
        ({"kind": "nonsense", "since_on": "2025-02-31", "page": "x"}, {"people.merge_persons"}),
    ],
)
def test_each_filter_narrows_and_nonsense_narrows_nothing(auditor, events, query, found):
    assert found <= listed(auditor, **query)
    if "kind" not in query or query["kind"] != "nonsense":
        assert listed(auditor, **query) - {"kit.request_check"} == found


def test_a_key_finds_its_subject_whenever_it_was(auditor, cast: Cast, events, frozen_time):
    frozen_time.shift(90 * 24 * 3600)
    fresh = client_as(cast.zhou.actor)
    assert listed(fresh) == set()
    assert listed(fresh, subject=str(cast.lv.person.pk)) == {"people.merge_persons", "people.assign_office_role"}


def test_the_list_asks_the_same_number_of_queries_for_3_and_for_30_rows(auditor, cast, django_assert_max_num_queries):
    def queries(rows: int) -> int:
        for number in range(rows):
            record("read", f"people.look_{number}", by=cast.zhao.actor, subject=cast.lv.person)
        with django_assert_max_num_queries(30) as captured:
            auditor.get(LIST, {"kind": "read"})
        return len(captured)

    assert queries(3) == queries(30)


# --- one event, one subject


def test_a_changed_row_shows_before_and_after_masked(auditor, cast: Cast):
    person = cast.lv.person
    person.set_name("吕建设")
    person.trust, person.street_code = "phone", "350211001"
    person.save()
    event = AuditEvent.objects.filter(kind="row", name="people_person.update", subject_id=person.pk).latest("id")
    page = auditor.get(f"{LIST}{event.pk}/").content.decode()
    assert ("350211003" in page, "350211001" in page, "敏感字段已变更" in page) == (True, True, True)
    for secret in ("吕志强", "吕建设", "lvzhiqiang", "lvjianshe"):
        assert secret not in page


def test_an_event_that_no_seal_covers_yet_says_so(auditor, events):
    page = auditor.get(f"{LIST}{events['action'].pk}/").content.decode()
    assert "尚未封存" in page


def test_one_subject_is_a_time_line_from_the_beginning(auditor, cast: Cast, events):
    answer = auditor.get(f"{LIST}people.Person/{cast.lv.person.pk}/")
    names = [line["event"].name for line in answer.context["lines"]]
    assert names[0] == "people_person.insert"
    assert names.index("people.merge_persons") < names.index("people.assign_office_role")
    assert 'class="timeline"' in answer.content.decode()
    assert auditor.get(f"{LIST}people.Person/{uuid4()}/").context["lines"] == []


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("name", "吕志强", "吕*强"),
        ("organisation_name", "演示精密制造（集美）有限公司", "演示精密制造（集美）有限公司"),
        ("phone", "13800001234", "138****1234"),
        ("birth_on", "1990-03-07", "***"),
        ("identity_index", None, ""),
        ("reason", f"证件 {NUMBER} 有误", "证件 *** 有误"),
        ("is_open", False, "False"),
        ("version", 3, "3"),
        ("rows", [{"name": "李晓雨"}], "name：李*雨"),
    ],
)
def test_values_are_masked_by_their_name_and_look(name, value, shown):
    assert masked(name, value) == shown


def test_a_sensitive_input_is_there_by_name_only():
    assert inputs_of({"identity_number": None, "reason": "更正"}) == [("identity_number", "***"), ("reason", "更正")]
    assert changes_of({"by_name_only": ["phone"]})[0].is_secret


# --- taking it along


def sheet(answer) -> list[tuple]:
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_an_export_holds_what_the_filters_leave_and_is_on_record(auditor, cast: Cast, events):
    answer = auditor.post(f"{LIST}export/", {"kind": "action"})
    rows = sheet(answer)
    assert {row[2] for row in rows[1:]} == {"办理"}
    assert "重复登记" in str(rows)
    (event,) = AuditEvent.objects.filter(kind="export", name="kit.record")
    assert (event.actor_label, event.data["kind"]) == (cast.zhou.actor.label, "action")
    assert event.data["count"] == len(rows) - 1


def test_an_export_is_masked_like_the_page(auditor, cast: Cast):
    rows = str(sheet(auditor.post(f"{LIST}export/", {"subject": str(cast.lv.person.pk)})))
    assert "name：*** → ***" in rows
    assert "吕志强" not in rows


def test_an_export_is_a_post_and_one_too_large_is_refused(auditor, events, monkeypatch):
    assert auditor.get(f"{LIST}export/").status_code == 405
    monkeypatch.setattr("juxian.kit.office.views.audit.MOST_EXPORTED", 1)
    answer = auditor.post(f"{LIST}export/")
    assert (answer.status_code, "请缩小日期范围" in answer.content.decode()) == (409, True)
    assert not AuditEvent.objects.filter(kind="export", name="kit.record").exists()


# --- is it as it was written


def test_a_check_can_be_asked_for_once_and_leads_back_with_the_filters(auditor):
    answer = auditor.post(f"{LIST}check/", {"next": f"{LIST}?kind=refusal"})
    assert answer["Location"] == f"{LIST}?kind=refusal"
    assert len(queued_jobs("juxian.kit.tasks.check_record")) == 1
    again = auditor.post(f"{LIST}check/")
    assert (again.status_code, "已有一次核对在排队" in again.content.decode()) == (409, True)


def test_a_check_of_nothing_sealed_proves_nothing_and_says_so(auditor, events):
    check_and_note()
    page = auditor.get(LIST).content.decode()
    assert ("记录还没有封存" in page, "未发现改动" in page) == (True, False)


def test_before_any_check_the_page_says_so(auditor):
    assert "还没有核对过" in auditor.get(LIST).content.decode()


@pytest.mark.django_db(transaction=True)
class TestChecked:
    """Sealing needs transactions that end."""

    def test_a_sound_record_is_said_to_be_sound(self, auditor, events):
        seal_all()
        check_and_note()
        page = auditor.get(LIST).content.decode()
        assert ("未发现改动" in page, "最近封条" in page) == (True, True)
        seal = seal_of(events["action"])
        assert seal is not None
        assert f"第 {seal.number} 号" in auditor.get(f"{LIST}{events['action'].pk}/").content.decode()

    def test_a_changed_record_is_said_to_be_changed(self, auditor, events):
        seal_all()
        tamper("UPDATE audit_event SET actor_label = '别人' WHERE id = %s", events["action"].pk)
        check_and_note()
        page = auditor.get(LIST).content.decode()
        assert "发现记录被改动" in page
        assert f"事件 {events['action'].pk} 被改动" in page
        noted = latest_check()
        assert noted is not None
        assert (noted.data["is_sound"], noted.role) == (False, "system")


def test_the_record_is_searched_by_time_with_an_index(db):
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, "audit_event")
    assert names["audit_by_time"]["type"] == "brin"


def test_every_page_of_the_desk_is_in_the_menu_of_its_role_only(cast: Cast):
    entry = reverse("kit:record_list")
    assert f'href="{entry}"' in client_as(cast.zhou.actor).get(entry).content.decode()
    assert f'href="{entry}"' not in client_as(cast.zheng.actor).get(reverse("kit:job_list")).content.decode()


def test_what_no_action_did_and_who_holds_no_role_have_words(db) -> None:
    record("sign_in", "people.sign_in", by=SYSTEM)
    line = as_line(AuditEvent.objects.latest("id"))
    assert (line["label"], line["role"]) == ("登录", "系统")
