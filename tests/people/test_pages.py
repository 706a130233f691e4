"""Every page of people opens for whom it is made, and shows no whole number unasked."""

from datetime import date

import pytest
from django.test import Client

from juxian.catalogue.models import Division
from juxian.people.actions import invite_member, request_deletion
from juxian.people.models import Organisation
from tests.cast import Cast, client_as, make_organisation, make_person

PERSON = ["/my/profile/", "/my/organisations/", "/my/data/", "/inbox/", "/roles/", "/start/"]
ORGANISATION = ["/org/profile/", "/org/staff/", "/roles/delegate/", "/inbox/"]
COUNTER = ["/office/organisations/", "/office/persons/", "/office/persons/new/", "/office/merges/"]


def text_of(client: Client, address: str, **data: str) -> str:
    answer = client.post(address, data) if data else client.get(address, follow=True)
    assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.content.decode()[:800]}"
    return answer.content.decode()


@pytest.mark.parametrize("address", PERSON)
def test_a_person_opens_their_own_pages(cast: Cast, address: str) -> None:
    text_of(client_as(cast.lv.citizen), address)


@pytest.mark.parametrize("address", ORGANISATION)
def test_an_employer_opens_the_pages_of_the_organisation(cast: Cast, address: str) -> None:
    text_of(client_as(cast.wang.actor), address)


@pytest.mark.parametrize("address", COUNTER)
def test_a_counter_officer_opens_the_lists(cast: Cast, address: str) -> None:
    text_of(client_as(cast.zhao.actor), address)


def test_a_draft_profile_offers_its_whole_form(cast: Cast) -> None:
    draft = make_organisation("演示新办企业有限公司", state="draft")
    cast.wang.memberships["employer_admin"].organisation = draft
    cast.wang.memberships["employer_admin"].save()
    actor = cast.wang.actor.__class__(**{**cast.wang.actor.__dict__, "organisation_id": draft.pk})
    assert 'name="uscc"' not in text_of(client_as(actor), "/org/profile/")
    assert 'name="industry_code"' in text_of(client_as(actor), "/org/profile/")


def test_an_officer_reads_a_person_masked(cast: Cast) -> None:
    number = cast.lv.person.identity_number.open()
    page = text_of(client_as(cast.zhao.actor), f"/office/persons/{cast.lv.person.pk}/")
    assert number not in page
    assert number[-4:] in page


def test_a_reveal_shows_the_number_once(cast: Cast) -> None:
    client, address = client_as(cast.zhao.actor), f"/office/persons/{cast.lv.person.pk}/"
    number = cast.lv.person.identity_number.open()
    assert number in text_of(client, f"{address}reveal/", reason="核对申报材料")
    assert number not in text_of(client, address)


def test_a_reveal_without_a_reason_is_refused_on_the_page(cast: Cast) -> None:
    answer = client_as(cast.zhao.actor).post(f"/office/persons/{cast.lv.person.pk}/reveal/", {"reason": ""})
    assert answer.status_code == 422
    assert cast.lv.person.identity_number.open() not in answer.content.decode()


@pytest.mark.parametrize("words", ["吕志强", "lvzhiqiang", "lzq", "NUMBER", "PHONE"])
def test_a_person_is_found_by_name_pinyin_and_whole_numbers(cast: Cast, words: str) -> None:
    person = cast.lv.person
    words = {"NUMBER": person.identity_number.open(), "PHONE": person.phone.open()}.get(words, words)
    page = text_of(client_as(cast.zhao.actor), "/office/persons/", q=words)
    assert str(person.pk) in page
    assert str(cast.li.person.pk) not in page


def test_the_queue_finds_an_organisation_by_initials_and_code(cast: Cast) -> None:
    waiting = make_organisation("演示远洋船舶配件有限公司", state="submitted")
    client = client_as(cast.zhao.actor)
    assert waiting.name in text_of(client, "/office/organisations/?q=ysyycb")
    assert waiting.name in text_of(client, f"/office/organisations/?q={waiting.uscc}")
    assert waiting.name not in text_of(client, "/office/organisations/?state=verified")


def test_the_queue_asks_the_database_as_often_for_thirty_rows_as_for_three(
    cast: Cast, django_assert_max_num_queries
) -> None:
    client = client_as(cast.zhao.actor)
    for serial in range(30):
        make_organisation(f"演示第{serial}企业有限公司", state="submitted")
    with django_assert_max_num_queries(16):
        client.get("/office/organisations/")


def test_an_officer_opens_an_organisation_and_its_decisions(cast: Cast) -> None:
    waiting = make_organisation("演示待核验有限公司", state="submitted")
    page = text_of(client_as(cast.zhao.actor), f"/office/organisations/{waiting.pk}/")
    assert f"/office/organisations/{waiting.pk}/verify/" in page


def test_a_decision_on_the_page_verifies(cast: Cast) -> None:
    waiting = make_organisation("演示待核验有限公司", state="submitted")
    client_as(cast.zhao.actor).post(f"/office/organisations/{waiting.pk}/verify/")
    assert Organisation.objects.get(pk=waiting.pk).state == "verified"


def test_merging_walks_from_search_to_side_by_side(cast: Cast) -> None:
    twin = make_person("吕志强", identity_kind="passport", identity_number="E12345678", birth_on=date(1985, 6, 1))
    client, kept = client_as(cast.zhao.actor), cast.lv.person
    assert str(twin.pk) in text_of(client, f"/office/persons/{kept.pk}/merge/")
    assert "并排核对" in text_of(client, f"/office/persons/{kept.pk}/merge/{twin.pk}/")
    client.post(f"/office/persons/{kept.pk}/merge/{twin.pk}/", {"reason": "同一人两次登记"})
    assert "撤销合并" in text_of(client, "/office/merges/")
    text_of(client, f"/office/persons/{kept.pk}/")


def test_a_reviewer_decides_about_a_deletion(cast: Cast) -> None:
    row = request_deletion(cast.chen.person, by=cast.chen.citizen, reason="不再使用")
    client = client_as(cast.lin.actor)
    assert cast.chen.person.name in text_of(client, "/office/deletions/")
    text_of(client, f"/office/deletions/{row.pk}/")
    client.post(f"/office/deletions/{row.pk}/", {"approve": "1"})
    row.refresh_from_db()
    assert row.state == "approved"


def test_the_security_administrator_finds_a_person_by_the_whole_number(cast: Cast) -> None:
    client = client_as(cast.wu.actor)
    number = cast.lv.person.identity_number.open()
    assert client.post("/office/staff/", {"number": number, "reason": ""}).status_code == 422
    assert str(cast.lv.person.pk) in text_of(client, "/office/staff/", number=number, reason="新到窗口人员授予角色")
    client.post("/office/staff/assign/", {"person": cast.lv.person.pk, "role": "reviewer"})
    assert cast.lv.person.memberships.get().role == "reviewer"


def test_an_invitation_is_accepted_on_the_page(cast: Cast) -> None:
    phone = cast.lv.person.phone.open()
    row = invite_member(cast.employer, by=cast.wang.actor, phone=phone, role="employer_staff")
    client = client_as(cast.lv.citizen)
    assert f"/my/organisations/{row.pk}/accept/" in text_of(client, "/my/organisations/")
    text_of(client, f"/my/organisations/{row.pk}/accept/")
    client.post(f"/my/organisations/{row.pk}/accept/", {"code": row.invitation.code.open()})
    row.refresh_from_db()
    assert (row.state, row.person) == ("active", cast.lv.person)


def test_nobody_else_sees_the_invitation(cast: Cast) -> None:
    row = invite_member(cast.employer, by=cast.wang.actor, phone=cast.lv.person.phone.open(), role="employer_staff")
    assert client_as(cast.chen.citizen).get(f"/my/organisations/{row.pk}/accept/").status_code == 404


@pytest.mark.parametrize("form", ["json", "pdf"])
def test_my_data_comes_as_a_file(cast: Cast, form: str) -> None:
    answer = client_as(cast.lv.citizen).post(f"/my/data/export.{form}")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF" if form == "pdf" else b"{")
    if form == "json":
        assert cast.lv.person.identity_number.open() in answer.content.decode()


def test_consent_and_deletion_are_asked_for_on_the_page(cast: Cast) -> None:
    client = client_as(cast.lv.citizen)
    client.post("/my/data/consents/", {"purpose": "contact_sms"})
    client.post("/my/data/deletion/", {"reason": ""})
    page = text_of(client, "/my/data/")
    assert "待决定" in page
    assert "/withdraw/" in page


def test_a_contact_form_words_its_refusal(cast: Cast) -> None:
    answer = client_as(cast.lv.citizen).post("/my/profile/", {"phone": "12345"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "手机号码应为11位数字" in page


def test_an_unknown_decision_is_not_found(cast: Cast) -> None:
    waiting = make_organisation("演示待核验有限公司", state="submitted")
    assert client_as(cast.zhao.actor).post(f"/office/organisations/{waiting.pk}/explode/").status_code == 404


def test_refusals_of_the_page_change_nothing(cast: Cast) -> None:
    waiting = make_organisation("演示待核验有限公司", state="submitted")
    client_as(cast.zhao.actor).post(f"/office/organisations/{waiting.pk}/return/", {"reason": ""})
    assert Organisation.objects.get(pk=waiting.pk).state == "submitted"


def test_the_district_gives_its_streets_to_the_forms(cast: Cast) -> None:
    Division.objects.create(code="350211003", name="演示街道")
    page = text_of(client_as(cast.lv.citizen), "/my/profile/")
    assert '<option value="350211003" selected>演示街道</option>' in page
    refused = client_as(cast.lv.citizen).post("/my/profile/", {"phone": "13912345678", "street_code": "999999999"})
    assert (refused.status_code, "请选择" in refused.content.decode()) == (422, True)
    assert cast.lv.person.__class__.objects.get(pk=cast.lv.person.pk).street_code == "350211003"
