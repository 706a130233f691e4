"""Every page of applicants, employers with candidates, schools and the office opens and does its one thing."""

import datetime as dt
import json

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from juxian.recruitment.actions.candidate import screen_application
from juxian.recruitment.actions.interview import hold_interview
from juxian.recruitment.models import Agreement, Interview, InterviewSlot, JobApplication, Profile, Stage
from juxian.recruitment.queries.agreement import sheet_of
from juxian.recruitment.tasks import refresh_reply_figures
from tests.cast import client_as
from tests.recruitment.applying import TOMORROW, accepted, applied, booked, invited, school, slots, with_profile
from tests.recruitment.hiring import opened
from tests.recruitment.test_resume import TEXT

HTMX = {"HTTP_HX_REQUEST": "true"}
QUICK = {"trade": "焊工、叉车", "years": "8", "wish": "焊工", "street_code": "", "free_from_on": ""}


def url(name, *args):
    return reverse(f"recruitment:{name}", args=args)


@pytest.fixture
def me(cast):
    return client_as(cast.li.citizen)


@pytest.fixture
def employer(cast):
    return client_as(cast.wang.actor)


def test_five_fields_make_a_profile(cast, me):
    assert "填五项简表" in me.get(url("my_profile")).content.decode()
    assert me.get(url("my_profile_quick")).status_code == 200
    assert me.post(url("my_profile_quick"), QUICK).status_code == 302
    resume = Profile.objects.get().resume
    assert (resume.headline, resume.experience_years, resume.skills) == ("焊工、叉车", 8, ("焊工", "叉车"))
    assert "焊工" in me.get(url("my_profile")).content.decode()


def test_an_imported_text_is_shown_beside_the_fields_and_saved_only_when_confirmed(cast, me):
    answer = me.post(url("my_profile_import"), {"file": ContentFile(TEXT.encode(), "a.txt"), "text": ""})
    page = answer.content.decode()
    assert "<mark" in page
    assert "厦门技师学院" in page
    assert not Profile.objects.exists()
    data = {name: value for form in answer.context["filled"].work for name, value in _values(form)}
    data |= {name: value for form in answer.context["filled"].schooling for name, value in _values(form)}
    filled = answer.context["filled"]
    for part in (filled.fields, filled.source, filled.work.management_form, filled.schooling.management_form):
        data |= dict(_values(part))
    assert me.post(url("my_profile_edit"), {**data, "headline": ""}).status_code == 422
    assert me.post(url("my_profile_edit"), data).status_code == 302
    profile = Profile.objects.get()
    assert (profile.source, profile.resume.work[0].post) == ("text", "车间班长")


def _values(form):
    return [(field.html_name, "" if field.value() is None else field.value()) for field in form]


@pytest.mark.parametrize("data", [{}, {"text": "短"}, {"text": "{]"}])
def test_what_cannot_be_read_is_said_in_one_sentence(me, data):
    answer = me.post(url("my_profile_import"), data)
    assert answer.status_code in (200, 422)
    assert not Profile.objects.exists()


def test_the_resume_is_taken_along_and_deleted(cast, me):
    with_profile(cast.li)
    data = json.loads(me.get(url("my_profile_export")).content)
    assert data["basics"]["label"] == "机械设计"
    again = me.post(url("my_profile_import"), {"text": json.dumps(data, ensure_ascii=False)})
    assert "集美大学" in again.content.decode()
    assert me.get(url("my_profile_edit")).status_code == 200
    me.post(url("my_profile_delete"))
    assert not Profile.objects.exists()


def test_one_applies_in_place_with_the_five_fields(cast, me):
    vacancy = opened(cast)
    here = url("apply_quick", vacancy.pk)
    assert "<html" not in me.get(here, {"source": "live", "source_ref": "card:1"}, **HTMX).content.decode()
    assert "<html" in me.get(here).content.decode()
    data = {f"quick-{name}": value for name, value in QUICK.items()} | {"source": "live", "source_ref": "card:1"}
    assert "已投递" in me.post(here, data, **HTMX).content.decode()
    application = JobApplication.objects.get()
    assert (application.source, application.source_ref) == ("live", "card:1")
    assert "您已经投递过" in me.get(here, **HTMX).content.decode()
    assert "已经投递过" in me.post(here, {"source": "live"}, **HTMX).content.decode()


def test_without_javascript_one_comes_back_to_where_one_was(cast, me):
    with_profile(cast.li)
    vacancy = opened(cast)
    answer = me.post(url("apply_quick", vacancy.pk), {"next": "/fairs/", "source": "nonsense"})
    assert (answer.status_code, answer["Location"]) == (302, "/fairs/")
    assert JobApplication.objects.get().source == "search"


def test_a_visitor_is_led_to_sign_in(client, cast):
    answer = client.get(url("apply_quick", opened(cast).pk))
    assert answer.status_code == 302
    assert "next=" in answer["Location"]


def test_the_applicants_own_pages(cast, me, employer):
    interview = booked(cast)
    application = interview.application
    for name, pk in (("my_application", application.pk), ("my_interview", interview.pk)):
        assert me.get(url(name, pk)).status_code == 200
    assert "焊工" in me.get(url("my_applications")).content.decode()
    assert me.get(url("my_interview_ics", interview.pk)).content.startswith(b"BEGIN:VCALENDAR")
    assert client_as(cast.chen.citizen).get(url("my_application", application.pk)).status_code == 404
    me.post(url("contact_agree", application.pk))
    assert JobApplication.objects.get().shows_contact
    me.post(url("contact_take_back", application.pk))
    assert me.post(url("my_interview_move", interview.pk), {"reason": ""}).status_code == 422
    assert me.post(url("my_interview_cancel", interview.pk), {"reason": "有事"}).status_code == 302
    assert me.post(url("application_withdraw", application.pk), {"reason": ""}).status_code == 302


def test_a_time_is_chosen_on_the_page(cast, me):
    interview = invited(cast)
    page = me.get(url("my_interview", interview.pk)).content.decode()
    assert "2025-03-13 10:00" in page
    slot = InterviewSlot.objects.order_by("starts_at")[0]
    assert me.post(url("my_interview", interview.pk), {"slot": slot.pk}).status_code == 302
    assert Interview.objects.get().state == "booked"
    assert "进入视频面试" in me.get(url("my_interview", interview.pk)).content.decode()


def test_the_employers_candidates_by_stage_and_many_at_once(cast, employer):
    employer.post(url("stages_usual"))
    stage = Stage.objects.get(name="初试")
    vacancy = opened(cast)
    ids = [str(applied(cast, member, vacancy).pk) for member in (cast.li, cast.lv)]
    page = employer.get(url("org_candidates"), {"vacancy": vacancy.pk}).content.decode()
    assert "李晓雨" in page
    assert "初试" in page
    employer.post(url("org_candidates_move"), {"ids": ids, "stage": stage.pk})
    assert set(JobApplication.objects.values_list("state", flat=True)) == {"interviewing"}
    employer.post(url("org_candidates_refuse"), {"ids": ids[:1], "refusal": "filled"})
    assert JobApplication.objects.filter(state="refused").count() == 1
    sheet = employer.post(url("org_candidates_export"), {"vacancy": vacancy.pk})
    assert sheet.content.startswith(b"PK")
    assert client_as(cast.stranger_employer.actor).get(url("org_candidate", ids[0])).status_code == 404


def test_a_candidates_page_does_its_work(cast, employer):
    application = applied(cast)
    here = url("org_candidate", application.pk)
    assert employer.get(here).status_code == 200
    employer.post(url("candidate_note", application.pk), {"text": "不错"})
    employer.post(url("candidate_rate", application.pk), {"rating": "5", "tags": "会CAD 本地"})
    page = employer.get(here).content.decode()
    assert "不错" in page
    assert "会CAD" in page
    refused = employer.post(url("candidate_contact", application.pk))
    assert refused.status_code in (400, 409, 422)
    assert employer.post(url("candidate_invite", application.pk), {"message": ""}).status_code == 422
    slots(cast, application.vacancy)
    assert employer.post(url("candidate_invite", application.pk), {"message": ""}).status_code == 302
    promise = {"base_pay_fen": "6000", "start_on": "2025-04-07", "answer_by_on": "2025-03-19"}
    assert employer.post(url("candidate_offer", application.pk), {**promise, "base_pay_fen": ""}).status_code == 422
    assert employer.post(url("candidate_offer", application.pk), promise).status_code == 302
    assert employer.get(here).status_code == 200


def test_a_masked_name_stays_masked_until_one_agrees(cast, employer, me):
    with_profile(cast.li, name_shown="masked")
    application = applied(cast)
    assert "李晓雨" not in employer.get(url("org_candidate", application.pk)).content.decode()
    me.post(url("contact_agree", application.pk))
    assert "李晓雨" in employer.get(url("org_candidate", application.pk)).content.decode()
    page = employer.post(url("candidate_contact", application.pk)).content.decode()
    assert cast.li.person.phone.open() in page


def test_stages_times_and_interviews_of_an_employer(cast, employer, frozen_time):
    assert employer.post(url("org_stages"), {"name": "实操", "kind": "interviewing"}).status_code == 302
    stage = Stage.objects.get()
    employer.post(url("stage_change", stage.pk), {"name": "技能实操", "position": 3})
    assert "技能实操" in employer.get(url("org_stages")).content.decode()
    employer.post(url("stage_drop", stage.pk))
    interview = booked(cast)
    form = {"kind": "video", "starts_at": "2025-03-14T09:00", "minutes": 20, "count": 3, "places": 1, "place": ""}
    vacancy = interview.application.vacancy
    assert employer.post(url("org_slots", vacancy.pk), form).status_code == 302
    assert "2025-03-14 09:20" in employer.get(url("org_slots", vacancy.pk)).content.decode()
    employer.post(url("slot_take_back", InterviewSlot.objects.latest("starts_at").pk))
    assert "李晓雨" in employer.get(url("org_interviews")).content.decode()
    assert employer.get(url("org_interview_ics", interview.pk)).status_code == 200
    frozen_time.move_to(TOMORROW + dt.timedelta(hours=1))
    assert "求职者没有来" in client_as(cast.wang.actor).get(url("org_interview", interview.pk)).content.decode()
    hold_interview(interview, by=cast.wang.actor)


def test_three_parties_sign_on_their_pages(cast, me, employer):
    place, teacher = school()
    application = accepted(cast)
    assert employer.get(url("org_agreement_invite", application.pk)).status_code == 200
    terms = {
        "employer_name": "甲", "employer_uscc": "乙", "post": "设计", "work_place": "集美", "base_pay": "6000",
        "start_on": "2025-07-01", "contract_years": "3", "probation_months": "3", "penalty": "0", "other_terms": "",
    }  # fmt: skip
    assert employer.post(url("org_agreement_invite", application.pk), {**terms, "school": ""}).status_code == 422
    assert employer.post(url("org_agreement_invite", application.pk), {**terms, "school": place.pk}).status_code == 302
    agreement = Agreement.objects.get()
    teaching = client_as(teacher.actor)
    for client, name in ((me, "my"), (employer, "org"), (teaching, "org")):
        assert client.get(url(f"{name}_agreement", agreement.pk)).status_code == 200
        sent = {"digest": sheet_of(agreement).version.digest, "has_read": "on"}
        assert client.post(url(f"{name}_agreement_sign", agreement.pk), sent).status_code == 302
    agreement.refresh_from_db()
    assert agreement.state == "signed"
    assert me.get(url("my_agreement_pdf", agreement.pk)).content.startswith(b"%PDF")
    checked = client_as(cast.chen.citizen).get(url("agreement_check", agreement.check_code)).content.decode()
    assert "李**" in checked or "李*" in checked
    assert "这份协议有效" in checked
    me.post(url("my_agreement_ask_release", agreement.pk), {"reason": "升学"})
    assert "同意解约" in teaching.get(url("org_agreement", agreement.pk)).content.decode()
    teaching.post(url("org_agreement_release", agreement.pk))
    assert Agreement.objects.get().state == "released"
    assert agreement.number in teaching.get(url("org_agreements")).content.decode()


def test_a_correction_on_the_page_shows_the_difference(cast, me, employer):
    place, _teacher = school()
    application = accepted(cast)
    terms = {"school": place.pk, "start_on": "2025-07-01", "contract_years": "3", "probation_months": "3"}
    page = employer.get(url("org_agreement_invite", application.pk))
    data = dict(_values(page.context["terms_form"])) | terms
    employer.post(url("org_agreement_invite", application.pk), data)
    agreement = Agreement.objects.get()
    mine = {f"terms-{term}": value for term, value in (("graduate_name", "李晓雨"), ("graduate_identity", "1234"))}
    mine |= {"terms-major": "机械电子", "terms-degree": "本科", "terms-graduates_on": "2025-06"}
    assert me.post(url("my_agreement_amend", agreement.pk), {**mine, "reason": ""}).status_code == 422
    assert me.post(url("my_agreement_amend", agreement.pk), {**mine, "reason": "专业写错了"}).status_code == 302
    page = employer.get(url("org_agreement", agreement.pk)).content.decode()
    assert "<del>机械工程</del>" in page
    assert employer.post(url("org_agreement_cancel", agreement.pk), {"reason": "岗位取消"}).status_code == 302


def test_how_an_employer_answers_is_seen_by_itself_and_the_office(cast, employer):
    screen_application(applied(cast), by=cast.wang.actor)
    assert "等您答复" in employer.get(url("org_replies")).content.decode()
    refresh_reply_figures()
    office = client_as(cast.lin.actor)
    assert cast.employer.name in office.get(url("office_replies")).content.decode()
    assert "焊工" in office.get(url("office_employer_replies", cast.employer.pk)).content.decode()


def test_the_list_asks_the_same_number_of_questions_for_many(cast, employer, django_assert_max_num_queries):
    vacancy = opened(cast)
    for member in (cast.li, cast.lv, cast.chen):
        applied(cast, member, vacancy)
    with django_assert_max_num_queries(32):
        employer.get(url("org_candidates"))
